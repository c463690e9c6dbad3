//! A caller's values in plain Rust: [`Node`] without JavaScript. The fuzz targets (`tests/fuzz`) have this file too.
//!
//! It is stricter than JavaScript where a rule would read past an end, or measure anything but a text: that
//! panics here, and would throw or answer nonsense there.

use crate::contract::kinds::Kind;
use crate::contract::words::Word;
use crate::policy::node::Node;

/// A value. Keys and texts are UTF-16, as JavaScript has them.
#[derive(Clone, Debug, PartialEq)]
pub enum Fake {
    Undefined,
    Null,
    Number(f64),
    Text(Vec<u16>),
    List(Vec<Fake>),
    /// Milliseconds since the Unix epoch; NaN for an invalid one.
    Date(f64),
    /// Properties: each key, which is a text, and its value.
    Record(Vec<(Fake, Fake)>),
    /// The value `true`.
    True,
    Function,
    /// Another boolean, a symbol, an array with holes.
    Other,
}

/// `record! { "scope": value, ... }`: an object with its properties in this order.
macro_rules! record {
    ($($key:literal : $value:expr),* $(,)?) => {
        Fake::Record(vec![
            $((Fake::from($key), Fake::from($value)),)*
        ])
    };
}

/// `list![a, b]`: an array.
macro_rules! list {
    ($($item:expr),* $(,)?) => {
        Fake::List(vec![$(Fake::from($item)),*])
    };
}

pub(crate) use {list, record};

/// A text's UTF-16 units.
pub fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

/// A string with a lone surrogate.
pub fn ill_formed() -> Fake {
    Fake::Text(vec![0x61, 0xD800, 0x62])
}

/// `new String(text)`: an object whose properties are its letters.
pub fn boxed(text: &str) -> Fake {
    let letters = text.encode_utf16().enumerate();
    Fake::Record(letters.map(|(place, unit)| (Fake::from(place.to_string()), Fake::Text(vec![unit]))).collect())
}

/// A value of each kind but strings: what a caller may put where a string belongs.
pub fn no_strings() -> Vec<Fake> {
    vec![
        Fake::from(7.0),
        Fake::from(f64::NAN),
        list!["usr_example"],
        list![],
        Fake::Date(0.0),
        record! {},
        record! { "toString": Fake::Other },
        boxed("usr_example"),
        Fake::Function,
        Fake::Other,
    ]
}

impl Fake {
    /// A record of these properties. The first of several with one key counts, as a record has each once.
    pub fn record(fields: Vec<(Vec<u16>, Fake)>) -> Self {
        let mut kept: Vec<(Fake, Fake)> = Vec::new();
        for (key, value) in fields {
            let key = Fake::Text(key);
            if kept.iter().all(|(known, _)| *known != key) {
                kept.push((key, value));
            }
        }
        Fake::Record(kept)
    }

    /// The same record with one more property, or with another value for one that it has.
    pub fn with(mut self, key: &str, value: impl Into<Fake>) -> Fake {
        let key = Fake::from(key);
        let Fake::Record(fields) = &mut self else { panic!("only a record has properties") };
        match fields.iter_mut().find(|(name, _)| *name == key) {
            Some((_, old)) => *old = value.into(),
            None => fields.push((key, value.into())),
        }
        self
    }

    /// The same record without a property.
    pub fn without(mut self, key: &str) -> Fake {
        let Fake::Record(fields) = &mut self else { panic!("only a record has properties") };
        fields.retain(|(name, _)| *name != Fake::from(key));
        self
    }

    fn utf16(&self) -> &[u16] {
        match self {
            Fake::Text(units) => units,
            _ => panic!("measured as a text, but is another value"),
        }
    }

    /// The text that this is, if it is a well-formed one.
    pub fn well_formed(&self) -> Option<String> {
        match self {
            Fake::Text(units) => String::from_utf16(units).ok(),
            _ => None,
        }
    }

    /// The value of a property.
    pub fn own(&self, key: &str) -> &Fake {
        let key = Fake::from(key);
        self.fields().iter().find(|(name, _)| *name == key).map_or(&Fake::Undefined, |(_, value)| value)
    }

    /// The properties of a record; none of anything else.
    pub fn fields(&self) -> &[(Fake, Fake)] {
        match self {
            Fake::Record(fields) => fields,
            _ => &[],
        }
    }
}

/// A value that lives as long as the tests, for what is bound and what is checked later.
pub fn held(value: impl Into<Fake>) -> &'static Fake {
    Box::leak(Box::new(value.into()))
}

impl Node for &Fake {
    const NOTHING: Self = &Fake::Undefined;

    fn kind(self) -> Kind {
        match self {
            Fake::Undefined => Kind::Undefined,
            Fake::Null => Kind::Null,
            Fake::Number(_) => Kind::Number,
            Fake::Text(_) if self.well_formed().is_none() => Kind::IllFormed,
            Fake::Text(_) => Kind::Text,
            Fake::List(_) => Kind::List,
            Fake::Date(_) => Kind::Date,
            Fake::Record(_) => Kind::Record,
            Fake::Function => Kind::Function,
            Fake::True | Fake::Other => Kind::Other,
        }
    }
    fn number(self) -> f64 {
        match self {
            Fake::Number(number) | Fake::Date(number) => *number,
            _ => panic!("read as a number, but is another value"),
        }
    }
    fn units(self) -> u32 {
        self.utf16().len() as u32
    }
    fn unit(self, index: u32) -> u32 {
        self.utf16()[index as usize].into()
    }
    fn characters(self) -> u32 {
        char::decode_utf16(self.utf16().iter().copied()).count() as u32
    }
    fn word(self) -> Word {
        match self {
            Fake::Text(_) => self.well_formed().map_or(Word::Unknown, |text| Word::of(&text)),
            _ => Word::Absent,
        }
    }
    fn same(self, other: Self) -> bool {
        match (self, other) {
            (Fake::Text(one), Fake::Text(other)) => one == other,
            (Fake::Number(one), Fake::Number(other)) => one == other,
            (Fake::Undefined, Fake::Undefined) | (Fake::Null, Fake::Null) => true,
            _ => false,
        }
    }
    fn is_true(self) -> bool {
        *self == Fake::True
    }
    fn count(self) -> u32 {
        match self {
            Fake::List(items) => items.len() as u32,
            _ => self.fields().len() as u32,
        }
    }
    fn at(self, place: u32) -> Self {
        match self {
            Fake::List(items) => &items[place as usize],
            _ => &self.fields()[place as usize].1,
        }
    }
    fn name_at(self, place: u32) -> Word {
        self.key_at(place).word()
    }
    fn key_at(self, place: u32) -> Self {
        &self.fields()[place as usize].0
    }
    fn get(self, name: Word) -> Self {
        let mut fields = self.fields().iter();
        fields.find(|(key, _)| key.word() == name).map_or(&Fake::Undefined, |(_, value)| value)
    }
}

impl From<&str> for Fake {
    fn from(text: &str) -> Self {
        Fake::Text(units(text))
    }
}

impl From<String> for Fake {
    fn from(text: String) -> Self {
        Fake::from(text.as_str())
    }
}

impl From<f64> for Fake {
    fn from(number: f64) -> Self {
        Fake::Number(number)
    }
}
