//! A connection's bytes, on their way to hyper and back.
//!
//! hyper answers bytes that are not HTTP by a bare status, and waits for ever for a client that takes none of its answer. Here the
//! former gets a body in Stripe's shape, and the latter a time.

use crate::error::ApiError;
use crate::limits::ANSWER_TIME;
use crate::transport::last_answer;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// A stream that says why.
pub(super) struct Stream<T> {
    inner: T,
    /// The refusal that goes out in place of hyper's.
    refusal: Vec<u8>,
    /// Runs while the client takes nothing.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl<T: AsyncRead + AsyncWrite + Unpin> Stream<T> {
    pub(super) fn new(inner: T) -> Self {
        Self { inner, refusal: Vec::new(), stalled: None }
    }

    fn write_in_time(&mut self, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(cx, bytes);
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(ANSWER_TIME)));
        stalled.as_mut().poll(cx).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }

    fn write_refusal(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.refusal.is_empty() {
            let refusal = std::mem::take(&mut self.refusal);
            let written = self.write_in_time(cx, &refusal);
            let taken = if let Poll::Ready(Ok(taken)) = written { taken } else { 0 };
            self.refusal = refusal.get(taken..).unwrap_or_default().to_vec();
            if ready!(written)? == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Stream<T> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(cx, into)
    }
}

/// Not vectored: hyper then writes a head and its body as one piece.
impl<T: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Stream<T> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.write_refusal(cx))?;
        match bare_refusal(bytes) {
            Some(error) => {
                self.refusal = last_answer(&error.response()).into();
                Poll::Ready(Ok(bytes.len()))
            }
            None => self.write_in_time(cx, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.write_refusal(cx))?;
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.write_refusal(cx))?;
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

/// The answer in place of a refusal of hyper's own. The emulator's answers say which type they have; hyper's have no body
/// to have one.
fn bare_refusal(bytes: &[u8]) -> Option<ApiError> {
    const CONTENT_TYPE: &[u8] = b"\r\ncontent-type:";
    let error = match bytes.get(..b"HTTP/1.1 400 ".len())? {
        b"HTTP/1.1 400 " => ApiError::not_http(),
        b"HTTP/1.1 414 " => ApiError::url_too_long(),
        b"HTTP/1.1 431 " => ApiError::head_too_large(),
        _ => return None,
    };
    let is_typed = bytes.windows(CONTENT_TYPE.len()).any(|part| part == CONTENT_TYPE);
    (!is_typed).then_some(error)
}
