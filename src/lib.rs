//! Stripe's Secret Store for UI extensions: small, scope-safe, always settling.
//!
//! The crate is compiled to WebAssembly and published inside the npm package `stripe-apps-secrets`.
//! It decides what an extension may touch, what goes on the wire, when to retry and what an answer
//! means, and calls the host's HTTP client. Promises, timers and `Error` classes are JavaScript's
//! and live in `pkg-template/src`.
//!
//! # Map
//!
//! [`policy`] is pure Rust without a JavaScript type; it compiles and is tested natively.
//!
//! | module | decides |
//! | --- | --- |
//! | [`policy::value`] | how a caller's value looks once it has been read |
//! | [`policy::refusal`] | how a refusal reads: class, code, parameter, message |
//! | [`policy::binding`] | who is signed in |
//! | [`policy::scope`] | which scope may be touched |
//! | [`policy::text`] | which strings pass |
//! | [`policy::expiry`] | which expiry times pass |
//! | [`policy::card`] | what a card number looks like |
//! | [`policy::params`] | which parameters pass, in which order faults are named |
//! | [`policy::config`], [`policy::options`] | what a client and a call can be told |
//! | [`policy::form`] | how parameters are encoded |
//! | [`policy::headers`] | which headers are sent |
//! | [`policy::request`] | a checked request, all of it |
//! | [`policy::retry`] | when to try again, and after which pause |
//! | [`policy::exchange`] | what happens next in a call |
//! | [`policy::failure`] | which error an answer stands for |
//! | [`policy::answer`] | whether an answer is what was asked for |
//!
//! [`edge`] is all that knows JavaScript, and holds no decisions.
//!
//! | module | connects |
//! | --- | --- |
//! | [`edge::exports`] | what the package's JavaScript calls |
//! | [`edge::host`] | the host's HTTP client |
//! | [`edge::read`] | a caller's objects, each property read once |
//! | [`edge::clock`] | time and randomness |
//! | [`edge::memory`] | an allocator that wipes what is freed |

pub mod policy;

#[cfg(target_arch = "wasm32")]
pub mod edge;
