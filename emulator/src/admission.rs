//! What a server knows about a request once it has the head: whether it is answered at all, and how large its body may be.

use crate::cors;
use crate::error::ApiError;
use crate::host::{Hosts, is_own_origin};
use crate::limits::{MOST_BODY_BYTES, MOST_HEADERS, MOST_STATE_BYTES, MOST_URL_BYTES};
use crate::page;
use crate::request::{Request, Response};
use std::net::IpAddr;

/// Where a path leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// `/v1`: the emulated API.
    Api,
    /// `/_emulator`: what a test does.
    Administration,
    /// Everything else: the page for a browser, and what does not exist.
    Outside,
}

impl Route {
    /// Where `path` leads.
    pub fn of(path: &str) -> Self {
        if path == "/v1" || path.starts_with("/v1/") {
            Self::Api
        } else if path.starts_with("/_emulator/") {
            Self::Administration
        } else {
            Self::Outside
        }
    }

    /// The most bytes that a body may have.
    pub fn most_body_bytes(self) -> usize {
        match self {
            Self::Api => MOST_BODY_BYTES,
            Self::Administration => MOST_STATE_BYTES,
            Self::Outside => 0,
        }
    }

    /// An answer on this route: one under `/v1` may be read by a page of any origin.
    pub fn open(self, response: Response) -> Response {
        if self == Self::Api { cors::open(response) } else { response }
    }
}

/// A request's target: `/path?query`, or whole (`http://host/path?query`), or a tunnel's (`host:port`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target<'a> {
    /// The host that the target names.
    pub authority: Option<&'a str>,
    /// Path and query.
    pub path_and_query: &'a str,
}

impl<'a> Target<'a> {
    /// Reads the target of a request with `method`.
    pub fn read(method: &str, target: &'a str) -> Self {
        if method == "CONNECT" {
            return Self { authority: Some(target), path_and_query: "" };
        }
        let Some((_, rest)) = target.split_once("://").filter(|_| !target.starts_with(['/', '*'])) else {
            return Self { authority: None, path_and_query: target };
        };
        let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        Self { authority: Some(authority), path_and_query: if path.is_empty() { "/" } else { path } }
    }
}

/// The answer to a request, where its head decides: its host is foreign, its page is of another origin, a browser asks first,
/// or the path leads nowhere. `request` has no body yet; `authority` is the host that its target names, `local` the address
/// at which its connection arrived.
pub fn answer_to_head(
    hosts: &Hosts,
    request: &Request,
    authority: Option<&str>,
    local: Option<IpAddr>,
) -> Option<Response> {
    if request.headers.len() > MOST_HEADERS {
        return Some(ApiError::head_too_large().response());
    }
    // Some parsers take a header without a name.
    if request.headers.iter().any(|(name, _)| name.is_empty()) {
        return Some(ApiError::not_http().response());
    }
    if request.path_and_query.len() > MOST_URL_BYTES {
        return Some(ApiError::url_too_long().response());
    }
    let named: Vec<&str> = values(request, "host").collect();
    if !hosts.allow_request(&named, authority, local) {
        return Some(ApiError::foreign_host().response());
    }
    match Route::of(request.path()) {
        Route::Api => cors::preflight(request),
        Route::Administration if is_own(request) => None,
        Route::Administration => Some(ApiError::foreign_origin().response()),
        Route::Outside => Some(page::outside(&request.method, request.path())),
    }
}

fn values<'a>(request: &'a Request, name: &str) -> impl Iterator<Item = &'a str> {
    request.headers.iter().filter(move |(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

fn is_own(request: &Request) -> bool {
    is_own_origin(request.header("origin"), request.header("sec-fetch-site"), request.header("host"))
}

/// Whether a request asks only to see something. What it would change is not there to be kept.
pub fn is_safe(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "OPTIONS" | "TRACE")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_the_api_the_administration_or_outside() {
        for (path, route) in [
            ("/v1", Route::Api),
            ("/v1/apps/secrets", Route::Api),
            ("/v10", Route::Outside),
            ("/_emulator/clock", Route::Administration),
            ("/_emulator", Route::Outside),
            ("/", Route::Outside),
            ("*", Route::Outside),
        ] {
            assert_eq!(Route::of(path), route, "{path}");
        }
    }

    #[test]
    fn an_invalid_or_large_head_is_refused_before_its_host_is_read() {
        let hosts = Hosts::new(std::net::Ipv4Addr::LOCALHOST.into(), []);
        let header = |name: &str| (name.to_owned(), "x".to_owned());
        let request = |path_and_query: &str, headers| Request {
            method: "GET".into(),
            path_and_query: path_and_query.into(),
            headers,
            ..Request::default()
        };
        let long = "/".repeat(MOST_URL_BYTES + 1);
        for (status, request) in [
            (400, request("/v1", vec![header("")])),
            (414, request(&long, Vec::new())),
            (431, request("/v1", vec![header("x"); MOST_HEADERS + 1])),
            (403, request("/v1", vec![header("x"); MOST_HEADERS])),
        ] {
            assert_eq!(answer_to_head(&hosts, &request, None, None).map(|answer| answer.status), Some(status));
        }
    }

    #[test]
    fn a_target_is_read_in_each_of_its_forms() {
        let read = |method, target| {
            let Target { authority, path_and_query } = Target::read(method, target);
            (authority, path_and_query)
        };
        assert_eq!(read("GET", "/v1?a=http://b/c"), (None, "/v1?a=http://b/c"));
        assert_eq!(read("GET", "http://host:1/v1?a"), (Some("host:1"), "/v1?a"));
        assert_eq!(read("GET", "http://host"), (Some("host"), "/"));
        assert_eq!(read("OPTIONS", "*"), (None, "*"));
        assert_eq!(read("CONNECT", "host:443"), (Some("host:443"), ""));
    }
}
