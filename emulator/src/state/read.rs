//! A state out of JSON, or of JavaScript's values.

use super::{DEFAULT_APP, State, Stored};
use crate::clock::{Clock, UnixSeconds};
use crate::fault::Fault;
use crate::idempotency::{Entry, Fingerprint, OwnedKey, Saved};
use crate::ids::Ids;
use crate::node::{Members, Node};
use crate::scope::Scope;
use crate::secret::Payload;
use crate::store::{MOST_SECRETS, Spot};
use crate::tree::Tree;
use std::collections::BTreeSet;

/// The last second of the year 9999: whatever is later was counted in milliseconds.
const LAST_SECOND: UnixSeconds = 253_402_300_799;

impl State {
    /// Reads a state or a snapshot.
    ///
    /// # Errors
    /// It is not a state. The fault says where, and repeats no payload.
    pub fn read(tree: &Tree) -> Result<Self, Fault> {
        let node = Node::root(tree, "state");
        let members = node.known_members(&["accounts", "apps", "clock", "ids", "idempotency"])?;
        let mut state = Self {
            clock: members.get("clock").map(|node| clock(&node)).transpose()?,
            ids: members.get("ids").map(|node| ids(&node)).transpose()?,
            ..Self::default()
        };
        match (members.get("accounts"), members.get("apps")) {
            (Some(accounts), None) => state.read_accounts(&accounts, DEFAULT_APP)?,
            (None, Some(apps)) => state.read_apps(&apps)?,
            (None, None) => return Err(node.fault("must have accounts, or apps for several apps")),
            (Some(_), Some(_)) => return Err(node.fault("must have either accounts or apps")),
        }
        if let Some(saved) = members.get("idempotency") {
            state.saved = saved.elements()?.iter().map(saved_answer).collect::<Result<_, _>>()?;
        }
        Ok(state)
    }

    fn read_apps(&mut self, node: &Node<'_>) -> Result<(), Fault> {
        for (app, node) in node.members()? {
            node.check_length(app)?;
            match node.known_members(&["accounts"])?.get("accounts") {
                Some(accounts) => self.read_accounts(&accounts, app)?,
                None => return Err(node.fault("must have accounts")),
            }
        }
        Ok(())
    }

    fn read_accounts(&mut self, node: &Node<'_>, app: &str) -> Result<(), Fault> {
        for (account, node) in node.members()? {
            node.check_length(account)?;
            let modes = if node.is_list() { node.elements()? } else { vec![node] };
            let mut seen = BTreeSet::new();
            for mode in modes {
                let livemode = self.read_mode(&mode, app, account)?;
                if !seen.insert(livemode) {
                    return Err(mode.fault("must have another livemode than the one before"));
                }
            }
        }
        Ok(())
    }

    /// An account in one mode, which is returned.
    fn read_mode(&mut self, node: &Node<'_>, app: &str, account: &str) -> Result<bool, Fault> {
        let members = node.known_members(&["livemode", "account", "users"])?;
        let livemode = members.flag("livemode")?;
        let spot = |scope| Spot { app: app.into(), account: account.into(), livemode, scope };
        if let Some(secrets) = members.get("account") {
            self.read_scope(&secrets, &spot(Scope::Account))?;
        }
        if let Some(users) = members.get("users") {
            for (user, secrets) in users.members()? {
                secrets.check_length(user)?;
                self.read_scope(&secrets, &spot(Scope::User(user.into())))?;
            }
        }
        Ok(livemode)
    }

    fn read_scope(&mut self, node: &Node<'_>, spot: &Spot) -> Result<(), Fault> {
        let members = node.members()?;
        if members.len() > MOST_SECRETS {
            return Err(node.fault(format!("must hold at most {MOST_SECRETS} secrets")));
        }
        let mut placed = Vec::new();
        for (name, node) in members {
            node.check_length(name)?;
            placed.push(stored(&node, name, spot)?);
        }
        placed.sort_by_key(|(place, _)| *place);
        self.secrets.extend(placed.into_iter().map(|(_, stored)| stored));
        Ok(())
    }
}

