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
//! | [`policy::node`] | how a caller's value looks once it has been read |
//! | [`policy::vocabulary`] | which words there are |
//! | [`policy::refusal`] | how a refusal reads: code, parameter |
//! | [`policy::binding`] | who is signed in |
//! | [`policy::scope`] | which scope may be touched |
//! | [`policy::params`] | which parameters pass, in which order faults are named, what is written into the form |
//! | [`policy::expiry`] | which expiry times pass |
//! | [`policy::card`] | what a card number looks like |
//! | [`policy::settings`] | what a client and a call can be told |
//! | [`policy::headers`] | which headers a caller may add |
//! | [`policy::retry`] | when to try again, and after which pause |
//! | [`policy::exchange`] | what happens next in a call |
//! | [`policy::failure`] | which error an answer stands for |
//! | [`policy::answer`] | whether an answer is what was asked for |
//! | [`policy::verdict`] | what an answer, or the want of one, means: a result, or which fault |
//!
//! `edge` is all that knows JavaScript, and holds no decisions. It exists in WebAssembly only. Each file of Rust there
//! has one of JavaScript beside it; only numbers cross between them.
//!
//! | module | connects |
//! | --- | --- |
//! | `edge::node`, `values.js` | a caller's values, each property read once |
//! | `edge::wire`, `wire.js` | the form and the headers, and the host's `makeRequest` |
//! | `edge::client`, `client.js` | a client: its settings, and who is signed in |
//! | `edge::call`, `call.js` | a call, across its attempts, and the host's answers |
//! | `edge::driver` | the last two for tests in a browser |

pub mod contract;
pub mod policy;

#[cfg(target_arch = "wasm32")]
pub mod edge;
