//! What the core writes during a call: the form and the headers of a request, and the state to keep.
//! Texts go from the caller to the form without passing here.

use super::node::Js;
use crate::contract::kinds::Kind;
use crate::contract::words::Word;
use crate::policy::node::Node;
use crate::policy::params::Form;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "/pkg-template/src/core/draft.js")]
extern "C" {
    #[wasm_bindgen(js_name = appendText)]
    fn append_text(key: i32, index: i32, text: i32);
    #[wasm_bindgen(js_name = appendWord)]
    fn append_word(key: i32, word: i32);
    #[wasm_bindgen(js_name = appendInteger)]
    fn append_integer(key: i32, integer: f64);
    #[wasm_bindgen(js_name = write)]
    fn write_value(name: i32, value: i32);
    /// A call has been checked. `timeout` is the time for one attempt, in milliseconds.
    #[wasm_bindgen(js_name = setOpened)]
    pub fn set_opened(asked: i32, exchange: i32, timeout: f64, warn: i32);
    /// Whether a context without an id was bound, and nobody since.
    #[wasm_bindgen(js_name = setWithoutId)]
    pub fn set_without_id(without_id: i32);
    /// The exchange after an event.
    #[wasm_bindgen(js_name = setExchange)]
    pub fn set_exchange(exchange: i32);
}

/// Hands a value over, by its name.
pub fn write(name: Word, value: Js) {
    write_value(name as i32, value.0);
}

/// The draft of a request, encoded as `stripe` does it.
pub struct Draft;

impl Draft {
    /// Takes a setting that goes out as a header, if there is something in it.
    pub fn fill(&mut self, name: Word, value: Js) {
        if value.is_filled() || value.kind() == Kind::Record {
            write(name, value);
        }
    }
}

impl Form<Js> for Draft {
    fn text(&mut self, key: Word, text: Js) {
        append_text(key as i32, 0, text.0);
    }
    fn item(&mut self, key: Word, index: u32, text: Js) {
        append_text(key as i32, index as i32 + 1, text.0);
    }
    fn word(&mut self, key: Word, word: Word) {
        append_word(key as i32, word as i32);
    }
    fn integer(&mut self, key: Word, integer: f64) {
        append_integer(key as i32, integer);
    }
}
