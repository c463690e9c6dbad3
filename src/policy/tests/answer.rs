//! Whether an answer is what was asked for. What is not is withheld, whoever sent it.

use super::call::{OPERATIONS, bound, check_whole, needed};
use super::fake::{Fake, ill_formed, no_strings, record};
use crate::policy::answer::{Expectation, Facts};
use crate::policy::failure::Failure;
use crate::policy::node::Node;
use crate::policy::params::Operation;
use crate::policy::vocabulary::Word;

/// What the answer to a call of `usr_example` for `name-placeholder` has to be.
fn expected(operation: Operation, scope: &str) -> Expectation<Fake> {
    let params = needed(operation).with("scope", record! { "type": scope });
    let (checked, _) = check_whole(operation, &params, &bound(), Default::default(), Ok(())).expect("a valid call");
    let asked = Expectation::new(operation, checked.scope, Fake::Undefined, Fake::Undefined).number();
    // Until there is an answer it is a number.
    Expectation::from_number(asked, Fake::from("usr_example"), params.get(Word::Name))
}

/// The secret that was asked for, without its payload.
fn secret(scope: &str) -> Facts<Fake> {
    Facts {
        object: Word::AppsSecret,
        name: Fake::from("name-placeholder"),
        scope_type: Word::of(scope),
        scope_user: if scope == "user" { Fake::from("usr_example") } else { Fake::Undefined },
        deleted: false,
        has_payload: false,
    }
}

/// A deletion as it is documented: an id, the object, `deleted: true`.
fn deletion() -> Facts<Fake> {
    Facts {
        object: Word::AppsSecret,
        name: Fake::Undefined,
        scope_type: Word::Absent,
        scope_user: Fake::Undefined,
        deleted: true,
        has_payload: false,
    }
}

/// Asserts that each method admits, or withholds, a secret of this scope that was changed so.
fn assert_admitted(scope: &str, admitted: bool, change: impl Fn(&mut Facts<Fake>)) {
    for operation in OPERATIONS {
        assert_admitted_by(operation, scope, admitted, &change);
    }
}

fn assert_admitted_by(operation: Operation, scope: &str, admitted: bool, change: &impl Fn(&mut Facts<Fake>)) {
    for has_payload in [false, true] {
        let mut secret = Facts { has_payload, ..secret(scope) };
        change(&mut secret);
        assert_eq!(expected(operation, scope).admits(&secret), admitted, "{operation:?} {scope} {has_payload}");
    }
}

#[test]
fn the_secret_that_was_asked_for_is_handed_on() {
    for scope in ["account", "user"] {
        assert_admitted(scope, true, |_| {});
        assert_admitted(scope, true, |secret| secret.deleted = true);
    }
    assert_admitted("account", true, |secret| secret.scope_user = Fake::Null);
}

#[test]
fn another_users_secret_is_withheld() {
    for user in ["usr_other", "", "usr_example ", "USR_EXAMPLE"].map(Fake::from) {
        assert_admitted("user", false, |secret| secret.scope_user = user.clone());
        assert_admitted("user", false, |secret| {
            secret.scope_user = user.clone();
            secret.deleted = true;
        });
    }
    for user in no_strings().into_iter().chain([Fake::Null, ill_formed()]) {
        assert_admitted("user", false, |secret| secret.scope_user = user.clone());
    }
}

#[test]
fn a_users_secret_is_withheld_from_who_asked_for_the_accounts() {
    assert_admitted("account", false, |secret| secret.scope_user = Fake::from("usr_example"));
    assert_admitted("account", false, |secret| secret.scope_user = Fake::from(""));
    assert_admitted("account", false, |secret| secret.scope_type = Word::User);
    assert_admitted("account", false, |secret| {
        secret.scope_type = Word::User;
        secret.scope_user = Fake::from("usr_example");
    });
    assert_admitted("account", false, |secret| {
        secret.scope_user = Fake::from("usr_example");
        secret.deleted = true;
    });
}

