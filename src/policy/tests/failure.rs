//! Which error an answer stands for: the table of stripe 23.1.0.

use crate::policy::failure::{Class, class, oauth_class};
use crate::policy::vocabulary::Word;
use Class::*;

#[test]
fn a_status_alone_tells_the_class() {
    for (status, expected) in [
        (400, StripeInvalidRequestError),
        (401, StripeAuthenticationError),
        (402, StripeCardError),
        (403, StripePermissionError),
        (404, StripeInvalidRequestError),
        (409, StripeAPIError),
        (418, StripeAPIError),
        (429, StripeRateLimitError),
        (500, StripeAPIError),
        (503, StripeAPIError),
        (200, StripeAPIError),
        (0, StripeAPIError),
        (u16::MAX, StripeAPIError),
    ] {
        for (code, kind) in
            [(Word::Absent, Word::Absent), (Word::Unknown, Word::Unknown), (Word::Name, Word::InvalidRequest)]
        {
            assert_eq!(class(status, code, kind), expected, "{status}");
        }
    }
}

#[test]
fn a_rate_limit_is_one_whichever_way_it_is_said() {
    assert_eq!(class(400, Word::RateLimit, Word::Absent), StripeRateLimitError);
    assert_eq!(class(400, Word::RateLimit, Word::IdempotencyError), StripeRateLimitError);
    assert_eq!(class(429, Word::Absent, Word::IdempotencyError), StripeRateLimitError);
    assert_eq!(class(404, Word::RateLimit, Word::Absent), StripeInvalidRequestError, "only with a 400");
    assert_eq!(class(400, Word::Absent, Word::RateLimit), StripeInvalidRequestError, "by its code, not by its type");
}

#[test]
fn a_reused_idempotency_key_has_its_own_class_on_400_and_404() {
    for status in [400, 404] {
        assert_eq!(class(status, Word::Absent, Word::IdempotencyError), StripeIdempotencyError);
        assert_eq!(class(status, Word::IdempotencyError, Word::Absent), StripeInvalidRequestError);
    }
    for (status, expected) in
        [(401, StripeAuthenticationError), (403, StripePermissionError), (409, StripeAPIError), (500, StripeAPIError)]
    {
        assert_eq!(class(status, Word::Absent, Word::IdempotencyError), expected);
        assert_eq!(class(status, Word::RateLimit, Word::Absent), expected);
    }
}

#[test]
fn an_error_that_is_a_string_is_oauths() {
    for (error, expected) in [
        ("invalid_grant", StripeInvalidGrantError),
        ("invalid_client", StripeInvalidClientError),
        ("invalid_request", StripeOAuthInvalidRequestError),
        ("invalid_scope", StripeInvalidScopeError),
        ("unsupported_grant_type", StripeUnsupportedGrantTypeError),
        ("unsupported_response_type", StripeUnsupportedResponseTypeError),
        ("access_denied", StripeOAuthError),
        ("", StripeOAuthError),
        ("rate_limit", StripeOAuthError),
    ] {
        assert_eq!(oauth_class(Word::of(error)), expected, "{error}");
    }
    assert_eq!(oauth_class(Word::Absent), StripeOAuthError);
}
