//! Stripe's Secret Store for UI extensions: small, scope-safe, always settling.
//!
//! The crate is compiled to WebAssembly and published inside the npm package `stripe-apps-secrets`. It decides what an
//! extension may touch, what goes on the wire, when to retry and what an answer means. JavaScript holds the promise, the
//! timer, the listeners and the error classes (`pkg-template/src`); `docs/architecture.md` walks through a call.
//!
//! # Map
//!
//! [`contract`] is what JavaScript has to know too: words, operations, settings, errors, and the fields of the numbers that
//! cross. `cargo xtask generate` writes `pkg-template/src/contract.js` from it.
//!
//! [`policy`] holds the rules, without a JavaScript type; it compiles and is tested natively.
//!
//! | module | decides |
//! | --- | --- |
//! | [`policy::node`] | how a caller's value looks once it has been read |
//! | [`policy::fault`] | how a failed call is written as one number |
//! | [`policy::binding`] | who is signed in |
//! | [`policy::scope`] | which scope may be touched |
//! | [`policy::params`] | which parameters pass, in which order faults are named, what is written into the form |
//! | [`policy::expiry`] | which expiry times pass |
//! | [`policy::card`] | what a card number looks like |
//! | [`policy::settings`] | which settings and options pass |
//! | [`policy::headers`] | which headers a caller may add |
//! | [`policy::event`] | what can happen in a call, and be done about it |
//! | [`policy::exchange`] | what happens next in a call, after each event |
//! | [`policy::retry`] | when to try again, and after which pause |
//! | [`policy::answer`] | whether an answer is what was asked for |
//! | [`policy::failure`] | which error an answer or its absence means |
//!
//! `edge` is the only Rust that knows JavaScript, and holds no decisions. It exists in WebAssembly only. Numbers alone cross
//! between it and the modules of `pkg-template/src` that it names.
//!
//! | module | connects | with |
//! | --- | --- | --- |
//! | `edge::node` | a caller's values, each property read once | `core/values.js` |
//! | `edge::draft` | the form and the headers that the rules write | `core/draft.js` |
//! | `edge::client` | a client: its settings, and who is signed in | `client/client.js` |
//! | `edge::call` | a call across its attempts, and the facts of its answer | `call/call.js`, `call/answer.js` |

pub mod contract;
pub mod policy;

#[cfg(target_arch = "wasm32")]
pub mod edge;
