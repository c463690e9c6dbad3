//! Who asks, and what they may reach.
//!
//! Source: Stripe's OpenAPI description of `scope`: "Requests originating from UI
//! extensions can only access account-scoped secrets or secrets scoped to their own user."

use crate::error::ApiError;
use crate::request::Request;
use crate::scope::Scope;
use serde::Serialize;

/// An authenticated caller: always one app on one account in one mode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Principal {
    app: String,
    account: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    livemode: bool,
}

impl Principal {
    /// A UI extension's session: reaches the account scope and the scope of `user`.
    pub fn extension(app: &str, account: &str, user: &str, livemode: bool) -> Self {
        Self { user: Some(user.into()), ..Self::backend(app, account, livemode) }
    }

    /// An app's backend key: reaches the account scope and every user's.
    pub fn backend(app: &str, account: &str, livemode: bool) -> Self {
        Self { app: app.into(), account: account.into(), user: None, livemode }
    }

    /// The app whose secrets are reached. Apps that share secrets have one name here.
    pub fn app(&self) -> &str {
        &self.app
    }

    /// The account on which the app is installed.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// Live mode's secrets, or test mode's.
    pub fn livemode(&self) -> bool {
        self.livemode
    }

    /// Whether this is an app's backend, not an extension's session.
    pub fn is_backend(&self) -> bool {
        self.user.is_none()
    }

    /// Whether `scope` may be read and written.
    pub fn may_reach(&self, scope: &Scope) -> bool {
        match (scope, &self.user) {
            (Scope::Account, _) | (Scope::User(_), None) => true,
            (Scope::User(asked), Some(own)) => asked == own,
        }
    }
}

/// Who a token was issued to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Holder {
    /// An extension's session, or an app's key on one account.
    Installed(Principal),
    /// The app's owner, whose key names in each request an account on which the app is installed.
    Owner {
        /// The app.
        app: String,
        /// Its secrets in live mode, or those in test mode.
        livemode: bool,
    },
}

impl From<Principal> for Holder {
    fn from(principal: Principal) -> Self {
        Self::Installed(principal)
    }
}

impl Holder {
    /// The owner of an app.
    pub fn owner(app: &str, livemode: bool) -> Self {
        Self::Owner { app: app.into(), livemode }
    }

    /// The user of a session.
    pub fn user(&self) -> Option<&str> {
        match self {
            Self::Installed(principal) => principal.user.as_deref(),
            Self::Owner { .. } => None,
        }
    }

    /// Whom a request acts for. `Stripe-Account` and `Stripe-Context` may repeat the account of a token, and name that of
    /// the owner's.
    ///
    /// # Errors
    /// They name another account, or none where one is needed.
    pub fn principal(&self, request: &Request) -> Result<Principal, ApiError> {
        let named = ["stripe-account", "stripe-context"].map(|header| request.header(header));
        let principal = match self {
            Self::Installed(principal) => principal.clone(),
            Self::Owner { app, livemode } => {
                let account = named.iter().flatten().find(|account| !account.is_empty());
                Principal::backend(app, account.ok_or_else(ApiError::no_account)?, *livemode)
            }
        };
        let foreign = named.into_iter().flatten().any(|account| account != principal.account);
        if foreign { Err(ApiError::other_account()) } else { Ok(principal) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_reaches_the_account_and_its_own_user_only() {
        let session = Principal::extension("app", "acct_example", "usr_own", false);
        assert!(session.may_reach(&Scope::Account));
        assert!(session.may_reach(&Scope::User("usr_own".into())));
        assert!(!session.may_reach(&Scope::User("usr_other".into())));
        assert!(!session.may_reach(&Scope::User("usr_own ".into())));
        assert!(!session.may_reach(&Scope::User("USR_OWN".into())));
    }

    #[test]
    fn a_backend_reaches_every_user() {
        let key = Principal::backend("app", "acct_example", false);
        assert!(key.may_reach(&Scope::Account));
        assert!(key.may_reach(&Scope::User("usr_any".into())));
    }
}
