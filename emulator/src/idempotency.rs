//! Answers saved by `Idempotency-Key`, and replayed.
//!
//! Source: Stripe's reference, "Idempotent requests": status and body of the first request
//! are saved once the endpoint begins to execute, failures included; a request refused by
//! validation is not saved; keys are up to 255 characters and may be forgotten after 24
//! hours; other parameters under the same key are an error.

use crate::clock::{DAY, UnixSeconds};
use crate::error::ApiError;
use crate::principal::Principal;
use std::collections::BTreeMap;
use std::fmt;

/// A key's greatest length, in characters.
pub const MOST_KEY_CHARACTERS: usize = 255;

/// Whose keys: an app on an account in one mode, whichever user asks.
type Owner = (String, String, bool);

/// What makes two requests the same.
#[derive(Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// The endpoint's path.
    pub path: String,
    /// Every parameter, by name.
    pub parameters: Vec<(String, String)>,
}

/// An answer that a key stands for.
#[derive(Clone, PartialEq, Eq)]
pub struct Saved {
    /// HTTP status.
    pub status: u16,
    /// JSON body.
    pub body: String,
    /// The code of the body's error, for the log.
    pub error_code: Option<String>,
    /// The id of the request that was executed.
    pub request_id: String,
}

struct Entry {
    fingerprint: Fingerprint,
    answer: Saved,
    at: UnixSeconds,
}

/// The keys in use.
#[derive(Default)]
pub struct SavedAnswers {
    entries: BTreeMap<(Owner, String), Entry>,
}

impl SavedAnswers {
    /// The answer saved under `key`, if the same request was made within 24 hours.
    ///
    /// # Errors
    /// The key is too long, or was used for another request.
    pub fn recall(
        &mut self,
        principal: &Principal,
        key: &str,
        request: &Fingerprint,
        now: UnixSeconds,
    ) -> Result<Option<Saved>, ApiError> {
        if key.chars().count() > MOST_KEY_CHARACTERS {
            return Err(ApiError::key_too_long(MOST_KEY_CHARACTERS));
        }
        self.entries.retain(|_, entry| now.saturating_sub(entry.at) < DAY);
        match self.entries.get(&entry_key(principal, key)) {
            None => Ok(None),
            Some(entry) if entry.fingerprint == *request => Ok(Some(entry.answer.clone())),
            Some(entry) if entry.fingerprint.path != request.path => {
                Err(ApiError::key_reused_elsewhere(key, &request.path, &entry.fingerprint.path))
            }
            Some(_) => Err(ApiError::key_reused(key)),
        }
    }

    /// Saves the answer to an executed request.
    pub fn save(
        &mut self,
        principal: &Principal,
        key: &str,
        fingerprint: Fingerprint,
        answer: Saved,
        now: UnixSeconds,
    ) {
        self.entries.insert(entry_key(principal, key), Entry { fingerprint, answer, at: now });
    }
}

fn entry_key(principal: &Principal, key: &str) -> (Owner, String) {
    ((principal.app().into(), principal.account().into(), principal.livemode()), key.into())
}

/// The number only: parameters and answers hold payloads.
impl fmt::Debug for SavedAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SavedAnswers").field("entries", &self.entries.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn key_of(account: &str) -> Principal {
        Principal::backend("app", account, false)
    }

    fn request(path: &str, payload: &str) -> Fingerprint {
        Fingerprint { path: path.into(), parameters: vec![("payload".into(), payload.into())] }
    }

    fn saved() -> (SavedAnswers, Principal, Saved) {
        let mut answers = SavedAnswers::default();
        let answer = Saved { status: 500, body: "{}".into(), error_code: None, request_id: "req_1".into() };
        answers.save(&key_of("acct_a"), "k", request("/p", "one"), answer.clone(), 0);
        (answers, key_of("acct_a"), answer)
    }

    #[test]
    fn the_same_request_gets_the_same_answer_for_a_day_even_a_500() {
        let (mut answers, owner, answer) = saved();
        assert!(answers.recall(&owner, "k", &request("/p", "one"), DAY - 1).unwrap() == Some(answer));
        assert!(answers.recall(&owner, "k", &request("/p", "one"), DAY).unwrap().is_none());
    }

    #[test]
    fn another_request_under_the_key_is_an_idempotency_error() {
        let (mut answers, owner, _) = saved();
        for other in [request("/p", "two"), request("/q", "one")] {
            let error = answers.recall(&owner, "k", &other, 1).err().unwrap();
            assert_eq!(error.status(), 400);
            assert!(error.body().contains("idempotency_error"));
            assert!(!error.body().contains("two"));
        }
    }

    #[test]
    fn a_key_belongs_to_its_app_account_and_mode() {
        let (mut answers, _, _) = saved();
        for other in
            [key_of("acct_b"), Principal::backend("app_b", "acct_a", false), Principal::backend("app", "acct_a", true)]
        {
            assert!(answers.recall(&other, "k", &request("/p", "two"), 1).unwrap().is_none());
        }
    }

    #[test]
    fn a_key_is_at_most_255_characters() {
        let (mut answers, owner, _) = saved();
        assert!(answers.recall(&owner, &"k".repeat(255), &request("/p", "one"), 1).is_ok());
        assert!(answers.recall(&owner, &"k".repeat(256), &request("/p", "one"), 1).is_err());
    }
}
