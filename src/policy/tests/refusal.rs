//! A refusal is one number, which JavaScript takes apart.

use crate::policy::refusal::{Code, Refusal};
use crate::policy::vocabulary::Word;

#[test]
fn a_refusals_number_holds_code_parameter_and_place_apart() {
    for code in Code::ALL {
        for param in Word::ALL {
            let refusal = Refusal::of(*code, *param);
            assert_eq!((refusal.code(), refusal.param(), refusal.place()), (Some(*code), *param, Refusal::WHOLE));
            assert_eq!(refusal.number(), *code as u32 + 256 * (*param as u32) + 65536 * 255);
        }
    }
}

#[test]
fn the_place_of_an_unknown_property_is_never_that_of_the_whole() {
    for (place, expected) in [(0, 0), (7, 7), (254, 254), (255, 254), (100_000, 254), (u32::MAX, 254)] {
        let refusal = Refusal::unknown(Code::ParameterUnknown, Word::Params, place);
        assert_eq!(refusal.place(), expected);
        assert_eq!((refusal.code(), refusal.param()), (Some(Code::ParameterUnknown), Word::Params));
    }
}

#[test]
fn a_refusal_in_a_log_shows_codes_and_names_only() {
    let shown = format!("{:?}", Refusal::of(Code::ScopeNotOwnUser, Word::ScopeUser));
    assert_eq!(shown, "Some(ScopeNotOwnUser) of ScopeUser, place 255");
}
