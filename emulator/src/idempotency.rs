//! Answers saved by `Idempotency-Key`, and replayed.
//!
//! Source: Stripe's reference, "Idempotent requests": status and body of the first request
//! are saved once the endpoint begins to execute, failures included; a request refused by
//! validation is not saved; keys are up to 255 characters and may be forgotten after 24
//! hours; other parameters under the same key are an error.
//!
//! Of a request's parameters a digest is kept: a payload that has been deleted does not live on here.

use crate::clock::{DAY, UnixSeconds};
use crate::error::ApiError;
use crate::principal::Principal;
use std::collections::{HashMap, VecDeque};
use std::fmt;

/// A key's greatest length, in characters.
pub const MOST_KEY_CHARACTERS: usize = 255;

/// A key, and whose it is: an app's on an account in one mode, whichever user asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OwnedKey {
    /// Whose app.
    pub app: String,
    /// On which account.
    pub account: String,
    /// In which mode.
    pub livemode: bool,
    /// The header's value.
    pub key: String,
}

impl OwnedKey {
    /// `key`, sent by `principal`.
    pub fn of(principal: &Principal, key: &str) -> Self {
        Self {
            app: principal.app().into(),
            account: principal.account().into(),
            livemode: principal.livemode(),
            key: key.into(),
        }
    }
}

/// What makes two requests the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// The endpoint's path.
    pub path: String,
    /// Of every parameter, with its name.
    pub digest: u128,
}

impl Fingerprint {
    /// The fingerprint of a request with these parameters, in this order.
    pub fn new<'a>(path: &str, parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut digest = FNV_START;
        for (name, value) in parameters {
            for text in [name, value] {
                // The length first, so that no two lists of texts are one run of bytes.
                let length = u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes();
                digest = length.iter().chain(text.as_bytes()).fold(digest, |digest, &byte| fnv(digest, byte));
            }
        }
        Self { path: path.into(), digest }
    }
}

/// FNV-1a in 128 bits.
const FNV_START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const FNV_PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

fn fnv(digest: u128, byte: u8) -> u128 {
    (digest ^ u128::from(byte)).wrapping_mul(FNV_PRIME)
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

/// Without the body: it may hold a payload.
impl fmt::Debug for Saved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Saved").field("status", &self.status).finish_non_exhaustive()
    }
}

/// An answer under its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The request that it answered.
    pub fingerprint: Fingerprint,
    /// The answer.
    pub answer: Saved,
    /// When.
    pub at: UnixSeconds,
}

/// The keys in use.
#[derive(Default)]
pub struct SavedAnswers {
    entries: HashMap<OwnedKey, Entry>,
    /// The keys in the order in which they were saved, each with its time.
    order: VecDeque<(UnixSeconds, OwnedKey)>,
}

impl SavedAnswers {
    /// The answer saved under `key`, if the same request was made within 24 hours.
    ///
    /// # Errors
    /// The key is too long, or was used for another request.
    pub fn recall(
        &mut self,
        key: &OwnedKey,
        request: &Fingerprint,
        now: UnixSeconds,
    ) -> Result<Option<Saved>, ApiError> {
        if key.key.chars().count() > MOST_KEY_CHARACTERS {
            return Err(ApiError::key_too_long(MOST_KEY_CHARACTERS));
        }
        self.forget_old(now);
        match self.entries.get(key).filter(|entry| !is_over(entry.at, now)) {
            None => Ok(None),
            Some(entry) if entry.fingerprint == *request => Ok(Some(entry.answer.clone())),
            Some(entry) if entry.fingerprint.path != request.path => {
                Err(ApiError::key_reused_elsewhere(&key.key, &request.path, &entry.fingerprint.path))
            }
            Some(_) => Err(ApiError::key_reused(&key.key)),
        }
    }

    /// Saves the answer to an executed request.
    pub fn save(&mut self, key: OwnedKey, entry: Entry) {
        self.order.push_back((entry.at, key.clone()));
        self.entries.insert(key, entry);
    }

    /// The answers that are still replayed at `now`, oldest first.
    pub fn entries(&self, now: UnixSeconds) -> impl Iterator<Item = (&OwnedKey, &Entry)> {
        let current = move |(at, key): &'_ (UnixSeconds, OwnedKey)| {
            self.entries.get_key_value(key).filter(|(_, entry)| entry.at == *at && !is_over(*at, now))
        };
        self.order.iter().filter_map(current)
    }

    /// Each key is forgotten once, at the head of the queue: a request pays for those that end with it, not for those
    /// that are known. A key behind one that the clock's moves made younger waits for it, and is not replayed meanwhile.
    fn forget_old(&mut self, now: UnixSeconds) {
        while let Some((at, key)) = self.order.pop_front_if(|(at, _)| is_over(*at, now)) {
            if self.entries.get(&key).is_some_and(|entry| entry.at == at) {
                self.entries.remove(&key);
            }
        }
    }
}

