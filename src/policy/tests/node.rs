//! What the rules ask of a value.

use super::fake::{Fake, ill_formed, list, record};
use crate::contract::kinds::Kind;
use crate::policy::node::{Node, integer};

#[test]
fn a_kind_that_javascript_does_not_know_counts_as_anything_else() {
    use Kind::*;
    for (number, kind) in
        [Undefined, Null, Number, Text, IllFormed, List, Date, Record, Function, Other].into_iter().enumerate()
    {
        assert_eq!(Kind::from_number(number as u32), kind);
        assert_eq!(kind as usize, number);
    }
    assert_eq!(Kind::from_number(10), Other);
    assert_eq!(Kind::from_number(u32::MAX), Other);
}

#[test]
fn only_what_javascript_holds_exactly_is_an_integer() {
    for number in [0.0, -0.0, 1.0, -1.0, 4e9, 9_007_199_254_740_991.0, -9_007_199_254_740_991.0] {
        assert_eq!(integer(number), number);
        assert_eq!(Fake::from(number).integer(), number);
    }
    for number in [0.5, -1.5, f64::MIN_POSITIVE, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 9_007_199_254_740_992.0] {
        assert!(integer(number).is_nan(), "{number}");
        assert!(Fake::from(number).integer().is_nan());
    }
    assert!(Fake::from("1").integer().is_nan());
    assert!(Fake::Date(1.0).integer().is_nan());
}

#[test]
fn empty_filled_and_nothing_are_told_apart() {
    let row = |value: Fake| [value.is_undefined(), value.is_nullish(), value.is_empty(), value.is_filled()];
    assert_eq!(row(Fake::Undefined), [true, true, false, false]);
    assert_eq!(row(Fake::Null), [false, true, true, false]);
    assert_eq!(row(Fake::from("")), [false, false, true, false]);
    assert_eq!(row(Fake::from("a")), [false, false, false, true]);
    for other in [Fake::from(0.0), list![], list!["a"], record! {}, Fake::Other, ill_formed()] {
        assert_eq!(row(other), [false, false, false, false]);
    }
}
