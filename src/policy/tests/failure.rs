//! Which fault an answer stands for, or the want of one: the table of stripe, and ours where stripe says nothing.

use super::answer::expected;
use super::call::OPERATIONS;
use super::look::{Looked, secret};
use crate::contract::errors::{Class, Reason};
use crate::contract::events::Match;
use crate::contract::kinds::Kind;
use crate::contract::operations::Operation;
use crate::contract::words::Word;
use crate::policy::failure::{class, is_closed, oauth_class, of_answer, of_body, of_request};
use crate::policy::fault::Fault;

fn on_find(status: u16, look: &Looked) -> Option<Fault> {
    of_answer(status, look, &expected(Operation::Find, "user"))
}

fn found() -> Looked {
    Looked::secret(secret("user"))
}

/// The fault of an invalid answer, by the status.
fn invalid(status: u16, class: Class) -> Option<Fault> {
    Some(match status {
        403 => Fault::failed(Reason::NoPermission),
        0..400 => Fault::failed(Reason::InvalidJson),
        _ => Fault::failed_as(class, Reason::InvalidJson),
    })
}

#[test]
fn what_was_asked_for_is_handed_on_by_every_status_below_400() {
    for status in [100, 200, 204, 302, 399] {
        for operation in OPERATIONS {
            let own = secret("user");
            let look = if operation == Operation::List { Looked::list(&[own, own]) } else { found() };
            assert_eq!(of_answer(status, &look, &expected(operation, "user")), None, "{operation:?} {status}");
        }
    }
}

#[test]
fn what_was_not_asked_for_is_withheld() {
    let mut foreign = secret("user");
    foreign.user = Match::Other as u32;
    assert_eq!(on_find(200, &Looked::secret(foreign)), Some(Fault::failed(Reason::ScopeMismatch)));
    let written = of_answer(200, &Looked::secret(foreign), &expected(Operation::Create, "user"));
    assert_eq!(written, Some(Fault::failed(Reason::ScopeMismatch)));
}

#[test]
fn an_error_inside_counts_whatever_the_status_is() {
    let mut error = found().with_error(Kind::Record, true);
    (error.answer.code, error.answer.kind) = (Word::RateLimit.number(), Word::IdempotencyError.number());
    for (status, class) in [
        (0, Class::Api),
        (200, Class::Api),
        (400, Class::RateLimit),
        (401, Class::Authentication),
        (403, Class::Permission),
        (404, Class::Idempotency),
        (500, Class::Api),
    ] {
        assert_eq!(on_find(status, &error), Some(Fault::of_api(class)), "{status}");
    }
}

#[test]
fn an_error_that_is_a_text_is_one_of_oauths() {
    let mut error = found().with_error(Kind::Text, true);
    error.answer.code = Word::InvalidGrant.number();
    assert_eq!(on_find(400, &error), Some(Fault::of_api(Class::InvalidGrant)));
    error.answer.code = Word::Unknown.number();
    assert_eq!(on_find(200, &error), Some(Fault::of_api(Class::OAuth)));
}

#[test]
fn an_empty_error_field_is_ignored() {
    for kind in [Kind::Undefined, Kind::Null, Kind::Text, Kind::Number, Kind::Other] {
        assert_eq!(on_find(200, &found().with_error(kind, false)), None, "{kind:?}");
    }
}

#[test]
fn an_error_of_another_kind_is_not_a_secret() {
    for kind in [Kind::Number, Kind::IllFormed, Kind::List, Kind::Date, Kind::Other] {
        assert_eq!(on_find(200, &found().with_error(kind, true)), invalid(200, Class::Api), "{kind:?}");
        assert_eq!(on_find(403, &found().with_error(kind, true)), invalid(403, Class::Permission), "{kind:?}");
    }
}

#[test]
fn the_status_decides_the_class_of_a_failure_without_words() {
    for (status, class) in [
        (400, Class::InvalidRequest),
        (402, Class::Card),
        (404, Class::InvalidRequest),
        (429, Class::RateLimit),
        (500, Class::Api),
    ] {
        for is_record in [0, 1] {
            let mut look = found();
            look.answer.is_record = is_record;
            assert_eq!(on_find(status, &look), Some(Fault::failed_as(class, Reason::NoWords)), "{status}");
        }
    }
}

