//! `/v1`: the emulated API over HTTP, open to every origin.

use super::SharedEmulator;
use super::delivery::deliver;
use crate::error::ApiError;
use crate::{Request, Response};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use axum::routing::any;
use tower_http::cors::{AllowHeaders, AllowMethods, Any, CorsLayer};

/// Many times a name and a payload of 5000 characters, percent-encoded.
const MOST_BODY_BYTES: usize = 1 << 20;

/// What a client may read of an answer besides its body.
const EXPOSED: [&str; 7] = [
    "idempotency-key",
    "idempotent-replayed",
    "original-request",
    "request-id",
    "retry-after",
    "stripe-should-retry",
    "stripe-version",
];

/// Everything under `/v1`.
pub(super) fn routes(emulator: SharedEmulator) -> Router {
    let everything = any(answer);
    Router::new()
        .route("/v1", everything.clone())
        .route("/v1/", everything.clone())
        .route("/v1/{*rest}", everything)
        .layer(DefaultBodyLimit::max(MOST_BODY_BYTES))
        .layer(cors())
        .with_state(emulator)
}

/// Every other path, for an emulator that is served alone: the API's own 404.
pub(super) fn fallback(emulator: SharedEmulator) -> Router {
    Router::new().fallback(any(answer)).layer(DefaultBodyLimit::max(MOST_BODY_BYTES)).layer(cors()).with_state(emulator)
}

/// An extension's frame has the origin `null`, so any origin is let in. Whatever headers a
/// preflight asks for are allowed: the clients' names differ (`X-Stripe-…`, telemetry).
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods(AllowMethods::list([Method::GET, Method::POST]))
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers(EXPOSED.map(HeaderName::from_static))
}

async fn answer(
    State(emulator): State<SharedEmulator>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> axum::response::Response {
    let Ok(body) = body else { return too_large() };
    let request = Request {
        method: method.as_str().to_owned(),
        path_and_query: uri.path_and_query().map_or_else(String::new, ToString::to_string),
        headers: readable(&headers),
        body: body.into(),
    };
    deliver(emulator.with(|emulator, now| emulator.deliver(&request, now))).await
}

/// The one answer that the core does not give: the body was never read.
fn too_large() -> axum::response::Response {
    let error = ApiError::too_large();
    respond(Response { status: error.status(), headers: Vec::new(), body: error.body() })
}

/// The headers whose values are text; the API knows no other.
fn readable(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |(name, value): (&HeaderName, &HeaderValue)| Some((name.to_string(), value.to_str().ok()?.to_owned()));
    headers.iter().filter_map(text).collect()
}

pub(super) fn respond(answer: Response) -> axum::response::Response {
    let mut response = axum::response::Response::new(Body::from(answer.body));
    *response.status_mut() = axum::http::StatusCode::from_u16(answer.status).unwrap_or_default();
    let headers = response.headers_mut();
    for (name, value) in answer.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
    headers.entry(header::CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
    response
}
