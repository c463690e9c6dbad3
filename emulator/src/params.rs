//! From a decoded form to a checked call: every rule that needs neither store nor clock.
//!
//! Source: Stripe's OpenAPI description (types, required parameters, `maxLength` 5000,
//! `limit` 1 to 100). Several faults at once are reported in a fixed order: unknown
//! parameters, scope, name, payload, the rest.

use crate::clock::UnixSeconds;
use crate::endpoint::Endpoint;
use crate::error::ApiError;
use crate::expand::{Root, wants_payload};
use crate::form::{Object, Value};
use crate::scope::Scope;
use crate::secret::Payload;

/// OpenAPI's `maxLength`, in characters.
pub const MOST_CHARACTERS: usize = 5_000;
const DEFAULT_LIMIT: usize = 10;
const MOST_LIMIT: i64 = 100;

/// A request whose parameters are in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The scope it is about.
    pub scope: Scope,
    /// What to do there.
    pub action: Action,
    /// Whether the answer carries payloads.
    pub with_payload: bool,
}

/// What a call does in its scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Lists secrets.
    List(Listing),
    /// Finds one by name.
    Find {
        /// The secret's name.
        name: String,
    },
    /// Creates or replaces one.
    Create {
        /// The secret's name.
        name: String,
        /// What it keeps.
        payload: Payload,
        /// When it ends; not yet compared with the clock.
        expires_at: Option<UnixSeconds>,
    },
    /// Deletes one by name.
    Delete {
        /// The secret's name.
        name: String,
    },
}

/// Which page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// At most this many, 1 to 100.
    pub limit: usize,
    /// Only secrets that come after this id in the list.
    pub starting_after: Option<String>,
    /// Only secrets that come before this id in the list.
    pub ending_before: Option<String>,
}

impl Call {
    /// Checks the parameters of a request to `endpoint`.
    ///
    /// # Errors
    /// The first fault, as a 400.
    pub fn read(endpoint: Endpoint, form: &Object) -> Result<Self, ApiError> {
        refuse_unknown(endpoint, form)?;
        let scope = scope(form)?;
        let action = match endpoint {
            Endpoint::List => Action::List(listing(form)?),
            Endpoint::Find => Action::Find { name: required(form, "name")? },
            Endpoint::Delete => Action::Delete { name: required(form, "name")? },
            Endpoint::Create => create(form)?,
        };
        let root = if endpoint == Endpoint::List { Root::List } else { Root::Secret };
        let with_payload = wants_payload(&strings(form, "expand")?, root)?;
        Ok(Self { scope, action, with_payload })
    }
}

/// Names outside OpenAPI's `properties`, and members of `scope` other than its two.
fn refuse_unknown(endpoint: Endpoint, form: &Object) -> Result<(), ApiError> {
    let known = endpoint.parameters();
    let mut unknown: Vec<String> = form.keys().filter(|name| !known.contains(&name.as_str())).cloned().collect();
    if let Some(Value::Object(scope)) = form.get("scope") {
        unknown.extend(
            scope.keys().filter(|name| !matches!(name.as_str(), "type" | "user")).map(|name| format!("scope[{name}]")),
        );
    }
    if unknown.is_empty() { Ok(()) } else { Err(ApiError::unknown_parameters(&unknown)) }
}

fn scope(form: &Object) -> Result<Scope, ApiError> {
    let members = match form.get("scope") {
        None => return Err(ApiError::missing("scope")),
        Some(Value::Object(members)) => members,
        Some(_) => return Err(ApiError::not_an_object("scope")),
    };
    let kind = text(members.get("type"), "scope[type]")?.ok_or_else(|| ApiError::missing("scope[type]"))?;
    let user = text(members.get("user"), "scope[user]")?;
    match (kind, user) {
        ("account", None) => Ok(Scope::Account),
        ("account", Some(_)) => Err(ApiError::user_on_account_scope()),
        ("user", Some(user)) => Ok(Scope::User(user.into())),
        ("user", None) => Err(ApiError::missing("scope[user]")),
        _ => Err(ApiError::not_one_of("scope[type]", "account or user")),
    }
}

fn create(form: &Object) -> Result<Action, ApiError> {
    let name = required(form, "name")?;
    let payload = Payload::new(required(form, "payload")?);
    let expires_at = integer(form, "expires_at")?;
    Ok(Action::Create { name, payload, expires_at })
}

fn listing(form: &Object) -> Result<Listing, ApiError> {
    Ok(Listing {
        limit: limit(form)?,
        starting_after: text(form.get("starting_after"), "starting_after")?.map(str::to_owned),
        ending_before: text(form.get("ending_before"), "ending_before")?.map(str::to_owned),
    })
}

