//! What the design's tables make of parameters: what goes out, or what is at fault.
//!
//! Written after the tables, on plain texts, without the rules' own vocabulary but the reasons that callers are told: a
//! mistake would have to be made twice.

use crate::fake::Fake;
use crate::wire::written_number;
use std::cmp::Ordering;
use stripe_apps_secrets::contract::errors::Reason;
use stripe_apps_secrets::contract::operations::Operation;
use stripe_apps_secrets::policy::card::{Cards, is_card_number};
use stripe_apps_secrets::policy::node::Node;

/// The first thing that is wrong, in the order in which faults are named.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The parameters are not an object.
    NotAnObject,
    /// A property of the parameters is not known, by its place.
    Unknown(usize),
    /// A property of the scope is not known, by its place.
    UnknownInScope(usize),
    /// The scope may not be touched, and which part of it says so.
    Scope(&'static str, Reason),
    /// Another account is named.
    Account,
    /// A parameter breaks its rule.
    Param(&'static str, Reason),
    /// The payload is a card number, and cards are refused.
    Card,
}

/// The circumstances of a call, beside its parameters.
pub struct Circumstances<'a> {
    /// The bound user.
    pub user: Option<&'a Fake>,
    /// Whether what was bound is a context without an id.
    pub is_without_id: bool,
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

fn name_among<'a>(names: &[&'a str], key: &Fake) -> Option<&'a str> {
    names.iter().find(|name| Fake::from(**name) == *key).copied()
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
    let given = |(_, value): &&(Fake, Fake)| *value != Fake::Undefined;
    let unknown = params.fields().iter().position(|field| given(&field) && name_among(&names, &field.0).is_none());
    if let Some(place) = unknown {
        return Err(Fault::Unknown(place));
    }
    let scope = scope(params.own("scope"), circumstances)?;
    if circumstances.names_other_account {
        return Err(Fault::Account);
    }
    for name in ["name", "payload"].into_iter().filter(|name| known(operation).contains(name)) {
        let empty = if name == "payload" { Reason::PayloadEmpty } else { Reason::ParameterRequired };
        sendable(params.own(name), empty).map_err(|reason| Fault::Param(name, reason))?;
    }
    if circumstances.cards == Cards::Refuse && holds_card(operation, params) {
        return Err(Fault::Card);
    }
    if *params.own("starting_after") != Fake::Undefined && *params.own("ending_before") != Fake::Undefined {
        return Err(Fault::Param("ending_before", Reason::ParametersExclusive));
    }
    let mut pairs = Vec::new();
    for (key, value) in params.fields().iter().filter(given) {
        let name = name_among(&names, key).unwrap_or_default();
        let of_name = |reason| Fault::Param(name, reason);
        if is_empty(value) {
            return Err(of_name(Reason::ParameterInvalidEmpty));
        }
        let text = match name {
            "scope" => {
                pairs.extend(scope.clone());
                continue;
            }
            "expand" => {
                pairs.extend(items(value).ok_or(of_name(Reason::ParameterInvalidArray))?);
                continue;
            }
            "expires_at" => written_number(expiry(value, circumstances.now).map_err(of_name)?),
            "limit" => written_number(limit(value).map_err(of_name)?),
            _ => sendable(value, Reason::ParameterInvalidEmpty).map_err(of_name)?,
        };
        pairs.push((name.to_owned(), text));
    }
    Ok(pairs)
}

/// Whether a call carries a card number as its payload.
pub fn holds_card(operation: Operation, params: &Fake) -> bool {
    operation == Operation::Create && is_card_number(params.own("payload"))
}

