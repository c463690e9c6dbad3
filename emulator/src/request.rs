//! What goes into the emulator and what comes out: HTTP's parts, without HTTP's machinery.

use std::fmt;

/// A request, as any door received it.
#[derive(Clone, Default)]
pub struct Request {
    /// `GET`, `POST`, …
    pub method: String,
    /// Path and query, percent-encoded: `/v1/apps/secrets?limit=3`.
    pub path_and_query: String,
    /// Names in any case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header; names are compared without case. The first one counts.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The path, without the query.
    pub fn path(&self) -> &str {
        self.path_and_query.split_once('?').map_or(self.path_and_query.as_str(), |(path, _)| path)
    }

    /// The query, without the `?`; empty when there is none.
    pub fn query(&self) -> &str {
        self.path_and_query.split_once('?').map_or("", |(_, query)| query)
    }
}

/// Method and path only: query, headers and body may hold payloads and tokens.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("method", &self.method).field("path", &self.path()).finish_non_exhaustive()
    }
}

/// A response, for any door to hand on.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// HTTP status; 0 where there is no answer at all.
    pub status: u16,
    /// Names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// JSON, unless a test has damaged it.
    pub body: String,
}

impl Response {
    /// The value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }
}

impl Response {
    /// Sets a header, by its lower-case name.
    pub fn set_header(&mut self, name: &str, value: &str) {
        self.headers.retain(|(given, _)| given != name);
        self.headers.push((name.into(), value.into()));
    }
}

/// Without the body: it may hold a payload.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).field("headers", &self.headers).finish_non_exhaustive()
    }
}
