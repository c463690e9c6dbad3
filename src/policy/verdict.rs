//! What an answer, or the want of one, means to the caller: the secret that was asked for, or a fault.
//!
//! Source of the order: stripe 23.1.0, where an `error` inside counts whatever the status is. There a 4xx or 5xx answer
//! without one resolves, and an unreadable one loses its status; here both are faults of the class of their status.

use super::answer::Expectation;
use super::failure::{self, Class, Failure};
use super::node::{Kind, Node};
use super::vocabulary::Word;

/// Why a call has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An error that the API wrote.
    Theirs(Class),
    /// What this package says of an answer, or of none.
    Ours(Class, Failure),
}

/// The caller's signal aborted the call.
pub const ABORTED: Fault = Fault::Ours(Class::StripeConnectionError, Failure::Aborted);

impl Fault {
    /// The fault as a number above 0: `class | failure << 8`, and one; the failure is 255 for an error that the API wrote.
    pub fn number(self) -> i32 {
        let (class, failure) = match self {
            Fault::Theirs(class) => (class, 255),
            Fault::Ours(class, failure) => (class, failure as i32),
        };
        1 + (class as i32 | failure << 8)
    }
}

/// The fault of an answer with this status (0 for none); `None` for what may be handed on.
pub fn of_answer<N: Node>(status: u16, answer: &N, expected: &Expectation<N>) -> Option<Fault> {
    let error = answer.get(Word::Error);
    Some(match error.kind() {
        Kind::Record => {
            Fault::Theirs(failure::class(status, error.get(Word::Code).word(), error.get(Word::Type).word()))
        }
        Kind::Text if error.is_filled() => Fault::Theirs(failure::oauth_class(error.word())),
        _ if !is_nothing(&error) => unnamed(status, Failure::InvalidJson),
        _ if status >= 400 => unnamed(status, Failure::NoReason),
        _ if status == 0 || answer.kind() != Kind::Record => unnamed(status, Failure::InvalidJson),
        _ if expected.admits_answer(answer) => return None,
        _ => Fault::Ours(Class::StripeAPIError, expected.mismatch()),
    })
}

/// The fault of an attempt that the host lost, by the word that the error's code is: while the body was read, the answer has a
/// status (0 for none).
pub fn of_lost(status: u16, code: Word, is_reading: bool) -> Fault {
    match code {
        Word::Timedout => Fault::Ours(Class::StripeConnectionError, Failure::Timeout),
        _ if is_reading => unnamed(status, Failure::InvalidJson),
        _ => Fault::Ours(Class::StripeConnectionError, Failure::Connection),
    }
}

/// Whether an error's code says that the connection was closed.
pub fn is_closed(code: Word) -> bool {
    matches!(code, Word::ConnectionReset | Word::BrokenPipe)
}

/// Whether an `error` counts as none: what JavaScript counts as false, as in stripe.
fn is_nothing<N: Node>(error: &N) -> bool {
    match error.kind() {
        Kind::Undefined | Kind::Null | Kind::Text => true,
        Kind::Number => error.number() == 0.0,
        Kind::Other => !error.is_true(),
        _ => false,
    }
}

/// The fault of an answer that does not name its error: its status tells the class.
fn unnamed(status: u16, failure: Failure) -> Fault {
    let status = if status < 400 { 0 } else { status };
    Fault::Ours(failure::class(status, Word::Absent, Word::Absent), failure)
}
