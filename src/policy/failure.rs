//! Which fault an answer stands for, or the want of one.
//!
//! Source of the rules: `generateV1Error` and `generateOAuthError` of `stripe` 23.1.0, where an `error` inside counts
//! whatever the status is. There a 4xx or 5xx answer without `error` resolves, and an unreadable one loses its
//! status; here both fail by their status.

use super::answer::{Expectation, Look};
use super::fault::Fault;
use crate::contract::errors::{Class, Reason};
use crate::contract::kinds::Kind;
use crate::contract::words::Word;

/// The fault of an answer with this status (0 for none); none for what may be handed on.
pub fn of_answer(status: u16, look: &impl Look, expected: &Expectation) -> Option<Fault> {
    let answer = look.answer();
    if expected.has_foreign(look) {
        return Some(Fault::failed(Reason::ScopeMismatch));
    }
    let (code, kind) = (Word::from_number(answer.code), Word::from_number(answer.kind));
    Some(match Kind::from_number(answer.error) {
        Kind::Record => Fault::of_api(class(status, code, kind)),
        Kind::Text if answer.has_error != 0 => Fault::of_api(oauth_class(code)),
        _ if answer.has_error != 0 => without_words(status, Reason::InvalidJson),
        _ if status >= 400 => without_words(status, Reason::NoWords),
        _ if status == 0 || answer.is_record == 0 => without_words(status, Reason::InvalidJson),
        _ => Fault::failed(expected.mismatch(look)?),
    })
}

/// The fault of a request that the host lost, by the code of its error.
pub fn of_request(code: Word, retries: u32) -> Fault {
    Fault::failed(match code {
        Word::TimedOut => Reason::TimedOut,
        _ if retries == 0 => Reason::NoConnection,
        _ => Reason::NoConnectionRetried,
    })
}

/// The fault of a body that cannot be read, by the code of the host's error.
pub fn of_body(code: Word, status: u16) -> Fault {
    match code {
        Word::TimedOut => Fault::failed(Reason::TimedOut),
        _ => without_words(status, Reason::InvalidJson),
    }
}

/// Whether an error's code says that the connection was closed.
pub fn is_closed(code: Word) -> bool {
    matches!(code, Word::ConnectionReset | Word::BrokenPipe)
}

/// The fault of an answer that does not name its error: its status tells the class.
fn without_words(status: u16, reason: Reason) -> Fault {
    match status {
        403 => Fault::failed(Reason::NoPermission),
        0..400 => Fault::failed(reason),
        _ => Fault::failed_as(class(status, Word::Absent, Word::Absent), reason),
    }
}

/// The class of an answer with `error` inside, by its status, `error.code` and `error.type`.
pub fn class(status: u16, code: Word, kind: Word) -> Class {
    match status {
        429 => Class::RateLimit,
        400 if code == Word::RateLimit => Class::RateLimit,
        400 | 404 if kind == Word::IdempotencyError => Class::Idempotency,
        400 | 404 => Class::InvalidRequest,
        401 => Class::Authentication,
        402 => Class::Card,
        403 => Class::Permission,
        _ => Class::Api,
    }
}

/// The class of an answer whose `error` is a string.
pub fn oauth_class(error: Word) -> Class {
    match error {
        Word::InvalidGrant => Class::InvalidGrant,
        Word::InvalidClient => Class::InvalidClient,
        Word::InvalidRequest => Class::OAuthInvalidRequest,
        Word::InvalidScope => Class::InvalidScope,
        Word::UnsupportedGrantType => Class::UnsupportedGrantType,
        Word::UnsupportedResponseType => Class::UnsupportedResponseType,
        _ => Class::OAuth,
    }
}
