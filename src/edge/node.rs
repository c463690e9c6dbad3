//! A caller's values as the rules see them: [`Node`] over JavaScript.

use crate::policy::node::{Kind, Node};
use crate::policy::vocabulary::Word;
use wasm_bindgen::prelude::*;

// Lengths and places are i32 here: wasm-bindgen passes those without a wrapper.
#[wasm_bindgen(module = "/src/edge/primitives.js")]
extern "C" {
    /// A value that has been read: each property once.
    #[derive(Clone)]
    pub type Js;

    /// Reads a value.
    #[wasm_bindgen(catch)]
    pub fn read(value: &JsValue) -> Result<Js, JsValue>;

    /// The value that was read.
    pub fn raw(node: &Js) -> JsValue;

    /// The node of nothing.
    pub fn absent() -> Js;

    #[wasm_bindgen(js_name = kindOf)]
    fn kind_of(node: &Js) -> u8;
    #[wasm_bindgen(js_name = numberOf)]
    fn number_of(node: &Js) -> f64;
    #[wasm_bindgen(js_name = unitsOf)]
    fn units_of(node: &Js) -> i32;
    #[wasm_bindgen(js_name = unitAt)]
    fn unit_at(node: &Js, index: i32) -> i32;
    #[wasm_bindgen(js_name = charactersOf)]
    fn characters_of(node: &Js) -> i32;
    #[wasm_bindgen(js_name = wordOf)]
    fn word_of(node: &Js) -> u8;
    #[wasm_bindgen(js_name = isSame)]
    fn is_same(node: &Js, other: &Js) -> bool;
    #[wasm_bindgen(js_name = countOf)]
    fn count_of(node: &Js) -> i32;
    #[wasm_bindgen(js_name = itemAt)]
    fn item_at(node: &Js, place: i32) -> Js;
    #[wasm_bindgen(js_name = keyAt)]
    fn key_at(node: &Js, place: i32) -> Js;
    #[wasm_bindgen(js_name = nameAt)]
    fn name_at(node: &Js, place: i32) -> u8;
    fn property(node: &Js, name: u8) -> Js;
}

impl Node for Js {
    fn kind(&self) -> Kind {
        Kind::from_number(kind_of(self))
    }
    fn number(&self) -> f64 {
        number_of(self)
    }
    fn units(&self) -> u32 {
        units_of(self) as u32
    }
    fn unit(&self, index: u32) -> u32 {
        unit_at(self, index as i32) as u32
    }
    fn characters(&self) -> u32 {
        characters_of(self) as u32
    }
    fn word(&self) -> Word {
        Word::from_number(word_of(self))
    }
    fn same(&self, other: &Self) -> bool {
        is_same(self, other)
    }
    fn count(&self) -> u32 {
        count_of(self) as u32
    }
    fn at(&self, place: u32) -> Self {
        item_at(self, place as i32)
    }
    fn name_at(&self, place: u32) -> Word {
        Word::from_number(name_at(self, place as i32))
    }
    fn key_at(&self, place: u32) -> Self {
        key_at(self, place as i32)
    }
    fn get(&self, name: Word) -> Self {
        property(self, name as u8)
    }
}
