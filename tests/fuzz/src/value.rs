//! A caller's value in plain Rust: [`Node`] without JavaScript.
//!
//! Stricter than JavaScript: a rule that reads past an end, or measures what is no text, panics here.

use stripe_apps_secrets::policy::node::{Kind, Node};
use stripe_apps_secrets::policy::vocabulary::Word;

/// A value. Keys and texts are UTF-16, as JavaScript has them.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `undefined`
    Undefined,
    /// `null`
    Null,
    /// A number.
    Number(f64),
    /// A string, perhaps with lone surrogates.
    Text(Vec<u16>),
    /// An array without holes.
    List(Vec<Value>),
    /// A `Date`: milliseconds since the Unix epoch, NaN for an invalid one.
    Date(f64),
    /// An object, each key once.
    Record(Vec<(Vec<u16>, Value)>),
    /// A boolean, a function, an irregular array.
    Other,
}

/// A text's UTF-16 units.
pub fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

impl Value {
    /// A record of these properties. The first of several with one key counts, as a record has each once.
    pub fn record(fields: Vec<(Vec<u16>, Value)>) -> Self {
        let mut kept: Vec<(Vec<u16>, Value)> = Vec::new();
        for (key, value) in fields {
            if kept.iter().all(|(known, _)| *known != key) {
                kept.push((key, value));
            }
        }
        Value::Record(kept)
    }

    /// The properties of a record; none of anything else.
    pub fn fields(&self) -> &[(Vec<u16>, Value)] {
        match self {
            Value::Record(fields) => fields,
            _ => &[],
        }
    }

    /// The value of a property.
    pub fn own(&self, key: &str) -> &Value {
        let key = units(key);
        self.fields().iter().find(|(name, _)| *name == key).map_or(&Value::Undefined, |(_, value)| value)
    }

    /// The text that this is, if it is a well-formed one.
    pub fn well_formed(&self) -> Option<String> {
        match self {
            Value::Text(units) => String::from_utf16(units).ok(),
            _ => None,
        }
    }

    /// Whether this is `undefined` or `null`.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Value::Undefined | Value::Null)
    }

    fn utf16(&self) -> &[u16] {
        match self {
            Value::Text(units) => units,
            other => panic!("measured as a text: {other:?}"),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(units(text))
    }
}

fn word_of(units: &[u16]) -> Word {
    String::from_utf16(units).map_or(Word::Unknown, |text| Word::of(&text))
}

impl Node for Value {
    fn is_true(&self) -> bool {
        false // what can be true is read into the facts of an answer
    }
    fn kind(&self) -> Kind {
        match self {
            Value::Undefined => Kind::Undefined,
            Value::Null => Kind::Null,
            Value::Number(_) => Kind::Number,
            Value::Text(_) if self.well_formed().is_none() => Kind::IllFormed,
            Value::Text(_) => Kind::Text,
            Value::List(_) => Kind::List,
            Value::Date(_) => Kind::Date,
            Value::Record(_) => Kind::Record,
            Value::Other => Kind::Other,
        }
    }
    fn number(&self) -> f64 {
        match self {
            Value::Number(number) | Value::Date(number) => *number,
            other => panic!("read as a number: {other:?}"),
        }
    }
    fn units(&self) -> u32 {
        self.utf16().len() as u32
    }
    fn unit(&self, index: u32) -> u32 {
        self.utf16()[index as usize].into()
    }
    fn characters(&self) -> u32 {
        char::decode_utf16(self.utf16().iter().copied()).count() as u32
    }
    fn word(&self) -> Word {
        match self {
            Value::Text(units) => word_of(units),
            _ => Word::Absent,
        }
    }
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::List(_) | Value::Record(_) | Value::Date(_) | Value::Other, _) => false,
            (one, other) => one == other,
        }
    }
    fn count(&self) -> u32 {
        match self {
            Value::List(items) => items.len() as u32,
            _ => self.fields().len() as u32,
        }
    }
    fn at(&self, place: u32) -> Self {
        match self {
            Value::List(items) => items[place as usize].clone(),
            _ => self.fields()[place as usize].1.clone(),
        }
    }
    fn name_at(&self, place: u32) -> Word {
        word_of(&self.fields()[place as usize].0)
    }
    fn key_at(&self, place: u32) -> Self {
        Value::Text(self.fields()[place as usize].0.clone())
    }
    fn get(&self, name: Word) -> Self {
        Word::TEXTS.get(name as usize).map_or(Value::Undefined, |key| self.own(key).clone())
    }
}