fn limit(form: &Object) -> Result<usize, ApiError> {
    let Some(value) = integer(form, "limit")? else { return Ok(DEFAULT_LIMIT) };
    let checked = usize::try_from(value).ok().filter(|_| (1..=MOST_LIMIT).contains(&value));
    checked.ok_or_else(|| ApiError::out_of_bounds("limit", 1, MOST_LIMIT, value))
}

fn required(form: &Object, param: &str) -> Result<String, ApiError> {
    text(form.get(param), param)?.map(str::to_owned).ok_or_else(|| ApiError::missing(param))
}

fn integer(form: &Object, param: &str) -> Result<Option<i64>, ApiError> {
    let Some(value) = text(form.get(param), param)? else { return Ok(None) };
    value.parse().map(Some).map_err(|_| ApiError::not_an_integer(param))
}

/// A text that is there, not empty and not too long.
fn text<'a>(value: Option<&'a Value>, param: &str) -> Result<Option<&'a str>, ApiError> {
    match value {
        None => Ok(None),
        Some(Value::Text(text)) if text.is_empty() => Err(ApiError::empty(param)),
        Some(Value::Text(text)) if text.chars().count() > MOST_CHARACTERS => {
            Err(ApiError::too_long(param, MOST_CHARACTERS))
        }
        Some(Value::Text(text)) => Ok(Some(text)),
        Some(_) => Err(ApiError::not_a_string(param)),
    }
}

/// `param[]=a`, or `param[0]=a`.
fn strings(form: &Object, param: &str) -> Result<Vec<String>, ApiError> {
    let values: Vec<&Value> = match form.get(param) {
        None => Vec::new(),
        Some(Value::List(list)) => list.iter().collect(),
        Some(Value::Object(members)) => indexed(members, param)?,
        Some(Value::Text(_)) => return Err(ApiError::not_an_array(param)),
    };
    values.into_iter().map(|value| text(Some(value), param).map(|text| text.unwrap_or_default().to_owned())).collect()
}

