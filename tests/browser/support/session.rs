//! An extension's client over a host that notes what it is asked.

use super::faults::{Failed, Refused};
use super::script::{js, of, text_of};
use super::tools::recorder;
use stripe_apps_secrets::edge::driver::{Call, Client};
use stripe_apps_secrets::policy::params::Operation;
use wasm_bindgen::JsValue;

/// This module's own core, as `ask` in `values.js` takes it.
pub fn core() -> JsValue {
    of(&wasm_bindgen::exports(), "({ exports: () => it, renew() {} })")
}

const KEY: &str = "DO_NOT_PASS_A_REAL_API_KEY";

/// A client and its host.
pub struct Session {
    /// The client.
    pub client: Client,
    /// The host: `makeRequest`, `sent`, and what the test makes of it.
    pub host: JsValue,
}

impl Session {
    /// A client bound to `usr_1`.
    pub fn bound() -> Self {
        Self::of("'usr_1'", "{}")
    }

    /// A client that knows nobody.
    pub fn unbound() -> Self {
        Self::of("undefined", "{}")
    }

    /// A client bound to `user`, with more settings: both are expressions.
    #[track_caller]
    pub fn of(user: &str, settings: &str) -> Self {
        let host = recorder();
        let config = of(&host, &format!("({{ httpClient: it, userContext: {user}, ...{settings} }})"));
        Self::with(host, &config)
    }

    /// A client of a whole config.
    #[track_caller]
    pub fn with(host: JsValue, config: &JsValue) -> Self {
        match Client::new(&core(), env!("CARGO_PKG_VERSION"), &KEY.into(), config) {
            Ok(client) => Session { client, host },
            Err(refused) => panic!("the client was refused: {}", text_of(&refused, "JSON.stringify(it)")),
        }
    }

    /// The refusal of a client.
    #[track_caller]
    pub fn refused_client(config: &JsValue) -> Refused {
        match Client::new(&core(), env!("CARGO_PKG_VERSION"), &KEY.into(), config) {
            Ok(_) => panic!("the client was let through"),
            Err(thrown) => Refused::of(thrown),
        }
    }

    /// Opens a call, whose parameters pass.
    #[track_caller]
    pub fn open(&self, operation: Operation, params: &JsValue, options: &JsValue) -> Call {
        match self.client.open(operation as u8, params, options) {
            Ok(call) => call,
            Err(refused) => panic!("the call was refused: {}", text_of(&refused, "JSON.stringify(it)")),
        }
    }

    /// Opens a call by expressions, whose parameters pass.
    #[track_caller]
    pub fn call(&self, operation: Operation, params: &str) -> Call {
        self.open(operation, &js(params), &JsValue::UNDEFINED)
    }

    /// The refusal of a call.
    #[track_caller]
    pub fn refused(&self, operation: Operation, params: &JsValue, options: &JsValue) -> Refused {
        let opened = self.client.open(operation as u8, params, options);
        assert_eq!(self.attempts(), 0, "something was sent");
        match opened {
            Ok(_) => panic!("the call was let through"),
            Err(thrown) => Refused::of(thrown),
        }
    }

    /// The refusal of a call, by expressions.
    #[track_caller]
    pub fn refuses(&self, operation: Operation, params: &str) -> Refused {
        self.refused(operation, &js(params), &JsValue::UNDEFINED)
    }

    /// How often the host was asked.
    pub fn attempts(&self) -> u32 {
        of(&self.host, "it.sent.length").as_f64().unwrap_or(-1.0) as u32
    }

    /// What the host was asked last.
    #[track_caller]
    pub fn last(&self) -> Sent {
        Sent(of(&self.host, "it.sent.at(-1)"))
    }

    /// What comes of a call that is answered with a status and a body.
    pub fn concludes(&self, call: Call, status: u16, body: &JsValue) -> Result<JsValue, Failed> {
        let response = of(
            body,
            &format!(
                "({{ getStatusCode: () => {status}, getHeaders: () => ({{ 'request-id': 'req_1' }}), toJSON: () => it, getRawResponse: () => ({{}}) }})"
            ),
        );
        call.send().unwrap();
        assert_eq!(call.answered(&response).unwrap(), -1.0, "the call is tried again");
        let body = call.read().unwrap();
        call.conclude(&body).map_err(Failed::of)
    }
}

/// What the host was asked: the arguments of `makeRequest`.
pub struct Sent(pub JsValue);

impl Sent {
    /// Method and path.
    pub fn line(&self) -> String {
        text_of(&self.0, "`${it[3]} ${it[2]}`")
    }

    /// The body.
    pub fn body(&self) -> String {
        text_of(&self.0, "it[5]")
    }

    /// A header; `undefined` where there is none.
    pub fn header(&self, name: &str) -> String {
        text_of(&self.0, &format!("it[4]['{name}']"))
    }
}