#[test]
fn a_403_without_words_says_how_a_permission_is_granted() {
    let mut look = found();
    assert_eq!(on_find(403, &look), Some(Fault::failed(Reason::NoPermission)));
    look.answer.is_record = 0;
    assert_eq!(on_find(403, &look), Some(Fault::failed(Reason::NoPermission)));
    assert_eq!(of_body(Word::Absent, 403), Fault::failed(Reason::NoPermission));
    assert_eq!(Fault::failed(Reason::NoPermission).class(), Class::Permission);
}

#[test]
fn an_answer_without_object_or_status_is_an_error() {
    let mut look = found();
    look.answer.is_record = 0;
    assert_eq!(on_find(200, &look), invalid(200, Class::Api));
    assert_eq!(on_find(0, &found()), invalid(200, Class::Api));
}

#[test]
fn the_error_of_a_lost_request_depends_on_its_code_and_retries() {
    for code in [Word::ConnectionReset, Word::Unknown, Word::Absent] {
        assert_eq!(of_request(code, 0), Fault::failed(Reason::NoConnection));
        assert_eq!(of_request(code, 1), Fault::failed(Reason::NoConnectionRetried));
    }
    assert_eq!(of_request(Word::TimedOut, 2), Fault::failed(Reason::TimedOut));
}

#[test]
fn the_error_of_a_lost_body_depends_on_the_status() {
    assert_eq!(of_body(Word::TimedOut, 403), Fault::failed(Reason::TimedOut));
    for code in [Word::ConnectionReset, Word::Unknown, Word::Absent] {
        let expected = [
            (200, Class::Api),
            (399, Class::Api),
            (400, Class::InvalidRequest),
            (403, Class::Permission),
            (0, Class::Api),
        ];
        for (status, class) in expected {
            assert_eq!(Some(of_body(code, status)), invalid(status, class), "{status}");
        }
    }
}

#[test]
fn a_closed_connection_is_known_by_two_codes() {
    let closed: Vec<Word> = Word::ALL.iter().copied().filter(|word| is_closed(*word)).collect();
    assert_eq!(closed, [Word::ConnectionReset, Word::BrokenPipe]);
}

#[test]
fn a_status_alone_tells_the_class() {
    for (status, expected) in [
        (200, Class::Api),
        (400, Class::InvalidRequest),
        (401, Class::Authentication),
        (402, Class::Card),
        (403, Class::Permission),
        (404, Class::InvalidRequest),
        (409, Class::Api),
        (418, Class::Api),
        (429, Class::RateLimit),
        (500, Class::Api),
        (503, Class::Api),
    ] {
        assert_eq!(class(status, Word::Absent, Word::Absent), expected, "{status}");
    }
}
#[test]
fn every_form_of_a_rate_limit_is_recognised() {
    assert_eq!(class(400, Word::RateLimit, Word::Absent), Class::RateLimit);
    assert_eq!(class(400, Word::RateLimit, Word::IdempotencyError), Class::RateLimit);
    assert_eq!(class(429, Word::Absent, Word::IdempotencyError), Class::RateLimit);
    assert_eq!(class(404, Word::RateLimit, Word::Absent), Class::InvalidRequest, "only with a 400");
    assert_eq!(class(400, Word::Absent, Word::RateLimit), Class::InvalidRequest, "by its code, not by its type");
}

#[test]
fn a_reused_idempotency_key_has_its_own_class_on_400_and_404() {
    for status in [400, 404] {
        assert_eq!(class(status, Word::Absent, Word::IdempotencyError), Class::Idempotency);
        assert_eq!(class(status, Word::IdempotencyError, Word::Absent), Class::InvalidRequest);
    }
    for (status, expected) in
        [(401, Class::Authentication), (403, Class::Permission), (409, Class::Api), (500, Class::Api)]
    {
        assert_eq!(class(status, Word::Absent, Word::IdempotencyError), expected);
        assert_eq!(class(status, Word::RateLimit, Word::Absent), expected);
    }
}

#[test]
fn an_error_that_is_a_string_is_oauths() {
    for (error, expected) in [
        ("invalid_grant", Class::InvalidGrant),
        ("invalid_client", Class::InvalidClient),
        ("invalid_request", Class::OAuthInvalidRequest),
        ("invalid_scope", Class::InvalidScope),
        ("unsupported_grant_type", Class::UnsupportedGrantType),
        ("unsupported_response_type", Class::UnsupportedResponseType),
        ("access_denied", Class::OAuth),
        ("", Class::OAuth),
        ("rate_limit", Class::OAuth),
    ] {
        assert_eq!(oauth_class(Word::of(error)), expected, "{error}");
    }
    assert_eq!(oauth_class(Word::Absent), Class::OAuth);
}
