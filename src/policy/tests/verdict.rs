//! What a caller is told of an answer, or of none.

use super::call::{OPERATIONS, bound, check_whole, needed};
use super::fake::{Fake, list, record};
use crate::policy::answer::Expectation;
use crate::policy::failure::{Class, Failure};
use crate::policy::node::Node;
use crate::policy::params::Operation;
use crate::policy::verdict::{ABORTED, Fault, is_closed, of_answer, of_lost};
use crate::policy::vocabulary::Word;

fn secret() -> Fake {
    let scope = record! { "type": "user", "user": "usr_example" };
    record! { "object": "apps.secret", "name": "name-placeholder", "scope": scope, "payload": "payload-placeholder" }
}

fn page(data: Vec<Fake>) -> Fake {
    record! { "object": "list", "data": Fake::List(data) }
}

/// The verdict on what answers a call in the user's scope.
fn on(operation: Operation, status: u16, answer: &Fake) -> Option<Fault> {
    let params = needed(operation).with("scope", record! { "type": "user" });
    let (checked, _) = check_whole(operation, &params, &bound(), Default::default(), Ok(())).expect("a valid call");
    let expected = Expectation::new(operation, checked.scope, Fake::from("usr_example"), params.get(Word::Name));
    of_answer(status, answer, &expected)
}

fn on_find(status: u16, answer: &Fake) -> Option<Fault> {
    on(Operation::Find, status, answer)
}

const fn invalid(class: Class) -> Option<Fault> {
    Some(Fault::Ours(class, Failure::InvalidJson))
}

#[test]
fn what_was_asked_for_is_handed_on_by_every_status_below_400() {
    for status in [100, 200, 204, 302, 399] {
        for operation in OPERATIONS {
            let answer = if operation == Operation::List { page(vec![secret(), secret()]) } else { secret() };
            assert_eq!(on(operation, status, &answer), None, "{operation:?} {status}");
        }
    }
    assert_eq!(on(Operation::List, 200, &page(vec![])), None);
}

#[test]
fn an_error_inside_counts_whatever_the_status_is() {
    let error = record! { "error": record! { "type": "idempotency_error", "code": "rate_limit" } };
    for (status, class) in [
        (0, Class::StripeAPIError),
        (200, Class::StripeAPIError),
        (400, Class::StripeRateLimitError),
        (401, Class::StripeAuthenticationError),
        (403, Class::StripePermissionError),
        (404, Class::StripeIdempotencyError),
        (500, Class::StripeAPIError),
    ] {
        assert_eq!(on_find(status, &error), Some(Fault::Theirs(class)), "{status}");
    }
    assert_eq!(on_find(200, &secret().with("error", record! {})), Some(Fault::Theirs(Class::StripeAPIError)));
}

#[test]
fn an_error_that_is_a_text_is_one_of_oauths() {
    let error = record! { "error": "invalid_grant" };
    assert_eq!(on_find(400, &error), Some(Fault::Theirs(Class::StripeInvalidGrantError)));
    assert_eq!(on_find(200, &record! { "error": "another" }), Some(Fault::Theirs(Class::StripeOAuthError)));
}

#[test]
fn an_error_that_says_nothing_is_none() {
    for nothing in [Fake::Undefined, Fake::Null, Fake::from(""), Fake::from(0.0), Fake::Other] {
        assert_eq!(on_find(200, &secret().with("error", nothing.clone())), None, "{nothing:?}");
    }
}

#[test]
fn an_error_of_another_kind_is_no_secret() {
    for error in [Fake::from(1.0), Fake::from(f64::NAN), Fake::True, list![], list!["x"], Fake::Date(0.0)] {
        assert_eq!(on_find(200, &secret().with("error", error.clone())), invalid(Class::StripeAPIError), "{error:?}");
        assert_eq!(on_find(403, &record! { "error": error }), invalid(Class::StripePermissionError));
    }
}

#[test]
fn a_failure_that_does_not_say_why_is_told_by_its_status() {
    for (status, class) in [
        (400, Class::StripeInvalidRequestError),
        (402, Class::StripeCardError),
        (403, Class::StripePermissionError),
        (404, Class::StripeInvalidRequestError),
        (429, Class::StripeRateLimitError),
        (500, Class::StripeAPIError),
    ] {
        for answer in [secret(), record! {}, Fake::Null, Fake::from("text")] {
            assert_eq!(on_find(status, &answer), Some(Fault::Ours(class, Failure::NoReason)), "{status}");
        }
    }
}