/// The scope's pairs, sorted by key: `scope[type]`, then perhaps `scope[user]`.
fn scope(scope: &Fake, circumstances: &Circumstances<'_>) -> Result<Vec<(String, String)>, Fault> {
    let fields = match scope {
        Fake::Record(fields) => fields,
        Fake::Undefined | Fake::Null => return Err(Fault::Scope("scope", Reason::ScopeMissing)),
        _ => return Err(Fault::Scope("scope", Reason::ScopeInvalid)),
    };
    let unknown =
        |(key, value): &(Fake, Fake)| *value != Fake::Undefined && name_among(&["type", "user"], key).is_none();
    if let Some(place) = fields.iter().position(unknown) {
        return Err(Fault::UnknownInScope(place));
    }
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let of_user = |reason| Err(Fault::Scope("scope[user]", reason));
    let user = scope.own("user");
    let named = user.well_formed().filter(|text| !text.is_empty());
    match (scope.own("type").well_formed().as_deref(), circumstances.user.and_then(Fake::well_formed)) {
        (Some("account"), _) if user.is_nullish() => Ok(vec![pair("scope[type]", "account")]),
        (Some("account"), _) => of_user(Reason::ScopeUserOnAccount),
        (Some("user"), _) if named.is_none() && !user.is_nullish() => of_user(Reason::ScopeInvalid),
        (Some("user"), Some(own)) if named.is_none_or(|named| named == own) => {
            Ok(vec![pair("scope[type]", "user"), pair("scope[user]", &own)])
        }
        (Some("user"), Some(_)) => of_user(Reason::ScopeNotOwnUser),
        (Some("user"), None) if circumstances.is_without_id => of_user(Reason::ScopeUserWithoutId),
        (Some("user"), None) => of_user(Reason::ScopeUserUnbound),
        _ => Err(Fault::Scope("scope[type]", Reason::ScopeInvalid)),
    }
}

/// `null` and `''` are given, and are nothing.
fn is_empty(value: &Fake) -> bool {
    *value == Fake::Null || value.well_formed().is_some_and(|text| text.is_empty())
}

/// A string that may go out: well-formed, 1 to 5000 characters. What an empty one is called is the parameter's to say.
fn sendable(value: &Fake, empty: Reason) -> Result<String, Reason> {
    match (value, value.well_formed()) {
        _ if is_empty(value) => Err(empty),
        (_, Some(text)) if text.chars().count() <= 5000 => Ok(text),
        (_, Some(_)) => Err(Reason::ParameterTooLong),
        (Fake::Undefined, _) => Err(Reason::ParameterMissing),
        // What JSON would make a string of.
        (Fake::Record(_) | Fake::List(_), _) => Err(Reason::ParameterObject),
        _ => Err(Reason::ParameterInvalidString),
    }
}

fn items(value: &Fake) -> Option<Vec<(String, String)>> {
    let Fake::List(list) = value else { return None };
    let item = |(index, item)| Some((format!("expand[{index}]"), sendable(item, Reason::ParameterInvalidArray).ok()?));
    list.iter().enumerate().map(item).collect()
}

fn limit(value: &Fake) -> Result<f64, Reason> {
    let limit = whole(value).ok_or(Reason::ParameterInvalidInteger)?;
    if (1.0..=100.0).contains(&limit) { Ok(limit) } else { Err(Reason::LimitOutOfRange) }
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
///
/// # Errors
/// What the number is instead: no integer, a time of the past or too far ahead, a duration of up to ten years,
/// milliseconds.
pub fn expiry(value: &Fake, now: f64) -> Result<f64, Reason> {
    let seconds = match value {
        Fake::Date(time) => whole(&Fake::Number((time / 1000.0).floor())),
        other => whole(other),
    };
    let seconds = seconds.ok_or(Reason::ParameterInvalidInteger)?;
    match (era(seconds, now / 1000.0), era(seconds / 1000.0, now / 1000.0)) {
        (Ordering::Equal, _) => Ok(seconds),
        (Ordering::Less, _) if seconds > 0.0 && seconds <= 3_652.0 * 86_400.0 => Err(Reason::ExpiresAtDuration),
        (Ordering::Less, _) => Err(Reason::ExpiresAtInPast),
        (Ordering::Greater, Ordering::Equal) => Err(Reason::ExpiresAtInMilliseconds),
        (Ordering::Greater, _) => Err(Reason::ExpiresAtTooFar),
    }
}

/// Where a time lies: before the times that may be an expiry, among them, or after.
fn era(seconds: f64, now: f64) -> Ordering {
    if seconds < now - 86_400.0 {
        Ordering::Less
    } else if seconds > now + 36_525.0 * 86_400.0 {
        Ordering::Greater
    } else {
        Ordering::Equal
    }
}
