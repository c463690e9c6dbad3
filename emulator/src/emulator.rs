//! The whole: one request in, one response out, whatever the request.
//!
//! A request passes, in this order: who asks, what is asked, may they reach it, has it been
//! answered already, then the store. Access is checked before a saved answer is looked up:
//! an idempotency key must not open another user's scope.

use crate::clock::{Clock, UnixSeconds};
use crate::endpoint::Endpoint;
use crate::error::ApiError;
use crate::failure::{Failure, Script};
use crate::form::{Object, decode, leaves};
use crate::idempotency::{Fingerprint, SavedAnswers};
use crate::ids::Ids;
use crate::log::{Entry, Log};
use crate::outcome::{Outcome, entry, respond};
use crate::params::{Action, Call};
use crate::principal::Principal;
use crate::request::{Request, Response};
use crate::session::Tokens;
use crate::store::{Store, check_expiry};
use crate::transport::check_headers;
use crate::view::View;

/// A Secret Store in memory. It starts empty.
#[derive(Debug)]
pub struct Emulator {
    store: Store,
    tokens: Tokens,
    saved: SavedAnswers,
    script: Script,
    log: Log,
    clock: Clock,
    ids: Ids,
}

/// What a test does to the emulator.
impl Emulator {
    /// An empty emulator. The same seed and requests give the same ids.
    pub fn new(seed: u64) -> Self {
        Self {
            store: Store::default(),
            tokens: Tokens::default(),
            saved: SavedAnswers::default(),
            script: Script::default(),
            log: Log::default(),
            clock: Clock::default(),
            ids: Ids::new(seed),
        }
    }

    /// Issues a token that stands for `principal` in an `Authorization: Bearer` header.
    pub fn issue_token(&mut self, principal: Principal) -> String {
        self.tokens.issue(principal, &mut self.ids)
    }

    /// Moves the clock, by which secrets expire and idempotency keys are forgotten.
    pub fn advance_clock(&mut self, seconds: i64) {
        self.clock.advance(seconds);
    }

    /// The emulator's time, given the real one.
    pub fn now(&self, real: UnixSeconds) -> UnixSeconds {
        self.clock.now(real)
    }

    /// Scripts a failure, after those already scripted.
    ///
    /// # Errors
    /// The status is no failure's, or it would never happen.
    pub fn script_failure(&mut self, failure: Failure) -> Result<(), ApiError> {
        if !failure.is_valid() {
            return Err(ApiError::not_a_failure());
        }
        self.script.add(failure);
        Ok(())
    }

    /// The API requests so far, oldest first, without payloads and tokens.
    pub fn requests(&self) -> impl Iterator<Item = &Entry> {
        self.log.entries()
    }

    /// Forgets everything; the tokens too, unless they are to be kept. Ids are not used again.
    pub fn reset(&mut self, keep_tokens: bool) {
        let ids = std::mem::replace(&mut self.ids, Ids::new(0));
        let tokens = std::mem::take(&mut self.tokens);
        *self = Self { ids, ..Self::new(0) };
        if keep_tokens {
            self.tokens = tokens;
        }
    }
}

/// What a client does.
impl Emulator {
    /// Answers any request. `now` is the real time; the emulator's clock is added to it.
    pub fn handle(&mut self, request: &Request, now: UnixSeconds) -> Response {
        let now = self.clock.now(now);
        let request_id = self.ids.next("req_", 14);
        let failure = self.script.take();
        let outcome = self.outcome(request, failure.as_ref(), &request_id, now);
        self.log.push(entry(request, &outcome, &request_id, now));
        respond(request, outcome, failure.as_ref(), &request_id)
    }

    fn outcome(&mut self, request: &Request, failure: Option<&Failure>, request_id: &str, now: UnixSeconds) -> Outcome {
        if let Some(failure) = failure.filter(|failure| failure.comes_first()) {
            return Outcome::failed(failure);
        }
        let outcome = self.answer(request, failure, request_id, now).unwrap_or_else(|error| Outcome::refused(&error));
        match failure.filter(|failure| failure.after_applying) {
            Some(lost) => Outcome::failed(lost),
            None => outcome,
        }
    }

