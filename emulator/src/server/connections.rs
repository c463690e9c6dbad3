//! Connections: how many, for how long, and which one goes when there are too many.

use super::guard::Local;
use super::stream::Stream;
use crate::error::ApiError;
use crate::limits::{GRACE, HEAD_TIME, MOST_CONNECTIONS, MOST_HEAD_BYTES, MOST_HEADERS};
use crate::transport::last_answer;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::BTreeMap;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

/// How long nothing is accepted after the system had no room for another connection.
const PAUSE: Duration = Duration::from_millis(20);

/// Answers on `listener` until `shutdown` is done, then lets requests end that have begun, for a short time.
pub(super) async fn answer_all(listener: TcpListener, app: Router, shutdown: impl Future<Output = ()>) {
    let mut shutdown = pin!(shutdown);
    let (stop, stopping) = watch::channel(false);
    let mut open = Open::default();
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => open.add(stream, &app, &stopping),
                Err(error) => open.make_room(&error).await,
            },
            Some(ended) = open.tasks.join_next_with_id() => open.forget(ended.map_or_else(|error| error.id(), |(id, ())| id)),
        }
    }
    drop(listener);
    let _ = stop.send(true);
    let _ = timeout(GRACE, async { while open.tasks.join_next().await.is_some() {} }).await;
}

/// The connections that are open.
#[derive(Default)]
struct Open {
    tasks: JoinSet<()>,
    known: BTreeMap<tokio::task::Id, Known>,
    clock: Arc<AtomicU64>,
}

struct Known {
    task: AbortHandle,
    heard: Heard,
}

/// When a connection was opened or last sent a whole head, by a counter that all connections share.
#[derive(Clone)]
struct Heard {
    clock: Arc<AtomicU64>,
    at: Arc<AtomicU64>,
}

impl Heard {
    fn now(&self) {
        self.at.store(self.clock.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
    }
}

impl Open {
    fn add(&mut self, stream: TcpStream, app: &Router, stopping: &watch::Receiver<bool>) {
        if self.known.len() >= MOST_CONNECTIONS {
            self.close_quietest();
        }
        let heard = Heard { clock: self.clock.clone(), at: Arc::default() };
        heard.now();
        let task = self.tasks.spawn(answer_one(stream, app.clone(), heard.clone(), stopping.clone()));
        self.known.insert(task.id(), Known { task, heard });
    }

    /// The system accepts no more. If that is for want of descriptors, closing a connection gives one back.
    async fn make_room(&mut self, error: &io::Error) {
        if !matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) {
            self.close_quietest();
            sleep(PAUSE).await;
        }
    }

    fn close_quietest(&mut self) {
        let quietest = self.known.iter().min_by_key(|(_, known)| known.heard.at.load(Ordering::Relaxed));
        if let Some(known) = quietest.map(|(id, _)| *id).and_then(|id| self.known.remove(&id)) {
            known.task.abort();
        }
    }

    fn forget(&mut self, id: tokio::task::Id) {
        self.known.remove(&id);
    }
}

/// Answers one connection's requests, one after another.
async fn answer_one(stream: TcpStream, app: Router, heard: Heard, stopping: watch::Receiver<bool>) {
    let local = stream.local_addr().ok().map(|address| Local(address.ip()));
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        heard.now();
        let mut request = request.map(Body::new);
        if let Some(local) = local {
            request.extensions_mut().insert(local);
        }
        app.clone().oneshot(request)
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(MOST_HEADERS)
        .max_header_size(MOST_HEAD_BYTES)
        .serve_connection(TokioIo::new(Stream::new(stream)), service);
    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = stopped(stopping) => {
            Pin::new(&mut connection).graceful_shutdown();
            (&mut connection).await
        }
    };
    let parts = connection.into_parts();
    // Who has sent nothing has asked nothing: its next request must not get this for an answer.
    if ended.is_err_and(|error| error.is_timeout()) && !parts.read_buf.is_empty() {
        let _ = parts.io.into_inner().write_all(last_answer(&ApiError::too_slow().response()).as_bytes()).await;
    }
}

/// Done when the server is to stop.
async fn stopped(mut stopping: watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stopping| *stopping).await;
}
