//! `/v1`: the emulated API over HTTP, open to every origin.

use super::SharedEmulator;
use super::answer::respond;
use super::body::{self, read_whole};
use super::delivery::deliver;
use crate::limits::MOST_BODY_BYTES;
use crate::{cors, page};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request as HttpRequest, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::any;

/// Everything under `/v1`.
pub(super) fn routes(emulator: SharedEmulator) -> Router {
    let everything = any(answer);
    Router::new()
        .route("/v1", everything.clone())
        .route("/v1/", everything.clone())
        .route("/v1/{*rest}", everything)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(|request, next| read_whole(MOST_BODY_BYTES, request, next)))
        .layer(from_fn(open_to_pages))
        .with_state(emulator)
}

/// Every other path.
pub(super) async fn outside(method: Method, uri: Uri) -> Response {
    respond(page::outside(method.as_str(), uri.path()))
}

/// Answers a browser that asks first, and lets pages of any origin read every other answer.
async fn open_to_pages(request: HttpRequest, next: Next) -> Response {
    let head = body::request(request.method(), request.uri(), request.headers(), Bytes::new());
    if let Some(answer) = cors::preflight(&head) {
        return respond(answer);
    }
    let mut response = next.run(request).await;
    for (name, value) in cors::HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

async fn answer(
    State(emulator): State<SharedEmulator>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let request = body::request(&method, &uri, &headers, body);
    let delivery = emulator.with(|emulator, now| emulator.deliver(&request, now));
    // A stranger's request changes nothing.
    if !method.is_safe() && delivery.response.status != 401 {
        emulator.count_change();
    }
    deliver(delivery).await
}
