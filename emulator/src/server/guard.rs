//! What every request passes first: its host has to be one of the server's, and it leaves a line in the log.

use super::answer::refuse;
use super::{RequestLog, real_time};
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

pub(super) async fn write_line(State(log): State<RequestLog>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    let id = response.headers().get("request-id").and_then(|id| id.to_str().ok());
    log.write(line(real_time(), method.as_str(), &path, response.status().as_u16(), id));
    response
}
