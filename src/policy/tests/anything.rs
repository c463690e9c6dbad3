//! What a caller may pass: anything at all, and what comes near to being right. It is made of bytes, for the fuzz targets
//! (`tests/fuzz`), which have this file too, as for the tests here.

use super::fake::{Fake, units};
use crate::contract::words::Word;
use arbitrary::{Result, Unstructured};

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
pub fn text(u: &mut Unstructured<'_>) -> Result<Fake> {
    Ok(match u.int_in_range(0..=6)? {
        0 => Fake::from(*u.choose(Word::TEXTS)?),
        1 => Fake::from(*u.choose(TEXTS)?),
        2 => Fake::from(u.arbitrary::<&str>()?),
        3 => Fake::Text(short(u)?),
        4 => of_units(u, 20, b"0123456789 -")?,
        5 => of_units(u, 40, b"abkprs_sk_-:/?\x1F\x20\x7E\x7F\x80\x9F\xA0\xFF\r\n\0")?,
        _ => long(u)?,
    })
}

fn of_units(u: &mut Unstructured<'_>, most: usize, alphabet: &[u8]) -> Result<Fake> {
    let length = u.int_in_range(0..=most)?;
    (0..length).map(|_| u.choose(alphabet).map(|byte| u16::from(*byte))).collect::<Result<_>>().map(Fake::Text)
}

fn long(u: &mut Unstructured<'_>) -> Result<Fake> {
    let character = u.choose(&["x", "\u{1F511}", "%"])?;
    Ok(Fake::from(character.repeat(u.int_in_range(4_998..=5_002)?).as_str()))
}

fn number(u: &mut Unstructured<'_>) -> Result<f64> {
    match u.int_in_range(0..=6)? {
        0 => u.arbitrary(),
        1 => Ok(f64::from(u.int_in_range(-2..=103)?)),
        2 => Ok(*u.choose(&[NOW, NOW / 1000.0, f64::NAN, f64::INFINITY, -0.0, 0.5, 2_147_483_648.0, 9.1e15])?),
        // Around both ends of what may be an expiry, in seconds.
        3 => Ok(NOW / 1000.0 - 86_400.0 + f64::from(u.int_in_range(-3..=3)?)),
        4 => Ok(NOW / 1000.0 + 36_525.0 * 86_400.0 + f64::from(u.int_in_range(-3..=3)?)),
        // Around the longest time that reads as a duration.
        5 => Ok(3_652.0 * 86_400.0 + f64::from(u.int_in_range(-3..=3)?)),
        _ => Ok(NOW / 1000.0 + f64::from(u.arbitrary::<i32>()?)),
    }
}

/// What may stand for an integer or a time: a number, digits, a `Date`.
pub fn integer(u: &mut Unstructured<'_>) -> Result<Fake> {
    Ok(match u.int_in_range(0..=2)? {
        0 => Fake::Date(number(u)? * 1000.0),
        1 => of_units(u, 16, b"0123456789")?,
        _ => Fake::Number(number(u)?),
    })
}

/// Anything, nested no deeper than `depth`.
pub fn anything(u: &mut Unstructured<'_>, depth: u32) -> Result<Fake> {
    Ok(match u.int_in_range(0..=if depth == 0 { 7 } else { 11 })? {
        0 => Fake::Undefined,
        1 => Fake::Null,
        2 => u.choose(&[Fake::Other, Fake::True, Fake::Function])?.clone(),
        3 => Fake::Number(number(u)?),
        4 => Fake::Date(number(u)? * *u.choose(&[1.0, 1000.0])?),
        5..=7 => text(u)?,
        8 => {
            let length = u.int_in_range(0..=4)?;
            Fake::List((0..length).map(|_| anything(u, depth - 1)).collect::<Result<_>>()?)
        }
        _ => record(u, depth - 1, key)?,
    })
}

/// An object whose keys `key` makes.
pub fn record(
    u: &mut Unstructured<'_>,
    depth: u32,
    key: fn(&mut Unstructured<'_>) -> Result<Vec<u16>>,
) -> Result<Fake> {
    let length = u.int_in_range(0..=6)?;
    let fields = (0..length).map(|_| Ok((key(u)?, anything(u, depth)?)));
    Ok(Fake::record(fields.collect::<Result<_>>()?))
}

fn scope(u: &mut Unstructured<'_>) -> Result<Fake> {
    if u.ratio(1, 6)? {
        return anything(u, 2);
    }
    let kind = (units("type"), Fake::from(*u.choose(&["account", "user"])?));
    let user = match u.int_in_range(0..=4)? {
        0 => Fake::Undefined,
        1 => Fake::Null,
        2..=3 => Fake::from(USER),
        _ => anything(u, 1)?,
    };
    let mut fields = vec![kind, (units("user"), user)];
    if u.ratio(1, 10)? {
        fields.push((key(u)?, anything(u, 0)?));
    }
    if u.arbitrary()? {
        fields.reverse();
    }
    Ok(Fake::record(fields))
}

const NAMES: &[&str] =
    &["scope", "name", "payload", "expires_at", "limit", "starting_after", "ending_before", "expand"];

/// A parameter of this name, mostly with a value of its kind.
fn named(u: &mut Unstructured<'_>, name: &str) -> Result<(Vec<u16>, Fake)> {
    let value = match name {
        _ if u.ratio(1, 8)? => anything(u, 2)?,
        "scope" => scope(u)?,
        "expires_at" | "limit" => integer(u)?,
        "expand" => {
            let length = u.int_in_range(0..=4)?;
            Fake::List((0..length).map(|_| text(u)).collect::<Result<_>>()?)
        }
        _ => text(u)?,
    };
    Ok((units(name), value))
}

/// Parameters: mostly what a method needs and some others, in any order.
pub fn parameters(u: &mut Unstructured<'_>) -> Result<Fake> {
    if u.ratio(1, 12)? {
        return anything(u, 3);
    }
    let needed = &NAMES[..*u.choose(&[1, 2, 2, 3, 3, 0])?];
    let mut fields = needed.iter().map(|name| named(u, name)).collect::<Result<Vec<_>>>()?;
    for _ in 0..*u.choose(&[0, 0, 0, 1, 6])? {
        let name = *u.choose(NAMES)?;
        fields.push(named(u, name)?);
    }
    if u.ratio(1, 8)? {
        fields.push((key(u)?, anything(u, 1)?));
    }
    let first = u.int_in_range(0..=fields.len())?;
    fields.rotate_left(first);
    Ok(Fake::record(fields))
}

/// What `bindUser` may be told: mostly a context or an id.
pub fn context(u: &mut Unstructured<'_>) -> Result<Fake> {
    let id = |u: &mut Unstructured<'_>, ids: &[&str]| -> Result<Fake> {
        if u.ratio(1, 6)? { anything(u, 1) } else { Ok(Fake::from(*u.choose(ids)?)) }
    };
    let users = [USER, USER, USER, "usr_other", ""];
    match u.int_in_range(0..=5)? {
        0 => anything(u, 2),
        1 => id(u, &users),
        _ => {
            let account = Fake::record(vec![(units("id"), id(u, &["acct_example", "acct_example", "acct_other"])?)]);
            Ok(Fake::record(vec![(units("id"), id(u, &users)?), (units("account"), account)]))
        }
    }
}
