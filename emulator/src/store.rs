//! The secrets, and the rules of storing them.
//!
//! Source: Stripe's guide "Store secret credentials and tokens": ten secrets a scope,
//! unique names, expiry not in the past and at most 100 years ahead. What Stripe does to
//! id and `created` when a secret is replaced is not documented: here both stay, so that a
//! secret keeps its place in a list and a cursor its meaning.

use crate::clock::{DAY, UnixSeconds};
use crate::error::ApiError;
use crate::params::Listing;
use crate::principal::Principal;
use crate::scope::Scope;
use crate::secret::{Payload, Secret};
use std::collections::BTreeMap;

/// Secrets in one scope, at most.
pub const MOST_SECRETS: usize = 10;
/// A hundred years of 365.25 days.
const MOST_AHEAD: UnixSeconds = 36_525 * DAY;

/// One scope of one app on one account in one mode.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Whose secrets.
    pub app: String,
    /// Where the app is installed.
    pub account: String,
    /// Live mode's, or test mode's.
    pub livemode: bool,
    /// The account's, or a user's.
    pub scope: Scope,
}

impl Spot {
    /// What `principal` means by `scope`.
    pub fn of(principal: &Principal, scope: &Scope) -> Self {
        Self {
            app: principal.app().into(),
            account: principal.account().into(),
            livemode: principal.livemode(),
            scope: scope.clone(),
        }
    }
}

/// Every secret of every app. Its callers have checked who may reach what.
#[derive(Debug, Default)]
pub struct Store {
    /// Oldest first; a scope without secrets is absent.
    secrets: BTreeMap<Spot, Vec<Secret>>,
    /// As many scopes as may be there before all of them are swept.
    swept_at: usize,
}

/// One page of a list, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The secrets of the page.
    pub secrets: Vec<Secret>,
    /// Whether more lie beyond it, in the direction of the paging.
    pub has_more: bool,
}

/// The scope that one request is about, without what has expired.
pub struct Shelf<'a> {
    secrets: &'a mut BTreeMap<Spot, Vec<Secret>>,
    spot: Spot,
    now: UnixSeconds,
}

/// Fewer scopes are not worth a sweep.
const FEW_SCOPES: usize = 64;

impl Store {
    /// Opens a scope for one request and removes what has expired in it.
    pub fn open(&mut self, spot: Spot, now: UnixSeconds) -> Shelf<'_> {
        if self.secrets.len() > self.swept_at.max(FEW_SCOPES) {
            self.sweep(now);
        }
        let empty = self.secrets.get_mut(&spot).is_some_and(|kept| {
            kept.retain(|secret| !secret.is_expired(now));
            kept.is_empty()
        });
        if empty {
            self.secrets.remove(&spot);
        }
        Shelf { secrets: &mut self.secrets, spot, now }
    }

    /// Every scope that holds something at `now`, by app, account, mode and scope; its secrets oldest first.
    pub fn scopes(&self, now: UnixSeconds) -> impl Iterator<Item = (&Spot, Vec<&Secret>)> {
        let living = self
            .secrets
            .iter()
            .map(move |(spot, kept)| (spot, kept.iter().filter(|secret| !secret.is_expired(now)).collect::<Vec<_>>()));
        living.filter(|(_, living)| !living.is_empty())
    }

    /// Puts a secret behind those of its scope, as it is. Whoever calls has checked it.
    pub fn push(&mut self, spot: Spot, secret: Secret) {
        self.secrets.entry(spot).or_default().push(secret);
    }

    /// Removes all that has expired. As it comes only when the scopes have doubled, each request pays a share that does
    /// not grow with them.
    fn sweep(&mut self, now: UnixSeconds) {
        self.secrets.retain(|_, kept| {
            kept.retain(|secret| !secret.is_expired(now));
            !kept.is_empty()
        });
        self.swept_at = self.secrets.len().saturating_mul(2);
    }
}

/// Whether `expires_at` may be set at `now`.
///
/// # Errors
/// It lies in the past, or more than 100 years ahead.
pub fn check_expiry(expires_at: Option<UnixSeconds>, now: UnixSeconds) -> Result<(), ApiError> {
    match expires_at {
        Some(end) if end < now => Err(ApiError::expires_in_past()),
        Some(end) if end.saturating_sub(now) > MOST_AHEAD => Err(ApiError::expires_too_late()),
        _ => Ok(()),
    }
}

