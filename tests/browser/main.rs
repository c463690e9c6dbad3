//! The edge, compiled for a browser: what no test of the packed package and no native one can see.
//!
//! `Client` and `Call` are what the package's JavaScript calls. The tests stand in its place: they open
//! a call, hand it events, and look at what the host got and what comes back. What a hostile caller, host or
//! answer can make of a call is tried on the package itself: `tests/adversarial`, `tests/settling`, `tests/trace`.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

mod agreement;
mod memory;
mod reentrancy;
mod unreadable;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
