//! Tokens: how a request shows who asks.
//!
//! Stripe's Dashboard authenticates an extension by the signed-in session, a backend by an
//! API key. Here both are tokens that only this emulator issues, so that no real
//! credential is ever needed, or accepted.

use crate::error::ApiError;
use crate::ids::Ids;
use crate::principal::Principal;
use std::collections::BTreeMap;
use std::fmt;

/// What `@stripe/ui-extension-sdk` sends in place of a key; the host replaces it.
const PLACEHOLDER: &str = "DO_NOT_PASS_A_REAL_API_KEY";

/// The tokens issued so far, and whom each stands for.
#[derive(Default)]
pub struct Tokens {
    issued: BTreeMap<String, Principal>,
}

impl Tokens {
    /// Issues a new token for `principal`: `emu_session_…` or `emu_key_…`.
    pub fn issue(&mut self, principal: Principal, ids: &mut Ids) -> String {
        let prefix = if principal.is_backend() { "emu_key_" } else { "emu_session_" };
        let token = ids.next(prefix, 24);
        self.issued.insert(token.clone(), principal);
        token
    }

    /// Whom the `Authorization` header stands for. The error never repeats the header.
    ///
    /// # Errors
    /// 401, when the header is absent, not a bearer token, or not one issued here.
    pub fn authenticate(&self, authorization: Option<&str>) -> Result<&Principal, ApiError> {
        let token = authorization.and_then(bearer).ok_or_else(ApiError::no_token)?;
        if token == PLACEHOLDER {
            return Err(ApiError::placeholder_token());
        }
        self.issued.get(token).ok_or_else(ApiError::unknown_token)
    }
}

/// The token of `Bearer <token>`; the scheme's name is case-insensitive (RFC 9110).
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.trim().split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

/// The number only: tokens are credentials.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("issued", &self.issued.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn issued() -> (Tokens, String, Principal) {
        let mut tokens = Tokens::default();
        let who = Principal::extension("app", "acct_example", "usr_example", false);
        let token = tokens.issue(who.clone(), &mut Ids::new(0));
        (tokens, token, who)
    }

    #[test]
    fn an_issued_token_stands_for_its_principal() {
        let (tokens, token, who) = issued();
        assert!(token.starts_with("emu_session_"));
        assert_eq!(tokens.authenticate(Some(&format!("Bearer {token}"))).unwrap(), &who);
        assert_eq!(tokens.authenticate(Some(&format!("bearer  {token}"))).unwrap(), &who);
    }

    #[test]
    fn a_backend_key_is_named_a_key() {
        let mut tokens = Tokens::default();
        let token = tokens.issue(Principal::backend("app", "acct_example", true), &mut Ids::new(0));
        assert!(token.starts_with("emu_key_"));
    }

    #[test]
    fn no_other_header_is_let_in_and_no_refusal_repeats_it() {
        let (tokens, token, _) = issued();
        let shorter = token.get(..token.len() - 1).unwrap();
        for header in [
            format!("Bearer {shorter}"),
            format!("Bearer {token}x"),
            format!("Basic {token}"),
            token.clone(),
            "Bearer sk_test_placeholder".into(),
            "Bearer DO_NOT_PASS_A_REAL_API_KEY".into(),
            "Bearer ".into(),
            String::new(),
        ] {
            let refused = tokens.authenticate(Some(&header)).unwrap_err();
            assert_eq!(refused.status(), 401, "{header}");
            assert!(!refused.body().contains(shorter), "{header}");
            assert!(!refused.body().contains("sk_test"), "{header}");
            assert!(!refused.body().contains(PLACEHOLDER), "{header}");
        }
        assert_eq!(tokens.authenticate(None).unwrap_err().status(), 401);
    }

    #[test]
    fn whoever_forgot_the_host_is_told_what_the_placeholder_is() {
        let (tokens, ..) = issued();
        let refused = tokens.authenticate(Some("Bearer DO_NOT_PASS_A_REAL_API_KEY")).unwrap_err();
        assert!(refused.body().contains("placeholder STRIPE_API_KEY"));
    }

    #[test]
    fn debug_output_shows_no_token() {
        let (tokens, token, _) = issued();
        assert!(!format!("{tokens:?}").contains(&token));
    }
}
