//! Which headers a client may add to each of its requests.
//!
//! They are for whoever answers: who asks, a session, a trace. What a request itself means stays with the request. A
//! `Stripe-Account` that is added to each would reach another account behind the back of the scope rules; one
//! `Idempotency-Key` for all would make every write the first one again.

use crate::refusal::Refusal;

/// Said by the request itself, or by the browser, which drops what a page says in its place.
const REFUSED: [&str; 16] = [
    "accept-encoding",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "expect",
    "host",
    "idempotency-key",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "x-http-method",
    "x-http-method-override",
    "x-method-override",
];

/// Stripe's own.
const STRIPE: &str = "stripe-";

/// But this one says who asks: an app's backend checks it, and nobody else reads it.
const SIGNATURE: &str = "stripe-signature";

/// Checks the name of a header that is added to each request. `Authorization` may be: the placeholder key that an
/// extension sends means nothing to a server other than the Dashboard. Names have no case, and many a server takes `_`
/// for `-`, as CGI does.
///
/// # Errors
/// `HeaderRefused`.
pub fn check(name: &str) -> Result<(), Refusal> {
    let name = name.to_ascii_lowercase().replace('_', "-");
    let refused = (name.starts_with(STRIPE) && name != SIGNATURE) || REFUSED.contains(&name.as_str());
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
        for name in REFUSED {
            assert_eq!(check(name), Err(Refusal::HeaderRefused), "{name}");
        }
    }
}
