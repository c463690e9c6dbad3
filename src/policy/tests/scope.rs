//! The scope table, row by row, on each of the four methods.

use super::call::{OPERATIONS, Refused, bound, bound_to, check_as, needed, unbound, unknown_key};
use super::fake::{Fake, boxed, ill_formed, list, no_strings, record};
use crate::contract::errors::Reason;
use crate::contract::operations::Operation;
use crate::contract::words::Word;
use crate::policy::binding::Binding;

const ACCOUNT: [&str; 1] = ["scope[type]=account"];
const OWN: [&str; 2] = ["scope[type]=user", "scope[user]=usr_example"];

/// The scope's pairs, the same for each method.
fn sent(scope: &Fake, binding: &Binding<&'static Fake>) -> Result<Vec<String>, Refused> {
    let of = |operation| {
        let lines = check_as(operation, &needed(operation).with("scope", scope.clone()), binding)?;
        Ok(lines.into_iter().filter(|line| line.starts_with("scope")).collect())
    };
    let outcomes = OPERATIONS.map(of);
    for outcome in &outcomes {
        assert_eq!(outcome, &outcomes[0], "the methods differ on {scope:?}");
    }
    let [outcome, ..] = outcomes;
    outcome
}

fn assert_sent(scope: Fake, binding: &Binding<&'static Fake>, expected: &[&str]) {
    assert_eq!(sent(&scope, binding), Ok(expected.iter().map(ToString::to_string).collect()), "{scope:?}");
}

fn assert_refused(scope: Fake, binding: &Binding<&'static Fake>, reason: Reason, param: Word) {
    assert_eq!(sent(&scope, binding), Err((reason, param)), "{scope:?}");
}

#[test]
fn the_accounts_secrets_are_reachable_by_any_user_or_none() {
    for binding in [bound(), unbound()] {
        assert_sent(record! { "type": "account" }, &binding, &ACCOUNT);
        assert_sent(record! { "type": "account", "user": Fake::Undefined }, &binding, &ACCOUNT);
        assert_sent(record! { "type": "account", "user": Fake::Null }, &binding, &ACCOUNT);
        assert_sent(record! { "user": Fake::Null, "type": "account" }, &binding, &ACCOUNT);
    }
}

#[test]
fn a_user_on_an_account_scope_is_not_dropped_in_silence() {
    let users = ["usr_example", "usr_other", ""].map(Fake::from).into_iter().chain(no_strings()).chain([ill_formed()]);
    for user in users {
        for binding in [bound(), unbound()] {
            let scope = record! { "type": "account", "user": user.clone() };
            assert_refused(scope, &binding, Reason::ScopeUserOnAccount, Word::ScopeUser);
        }
    }
}

#[test]
fn the_signed_in_users_own_secrets_are_reachable() {
    assert_sent(record! { "type": "user", "user": "usr_example" }, &bound(), &OWN);
}

#[test]
fn a_user_scope_without_a_user_is_the_signed_in_users_and_says_so_on_the_wire() {
    assert_sent(record! { "type": "user" }, &bound(), &OWN);
    assert_sent(record! { "type": "user", "user": Fake::Undefined }, &bound(), &OWN);
    assert_sent(record! { "type": "user", "user": Fake::Null }, &bound(), &OWN);
}

#[test]
fn the_scopes_pairs_stand_in_the_callers_order_as_in_stripe() {
    let reversed = ["scope[user]=usr_example", "scope[type]=user"];
    assert_sent(record! { "user": "usr_example", "type": "user" }, &bound(), &reversed);
    assert_sent(record! { "user": Fake::Null, "type": "user" }, &bound(), &OWN);
}

#[test]
fn another_users_secrets_are_out_of_reach() {
    for other in ["usr_other", "usr_exampl", "usr_examples", "USR_EXAMPLE", "usr_example ", " ", "usr_example\0"] {
        let scope = record! { "type": "user", "user": other };
        assert_refused(scope, &bound(), Reason::ScopeNotOwnUser, Word::ScopeUser);
    }
}

#[test]
fn a_user_scope_before_bind_user_is_refused_with_the_code_that_says_how_to_bind() {
    for scope in [
        record! { "type": "user", "user": "usr_example" },
        record! { "type": "user" },
        record! { "type": "user", "user": Fake::Undefined },
        record! { "type": "user", "user": Fake::Null },
    ] {
        for binding in [unbound(), bound_to("")] {
            assert_refused(scope.clone(), &binding, Reason::ScopeUserUnbound, Word::ScopeUser);
        }
        for context in [record! {}, record! { "account": record! { "id": "acct_example" } }] {
            assert_refused(scope.clone(), &bound_to(context), Reason::ScopeUserWithoutId, Word::ScopeUser);
        }
    }
}