/// A secret, and its place in the scope.
fn stored(node: &Node<'_>, name: &str, spot: &Spot) -> Result<(i64, Stored), Fault> {
    let bare = |payload: &str| Stored {
        spot: spot.clone(),
        name: name.into(),
        payload: Payload::new(payload.into()),
        expires_at: None,
        id: None,
        created: None,
    };
    if node.is_text() {
        return Ok((i64::MAX, bare(node.text()?)));
    }
    if !node.is_object() {
        return Err(node.fault("must be a payload, or an object with payload and expires_at"));
    }
    let secret = node.known_members(&["payload", "expires_at", "id", "created", "place"])?;
    let Some(payload) = secret.text("payload")? else { return Err(node.fault("must have a payload")) };
    let whole = Stored {
        expires_at: seconds(&secret, "expires_at")?,
        id: secret.text("id")?.map(str::to_owned),
        created: seconds(&secret, "created")?,
        ..bare(payload)
    };
    let place = secret.get("place").map(|place| place.whole(0, i64::MAX)).transpose()?;
    Ok((place.unwrap_or(i64::MAX), whole))
}

fn seconds(members: &Members<'_>, name: &str) -> Result<Option<UnixSeconds>, Fault> {
    let Some(node) = members.get(name) else { return Ok(None) };
    let time = node.whole(0, i64::MAX).map_err(|_| node.fault("must be a time in Unix seconds"))?;
    if time > LAST_SECOND {
        return Err(node.fault("must be a time in Unix seconds, not milliseconds"));
    }
    Ok(Some(time))
}

fn clock(node: &Node<'_>) -> Result<Clock, Fault> {
    let members = node.known_members(&["frozen_at", "ahead"])?;
    match (seconds(&members, "frozen_at")?, members.get("ahead")) {
        (Some(time), None) => Ok(Clock::frozen_at(time)),
        (None, Some(ahead)) => Ok(Clock::running(ahead.whole(i64::MIN, i64::MAX)?)),
        _ => Err(node.fault("must have either frozen_at or ahead")),
    }
}

fn ids(node: &Node<'_>) -> Result<Ids, Fault> {
    let members = node.known_members(&["state", "issued"])?;
    let state = members.get("state").and_then(|it| u64::from_str_radix(it.any_text().ok()?, 16).ok());
    let issued = members.get("issued").and_then(|it| u64::try_from(it.whole(0, i64::MAX).ok()?).ok());
    match (state, issued) {
        (Some(state), Some(issued)) => Ok(Ids { state, issued }),
        _ => Err(node.fault("must be as a snapshot has it")),
    }
}

fn saved_answer(node: &Node<'_>) -> Result<(OwnedKey, Entry), Fault> {
    saved_answer_of(node)?.ok_or_else(|| node.fault("must be as a snapshot has it"))
}

