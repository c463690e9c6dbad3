//! What a form was told to write, as `key=value` pairs.

use super::fake::Fake;
use crate::contract::words::Word;
use crate::policy::params::Form;

/// The pairs, in their order.
#[derive(Debug, Default, PartialEq)]
pub struct Written(pub Vec<(String, String)>);

impl Written {
    /// The pairs as one readable line each.
    pub fn lines(&self) -> Vec<String> {
        self.0.iter().map(|(key, value)| format!("{key}={value}")).collect()
    }

    fn push(&mut self, key: String, value: String) {
        self.0.push((key, value));
    }
}

fn text(word: Word) -> String {
    word.text().to_string()
}

fn string(fake: &Fake) -> String {
    match fake {
        Fake::Text(units) => String::from_utf16(units).expect("only well-formed texts are written"),
        _ => panic!("written as a text, and is none"),
    }
}

impl Form<Fake> for Written {
    fn text(&mut self, key: Word, value: &Fake) {
        self.push(text(key), string(value));
    }
    fn item(&mut self, key: Word, index: u32, value: &Fake) {
        self.push(format!("{}[{index}]", text(key)), string(value));
    }
    fn word(&mut self, key: Word, word: Word) {
        self.push(text(key), text(word));
    }
    fn integer(&mut self, key: Word, integer: f64) {
        self.push(text(key), integer.to_string());
    }
}
