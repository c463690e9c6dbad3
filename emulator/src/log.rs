//! What was asked of the API, for a test to look at. It never holds a payload or a token.
//!
//! Only the values of parameters that the Secret Store has are shown, the payload's never:
//! whoever misspells `payload` has still sent a secret. Names are shown under the same rule. No text is longer than
//! the longest idempotency key, so that an entry has a bounded size.

use crate::asked::Asked;
use crate::clock::UnixSeconds;
use crate::fault::clipped;
use crate::form::{Object, leaves};
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};

/// Entries kept; the oldest go first.
const MOST_ENTRIES: usize = 1_000;
/// Characters that are shown of anything; an idempotency key has at most as many.
const MOST_CHARACTERS: usize = 255;
/// What stands in place of something not shown.
const HIDDEN: &str = "(hidden)";
/// What stands in place of parameters that could not be decoded.
const UNREADABLE: &str = "(unreadable)";
/// Parameters whose values are not secret.
const SHOWN: [&str; 8] =
    ["ending_before", "expand", "expires_at", "limit", "name", "scope[type]", "scope[user]", "starting_after"];

/// One API request and its outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The answer's `request-id`.
    pub request_id: String,
    /// When, by the emulator's clock.
    pub at: UnixSeconds,
    /// `GET`, `POST`, …
    pub method: String,
    /// Path and query, decoded, with hidden values.
    pub path: String,
    /// The body's parameters, with hidden values.
    pub body: BTreeMap<String, String>,
    /// The scope that it names, if any can be read.
    pub scope: Option<AskedScope>,
    /// The secret that it names, likewise.
    pub name: Option<String>,
    /// The `Idempotency-Key` header.
    pub idempotency_key: Option<String>,
    /// Whether the answer was a replay.
    pub idempotent_replayed: bool,
    /// The answer's status; none where the caller never got an answer.
    pub status: Option<u16>,
    /// The code of the answer's error.
    pub error_code: Option<String>,
}

/// A scope as a request names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskedScope {
    /// `account` or `user`, if the request is in order.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
}

impl AskedScope {
    /// The scope that a request names.
    pub fn of(asked: &Asked) -> Option<Self> {
        Some(Self { kind: shortened(asked.scope_type()?), user: asked.scope_user().map(shortened) })
    }
}

/// A text as far as it is shown.
pub fn shortened(text: &str) -> String {
    clipped(text, MOST_CHARACTERS)
}

/// The latest requests, oldest first.
#[derive(Debug, Default)]
pub struct Log {
    entries: VecDeque<Entry>,
}

impl Log {
    /// Adds an entry.
    pub fn push(&mut self, entry: Entry) {
        if self.entries.len() >= MOST_ENTRIES {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }

    /// The entries, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }
}

/// `path`, and the query's parameters that may be shown.
pub fn shown_path(path: &str, query: Option<&Object>) -> String {
    let pairs: Vec<String> =
        redacted_parameters(query).into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    shortened(&if pairs.is_empty() { path.into() } else { format!("{path}?{}", pairs.join("&")) })
}

/// The parameters of one part of a request, without the values that may not be shown. `None`: they could not be
/// decoded.
pub fn redacted_parameters(part: Option<&Object>) -> BTreeMap<String, String> {
    let Some(part) = part else { return BTreeMap::from([(UNREADABLE.into(), HIDDEN.into())]) };
    let mut parameters = BTreeMap::new();
    for (name, value) in leaves(part) {
        let (name, value) = redact(name, value);
        let together = parameters.entry(name).or_insert_with(String::new);
        if !together.is_empty() {
            together.push(',');
        }
        together.push_str(value);
        *together = shortened(together);
    }
    parameters
}

fn redact(name: String, value: &str) -> (String, &str) {
    if name.starts_with("expand[") {
        ("expand".into(), value)
    } else if SHOWN.contains(&name.as_str()) {
        (name, value)
    } else if name == "payload" {
        (name, HIDDEN)
    } else {
        ("(unknown)".into(), HIDDEN)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::form::decode;

    fn part(form: &str) -> Object {
        decode(&[form.as_bytes()]).unwrap()
    }

    #[test]
    fn known_parameters_are_shown_and_payloads_are_not() {
        let body = part(
            "scope[type]=user&scope[user]=usr_1&name=n&payload=payload-placeholder&expand[]=payload&expand[]=scope",
        );
        let expected = [
            ("expand", "payload,scope"),
            ("name", "n"),
            ("payload", HIDDEN),
            ("scope[type]", "user"),
            ("scope[user]", "usr_1"),
        ];
        let expected: BTreeMap<String, String> =
            expected.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        assert_eq!(redacted_parameters(Some(&body)), expected);
    }

    #[test]
    fn a_secret_in_the_wrong_place_is_hidden_too() {
        for form in [
            "paylod=placeholder",
            "placeholder=1",
            "placeholder",
            "name[placeholder]=x",
            "scope[placeholder]=x",
            "payload[]=placeholder",
            "expand[placeholder]=x",
            "scope[type][placeholder]=x",
            "x[expand]=placeholder",
        ] {
            let shown =
                format!("{:?} {}", redacted_parameters(Some(&part(form))), shown_path("/v1", Some(&part(form))));
            assert!(!shown.contains("placeholder"), "{form}: {shown}");
        }
        assert_eq!(shown_path("/v1", None), "/v1?(unreadable)=(hidden)");
    }

    #[test]
    fn no_text_of_an_entry_is_long_however_much_was_sent() {
        let (name, expand) = ("n".repeat(5_000), "&expand[]=x".repeat(900));
        let part = part(&format!("name={name}{expand}&{}=1", "y".repeat(5_000)));
        let shown = redacted_parameters(Some(&part));
        assert_eq!(shown.keys().collect::<Vec<_>>(), ["(unknown)", "expand", "name"]);
        assert!(shown.values().all(|value| value.chars().count() <= MOST_CHARACTERS + 1));
        assert!(shown_path(&"/p".repeat(5_000), Some(&part)).chars().count() <= MOST_CHARACTERS + 1);
    }

    #[test]
    fn the_log_does_not_grow_without_end() {
        let mut log = Log::default();
        for n in 0..1_500_u32 {
            log.push(Entry {
                request_id: n.to_string(),
                at: 0,
                method: "GET".into(),
                path: "/".into(),
                body: BTreeMap::new(),
                idempotency_key: None,
                idempotent_replayed: false,
                scope: None,
                name: None,
                status: Some(200),
                error_code: None,
            });
        }
        let ids: Vec<&str> = log.entries().map(|entry| entry.request_id.as_str()).collect();
        assert_eq!((ids.len(), ids.first().copied(), ids.last().copied()), (1_000, Some("500"), Some("1499")));
    }
}
