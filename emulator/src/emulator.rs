//! The whole: one request in, one response out, whatever the request.
//!
//! A request passes, in this order: who asks, what is asked, may they reach it, has it been
//! answered already, then the store. Access is checked before a saved answer is looked up:
//! an idempotency key must not open another user's scope.

use crate::asked::Asked;
use crate::clock::{Clock, UnixSeconds};
use crate::delivery::{Delivery, Fate};
use crate::endpoint::Endpoint;
use crate::error::ApiError;
use crate::failure::{Failure, Pending, Refused, Script};
use crate::fault::Fault;
use crate::form::{Object, decode, leaves};
use crate::idempotency::{Entry as SavedEntry, Fingerprint, OwnedKey, SavedAnswers};
use crate::ids::Ids;
use crate::log::{Entry, Log};
use crate::outcome::{Outcome, entry, respond};
use crate::params::{Action, Call};
use crate::principal::{Holder, Principal};
use crate::request::{Request, Response};
use crate::session::Tokens;
use crate::state::State;
use crate::store::{Spot, Store, check_expiry};
use crate::transport::check_headers;
use crate::view::View;

/// A Secret Store in memory.
#[derive(Debug)]
pub struct Emulator {
    pub(crate) store: Store,
    tokens: Tokens,
    pub(crate) saved: SavedAnswers,
    script: Script,
    log: Log,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    beginning: Beginning,
}

/// What an emulator begins with, and comes back to.
#[derive(Debug, Clone, Default)]
pub struct Beginning {
    /// The same seed and requests give the same ids.
    pub seed: u64,
    /// Where the clock stands still; without it it runs.
    pub frozen_at: Option<UnixSeconds>,
    /// What is stored.
    pub state: State,
}

/// What a test does to the emulator.
impl Emulator {
    /// An empty emulator whose clock runs.
    pub fn new(seed: u64) -> Self {
        Self::beginning_with(Beginning { seed, ..Beginning::default() }, 0)
    }

    /// An emulator that holds a state. `real` is the real time.
    pub fn beginning_with(beginning: Beginning, real: UnixSeconds) -> Self {
        let mut emulator = Self {
            store: Store::default(),
            tokens: Tokens::new(beginning.seed),
            saved: SavedAnswers::default(),
            script: Script::default(),
            log: Log::default(),
            clock: Clock::default(),
            ids: Ids::new(beginning.seed),
            beginning,
        };
        emulator.begin(real);
        emulator
    }

    /// Issues a token, for the `Authorization` header. The same in every run: whoever knows the seed can guess it.
    pub fn issue_token(&mut self, holder: impl Into<Holder>) -> String {
        self.tokens.issue(holder.into())
    }

    /// Issues a token that ends with `random`, from a source that nobody guesses.
    ///
    /// # Errors
    /// `random` is shorter than 16 letters and digits, has other characters, or was used before.
    pub fn issue_random_token(&mut self, holder: impl Into<Holder>, random: &str) -> Result<String, Fault> {
        self.tokens.issue_random(holder.into(), random)
    }

    /// Moves the clock, by which secrets expire and idempotency keys are forgotten.
    pub fn advance_clock(&mut self, seconds: i64) {
        self.clock.advance(seconds);
    }

    /// Makes it `time` now. A clock that stands still does so at that time; one that runs goes on from it.
    pub fn set_clock(&mut self, time: UnixSeconds, real: UnixSeconds) {
        self.clock.set(time, real);
    }

    /// The emulator's time, given the real one.
    pub fn now(&self, real: UnixSeconds) -> UnixSeconds {
        self.clock.now(real)
    }

    /// Scripts a failure, after those already scripted.
    pub fn script_failure(&mut self, failure: Failure) {
        self.script.add(failure);
    }

    /// The scripted failures that no request has met yet.
    pub fn pending_failures(&self) -> Vec<Pending> {
        self.script.pending()
    }

    /// The API requests so far, oldest first, without payloads and tokens.
    pub fn requests(&self) -> impl Iterator<Item = &Entry> {
        self.log.entries()
    }

    /// Goes back to the beginning: its state, clock and ids. Requests and scripted failures are forgotten; the tokens too,
    /// unless they are to be kept. A forgotten token is not issued again.
    pub fn reset(&mut self, keep_tokens: bool, real: UnixSeconds) {
        self.script = Script::default();
        self.log = Log::default();
        if !keep_tokens {
            self.tokens.forget();
        }
        self.begin(real);
    }

