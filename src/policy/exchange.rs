//! What happens next in a call: a state machine without I/O. Events go in, actions come out; sockets,
//! clocks and randomness are the caller's.

use super::retry::{self, Attempt};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// The call begins, or a pause is over.
    Due,
    /// The host answered; its body has not been read.
    Response {
        /// The status; 0 for none.
        status: u16,
        /// What `stripe-should-retry` says.
        should_retry: Option<bool>,
    },
    /// The host did not answer, in time or at all.
    Failure {
        /// Whether the connection was closed.
        closed: bool,
    },
    /// The body has been read.
    Body,
    /// The body cannot be read, or not in time.
    BodyLost,
    /// The caller does not want the answer any more.
    Abort,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Send the request, and start the attempt's timer.
    Send,
    /// Read the answer's body; the timer runs on.
    Read,
    /// Stop the timer, and pause for so many milliseconds.
    Wait(f64),
    /// Judge the answer: the call has ended.
    Finish,
    /// Report that there is none: the call has ended.
    Fail,
    /// Nothing: the event belongs to what has ended.
    Ignore,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Pausing,
    Sent,
    Reading,
    Ended,
}

/// One call, across its attempts.
#[derive(Debug)]
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
        let state = match number & 3 {
            0 => State::Pausing,
            1 => State::Sent,
            2 => State::Reading,
            _ => State::Ended,
        };
        Exchange { state, retries: number >> 2 & 0xFF, max_retries: number >> 10 & 0xFF }
    }

    /// The exchange as a number, to be kept between two events: `state | retries << 2 | max_retries << 10`.
    pub fn number(&self) -> u32 {
        self.state as u32 | self.retries << 2 | self.max_retries << 10
    }

    /// Whether the host has answered and the body is being read.
    pub fn is_reading(&self) -> bool {
        self.state == State::Reading
    }

    /// How often the call has been retried.
    pub fn retries(&self) -> u32 {
        self.retries
    }

    /// Takes an event. `random`, in 0 to 1, spreads the pauses.
    pub fn on(&mut self, event: Event, random: f64) -> Action {
        let (state, action) = match (self.state, event) {
            (State::Pausing, Event::Due) => (State::Sent, Action::Send),
            (State::Sent, Event::Response { status, should_retry }) => {
                self.retry_or(Attempt::Answered { status, should_retry }, random, (State::Reading, Action::Read))
            }
            (State::Sent, Event::Failure { closed }) => {
                self.retry_or(Attempt::Failed { closed }, random, (State::Ended, Action::Fail))
            }
            (State::Reading, Event::Body) => (State::Ended, Action::Finish),
            (State::Reading, Event::BodyLost | Event::Failure { .. }) => (State::Ended, Action::Fail),
            (State::Pausing | State::Sent | State::Reading, Event::Abort) => (State::Ended, Action::Fail),
            (state, _) => (state, Action::Ignore),
        };
        self.state = state;
        action
    }

    fn retry_or(&mut self, attempt: Attempt, random: f64, otherwise: (State, Action)) -> (State, Action) {
        if !retry::should_retry(attempt, self.retries, self.max_retries) {
            return otherwise;
        }
        let delay = retry::delay(self.retries, random);
        self.retries += 1;
        (State::Pausing, Action::Wait(delay))
    }
}