impl Shelf<'_> {
    /// Creates a secret, or replaces the payload and expiry of the one of that name.
    ///
    /// # Errors
    /// The scope is full and holds none of that name.
    pub fn set(
        &mut self,
        name: &str,
        payload: Payload,
        expires_at: Option<UnixSeconds>,
        new_id: impl FnOnce() -> String,
    ) -> Result<Secret, ApiError> {
        let kept = self.secrets.entry(self.spot.clone()).or_default();
        if let Some(kept) = kept.iter_mut().find(|secret| secret.name == name) {
            kept.payload = payload;
            kept.expires_at = expires_at;
            return Ok(kept.clone());
        }
        if kept.len() >= MOST_SECRETS {
            return Err(ApiError::scope_full(MOST_SECRETS));
        }
        let secret = Secret { id: new_id(), name: name.into(), payload, created: self.now, expires_at };
        kept.push(secret.clone());
        Ok(secret)
    }

    /// The secret of that name.
    ///
    /// # Errors
    /// There is no such secret, or it has expired.
    pub fn find(&self, name: &str) -> Result<Secret, ApiError> {
        let found = self.secrets_here().iter().find(|secret| secret.name == name);
        found.cloned().ok_or_else(|| ApiError::no_such_secret(name))
    }

    /// Removes the secret of that name and returns it.
    ///
    /// # Errors
    /// There is no such secret, or it has expired.
    pub fn delete(&mut self, name: &str) -> Result<Secret, ApiError> {
        let found = self.find(name)?;
        if let Some(kept) = self.secrets.get_mut(&self.spot) {
            kept.retain(|secret| secret.name != name);
            if kept.is_empty() {
                self.secrets.remove(&self.spot);
            }
        }
        Ok(found)
    }

    fn secrets_here(&self) -> &[Secret] {
        self.secrets.get(&self.spot).map_or(&[], Vec::as_slice)
    }

    /// One page, newest first.
    ///
    /// # Errors
    /// A cursor is not the id of a secret of this scope, or both are given.
    pub fn list(&self, listing: &Listing) -> Result<Page, ApiError> {
        let newest_first: Vec<&Secret> = self.secrets_here().iter().rev().collect();
        let after = position(&newest_first, "starting_after", listing.starting_after.as_deref())?;
        let before = position(&newest_first, "ending_before", listing.ending_before.as_deref())?;
        match (after, before) {
            (Some(_), Some(_)) => Err(ApiError::both_cursors()),
            (None, Some(before)) => Ok(Page::ending(newest_first.get(..before).unwrap_or_default(), listing.limit)),
            (Some(after), None) => {
                Ok(Page::beginning(newest_first.get(after + 1..).unwrap_or_default(), listing.limit))
            }
            (None, None) => Ok(Page::beginning(&newest_first, listing.limit)),
        }
    }
}

/// Where the secret of id `cursor` stands.
fn position(secrets: &[&Secret], param: &str, cursor: Option<&str>) -> Result<Option<usize>, ApiError> {
    let Some(id) = cursor else { return Ok(None) };
    let place = secrets.iter().position(|secret| secret.id == id);
    place.map(Some).ok_or_else(|| ApiError::no_such_cursor(param, id))
}

impl Page {
    /// The first `limit` of `secrets`: paging forwards.
    fn beginning(secrets: &[&Secret], limit: usize) -> Self {
        let page = secrets.iter().take(limit).map(|&secret| secret.clone()).collect();
        Self { secrets: page, has_more: secrets.len() > limit }
    }

