//! What is stored, as JSON has it.

use super::DEFAULT_APP;
use crate::clock::{Clock, UnixSeconds};
use crate::emulator::Emulator;
use crate::idempotency::{Entry, OwnedKey};
use crate::ids::Ids;
use crate::scope::Scope;
use crate::secret::Secret;
use crate::store::Store;
use crate::tree::Tree;
use std::collections::BTreeMap;

/// Whether of each secret only what a reader wants is written, or all that makes it what it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    Readable,
    Whole,
}

/// An account in one mode.
#[derive(Default)]
struct Mode<'a> {
    account: Option<Tree>,
    users: BTreeMap<&'a str, Tree>,
}

type Accounts<'a> = BTreeMap<&'a str, BTreeMap<bool, Mode<'a>>>;

/// What is stored at `now`, for people and for [`super::State::read`].
pub fn state(store: &Store, now: UnixSeconds) -> Tree {
    object([secrets(store, now, Detail::Readable)])
}

/// What is stored at `now`, and all that decides about answers to come.
pub fn snapshot(emulator: &Emulator, now: UnixSeconds) -> Tree {
    let saved = emulator.saved.entries(now).map(|(key, entry)| saved_answer(key, entry)).collect();
    object([
        secrets(&emulator.store, now, Detail::Whole),
        ("clock", clock(&emulator.clock)),
        ("ids", ids(&emulator.ids)),
        ("idempotency", Tree::List(saved)),
    ])
}

/// `accounts`, or `apps` where there is another than the usual one.
fn secrets(store: &Store, now: UnixSeconds, detail: Detail) -> (&'static str, Tree) {
    let mut apps: BTreeMap<&str, Accounts<'_>> = BTreeMap::new();
    for (spot, secrets) in store.scopes(now) {
        let accounts = apps.entry(&spot.app).or_default();
        let mode = accounts.entry(&spot.account).or_default().entry(spot.livemode).or_default();
        let secrets = scope(&secrets, detail);
        match &spot.scope {
            Scope::Account => mode.account = Some(secrets),
            Scope::User(user) => drop(mode.users.insert(user, secrets)),
        }
    }
    if apps.keys().any(|app| *app != DEFAULT_APP) {
        let app = |(name, accounts)| (name, object([("accounts", accounts_tree(accounts))]));
        ("apps", object(apps.into_iter().map(app)))
    } else {
        ("accounts", accounts_tree(apps.remove(DEFAULT_APP).unwrap_or_default()))
    }
}

fn accounts_tree(accounts: Accounts<'_>) -> Tree {
    object(accounts.into_iter().map(|(name, modes)| {
        let mut modes: Vec<Tree> = modes.into_iter().map(|(livemode, mode)| mode_tree(livemode, mode)).collect();
        let only = if modes.len() == 1 { modes.pop() } else { None };
        (name, only.unwrap_or(Tree::List(modes)))
    }))
}

fn mode_tree(livemode: bool, mode: Mode<'_>) -> Tree {
    let users = (!mode.users.is_empty()).then(|| object(mode.users));
    let members = [("livemode", livemode.then_some(Tree::Flag(true))), ("account", mode.account), ("users", users)];
    object(members.into_iter().filter_map(|(name, value)| Some((name, value?))))
}

fn scope(secrets: &[&Secret], detail: Detail) -> Tree {
    object((0_i64..).zip(secrets).map(|(place, secret)| (secret.name.as_str(), secret_tree(secret, place, detail))))
}

fn secret_tree(secret: &Secret, place: i64, detail: Detail) -> Tree {
    let payload = Tree::from(secret.payload.reveal());
    if detail == Detail::Readable && secret.expires_at.is_none() {
        return payload;
    }
    let mut members = vec![("payload", payload)];
    members.extend(secret.expires_at.map(|end| ("expires_at", end.into())));
    if detail == Detail::Whole {
        members.extend([
            ("id", secret.id.as_str().into()),
            ("created", secret.created.into()),
            ("place", place.into()),
        ]);
    }
    object(members)
}

fn clock(clock: &Clock) -> Tree {
    match clock.stands_at() {
        Some(time) => object([("frozen_at", time.into())]),
        None => object([("ahead", clock.ahead().into())]),
    }
}

/// As text: JSON's numbers are exact up to 53 bits.
fn ids(ids: &Ids) -> Tree {
    let issued = i64::try_from(ids.issued).unwrap_or(i64::MAX);
    object([("state", format!("{:x}", ids.state).as_str().into()), ("issued", issued.into())])
}

fn saved_answer(key: &OwnedKey, entry: &Entry) -> Tree {
    object([
        ("app", key.app.as_str().into()),
        ("account", key.account.as_str().into()),
        ("livemode", Tree::Flag(key.livemode)),
        ("key", key.key.as_str().into()),
        ("path", entry.fingerprint.path.as_str().into()),
        ("digest", format!("{:x}", entry.fingerprint.digest).as_str().into()),
        ("at", entry.at.into()),
        ("status", i64::from(entry.answer.status).into()),
        ("body", entry.answer.body.as_str().into()),
        ("error_code", entry.answer.error_code.as_deref().map_or(Tree::Null, Tree::from)),
        ("request_id", entry.answer.request_id.as_str().into()),
    ])
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, Tree)>) -> Tree {
    Tree::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
