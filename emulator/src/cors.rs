//! Which pages may read an answer under `/v1`: all of them. An extension's frame has the origin `null`.

use crate::request::{Request, Response};

/// What every answer carries, and what of it besides its body a client may read.
pub const HEADERS: [(&str, &str); 3] = [
    ("access-control-allow-origin", "*"),
    (
        "access-control-expose-headers",
        "idempotency-key,idempotent-replayed,original-request,request-id,retry-after,stripe-should-retry,stripe-version",
    ),
    ("vary", "origin, access-control-request-method, access-control-request-headers"),
];

/// The answer to a browser that asks first. Whatever headers it asks for are allowed: the clients' names differ
/// (`X-Stripe-…`, telemetry).
pub fn preflight(request: &Request) -> Option<Response> {
    if request.method != "OPTIONS" {
        return None;
    }
    let mut response = Response { status: 200, headers: Vec::new(), body: String::new() };
    response.set_header("access-control-allow-methods", "GET,POST");
    if let Some(names) = request.header("access-control-request-headers") {
        response.set_header("access-control-allow-headers", names);
    }
    Some(open(response))
}

/// An answer that a page of any origin may read.
pub fn open(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.set_header(name, value);
    }
    response
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_browser_that_asks_first_may_send_what_it_names() {
        let headers = vec![("Access-Control-Request-Headers".to_owned(), "authorization,x-stripe-a".to_owned())];
        let asked = Request { method: "OPTIONS".into(), headers, ..Request::default() };
        let answer = preflight(&asked).unwrap();
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        assert_eq!(answer.header("access-control-allow-headers"), Some("authorization,x-stripe-a"));
        assert_eq!(answer.header("access-control-allow-methods"), Some("GET,POST"));
        assert!(preflight(&Request { method: "POST".into(), ..Request::default() }).is_none());
    }
}
