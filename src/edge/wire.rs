//! What goes out: the form and the headers, written by JavaScript as the rules decide.

use super::node::Js;
use crate::policy::node::Node;
use crate::policy::params::{Form, Operation};
use crate::policy::settings::Settings;
use crate::policy::vocabulary::Word;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/edge/primitives.js")]
extern "C" {
    #[wasm_bindgen(js_name = appendText)]
    fn append_text(form: &JsValue, key: u8, index: i32, text: &Js) -> JsValue;
    #[wasm_bindgen(js_name = appendWord)]
    fn append_word(form: &JsValue, key: u8, word: u8) -> JsValue;
    #[wasm_bindgen(js_name = appendInteger)]
    fn append_integer(form: &JsValue, key: u8, integer: f64) -> JsValue;

    /// `User-Agent`: this package and its version, then the app that `appInfo` names.
    #[wasm_bindgen(js_name = userAgent)]
    pub fn user_agent(version: &str, app: &Js) -> JsValue;

    #[wasm_bindgen(catch, js_name = headers)]
    #[allow(clippy::too_many_arguments)] // a header each
    fn make_headers(
        user_agent: &JsValue,
        version: &Js,
        account: &Js,
        context: &Js,
        idempotency_key: &Js,
        make_key: bool,
        measured: &JsValue,
        others: &Js,
        api_key: &Js,
    ) -> Result<JsValue, JsValue>;

    fn request(operation: u8, form: &JsValue, headers: &JsValue) -> JsValue;

    #[wasm_bindgen(catch)]
    fn send(client: &JsValue, request: &JsValue, timeout: i32) -> Result<JsValue, JsValue>;
}

/// A form, encoded as stripe does it. Texts go from the caller to the form without passing here.
pub struct Encoded(JsValue);

impl Default for Encoded {
    /// An empty form.
    fn default() -> Self {
        Encoded(JsValue::from(""))
    }
}

impl Form<Js> for Encoded {
    fn text(&mut self, key: Word, text: &Js) {
        self.0 = append_text(&self.0, key as u8, -1, text);
    }
    fn item(&mut self, key: Word, index: u32, text: &Js) {
        self.0 = append_text(&self.0, key as u8, index as i32, text);
    }
    fn word(&mut self, key: Word, word: Word) {
        self.0 = append_word(&self.0, key as u8, word as u8);
    }
    fn integer(&mut self, key: Word, integer: f64) {
        self.0 = append_integer(&self.0, key as u8, integer);
    }
}

/// A request, the same at every attempt.
pub struct Request {
    client: JsValue,
    wire: JsValue,
}

impl Request {
    /// A request of what has been checked.
    ///
    /// # Errors
    /// What the platform's source of randomness throws.
    pub fn new(
        client: &super::exports::Client,
        operation: Operation,
        form: Encoded,
        options: &Settings<Js>,
    ) -> Result<Self, JsValue> {
        let either = |name| options.or(&client.settings, name);
        let key = options.get(Word::IdempotencyKey);
        let api_key = options.get(Word::ApiKey);
        let unmeasured = JsValue::UNDEFINED;
        let headers = make_headers(
            &client.user_agent,
            &either(Word::ApiVersion),
            &either(Word::StripeAccount),
            &either(Word::StripeContext),
            &key,
            operation.is_post() && !key.is_filled(),
            if operation.is_post() { &form.0 } else { &unmeasured },
            &options.get(Word::Headers),
            if api_key.is_filled() { &api_key } else { &client.key },
        )?;
        let wire = request(operation as u8, &form.0, &headers);
        Ok(Request { client: client.host.clone(), wire })
    }

    /// What goes out: method, path, headers and body.
    pub fn wire(&self) -> JsValue {
        self.wire.clone()
    }

    /// Hands the request to the host and returns what it returns.
    ///
    /// # Errors
    /// What the host throws.
    pub fn send(&self, timeout: u32) -> Result<JsValue, JsValue> {
        send(&self.client, &self.wire, timeout as i32)
    }
}