    fn begin(&mut self, real: UnixSeconds) {
        self.store = Store::default();
        self.saved = SavedAnswers::default();
        self.clock = self.beginning.frozen_at.map(Clock::frozen_at).unwrap_or_default();
        self.ids = Ids::new(self.beginning.seed);
        let state = self.beginning.state.clone();
        // A time that was asked for goes before the one of a snapshot.
        self.set_state(if self.beginning.frozen_at.is_some() { state.without_clock() } else { state }, real);
    }
}

/// What a client does.
impl Emulator {
    /// Answers any request. `real` is the real time; the emulator's clock is added to it.
    ///
    /// A caller other than a door sees the answer also where a test lets it be lost; where a request was lost or is never
    /// answered, the status is 0.
    pub fn handle(&mut self, request: &Request, real: UnixSeconds) -> Response {
        self.deliver(request, real).response
    }

    /// Answers any request, and says what a door does with the answer.
    pub fn deliver(&mut self, request: &Request, real: UnixSeconds) -> Delivery {
        let now = self.clock.now(real);
        let request_id = self.ids.next("req_", 14);
        let asked = Asked::of(request, self.tokens.authenticate(request.header("authorization")).ok());
        let failure = self.script.take(&asked);
        let outcome = self.outcome(request, failure.as_ref(), &request_id, now);
        let fate = Fate::of(failure.as_ref());
        self.log.push(entry(request, &asked, &outcome, fate, &request_id, now));
        Delivery::of(respond(request, outcome, &request_id), failure.as_ref())
    }

    fn outcome(&mut self, request: &Request, failure: Option<&Failure>, request_id: &str, now: UnixSeconds) -> Outcome {
        let refused = failure.and_then(Failure::refused);
        if failure.is_some_and(Failure::comes_first) {
            return refused.map_or_else(Outcome::none, |refused| self.refuse(refused, request));
        }
        let outcome = self.answer(request, refused, request_id, now).unwrap_or_else(|error| Outcome::refused(&error));
        match refused.filter(|refused| refused.after_applying) {
            Some(refused) => self.refuse(refused, request),
            None => outcome,
        }
    }

    /// The refusal that a test asked for.
    fn refuse(&self, refused: &Refused, request: &Request) -> Outcome {
        let holder = self.tokens.authenticate(request.header("authorization"));
        let is_backend = holder.is_ok_and(|holder| holder.user().is_none());
        Outcome::refused(&refused.error(is_backend))
    }

    /// # Errors
    /// What is refused before execution begins; it is not saved under the key.
    fn answer(
        &mut self,
        request: &Request,
        refused: Option<&Refused>,
        request_id: &str,
        now: UnixSeconds,
    ) -> Result<Outcome, ApiError> {
        check_headers(request)?;
        let principal = self.tokens.authenticate(request.header("authorization"))?.principal(request)?;
        let endpoint = Endpoint::at(&request.method, request.path())?;
        let form = parameters(endpoint, request)?;
        let call = Call::read(endpoint, &form)?;
        if !principal.may_reach(&call.scope) {
            return Err(ApiError::scope_of_another_user());
        }
        let key = request.header("idempotency-key").filter(|key| endpoint.writes() && !key.is_empty());
        let key = key.map(|key| OwnedKey::of(&principal, key));
        let fingerprint = fingerprint(request.path(), &form);
        if let Some(key) = &key
            && let Some(saved) = self.saved.recall(key, &fingerprint, now)?
        {
            return Ok(Outcome::replayed(saved));
        }
        if let Action::Create { expires_at, .. } = call.action {
            check_expiry(expires_at, now)?;
        }
        let outcome = self.carry_out(&principal, call, refused, now);
        if let Some(key) = key {
            self.saved.save(key, SavedEntry { fingerprint, answer: outcome.to_save(request_id), at: now });
        }
        Ok(outcome)
    }

    /// The endpoint's execution, or the failure that a test put in its place.
    fn carry_out(&mut self, principal: &Principal, call: Call, refused: Option<&Refused>, now: UnixSeconds) -> Outcome {
        let saved = refused.filter(|refused| refused.save_answer);
        let failure = saved.map(|refused| Outcome::refused(&refused.error(principal.is_backend())));
        if saved.is_some_and(|refused| !refused.after_applying)
            && let Some(failure) = failure
        {
            return failure;
        }
        let outcome = match self.execute(principal, call, now) {
            Ok(body) => Outcome::done(body),
            Err(error) => Outcome::refused(&error),
        };
        failure.unwrap_or(outcome)
    }

    fn execute(&mut self, principal: &Principal, call: Call, now: UnixSeconds) -> Result<String, ApiError> {
        let Call { scope, action, with_payload } = call;
        let mut shelf = self.store.open(Spot::of(principal, &scope), now);
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
    let parameters = leaves(form);
    Fingerprint::new(path, parameters.iter().map(|(name, value)| (name.as_str(), *value)))
}
