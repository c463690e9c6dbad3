//! Failures that a test scripts for the next requests, to see what a client makes of them.

use crate::error::ApiError;
use serde::Deserialize;
use std::collections::VecDeque;

/// What shall happen to the next `times` API requests, whichever they are.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    /// The HTTP status, 400 to 599.
    pub status: u16,
    /// How many requests.
    #[serde(default = "once")]
    pub times: u32,
    /// The `stripe-should-retry` header; absent without it.
    #[serde(default)]
    pub stripe_should_retry: Option<bool>,
    /// The request is carried out and its true answer saved under its idempotency key;
    /// only the caller sees the failure. So is an answer lost on its way.
    #[serde(default)]
    pub after_applying: bool,
    /// The failure itself is saved under the idempotency key, and replayed: what Stripe
    /// documents for an error during execution. Without it a retry gets through.
    #[serde(default)]
    pub save_answer: bool,
    /// The answer has no body, as some of Stripe's 403 have been seen.
    #[serde(default)]
    pub empty_body: bool,
    /// The error's `code`, in place of the usual one for the status.
    #[serde(default)]
    pub code: Option<String>,
}

fn once() -> u32 {
    1
}

impl Failure {
    /// One failure with `status` before anything is done.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            times: 1,
            stripe_should_retry: None,
            after_applying: false,
            save_answer: false,
            empty_body: false,
            code: None,
        }
    }

    /// Whether its numbers make sense.
    pub fn is_valid(&self) -> bool {
        (400..=599).contains(&self.status) && self.times >= 1
    }

    /// Whether the request never reaches the store.
    pub fn comes_first(&self) -> bool {
        !self.after_applying && !self.save_answer
    }

    /// The body to answer with.
    pub fn body(&self) -> String {
        if self.empty_body { String::new() } else { self.error().body() }
    }

    /// The error to answer with.
    pub fn error(&self) -> ApiError {
        ApiError::scripted(self.status, self.code.as_deref())
    }
}

/// The failures still to come, in the order in which they were scripted.
#[derive(Debug, Default)]
pub struct Script {
    failures: VecDeque<Failure>,
}

impl Script {
    /// Adds a failure after those already scripted.
    pub fn add(&mut self, failure: Failure) {
        self.failures.push_back(failure);
    }

    /// The failure for the next request, if one is scripted.
    pub fn take(&mut self) -> Option<Failure> {
        let first = self.failures.front_mut()?;
        first.times = first.times.saturating_sub(1);
        if first.times == 0 { self.failures.pop_front() } else { Some(first.clone()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_happens_as_often_as_was_asked_and_in_order() {
        let mut script = Script::default();
        script.add(Failure { times: 2, ..Failure::new(500) });
        script.add(Failure::new(429));
        let statuses: Vec<u16> = std::iter::from_fn(|| script.take()).map(|failure| failure.status).collect();
        assert_eq!(statuses, [500, 500, 429]);
    }

    #[test]
    fn a_status_that_is_no_failure_is_not_valid() {
        assert!(Failure::new(400).is_valid());
        assert!(Failure::new(599).is_valid());
        assert!(!Failure::new(200).is_valid());
        assert!(!Failure::new(600).is_valid());
        assert!(!Failure { times: 0, ..Failure::new(500) }.is_valid());
    }
}
