//! `limit`, the cursors and `expand`.

use super::call::{OPERATIONS, Refused, check, list_with, needed};
use super::fake::{Fake, ill_formed, list, no_strings, record};
use crate::contract::errors::Reason;
use crate::contract::operations::Operation;
use crate::contract::words::Word;

fn written(lines: Result<Vec<String>, Refused>) -> Result<Vec<String>, Refused> {
    lines.map(|lines| lines.into_iter().filter(|line| !line.starts_with("scope")).collect())
}

#[test]
fn a_limit_of_1_to_100_passes_as_a_number_or_as_digits() {
    for (limit, expected) in [
        (Fake::from(1.0), "limit=1"),
        (Fake::from(100.0), "limit=100"),
        (Fake::from("1"), "limit=1"),
        (Fake::from("50"), "limit=50"),
        (Fake::from("100"), "limit=100"),
        (Fake::from("050"), "limit=50"),
    ] {
        assert_eq!(written(list_with("limit", limit)), Ok(vec![expected.to_string()]));
    }
}

#[test]
fn an_invalid_limit_is_refused() {
    for limit in [0.0, -0.0, -1.0, 101.0, 1000.0].map(Fake::from).into_iter().chain(["0", "101"].map(Fake::from)) {
        let refused = list_with("limit", limit.clone());
        assert_eq!(refused, Err((Reason::LimitOutOfRange, Word::Limit)), "{limit:?}");
    }
    let numbers = [1.5, 99.999, 1e21, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let texts = ["-5", "+5", "1.5", "1e1", " 5", "5 ", "0x10", "ten", "٥", "99999999999999999999"];
    let others = [list![5.0], record! {}, Fake::Date(50_000.0), Fake::Date(50.0), Fake::Other, ill_formed()];
    let all = numbers.map(Fake::from).into_iter().chain(texts.map(Fake::from)).chain(others);
    for limit in all {
        let refused = list_with("limit", limit.clone());
        assert_eq!(refused, Err((Reason::ParameterInvalidInteger, Word::Limit)), "{limit:?}");
    }
}

#[test]
fn either_cursor_pages_and_both_together_do_not() {
    let cursor = "appsecret_placeholder";
    for (key, other) in [("starting_after", "ending_before"), ("ending_before", "starting_after")] {
        assert_eq!(written(list_with(key, cursor)), Ok(vec![format!("{key}={cursor}")]));
        let params = needed(Operation::List).with(key, cursor).with(other, Fake::Undefined);
        assert!(check(Operation::List, &params).is_ok());
        let both = needed(Operation::List).with(key, cursor).with(other, cursor);
        assert_eq!(check(Operation::List, &both), Err((Reason::ParametersExclusive, Word::EndingBefore)));
    }
}

#[test]
fn a_cursor_is_a_string_of_what_fits() {
    for (key, word) in [("starting_after", Word::StartingAfter), ("ending_before", Word::EndingBefore)] {
        for cursor in no_strings().into_iter().chain([ill_formed()]) {
            let refused = list_with(key, cursor).unwrap_err();
            assert!([(Reason::ParameterInvalidString, word), (Reason::ParameterObject, word)].contains(&refused));
        }
        assert!(list_with(key, "a".repeat(5000)).is_ok());
        assert_eq!(list_with(key, "a".repeat(5001)), Err((Reason::ParameterTooLong, word)));
    }
}

#[test]
fn expand_takes_strings_and_numbers_them_and_an_empty_array_vanishes() {
    for operation in OPERATIONS {
        let expand = |value: Fake| {
            let lines = check(operation, &needed(operation).with("expand", value));
            lines.map(|lines| lines.into_iter().filter(|line| line.starts_with("expand")).collect::<Vec<_>>())
        };
        assert_eq!(expand(list!["payload"]), Ok(vec!["expand[0]=payload".to_string()]));
        let two = ["expand[0]=data.payload", "expand[1]=x"].map(String::from);
        assert_eq!(expand(list!["data.payload", "x"]), Ok(two.to_vec()));
        assert_eq!(expand(list![]), Ok(vec![]));
    }
}

#[test]
fn expand_that_is_not_an_array_of_strings_is_refused() {
    let refused = [
        Fake::from("payload"),
        Fake::from(1.0),
        record! { "0": "payload" },
        Fake::Date(0.0),
        Fake::Other, // with holes, or with properties of its own
        ill_formed(),
        list!["payload", ""],
        list![Fake::Undefined],
        list!["payload", Fake::Null],
        list![1.0],
        list![list!["payload"]],
        list![ill_formed()],
        list!["a".repeat(5001)],
    ];
    for operation in OPERATIONS {
        for expand in &refused {
            let outcome = check(operation, &needed(operation).with("expand", expand.clone()));
            assert_eq!(outcome, Err((Reason::ParameterInvalidArray, Word::Expand)), "{expand:?}");
        }
    }
}
