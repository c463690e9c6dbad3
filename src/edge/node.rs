//! A caller's values as the rules see them: [`Node`] over JavaScript.

use crate::contract::kinds::Kind;
use crate::contract::layout::Value;
use crate::contract::words::Word;
use crate::policy::node::Node;
use wasm_bindgen::prelude::*;

// Lengths and places are i32 here: wasm-bindgen passes those without a wrapper.
#[wasm_bindgen(raw_module = "/pkg-template/src/core/values.js")]
extern "C" {
    fn get(node: i32, name: i32) -> i32;
    fn at(node: i32, place: i32) -> i32;
    #[wasm_bindgen(js_name = keyAt)]
    fn key_at(node: i32, place: i32) -> i32;
    #[wasm_bindgen(js_name = nameAt)]
    fn name_at(node: i32, place: i32) -> i32;
    #[wasm_bindgen(js_name = countOf)]
    fn count_of(node: i32) -> i32;
    #[wasm_bindgen(js_name = numberOf)]
    fn number_of(node: i32) -> f64;
    #[wasm_bindgen(js_name = unitsOf)]
    fn units_of(node: i32) -> i32;
    #[wasm_bindgen(js_name = unitAt)]
    fn unit_at(node: i32, index: i32) -> i32;
    #[wasm_bindgen(js_name = charactersOf)]
    fn characters_of(node: i32) -> i32;
    #[wasm_bindgen(js_name = wordOf)]
    fn word_of(node: i32) -> i32;
    #[wasm_bindgen(js_name = isSame)]
    fn is_same(node: i32, other: i32) -> i32;
    #[wasm_bindgen(js_name = isTrue)]
    fn is_true(node: i32) -> i32;
}

/// A value that has been read: [`Value`] as a number. 0 is nothing.
#[derive(Clone, Copy)]
pub struct Js(pub i32);

impl Js {
    fn value(self) -> Value {
        Value::unpack(self.0 as u32)
    }
}

fn word(number: i32) -> Word {
    Word::from_number(number as u32)
}

impl Node for Js {
    const NOTHING: Self = Js(0);

    fn kind(self) -> Kind {
        Kind::from_number(self.value().kind)
    }
    fn number(self) -> f64 {
        number_of(self.0)
    }
    fn units(self) -> u32 {
        units_of(self.0) as u32
    }
    fn unit(self, index: u32) -> u32 {
        unit_at(self.0, index as i32) as u32
    }
    fn characters(self) -> u32 {
        characters_of(self.0) as u32
    }
    fn word(self) -> Word {
        word(word_of(self.0))
    }
    fn same(self, other: Self) -> bool {
        is_same(self.0, other.0) != 0
    }
    fn is_true(self) -> bool {
        is_true(self.0) != 0
    }
    fn count(self) -> u32 {
        if matches!(self.kind(), Kind::List | Kind::Record) { count_of(self.0) as u32 } else { 0 }
    }
    fn at(self, place: u32) -> Self {
        Js(at(self.0, place as i32))
    }
    fn name_at(self, place: u32) -> Word {
        word(name_at(self.0, place as i32))
    }
    fn key_at(self, place: u32) -> Self {
        Js(key_at(self.0, place as i32))
    }
    fn get(self, name: Word) -> Self {
        Js(if self.kind() == Kind::Record { get(self.0, name as i32) } else { 0 })
    }
    fn is_empty(self) -> bool {
        self.kind() == Kind::Null || self.value().empty != 0
    }
    fn is_filled(self) -> bool {
        self.kind() == Kind::Text && self.value().empty == 0
    }
}
