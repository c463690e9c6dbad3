//! `/`: what the emulator shows of itself in a browser. The page asks `/_emulator`, and nothing else.

use crate::error::ApiError;
use crate::request::Response;

/// The page, whole: its style and its script are in it.
const PAGE: &str = include_str!("page.html");

/// What the page may do: run the one script and use the one style that it comes with, and ask its own server. The hashes
/// are those of what stands between the tags; a test in a browser says when they are stale.
const POLICY: &str = "default-src 'none'; \
    script-src 'sha256-tNQvLGyMnP5dezsrGJrZOgrFr1DQcEb0ERSmDNBvaZ4='; \
    style-src 'sha256-/nlIll0go/lmWwBTHymAYOKT1yJDanJh6QGBJDnWrf0='; \
    connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'";

/// The answer at a path that is neither the API's nor the administration's: the page at `/`, else the API's 404. The store
/// does not see the request: a browser that asks for an icon must not meet the failure that a test has scripted.
pub fn outside(method: &str, path: &str) -> Response {
    if path != "/" || !matches!(method, "GET" | "HEAD") {
        return ApiError::unknown_route(method, path).response();
    }
    let headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("content-security-policy", POLICY),
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    Response { status: 200, headers, body: PAGE.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_root_is_the_page() {
        assert!(outside("GET", "/").body.starts_with("<!doctype html>"));
        for (method, path) in [("POST", "/"), ("GET", "/favicon.ico"), ("GET", "")] {
            assert_eq!(outside(method, path).status, 404, "{method} {path}");
        }
    }
}
