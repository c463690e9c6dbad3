//! Which parameters a method takes, what is written, and what passes for parameters at all.

use super::call::{NOW, OPERATIONS, bound, check, check_as, check_whole, needed, unbound, unknown_key};
use super::fake::{Fake, boxed, ill_formed, list, record};
use crate::contract::errors::Reason;
use crate::contract::operations::Operation;
use crate::contract::words::Word;
use crate::policy::card::Cards;

/// The parameters that Stripe's OpenAPI description names, beside `scope` and `expand`.
fn known(operation: Operation) -> &'static [&'static str] {
    match operation {
        Operation::Create => &["name", "payload", "expires_at"],
        Operation::Find | Operation::DeleteWhere => &["name"],
        Operation::List => &["limit", "starting_after", "ending_before"],
    }
}

fn valid(key: &str) -> Fake {
    match key {
        "expires_at" => Fake::from(NOW / 1000.0),
        "limit" => Fake::from(10.0),
        "expand" => list!["payload"],
        "scope" => record! { "type": "account" },
        _ => Fake::from("text-placeholder"),
    }
}

#[test]
fn every_parameter_of_a_method_passes_and_every_other_ones_is_refused() {
    for operation in OPERATIONS {
        for key in Word::TEXTS {
            let params = needed(operation).with(key, valid(key));
            let outcome = check(operation, &params).map(|_| ());
            if known(operation).contains(key) || ["scope", "expand"].contains(key) {
                assert_eq!(outcome, Ok(()), "{operation:?} {key}");
            } else {
                assert_eq!(outcome, Err((Reason::ParameterUnknown, Word::Params)), "{operation:?} {key}");
                assert_eq!(unknown_key(operation, &params).as_deref(), Some(*key));
            }
        }
    }
}

#[test]
fn a_misspelt_parameter_is_not_lost_in_silence() {
    for operation in OPERATIONS {
        for key in ["Name", "name ", "expiresAt", "expand[0]", "nаme", "constructor", "__proto__", "toString", ""] {
            for value in [Fake::from("text-placeholder"), Fake::Null, Fake::Other] {
                let params = needed(operation).with(key, value);
                assert_eq!(check(operation, &params), Err((Reason::ParameterUnknown, Word::Params)), "{key}");
            }
        }
    }
}

#[test]
fn an_undefined_parameter_is_passed_over_as_stripe_does() {
    for operation in OPERATIONS {
        let plain = check(operation, &needed(operation));
        assert!(plain.is_ok());
        for key in Word::TEXTS.iter().chain(&["expiresAt", "scope[user]"]) {
            if !["scope", "name", "payload"].contains(key) {
                let params = needed(operation).with(key, Fake::Undefined);
                assert_eq!(check(operation, &params), plain, "{operation:?} {key}");
            }
        }
    }
}

#[test]
fn an_unknown_parameter_is_named_by_its_own_place() {
    let params =
        record! { "nme": Fake::Undefined }.with("scope", valid("scope")).with("payloud", "x").with("nane", "x");
    assert_eq!(unknown_key(Operation::Create, &params).as_deref(), Some("payloud"));
}

#[test]
fn parameters_that_are_not_an_object_are_refused() {
    for params in
        [Fake::from("scope"), Fake::from(""), Fake::from(1.0), list![], Fake::Other, Fake::Date(0.0), ill_formed()]
    {
        for operation in OPERATIONS {
            assert_eq!(check(operation, &params), Err((Reason::ParameterInvalidObject, Word::Params)), "{params:?}");
        }
    }
    assert_eq!(check(Operation::Find, &boxed("scope")), Err((Reason::ParameterUnknown, Word::Params)));
}

#[test]
fn what_is_written_is_what_was_given_in_the_callers_order() {
    let params = record! {
        "expand": list!["payload", "scope"],
        "payload": "payload-placeholder",
        "expires_at": Fake::Date(NOW + 999.0),
        "scope": record! { "type": "user" },
        "name": "name-placeholder",
    };
    let expected = [
        "expand[0]=payload",
        "expand[1]=scope",
        "payload=payload-placeholder",
        "expires_at=1700000000",
        "scope[type]=user",
        "scope[user]=usr_example",
        "name=name-placeholder",
    ];
    assert_eq!(check(Operation::Create, &params), Ok(expected.map(String::from).to_vec()));
    let params = record! {
        "limit": "50", "ending_before": "appsecret_placeholder", "scope": record! { "type": "account" },
    };
    let expected = ["limit=50", "ending_before=appsecret_placeholder", "scope[type]=account"];
    assert_eq!(check_as(Operation::List, &params, &unbound()), Ok(expected.map(String::from).to_vec()));
}

#[test]
fn a_card_number_is_sent_with_a_warning_or_refused_or_sent_as_configured() {
    let params = needed(Operation::Create).with("payload", "4242 4242 4242 4242");
    let outcome = |params: &Fake, cards| {
        check_whole(Operation::Create, params, &bound(), cards, Ok(())).map(|(checked, _)| checked.warn_of_card)
    };
    assert_eq!(Cards::default(), Cards::Warn);
    assert_eq!(outcome(&params, Cards::Warn), Ok(true));
    assert_eq!(outcome(&params, Cards::Refuse), Err((Reason::CardNumberRefused, Word::Payload)));
    assert_eq!(outcome(&params, Cards::Allow), Ok(false));
    for cards in [Cards::Warn, Cards::Refuse, Cards::Allow] {
        assert_eq!(outcome(&needed(Operation::Create), cards), Ok(false));
    }
}

#[test]
fn the_card_rule_looks_at_payloads_only() {
    let params = needed(Operation::Find).with("name", "4242 4242 4242 4242");
    let outcome = check_whole(Operation::Find, &params, &bound(), Cards::Refuse, Ok(()));
    assert_eq!(outcome.map(|(checked, _)| checked.warn_of_card), Ok(false));
}
