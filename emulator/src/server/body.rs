//! A request's body, whole and in time, before anyone looks at it; and the request as the store has it.

use super::answer::refuse;
use crate::error::ApiError;
use crate::limits::{BODY_TIME, MOST_DISCARDED_BYTES};
use crate::transport::header_text;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, Uri};
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

/// What the store is asked.
pub(super) fn request(method: &Method, uri: &Uri, headers: &HeaderMap, body: Bytes) -> crate::Request {
    crate::Request {
        method: method.as_str().to_owned(),
        path_and_query: uri.path_and_query().map_or_else(String::new, ToString::to_string),
        headers: headers.iter().map(|(name, value)| (name.to_string(), header_text(value.as_bytes()))).collect(),
        body: body.into(),
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