/// The values of `param[0]`, `param[1]`, …; their order means nothing to this API.
fn indexed<'a>(members: &'a Object, param: &str) -> Result<Vec<&'a Value>, ApiError> {
    let is_index = |name: &String| name.parse::<u16>().is_ok();
    if members.keys().all(is_index) { Ok(members.values().collect()) } else { Err(ApiError::not_an_array(param)) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::form::decode;

    fn read(endpoint: Endpoint, form: &str) -> Result<Call, ApiError> {
        Call::read(endpoint, &decode(&[form.as_bytes()]).unwrap())
    }

    /// The status, code and param of a refusal.
    fn refused(endpoint: Endpoint, form: &str) -> (u16, String, String) {
        let error = read(endpoint, form).unwrap_err();
        let body: serde_json::Value = serde_json::from_str(&error.body()).unwrap();
        let field = |name: &str| body.pointer(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        (error.status(), field("/error/code"), field("/error/param"))
    }

    fn fault(form: &str) -> (String, String) {
        let (status, code, param) = refused(Endpoint::Create, form);
        assert_eq!(status, 400, "{form}");
        (code, param)
    }

    fn is(code: &str, param: &str) -> (String, String) {
        (code.into(), param.into())
    }

    const WHOLE: &str = "scope[type]=account&name=n&payload=payload-placeholder";

    #[test]
    fn a_whole_create_is_read_as_it_was_written() {
        let call = read(Endpoint::Create, &format!("{WHOLE}&expires_at=1956528000&expand[]=payload")).unwrap();
        assert_eq!(call.scope, Scope::Account);
        assert!(call.with_payload);
        let expected = Payload::new("payload-placeholder".into());
        assert_eq!(
            call.action,
            Action::Create { name: "n".into(), payload: expected, expires_at: Some(1_956_528_000) }
        );
    }

    #[test]
    fn a_scope_is_read_only_in_its_two_forms() {
        let scope = |form: &str| read(Endpoint::Find, &format!("name=n&{form}")).map(|call| call.scope);
        assert_eq!(scope("scope[type]=account"), Ok(Scope::Account));
        assert_eq!(scope("scope[type]=user&scope[user]=usr_1"), Ok(Scope::User("usr_1".into())));
        for (form, code, param) in [
            ("", "parameter_missing", "scope"),
            ("scope=account", "", "scope"),
            ("scope[]=account", "", "scope"),
            ("scope[user]=usr_1", "parameter_missing", "scope[type]"),
            ("scope[type]=user", "parameter_missing", "scope[user]"),
            ("scope[type]=user&scope[user]=", "parameter_invalid_empty", "scope[user]"),
            ("scope[type]=user&scope[user][]=usr_1", "", "scope[user]"),
            ("scope[type]=account&scope[user]=usr_1", "", "scope[user]"),
            ("scope[type]=Account", "", "scope[type]"),
            ("scope[type]=", "parameter_invalid_empty", "scope[type]"),
            ("scope[type]=account&scope[nope]=1", "parameter_unknown", "scope[nope]"),
        ] {
            let found = refused(Endpoint::Find, &format!("name=n&{form}"));
            assert_eq!(found, (400, code.into(), param.into()), "{form}");
        }
    }

    #[test]
    fn a_parameter_of_another_endpoint_is_unknown() {
        assert_eq!(fault(&format!("{WHOLE}&limit=1")), is("parameter_unknown", "limit"));
        assert_eq!(fault(&format!("{WHOLE}&scope[user=usr_1")), is("parameter_unknown", "scope[user"));
        assert_eq!(refused(Endpoint::Find, "scope[type]=account&name=n&payload=x").2, "payload");
        assert_eq!(refused(Endpoint::List, "scope[type]=account&name=n").2, "name");
        assert_eq!(refused(Endpoint::Delete, "scope[type]=account&name=n&expires_at=1").2, "expires_at");
    }

    #[test]
    fn name_and_payload_are_required_and_bounded() {
        assert_eq!(fault("scope[type]=account&payload=p"), is("parameter_missing", "name"));
        assert_eq!(fault("scope[type]=account&name=n"), is("parameter_missing", "payload"));
        assert_eq!(fault("scope[type]=account&name=&payload=p"), is("parameter_invalid_empty", "name"));
        assert_eq!(fault("scope[type]=account&name=n&payload="), is("parameter_invalid_empty", "payload"));
        assert_eq!(fault("scope[type]=account&name[]=n&payload=p"), is("", "name"));
        let long = "%F0%9F%94%91".repeat(5_000);
        assert!(read(Endpoint::Create, &format!("scope[type]=account&name={long}&payload={long}")).is_ok());
        assert_eq!(fault(&format!("scope[type]=account&name={long}x&payload=p")), is("", "name"));
        assert_eq!(fault(&format!("scope[type]=account&name=n&payload={long}x")), is("", "payload"));
    }

    #[test]
    fn a_refused_payload_is_not_in_the_message() {
        for form in ["payload=%s&limit=1", "payload[a]=%s", "payload[]=%s"] {
            let form = form.replace("%s", &"payload-placeholder".repeat(300));
            let error = read(Endpoint::Create, &format!("scope[type]=account&name=n&{form}")).unwrap_err();
            assert!(!error.body().contains("placeholder"), "{}", error.body());
        }
    }

    #[test]
    fn expires_at_is_a_whole_number() {
        for bad in ["1.5", "1e9", "soon", "99999999999999999999", "+", "0x10"] {
            assert_eq!(
                fault(&format!("{WHOLE}&expires_at={bad}")),
                is("parameter_invalid_integer", "expires_at"),
                "{bad}"
            );
        }
        assert_eq!(fault(&format!("{WHOLE}&expires_at=")), is("parameter_invalid_empty", "expires_at"));
    }

    #[test]
    fn a_limit_is_1_to_100_and_10_when_absent() {
        let limit =
            |form: &str| match read(Endpoint::List, &format!("scope[type]=account{form}")).map(|call| call.action) {
                Ok(Action::List(listing)) => Some(listing.limit),
                _ => None,
            };
        assert_eq!(limit(""), Some(10));
        assert_eq!(limit("&limit=1"), Some(1));
        assert_eq!(limit("&limit=100"), Some(100));
        for bad in ["0", "101", "-1", "1.0", "ten", "9223372036854775807"] {
            let found = refused(Endpoint::List, &format!("scope[type]=account&limit={bad}"));
            assert_eq!(found, (400, "parameter_invalid_integer".into(), "limit".into()), "{bad}");
        }
    }

    #[test]
    fn expand_is_an_array_however_it_is_written() {
        let payload = |form: &str| {
            read(Endpoint::Find, &format!("scope[type]=account&name=n&{form}")).map(|call| call.with_payload)
        };
        assert_eq!(payload("expand[]=payload"), Ok(true));
        assert_eq!(payload("expand[0]=payload"), Ok(true));
        assert_eq!(payload("expand[1]=payload&expand[0]=scope"), Ok(true));
        assert_eq!(payload("a=1").map_err(|error| error.status()), Err(400));
        for bad in ["expand=payload", "expand[x]=payload", "expand[0][1]=payload", "expand[]=", "expand[]=name"] {
            assert!(payload(bad).is_err(), "{bad}");
        }
    }
}
