//! The edge in a browser: what a hostile value, host or answer can make of a call.
//!
//! `Client` and `Call` are what the package's JavaScript calls. The tests stand in its place: they open
//! a call, hand it events, and look at what the host got and what comes back.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

mod answers;
mod attempts;
mod clock;
mod copies;
mod exact_types;
mod headers;
mod last_response;
mod memory;
mod no_payload_in_faults;
mod patched_builtins;
mod pollution;
mod read_once;
mod reentrancy;
mod sent_as_checked;
mod smuggled;
mod unreadable;
mod wire;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
