//! What is wrong with a value from outside, and where in it.
//!
//! A JSON library's messages quote values; a state holds payloads. So every message here is written by hand, and says
//! what was expected. A place is made of names, which are not secret.

use serde::Serialize;
use std::fmt;

/// A name in a place is shown up to this many characters.
const MOST_CHARACTERS: usize = 64;

/// A refused value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Where it is: `accounts.acct_1.users.usr_1.name`.
    #[serde(rename = "where")]
    pub place: String,
    /// What was expected there.
    pub message: String,
}

impl Fault {
    /// A fault at `place`.
    pub fn new(place: impl ToString, message: impl Into<String>) -> Self {
        Self { place: place.to_string(), message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for Fault {}

/// A place in a value: the steps that lead to it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    before: Option<&'a Place<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Root(&'a str),
    Name(&'a str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// The whole value, by what it is called: `state`.
    pub fn root(called: &'a str) -> Self {
        Self { before: None, step: Step::Root(called) }
    }

    /// A member of this object.
    pub fn member(&'a self, name: &'a str) -> Self {
        Self { before: Some(self), step: Step::Name(name) }
    }

    /// An element of this list.
    pub fn element(&'a self, index: usize) -> Self {
        Self { before: Some(self), step: Step::Index(index) }
    }

    fn is_root(&self) -> bool {
        self.before.is_none()
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = self.before.filter(|before| !before.is_root());
        if let Some(before) = before {
            write!(f, "{before}")?;
        }
        match self.step {
            Step::Root(called) => f.write_str(called),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Name(name) if is_plain(name) => write!(f, "{}{name}", if before.is_some() { "." } else { "" }),
            Step::Name(name) => write!(f, "[{}]", quoted(name)),
        }
    }
}

/// Whether a name needs no quotes.
pub(crate) fn is_plain(name: &str) -> bool {
    let fits = (1..=MOST_CHARACTERS).contains(&name.len());
    fits && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

/// A name in quotes, as far as it is shown. Not by `Debug`, which the published wasm is built without.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", clipped(name, MOST_CHARACTERS).escape_debug())
}

/// The beginning of `text`, as far as it is shown.
pub(crate) fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_as_a_path_from_the_root() {
        let root = Place::root("state");
        assert_eq!(root.to_string(), "state");
        let accounts = root.member("accounts");
        let account = accounts.member("acct_1");
        assert_eq!(account.element(2).to_string(), "accounts.acct_1[2]");
        assert_eq!(account.member("a.b").to_string(), "accounts.acct_1[\"a.b\"]");
        assert_eq!(root.member("a b").to_string(), "[\"a b\"]");
    }

    #[test]
    fn a_name_as_long_as_a_payload_is_not_shown_whole() {
        let shown = Place::root("state").member(&"é".repeat(5_000)).to_string();
        assert_eq!(shown.chars().count(), MOST_CHARACTERS + "[\"…\"]".chars().count());
    }
}
