//! `stripe-apps-secrets/fetch`: requests over the page's own `fetch`, to one server that was chosen when the client was
//! made.
//!
//! | module | what it is |
//! | --- | --- |
//! | [`base`] | which servers may be named, and that a request stays below the one that was |
//! | [`header`] | which headers a client may add to each request |
//! | [`refusal`] | why something is refused, as the number that crosses to JavaScript |
//! | `edge` | the only one that knows JavaScript: gloo-net's request builder |
//! | `wipe` | the allocator, which leaves nothing of what is freed |
//!
//! Nothing here waits. Each export does its work at once and returns, or throws: what throws in JavaScript is caught by
//! whoever called, a trap included. An `async fn` could not promise that. A panic in it, or a getter that throws, would
//! leave the caller waiting for ever. So the promise, `fetch` itself, the timer and the reading of the body are JavaScript's
//! (`pkg-template/src/entries/fetch.js`), and of gloo-net the request builder is used, not its `send`, which panics on
//! a rejection that is not an `Error` of the same realm.
//!
//! Bodies and header values stay JavaScript values. What is copied here is an address, a path, a method and the names
//! of headers; a payload is in none of them. A secret's name may be in a path: the copies are wiped when they are freed.

pub mod base;
pub mod header;
pub mod refusal;

#[cfg(target_arch = "wasm32")]
mod edge;
#[cfg(target_arch = "wasm32")]
mod wipe;
