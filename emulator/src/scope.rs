//! Where a secret lives: one account scope per app and account, one scope per user.
//!
//! Source: Stripe's guide "Store secret credentials and tokens", section Scopes.

use serde::Serialize;

/// A checked scope. A user scope always names its user.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "type", content = "user", rename_all = "lowercase")]
pub enum Scope {
    /// Shared by every user of the account, and by the app's backend.
    Account,
    /// One user's own, and the app's backend's.
    User(String),
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_scope_is_written_as_stripes_openapi_describes_it() {
        let json = |scope: &Scope| serde_json::to_string(scope).unwrap();
        assert_eq!(json(&Scope::Account), r#"{"type":"account"}"#);
        assert_eq!(json(&Scope::User("usr_example".into())), r#"{"type":"user","user":"usr_example"}"#);
    }
}