#[test]
fn an_accounts_secret_is_withheld_from_who_asked_for_a_users() {
    assert_admitted("user", false, |secret| secret.scope_type = Word::Account);
    assert_admitted("user", false, |secret| {
        secret.scope_type = Word::Account;
        secret.scope_user = Fake::Undefined;
    });
}

#[test]
fn a_find_hands_on_the_name_that_was_asked_for_only() {
    for scope in ["account", "user"] {
        for name in [Fake::from("other-placeholder"), Fake::from(""), Fake::Null, Fake::Undefined, Fake::from(1.0)] {
            let change = |secret: &mut Facts<Fake>| secret.name = name.clone();
            assert_admitted_by(Operation::Find, scope, false, &change);
            for operation in [Operation::Create, Operation::List, Operation::DeleteWhere] {
                assert_admitted_by(operation, scope, true, &change);
            }
        }
    }
    let mut other = deletion();
    other.name = Fake::from("other-placeholder");
    assert!(!expected(Operation::Find, "account").admits(&other));
}

#[test]
fn what_is_no_secret_is_withheld() {
    for object in [Word::List, Word::Unknown, Word::Absent, Word::Account] {
        for scope in ["account", "user"] {
            assert_admitted(scope, false, |secret| secret.object = object);
        }
    }
}

#[test]
fn a_secret_that_does_not_say_whose_it_is_is_withheld() {
    for scope in ["account", "user"] {
        assert_admitted(scope, false, |secret| secret.scope_type = Word::Absent);
        assert_admitted(scope, false, |secret| secret.scope_type = Word::Unknown);
    }
    assert_admitted("user", false, |secret| secret.scope_user = Fake::Undefined);
}

#[test]
fn a_deletion_may_leave_out_what_stripe_leaves_out() {
    for operation in OPERATIONS {
        for scope in ["account", "user"] {
            assert!(expected(operation, scope).admits(&deletion()), "{operation:?} {scope}");
            let bare = Facts { object: Word::Absent, ..deletion() };
            assert!(expected(operation, scope).admits(&bare), "{operation:?} {scope}");
        }
    }
}

#[test]
fn what_a_deletion_does_say_must_be_right() {
    for operation in OPERATIONS {
        let admits = |scope, secret: Facts<Fake>| expected(operation, scope).admits(&secret);
        assert!(!admits("user", Facts { scope_user: Fake::from("usr_other"), ..deletion() }));
        assert!(!admits("user", Facts { scope_type: Word::Account, ..deletion() }));
        assert!(!admits("account", Facts { scope_type: Word::User, ..deletion() }));
        assert!(!admits("account", Facts { scope_user: Fake::from("usr_example"), ..deletion() }));
        assert!(!admits("account", Facts { object: Word::List, ..deletion() }));
        assert!(!admits("account", Facts { scope_type: Word::Unknown, ..deletion() }));
    }
}

#[test]
fn an_answer_with_a_payload_does_not_pass_as_a_deletion() {
    for operation in OPERATIONS {
        for scope in ["account", "user"] {
            let posing = Facts { has_payload: true, ..deletion() };
            assert!(!expected(operation, scope).admits(&posing), "{operation:?} {scope}");
        }
    }
}

#[test]
fn a_write_that_may_have_happened_is_said_to() {
    let mismatch = |operation| expected(operation, "user").mismatch();
    assert_eq!(mismatch(Operation::Create), Failure::ScopeMismatchAfterWrite);
    assert_eq!(mismatch(Operation::DeleteWhere), Failure::ScopeMismatchAfterWrite);
    assert_eq!(mismatch(Operation::Find), Failure::ScopeMismatch);
    assert_eq!(mismatch(Operation::List), Failure::ScopeMismatch);
}

#[test]
fn only_a_list_is_read_as_one() {
    let is_list = OPERATIONS.map(|operation| expected(operation, "account").is_list());
    assert_eq!(is_list, [false, false, true, false]);
}
