//! The host's answers. Every call into the host may throw.

use super::node::Js;
use crate::policy::answer::Facts;
use crate::policy::vocabulary::Word;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/edge/primitives.js")]
extern "C" {
    /// What is known of an answer, whatever its body: status, headers, request id.
    #[derive(Clone)]
    pub type Heard;

    /// Takes a `Stripe.HttpClientResponse`.
    #[wasm_bindgen(catch)]
    pub fn hear(response: &JsValue) -> Result<Heard, JsValue>;

    /// What is known before there is an answer.
    pub fn silence() -> Heard;

    /// The status; 0 for none.
    #[wasm_bindgen(js_name = statusOf)]
    pub fn status(heard: &Heard) -> u16;

    #[wasm_bindgen(js_name = shouldRetry)]
    fn should_retry_word(heard: &Heard) -> u8;

    /// Starts to read the body; what comes back should be a promise.
    #[wasm_bindgen(catch)]
    pub fn body(heard: &Heard) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = codeOf)]
    fn code_word(error: &JsValue) -> Result<u8, JsValue>;

    /// A copy of an answer, each field read once.
    #[wasm_bindgen(catch)]
    pub fn copy(answer: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = errorKind)]
    fn error_kind(answer: &JsValue) -> u8;
    #[wasm_bindgen(js_name = errorWord)]
    fn error_word(answer: &JsValue, field: u8) -> u8;

    #[wasm_bindgen(js_name = objectOf)]
    fn object_word(answer: &JsValue) -> u8;
    #[wasm_bindgen(js_name = secretsOf)]
    fn secrets(answer: &JsValue) -> i32;
    #[wasm_bindgen(js_name = secretAt)]
    fn secret_at(answer: &JsValue, index: i32) -> JsValue;

    #[wasm_bindgen(js_name = scopeType)]
    fn scope_type(secret: &JsValue) -> u8;
    #[wasm_bindgen(js_name = scopeUser)]
    fn scope_user(secret: &JsValue) -> Js;
    #[wasm_bindgen(js_name = nameOf)]
    fn name(secret: &JsValue) -> Js;
    #[wasm_bindgen(js_name = isDeleted)]
    fn is_deleted(secret: &JsValue) -> bool;
    #[wasm_bindgen(js_name = hasPayload)]
    fn has_payload(secret: &JsValue) -> bool;

    /// A copied answer with `lastResponse`.
    #[wasm_bindgen(js_name = withLastResponse)]
    pub fn with_last_response(answer: &JsValue, heard: &Heard) -> JsValue;
}

/// What `stripe-should-retry` says among an answer's headers.
pub fn should_retry(heard: &Heard) -> Option<bool> {
    match Word::from_number(should_retry_word(heard)) {
        Word::True => Some(true),
        Word::False => Some(false),
        _ => None,
    }
}

/// `error.code` of what a host rejected with, if it is an object that has one.
pub fn code_of(error: &JsValue) -> Word {
    code_word(error).map_or(Word::Absent, Word::from_number)
}

/// What an answer's `error` is.
pub enum ApiError {
    /// There is none.
    None,
    /// An object, with its `code` and `type`.
    Object(Word, Word),
    /// A string, as OAuth has it.
    Text(Word),
    /// Anything else.
    Other,
}

/// A copied answer's `error`.
pub fn error_of(answer: &JsValue) -> ApiError {
    let word = |field: Word| Word::from_number(error_word(answer, field as u8));
    match error_kind(answer) {
        0 => ApiError::None,
        1 => ApiError::Object(word(Word::Code), word(Word::Type)),
        2 => ApiError::Text(word(Word::Absent)),
        _ => ApiError::Other,
    }
}

/// A copied answer's secrets, if it is a list of some.
pub fn list(answer: &JsValue) -> Option<impl Iterator<Item = Facts<Js>> + '_> {
    let count = secrets(answer);
    let is_list = Word::from_number(object_word(answer)) == Word::List;
    (is_list && count >= 0).then(|| (0..count).map(|index| facts(&secret_at(answer, index))))
}

/// What a copied secret is judged by.
pub fn facts(secret: &JsValue) -> Facts<Js> {
    Facts {
        object: Word::from_number(object_word(secret)),
        name: name(secret),
        scope_type: Word::from_number(scope_type(secret)),
        scope_user: scope_user(secret),
        deleted: is_deleted(secret),
        has_payload: has_payload(secret),
    }
}
