//! Tokens: how a request shows who asks.
//!
//! Stripe's Dashboard authenticates an extension by the signed-in session, a backend by an
//! API key. Here both are tokens that only this emulator issues, so that no real
//! credential is ever needed, or accepted.

use crate::basic;
use crate::error::ApiError;
use crate::fault::{Fault, Place};
use crate::ids::Ids;
use crate::principal::Holder;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// What `@stripe/ui-extension-sdk` sends in place of a key; the host replaces it.
const PLACEHOLDER: &str = "DO_NOT_PASS_A_REAL_API_KEY";

/// A token that nobody guesses has at least this many letters and digits.
const LEAST_RANDOM: usize = 16;

/// The tokens issued so far, and whom each stands for.
pub struct Tokens {
    issued: BTreeMap<String, Holder>,
    sequence: Ids,
}

impl Tokens {
    /// No tokens yet. Those without a text of their own are the same for every run with `seed`, and never twice the same.
    pub fn new(seed: u64) -> Self {
        Self { issued: BTreeMap::new(), sequence: Ids::new(!seed) }
    }

    /// Issues a new token: `emu_session_…` or `emu_key_…`. Whoever knows the seed can guess it.
    pub fn issue(&mut self, holder: Holder) -> String {
        let token = self.sequence.next(prefix(&holder), 24);
        self.issued.insert(token.clone(), holder);
        token
    }

    /// Issues a token that ends with `random`, from a source that nobody guesses.
    ///
    /// # Errors
    /// `random` is shorter than 16 letters and digits, has other characters, or was used before.
    pub fn issue_random(&mut self, holder: Holder, random: &str) -> Result<String, Fault> {
        let fault = |message: &str| Fault::new(Place::root("random"), message);
        if random.len() < LEAST_RANDOM || !random.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(fault("must be at least 16 letters and digits"));
        }
        let token = format!("{}{random}", prefix(&holder));
        if self.issued.contains_key(&token) {
            return Err(fault("was used before"));
        }
        self.issued.insert(token.clone(), holder);
        Ok(token)
    }

    /// Forgets every token. None is issued again.
    pub fn forget(&mut self) {
        self.issued.clear();
    }

    /// Whom the `Authorization` header stands for. The error never repeats the header.
    ///
    /// # Errors
    /// 401, when the header is absent, neither Bearer nor Basic, or its token not one issued here.
    pub fn authenticate(&self, authorization: Option<&str>) -> Result<&Holder, ApiError> {
        let token = authorization.and_then(token).ok_or_else(ApiError::no_token)?;
        if token == PLACEHOLDER {
            return Err(ApiError::placeholder_token());
        }
        self.issued.get(token.as_ref()).ok_or_else(ApiError::unknown_token)
    }
}

fn prefix(holder: &Holder) -> &'static str {
    if holder.user().is_some() { "emu_session_" } else { "emu_key_" }
}

/// The token of `Bearer <token>` or `Basic <base64 of "token:">`; the scheme's name is case-insensitive (RFC 9110).
fn token(header: &str) -> Option<Cow<'_, str>> {
    let (scheme, rest) = header.trim().split_once(' ')?;
    let rest = rest.trim();
    if scheme.eq_ignore_ascii_case("basic") {
        return basic::key(rest).map(Cow::Owned);
    }
    (scheme.eq_ignore_ascii_case("bearer") && !rest.is_empty()).then_some(Cow::Borrowed(rest))
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
    use crate::principal::Principal;

    fn issued() -> (Tokens, String, Holder) {
        let mut tokens = Tokens::new(0);
        let who = Holder::from(Principal::extension("app", "acct_example", "usr_example", false));
        let token = tokens.issue(who.clone());
        (tokens, token, who)
    }

    fn key() -> Holder {
        Principal::backend("app", "acct_example", true).into()
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
        let mut tokens = Tokens::new(0);
        assert!(tokens.issue(key()).starts_with("emu_key_"));
        assert!(tokens.issue(Holder::owner("app", false)).starts_with("emu_key_"));
    }

    #[test]
    fn a_token_from_a_random_source_is_long_and_new_and_told_to_nobody() {
        let mut tokens = Tokens::new(0);
        let token = tokens.issue_random(key(), "0123456789abcdef").unwrap();
        assert_eq!(tokens.authenticate(Some(&format!("Bearer {token}"))).unwrap(), &key());
        for (random, why) in
            [("0123456789abcdef", "was used before"), ("short", "must be"), ("0123456789abcde:", "must be")]
        {
            let fault = tokens.issue_random(key(), random).unwrap_err().to_string();
            assert!(fault.contains(why) && !fault.contains(random), "{fault}");
        }
    }

    #[test]
    fn a_forgotten_token_is_not_issued_to_another() {
        let (mut tokens, token, who) = issued();
        tokens.forget();
        assert!(tokens.authenticate(Some(&format!("Bearer {token}"))).is_err());
        assert_ne!(tokens.issue(who), token);
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
    fn the_error_for_a_forgotten_host_explains_the_placeholder() {
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
