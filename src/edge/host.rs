//! The host's answers. Every call into the host may throw.

use super::node::Js;
use crate::policy::answer::Facts;
use crate::policy::node::{Kind, Node};
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

    #[wasm_bindgen(js_name = isTrue)]
    fn is_true(node: &Js) -> bool;

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

/// An answer's `error`. What JavaScript counts as false counts as none, as in stripe.
pub fn error_of(answer: &Js) -> ApiError {
    let error = answer.get(Word::Error);
    match error.kind() {
        Kind::Record => ApiError::Object(error.get(Word::Code).word(), error.get(Word::Type).word()),
        Kind::Text if error.is_filled() => ApiError::Text(error.word()),
        Kind::Undefined | Kind::Null | Kind::Text => ApiError::None,
        Kind::Number if error.number() == 0.0 => ApiError::None,
        Kind::Other if !is_true(&error) => ApiError::None,
        _ => ApiError::Other,
    }
}

/// An answer's secrets, if it is a list of some.
pub fn list(answer: &Js) -> Option<impl Iterator<Item = Facts<Js>>> {
    let data = answer.get(Word::Data);
    let is_list = answer.get(Word::Object).word() == Word::List && data.kind() == Kind::List;
    is_list.then(|| (0..data.count()).map(move |place| facts(&data.at(place))))
}

/// What a secret is judged by.
pub fn facts(secret: &Js) -> Facts<Js> {
    let scope = secret.get(Word::Scope);
    Facts {
        object: secret.get(Word::Object).word(),
        name: secret.get(Word::Name),
        scope_type: scope.get(Word::Type).word(),
        scope_user: scope.get(Word::User),
        deleted: is_true(&secret.get(Word::Deleted)),
        has_payload: !secret.get(Word::Payload).is_nullish(),
    }
}
