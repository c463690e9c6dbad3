//! Which headers a client may add to each of its requests.
//!
//! They are for whoever answers: who asks, a session, a trace. What a request itself means stays with the request. A
//! `Stripe-Account` that is added to each would reach another account behind the back of the scope rules; one
//! `Idempotency-Key` for all would make every write the first one again.

use crate::refusal::Refusal;

/// What no caller may set, in capitals, with the reasons: `src/policy/headers.rs`. A name that ends in `-` stands for all that begin so.
const RESERVED: &str = include_str!("../../src/policy/reserved_headers.txt");

/// One for all requests would make every write the first one again.
const KEY: &str = "IDEMPOTENCY-KEY";

/// But this one may be set: the placeholder key that an extension sends means nothing to a server other than the Dashboard.
const AUTHORIZATION: &str = "AUTHORIZATION";

/// And so may this one, although it is Stripe's: it says who asks: an app's backend checks it, and nobody else reads it.
const SIGNATURE: &str = "STRIPE-SIGNATURE";

/// Checks the name of a header that is added to each request. `Authorization` may be: the placeholder key that an
/// extension sends means nothing to a server other than the Dashboard. Names have no case, and many a server takes `_`
/// for `-`, as CGI does.
///
/// # Errors
/// `HeaderRefused`.
pub fn check(name: &str) -> Result<(), Refusal> {
    let name = name.to_ascii_uppercase().replace('_', "-");
    let is_reserved = RESERVED
        .split_whitespace()
        .any(|reserved| name == reserved || (reserved.ends_with('-') && name.starts_with(reserved)));
    let refused = name == KEY || (is_reserved && name != AUTHORIZATION && name != SIGNATURE);
    if refused { Err(Refusal::HeaderRefused) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_and_a_trace_can_be_told_to_the_server() {
        for name in
            ["Authorization", "authorization", "X-Session", "traceparent", "Accept-Language", "Stripes", "x_trace"]
        {
            assert_eq!(check(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn a_backend_is_told_stripes_signature_of_the_user_who_asks() {
        for name in ["Stripe-Signature", "stripe-signature", "STRIPE_SIGNATURE"] {
            assert_eq!(check(name), Ok(()), "{name}");
        }
        for name in ["Stripe-Signatures", "Stripe-Signature-Account", "Stripe-"] {
            assert_eq!(check(name), Err(Refusal::HeaderRefused), "{name}");
        }
    }

    #[test]
    fn no_header_for_all_requests_changes_what_one_of_them_means() {
        for name in [
            "Stripe-Account",
            "STRIPE-CONTEXT",
            "stripe-version",
            "Idempotency-Key",
            "Content-Type",
            "HOST",
            "Cookie",
            "X-HTTP-Method-Override",
        ] {
            assert_eq!(check(name), Err(Refusal::HeaderRefused), "{name}");
        }
    }

    #[test]
    fn an_underscore_is_a_hyphen_as_many_a_server_reads_it() {
        for name in
            ["Stripe_Account", "stripe_context", "Content_Type", "Idempotency_Key", "TRANSFER_encoding", "stripe_"]
        {
            assert_eq!(check(name), Err(Refusal::HeaderRefused), "{name}");
        }
    }

    #[test]
    fn what_the_browser_says_itself_cannot_be_said_for_it() {
        for name in RESERVED.split_whitespace().filter(|name| *name != AUTHORIZATION) {
            assert_eq!(check(name), Err(Refusal::HeaderRefused), "{name}");
        }
    }
}
