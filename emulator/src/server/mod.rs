//! The HTTP door: a router that another program can mount, and a way to serve it alone.
//!
//! It holds no rule of the Secret Store. It turns an HTTP request into a
//! [`Request`](crate::Request), reads the clock, and turns the answer back.
//!
//! - `api`, `admin`: what is asked under `/v1` and under `/_emulator`
//! - `guard`: which hosts are answered, and the log's line
//! - `body`: bodies, whole and in time
//! - `answer`, `delivery`: answers and refusals as HTTP, and what a test lets become of them
//! - `connections`, `stream`: how many, for how long, and what hyper itself refuses
//! - `data_file`: the file that keeps the state
//! - `request_log`: a log that nobody waits for
//! - `shared`: one emulator for all of them

mod admin;
mod answer;
mod api;
mod body;
mod connections;
mod data_file;
mod delivery;
mod guard;
mod request_log;
mod shared;
mod stream;

pub use data_file::{DataFile, Found};
pub use request_log::RequestLog;
pub use shared::{SharedEmulator, real_time};

use crate::host::Hosts;
use axum::Router;
use axum::middleware::from_fn_with_state;
use std::future::Future;
use tokio::net::TcpListener;

/// What a server answers with.
#[derive(Debug, Clone)]
pub struct Server {
    /// The emulator.
    pub emulator: SharedEmulator,
    /// The hosts that are answered.
    pub hosts: Hosts,
    /// The file that keeps the state, if one does.
    pub data: Option<DataFile>,
    /// Where a line for each request goes.
    pub log: RequestLog,
}

/// The API under `/v1` and the administration API under `/_emulator`, over `emulator`, for requests to `hosts`.
///
/// There is no fallback: merge it with a router of one's own for everything else. Answers
/// under `/v1` allow every origin, as extensions run at a `null` origin; the administration
/// API answers no page of another origin.
pub fn router(emulator: SharedEmulator, hosts: Hosts) -> Router {
    routes(emulator).layer(from_fn_with_state(hosts, guard::refuse_foreign_hosts))
}

fn routes(emulator: SharedEmulator) -> Router {
    Router::new().merge(api::routes(emulator.clone())).merge(admin::routes(emulator))
}

/// Serves the emulator alone on `listener` until `shutdown` is done, then closes within two seconds.
pub async fn serve(listener: TcpListener, server: Server, shutdown: impl Future<Output = ()>) {
    let Server { emulator, hosts, data, log } = server;
    let guarded = from_fn_with_state(hosts, guard::refuse_foreign_hosts);
    let mut app = routes(emulator).fallback(api::outside).layer(guarded);
    if let Some(data) = data {
        app = app.layer(from_fn_with_state((data, log.clone()), guard::keep_first));
    }
    let app = app.layer(from_fn_with_state(log, guard::write_line));
    connections::answer_all(listener, app, shutdown).await;
}
