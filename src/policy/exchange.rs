//! What happens next in a call: a state machine without I/O. Events go in, actions come out; sockets,
//! clocks and randomness are the caller's. Every event goes through it, those that come too late as well.

use super::answer::{Expectation, Look};
use super::event::{Action, Event};
use super::failure;
use super::fault::Fault;
use super::retry::{self, Attempt};
use crate::contract::errors::Reason;
use crate::contract::events::State;
use crate::contract::layout;

/// Takes an event of an attempt as all of it crosses: the exchange, what was asked, which attempt it belongs to (how often
/// the call had been retried before it), the event with the answer's status (0 for none), and the word that a header or
/// the host's error has. Returns the exchange that follows, and an action. Numbers that stand for nothing end the call.
#[allow(clippy::too_many_arguments)] // a number each
pub fn step(
    exchange: u32,
    asked: u32,
    attempt: u32,
    happened: u32,
    status: u32,
    word: u32,
    random: f64,
    answer: &impl Look,
) -> (u32, u32) {
    let mut exchange = Exchange::from_number(exchange);
    let action = match (Event::from_numbers(happened, status, word), Expectation::from_number(asked)) {
        (Some(event), Some(expected)) => exchange.on(attempt, event, random, &expected, answer),
        _ => exchange.end(Fault::failed(Reason::Internal)),
    };
    (exchange.number(), action.number())
}

/// One call, across its attempts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exchange {
    state: State,
    retries: u32,
    max_retries: u32,
}

impl Exchange {
    /// A call that may be retried `max_retries` times.
    pub fn new(max_retries: u32) -> Self {
        Exchange { state: State::Pausing, retries: 0, max_retries }
    }

    /// The exchange of a [`number`](Self::number).
    pub fn from_number(number: u32) -> Self {
        let layout::Exchange { state, retries, max_retries } = layout::Exchange::unpack(number);
        Exchange { state: State::from_number(state).unwrap_or(State::Ended), retries, max_retries }
    }

    /// The exchange as a number, to be kept between two events: [`layout::Exchange`].
    pub fn number(&self) -> u32 {
        let Exchange { state, retries, max_retries } = *self;
        layout::Exchange { state: state as u32, retries, max_retries }.pack()
    }

    /// Takes an event of an attempt, the first of which is 0. `random`, in 0 to 1, spreads the pauses.
    pub fn on(
        &mut self,
        attempt: u32,
        event: Event,
        random: f64,
        expected: &Expectation,
        answer: &impl Look,
    ) -> Action {
        if attempt != self.retries {
            return Action::Ignore;
        }
        match (self.state, event) {
            (State::Pausing, Event::Due) => self.go_on(State::Sent, Action::Send),
            (State::Sent, Event::Response { status, should_retry }) => self
                .retry(Attempt::Answered { status, should_retry }, random)
                .unwrap_or_else(|| self.go_on(State::Reading, Action::Read)),
            (State::Sent, Event::Lost { code }) => {
                let attempt = Attempt::Failed { closed: failure::is_closed(code) };
                self.retry(attempt, random).unwrap_or_else(|| self.fail(failure::of_request(code, self.retries)))
            }
            (State::Sent, Event::Timer) => self
                .retry(Attempt::Failed { closed: false }, random)
                .unwrap_or_else(|| self.fail(Fault::failed(Reason::TimedOut))),
            (State::Reading, Event::Timer) => self.fail(Fault::failed(Reason::TimedOut)),
            (State::Reading, Event::BodyLost { status, code }) => self.fail(failure::of_body(code, status)),
            (State::Reading, Event::Body { status }) => match failure::of_answer(status, answer, expected) {
                Some(fault) => self.fail(fault),
                None => self.go_on(State::Ended, Action::Finish),
            },
            (_, Event::Abort) => self.end(Fault::failed(Reason::Aborted)),
            _ => Action::Ignore,
        }
    }

    fn go_on(&mut self, state: State, action: Action) -> Action {
        self.state = state;
        action
    }

    /// Fails whatever state the call is in, unless it has ended.
    fn end(&mut self, fault: Fault) -> Action {
        if self.state == State::Ended { Action::Ignore } else { self.fail(fault) }
    }

    fn fail(&mut self, fault: Fault) -> Action {
        self.go_on(State::Ended, Action::Fail(fault))
    }

    /// A pause before the next attempt, if there is to be one.
    fn retry(&mut self, attempt: Attempt, random: f64) -> Option<Action> {
        let pause = retry::pause(attempt, self.retries, self.max_retries, random)?;
        self.retries += 1;
        Some(self.go_on(State::Pausing, Action::Wait(pause)))
    }
}
