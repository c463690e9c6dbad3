//! What the design's tables make of parameters: what goes out, or what is at fault.
//!
//! Written after the tables, on plain texts, without the rules' own vocabulary: a mistake would have to be made twice.

use crate::fake::{Fake, units};
use crate::wire::written_number;
use stripe_apps_secrets::contract::operations::Operation;
use stripe_apps_secrets::policy::card::{Cards, is_card_number};
use stripe_apps_secrets::policy::node::Node;

/// The first thing that is wrong, in the order in which faults are named.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The parameters are no object.
    NotAnObject,
    /// A property of the parameters is not known, by its place.
    Unknown(usize),
    /// A property of the scope is not known, by its place.
    UnknownInScope(usize),
    /// The scope may not be touched.
    Scope,
    /// Another account is named.
    Account,
    /// A parameter breaks its rule.
    Param(&'static str),
    /// The payload is a card number, and cards are refused.
    Card,
}

/// The circumstances of a call, beside its parameters.
pub struct Circumstances<'a> {
    /// The bound user.
    pub user: Option<&'a Fake>,
    /// Whether another account is named than the bound one.
    pub names_other_account: bool,
    /// What happens to card numbers.
    pub cards: Cards,
    /// Milliseconds since the Unix epoch.
    pub now: f64,
}

const COMMON: [&str; 2] = ["scope", "expand"];

fn known(operation: Operation) -> &'static [&'static str] {
    match operation {
        Operation::Create => &["name", "payload", "expires_at"],
        Operation::Find | Operation::DeleteWhere => &["name"],
        Operation::List => &["limit", "starting_after", "ending_before"],
    }
}

fn name_among<'a>(names: &[&'a str], key: &[u16]) -> Option<&'a str> {
    names.iter().find(|name| units(name) == key).copied()
}

/// The pairs that go out, or the first fault.
///
/// # Errors
/// The first fault.
pub fn pairs(
    operation: Operation,
    params: &Fake,
    circumstances: &Circumstances<'_>,
) -> Result<Vec<(String, String)>, Fault> {
    if !params.is_nullish() && !matches!(params, Fake::Record(_)) {
        return Err(Fault::NotAnObject);
    }
    let names = [&COMMON, known(operation)].concat();
    let given = |(_, value): &&(Vec<u16>, Fake)| *value != Fake::Undefined;
    let unknown = params.fields().iter().position(|field| given(&field) && name_among(&names, &field.0).is_none());
    if let Some(place) = unknown {
        return Err(Fault::Unknown(place));
    }
    let scope = scope(params.own("scope"), circumstances.user)?;
    if circumstances.names_other_account {
        return Err(Fault::Account);
    }
    for name in ["name", "payload"].into_iter().filter(|name| known(operation).contains(name)) {
        sendable(params.own(name)).ok_or(Fault::Param(name))?;
    }
    if circumstances.cards == Cards::Refuse && holds_card(operation, params) {
        return Err(Fault::Card);
    }
    if *params.own("starting_after") != Fake::Undefined && *params.own("ending_before") != Fake::Undefined {
        return Err(Fault::Param("ending_before"));
    }
    let mut pairs = Vec::new();
    for (key, value) in params.fields().iter().filter(given) {
        let name = name_among(&names, key).unwrap_or_default();
        match name {
            "scope" => pairs.extend(scope.clone()),
            "expand" => pairs.extend(items(value).ok_or(Fault::Param("expand"))?),
            "expires_at" => {
                let seconds = expiry(value, circumstances.now).ok_or(Fault::Param("expires_at"))?;
                pairs.push((name.to_owned(), written_number(seconds)));
            }
            "limit" => {
                let limit = whole(value).filter(|limit| (1.0..=100.0).contains(limit)).ok_or(Fault::Param("limit"))?;
                pairs.push((name.to_owned(), written_number(limit)));
            }
            name => {
                let named = names.iter().find(|known| **known == name).copied().unwrap_or_default();
                pairs.push((name.to_owned(), sendable(value).ok_or(Fault::Param(named))?));
            }
        }
    }
    Ok(pairs)
}

/// Whether a call carries a card number as its payload.
pub fn holds_card(operation: Operation, params: &Fake) -> bool {
    operation == Operation::Create && is_card_number(params.own("payload"))
}

/// The scope's pairs, sorted by key: `scope[type]`, then perhaps `scope[user]`.
fn scope(scope: &Fake, bound: Option<&Fake>) -> Result<Vec<(String, String)>, Fault> {
    let Fake::Record(fields) = scope else { return Err(Fault::Scope) };
    let unknown =
        |(key, value): &(Vec<u16>, Fake)| *value != Fake::Undefined && name_among(&["type", "user"], key).is_none();
    if let Some(place) = fields.iter().position(unknown) {
        return Err(Fault::UnknownInScope(place));
    }
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let user = scope.own("user");
    match (scope.own("type").well_formed().as_deref(), bound.and_then(Fake::well_formed)) {
        (Some("account"), _) if user.is_nullish() => Ok(vec![pair("scope[type]", "account")]),
        (Some("user"), Some(own)) if user.is_nullish() || user.well_formed().as_ref() == Some(&own) => {
            Ok(vec![pair("scope[type]", "user"), pair("scope[user]", &own)])
        }
        _ => Err(Fault::Scope),
    }
}

/// A string that may go out: well-formed, 1 to 5000 characters.
fn sendable(value: &Fake) -> Option<String> {
    value.well_formed().filter(|text| (1..=5000).contains(&text.chars().count()))
}

fn items(value: &Fake) -> Option<Vec<(String, String)>> {
    let Fake::List(list) = value else { return None };
    list.iter().enumerate().map(|(index, item)| Some((format!("expand[{index}]"), sendable(item)?))).collect()
}

/// An integer that JavaScript holds exactly, or 1 to 15 digits.
fn whole(value: &Fake) -> Option<f64> {
    match value {
        Fake::Number(number) if number.fract() == 0.0 && number.abs() < 2f64.powi(53) => Some(*number),
        Fake::Text(_) => {
            let digits = value.well_formed()?;
            let is_number = (1..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse().ok()).flatten()
        }
        _ => None,
    }
}

/// Unix seconds, from a day ago to 36,525 days ahead. A clock that shows no time hides no expiry.
pub fn expiry(value: &Fake, now: f64) -> Option<f64> {
    let seconds = match value {
        Fake::Date(time) => whole(&Fake::Number((time / 1000.0).floor()))?,
        other => whole(other)?,
    };
    let now = now / 1000.0;
    let is_outside = seconds < now - 86_400.0 || seconds > now + 36_525.0 * 86_400.0;
    (!is_outside).then_some(seconds)
}
