//! What a caller may pass: anything at all, and what comes near to being right.

use crate::value::{Value, units};
use arbitrary::{Result, Unstructured};
use stripe_apps_secrets::policy::params::Operation;
use stripe_apps_secrets::policy::vocabulary::Word;

/// The time at which most things happen, in milliseconds since the Unix epoch.
pub const NOW: f64 = 1_700_000_000_000.0;

/// The user who is mostly signed in.
pub const USER: &str = "usr_example";

const KEYS: &[&str] = &["user]", "scope[user", "][user", "scope[user][", "expand[0]", "0", "__proto__", "payload ", ""];
const TEXTS: &[&str] = &[
    "",
    USER,
    "usr_other",
    "acct_example",
    "account",
    "user",
    "50",
    "1700000060",
    "4242 4242 4242 4242",
    "payload",
    "&scope[user]=usr_other",
    "sk_test_placeholder",
    "api.stripe.com",
    "https",
];

/// A method.
pub fn operation(u: &mut Unstructured<'_>) -> Result<Operation> {
    Ok(Operation::from_number(u.int_in_range(0..=3)?))
}

/// A key that some object may have.
pub fn key(u: &mut Unstructured<'_>) -> Result<Vec<u16>> {
    match u.int_in_range(0..=8)? {
        0..=5 => Ok(units(u.choose(Word::TEXTS)?)),
        6..=7 => Ok(units(u.choose(KEYS)?)),
        _ => Ok(short(u)?),
    }
}

fn short(u: &mut Unstructured<'_>) -> Result<Vec<u16>> {
    let length = u.int_in_range(0..=40)?;
    (0..length).map(|_| u.arbitrary()).collect()
}

/// A string: words, odd ones, digits, headers' values, any of Unicode, and lengths around the longest.
pub fn text(u: &mut Unstructured<'_>) -> Result<Value> {
    Ok(match u.int_in_range(0..=6)? {
        0 => Value::from(*u.choose(Word::TEXTS)?),
        1 => Value::from(*u.choose(TEXTS)?),
        2 => Value::from(u.arbitrary::<&str>()?),
        3 => Value::Text(short(u)?),
        4 => of_units(u, 20, b"0123456789 -")?,
        5 => of_units(u, 40, b"abkprs_sk_-:/?\x1F\x20\x7E\x7F\x80\x9F\xA0\xFF\r\n\0")?,
        _ => long(u)?,
    })
}

fn of_units(u: &mut Unstructured<'_>, most: usize, alphabet: &[u8]) -> Result<Value> {
    let length = u.int_in_range(0..=most)?;
    (0..length).map(|_| u.choose(alphabet).map(|byte| u16::from(*byte))).collect::<Result<_>>().map(Value::Text)
}

fn long(u: &mut Unstructured<'_>) -> Result<Value> {
    let character = u.choose(&["x", "\u{1F511}", "%"])?;
    Ok(Value::from(character.repeat(u.int_in_range(4_998..=5_002)?).as_str()))
}

fn number(u: &mut Unstructured<'_>) -> Result<f64> {
    match u.int_in_range(0..=5)? {
        0 => u.arbitrary(),
        1 => Ok(f64::from(u.int_in_range(-2..=103)?)),
        2 => Ok(*u.choose(&[NOW, NOW / 1000.0, f64::NAN, f64::INFINITY, -0.0, 0.5, 2_147_483_648.0, 9.1e15])?),
        // Around both ends of what may be an expiry, in seconds.
        3 => Ok(NOW / 1000.0 - 86_400.0 + f64::from(u.int_in_range(-3..=3)?)),
        4 => Ok(NOW / 1000.0 + 36_525.0 * 86_400.0 + f64::from(u.int_in_range(-3..=3)?)),
        _ => Ok(NOW / 1000.0 + f64::from(u.arbitrary::<i32>()?)),
    }
}

/// What may stand for an integer or a time: a number, digits, a `Date`.
pub fn integer(u: &mut Unstructured<'_>) -> Result<Value> {
    Ok(match u.int_in_range(0..=2)? {
        0 => Value::Date(number(u)? * 1000.0),
        1 => of_units(u, 16, b"0123456789")?,
        _ => Value::Number(number(u)?),
    })
}

