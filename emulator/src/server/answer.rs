//! The store's answers, and refusals before it, as HTTP.

use crate::Response;
use crate::error::ApiError;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response as HttpResponse;

/// An error in Stripe's shape, of a request that the store has not seen.
pub(super) fn refuse(error: &ApiError) -> HttpResponse {
    respond(error.response())
}

pub(super) fn respond(answer: Response) -> HttpResponse {
    let mut response = HttpResponse::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or_default();
    let headers = response.headers_mut();
    for (name, value) in answer.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
    response
}
