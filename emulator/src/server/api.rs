//! `/v1`: the emulated API over HTTP, open to every origin.

use super::SharedEmulator;
use super::answer::refuse;
use super::body::{read_whole, request};
use super::delivery::deliver;
use crate::error::ApiError;
use crate::limits::MOST_BODY_BYTES;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderName, Method, Uri};
use axum::middleware::from_fn;
use axum::response::Response;
use axum::routing::any;
use tower_http::cors::{AllowHeaders, AllowMethods, Any, CorsLayer};

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
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(|request, next| read_whole(MOST_BODY_BYTES, request, next)))
        .layer(cors())
        .with_state(emulator)
}

/// The API's 404 for every other path. The store does not see the request: a browser that asks for an icon must not meet
/// the failure that a test has scripted.
pub(super) async fn unknown(method: Method, uri: Uri) -> Response {
    refuse(&ApiError::unknown_route(method.as_str(), uri.path()))
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
    body: Bytes,
) -> Response {
    let request = request(&method, &uri, &headers, body);
    let delivery = emulator.with(|emulator, now| emulator.deliver(&request, now));
    // A stranger's request changes nothing.
    if !method.is_safe() && delivery.response.status != 401 {
        emulator.count_change();
    }
    deliver(delivery).await
}