/// Anything, nested no deeper than `depth`.
pub fn anything(u: &mut Unstructured<'_>, depth: u32) -> Result<Value> {
    Ok(match u.int_in_range(0..=if depth == 0 { 7 } else { 11 })? {
        0 => Value::Undefined,
        1 => Value::Null,
        2 => Value::Other,
        3 => Value::Number(number(u)?),
        4 => Value::Date(number(u)? * *u.choose(&[1.0, 1000.0])?),
        5..=7 => text(u)?,
        8 => {
            let length = u.int_in_range(0..=4)?;
            Value::List((0..length).map(|_| anything(u, depth - 1)).collect::<Result<_>>()?)
        }
        _ => record(u, depth - 1, key)?,
    })
}

/// An object whose keys `key` makes.
pub fn record(
    u: &mut Unstructured<'_>,
    depth: u32,
    key: fn(&mut Unstructured<'_>) -> Result<Vec<u16>>,
) -> Result<Value> {
    let length = u.int_in_range(0..=6)?;
    let fields = (0..length).map(|_| Ok((key(u)?, anything(u, depth)?)));
    Ok(Value::record(fields.collect::<Result<_>>()?))
}

fn scope(u: &mut Unstructured<'_>) -> Result<Value> {
    if u.ratio(1, 6)? {
        return anything(u, 2);
    }
    let kind = (units("type"), Value::from(*u.choose(&["account", "user"])?));
    let user = match u.int_in_range(0..=4)? {
        0 => Value::Undefined,
        1 => Value::Null,
        2..=3 => Value::from(USER),
        _ => anything(u, 1)?,
    };
    let mut fields = vec![kind, (units("user"), user)];
    if u.ratio(1, 10)? {
        fields.push((key(u)?, anything(u, 0)?));
    }
    if u.arbitrary()? {
        fields.reverse();
    }
    Ok(Value::record(fields))
}

fn named(u: &mut Unstructured<'_>) -> Result<(Vec<u16>, Value)> {
    let name = *u.choose(&[
        "scope",
        "scope",
        "name",
        "name",
        "payload",
        "payload",
        "expires_at",
        "limit",
        "starting_after",
        "ending_before",
        "expand",
    ])?;
    let value = match name {
        _ if u.ratio(1, 8)? => anything(u, 2)?,
        "scope" => scope(u)?,
        "expires_at" | "limit" => integer(u)?,
        "expand" => {
            let length = u.int_in_range(0..=4)?;
            Value::List((0..length).map(|_| text(u)).collect::<Result<_>>()?)
        }
        _ => text(u)?,
    };
    Ok((units(name), value))
}

/// Parameters: mostly those of a method, in any order.
pub fn parameters(u: &mut Unstructured<'_>) -> Result<Value> {
    if u.ratio(1, 12)? {
        return anything(u, 3);
    }
    let length = u.int_in_range(1..=8)?;
    let mut fields = (0..length).map(|_| named(u)).collect::<Result<Vec<_>>>()?;
    if u.ratio(1, 8)? {
        fields.push((key(u)?, anything(u, 1)?));
    }
    Ok(Value::record(fields))
}

/// What `bindUser` may be told: mostly a context or an id.
pub fn context(u: &mut Unstructured<'_>) -> Result<Value> {
    let id = |u: &mut Unstructured<'_>, ids: &[&str]| -> Result<Value> {
        if u.ratio(1, 6)? { anything(u, 1) } else { Ok(Value::from(*u.choose(ids)?)) }
    };
    let users = [USER, USER, USER, "usr_other", ""];
    match u.int_in_range(0..=5)? {
        0 => anything(u, 2),
        1 => id(u, &users),
        _ => {
            let account = Value::record(vec![(units("id"), id(u, &["acct_example", "acct_example", "acct_other"])?)]);
            Ok(Value::record(vec![(units("id"), id(u, &users)?), (units("account"), account)]))
        }
    }
}