fn saved_answer_of(node: &Node<'_>) -> Result<Option<(OwnedKey, Entry)>, Fault> {
    let members = node.known_members(&[
        "app",
        "account",
        "livemode",
        "key",
        "path",
        "digest",
        "at",
        "status",
        "body",
        "error_code",
        "request_id",
    ])?;
    let text = |name| members.get(name).map(|node| node.any_text().map(str::to_owned)).transpose();
    let status = members.get("status").map(|status| status.whole(200, 599)).transpose()?;
    let whole = (|| -> Option<_> {
        let owned = |name| text(name).ok().flatten();
        let key = OwnedKey {
            app: owned("app")?,
            account: owned("account")?,
            livemode: members.flag("livemode").ok()?,
            key: owned("key")?,
        };
        let digest = u128::from_str_radix(&owned("digest")?, 16).ok()?;
        let answer = Saved {
            status: u16::try_from(status?).ok()?,
            body: owned("body")?,
            error_code: owned("error_code"),
            request_id: owned("request_id")?,
        };
        let at = seconds(&members, "at").ok()??;
        Some((key, Entry { fingerprint: Fingerprint { path: owned("path")?, digest }, answer, at }))
    })();
    Ok(whole)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn fault(text: &str) -> String {
        State::from_json(text.as_bytes()).unwrap_err().to_string()
    }

    fn fault_in_account(secrets: &str) -> String {
        fault(&format!(r#"{{"accounts": {{"acct_1": {{"users": {{"usr_1": {secrets}}}}}}}}}"#))
    }

    #[test]
    fn an_error_names_the_invalid_member() {
        for (text, expected) in [
            ("[]", "state: must be an object"),
            ("{}", "state: must have accounts, or apps for several apps"),
            (r#"{"accounts": {}, "apps": {}}"#, "state: must have either accounts or apps"),
            (r#"{"acounts": {}}"#, "acounts: is not known here: there are accounts, apps, clock, ids, idempotency"),
            (r#"{"accounts": {"acct_1": []}, "apps": 1}"#, "state: must have either accounts or apps"),
            (r#"{"accounts": {"": {}}}"#, "accounts[\"\"]: must not be empty"),
            (r#"{"accounts": {"acct_1": "x"}}"#, "accounts.acct_1: must be an object"),
            (r#"{"accounts": {"acct_1": {"livemode": 1}}}"#, "accounts.acct_1.livemode: must be true or false"),
            (
                r#"{"accounts": {"acct_1": [{}, {"livemode": false}]}}"#,
                "accounts.acct_1[1]: must have another livemode than the one before",
            ),
            (r#"{"apps": {"com.example": {}}}"#, "apps[\"com.example\"]: must have accounts"),
            (r#"{"accounts": {}, "clock": {}}"#, "clock: must have either frozen_at or ahead"),
            (r#"{"accounts": {}, "ids": {"state": "x"}}"#, "ids: must be as a snapshot has it"),
            (r#"{"accounts": {}, "idempotency": [{}]}"#, "idempotency[0]: must be as a snapshot has it"),
        ] {
            assert_eq!(fault(text), expected, "{text}");
        }
    }

    #[test]
    fn a_wrong_secret_is_named_and_its_payload_is_not() {
        let at = "accounts.acct_1.users.usr_1.n";
        for (secret, expected) in [
            ("5", "must be a payload, or an object with payload and expires_at"),
            (r#""""#, "must not be empty"),
            ("{}", "must have a payload"),
            (r#"{"payload": ["payload-placeholder"]}"#, ".payload: must be a text"),
            (r#"{"payload": "p", "expires_at": "payload-placeholder"}"#, ".expires_at: must be a time in Unix seconds"),
            (
                r#"{"payload": "p", "expires_at": 1893456000000}"#,
                ".expires_at: must be a time in Unix seconds, not milliseconds",
            ),
        ] {
            let fault = fault_in_account(&format!(r#"{{"n": {secret}}}"#));
            let rest = fault.strip_prefix(at).unwrap();
            assert_eq!(rest.trim_start_matches(": "), expected, "{secret}");
        }
        let long = fault_in_account(&format!(r#"{{"n": "{}"}}"#, "x".repeat(5_001)));
        assert_eq!(long, format!("{at}: must have at most 5000 characters"));
    }

    #[test]
    fn a_payload_in_the_place_of_a_name_is_not_repeated() {
        let fault = fault_in_account(r#"{"n": {"payload": "p", "sk_placeholder_0123456789": 1}}"#);
        assert!(fault.starts_with("accounts.acct_1.users.usr_1.n: has a member that is not known"), "{fault}");
        assert!(!fault.contains("placeholder"), "{fault}");
    }

    #[test]
    fn an_eleventh_secret_is_refused() {
        let secrets: Vec<String> = (0..11).map(|n| format!(r#""n{n}": "p""#)).collect();
        let fault = fault_in_account(&format!("{{{}}}", secrets.join(",")));
        assert_eq!(fault, "accounts.acct_1.users.usr_1: must hold at most 10 secrets");
    }
}
