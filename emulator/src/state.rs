//! What is stored, in and out: seed files, `state` in tests, snapshots.
//!
//! ```json
//! { "accounts": { "acct_1": { "livemode": false,
//!     "account": { "name": "payload" },
//!     "users": { "usr_1": { "name": { "payload": "payload", "expires_at": 1893456000 } } } } } }
//! ```
//!
//! is for one app, [`DEFAULT_APP`]; `{ "apps": { "com.example": { "accounts": … } } }` for several. An account with
//! secrets in both modes is a list of two such objects. A snapshot is a state, and more: of each secret its `id`, time of
//! creation (`created`) and `place` in its scope, and besides them `clock`, `ids` and `idempotency`.

mod read;
mod write;

use crate::clock::{Clock, UnixSeconds};
use crate::emulator::Emulator;
use crate::fault::Fault;
use crate::idempotency::{Entry, OwnedKey, SavedAnswers};
use crate::ids::Ids;
use crate::secret::{Payload, Secret};
use crate::store::{Spot, Store};
use crate::tree::Tree;

/// The app whose secrets a state holds that names none.
pub const DEFAULT_APP: &str = "app";

/// A state that has been checked.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The oldest of each scope first.
    secrets: Vec<Stored>,
    /// Only of a snapshot.
    clock: Option<Clock>,
    ids: Option<Ids>,
    saved: Vec<(OwnedKey, Entry)>,
}

/// A secret of a state.
#[derive(Debug, Clone)]
struct Stored {
    spot: Spot,
    name: String,
    payload: Payload,
    expires_at: Option<UnixSeconds>,
    id: Option<String>,
    created: Option<UnixSeconds>,
}

impl State {
    /// Reads a state out of JSON text.
    ///
    /// # Errors
    /// It is not a state. The fault says where, and repeats no payload.
    pub fn from_json(text: &[u8]) -> Result<Self, Fault> {
        Self::read(&Tree::from_json(text, "state")?)
    }

    /// Whether it is a snapshot, a point in time.
    pub fn is_snapshot(&self) -> bool {
        self.ids.is_some()
    }

    /// The same secrets under a clock of one's own.
    pub fn without_clock(self) -> Self {
        Self { clock: None, ..self }
    }
}

impl Emulator {
    /// What is stored, as a state.
    pub fn state(&self, real: UnixSeconds) -> Tree {
        write::state(&self.store, self.now(real))
    }

    /// What is stored and what decides about answers to come: a point in time, to go back to.
    pub fn snapshot(&self, real: UnixSeconds) -> Tree {
        write::snapshot(self, self.now(real))
    }

    /// Makes a state the present one. Other secrets and saved answers are forgotten; a snapshot brings its own, and its
    /// clock and ids. Tokens, requests and scripted failures stay.
    pub fn set_state(&mut self, state: State, real: UnixSeconds) {
        self.clock = state.clock.unwrap_or_else(|| self.clock.clone());
        self.ids = state.ids.unwrap_or_else(|| self.ids.clone());
        let now = self.now(real);
        self.store = Store::default();
        for stored in state.secrets {
            let secret = Secret {
                id: stored.id.unwrap_or_else(|| self.ids.next("appsecret_", 30)),
                name: stored.name,
                payload: stored.payload,
                created: stored.created.unwrap_or(now),
                expires_at: stored.expires_at,
            };
            self.store.push(stored.spot, secret);
        }
        self.saved = SavedAnswers::default();
        for (key, entry) in state.saved {
            self.saved.save(key, entry);
        }
    }
}
