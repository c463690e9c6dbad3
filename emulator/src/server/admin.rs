//! `/_emulator`: what a test does to the emulator, as JSON.
//!
//! A page of another origin is refused: an extension must not be able to issue itself the
//! session of another user. Other programs than browsers send no `Origin` and are let in.

use super::SharedEmulator;
use super::answer::{refuse, respond};
use super::body::{read_whole, request};
use crate::error::ApiError;
use crate::host::is_own_origin;
use crate::limits::MOST_STATE_BYTES;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request as HttpRequest, State};
use axum::http::{HeaderMap, HeaderName, Method, Uri, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::any;

/// Everything under `/_emulator`.
pub(super) fn routes(emulator: SharedEmulator) -> Router {
    Router::new()
        .route("/_emulator/{*rest}", any(answer))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(|request, next| read_whole(MOST_STATE_BYTES, request, next)))
        .layer(from_fn(refuse_other_origins))
        .with_state(emulator)
}

async fn answer(
    State(emulator): State<SharedEmulator>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let request = request(&method, &uri, &headers, body);
    let answer = emulator.with(|shared, now| shared.administer(&request, now, || emulator.token_text().ok()));
    if !method.is_safe() {
        emulator.count_change();
    }
    respond(answer)
}

async fn refuse_other_origins(request: HttpRequest, next: Next) -> Response {
    if is_own(request.headers()) { next.run(request).await } else { refuse(&ApiError::foreign_origin()) }
}

fn is_own(headers: &HeaderMap) -> bool {
    let value = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    is_own_origin(value(header::ORIGIN), value(HeaderName::from_static("sec-fetch-site")), value(header::HOST))
}
