//! Several faults at once: which one is named. Unknown parameter, scope (another account counts as
//! its fault), name, payload, the rest.

use super::call::{Refused, bound, check_whole};
use super::fake::{Fake, record};
use crate::contract::errors::Reason;
use crate::contract::operations::Operation;
use crate::contract::words::Word;
use crate::policy::card::Cards;
use crate::policy::fault::Fault;

/// A `create` with a fault of each sort, the rest first, and another account named in its options.
fn faulty() -> Fake {
    record! {
        "expand": "payload",
        "expires_at": "tomorrow",
        "payload": "",
        "name": 7.0,
        "scope": record! { "type": "user", "user": "usr_other" },
        "Payload": "payload-placeholder",
    }
}

fn outcome(params: &Fake, account: Result<(), Fault>) -> Result<(), Refused> {
    check_whole(Operation::Create, params, &bound(), Cards::Refuse, account).map(|_| ())
}

#[test]
fn each_fault_is_named_only_once_those_before_it_are_mended() {
    let foreign = Err(Fault::of(Reason::ScopeNotOwnAccount, Word::StripeAccount));
    let unknown = faulty();
    assert_eq!(outcome(&unknown, foreign), Err((Reason::ParameterUnknown, Word::Params)));
    let scope = unknown.without("Payload");
    assert_eq!(outcome(&scope, foreign), Err((Reason::ScopeNotOwnUser, Word::ScopeUser)));
    let account = scope.with("scope", record! { "type": "user" });
    assert_eq!(outcome(&account, foreign), Err((Reason::ScopeNotOwnAccount, Word::StripeAccount)));
    assert_eq!(outcome(&account, Ok(())), Err((Reason::ParameterInvalidString, Word::Name)));
    let payload = account.with("name", "name-placeholder");
    assert_eq!(outcome(&payload, Ok(())), Err((Reason::PayloadEmpty, Word::Payload)));
    let card = payload.with("payload", "4242 4242 4242 4242");
    assert_eq!(outcome(&card, Ok(())), Err((Reason::CardNumberRefused, Word::Payload)));
    let rest = card.with("payload", "payload-placeholder");
    assert_eq!(outcome(&rest, Ok(())), Err((Reason::ParameterInvalidArray, Word::Expand)));
    let last = rest.without("expand");
    assert_eq!(outcome(&last, Ok(())), Err((Reason::ParameterInvalidInteger, Word::ExpiresAt)));
    assert_eq!(outcome(&last.without("expires_at"), Ok(())), Ok(()));
}

#[test]
fn an_unknown_key_is_named_before_the_scope_even_inside_the_scope() {
    let params = faulty().without("Payload").with("scope", record! { "type": "nobody", "use": "usr_example" });
    assert_eq!(outcome(&params, Ok(())), Err((Reason::ParameterUnknown, Word::Scope)));
}

#[test]
fn two_cursors_are_named_before_what_is_wrong_with_either() {
    let params = record! {
        "scope": record! { "type": "account" }, "limit": 0.0, "starting_after": "", "ending_before": 1.0,
    };
    let refused = check_whole(Operation::List, &params, &bound(), Cards::Warn, Ok(())).map(|_| ());
    assert_eq!(refused, Err((Reason::ParametersExclusive, Word::EndingBefore)));
}