#[test]
fn a_forgotten_scope_is_named_as_missing() {
    for scope in [Fake::Undefined, Fake::Null] {
        assert_refused(scope, &bound(), Reason::ScopeMissing, Word::Scope);
    }
    for operation in OPERATIONS {
        let refused = check_as(operation, &needed(operation).without("scope"), &bound());
        assert_eq!(refused, Err((Reason::ScopeMissing, Word::Scope)));
    }
}

#[test]
fn a_call_without_parameters_misses_its_scope() {
    for operation in OPERATIONS {
        for params in [Fake::Undefined, Fake::Null, record! {}] {
            assert_eq!(check_as(operation, &params, &bound()), Err((Reason::ScopeMissing, Word::Scope)));
        }
    }
}

#[test]
fn an_invalid_scope_is_refused() {
    for scope in [
        Fake::from("account"),
        Fake::from("user"),
        Fake::from(""),
        ill_formed(),
        Fake::from(1.0),
        list!["account"],
        list![record! { "type": "account" }],
        Fake::Date(0.0),
        Fake::Other,
    ] {
        for binding in [bound(), unbound()] {
            assert_refused(scope.clone(), &binding, Reason::ScopeInvalid, Word::Scope);
        }
    }
}

#[test]
fn a_scope_of_another_type_or_none_is_refused() {
    let types = ["platform", "Account", "account ", "users", "", "scope", "toString", "__proto__"].map(Fake::from);
    let types = types.into_iter().chain([list!["account"], list!["user"], boxed("account"), boxed("user")]);
    for kind in types.chain([Fake::Undefined, Fake::Null, Fake::Other, Fake::from(0.0), ill_formed()]) {
        let scope = record! { "type": kind, "user": "usr_example" };
        assert_refused(scope, &bound(), Reason::ScopeInvalid, Word::ScopeType);
    }
    assert_refused(record! {}, &bound(), Reason::ScopeInvalid, Word::ScopeType);
    assert_refused(record! { "user": "usr_example" }, &bound(), Reason::ScopeInvalid, Word::ScopeType);
}

#[test]
fn a_user_that_is_not_a_string_cannot_pose_as_the_bound_one() {
    for user in no_strings().into_iter().chain([Fake::from(""), ill_formed()]) {
        let scope = record! { "type": "user", "user": user };
        assert_refused(scope, &bound(), Reason::ScopeInvalid, Word::ScopeUser);
    }
}

#[test]
fn a_key_inside_the_scope_cannot_smuggle_a_user_into_the_form() {
    for key in ["user]", "user][", "[user]", "scope[user]", "type]=user&scope[user", "User", "id", ""] {
        for kind in ["account", "user"] {
            let scope = record! { "type": kind }.with(key, "usr_other");
            assert_refused(scope.clone(), &bound(), Reason::ParameterUnknown, Word::Scope);
            for operation in OPERATIONS {
                let params = needed(operation).with("scope", scope.clone());
                assert_eq!(unknown_key(operation, &params).as_deref(), Some(key));
            }
        }
    }
}

#[test]
fn a_key_beside_the_scope_cannot_smuggle_a_user_into_the_form() {
    for key in ["scope[user]", "scope[type]", "user", "type", "scope[user", "scope[user][]", "Scope", "[scope]", ""] {
        for operation in OPERATIONS {
            let params = needed(operation).with(key, "usr_other");
            let refused = check_as(operation, &params, &bound());
            assert_eq!(refused, Err((Reason::ParameterUnknown, Word::Params)), "{key}");
            assert_eq!(unknown_key(operation, &params).as_deref(), Some(key));
        }
    }
}

#[test]
fn an_undefined_key_inside_the_scope_is_passed_over_as_stripe_does() {
    assert_sent(record! { "type": "account", "user]": Fake::Undefined }, &bound(), &ACCOUNT);
    let null = record! { "type": "account", "user]": Fake::Null };
    assert_refused(null, &bound(), Reason::ParameterUnknown, Word::Scope);
}

#[test]
fn the_checked_scope_says_what_was_checked() {
    let scope = |scope: Fake| {
        let params = needed(Operation::Find).with("scope", scope);
        let whole = super::call::check_whole(Operation::Find, &params, &bound(), Default::default(), Ok(()));
        whole.map(|(checked, _)| (checked.scope.is_user(), checked.scope.kind(), checked.scope.is_user_first()))
    };
    assert_eq!(scope(record! { "type": "account", "user": Fake::Null }), Ok((false, Word::Account, false)));
    assert_eq!(scope(record! { "type": "user" }), Ok((true, Word::User, false)));
    assert_eq!(scope(record! { "user": "usr_example", "type": "user" }), Ok((true, Word::User, true)));
}
