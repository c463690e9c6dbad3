//! What every request passes first: its host has to be one of the server's, and it leaves a line in the log;
//! and what an answer waits for, where a file keeps the state.

use super::answer::refuse;
use super::{DataFile, RequestLog, SharedEmulator, real_time};
use crate::error::ApiError;
use crate::host::Hosts;
use crate::line::line;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use std::net::IpAddr;

/// The address at which a request's connection arrived.
#[derive(Debug, Clone, Copy)]
pub(super) struct Local(pub(super) IpAddr);

pub(super) async fn refuse_foreign_hosts(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let local = request.extensions().get().map(|Local(address)| *address);
    if is_allowed(&hosts, request.uri(), request.headers(), local) {
        return next.run(request).await;
    }
    refuse(&ApiError::foreign_host())
}

/// `Host`, once, and the host of a URL that is asked for whole (`GET http://…`), where there is one.
fn is_allowed(hosts: &Hosts, uri: &Uri, headers: &HeaderMap, local: Option<IpAddr>) -> bool {
    let mut named = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else { return false };
    let whole = uri.authority().is_none_or(|authority| hosts.allow(authority.as_str(), local));
    whole && host.to_str().is_ok_and(|host| hosts.allow(host, local))
}

/// Lets an answer go when every change that it may show is in the file.
pub(super) async fn keep_first(
    State((data, log)): State<(DataFile, RequestLog)>,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    match data.kept().await {
        Ok(()) => response,
        Err(error) => {
            log.write(format!("{} cannot be written: {error}", data.path().display()));
            refuse(&ApiError::not_kept())
        }
    }
}

/// Counts what may have changed something under `/_emulator`.
pub(super) async fn count_changes(State(emulator): State<SharedEmulator>, request: Request, next: Next) -> Response {
    let is_safe = request.method().is_safe();
    let response = next.run(request).await;
    if !is_safe {
        emulator.count_change();
    }
    response
}

pub(super) async fn write_line(State(log): State<RequestLog>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    let id = response.headers().get("request-id").and_then(|id| id.to_str().ok());
    log.write(line(real_time(), method.as_str(), &path, response.status().as_u16(), id));
    response
}
