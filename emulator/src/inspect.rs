//! What a test sees and does past any client: every secret with its payload, and secrets set and removed.

use crate::clock::UnixSeconds;
use crate::emulator::Emulator;
use crate::fault::{Fault, Place};
use crate::node::{Members, Node};
use crate::scope::Scope;
use crate::secret::{Payload, Secret};
use crate::state::DEFAULT_APP;
use crate::store::{Spot, check_expiry};
use crate::tree::Tree;
use serde::Serialize;

/// A secret with its payload and where it is: Stripe's `apps.secret`, and what a test wants to know besides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    id: String,
    object: &'static str,
    created: UnixSeconds,
    expires_at: Option<UnixSeconds>,
    livemode: bool,
    name: String,
    payload: Payload,
    scope: Scope,
    account: String,
    app: String,
}

impl Told {
    fn of(spot: &Spot, secret: &Secret) -> Self {
        Self {
            id: secret.id.clone(),
            object: "apps.secret",
            created: secret.created,
            expires_at: secret.expires_at,
            livemode: spot.livemode,
            name: secret.name.clone(),
            payload: secret.payload.clone(),
            scope: spot.scope.clone(),
            account: spot.account.clone(),
            app: spot.app.clone(),
        }
    }
}

/// Which secrets; everything that is named must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    app: Option<String>,
    account: Option<String>,
    livemode: Option<bool>,
    is_user: Option<bool>,
    user: Option<String>,
}

impl Filter {
    /// Reads `{ app, account, livemode, type, user }`, all of which may be absent.
    ///
    /// # Errors
    /// A member is unknown or wrong.
    pub fn read(tree: &Tree) -> Result<Self, Fault> {
        let node = Node::root(tree, "filter");
        let members = node.known_members(&["app", "account", "livemode", "type", "user"])?;
        let text = |name| -> Result<Option<String>, Fault> { Ok(members.text(name)?.map(str::to_owned)) };
        Ok(Self {
            app: text("app")?,
            account: text("account")?,
            livemode: members.get("livemode").map(|flag| flag.flag()).transpose()?,
            is_user: members.get("type").map(|kind| kind.choice(&[("account", false), ("user", true)])).transpose()?,
            user: text("user")?,
        })
    }

    fn fits(&self, spot: &Spot) -> bool {
        let user = match &spot.scope {
            Scope::Account => None,
            Scope::User(user) => Some(user),
        };
        self.app.as_ref().is_none_or(|app| *app == spot.app)
            && self.account.as_ref().is_none_or(|account| *account == spot.account)
            && self.livemode.is_none_or(|livemode| livemode == spot.livemode)
            && self.is_user.is_none_or(|is_user| is_user == user.is_some())
            && (self.user.is_none() || self.user.as_ref() == user)
    }
}

/// A secret's name and scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    spot: Spot,
    name: String,
}

impl Named {
    /// Reads `{ app, account, livemode, scope, name }`; `app` and `livemode` may be absent.
    ///
    /// # Errors
    /// A member is unknown, missing or wrong.
    pub fn read(tree: &Tree) -> Result<Self, Fault> {
        let node = Node::root(tree, "secret");
        Self::of(&node, &node.known_members(&["app", "account", "livemode", "scope", "name"])?)
    }

    fn of(node: &Node<'_>, members: &Members<'_>) -> Result<Self, Fault> {
        let Some(scope) = members.get("scope") else { return Err(node.fault("must have a scope")) };
        let spot = Spot {
            app: members.text("app")?.unwrap_or(DEFAULT_APP).into(),
            account: required(node, members, "account")?.into(),
            livemode: members.flag("livemode")?,
            scope: read_scope(&scope)?,
        };
        Ok(Self { spot, name: required(node, members, "name")?.into() })
    }
}

/// A secret to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    named: Named,
    payload: Payload,
    expires_at: Option<UnixSeconds>,
}

impl Given {
    /// Reads what [`Named::read`] does, `payload`, and `expires_at` if there is one.
    ///
    /// # Errors
    /// A member is unknown, missing or wrong.
    pub fn read(tree: &Tree) -> Result<Self, Fault> {
        let node = Node::root(tree, "secret");
        let members = node.known_members(&["app", "account", "livemode", "scope", "name", "payload", "expires_at"])?;
        Ok(Self {
            named: Named::of(&node, &members)?,
            payload: Payload::new(required(&node, &members, "payload")?.into()),
            expires_at: members.get("expires_at").map(|end| end.whole(0, i64::MAX)).transpose()?,
        })
    }
}

fn required<'a>(node: &Node<'_>, members: &Members<'a>, name: &str) -> Result<&'a str, Fault> {
    members.text(name)?.ok_or_else(|| node.fault(format!("must have {name}")))
}

fn read_scope(node: &Node<'_>) -> Result<Scope, Fault> {
    let members = node.known_members(&["type", "user"])?;
    let Some(kind) = members.get("type") else { return Err(node.fault("must have type")) };
    match (kind.choice(&[("account", false), ("user", true)])?, members.text("user")?) {
        (false, None) => Ok(Scope::Account),
        (true, Some(user)) => Ok(Scope::User(user.into())),
        (false, Some(_)) => Err(node.fault("must have user only where type is user")),
        (true, None) => Err(node.fault("must have user where type is user")),
    }
}

impl Emulator {
    /// The secrets that match, by app, account, mode and scope; those of a scope oldest first.
    pub fn secrets(&self, filter: &Filter, real: UnixSeconds) -> Vec<Told> {
        let fitting = self.store.scopes(self.now(real)).filter(|(spot, _)| filter.fits(spot));
        fitting.flat_map(|(spot, secrets)| secrets.into_iter().map(|secret| Told::of(spot, secret))).collect()
    }

    /// Creates or replaces a secret.
    ///
    /// # Errors
    /// The scope is full, or the expiry out of bounds.
    pub fn set(&mut self, given: Given, real: UnixSeconds) -> Result<Told, Fault> {
        let now = self.now(real);
        let fault = |error: crate::error::ApiError| Fault::new(Place::root("secret"), error.message());
        check_expiry(given.expires_at, now).map_err(fault)?;
        let Named { spot, name } = given.named;
        let ids = &mut self.ids;
        let mut shelf = self.store.open(spot.clone(), now);
        let secret = shelf.set(&name, given.payload, given.expires_at, || ids.next("appsecret_", 30)).map_err(fault)?;
        Ok(Told::of(&spot, &secret))
    }

    /// Removes a secret, and returns whether there was one.
    pub fn remove(&mut self, named: &Named, real: UnixSeconds) -> bool {
        let now = self.now(real);
        self.store.open(named.spot.clone(), now).delete(&named.name).is_ok()
    }
}
