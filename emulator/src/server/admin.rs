//! `/_emulator`: what a test does to the emulator, as JSON.
//!
//! A page of another origin is refused: an extension must not be able to issue itself the
//! session of another user. A program that is no browser sends no `Origin` and is let in.

use super::SharedEmulator;
use super::answer::refuse;
use super::body::read_whole;
use super::guard::count_changes;
use crate::error::ApiError;
use crate::failure::Pending;
use crate::host::is_own_origin;
use crate::limits::MOST_STATE_BYTES;
use crate::log::Entry;
use crate::{Failure, Fault, Holder, Principal, Tree};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Request as HttpRequest, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Everything under `/_emulator`.
pub(super) fn routes(emulator: SharedEmulator) -> Router {
    Router::new()
        .route("/_emulator/sessions", post(open_session))
        .route("/_emulator/keys", post(issue_key))
        .route("/_emulator/clock", get(read_clock).post(advance_clock))
        .route("/_emulator/failures", get(pending_failures).post(script_failure))
        .route("/_emulator/state", get(read_state).put(set_state))
        .route("/_emulator/requests", get(requests))
        .route("/_emulator/reset", post(reset))
        .method_not_allowed_fallback(|| async { refuse(&ApiError::wrong_method()) })
        .layer(from_fn_with_state(emulator.clone(), count_changes))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(|request, next| read_whole(MOST_STATE_BYTES, request, next)))
        .layer(from_fn(refuse_other_origins))
        .with_state(emulator)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionRequest {
    app: String,
    account: String,
    user: String,
    #[serde(default)]
    livemode: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyRequest {
    app: String,
    /// Without it the key is the app owner's.
    account: Option<String>,
    #[serde(default)]
    livemode: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockRequest {
    advance_seconds: i64,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ResetRequest {
    #[serde(default)]
    keep_tokens: bool,
}

#[derive(Serialize)]
struct Issued {
    token: String,
    #[serde(flatten)]
    holder: Holder,
}

#[derive(Serialize)]
struct Now {
    now: i64,
}

#[derive(Serialize)]
struct Requests<'a> {
    requests: Vec<&'a Entry>,
}

#[derive(Serialize)]
struct Failures {
    failures: Vec<Pending>,
}

#[derive(Serialize)]
struct Done {}

async fn open_session(State(emulator): State<SharedEmulator>, body: Bytes) -> Response {
    const EXPECTED: &str = r#"{"app": "…", "account": "…", "user": "…", "livemode": false}"#;
    match read::<SessionRequest>(&body) {
        Some(SessionRequest { app, account, user, livemode }) if all_given(&[&app, &account, &user]) => {
            issue(&emulator, Principal::extension(&app, &account, &user, livemode).into())
        }
        _ => expected(EXPECTED),
    }
}

async fn issue_key(State(emulator): State<SharedEmulator>, body: Bytes) -> Response {
    const EXPECTED: &str =
        r#"{"app": "…", "account": "…", "livemode": false}, without account for the app owner's key"#;
    match read::<KeyRequest>(&body) {
        Some(KeyRequest { app, account: None, livemode }) if all_given(&[&app]) => {
            issue(&emulator, Holder::owner(&app, livemode))
        }
        Some(KeyRequest { app, account: Some(account), livemode }) if all_given(&[&app, &account]) => {
            issue(&emulator, Principal::backend(&app, &account, livemode).into())
        }
        _ => expected(EXPECTED),
    }
}

async fn read_clock(State(emulator): State<SharedEmulator>) -> Response {
    json(StatusCode::OK, &Now { now: emulator.with(|emulator, now| emulator.now(now)) })
}

async fn advance_clock(State(emulator): State<SharedEmulator>, body: Bytes) -> Response {
    let Some(ClockRequest { advance_seconds }) = read(&body) else { return expected(r#"{"advance_seconds": 60}"#) };
    emulator.with(|emulator, _| emulator.advance_clock(advance_seconds));
    read_clock(State(emulator)).await
}

async fn script_failure(State(emulator): State<SharedEmulator>, body: Bytes) -> Response {
    match Tree::from_json(&body, "failure").and_then(|tree| Failure::read(&tree)) {
        Ok(failure) => {
            emulator.with(|emulator, _| emulator.script_failure(failure));
            json(StatusCode::OK, &Done {})
        }
        Err(fault) => refused(&fault),
    }
}

async fn pending_failures(State(emulator): State<SharedEmulator>) -> Response {
    emulator.with(|emulator, _| json(StatusCode::OK, &Failures { failures: emulator.pending_failures() }))
}

async fn read_state(State(emulator): State<SharedEmulator>) -> Response {
    emulator.with(|emulator, now| json(StatusCode::OK, &emulator.state(now)))
}

async fn set_state(State(emulator): State<SharedEmulator>, body: Bytes) -> Response {
    match crate::State::from_json(&body) {
        Ok(state) => {
            emulator.with(|emulator, now| emulator.set_state(state, now));
            json(StatusCode::OK, &Done {})
        }
        Err(fault) => refused(&fault),
    }
}

async fn requests(State(emulator): State<SharedEmulator>) -> Response {
    emulator.with(|emulator, _| json(StatusCode::OK, &Requests { requests: emulator.requests().collect() }))
}

async fn reset(State(emulator): State<SharedEmulator>, body: Bytes) -> Response {
    let wanted = if body.is_empty() { Some(ResetRequest::default()) } else { read(&body) };
    let Some(ResetRequest { keep_tokens }) = wanted else { return expected(r#"{"keep_tokens": false}, or nothing"#) };
    emulator.with(|emulator, now| emulator.reset(keep_tokens, now));
    json(StatusCode::OK, &Done {})
}

fn issue(emulator: &SharedEmulator, holder: Holder) -> Response {
    match emulator.issue_token(holder.clone()) {
        Ok(token) => json(StatusCode::OK, &Issued { token, holder }),
        Err(_) => refuse(&ApiError::no_randomness()),
    }
}

fn all_given(values: &[&str]) -> bool {
    values.iter().all(|value| !value.is_empty())
}

/// The body as a `T`. Why it is none is not said: a JSON library's message quotes values.
fn read<T: DeserializeOwned>(body: &Bytes) -> Option<T> {
    serde_json::from_slice(body).ok()
}

fn refused(fault: &Fault) -> Response {
    refuse(&ApiError::bad(fault.to_string()))
}

fn expected(shape: &str) -> Response {
    refuse(&ApiError::bad(format!("Expected a JSON body like {shape}")))
}

fn json(status: StatusCode, body: &impl Serialize) -> Response {
    let text = serde_json::to_string_pretty(body).unwrap_or_default();
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    (status, [kind], Body::from(text)).into_response()
}

async fn refuse_other_origins(request: HttpRequest, next: Next) -> Response {
    if is_own(request.headers()) { next.run(request).await } else { refuse(&ApiError::foreign_origin()) }
}

fn is_own(headers: &HeaderMap) -> bool {
    let value = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    is_own_origin(value(header::ORIGIN), value(HeaderName::from_static("sec-fetch-site")), value(header::HOST))
}
