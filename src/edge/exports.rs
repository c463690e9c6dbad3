//! What the package's JavaScript calls: a client, and one call of it across its attempts.
//!
//! JavaScript holds the promise and the timers; every step here is synchronous. So a step that goes
//! wrong throws into code that rejects, and no caller is left waiting.

use super::host::{self, ApiError, Heard};
use super::node::{Js, absent, raw, read};
use super::thrown::{api_error, failed, refused, unreadable};
use super::wire::{Encoded, Request, user_agent};
use crate::policy::answer::Expectation;
use crate::policy::binding::Binding;
use crate::policy::exchange::{Action, Event, Exchange};
use crate::policy::failure::{self, Class, Failure};
use crate::policy::node::{Kind, Node};
use crate::policy::params::{self, Operation};
use crate::policy::settings::{MAX_NETWORK_RETRIES, Settings, TIMEOUT, check_account};
use crate::policy::vocabulary::Word;
use core::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/edge/primitives.js")]
extern "C" {
    /// A config as a record, where a string stands for the API version.
    #[wasm_bindgen(catch, js_name = asConfig)]
    fn as_config(config: &JsValue) -> Result<Js, JsValue>;
    /// Milliseconds since the Unix epoch.
    fn now() -> f64;
    /// A number from 0 to 1, to spread pauses.
    fn random() -> f64;
    /// Warns of a card number, without showing it. A console that throws is no reason to fail.
    fn warn();
}

/// A client: its settings, its host, and who is signed in.
#[wasm_bindgen]
pub struct Client {
    pub(super) settings: Settings<Js>,
    pub(super) key: Js,
    pub(super) host: JsValue,
    pub(super) user_agent: JsValue,
    binding: RefCell<Binding<Js>>,
}

#[wasm_bindgen]
impl Client {
    /// Checks a key and settings. Throws a refusal.
    #[wasm_bindgen(constructor)]
    pub fn new(key: &JsValue, config: &JsValue) -> Result<Client, JsValue> {
        let config = as_config(config).map_err(unreadable(Word::Config))?;
        let key = read(key)?;
        let settings = Settings::of_client(&key, config.clone()).map_err(|refusal| refused(refusal, &config))?;
        let client = Client {
            key,
            host: raw(&config.get(Word::HttpClient)),
            user_agent: user_agent(env!("CARGO_PKG_VERSION"), &config.get(Word::AppInfo)),
            settings,
            binding: RefCell::default(),
        };
        client.bind_user(&raw(&config.get(Word::UserContext)))?;
        Ok(client)
    }

    /// Binds a `userContext` or a user's id. Throws a refusal.
    #[wasm_bindgen(js_name = bindUser)]
    pub fn bind_user(&self, context: &JsValue) -> Result<(), JsValue> {
        let context = read(context).map_err(unreadable(Word::UserContext))?;
        let bound = self.binding.borrow_mut().bind(context.clone());
        bound.map_err(|refusal| refused(refusal, &context))
    }

    /// Checks a call, and prepares it. Throws a refusal; nothing has been sent then.
    pub fn open(&self, operation: u8, params: &JsValue, options: &JsValue) -> Result<Call, JsValue> {
        let operation = Operation::from_number(operation);
        let params = read(params).map_err(unreadable(Word::Params))?;
        let options = read(options).map_err(unreadable(Word::Options))?;
        let now = now(); // before the borrow: a patched clock may call the client back
        let binding = self.binding.borrow();
        // What is wrong with the options is said last, but for another account, which is a scope's fault.
        let account = self.settings.check_account(&binding).and(check_account(&options, &binding));
        let settings = Settings::of_call(options.clone());
        let mut form = Encoded::default();
        let cards = self.settings.cards();
        let checked = params::check(operation, &params, &binding, cards, now, account, &mut form)
            .map_err(|refusal| refused(refusal, &params))?;
        let settings = settings.map_err(|refusal| refused(refusal, &options))?;
        let user = binding.user().cloned().unwrap_or_else(absent);
        drop(binding); // a console may call the client back
        if checked.warn_of_card {
            warn();
        }
        let retries = settings.max_network_retries().or(self.settings.max_network_retries());
        Ok(Call {
            request: Request::new(self, operation, form, &settings)?,
            expectation: Expectation::new(operation, checked.scope, user, params.get(Word::Name)),
            exchange: Exchange::new(retries.unwrap_or(MAX_NETWORK_RETRIES)),
            timeout: settings.timeout().or(self.settings.timeout()).unwrap_or(TIMEOUT),
            heard: host::silence(),
            bodies: raw(&self.settings.get(Word::EmitEventBodies)),
            params,
            options,
        })
    }
}

/// One call, across its attempts.
#[wasm_bindgen]
pub struct Call {
    request: Request,
    expectation: Expectation<Js>,
    exchange: Exchange,
    timeout: u32,
    heard: Heard,
    bodies: JsValue,
    params: Js,
    options: Js,
}

