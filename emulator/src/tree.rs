//! A value from outside, before anybody has looked at it: JSON, from text or from JavaScript.
//!
//! Unlike `serde_json::Value` it keeps members in their order, refuses a name that appears twice, has a bound on its
//! depth, and hides what it holds.

use crate::fault::{Fault, Place};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::cell::{Cell, RefCell};
use std::fmt;

/// Deeper than any value that is read here.
const MOST_DEPTH: usize = 12;
/// Some editors put it before a text.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A JSON value.
#[derive(Clone, PartialEq)]
pub enum Tree {
    /// Nothing; as a member of an object it counts as absent.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// An object; its members in their order.
    Object(Vec<(String, Tree)>),
}

/// The shape only: any text may be a payload.
impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List(list) => list.fmt(f),
            Self::Object(members) => f.debug_map().entries(members.iter().map(|(name, value)| (name, value))).finish(),
            _ => f.write_str("(hidden)"),
        }
    }
}

impl Tree {
    /// Reads JSON text; `called` is what faults call it.
    ///
    /// # Errors
    /// It is not JSON, a name appears twice in an object, or it is nested too deeply.
    pub fn from_json(text: &[u8], called: &str) -> Result<Self, Fault> {
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        let mut deserializer = serde_json::Deserializer::from_slice(text);
        let reading = Reading::default();
        let tree = reading.seed(0).deserialize(&mut deserializer);
        tree.and_then(|tree| deserializer.end().map(|()| tree)).map_err(|error| {
            let spot = format!("is not valid JSON (line {}, column {})", error.line(), error.column());
            reading.fault(called, &spot)
        })
    }

    /// Reads a value that another library holds; `called` is what faults call it.
    ///
    /// # Errors
    /// It holds something that JSON has not, or one of the other faults.
    pub fn read<'de>(value: impl Deserializer<'de>, called: &str) -> Result<Self, Fault> {
        let reading = Reading::default();
        reading.seed(0).deserialize(value).map_err(|_| reading.fault(called, "is not plain data, as JSON has it"))
    }

    /// JSON text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl From<&str> for Tree {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Tree {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => serializer.collect_seq(list),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

/// One reading: where it is, and what it met there. serde's own errors are never shown.
#[derive(Default)]
struct Reading {
    steps: RefCell<Vec<Step>>,
    met: Cell<Option<&'static str>>,
}

enum Step {
    Name(String),
    Index(usize),
}

impl Reading {
    fn seed(&self, depth: usize) -> Seed<'_> {
        Seed { reading: self, depth }
    }

    fn enter(&self, step: Step) {
        self.steps.borrow_mut().push(step);
    }

    /// Only when all went well: what is left shows where it did not.
    fn leave(&self) {
        self.steps.borrow_mut().pop();
    }

    fn refuse<E: Error>(&self, why: &'static str) -> E {
        self.met.set(Some(why));
        E::custom(why)
    }

    fn fault(&self, called: &str, otherwise: &str) -> Fault {
        let steps = self.steps.borrow();
        fault_at(&steps, &Place::root(called), self.met.get().unwrap_or(otherwise))
    }
}

fn fault_at(steps: &[Step], place: &Place<'_>, message: &str) -> Fault {
    match steps.split_first() {
        None => Fault::new(place, message),
        Some((Step::Name(name), rest)) => fault_at(rest, &place.member(name), message),
        Some((Step::Index(index), rest)) => fault_at(rest, &place.element(*index), message),
    }
}

#[derive(Clone, Copy)]
struct Seed<'a> {
    reading: &'a Reading,
    depth: usize,
}

impl Seed<'_> {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth >= MOST_DEPTH {
            return Err(self.reading.refuse("is nested too deeply"));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Tree, E> {
        Ok(Tree::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(i64::try_from(number).map_or(Tree::Number(number as f64), Tree::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        Ok(Tree::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Tree, E> {
        Ok(Tree::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let seed = self.deeper()?;
        let mut list = Vec::new();
        loop {
            self.reading.enter(Step::Index(list.len()));
            let element = access.next_element_seed(seed)?;
            self.reading.leave();
            match element {
                Some(element) => list.push(element),
                None => return Ok(Tree::List(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let seed = self.deeper()?;
        let mut members: Vec<(String, Tree)> = Vec::new();
        let mut names = std::collections::BTreeSet::new();
        while let Some(name) = access.next_key::<String>()? {
            self.reading.enter(Step::Name(name.clone()));
            if !names.insert(name.clone()) {
                return Err(self.reading.refuse("appears twice"));
            }
            let value = access.next_value_seed(seed)?;
            self.reading.leave();
            members.push((name, value));
        }
        Ok(Tree::Object(members))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn fault(text: &str) -> String {
        Tree::from_json(text.as_bytes(), "state").unwrap_err().to_string()
    }

    #[test]
    fn members_keep_their_order_and_every_kind_of_value_its_text() {
        let text = r#"{"b":[1,-2.5,null],"a":{"__proto__":"é"},"c":true}"#;
        assert_eq!(Tree::from_json(text.as_bytes(), "state").unwrap().to_json(), text);
    }

    #[test]
    fn a_file_of_an_editor_that_marks_the_byte_order_is_read() {
        assert_eq!(Tree::from_json("\u{feff}[]".as_bytes(), "state").unwrap(), Tree::List(Vec::new()));
    }

    #[test]
    fn a_fault_says_where_and_never_what() {
        let broken = fault("{\"accounts\": {\"acct_1\": {\"n\": \"payload-placeholder\" \"x\"}}}");
        assert!(broken.starts_with("accounts.acct_1"), "{broken}");
        assert!(broken.contains("line 1, column") && !broken.contains("placeholder"), "{broken}");
        assert_eq!(fault(r#"{"a":{"n":"p","n":"payload-placeholder"}}"#), "a.n: appears twice");
        assert_eq!(fault(""), "state: is not valid JSON (line 1, column 0)");
        assert!(fault("{} x").starts_with("state: is not valid JSON"));
    }

    #[test]
    fn no_depth_ends_in_an_overflow() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(fault(&deep).ends_with("is nested too deeply"));
    }

    #[test]
    fn debug_output_hides_texts() {
        let tree = Tree::from_json(br#"{"n":["payload-placeholder"]}"#, "state").unwrap();
        assert!(!format!("{tree:?}").contains("placeholder"));
    }
}
