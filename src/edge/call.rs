//! What `call.js` asks: whether a call may be made, what comes next in it, and what its answer means.
//!
//! JavaScript keeps a call's state between two questions, as numbers: what was asked, and the exchange.

use super::client::{binding, number};
use super::node::Js;
use super::wire::Draft;
use crate::policy::answer::Expectation;
use crate::policy::binding::Binding;
use crate::policy::exchange::{Action, Event, Exchange};
use crate::policy::node::Node;
use crate::policy::params::{self, Operation};
use crate::policy::refusal::Refusal;
use crate::policy::settings::{MAX_NETWORK_RETRIES, Settings, TIMEOUT, check_account};
use crate::policy::verdict::{self, Fault};
use crate::policy::vocabulary::Word;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/edge/call.js")]
extern "C" {
    fn opened(asked: i32, exchange: i32, timeout: i32, warn: i32);
    fn kept(exchange: i32);
}

/// Checks a call, and writes its request into the draft. The values are the call's own, then what of the client's
/// config concerns calls, its key, then who is bound; `now` is in milliseconds since the Unix epoch. Returns a refusal or 0.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments)] // a value each
pub fn open(
    operation: i32,
    params: i32,
    options: i32,
    config: i32,
    key: i32,
    user: i32,
    account: i32,
    now: f64,
) -> i32 {
    let binding = binding(user, account);
    let client = Settings::known(Js(config));
    number(
        Opening { operation: Operation::from_number(operation as u8), binding, client, key: Js(key), now }
            .check(Js(params), Js(options)),
    )
}

struct Opening {
    operation: Operation,
    binding: Binding<Js>,
    client: Settings<Js>,
    key: Js,
    now: f64,
}

impl Opening {
    fn check(&self, params: Js, options: Js) -> Result<(), Refusal> {
        // What is wrong with the options is said last, but for another account, which is a scope's fault.
        let account = self.client.check_account(&self.binding).and(check_account(&options, &self.binding));
        let cards = self.client.cards();
        let checked = params::check(self.operation, &params, &self.binding, cards, self.now, account, &mut Draft)?;
        let settings = Settings::of_call(options)?;
        self.fill(&settings);
        let retries = settings.max_network_retries().or(self.client.max_network_retries());
        opened(
            Expectation::new(self.operation, checked.scope, Js(0), Js(0)).number().into(),
            Exchange::new(retries.unwrap_or(MAX_NETWORK_RETRIES)).number() as i32,
            settings.timeout().or(self.client.timeout()).unwrap_or(TIMEOUT) as i32,
            checked.warn_of_card.into(),
        );
        Ok(())
    }

    /// What goes out as headers: the call's own, else the client's.
    fn fill(&self, settings: &Settings<Js>) {
        for name in [Word::ApiVersion, Word::StripeAccount, Word::StripeContext] {
            Draft.fill(name, settings.or(&self.client, name));
        }
        Draft.fill(Word::IdempotencyKey, settings.get(Word::IdempotencyKey));
        Draft.fill(Word::Headers, settings.get(Word::Headers));
        let own_key = settings.get(Word::ApiKey);
        Draft.fill(Word::ApiKey, if own_key.is_filled() { own_key } else { self.key });
    }
}

/// An attempt begins. Returns the exchange.
#[wasm_bindgen]
pub fn due(exchange: i32) -> i32 {
    let mut exchange = Exchange::from_number(exchange as u32);
    exchange.on(Event::Due, 0.0);
    exchange.number() as i32
}

/// The host answered with a status (0 for none), and the word that `stripe-should-retry` is. Returns the pause
/// before the next attempt, in milliseconds, or a negative number when the body is to be read.
#[wasm_bindgen]
pub fn answered(exchange: i32, status: i32, should_retry: i32, random: f64) -> f64 {
    let should_retry = match Word::from_number(should_retry as u8) {
        Word::True => Some(true),
        Word::False => Some(false),
        _ => None,
    };
    let mut exchange = Exchange::from_number(exchange as u32);
    let action = exchange.on(Event::Response { status: status as u16, should_retry }, random);
    kept(exchange.number() as i32);
    match action {
        Action::Wait(pause) => pause,
        _ => -1.0,
    }
}

/// The host did not answer, or its body cannot be read; `code` is the word that the error's code is. Returns
/// the pause before the next attempt, in milliseconds, or a fault as a negative number.
#[wasm_bindgen]
pub fn failed(exchange: i32, status: i32, code: i32, random: f64) -> f64 {
    let code = Word::from_number(code as u8);
    let mut exchange = Exchange::from_number(exchange as u32);
    let is_reading = exchange.is_reading();
    let action = exchange.on(Event::Failure { closed: verdict::is_closed(code) }, random);
    kept(exchange.number() as i32);
    match action {
        Action::Wait(pause) => pause,
        _ => -f64::from(verdict::of_lost(status as u16, code, is_reading).number()),
    }
}

/// The caller's signal aborted the call. Returns a fault.
#[wasm_bindgen]
pub fn aborted() -> i32 {
    verdict::ABORTED.number()
}

/// How often a call has been retried.
#[wasm_bindgen(js_name = retriesOf)]
pub fn retries_of(exchange: i32) -> i32 {
    Exchange::from_number(exchange as u32).retries() as i32
}

/// Judges an answer. Returns a fault, or 0 where it may be handed on.
#[wasm_bindgen]
pub fn judge(asked: i32, status: i32, answer: i32, user: i32, name: i32) -> i32 {
    let expected = Expectation::from_number(asked as u8, Js(user), Js(name));
    verdict::of_answer(status as u16, &Js(answer), &expected).map_or(0, Fault::number)
}
