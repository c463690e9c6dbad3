//! What only JavaScript can do for the tests.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/browser/support/tools.js")]
extern "C" {
    /// A host's client that notes in `sent` what it is asked.
    pub fn recorder() -> JsValue;

    /// An object or array that shows `first` to whoever reads it once, and `later` afterwards: `value`,
    /// and `most()`, how often the property that was read most often was read.
    pub fn shifty(first: &JsValue, later: &JsValue) -> JsValue;

    #[wasm_bindgen(js_name = during)]
    fn during_change(change: &str, restore: &str, act: &mut dyn FnMut());

    /// A text that occurs nowhere else: letters, Chinese and emoji. Three parts, so that a scan for each
    /// finds a copy in any encoding that leaves one of them as it is.
    pub fn marker() -> JsValue;

    /// Whether anything that can be reached from a value mentions a part of a marker.
    pub fn mentions(value: &JsValue, marker: &JsValue) -> bool;

    /// How often a part of a marker, or a text, is in a memory, as UTF-8, UTF-16 or percent-encoded.
    #[wasm_bindgen(js_name = occurrences)]
    fn occurrences_in(memory: &JsValue, marker: &JsValue) -> u32;
}

/// Acts while something is changed, and changes it back whatever happens. Both are statements.
pub fn during(change: &str, restore: &str, mut act: impl FnMut()) {
    during_change(change, restore, &mut act);
}

/// How often a marker is in this module's linear memory.
pub fn occurrences(marker: &JsValue) -> u32 {
    occurrences_in(&wasm_bindgen::memory(), marker)
}
