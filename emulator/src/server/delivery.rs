//! What a test lets become of an answer, on a connection: late, cut short, lost, never.

use super::answer::respond;
use crate::{Delivery, Fate};
use axum::body::{Body, Bytes, HttpBody};
use axum::response::Response;
use http_body::Frame;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// The response to hand to the connection, when its time has come.
pub(super) async fn deliver(delivery: Delivery) -> Response {
    if delivery.delay > 0 {
        tokio::time::sleep(Duration::from_millis(delivery.delay.into())).await;
    }
    let part = Bytes::copy_from_slice(delivery.response.body.as_bytes());
    match delivery.fate {
        Fate::Answer => respond(delivery.response),
        Fate::Cut => respond(delivery.response).map(|_| Body::new(Broken { part: Some(part), flushed: false })),
        Fate::LostRequest | Fate::LostAnswer => {
            let mut response = Response::new(Body::new(Broken { part: None, flushed: true }));
            response.extensions_mut().insert(Unanswered);
            response
        }
        Fate::Never => std::future::pending().await,
    }
}

/// Marks a response that never leaves.
#[derive(Clone, Copy)]
pub(super) struct Unanswered;

/// A body that ends its connection: at once, before the head of the response has left, or after the part that it has.
struct Broken {
    part: Option<Bytes>,
    flushed: bool,
}

impl HttpBody for Broken {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(part) = self.part.take() {
            return Poll::Ready(Some(Ok(Frame::data(part))));
        }
        // The server sends what it has when it would have to wait for more.
        if !self.flushed {
            self.flushed = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
    }
}
