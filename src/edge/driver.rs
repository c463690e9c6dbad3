//! `client.js` and `call.js` as Rust sees them, for the tests in a browser. In the package JavaScript calls them
//! itself, and nothing of this file is left.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/edge/client.js")]
extern "C" {
    /// A client: its settings, its host, and who is signed in.
    pub type Client;

    /// Checks a key and settings. `core` is what `ask` in `values.js` takes. Throws a refusal.
    #[wasm_bindgen(constructor, catch)]
    pub fn new(core: &JsValue, version: &str, key: &JsValue, config: &JsValue) -> Result<Client, JsValue>;

    /// Binds a `userContext` or a user's id. Throws a refusal.
    #[wasm_bindgen(method, catch, js_name = bindUser)]
    pub fn bind_user(this: &Client, context: &JsValue) -> Result<(), JsValue>;

    /// Checks a call, and prepares it. Throws a refusal; nothing has been sent then.
    #[wasm_bindgen(method, catch)]
    pub fn open(this: &Client, operation: u8, params: &JsValue, options: &JsValue) -> Result<Call, JsValue>;
}

#[wasm_bindgen(module = "/src/edge/call.js")]
extern "C" {
    /// One call, across its attempts.
    pub type Call;

    /// The time for one attempt, in milliseconds.
    #[wasm_bindgen(method, getter)]
    pub fn timeout(this: &Call) -> f64;

    /// Hands the request to the host and returns what it returns. Throws what the host throws.
    #[wasm_bindgen(method, catch)]
    pub fn send(this: &Call) -> Result<JsValue, JsValue>;

    /// Takes the host's response. Returns a pause in milliseconds, or a negative number.
    #[wasm_bindgen(method, catch)]
    pub fn answered(this: &Call, response: &JsValue) -> Result<f64, JsValue>;

    /// Takes the failure of an attempt. Returns a pause in milliseconds; throws a failure.
    #[wasm_bindgen(method, catch)]
    pub fn failed(this: &Call, error: &JsValue) -> Result<f64, JsValue>;

    /// Starts to read the body.
    #[wasm_bindgen(method, catch)]
    pub fn read(this: &Call) -> Result<JsValue, JsValue>;

    /// Judges the body: returns a copy of it. Throws a failure.
    #[wasm_bindgen(method, catch)]
    pub fn conclude(this: &Call, body: &JsValue) -> Result<JsValue, JsValue>;

    /// The failure of a call that was aborted.
    #[wasm_bindgen(method)]
    pub fn aborted(this: &Call, reason: &JsValue) -> JsValue;
}
