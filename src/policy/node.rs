//! What a caller passed, as it was read: once, own properties only, exact types.
//!
//! A node is one value of it. Texts stay where they are, in JavaScript: the rules measure and compare
//! them, and copy none into this module's memory. The rules are generic over [`Node`]; the edge
//! implements it over JavaScript values, the tests over plain Rust.

use crate::contract::kinds::Kind;
use crate::contract::words::Word;

/// A value that has been read. It has no `Debug`: it may hold what a caller put into the wrong place.
pub trait Node: Copy {
    /// The value `undefined`.
    const NOTHING: Self;

    /// What it is.
    fn kind(self) -> Kind;
    /// A number, or a `Date`'s milliseconds since the Unix epoch, NaN for an invalid one.
    fn number(self) -> f64;
    /// A text's length in UTF-16 units.
    fn units(self) -> u32;
    /// One UTF-16 unit of a text.
    fn unit(self, index: u32) -> u32;
    /// A text's length in characters (code points).
    fn characters(self) -> u32;
    /// The word that a text is.
    fn word(self) -> Word;
    /// Whether two texts are the same.
    fn same(self, other: Self) -> bool;
    /// Whether it is the value `true`.
    fn is_true(self) -> bool;
    /// How many items or properties it has.
    fn count(self) -> u32;
    /// An item, or the value of a property, by its place.
    fn at(self, place: u32) -> Self;
    /// The word that names the property at a place.
    fn name_at(self, place: u32) -> Word;
    /// The name of the property at a place, as a text.
    fn key_at(self, place: u32) -> Self;
    /// The value of a property; undefined where there is none.
    fn get(self, name: Word) -> Self;

    /// Whether nothing was given.
    fn is_undefined(self) -> bool {
        self.kind() == Kind::Undefined
    }

    /// Whether nothing, or `null`, was given.
    fn is_nullish(self) -> bool {
        matches!(self.kind(), Kind::Undefined | Kind::Null)
    }

    /// Whether this is `null` or `''`.
    fn is_empty(self) -> bool {
        match self.kind() {
            Kind::Null => true,
            Kind::Text => self.units() == 0,
            _ => false,
        }
    }

    /// Whether this is a text that is not empty.
    fn is_filled(self) -> bool {
        self.kind() == Kind::Text && self.units() > 0
    }

    /// Whether a text has at most so many characters. One has one or two UTF-16 units: those of a longer text are not
    /// counted.
    fn has_at_most(self, max: u32) -> bool {
        self.units() <= max || (self.units() <= 2 * max && self.characters() <= max)
    }

    /// Whether this may stand for an object of parameters, options or settings.
    fn is_record_or_nothing(self) -> bool {
        self.is_nullish() || self.kind() == Kind::Record
    }

    /// The integer that a number is; NaN for anything else.
    fn integer(self) -> f64 {
        if self.kind() == Kind::Number { integer(self.number()) } else { f64::NAN }
    }
}

/// A number that is an integer, and that JavaScript can hold exactly; NaN for another one.
pub fn integer(number: f64) -> f64 {
    if number.abs() <= 9_007_199_254_740_991.0 && number.floor() == number { number } else { f64::NAN }
}
