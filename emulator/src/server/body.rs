//! A request's body, whole and in time, before anyone looks at it.

use super::answer::refuse;
use crate::error::ApiError;
use crate::limits::{BODY_TIME, MOST_DISCARDED_BYTES};
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt;
use tokio::time::timeout;

/// Hands a request on with its body read; refuses one that is larger than `most`, broken or too slow.
pub(super) async fn read_whole(most: usize, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match timeout(BODY_TIME, collect(body, most)).await.unwrap_or_else(|_| Err(ApiError::too_slow())) {
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(error) => refuse(&error),
    }
}

/// The body's bytes. What goes beyond `most` is read and thrown away: a client that is still sending when the connection
/// closes never sees why.
async fn collect(mut body: Body, most: usize) -> Result<Bytes, ApiError> {
    let mut bytes = Vec::new();
    let mut seen = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| ApiError::broken_body())?;
        let Some(data) = frame.data_ref() else { continue };
        seen += data.len();
        if seen <= most {
            bytes.extend_from_slice(data);
        } else if seen > MOST_DISCARDED_BYTES {
            break;
        }
    }
    if seen > most { Err(ApiError::too_large()) } else { Ok(bytes.into()) }
}
