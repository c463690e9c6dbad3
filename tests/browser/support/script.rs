//! Hostile values are JavaScript's own: they are written and judged as such.

use wasm_bindgen::JsValue;

/// The value of an expression.
#[track_caller]
pub fn js(expression: &str) -> JsValue {
    of(&JsValue::UNDEFINED, expression)
}

/// The value of an expression about `it`.
#[track_caller]
pub fn of(it: &JsValue, expression: &str) -> JsValue {
    let function = js_sys::Function::new_with_args("it", &format!("return ({expression});"));
    match function.call1(&JsValue::UNDEFINED, it) {
        Ok(value) => value,
        Err(thrown) => panic!("{expression} threw {thrown:?}"),
    }
}

/// An expression about `it`, as a text.
#[track_caller]
pub fn text_of(it: &JsValue, expression: &str) -> String {
    of(it, &format!("String({expression})")).as_string().unwrap_or_default()
}

/// Asserts that an expression about `it` is `true`.
#[track_caller]
pub fn check(it: &JsValue, expression: &str) {
    assert_eq!(of(it, expression), JsValue::TRUE, "not so: {expression}");
}