#[test]
fn what_is_no_object_and_what_has_no_status_is_no_answer() {
    for answer in [Fake::Undefined, Fake::Null, Fake::from("text"), Fake::from(1.0), Fake::True, list![secret()]] {
        assert_eq!(on_find(200, &answer), invalid(Class::StripeAPIError), "{answer:?}");
    }
    assert_eq!(on_find(0, &secret()), invalid(Class::StripeAPIError));
}

#[test]
fn a_list_with_one_foreign_entry_is_withheld_whole() {
    let foreign = secret().with("scope", record! { "type": "user", "user": "usr_other" });
    let mismatch = Some(Fault::Ours(Class::StripeAPIError, Failure::ScopeMismatch));
    let lists = [
        page(vec![foreign.clone()]),
        page(vec![secret(), foreign.clone()]),
        page(vec![foreign.clone(), secret()]),
        page(vec![secret(), Fake::Null]),
        page(vec![]).with("object", "apps.secret"),
        page(vec![]).with("data", record! { "0": secret() }),
        page(vec![]).without("data"),
        secret(),
    ];
    for answer in lists {
        assert_eq!(on(Operation::List, 200, &answer), mismatch, "{answer:?}");
    }
    assert_eq!(on_find(200, &page(vec![secret()])), mismatch, "a list in place of a secret");
    let written = Some(Fault::Ours(Class::StripeAPIError, Failure::ScopeMismatchAfterWrite));
    assert_eq!(on(Operation::Create, 200, &foreign), written);
}

#[test]
fn only_true_is_a_deletion() {
    let gone = record! { "id": "appsecret_example", "object": "apps.secret" };
    assert_eq!(on(Operation::DeleteWhere, 200, &gone.clone().with("deleted", Fake::True)), None);
    for other in [Fake::from("true"), Fake::from(1.0), Fake::Other, Fake::Undefined] {
        assert!(on(Operation::DeleteWhere, 200, &gone.clone().with("deleted", other)).is_some());
    }
    let with_payload = gone.with("deleted", Fake::True).with("payload", "payload-placeholder");
    assert!(on(Operation::DeleteWhere, 200, &with_payload).is_some());
}

#[test]
fn an_attempt_that_was_lost_is_told_by_what_it_was_lost_by() {
    let connection = |failure| Fault::Ours(Class::StripeConnectionError, failure);
    for is_reading in [false, true] {
        assert_eq!(of_lost(200, Word::Timedout, is_reading), connection(Failure::Timeout));
    }
    for code in [Word::ConnectionReset, Word::Unknown, Word::Absent] {
        assert_eq!(of_lost(0, code, false), connection(Failure::Connection));
        assert_eq!(Some(of_lost(200, code, true)), invalid(Class::StripeAPIError));
        assert_eq!(Some(of_lost(403, code, true)), invalid(Class::StripePermissionError));
        assert_eq!(Some(of_lost(399, code, true)), invalid(Class::StripeAPIError));
        assert_eq!(Some(of_lost(400, code, true)), invalid(Class::StripeInvalidRequestError));
    }
    assert_eq!(ABORTED, connection(Failure::Aborted));
}

#[test]
fn a_closed_connection_is_known_by_two_codes() {
    let closed: Vec<Word> = Word::ALL.iter().copied().filter(|word| is_closed(*word)).collect();
    assert_eq!(closed, [Word::ConnectionReset, Word::BrokenPipe]);
}

#[test]
fn a_fault_is_one_number_that_is_never_nothing() {
    let number = |class: Class, failure: i32| 1 + (class as i32 | failure << 8);
    assert_eq!(Fault::Theirs(Class::StripeInvalidRequestError).number(), number(Class::StripeInvalidRequestError, 255));
    assert_eq!(ABORTED.number(), number(Class::StripeConnectionError, Failure::Aborted as i32));
    assert_eq!(Fault::Ours(Class::StripeInvalidRequestError, Failure::Connection).number(), 1);
}
