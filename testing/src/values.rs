//! Values to and from JavaScript, and why one is refused.

use js_sys::JSON;
use serde::Serialize;
use serde_wasm_bindgen::{Deserializer, Serializer};
use stripe_apps_secrets_emulator::{Fault, Tree};
use wasm_bindgen::JsValue;

/// The greatest whole number that a JavaScript number holds exactly, and the next: below, no fraction is lost.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// What an export returns: a value, or the fault that is thrown.
pub type Answer<T = JsValue> = Result<T, JsValue>;

/// A value as plain data; `called` is what faults call it.
pub fn tree(value: JsValue, called: &str) -> Answer<Tree> {
    Tree::read(Deserializer::from(value), called).map_err(|fault| thrown(&fault))
}

/// A whole number, out of a JavaScript number. A fraction is dropped.
pub fn whole(value: f64, called: &str) -> Answer<i64> {
    if value.abs() < EXACT {
        return Ok(value as i64);
    }
    Err(thrown(&Fault::new(called, "must be a number of seconds")))
}

/// A Rust value as a JavaScript one. Its members have fixed names.
pub fn to_js(value: &impl Serialize) -> Answer {
    let serializer = Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    value.serialize(&serializer).map_err(|_| thrown(&Fault::new("answer", "cannot be made a value")))
}

/// An object whose names are anybody's: `JSON.parse` makes members of all of them, `__proto__` included.
pub fn parsed(tree: &Tree) -> Answer {
    JSON::parse(&tree.to_json()).map_err(|_| thrown(&Fault::new("answer", "cannot be made a value")))
}

/// What is thrown: `{ where, message }`.
pub fn thrown(fault: &Fault) -> JsValue {
    fault.serialize(&Serializer::new()).unwrap_or(JsValue::NULL)
}
