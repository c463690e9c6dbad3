//! What every request passes first: its host has to be one of the server's, and it leaves a line in the log;
//! and what an answer waits for, where a file keeps the state.

use super::answer::refuse;
use super::delivery::Unanswered;
use super::{DataFile, RequestLog, real_time};
use crate::error::ApiError;
use crate::greeting::not_written;
use crate::host::Hosts;
use crate::line::line;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
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

fn is_allowed(hosts: &Hosts, uri: &Uri, headers: &HeaderMap, local: Option<IpAddr>) -> bool {
    let named: Vec<&str> = headers.get_all(header::HOST).iter().map(|host| host.to_str().unwrap_or_default()).collect();
    hosts.allow_request(&named, uri.authority().map(Authority::as_str), local)
}

/// Lets an answer go when every change that it may show is in the file.
pub(super) async fn keep_first(
    State((data, log)): State<(DataFile, RequestLog)>,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    match data.wait_until_written().await {
        Ok(()) => response,
        Err(error) => {
            log.write(not_written(&data.path().display().to_string(), &error.to_string()));
            refuse(&ApiError::not_kept())
        }
    }
}

pub(super) async fn write_line(State(log): State<RequestLog>, request: Request, next: Next) -> Response {
    let mut line = Line { log, method: request.method().clone(), path: request.uri().path().to_owned(), answer: None };
    let response = next.run(request).await;
    if response.extensions().get::<Unanswered>().is_none() {
        line.answer = Some((response.status().as_u16(), response.headers().get("request-id").cloned()));
    }
    response
}

/// A request's line, which is written in any case: also when the client has gone before there was an answer.
struct Line {
    log: RequestLog,
    method: Method,
    path: String,
    answer: Option<(u16, Option<HeaderValue>)>,
}

impl Drop for Line {
    fn drop(&mut self) {
        let (status, id) = self.answer.take().unzip();
        let id = id.flatten();
        let id = id.as_ref().and_then(|id| id.to_str().ok());
        self.log.write(line(real_time(), self.method.as_str(), &self.path, status, id));
    }
}
