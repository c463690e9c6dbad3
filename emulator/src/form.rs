//! The decoder of forms: `scope[type]=user&expand[0]=payload` becomes a tree.
//!
//! Total: any bytes give a tree or an error, never a panic, within bounds on size and
//! depth. Stricter than a server needs to be where a client can only be wrong: a key that
//! appears twice is refused, so that no two readers can disagree about its value.

use crate::error::ApiError;
use std::collections::BTreeMap;
use std::fmt;

/// More parameters than any request of this API could need.
const MOST_PARAMETERS: usize = 1_000;
/// `a[b][c]…`: deeper than any parameter of this API.
const MOST_DEPTH: usize = 8;

/// The members of an object, by name.
pub type Object = BTreeMap<String, Value>;

/// One value of a decoded form.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// `key=text`
    Text(String),
    /// `key[name]=…`, and indexed arrays, whose names are numbers
    Object(Object),
    /// `key[]=…`
    List(Vec<Value>),
}

/// The shape only: any value may be a payload.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(_) => f.write_str("(hidden)"),
            Self::Object(object) => object.fmt(f),
            Self::List(list) => list.fmt(f),
        }
    }
}

/// Why a form cannot be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormError {
    /// A `%` without two hexadecimal digits after it.
    BadPercent,
    /// Bytes that are not UTF-8 once decoded.
    NotUtf8,
    /// A NUL character.
    Nul,
    /// More than 1,000 parameters.
    TooMany,
    /// Brackets nested more than 8 deep.
    TooDeep,
    /// A key that appears twice.
    Duplicate,
    /// A key used as text here and as an object or array there.
    Conflict,
}

impl From<FormError> for ApiError {
    fn from(error: FormError) -> Self {
        ApiError::unreadable_form(match error {
            FormError::BadPercent => "A % is not followed by two hexadecimal digits.",
            FormError::NotUtf8 => "They are not valid UTF-8.",
            FormError::Nul => "They contain a NUL character.",
            FormError::TooMany => "There are too many of them.",
            FormError::TooDeep => "They are nested too deeply.",
            FormError::Duplicate => "The same parameter was received twice.",
            FormError::Conflict => "A parameter was received both as a value and as an object or array.",
        })
    }
}

/// Decodes the parts of a request (its query, its body) into one tree.
///
/// # Errors
/// See [`FormError`].
pub fn decode(parts: &[&[u8]]) -> Result<Object, FormError> {
    let mut tree = Object::new();
    let mut count = 0;
    for part in parts {
        for (key, value) in pairs(part)? {
            count += 1;
            if count > MOST_PARAMETERS {
                return Err(FormError::TooMany);
            }
            let (name, path) = segments(&key)?;
            insert(&mut tree, name, &path, value)?;
        }
    }
    Ok(tree)
}

/// Every leaf of a tree, under its name in bracket notation (`scope[type]`, `expand[]`).
pub fn leaves(object: &Object) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    for (name, value) in object {
        collect(name.clone(), value, &mut found);
    }
    found
}

fn collect<'a>(name: String, value: &'a Value, found: &mut Vec<(String, &'a str)>) {
    match value {
        Value::Text(text) => found.push((name, text)),
        Value::Object(object) => object.iter().for_each(|(key, value)| collect(format!("{name}[{key}]"), value, found)),
        Value::List(list) => list.iter().for_each(|value| collect(format!("{name}[]"), value, found)),
    }
}

/// The pairs of a form, both halves decoded. An empty piece (`a=1&&b=2`) is left out.
fn pairs(form: &[u8]) -> Result<Vec<(String, String)>, FormError> {
    form.split(|&byte| byte == b'&').filter(|piece| !piece.is_empty()).take(MOST_PARAMETERS + 1).map(pair).collect()
}

fn pair(piece: &[u8]) -> Result<(String, String), FormError> {
    let mut halves = piece.splitn(2, |&byte| byte == b'=');
    let key = unescape(halves.next().unwrap_or_default())?;
    let value = unescape(halves.next().unwrap_or_default())?;
    Ok((key, value))
}

/// Undoes percent-encoding; `+` is a space.
fn unescape(text: &[u8]) -> Result<String, FormError> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied();
    while let Some(byte) = rest.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => hex(rest.next())? << 4 | hex(rest.next())?,
            other => other,
        });
    }
    if decoded.contains(&0) {
        return Err(FormError::Nul);
    }
    String::from_utf8(decoded).map_err(|_| FormError::NotUtf8)
}

fn hex(digit: Option<u8>) -> Result<u8, FormError> {
    let value = digit.and_then(|digit| char::from(digit).to_digit(16));
    value.and_then(|value| u8::try_from(value).ok()).ok_or(FormError::BadPercent)
}

/// `a[b][]` is the name `a` and the path `b`, ``. A key whose brackets do not match is one
/// plain name: it is then an unknown parameter, and not half of a known one.
fn segments(key: &str) -> Result<(&str, Vec<&str>), FormError> {
    let Some((name, rest)) = key.split_once('[') else { return Ok((key, Vec::new())) };
    let Some(inner) = rest.strip_suffix(']') else { return Ok((key, Vec::new())) };
    let path: Vec<&str> = inner.split("][").collect();
    if name.is_empty() || name.contains(']') || path.iter().any(|segment| segment.contains(['[', ']'])) {
        return Ok((key, Vec::new()));
    }
    if path.len() > MOST_DEPTH { Err(FormError::TooDeep) } else { Ok((name, path)) }
}