fn is_over(at: UnixSeconds, now: UnixSeconds) -> bool {
    now.saturating_sub(at) >= DAY
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

    fn key_of(account: &str) -> OwnedKey {
        OwnedKey::of(&Principal::backend("app", account, false), "k")
    }

    fn request(path: &str, payload: &str) -> Fingerprint {
        Fingerprint::new(path, [("payload", payload)])
    }

    fn entry(at: UnixSeconds) -> Entry {
        let answer = Saved { status: 500, body: "{}".into(), error_code: None, request_id: "req_1".into() };
        Entry { fingerprint: request("/p", "one"), answer, at }
    }

    fn saved() -> (SavedAnswers, OwnedKey, Saved) {
        let mut answers = SavedAnswers::default();
        answers.save(key_of("acct_a"), entry(0));
        (answers, key_of("acct_a"), entry(0).answer)
    }

    #[test]
    fn the_same_request_gets_the_same_answer_for_a_day_even_a_500() {
        let (mut answers, key, answer) = saved();
        assert!(answers.recall(&key, &request("/p", "one"), DAY - 1).unwrap() == Some(answer));
        assert!(answers.recall(&key, &request("/p", "one"), DAY).unwrap().is_none());
    }

    #[test]
    fn another_request_under_the_key_is_an_idempotency_error() {
        let (mut answers, key, _) = saved();
        for other in [request("/p", "two"), request("/q", "one")] {
            let error = answers.recall(&key, &other, 1).err().unwrap();
            assert_eq!(error.status(), 400);
            assert!(error.body().contains("idempotency_error"));
            assert!(!error.body().contains("two"));
        }
    }

    #[test]
    fn parameters_are_told_apart_wherever_they_differ() {
        let digest = |parameters: &[(&str, &str)]| Fingerprint::new("/p", parameters.iter().copied()).digest;
        let lists: [&[(&str, &str)]; 6] =
            [&[], &[("a", "b")], &[("ab", "")], &[("", "ab")], &[("a", "b"), ("", "")], &[("b", "a")]];
        let digests: std::collections::BTreeSet<u128> = lists.iter().map(|list| digest(list)).collect();
        assert_eq!(digests.len(), lists.len());
    }

    #[test]
    fn a_key_belongs_to_its_app_account_and_mode() {
        let (mut answers, ..) = saved();
        let live = OwnedKey { livemode: true, ..key_of("acct_a") };
        for other in [key_of("acct_b"), OwnedKey { app: "app_b".into(), ..key_of("acct_a") }, live] {
            assert!(answers.recall(&other, &request("/p", "two"), 1).unwrap().is_none());
        }
    }

    #[test]
    fn a_key_is_at_most_255_characters() {
        let (mut answers, key, _) = saved();
        let long = |length| OwnedKey { key: "k".repeat(length), ..key.clone() };
        assert!(answers.recall(&long(255), &request("/p", "one"), 1).is_ok());
        assert!(answers.recall(&long(256), &request("/p", "one"), 1).is_err());
    }

    #[test]
    fn what_is_over_leaves_no_memory_behind_even_when_its_key_was_used_again() {
        let (mut answers, key, _) = saved();
        answers.save(key.clone(), entry(DAY));
        assert!(answers.recall(&key, &request("/p", "one"), DAY + 1).unwrap().is_some());
        assert_eq!((answers.entries.len(), answers.order.len()), (1, 1));
        assert!(answers.recall(&key, &request("/p", "one"), 2 * DAY).unwrap().is_none());
        assert_eq!((answers.entries.len(), answers.order.len()), (0, 0));
    }

    #[test]
    fn a_key_is_looked_up_as_fast_among_many_as_among_few() {
        let time = |known: usize| {
            let mut answers = SavedAnswers::default();
            let key = |n: usize| OwnedKey { key: n.to_string(), ..key_of("acct_a") };
            (0..known).for_each(|n| answers.save(key(n), entry(0)));
            let started = std::time::Instant::now();
            assert!((0..200).all(|n| answers.recall(&key(n), &request("/p", "one"), 1).is_ok()));
            started.elapsed()
        };
        let (few, many) = (time(200), time(40_000));
        assert!(many < few * 20, "200 keys took {few:?} among few and {many:?} among many");
    }
}