#[wasm_bindgen]
impl Call {
    /// Takes an event, by its number in `call.js`, with what belongs to it. The last ones ask for what
    /// JavaScript needs: the time for one attempt in milliseconds, the signal, the request, what was heard,
    /// whether events carry bodies, the parameters and the options as they were read.
    pub fn step(&mut self, event: u8, value: &JsValue) -> Result<JsValue, JsValue> {
        match event {
            0 => self.send(),
            1 => self.answered(value).map(JsValue::from),
            2 => self.failed(value).map(JsValue::from),
            3 => host::body(&self.heard),
            4 => Err(self.unreadable(value)),
            5 => self.conclude(value),
            6 => Err(self.aborted(value)),
            7 => Ok(JsValue::from(self.timeout)),
            8 => Ok(raw(&self.options.get(Word::Signal))),
            9 => Ok(self.request.wire()),
            10 => Ok(JsValue::from(self.heard.clone())),
            11 => Ok(self.bodies.clone()),
            12 => Ok(JsValue::from(self.params.clone())),
            _ => Ok(JsValue::from(self.options.clone())),
        }
    }
}

impl Call {
    /// Hands the request to the host and returns what it returns. Throws what the host throws.
    fn send(&mut self) -> Result<JsValue, JsValue> {
        self.exchange.on(Event::Due, 0.0);
        self.heard = host::silence(); // what an earlier attempt heard is not this one's
        self.request.send(self.timeout)
    }

    /// Takes the host's response. Returns the pause before the next attempt, in milliseconds, or a
    /// negative number when the body is to be read. Throws what the host throws.
    fn answered(&mut self, response: &JsValue) -> Result<f64, JsValue> {
        self.heard = host::hear(response)?;
        let event =
            Event::Response { status: host::status(&self.heard), should_retry: host::should_retry(&self.heard) };
        match self.exchange.on(event, random()) {
            Action::Wait(pause) => Ok(pause),
            _ => Ok(-1.0),
        }
    }

    /// Takes the failure of an attempt. Returns the pause before the next one, in milliseconds; throws
    /// a failure when there is none.
    fn failed(&mut self, error: &JsValue) -> Result<f64, JsValue> {
        let code = host::code_of(error);
        let closed = matches!(code, Word::ConnectionReset | Word::BrokenPipe);
        match self.exchange.on(Event::Failure { closed }, random()) {
            Action::Wait(pause) => Ok(pause),
            _ => Err(self.no_answer(code, error)),
        }
    }

    /// The failure of a call that its caller's signal aborted, with the signal's reason.
    fn aborted(&mut self, reason: &JsValue) -> JsValue {
        self.exchange.on(Event::Abort, 0.0);
        failed(Class::StripeConnectionError, Failure::Aborted, 0, reason, &self.heard)
    }

    /// The failure of a body that cannot be read.
    fn unreadable(&mut self, error: &JsValue) -> JsValue {
        self.exchange.on(Event::BodyLost, 0.0);
        match host::code_of(error) {
            Word::Timedout => self.no_answer(Word::Timedout, error),
            _ => self.invalid(Failure::InvalidJson, error),
        }
    }

    /// Judges the body: returns a copy of it that may be handed on. Throws a failure.
    fn conclude(&mut self, body: &JsValue) -> Result<JsValue, JsValue> {
        self.exchange.on(Event::Body, 0.0);
        let copy = host::copy(body).map_err(|thrown| self.invalid(Failure::InvalidJson, &thrown))?;
        let answer = read(&copy)?;
        let status = host::status(&self.heard);
        let nothing = JsValue::UNDEFINED;
        match host::error_of(&answer) {
            ApiError::None if status >= 400 => Err(self.invalid(Failure::NoReason, &nothing)),
            ApiError::None if status > 0 && answer.kind() == Kind::Record => {
                if self.admits(&answer) {
                    return Ok(host::with_last_response(&copy, &self.heard));
                }
                Err(failed(Class::StripeAPIError, self.expectation.mismatch(), 0, &nothing, &self.heard))
            }
            ApiError::None | ApiError::Other => Err(self.invalid(Failure::InvalidJson, &nothing)),
            ApiError::Object(code, kind) => Err(api_error(failure::class(status, code, kind), &copy, &self.heard)),
            ApiError::Text(error) => Err(api_error(failure::oauth_class(error), &copy, &self.heard)),
        }
    }

    fn admits(&self, answer: &Js) -> bool {
        if !self.expectation.is_list() {
            return self.expectation.admits(&host::facts(answer));
        }
        host::list(answer).is_some_and(|mut secrets| secrets.all(|secret| self.expectation.admits(&secret)))
    }

    fn no_answer(&self, code: Word, error: &JsValue) -> JsValue {
        let (reason, number) = match code {
            Word::Timedout => (Failure::Timeout, self.timeout),
            _ => (Failure::Connection, self.exchange.retries()),
        };
        failed(Class::StripeConnectionError, reason, number, error, &self.heard)
    }

    /// The failure of an answer that does not name its error: its status tells the class.
    fn invalid(&self, reason: Failure, detail: &JsValue) -> JsValue {
        let status = host::status(&self.heard);
        let class = failure::class(if status < 400 { 0 } else { status }, Word::Absent, Word::Absent);
        failed(class, reason, status.into(), detail, &self.heard)
    }
}
