//! What a form becomes on the wire, and what the emulator's parser, which is another reader's, makes of it.

use crate::value::Value;
use std::fmt::Write;
use stripe_apps_secrets::policy::params::{Form, Operation};
use stripe_apps_secrets::policy::vocabulary::Word;
use stripe_apps_secrets_emulator::endpoint::Endpoint;

/// The pairs that a form was told to write, in their order.
#[derive(Debug, Default, PartialEq)]
pub struct Written(pub Vec<(String, String)>);

fn text(value: &Value) -> String {
    value.well_formed().unwrap_or_else(|| panic!("written as a text: {value:?}"))
}

/// A word's text.
pub fn spelt(word: Word) -> &'static str {
    Word::TEXTS.get(word as usize).unwrap_or_else(|| panic!("{word:?} has no text"))
}

impl Form<Value> for Written {
    fn text(&mut self, key: Word, value: &Value) {
        self.0.push((spelt(key).to_owned(), text(value)));
    }
    fn item(&mut self, key: Word, index: u32, value: &Value) {
        self.0.push((format!("{}[{index}]", spelt(key)), text(value)));
    }
    fn word(&mut self, key: Word, word: Word) {
        self.0.push((spelt(key).to_owned(), spelt(word).to_owned()));
    }
    fn integer(&mut self, key: Word, integer: f64) {
        self.0.push((spelt(key).to_owned(), written_number(integer)));
    }
}

/// An integer as JavaScript writes it: there is no `-0`.
pub fn written_number(integer: f64) -> String {
    (integer + 0.0).to_string()
}

/// The form of these pairs, as stripe 23.1.0 encodes it: `encodeURIComponent`, `!*()'` encoded as well, `[` and `]`
/// left as they are.
pub fn encode<'a>(pairs: impl IntoIterator<Item = &'a (String, String)>) -> String {
    let mut form = String::new();
    for (key, value) in pairs {
        let between = if form.is_empty() { "" } else { "&" };
        let _ = write!(form, "{between}{}={}", escape(key), escape(value));
    }
    form
}

/// A key or a value, encoded.
pub fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'[' | b']' => {
                escaped.push(char::from(byte));
            }
            _ => {
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}

/// The emulator's endpoint of a method.
pub fn endpoint(operation: Operation) -> Endpoint {
    match operation {
        Operation::Create => Endpoint::Create,
        Operation::Find => Endpoint::Find,
        Operation::List => Endpoint::List,
        Operation::DeleteWhere => Endpoint::Delete,
    }
}
