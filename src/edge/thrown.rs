//! What is thrown into JavaScript, where it becomes an `Error` of the class that it names.

use super::host::Heard;
use super::node::{Js, absent};
use crate::policy::failure::{Class, Failure};
use crate::policy::refusal::{Code, Refusal};
use crate::policy::vocabulary::Word;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/edge/primitives.js")]
extern "C" {
    #[wasm_bindgen(js_name = refusal)]
    fn make_refusal(number: i32, inside: &Js, detail: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = failure)]
    fn make_failure(class: u8, failure: u8, number: i32, detail: &JsValue, heard: &Heard) -> JsValue;
    #[wasm_bindgen(js_name = apiError)]
    fn make_api_error(class: u8, answer: &JsValue, heard: &Heard) -> JsValue;
}

/// A refusal: nothing was sent. `inside` is what was refused, one of whose properties may not be known.
pub fn refused(refusal: Refusal, inside: &Js) -> JsValue {
    make_refusal(refusal.number() as i32, inside, &JsValue::UNDEFINED)
}

/// An object of the caller's that throws when it is read: a refusal, too.
pub fn unreadable(param: Word) -> impl Fn(JsValue) -> JsValue {
    move |thrown| make_refusal(Refusal::of(Code::ParameterUnreadable, param).number() as i32, &absent(), &thrown)
}

/// A failure. `number` belongs to it; `detail` is what the host rejected with.
pub fn failed(class: Class, reason: Failure, number: u32, detail: &JsValue, heard: &Heard) -> JsValue {
    make_failure(class as u8, reason as u8, number as i32, detail, heard)
}

/// An error that the API wrote into a copied answer.
pub fn api_error(class: Class, answer: &JsValue, heard: &Heard) -> JsValue {
    make_api_error(class as u8, answer, heard)
}
