//! What a call asks: whether it may be made, and what comes next in it.
//!
//! JavaScript keeps a call's state between two questions, as numbers: what was asked, and the exchange.

use super::client::{binding, number};
use super::draft::{Draft, set_exchange, set_opened};
use super::node::Js;
use crate::contract::errors::Reason;
use crate::contract::layout::{Answer, Secret};
use crate::contract::operations::Operation;
use crate::contract::words::Word;
use crate::policy::answer::{Expectation, Look};
use crate::policy::binding::Binding;
use crate::policy::exchange::{self, Exchange};
use crate::policy::fault::Fault;
use crate::policy::node::Node;
use crate::policy::params;
use crate::policy::settings::{Settings, check_account};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "/pkg-template/src/call/answer.js")]
extern "C" {
    #[wasm_bindgen(js_name = answerFacts)]
    fn answer_facts() -> i32;
    #[wasm_bindgen(js_name = secretCount)]
    fn secret_count() -> i32;
    #[wasm_bindgen(js_name = secretFacts)]
    fn secret_facts(place: i32) -> i32;
}

/// Checks a call, and writes its request. The values are the call's own, then what of the client's config concerns
/// calls, its key, then who is bound, and whether a context had no id; `now` is in milliseconds since the Unix epoch. Returns a fault or 0.
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
    without_id: i32,
    now: f64,
) -> i32 {
    let Some(operation) = Operation::from_number(operation as u32) else {
        return number(Err(Fault::failed(Reason::Internal)));
    };
    let binding = binding(user, account, without_id);
    let opening = Opening { operation, binding, client: Settings::from_checked(Js(config)), key: Js(key), now };
    number(opening.check(Js(params), Js(options)))
}

struct Opening {
    operation: Operation,
    binding: Binding<Js>,
    client: Settings<Js>,
    key: Js,
    now: f64,
}

impl Opening {
    fn check(&self, params: Js, options: Js) -> Result<(), Fault> {
        // A fault of the options is reported last, but for another account, which is a scope's fault.
        let account = self.client.check_account(&self.binding).and(check_account(options, &self.binding));
        let cards = self.client.cards();
        let checked = params::check(self.operation, params, &self.binding, cards, self.now, account, &mut Draft)?;
        let settings = Settings::of_call(options)?;
        self.fill(&settings);
        set_opened(
            Expectation::new(self.operation, checked.scope).number() as i32,
            Exchange::new(settings.max_network_retries(&self.client) as u32).number() as i32,
            settings.timeout(&self.client),
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

/// An answer that JavaScript has copied.
struct Copied;

impl Look for Copied {
    fn answer(&self) -> Answer {
        Answer::unpack(answer_facts() as u32)
    }
    fn count(&self) -> u32 {
        secret_count() as u32
    }
    fn secret(&self, place: u32) -> Secret {
        Secret::unpack(secret_facts(place as i32) as u32)
    }
    fn stray(&self, place: u32) -> Option<Secret> {
        let facts = secret_facts(-(place as i32)) as u32;
        (facts != 0).then(|| Secret::unpack(facts))
    }
}

/// [`exchange::step`]. Writes the exchange that follows, and returns an action.
#[wasm_bindgen]
pub fn step(exchange: u32, asked: u32, attempt: u32, event: u32, status: u32, word: u32, random: f64) -> i32 {
    let (exchange, action) = exchange::step(exchange, asked, attempt, event, status, word, random, &Copied);
    set_exchange(exchange as i32);
    action as i32
}
