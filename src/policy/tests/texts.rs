//! Names and payloads: strings of 1 to 5000 characters, and nothing that becomes one on the way.

use super::call::{OPERATIONS, Refused, check, create_with, needed};
use super::fake::{Fake, ill_formed, no_strings};
use crate::contract::errors::Reason;
use crate::contract::operations::Operation;
use crate::contract::words::Word;

const TEXTS: [(&str, Word); 2] = [("name", Word::Name), ("payload", Word::Payload)];

fn outcome(key: &str, value: impl Into<Fake>) -> Result<(), Refused> {
    create_with(key, value).map(|_| ())
}

#[test]
fn an_absent_name_or_payload_is_named_as_missing() {
    for (key, word) in TEXTS {
        assert_eq!(outcome(key, Fake::Undefined), Err((Reason::ParameterMissing, word)));
        let params = needed(Operation::Create).without(key);
        assert_eq!(check(Operation::Create, &params), Err((Reason::ParameterMissing, word)));
    }
    for operation in [Operation::Find, Operation::DeleteWhere] {
        let params = needed(operation).without("name");
        assert_eq!(check(operation, &params), Err((Reason::ParameterMissing, Word::Name)));
    }
}

#[test]
fn a_list_needs_no_name() {
    assert_eq!(check(Operation::List, &needed(Operation::List)), Ok(vec!["scope[type]=account".into()]));
}

#[test]
fn null_or_an_empty_string_is_not_stored() {
    for (key, word) in TEXTS {
        for empty in [Fake::Null, Fake::from("")] {
            let reason = if word == Word::Payload { Reason::PayloadEmpty } else { Reason::ParameterRequired };
            assert_eq!(outcome(key, empty), Err((reason, word)));
        }
    }
}

#[test]
fn null_or_an_empty_string_is_no_value_of_any_optional_parameter() {
    let optional = [
        (Operation::Create, "expires_at", Word::ExpiresAt),
        (Operation::List, "limit", Word::Limit),
        (Operation::List, "starting_after", Word::StartingAfter),
        (Operation::List, "ending_before", Word::EndingBefore),
    ];
    let expand = OPERATIONS.map(|operation| (operation, "expand", Word::Expand));
    for (operation, key, word) in optional.into_iter().chain(expand) {
        for empty in [Fake::Null, Fake::from("")] {
            let params = needed(operation).with(key, empty);
            assert_eq!(check(operation, &params), Err((Reason::ParameterInvalidEmpty, word)), "{operation:?} {key}");
        }
    }
}

#[test]
fn other_values_are_not_turned_into_strings() {
    for (key, word) in TEXTS {
        for value in no_strings() {
            let is_object = matches!(value, Fake::List(_) | Fake::Record(_));
            let reason = if is_object { Reason::ParameterObject } else { Reason::ParameterInvalidString };
            assert_eq!(outcome(key, value.clone()), Err((reason, word)), "{value:?}");
        }
    }
}

#[test]
fn a_lone_surrogate_does_not_become_another_string_on_the_way() {
    for (key, word) in TEXTS {
        for lone in
            [ill_formed(), Fake::Text(vec![0xDC00]), Fake::Text(vec![0xDC00, 0xD800]), Fake::Text(vec![0x61, 0xD83D])]
        {
            assert_eq!(outcome(key, lone), Err((Reason::ParameterInvalidString, word)));
        }
    }
}

#[test]
fn five_thousand_characters_pass_and_one_more_does_not() {
    for (key, word) in TEXTS {
        assert_eq!(outcome(key, "a"), Ok(()));
        assert_eq!(outcome(key, "a".repeat(5000)), Ok(()));
        assert_eq!(outcome(key, "a".repeat(5001)), Err((Reason::ParameterTooLong, word)));
        assert_eq!(outcome(key, "a".repeat(50_000)), Err((Reason::ParameterTooLong, word)));
    }
}

#[test]
fn characters_are_counted_as_code_points_not_as_units_or_bytes() {
    for (key, word) in TEXTS {
        assert_eq!(outcome(key, "é".repeat(5000)), Ok(()));
        assert_eq!(outcome(key, "\u{1F511}".repeat(5000)), Ok(()));
        assert_eq!(outcome(key, "\u{1F511}".repeat(5001)), Err((Reason::ParameterTooLong, word)));
        assert_eq!(outcome(key, "a".repeat(1000) + &"\u{1F511}".repeat(4000)), Ok(()));
        assert_eq!(outcome(key, "a".repeat(1001) + &"\u{1F511}".repeat(4000)), Err((Reason::ParameterTooLong, word)));
    }
}

#[test]
fn any_well_formed_text_is_sent_as_it_is() {
    for text in [" ", "\0", "a&scope[user]=usr_other", "null", "undefined", "\u{FEFF}x", "\u{FFFD}"] {
        assert!(create_with("payload", text).is_ok_and(|lines| lines.contains(&format!("payload={text}"))), "{text:?}");
    }
}
