//! Whether an answer is what was asked for. What is not is withheld, whoever sent it.

use super::call::{OPERATIONS, bound, check_whole, needed};
use super::fake::{Fake, record};
use super::look::{Looked, deletion, secret};
use crate::contract::errors::Reason;
use crate::contract::events::Match;
use crate::contract::kinds::Kind;
use crate::contract::layout::{Asked, Secret};
use crate::contract::operations::Operation;
use crate::contract::words::Word;
use crate::policy::answer::Expectation;
use crate::policy::failure;
use crate::policy::fault::Fault;

/// What the answer to a call in a scope has to be. Until there is one it is a number.
pub fn expected(operation: Operation, scope: &str) -> Expectation {
    let params = needed(operation).with("scope", record! { "type": scope });
    let (checked, _) = check_whole(operation, &params, &bound(), Default::default(), Ok(())).expect("a valid call");
    Expectation::from_number(Expectation::new(operation, checked.scope).number()).expect("a known operation")
}

/// Asserts that each method admits, or withholds, a secret of this scope that was changed so, with a payload and without.
fn assert_admitted(scope: &str, admitted: bool, change: impl Fn(&mut Secret)) {
    for operation in OPERATIONS {
        assert_admitted_by(operation, scope, admitted, &change);
    }
}

fn assert_admitted_by(operation: Operation, scope: &str, admitted: bool, change: &impl Fn(&mut Secret)) {
    for has_payload in [0, 1] {
        let mut secret = Secret { has_payload, ..secret(scope) };
        change(&mut secret);
        assert_eq!(
            expected(operation, scope).mismatch_of(secret).is_none(),
            admitted,
            "{operation:?} {scope} {has_payload}"
        );
    }
}

#[test]
fn the_secret_that_was_asked_for_is_handed_on() {
    for scope in ["account", "user"] {
        assert_admitted(scope, true, |_| {});
        assert_admitted(scope, true, |secret| secret.deleted = 1);
    }
    assert_admitted("account", true, |secret| secret.user = Match::Null as u32);
}

#[test]
fn another_users_secret_is_withheld() {
    for user in [Match::Other, Match::Null] {
        for deleted in [0, 1] {
            assert_admitted("user", false, |secret| (secret.user, secret.deleted) = (user as u32, deleted));
        }
    }
}

#[test]
fn a_users_secret_is_withheld_from_who_asked_for_the_accounts() {
    assert_admitted("account", false, |secret| secret.scope_type = Word::User.number());
    for user in [Match::Same, Match::Other] {
        assert_admitted("account", false, |secret| secret.user = user as u32);
        assert_admitted("account", false, |secret| (secret.user, secret.deleted) = (user as u32, 1));
        assert_admitted("account", false, |secret| {
            (secret.user, secret.scope_type) = (user as u32, Word::User.number());
        });
    }
}

#[test]
fn an_accounts_secret_is_withheld_from_who_asked_for_a_users() {
    assert_admitted("user", false, |secret| secret.scope_type = Word::Account.number());
    assert_admitted("user", false, |secret| {
        (secret.user, secret.scope_type) = (Match::Absent as u32, Word::Account.number());
    });
}

#[test]
fn a_find_hands_on_the_name_that_was_asked_for_only() {
    for scope in ["account", "user"] {
        for name in [Match::Other, Match::Null, Match::Absent] {
            let change = |secret: &mut Secret| secret.name = name as u32;
            assert_admitted_by(Operation::Find, scope, false, &change);
            for operation in [Operation::Create, Operation::List, Operation::DeleteWhere] {
                assert_admitted_by(operation, scope, true, &change);
            }
        }
    }
    assert!(
        expected(Operation::Find, "account").mismatch_of(Secret { name: Match::Other as u32, ..deletion() }).is_some()
    );
}

#[test]
fn anything_but_a_secret_is_withheld() {
    for object in [Word::List, Word::Unknown, Word::Absent, Word::Account] {
        for scope in ["account", "user"] {
            assert_admitted(scope, false, |secret| secret.object = object.number());
        }
    }
}

#[test]
fn a_secret_that_does_not_say_whose_it_is_is_withheld() {
    for scope in ["account", "user"] {
        assert_admitted(scope, false, |secret| secret.scope_type = Word::Absent.number());
        assert_admitted(scope, false, |secret| secret.scope_type = Word::Unknown.number());
    }
    assert_admitted("user", false, |secret| secret.user = Match::Absent as u32);
}

#[test]
fn only_the_answer_of_delete_where_may_leave_out_what_stripe_leaves_out() {
    for operation in OPERATIONS {
        for scope in ["account", "user"] {
            let is_deletion = operation == Operation::DeleteWhere;
            let bare = Secret { object: Word::Absent.number(), ..deletion() };
            for partial in [deletion(), bare] {
                let admitted = expected(operation, scope).mismatch_of(partial).is_none();
                assert_eq!(admitted, is_deletion, "{operation:?} {scope} {partial:?}");
            }
        }
    }
}

