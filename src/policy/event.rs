//! What happens in a call, and what is done about it, as numbers cross and as the machine takes and gives them.

use super::fault::Fault;
use crate::contract::events;
use crate::contract::layout;
use crate::contract::words::Word;

/// An event. A `status` is the answer's, 0 for none.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)] // each is the one of [`events::Event`] that it is named after
pub enum Event {
    Due,
    Response {
        status: u16,
        /// What `stripe-should-retry` says.
        should_retry: Option<bool>,
    },
    Lost {
        /// What `code` says of the host's error.
        code: Word,
    },
    Timer,
    Body {
        status: u16,
    },
    BodyLost {
        status: u16,
        /// What `code` says of the host's error.
        code: Word,
    },
    Abort,
}

impl Event {
    /// The event of numbers that crossed; `word` is what a header or a code says.
    pub fn from_numbers(happened: u32, status: u32, word: u32) -> Option<Self> {
        let (status, word) = (status as u16, Word::from_number(word));
        Some(match events::Event::from_number(happened)? {
            events::Event::Due => Event::Due,
            events::Event::Response => Event::Response { status, should_retry: advice(word) },
            events::Event::Lost => Event::Lost { code: word },
            events::Event::Timer => Event::Timer,
            events::Event::Body => Event::Body { status },
            events::Event::BodyLost => Event::BodyLost { status, code: word },
            events::Event::Abort => Event::Abort,
        })
    }
}

fn advice(word: Word) -> Option<bool> {
    match word {
        Word::True => Some(true),
        Word::False => Some(false),
        _ => None,
    }
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Send the request, and start the attempt's timer.
    Send,
    /// Read the answer's body; the timer runs on.
    Read,
    /// Stop the timer, and pause for so many milliseconds.
    Wait(u32),
    /// Hand on the answer: the call has ended.
    Finish,
    /// Report a fault: the call has ended.
    Fail(Fault),
    /// Nothing: the event belongs to what has ended.
    Ignore,
}

impl Action {
    /// The action as it crosses: [`layout::Action`].
    pub fn number(self) -> u32 {
        let (act, value) = match self {
            Action::Ignore => (events::Action::Ignore, 0),
            Action::Send => (events::Action::Send, 0),
            Action::Read => (events::Action::Read, 0),
            Action::Wait(pause) => (events::Action::Wait, pause),
            Action::Finish => (events::Action::Finish, 0),
            Action::Fail(fault) => (events::Action::Fail, fault.number()),
        };
        layout::Action { act: act as u32, value }.pack()
    }
}
