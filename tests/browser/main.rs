//! The core as a browser compiles it, under the package's own JavaScript: what no test of the packed package and no
//! native one can see. What a hostile caller, host or answer can make of a call is tried on the package itself:
//! `tests/adversarial`, `tests/settling`, `tests/trace`.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use stripe_apps_secrets as _; // its exports are the core

mod support;

mod agreement;
mod memory;
mod reentrancy;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