fn insert(object: &mut Object, name: &str, path: &[&str], text: String) -> Result<(), FormError> {
    let Some((next, deeper)) = path.split_first() else {
        return match object.insert(name.into(), Value::Text(text)) {
            None => Ok(()),
            Some(Value::Text(_)) => Err(FormError::Duplicate),
            Some(_) => Err(FormError::Conflict),
        };
    };
    let empty = if next.is_empty() { Value::List(Vec::new()) } else { Value::Object(Object::new()) };
    match (object.entry(name.into()).or_insert(empty), next.is_empty()) {
        (Value::Object(inner), false) => insert(inner, next, deeper, text),
        (Value::List(list), true) if deeper.is_empty() => {
            list.push(Value::Text(text));
            Ok(())
        }
        _ => Err(FormError::Conflict),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn decoded(form: &str) -> Vec<(String, String)> {
        let tree = decode(&[form.as_bytes()]).unwrap();
        leaves(&tree).into_iter().map(|(name, text)| (name, text.to_owned())).collect()
    }

    fn refused(form: &str) -> FormError {
        decode(&[form.as_bytes()]).unwrap_err()
    }

    fn pair_of(name: &str, text: &str) -> (String, String) {
        (name.into(), text.into())
    }

    #[test]
    fn the_forms_that_stripes_libraries_send_are_understood() {
        assert_eq!(
            decoded("scope[type]=user&scope[user]=usr_1&expand[0]=payload&name=a%20b+c"),
            [
                pair_of("expand[0]", "payload"),
                pair_of("name", "a b c"),
                pair_of("scope[type]", "user"),
                pair_of("scope[user]", "usr_1"),
            ]
        );
        assert_eq!(decoded("scope%5Btype%5D=account"), [pair_of("scope[type]", "account")]);
        assert_eq!(decoded("expand[]=a&expand[]=b"), [pair_of("expand[]", "a"), pair_of("expand[]", "b")]);
        assert_eq!(decoded("name=%C3%A9%F0%9F%94%91"), [pair_of("name", "é🔑")]);
        assert_eq!(decoded("a=1=2&&b"), [pair_of("a", "1=2"), pair_of("b", "")]);
        assert_eq!(decoded(""), []);
    }

    #[test]
    fn query_and_body_are_one_set_of_parameters() {
        let tree = decode(&[b"scope[type]=account", b"name=n"]).unwrap();
        assert_eq!(leaves(&tree).len(), 2);
        assert_eq!(decode(&[b"name=n", b"name=m"]).unwrap_err(), FormError::Duplicate);
    }

    #[test]
    fn an_invalid_form_is_refused() {
        for form in ["a=%", "a=%1", "a=%g0", "%=a", "a=%+1"] {
            assert_eq!(refused(form), FormError::BadPercent, "{form}");
        }
        assert_eq!(refused("a=%ff"), FormError::NotUtf8);
        assert_eq!(refused("a=%ed%a0%80"), FormError::NotUtf8);
        assert_eq!(refused("a=%00"), FormError::Nul);
        assert_eq!(refused("a%00b=1"), FormError::Nul);
        assert_eq!(refused("a[b][c][d][e][f][g][h][i][j]=1"), FormError::TooDeep);
        assert_eq!(refused(&"a[]=1&".repeat(1_001)), FormError::TooMany);
    }

    #[test]
    fn a_second_value_never_replaces_the_first_silently() {
        for form in ["a=1&a=2", "scope[user]=a&scope[user]=b", "scope[user]=a&scope%5Buser%5D=a"] {
            assert_eq!(refused(form), FormError::Duplicate, "{form}");
        }
        for form in
            ["a=1&a[b]=2", "a[b]=2&a=1", "a[]=1&a[b]=2", "a[b]=1&a[]=2", "a[]=1&a=2", "a[b]=1&a[b][c]=2", "a[][b]=1"]
        {
            assert_eq!(refused(form), FormError::Conflict, "{form}");
        }
    }

    #[test]
    fn a_key_with_odd_brackets_is_a_name_of_its_own() {
        for key in ["scope[user", "scope]user[", "[scope][user]", "scope[user]x", "scope[[user]]", "scope[us[er]", "]"]
        {
            let tree = decode(&[format!("{key}=1").as_bytes()]).unwrap();
            assert_eq!(tree, Object::from([(key.to_owned(), Value::Text("1".into()))]));
        }
    }

    #[test]
    fn debug_output_shows_names_and_no_values() {
        let tree = decode(&[b"payload=payload-placeholder&expand[]=payload-placeholder"]).unwrap();
        let shown = format!("{tree:?}");
        assert!(shown.contains("expand"));
        assert!(!shown.contains("placeholder"));
    }

    fn escape(text: &str) -> String {
        text.bytes().map(|byte| format!("%{byte:02x}")).collect()
    }

    proptest! {
        #[test]
        fn any_bytes_are_decoded_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = decode(&[&bytes]);
        }

        #[test]
        fn anything_built_of_the_grammars_characters_is_decoded_or_refused(form in "[ab\\[\\]=&%+0-3]{0,80}") {
            let _ = decode(&[form.as_bytes()]);
        }

        #[test]
        fn every_text_survives_encoding(name in "[^\\[\\]\u{0}]{1,20}", text in "[^\u{0}]{0,40}") {
            let form = format!("{}={}", escape(&name), escape(&text));
            prop_assert_eq!(decoded(&form), [(name, text)]);
        }
    }
}