    /// # Errors
    /// What is refused before execution begins; it is not saved under the key.
    fn answer(
        &mut self,
        request: &Request,
        failure: Option<&Failure>,
        request_id: &str,
        now: UnixSeconds,
    ) -> Result<Outcome, ApiError> {
        check_headers(request)?;
        let principal = self.tokens.authenticate(request.header("authorization"))?.clone();
        check_account(&principal, request)?;
        let endpoint = Endpoint::at(&request.method, request.path())?;
        let form = parameters(endpoint, request)?;
        let call = Call::read(endpoint, &form)?;
        if !principal.may_reach(&call.scope) {
            return Err(ApiError::scope_of_another_user());
        }
        let key = request.header("idempotency-key").filter(|key| endpoint.writes() && !key.is_empty());
        let fingerprint = fingerprint(request.path(), &form);
        if let Some(key) = key
            && let Some(saved) = self.saved.recall(&principal, key, &fingerprint, now)?
        {
            return Ok(Outcome::replayed(saved));
        }
        if let Action::Create { expires_at, .. } = call.action {
            check_expiry(expires_at, now)?;
        }
        let outcome = self.carry_out(&principal, call, failure, now);
        if let Some(key) = key {
            self.saved.save(&principal, key, fingerprint, outcome.to_save(request_id), now);
        }
        Ok(outcome)
    }

    /// The endpoint's execution, or the failure that a test put in its place.
    fn carry_out(&mut self, principal: &Principal, call: Call, failure: Option<&Failure>, now: UnixSeconds) -> Outcome {
        let saved_failure = failure.filter(|failure| failure.save_answer);
        if let Some(failure) = saved_failure.filter(|failure| !failure.after_applying) {
            return Outcome::failed(failure);
        }
        let outcome = match self.execute(principal, call, now) {
            Ok(body) => Outcome::done(body),
            Err(error) => Outcome::refused(&error),
        };
        saved_failure.map_or(outcome, Outcome::failed)
    }

    fn execute(&mut self, principal: &Principal, call: Call, now: UnixSeconds) -> Result<String, ApiError> {
        let Call { scope, action, with_payload } = call;
        let mut shelf = self.store.open(principal, &scope, now);
        let ids = &mut self.ids;
        let view = View { scope: &scope, livemode: principal.livemode(), with_payload };
        match action {
            Action::List(listing) => shelf.list(&listing).map(|page| view.list(&page)),
            Action::Find { name } => shelf.find(&name).map(|secret| view.secret(&secret)),
            Action::Create { name, payload, expires_at } => {
                shelf.set(&name, payload, expires_at, || ids.next("appsecret_", 30)).map(|secret| view.secret(&secret))
            }
            Action::Delete { name } => shelf.delete(&name).map(|secret| view.deletion(&secret)),
        }
    }
}

/// `Stripe-Account` and `Stripe-Context` may repeat the token's account and name no other.
fn check_account(principal: &Principal, request: &Request) -> Result<(), ApiError> {
    let named = ["stripe-account", "stripe-context"].map(|header| request.header(header));
    let foreign = named.into_iter().flatten().any(|account| account != principal.account());
    if foreign { Err(ApiError::other_account()) } else { Ok(()) }
}

/// The query's parameters, and a POST's body's. A GET's body counts for nothing.
fn parameters(endpoint: Endpoint, request: &Request) -> Result<Object, ApiError> {
    let query = request.query().as_bytes();
    if !endpoint.writes() || request.body.is_empty() {
        return Ok(decode(&[query])?);
    }
    if !is_form(request) {
        return Err(ApiError::not_a_form());
    }
    Ok(decode(&[query, &request.body])?)
}

fn is_form(request: &Request) -> bool {
    let kind = request.header("content-type").and_then(|value| value.split(';').next()).unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

fn fingerprint(path: &str, form: &Object) -> Fingerprint {
    let parameters = leaves(form).into_iter().map(|(name, value)| (name, value.to_owned())).collect();
    Fingerprint { path: path.into(), parameters }
}
