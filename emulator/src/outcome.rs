//! What a request came to, and how that becomes a response, a log entry, a saved answer.

use crate::asked::Asked;
use crate::clock::UnixSeconds;
use crate::delivery::Fate;
use crate::error::ApiError;
use crate::idempotency::Saved;
use crate::log::{AskedScope, Entry, redacted_parameters, shortened, shown_path};
use crate::request::{Request, Response};

/// The `stripe-version` of an answer to a request that names none: stripe 23.1.0's.
const DEFAULT_VERSION: &str = "2026-10-28.endive";

/// What a request came to, before it becomes a response.
pub(crate) struct Outcome {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) error_code: Option<String>,
    /// The request whose answer this replays.
    pub(crate) replays: Option<String>,
}

impl Outcome {
    /// The endpoint did what was asked.
    pub(crate) fn done(body: String) -> Self {
        Self { status: 200, body, error_code: None, replays: None }
    }

    pub(crate) fn refused(error: &ApiError) -> Self {
        Self { status: error.status(), body: error.body(), error_code: error.code().map(str::to_owned), replays: None }
    }

    /// Nothing was carried out, and nobody answers.
    pub(crate) fn none() -> Self {
        Self { status: 0, body: String::new(), error_code: None, replays: None }
    }

    pub(crate) fn replayed(saved: Saved) -> Self {
        Self { status: saved.status, body: saved.body, error_code: saved.error_code, replays: Some(saved.request_id) }
    }

    pub(crate) fn to_save(&self, request_id: &str) -> Saved {
        Saved {
            status: self.status,
            body: self.body.clone(),
            error_code: self.error_code.clone(),
            request_id: request_id.into(),
        }
    }
}

/// What the log keeps of a request and its outcome.
pub(crate) fn entry(
    request: &Request,
    asked: &Asked,
    outcome: &Outcome,
    fate: Fate,
    request_id: &str,
    now: UnixSeconds,
) -> Entry {
    Entry {
        request_id: request_id.into(),
        at: now,
        method: shortened(&request.method),
        path: shown_path(request.path(), asked.query.as_ref()),
        body: redacted_parameters(asked.body.as_ref()),
        scope: AskedScope::of(asked),
        name: asked.name().map(shortened),
        idempotency_key: request.header("idempotency-key").map(shortened),
        idempotent_replayed: outcome.replays.is_some(),
        status: fate.arrives().then_some(outcome.status),
        error_code: outcome.error_code.clone(),
    }
}

/// Headers as Stripe sends them. `content-type` carries no charset: the extension SDK's
/// client reads a body only when it is exactly `application/json`.
pub(crate) fn respond(request: &Request, outcome: Outcome, request_id: &str) -> Response {
    let mut headers = vec![
        ("content-type".to_owned(), "application/json".to_owned()),
        ("cache-control".to_owned(), "no-cache, no-store".to_owned()),
        ("request-id".to_owned(), request_id.to_owned()),
        ("stripe-version".to_owned(), request.header("stripe-version").unwrap_or(DEFAULT_VERSION).to_owned()),
    ];
    if let Some(key) = request.header("idempotency-key").filter(|_| request.method == "POST") {
        headers.push(("idempotency-key".to_owned(), key.to_owned()));
        headers.push(("original-request".to_owned(), outcome.replays.as_deref().unwrap_or(request_id).to_owned()));
    }
    if outcome.replays.is_some() {
        headers.push(("idempotent-replayed".to_owned(), "true".to_owned()));
    }
    Response { status: outcome.status, headers, body: outcome.body }
}
