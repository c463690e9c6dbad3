//! Which error an answer stands for.
//!
//! Source of the rule: `generateV1Error` and `generateOAuthError` of stripe 23.1.0. There a 4xx or 5xx
//! answer without `error` inside resolves, and an unreadable one loses its status; here both reject by
//! their status.

use super::vocabulary::Word;

/// An error class of the package; the numbers are the order of
/// `pkg-template/src/errors.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)] // each is the class that it is named after
pub enum Class {
    StripeInvalidRequestError,
    StripeAPIError,
    StripeAuthenticationError,
    StripeCardError,
    StripePermissionError,
    StripeRateLimitError,
    StripeIdempotencyError,
    StripeConnectionError,
    StripeOAuthError,
    StripeScopeError,
    StripeInvalidGrantError,
    StripeInvalidClientError,
    StripeOAuthInvalidRequestError,
    StripeInvalidScopeError,
    StripeUnsupportedGrantTypeError,
    StripeUnsupportedResponseTypeError,
}

/// What an error says that the API did not write; the numbers are the order of `FAILURES` in
/// `pkg-template/src/messages.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Failure {
    /// There was no answer. Its number: how often the call was retried.
    Connection,
    /// There was none in time. Its number: the time, in milliseconds.
    Timeout,
    /// The answer's body cannot be read, or is no JSON object.
    InvalidJson,
    /// The answer has an error's status and does not say what is wrong.
    NoReason,
    /// The answer is not of the scope that was asked for.
    ScopeMismatch,
    /// As before, and a write may have happened.
    ScopeMismatchAfterWrite,
    /// The caller's signal aborted the call.
    Aborted,
}

/// The class of an answer with `error` inside, by its status, `error.code` and `error.type`.
pub fn class(status: u16, code: Word, kind: Word) -> Class {
    match status {
        429 => Class::StripeRateLimitError,
        400 if code == Word::RateLimit => Class::StripeRateLimitError,
        400 | 404 if kind == Word::IdempotencyError => Class::StripeIdempotencyError,
        400 | 404 => Class::StripeInvalidRequestError,
        401 => Class::StripeAuthenticationError,
        402 => Class::StripeCardError,
        403 => Class::StripePermissionError,
        _ => Class::StripeAPIError,
    }
}

/// The class of an answer whose `error` is a string.
pub fn oauth_class(error: Word) -> Class {
    match error {
        Word::InvalidGrant => Class::StripeInvalidGrantError,
        Word::InvalidClient => Class::StripeInvalidClientError,
        Word::InvalidRequest => Class::StripeOAuthInvalidRequestError,
        Word::InvalidScope => Class::StripeInvalidScopeError,
        Word::UnsupportedGrantType => Class::StripeUnsupportedGrantTypeError,
        Word::UnsupportedResponseType => Class::StripeUnsupportedResponseTypeError,
        _ => Class::StripeOAuthError,
    }
}
