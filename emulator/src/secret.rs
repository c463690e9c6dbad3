//! A stored secret.

use crate::clock::UnixSeconds;
use serde::Serialize;
use std::fmt;

/// What a secret keeps. Debug output hides it; it is written only into an answer whose
/// request asked for it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Payload(String);

impl Payload {
    /// Wraps a payload that has been checked.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, for a state that a test asked for.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

/// A secret as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// `appsecret_…`
    pub id: String,
    /// Unique within the scope.
    pub name: String,
    /// What it keeps.
    pub payload: Payload,
    /// When it was first created.
    pub created: UnixSeconds,
    /// The last second at which it exists; none: for ever.
    pub expires_at: Option<UnixSeconds>,
}

impl Secret {
    /// Whether it is past its end: "after the expires_at date has passed" (the guide).
    pub fn is_expired(&self, now: UnixSeconds) -> bool {
        self.expires_at.is_some_and(|end| now > end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(expires_at: Option<UnixSeconds>) -> Secret {
        let payload = Payload::new("payload-placeholder".into());
        Secret { id: "appsecret_1".into(), name: "n".into(), payload, created: 5, expires_at }
    }

    #[test]
    fn a_secret_lives_through_its_last_second() {
        assert!(!secret(Some(10)).is_expired(10));
        assert!(secret(Some(10)).is_expired(11));
        assert!(!secret(None).is_expired(i64::MAX));
    }

    #[test]
    fn debug_output_hides_the_payload() {
        assert!(!format!("{:?}", secret(None)).contains("placeholder"));
    }
}
