//! The HTTP door: a router that another program can mount, and a way to serve it alone.
//!
//! It holds no rule of the Secret Store. It turns an HTTP request into a
//! [`Request`](crate::Request), reads the clock, and turns the answer back.

mod admin;
mod api;
mod delivery;
mod shared;

pub use shared::SharedEmulator;

use axum::Router;
use std::future::Future;
use std::io;
use std::time::Duration;
use tokio::net::TcpListener;

/// How long open connections may delay a shutdown.
const GRACE: Duration = Duration::from_secs(2);

/// The API under `/v1` and the administration API under `/_emulator`, over `emulator`.
///
/// There is no fallback: merge it with a router of one's own for everything else. Answers
/// under `/v1` allow every origin, as extensions run at a `null` origin; the administration
/// API answers no page of another origin.
pub fn router(emulator: SharedEmulator) -> Router {
    Router::new().merge(api::routes(emulator.clone())).merge(admin::routes(emulator))
}

/// Serves the emulator alone on `listener` until `shutdown` is done, then closes within
/// two seconds.
///
/// # Errors
/// The listener fails.
pub async fn serve(
    listener: TcpListener,
    emulator: SharedEmulator,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let app = router(emulator.clone()).fallback_service(api::fallback(emulator));
    let (asked, stop) = tokio::sync::oneshot::channel::<()>();
    let graceful = axum::serve(listener, app).with_graceful_shutdown(async move {
        shutdown.await;
        let _ = asked.send(());
    });
    let deadline = async move {
        match stop.await {
            Ok(()) => tokio::time::sleep(GRACE).await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        ended = graceful => ended,
        () = deadline => Ok(()),
    }
}
