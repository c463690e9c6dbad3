//! The exported class: one function for each of the emulator's, over plain values.
//!
//! A value is read before the emulator is borrowed. So a getter that throws while it is read, which ends the call in the
//! middle, leaves the emulator as it was and free for the next call.

use std::cell::RefCell;

use serde_wasm_bindgen::Deserializer;
use stripe_apps_secrets_emulator::failure::Failure;
use stripe_apps_secrets_emulator::inspect::{Filter, Given, Named};
use stripe_apps_secrets_emulator::{Emulator, Fault, State, Tree};
use wasm_bindgen::prelude::*;

use crate::options;
use crate::values::{Answer, parsed, thrown, to_js, tree, whole};
use crate::wire::{self, Outgoing};

/// An emulator. The class of that name in JavaScript.
#[wasm_bindgen(js_name = Emulator)]
pub struct Edge {
    emulator: RefCell<Emulator>,
}

impl Edge {
    fn with<T>(&self, act: impl FnOnce(&mut Emulator) -> T) -> Answer<T> {
        match self.emulator.try_borrow_mut() {
            Ok(mut emulator) => Ok(act(&mut emulator)),
            Err(_) => Err(thrown(&Fault::new("emulator", "is in use"))),
        }
    }
}

/// A place in the state, as the state itself is spoken of: without where the state was.
fn in_state(fault: Fault) -> Fault {
    match fault.place.strip_prefix("state.") {
        Some(place) => Fault::new(place, fault.message),
        None => fault,
    }
}

#[wasm_bindgen(js_class = Emulator)]
impl Edge {
    /// An emulator that begins with `{ seed, now, state }`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue, real: f64) -> Answer<Edge> {
        let options = Tree::read(Deserializer::from(options), "options").map_err(|fault| thrown(&in_state(fault)))?;
        let beginning = options::beginning(&options).map_err(|fault| thrown(&fault))?;
        let emulator = Emulator::beginning_with(beginning, whole(real, "real")?);
        Ok(Self { emulator: RefCell::new(emulator) })
    }

    /// Issues a token.
    pub fn issue(&self, who: JsValue) -> Answer<String> {
        let who = options::who(&tree(who, "who")?).map_err(|fault| thrown(&fault))?;
        self.with(|emulator| who.issue(emulator))?.map_err(|fault| thrown(&fault))
    }

    /// Answers a request, and says what becomes of the answer.
    pub fn request(&self, request: JsValue, real: f64) -> Answer {
        let (request, real) = (wire::request(request)?, whole(real, "real")?);
        to_js(&Outgoing::from(self.with(|emulator| emulator.deliver(&request, real))?))
    }

    /// What is stored.
    pub fn state(&self, real: f64) -> Answer {
        let real = whole(real, "real")?;
        parsed(&self.with(|emulator| emulator.state(real))?)
    }

    /// Makes a state the present one.
    #[wasm_bindgen(js_name = setState)]
    pub fn set_state(&self, state: JsValue, real: f64) -> Answer<()> {
        let state = State::read(&tree(state, "state")?).map_err(|fault| thrown(&fault))?;
        let real = whole(real, "real")?;
        self.with(|emulator| emulator.set_state(state, real))
    }

    /// A point in time, to go back to.
    pub fn snapshot(&self, real: f64) -> Answer {
        let real = whole(real, "real")?;
        parsed(&self.with(|emulator| emulator.snapshot(real))?)
    }

    /// Goes back to a point in time.
    pub fn restore(&self, snapshot: JsValue, real: f64) -> Answer<()> {
        let state = State::read(&tree(snapshot, "snapshot")?).map_err(|fault| thrown(&fault))?;
        if !state.is_snapshot() {
            return Err(thrown(&Fault::new("snapshot", "must be what snapshot() returned")));
        }
        let real = whole(real, "real")?;
        self.with(|emulator| emulator.set_state(state, real))
    }

    /// Goes back to the beginning. Tokens stay.
    pub fn reset(&self, real: f64) -> Answer<()> {
        let real = whole(real, "real")?;
        self.with(|emulator| emulator.reset(true, real))
    }

    /// The secrets that match, with their payloads.
    pub fn secrets(&self, filter: JsValue, real: f64) -> Answer {
        let filter = Filter::read(&tree(filter, "filter")?).map_err(|fault| thrown(&fault))?;
        let real = whole(real, "real")?;
        to_js(&self.with(|emulator| emulator.secrets(&filter, real))?)
    }

    /// Sets a secret past any client.
    pub fn set(&self, secret: JsValue, real: f64) -> Answer {
        let secret = Given::read(&tree(secret, "secret")?).map_err(|fault| thrown(&fault))?;
        let real = whole(real, "real")?;
        to_js(&self.with(|emulator| emulator.set(secret, real))?.map_err(|fault| thrown(&fault))?)
    }

    /// Removes a secret past any client; whether there was one.
    pub fn remove(&self, place: JsValue, real: f64) -> Answer<bool> {
        let named = Named::read(&tree(place, "secret")?).map_err(|fault| thrown(&fault))?;
        let real = whole(real, "real")?;
        self.with(|emulator| emulator.remove(&named, real))
    }

    /// Scripts a failure.
    #[wasm_bindgen(js_name = failNext)]
    pub fn fail_next(&self, failure: JsValue) -> Answer<()> {
        let failure = Failure::read(&tree(failure, "failure")?).map_err(|fault| thrown(&fault))?;
        self.with(|emulator| emulator.script_failure(failure))
    }

    /// The scripted failures that no request has met yet.
    #[wasm_bindgen(js_name = pendingFailures)]
    pub fn pending_failures(&self) -> Answer {
        to_js(&self.with(|emulator| emulator.pending_failures())?)
    }

    /// What was asked, oldest first.
    pub fn requests(&self) -> Answer {
        to_js(&self.with(|emulator| emulator.requests().cloned().collect::<Vec<_>>())?)
    }

    /// The emulator's time, in Unix seconds.
    pub fn now(&self, real: f64) -> Answer<f64> {
        let real = whole(real, "real")?;
        Ok(self.with(|emulator| emulator.now(real))? as f64)
    }

    /// Moves the clock.
    pub fn advance(&self, seconds: f64) -> Answer<()> {
        let seconds = whole(seconds, "seconds")?;
        self.with(|emulator| emulator.advance_clock(seconds))
    }

    /// Sets the clock.
    #[wasm_bindgen(js_name = setTime)]
    pub fn set_time(&self, time: f64, real: f64) -> Answer<()> {
        let (time, real) = (whole(time, "time")?, whole(real, "real")?);
        self.with(|emulator| emulator.set_clock(time, real))
    }
}
