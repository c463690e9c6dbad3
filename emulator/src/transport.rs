//! Refusals of requests that never reach the store, the same from either server: how something was asked, not what.

use crate::error::ApiError;
use crate::request::{Request, Response};

/// Headers that say who asks and for what. Twice, two readers could each believe another one.
const ONCE: [&str; 10] = [
    "authorization",
    "content-length",
    "content-type",
    "host",
    "idempotency-key",
    "origin",
    "sec-fetch-site",
    "stripe-account",
    "stripe-context",
    "stripe-version",
];

impl ApiError {
    /// `Host` is not a name of the server.
    pub fn foreign_host() -> Self {
        Self::new(
            403,
            "The emulator answers only under the address that it listens on, and under localhost: another name could be \
             that of a page which was rebound to this machine. A name of your own is allowed by --allow-host NAME.",
        )
    }

    /// A page of another origin asks under `/_emulator`.
    pub fn foreign_origin() -> Self {
        Self::new(403, "A page of another origin cannot administer the emulator; the page's own server can.")
    }

    /// Bytes that are not an HTTP/1.1 request.
    pub fn not_http() -> Self {
        Self::bad("Invalid request: it is not valid HTTP/1.1.")
    }

    /// A body that ends too early, or whose chunks are broken.
    pub fn broken_body() -> Self {
        Self::bad("Invalid request: the body is incomplete or its chunks are malformed.")
    }

    /// A header that may appear once appears twice.
    pub fn repeated_header(name: &str) -> Self {
        Self::bad(format!("Invalid request: the header {name} was received twice."))
    }

    /// A head beyond [`crate::limits::MOST_HEAD_BYTES`] or [`crate::limits::MOST_HEADERS`].
    pub fn head_too_large() -> Self {
        Self::new(431, "The request's headers are too large, or too many.")
    }

    /// A URL longer than any server reads.
    pub fn url_too_long() -> Self {
        Self::new(414, "The request's URL is too long.")
    }

    /// A head or body that did not arrive in time.
    pub fn too_slow() -> Self {
        Self::new(408, "The request did not arrive in time.")
    }

    /// A path of `/_emulator` that does not have the method.
    pub fn wrong_method() -> Self {
        Self::new(405, "This address of the emulator's administration API does not have that method.")
    }

    /// The system gave no randomness, so no token was issued.
    pub fn no_randomness() -> Self {
        Self::new(500, "The system gives no randomness, so no token was issued.")
    }

    /// The state could not be written to the file of `--data`.
    pub fn not_kept() -> Self {
        Self::new(500, "The emulator could not write its --data file, so nothing was acknowledged. Its log says why.")
    }
}

/// Refuses a request in which a header appears twice that may appear once.
///
/// # Errors
/// 400, naming the header.
pub fn check_headers(request: &Request) -> Result<(), ApiError> {
    let times = |name: &str| request.headers.iter().filter(|(given, _)| given.eq_ignore_ascii_case(name)).count();
    match ONCE.into_iter().find(|name| times(name) > 1) {
        Some(name) => Err(ApiError::repeated_header(name)),
        None => Ok(()),
    }
}

/// A response as the last bytes of its connection, where what stands between a server and its sockets cannot send it.
pub fn last_answer(response: &Response) -> String {
    let Response { status, headers, body } = response;
    let reason = match status {
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        408 => "Request Timeout",
        414 => "URI Too Long",
        431 => "Request Header Fields Too Large",
        _ => "",
    };
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    format!("HTTP/1.1 {status} {reason}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}")
}

/// A header's bytes as text, one character a byte, as browsers and Node.js read them: nothing is dropped, so a value that
/// is not ASCII counts as what it is.
pub fn header_text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn with(headers: &[(&str, &str)]) -> Request {
        let headers = headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        Request { headers, ..Request::default() }
    }

    #[test]
    fn a_header_that_decides_may_come_once_in_any_case() {
        assert!(check_headers(&with(&[("Stripe-Account", "acct_a"), ("accept", "a"), ("Accept", "b")])).is_ok());
        for name in ONCE {
            let twice = with(&[(name, "same"), (&name.to_uppercase(), "same")]);
            let error = check_headers(&twice).unwrap_err();
            assert_eq!(error.status(), 400);
            assert!(error.body().contains(name), "{name}");
        }
    }

    #[test]
    fn no_byte_of_a_header_is_lost() {
        assert_eq!(header_text(b"acct_\xe9\xff"), "acct_\u{e9}\u{ff}");
    }
}