#[test]
fn what_a_deletion_does_say_must_be_right() {
    for operation in OPERATIONS {
        let admits = |scope, secret: Secret| expected(operation, scope).mismatch_of(secret).is_none();
        assert!(!admits("user", Secret { user: Match::Other as u32, ..deletion() }));
        assert!(!admits("user", Secret { scope_type: Word::Account.number(), ..deletion() }));
        assert!(!admits("account", Secret { scope_type: Word::User.number(), ..deletion() }));
        assert!(!admits("account", Secret { user: Match::Same as u32, ..deletion() }));
        assert!(!admits("account", Secret { object: Word::List.number(), ..deletion() }));
        assert!(!admits("account", Secret { scope_type: Word::Unknown.number(), ..deletion() }));
    }
}

#[test]
fn an_answer_with_a_payload_does_not_pass_as_a_deletion() {
    for operation in OPERATIONS {
        for scope in ["account", "user"] {
            let posing = Secret { has_payload: 1, ..deletion() };
            assert!(expected(operation, scope).mismatch_of(posing).is_some(), "{operation:?} {scope}");
        }
    }
}

#[test]
fn a_list_is_withheld_for_one_entry_that_was_not_asked_for() {
    let own = secret("user");
    let foreign = Secret { user: Match::Other as u32, ..own };
    let admits = |look: &Looked| expected(Operation::List, "user").mismatch(look).is_none();
    assert!(admits(&Looked::list(&[])));
    assert!(admits(&Looked::list(&[own, own])));
    for secrets in [&[foreign][..], &[own, foreign], &[foreign, own], &[own, Secret::default()]] {
        assert!(!admits(&Looked::list(secrets)), "{secrets:?}");
    }
    let mut other = Looked::list(&[]);
    other.answer.object = Word::AppsSecret.number();
    assert!(!admits(&other), "another object");
    let mut other = Looked::list(&[]);
    other.answer.has_data = 0;
    assert!(!admits(&other), "no data");
    assert!(!admits(&Looked::secret(own)), "a secret in place of a list");
    assert!(expected(Operation::Find, "user").mismatch(&Looked::list(&[own])).is_some(), "a list in place of a secret");
}

#[test]
fn a_secret_of_another_scope_in_an_unknown_field_withholds_the_answer() {
    for operation in OPERATIONS {
        for scope in ["account", "user"] {
            let own = secret(scope);
            let foreign = secret(if scope == "user" { "account" } else { "user" });
            let answers = [Looked::secret(own), Looked::secret(deletion()), Looked::list(&[own])];
            for answer in
                answers.iter().flat_map(|answer| [answer.clone(), answer.clone().with_error(Kind::Record, true)])
            {
                let fault = |look: &Looked| failure::of_answer(200, look, &expected(operation, scope));
                let of = |stray| fault(&answer.clone().with_stray(stray));
                assert_eq!(of(own), fault(&answer), "one of its own changes nothing");
                for stray in
                    [foreign, Secret { deleted: 1, ..foreign }, deletion(), Secret { user: Match::Other as u32, ..own }]
                {
                    let withheld = Some(Fault::failed(Reason::ScopeMismatch));
                    assert_eq!(of(stray), withheld, "{operation:?} {scope} {stray:?}");
                    assert_eq!(
                        fault(&answer.clone().with_stray(own).with_stray(stray)),
                        withheld,
                        "behind one of its own"
                    );
                }
            }
        }
    }
}

#[test]
fn what_differs_is_named() {
    let find = expected(Operation::Find, "user");
    let own = secret("user");
    let differing = |change: &dyn Fn(&mut Secret)| {
        let mut secret = own;
        change(&mut secret);
        find.mismatch(&Looked::secret(secret))
    };
    assert_eq!(differing(&|secret| secret.object = Word::List.number()), Some(Reason::ObjectMismatch));
    assert_eq!(differing(&|secret| secret.scope_type = Word::Account.number()), Some(Reason::ScopeMismatch));
    assert_eq!(differing(&|secret| secret.user = Match::Other as u32), Some(Reason::ScopeMismatch));
    assert_eq!(differing(&|secret| secret.name = Match::Other as u32), Some(Reason::NameMismatch));
    let list = expected(Operation::List, "user");
    assert_eq!(list.mismatch(&Looked::secret(own)), Some(Reason::ObjectMismatch));
    let foreign = Secret { user: Match::Other as u32, ..own };
    assert_eq!(list.mismatch(&Looked::list(&[own, foreign])), Some(Reason::ScopeMismatch));
}

#[test]
fn an_unknown_operation_is_none_of_the_four() {
    for number in [0, 5, 6, 7] {
        assert_eq!(Operation::from_number(number), None, "{number}");
        assert_eq!(Expectation::from_number(Asked { operation: number, is_user: 1 }.pack()), None, "{number}");
    }
}
