//! What only JavaScript can do for the tests.
//!
//! It is evaluated in place of being a module of its own: the page loads all of its modules at once, each over a connection
//! of its own, and from the fifth on the server of the test runner may leave one unanswered (`xtask/src/test/browser.rs`).

use super::script::of;
use wasm_bindgen::prelude::*;

thread_local! {
    static TOOLS: JsValue = of(&js_sys::Function::new_no_args(include_str!("tools.js")), "it()");
}

#[wasm_bindgen]
extern "C" {
    type Tools;

    #[wasm_bindgen(method)]
    fn recorder(this: &Tools) -> JsValue;
    #[wasm_bindgen(method)]
    fn marker(this: &Tools) -> JsValue;
    #[wasm_bindgen(method)]
    fn occurrences(this: &Tools, memory: &JsValue, marker: &JsValue) -> u32;
}

fn tools() -> Tools {
    TOOLS.with(|tools| tools.clone().unchecked_into())
}

/// A host's client that notes in `sent` what it is asked.
pub fn recorder() -> JsValue {
    tools().recorder()
}

/// A text that occurs nowhere else: letters, Chinese and emoji. Three parts, so that a scan for each finds a copy in any
/// encoding that leaves one of them as it is.
pub fn marker() -> JsValue {
    tools().marker()
}

/// How often a part of a marker, or a text, is in this module's linear memory, as UTF-8, UTF-16 or percent-encoded.
pub fn occurrences(marker: &JsValue) -> u32 {
    tools().occurrences(&wasm_bindgen::memory(), marker)
}
