//! `/_emulator`: what a test does to the emulator over HTTP, as JSON in and out. The same from every server.

use crate::clock::UnixSeconds;
use crate::emulator::Emulator;
use crate::error::ApiError;
use crate::failure::{Failure, Pending};
use crate::log::Entry;
use crate::principal::{Holder, Principal};
use crate::request::{Request, Response};
use crate::state::State;
use crate::tree::Tree;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Where it is.
pub const PREFIX: &str = "/_emulator";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionRequest {
    app: String,
    account: String,
    user: String,
    #[serde(default)]
    livemode: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyRequest {
    app: String,
    /// Without it the key is the app owner's.
    account: Option<String>,
    #[serde(default)]
    livemode: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockRequest {
    advance_seconds: i64,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ResetRequest {
    #[serde(default)]
    keep_tokens: bool,
}

#[derive(Serialize)]
struct Issued {
    token: String,
    #[serde(flatten)]
    holder: Holder,
}

#[derive(Serialize)]
struct Now {
    now: i64,
}

#[derive(Serialize)]
struct Requests<'a> {
    requests: Vec<&'a Entry>,
}

#[derive(Serialize)]
struct Failures {
    failures: Vec<Pending>,
}

#[derive(Serialize)]
struct Done {}

impl Emulator {
    /// Answers a request under [`PREFIX`]. The server has checked its host and its origin.
    ///
    /// `token_text` gives the text of a new token (see [`crate::token`]), or nothing if there is no randomness.
    pub fn administer(
        &mut self,
        request: &Request,
        real: UnixSeconds,
        token_text: impl FnOnce() -> Option<String>,
    ) -> Response {
        let answered = self.administered(request, real, token_text);
        let (status, body) = answered.map_or_else(|error| (error.status(), error.body()), |body| (200, body));
        Response { status, headers: vec![("content-type".to_owned(), "application/json".to_owned())], body }
    }

    fn administered(
        &mut self,
        request: &Request,
        real: UnixSeconds,
        token_text: impl FnOnce() -> Option<String>,
    ) -> Result<String, ApiError> {
        let body = request.body.as_slice();
        let path = request.path().strip_prefix(PREFIX).unwrap_or_default();
        match (request.method.as_str(), path) {
            ("POST", "/sessions") => self.issue(session_holder(body)?, token_text),
            ("POST", "/keys") => self.issue(key_holder(body)?, token_text),
            ("GET", "/clock") => Ok(json(&Now { now: self.now(real) })),
            ("POST", "/clock") => {
                let ClockRequest { advance_seconds } = read(body, r#"{"advance_seconds": 60}"#)?;
                self.advance_clock(advance_seconds);
                Ok(json(&Now { now: self.now(real) }))
            }
            ("GET", "/failures") => Ok(json(&Failures { failures: self.pending_failures() })),
            ("POST", "/failures") => {
                self.script_failure(Failure::read(&Tree::from_json(body, "failure")?)?);
                Ok(json(&Done {}))
            }
            ("GET", "/state") => Ok(json(&self.state(real))),
            ("PUT", "/state") => {
                self.set_state(State::from_json(body)?, real);
                Ok(json(&Done {}))
            }
            ("GET", "/requests") => Ok(json(&Requests { requests: self.requests().collect() })),
            ("POST", "/reset") => {
                let empty = ResetRequest::default();
                let wanted = if body.is_empty() { empty } else { read(body, r#"{"keep_tokens": false}, or nothing"#)? };
                self.reset(wanted.keep_tokens, real);
                Ok(json(&Done {}))
            }
            (_, "/sessions" | "/keys" | "/clock" | "/failures" | "/state" | "/requests" | "/reset") => {
                Err(ApiError::wrong_method())
            }
            (method, _) => Err(ApiError::unknown_route(method, request.path())),
        }
    }

    fn issue(&mut self, holder: Holder, token_text: impl FnOnce() -> Option<String>) -> Result<String, ApiError> {
        let text = token_text().ok_or_else(ApiError::no_randomness)?;
        let token = self.issue_random_token(holder.clone(), &text)?;
        Ok(json(&Issued { token, holder }))
    }
}

fn session_holder(body: &[u8]) -> Result<Holder, ApiError> {
    const SHAPE: &str = r#"{"app": "…", "account": "…", "user": "…", "livemode": false}"#;
    let SessionRequest { app, account, user, livemode } = read(body, SHAPE)?;
    if [&app, &account, &user].into_iter().any(String::is_empty) {
        return Err(expected(SHAPE));
    }
    Ok(Principal::extension(&app, &account, &user, livemode).into())
}

fn key_holder(body: &[u8]) -> Result<Holder, ApiError> {
    const SHAPE: &str = r#"{"app": "…", "account": "…", "livemode": false}, without account for the app owner's key"#;
    let KeyRequest { app, account, livemode } = read(body, SHAPE)?;
    if app.is_empty() || account.as_ref().is_some_and(String::is_empty) {
        return Err(expected(SHAPE));
    }
    Ok(match account {
        Some(account) => Principal::backend(&app, &account, livemode).into(),
        None => Holder::owner(&app, livemode),
    })
}

/// The body as a `T`. The fault gives no reason: a JSON library's message quotes values.
fn read<T: DeserializeOwned>(body: &[u8], shape: &str) -> Result<T, ApiError> {
    serde_json::from_slice(body).map_err(|_| expected(shape))
}

fn expected(shape: &str) -> ApiError {
    ApiError::bad(format!("Expected a JSON body like {shape}"))
}

fn json(body: &impl Serialize) -> String {
    serde_json::to_string_pretty(body).unwrap_or_default()
}
