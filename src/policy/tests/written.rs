//! What a form was told to write, as `key=value` pairs. The fuzz targets (`tests/fuzz`) have this file too.

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

    fn push(&mut self, key: &str, value: String) {
        self.0.push((key.to_owned(), value));
    }
}

/// A word's text.
pub fn spelt(word: Word) -> &'static str {
    word.text()
}

/// An integer as JavaScript writes it: there is no `-0`.
pub fn written_number(integer: f64) -> String {
    (integer + 0.0).to_string()
}

fn string(value: &Fake) -> String {
    value.well_formed().unwrap_or_else(|| panic!("written as a text: {value:?}"))
}

impl Form<&Fake> for Written {
    fn text(&mut self, key: Word, value: &Fake) {
        self.push(spelt(key), string(value));
    }
    fn item(&mut self, key: Word, index: u32, value: &Fake) {
        self.push(&format!("{}[{index}]", spelt(key)), string(value));
    }
    fn word(&mut self, key: Word, word: Word) {
        self.push(spelt(key), spelt(word).to_owned());
    }
    fn integer(&mut self, key: Word, integer: f64) {
        self.push(spelt(key), written_number(integer));
    }
}