    /// The last `limit` of `secrets`: paging backwards.
    fn ending(secrets: &[&Secret], limit: usize) -> Self {
        let skipped = secrets.len().saturating_sub(limit);
        let page = secrets.iter().skip(skipped).map(|&secret| secret.clone()).collect();
        Self { secrets: page, has_more: skipped > 0 }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const NOW: UnixSeconds = 1_000;

    fn session() -> Principal {
        Principal::extension("app", "acct_example", "usr_example", false)
    }

    fn open<'a>(store: &'a mut Store, principal: &Principal, scope: &Scope, now: UnixSeconds) -> Shelf<'a> {
        store.open(Spot::of(principal, scope), now)
    }

    fn put(store: &mut Store, principal: &Principal, scope: &Scope, name: &str) -> Result<Secret, ApiError> {
        let id = format!("appsecret_{}_{name}", principal.app());
        open(store, principal, scope, NOW).set(name, Payload::new(format!("payload of {name}")), None, || id)
    }

    fn page(limit: usize, starting_after: Option<&str>, ending_before: Option<&str>) -> Listing {
        Listing { limit, starting_after: starting_after.map(Into::into), ending_before: ending_before.map(Into::into) }
    }

    fn filled(count: usize) -> Store {
        let mut store = Store::default();
        for n in 0..count {
            put(&mut store, &session(), &Scope::Account, &n.to_string()).unwrap();
        }
        store
    }

    fn names(page: &Page) -> Vec<&str> {
        page.secrets.iter().map(|secret| secret.name.as_str()).collect()
    }

    #[test]
    fn an_eleventh_secret_is_refused_until_one_is_deleted() {
        let mut store = filled(10);
        let scope = Scope::Account;
        assert_eq!(put(&mut store, &session(), &scope, "x").unwrap_err().status(), 400);
        assert!(put(&mut store, &session(), &scope, "3").is_ok(), "replacing needs no room");
        assert!(put(&mut store, &session(), &Scope::User("usr_example".into()), "x").is_ok(), "another scope has room");
        open(&mut store, &session(), &scope, NOW).delete("3").unwrap();
        assert!(put(&mut store, &session(), &scope, "x").is_ok());
    }

    #[test]
    fn an_expired_secret_makes_room_and_is_found_nowhere() {
        let mut store = filled(9);
        let scope = Scope::Account;
        let mut shelf = open(&mut store, &session(), &scope, NOW);
        let id = shelf.set("short", Payload::new("p".into()), Some(NOW + 5), || "appsecret_short".into()).unwrap().id;
        assert!(open(&mut store, &session(), &scope, NOW + 5).find("short").is_ok());
        let mut later = open(&mut store, &session(), &scope, NOW + 6);
        assert_eq!(later.find("short").unwrap_err().status(), 404);
        assert_eq!(later.delete("short").unwrap_err().status(), 404);
        assert_eq!(later.list(&page(100, None, None)).unwrap().secrets.len(), 9);
        assert!(later.list(&page(1, Some(&id), None)).is_err());
        assert!(later.set("new", Payload::new("p".into()), None, || "appsecret_new".into()).is_ok());
    }

    #[test]
    fn replacing_keeps_id_place_and_creation_and_forgets_the_old_expiry() {
        let mut store = Store::default();
        let mut shelf = open(&mut store, &session(), &Scope::Account, NOW);
        let first = shelf.set("n", Payload::new("old".into()), Some(NOW + 50), || "appsecret_1".into()).unwrap();
        shelf.set("m", Payload::new("p".into()), None, || "appsecret_2".into()).unwrap();
        let mut later = open(&mut store, &session(), &Scope::Account, NOW + 9);
        let second = later.set("n", Payload::new("new".into()), None, || "appsecret_3".into()).unwrap();
        assert_eq!((&second.id, second.created), (&first.id, NOW));
        assert_eq!((second.payload, second.expires_at), (Payload::new("new".into()), None));
        assert_eq!(names(&later.list(&page(10, None, None)).unwrap()), ["m", "n"]);
    }

    #[test]
    fn an_expired_name_starts_anew() {
        let mut store = Store::default();
        open(&mut store, &session(), &Scope::Account, NOW)
            .set("n", Payload::new("p".into()), Some(NOW), || "appsecret_1".into())
            .unwrap();
        let again =
            open(&mut store, &session(), &Scope::Account, NOW + 1)
                .set("n", Payload::new("p".into()), None, || "appsecret_2".into());
        assert_eq!(again.unwrap().id, "appsecret_2");
    }

    #[test]
    fn apps_accounts_users_scopes_and_modes_share_nothing() {
        let user = |name: &str| Scope::User(name.into());
        let places = [
            (Principal::backend("app_a", "acct_a", false), Scope::Account),
            (Principal::backend("app_b", "acct_a", false), Scope::Account),
            (Principal::backend("app_a", "acct_b", false), Scope::Account),
            (Principal::backend("app_a", "acct_a", true), Scope::Account),
            (Principal::backend("app_a", "acct_a", false), user("usr_a")),
            (Principal::backend("app_a", "acct_a", false), user("usr_b")),
        ];
        for (place, (principal, scope)) in places.iter().enumerate() {
            let mut store = Store::default();
            put(&mut store, principal, scope, "n").unwrap();
            for (other, (principal, scope)) in places.iter().enumerate() {
                assert_eq!(
                    open(&mut store, principal, scope, NOW).find("n").is_ok(),
                    place == other,
                    "{place} seen from {other}"
                );
            }
        }
    }

    #[test]
    fn pages_run_newest_first_in_both_directions() {
        let mut store = filled(5);
        let shelf = open(&mut store, &session(), &Scope::Account, NOW);
        let list = |limit, after, before| shelf.list(&page(limit, after, before)).unwrap();
        let all = list(10, None, None);
        assert_eq!((names(&all), all.has_more), (vec!["4", "3", "2", "1", "0"], false));
        let first = list(2, None, None);
        assert_eq!((names(&first), first.has_more), (vec!["4", "3"], true));
        let next = list(2, Some("appsecret_app_3"), None);
        assert_eq!((names(&next), next.has_more), (vec!["2", "1"], true));
        let last = list(2, Some("appsecret_app_1"), None);
        assert_eq!((names(&last), last.has_more), (vec!["0"], false));
        let exact = list(2, Some("appsecret_app_2"), None);
        assert_eq!((names(&exact), exact.has_more), (vec!["1", "0"], false));
        let back = list(2, None, Some("appsecret_app_1"));
        assert_eq!((names(&back), back.has_more), (vec!["3", "2"], true));
        let start = list(2, None, Some("appsecret_app_2"));
        assert_eq!((names(&start), start.has_more), (vec!["4", "3"], false));
        assert_eq!(list(2, None, Some("appsecret_app_4")).secrets, []);
    }

    #[test]
    fn a_cursor_reveals_nothing_of_another_scope() {
        let mut store = filled(2);
        let mut elsewhere = open(&mut store, &session(), &Scope::User("usr_example".into()), NOW);
        elsewhere.set("mine", Payload::new("p".into()), None, || "appsecret_mine".into()).unwrap();
        let foreign = elsewhere.list(&page(1, Some("appsecret_app_0"), None)).unwrap_err();
        let unknown = elsewhere.list(&page(1, Some("appsecret_app_9"), None)).unwrap_err();
        assert_eq!(foreign.status(), 400);
        assert_eq!(foreign.body().replace("app_0", ""), unknown.body().replace("app_9", ""));
        assert_eq!(
            elsewhere.list(&page(1, Some("appsecret_mine"), Some("appsecret_mine"))).unwrap_err(),
            ApiError::both_cursors()
        );
    }

    #[test]
    fn an_expiry_is_between_now_and_a_hundred_years() {
        assert!(check_expiry(None, NOW).is_ok());
        assert!(check_expiry(Some(NOW), NOW).is_ok());
        assert!(check_expiry(Some(NOW - 1), NOW).is_err());
        assert!(check_expiry(Some(NOW + MOST_AHEAD), NOW).is_ok());
        assert!(check_expiry(Some(NOW + MOST_AHEAD + 1), NOW).is_err());
        assert!(check_expiry(Some(i64::MAX), NOW).is_err());
        assert!(check_expiry(Some(i64::MIN), NOW).is_err());
    }

    #[test]
    fn a_scope_is_opened_as_fast_among_many_as_among_few() {
        let scope = |n: usize| Scope::User(n.to_string());
        let time = |known: usize| {
            let mut store = Store::default();
            (0..known).for_each(|n| drop(put(&mut store, &session(), &scope(n), "n").unwrap()));
            let started = std::time::Instant::now();
            assert!((0..200).all(|n| open(&mut store, &session(), &scope(n), NOW).find("n").is_ok()));
            started.elapsed()
        };
        let (few, many) = (time(200), time(20_000));
        assert!(many < few * 20, "200 scopes took {few:?} among few and {many:?} among many");
    }

    #[test]
    fn scopes_that_were_only_looked_at_or_have_expired_leave_nothing_behind() {
        let mut store = Store::default();
        for n in 0..1_000 {
            let mut shelf = open(&mut store, &session(), &Scope::User(n.to_string()), NOW + n);
            assert!(shelf.find("n").is_err());
            shelf.set("n", Payload::new("p".into()), Some(NOW + n), || n.to_string()).unwrap();
        }
        assert!(store.secrets.len() < 200, "{} scopes are kept", store.secrets.len());
    }
}
