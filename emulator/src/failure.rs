//! Failures that a test scripts for the next requests, to see what a client makes of them.
//!
//! - `when`: which requests a failure is for
//! - `read`: a failure out of JSON, or of JavaScript's values
//! - `script`: those still to come

mod read;
mod script;
mod when;

pub use script::{Pending, Script};
pub use when::{Method, When};

use crate::error::ApiError;

/// What shall happen to the next `times` requests that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The requests that it is for.
    pub when: When,
    /// How many of them, 1 or more.
    pub times: u32,
    /// What happens to them.
    pub kind: Kind,
    /// What happens to the answer's body, the failure's or the true one's.
    pub body: Option<Damage>,
    /// How many milliseconds later than it would.
    pub delay: u32,
    /// The `stripe-should-retry` header; absent without it.
    pub retryable: Option<bool>,
}

/// What happens to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// It is refused.
    Refused(Refused),
    /// It never arrives.
    LostRequest,
    /// It is carried out, its true answer saved under its idempotency key, and the answer lost on its way.
    LostAnswer,
    /// It is not carried out, and not answered either.
    Never,
    /// It is carried out and answered; something else happens to the answer.
    Answered,
}

/// How a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// With which error.
    pub error: Scripted,
    /// It is carried out and its true answer saved under its idempotency key; only the caller sees the failure.
    pub after_applying: bool,
    /// The failure itself is saved under the idempotency key, and replayed: what Stripe documents for an error during
    /// execution. Without it a retry gets through.
    pub save_answer: bool,
}

/// The error of a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scripted {
    /// Any.
    Status {
        /// 400 to 599.
        status: u16,
        /// In place of the usual code.
        code: Option<String>,
        /// In place of the usual message.
        message: Option<String>,
        /// In place of the usual type.
        kind: Option<String>,
    },
    /// The one for an app without `secret_write`.
    Permission,
}

/// What is wrong with the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// It is missing, as in some of Stripe's 403.
    Empty,
    /// It breaks off in the middle.
    Cut,
    /// It is a page for people, as gateways and captive portals give.
    Html,
}

impl Failure {
    /// One refusal with `status`, of whichever request is next.
    pub fn new(status: u16) -> Self {
        let error = Scripted::Status { status, code: None, message: None, kind: None };
        Self::of(Kind::Refused(Refused { error, after_applying: false, save_answer: false }))
    }

    /// One failure of this kind, of whichever request is next.
    pub fn of(kind: Kind) -> Self {
        Self { when: When::default(), times: 1, kind, body: None, delay: 0, retryable: None }
    }

    /// Whether the request never reaches the store.
    pub fn comes_first(&self) -> bool {
        match &self.kind {
            Kind::Refused(refused) => !refused.after_applying && !refused.save_answer,
            Kind::LostRequest | Kind::Never => true,
            Kind::LostAnswer | Kind::Answered => false,
        }
    }

    /// The refusal that the caller sees, if it sees one.
    pub fn refused(&self) -> Option<&Refused> {
        match &self.kind {
            Kind::Refused(refused) => Some(refused),
            _ => None,
        }
    }
}

impl Refused {
    /// The error to answer with; `is_backend` tells an app's key from an extension's session.
    pub fn error(&self, is_backend: bool) -> ApiError {
        match &self.error {
            Scripted::Permission => ApiError::no_permission(is_backend),
            Scripted::Status { status, code, message, kind } => {
                let mut error = ApiError::scripted(*status);
                if let Some(code) = code {
                    error = error.coded(code);
                }
                if let Some(message) = message {
                    error = error.saying(message);
                }
                kind.iter().fold(error, |error, kind| error.of_type(kind.clone()))
            }
        }
    }
}
