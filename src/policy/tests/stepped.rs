//! A call as the tests take it through its events.

use super::answer::expected;
use super::look::{Looked, secret};
use crate::contract::errors::Reason;
use crate::contract::events;
use crate::contract::operations::Operation;
use crate::contract::words::Word;
use crate::policy::event::{Action, Event};
use crate::policy::exchange::{Exchange, step};
use crate::policy::fault::Fault;

pub const OK: Event = Event::Response { status: 200, should_retry: None };
pub const DOWN: Event = Event::Response { status: 503, should_retry: None };
pub const LOST: Event = Event::Lost { code: Word::Absent };
pub const CLOSED: Event = Event::Lost { code: Word::ConnectionReset };
pub const TIMER: Event = Event::Timer;
pub const BODY: Event = Event::Body { status: 200 };
pub const BODY_LOST: Event = Event::BodyLost { status: 200, code: Word::Absent };
/// Everything that can happen.
pub const EVENTS: [Event; 9] = [Event::Due, OK, DOWN, LOST, CLOSED, TIMER, BODY, BODY_LOST, Event::Abort];

pub const WAIT: Action = Action::Wait(500);

pub fn fail(reason: Reason) -> Action {
    Action::Fail(Fault::failed(reason))
}

/// A call whose answer is what was asked for.
#[derive(Clone)]
pub struct Call {
    pub exchange: Exchange,
    pub attempt: u32,
}

impl Call {
    pub fn new(max_retries: u32) -> Self {
        Call { exchange: Exchange::new(max_retries), attempt: 0 }
    }

    /// Takes an event of an attempt. JavaScript passes the same as numbers, and hears the same.
    pub fn on_of(&mut self, attempt: u32, event: Event, random: f64) -> Action {
        let (expected, look) = (expected(Operation::Find, "user"), Looked::secret(secret("user")));
        let (happened, status, word) = numbers(event);
        let stepped =
            step(self.exchange.number(), expected.number(), attempt, happened as u32, status, word, random, &look);
        let action = self.exchange.on(attempt, event, random, &expected, &look);
        assert_eq!(stepped, (self.exchange.number(), action.number()), "{event:?}");
        self.attempt += u32::from(matches!(action, Action::Wait(_)));
        action
    }

    /// Takes an event of the attempt that runs.
    pub fn on(&mut self, event: Event) -> Action {
        self.on_of(self.attempt, event, 0.0)
    }
}

/// An event as it crosses: what happened, the answer's status, and a word.
fn numbers(event: Event) -> (events::Event, u32, u32) {
    let advice = |should_retry| match should_retry {
        Some(true) => Word::True,
        Some(false) => Word::False,
        None => Word::Absent,
    };
    match event {
        Event::Due => (events::Event::Due, 0, 0),
        Event::Response { status, should_retry } => {
            (events::Event::Response, status.into(), advice(should_retry).number())
        }
        Event::Lost { code } => (events::Event::Lost, 0, code.number()),
        Event::Timer => (events::Event::Timer, 0, 0),
        Event::Body { status } => (events::Event::Body, status.into(), 0),
        Event::BodyLost { status, code } => (events::Event::BodyLost, status.into(), code.number()),
        Event::Abort => (events::Event::Abort, 0, 0),
    }
}

/// What a call does when these events come, each of the attempt that runs.
pub fn actions(max_retries: u32, events: &[Event]) -> Vec<Action> {
    let mut call = Call::new(max_retries);
    events.iter().map(|event| call.on(*event)).collect()
}
