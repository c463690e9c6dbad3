//! Any parameters whatever: what is written is what the tables say, parses to exactly the scope that was checked, and
//! a refusal names the first fault.

#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use stripe_apps_secrets::contract::errors::Reason;
use stripe_apps_secrets::contract::layout;
use stripe_apps_secrets::contract::limits::MAX_CHARACTERS;
use stripe_apps_secrets::contract::operations::Operation;
use stripe_apps_secrets::contract::words::Word;
use stripe_apps_secrets::policy::binding::Binding;
use stripe_apps_secrets::policy::card::Cards;
use stripe_apps_secrets::policy::expiry;
use stripe_apps_secrets::policy::fault;
use stripe_apps_secrets::policy::node::Node;
use stripe_apps_secrets::policy::params::{self, Checked};
use stripe_apps_secrets_emulator::Scope;
use stripe_apps_secrets_emulator::form::{FormError, decode};
use stripe_apps_secrets_emulator::params::{Action, Call};
use stripe_apps_secrets_fuzz::anything as any;
use stripe_apps_secrets_fuzz::expected::{self, Circumstances, Fault, holds_card, pairs};
use stripe_apps_secrets_fuzz::fake::Fake;
use stripe_apps_secrets_fuzz::wire::{Written, encode, endpoint, spelt};

#[derive(Debug)]
struct Input {
    operation: Operation,
    context: Fake,
    params: Fake,
    cards: Cards,
    names_other_account: bool,
    now: f64,
    /// A time alone, since one in parameters is seldom reached.
    time: Fake,
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Input {
            operation: *u.choose(Operation::ALL)?,
            context: any::context(u)?,
            cards: *u.choose(&[Cards::Warn, Cards::Refuse, Cards::Allow])?,
            names_other_account: u.ratio(1, 10)?,
            now: if u.ratio(1, 10)? { u.arbitrary()? } else { any::NOW },
            time: any::integer(u)?,
            params: any::parameters(u)?,
        })
    }
}

fuzz_target!(|input: Input| {
    let Input { operation, context, params, cards, names_other_account, now, time } = input;
    let checked = expiry::check(&time, now).map_err(|fault| fault.reason());
    assert_eq!(checked, expected::expiry(&time, now), "{time:?} at {now}");
    let mut binding = Binding::default();
    let is_context = matches!(context, Fake::Record(_));
    let is_bound = binding.bind(&context);
    let user = Some(binding.user()).filter(|user| **user != Fake::Undefined);
    let is_without_id = is_bound.is_ok() && is_context && user.is_none();
    let other_account = fault::Fault::of(Reason::ScopeNotOwnAccount, Word::StripeAccount);
    let account = if names_other_account { Err(other_account) } else { Ok(()) };
    let circumstances = Circumstances { user, is_without_id, names_other_account, cards, now };
    let by_tables = pairs(operation, &params, &circumstances);
    let mut form = Written::default();
    match params::check(operation, &params, &binding, cards, now, account, &mut form) {
        Ok(checked) => {
            let written = by_the_tables(form);
            assert_eq!(Ok(&written), by_tables.as_ref());
            assert_eq!(checked.warn_of_card, cards == Cards::Warn && holds_card(operation, &params));
            read_back(operation, &written, &checked, user);
        }
        Err(fault) => {
            let Err(first) = by_tables else { panic!("{fault:?}, and nothing is wrong") };
            named(fault, &first, &params);
        }
    }
});

/// The pairs with those of the scope in one order: the caller's order of keys says which goes out first.
fn by_the_tables(Written(mut pairs): Written) -> Vec<(String, String)> {
    if let Some(place) = pairs.iter().position(|(key, _)| key == "scope[user]")
        && let Some(kind) = pairs.get(place + 1).filter(|(key, _)| key == "scope[type]")
    {
        assert_eq!(kind.1, "user");
        pairs.swap(place, place + 1);
    }
    pairs
}

/// Another reader finds one scope in the form, the one that was checked, and every parameter as it was written.
fn read_back(operation: Operation, pairs: &[(String, String)], checked: &Checked, user: Option<&Fake>) {
    let tree = match decode(&[encode(pairs).as_bytes()]) {
        Ok(tree) => tree,
        Err(error) => {
            let holds_nul = pairs.iter().any(|(_, value)| value.contains('\0'));
            return assert_eq!((error, holds_nul), (FormError::Nul, true), "{pairs:?}");
        }
    };
    // Which paths can be expanded is the server's to say.
    let others = Written(pairs.iter().filter(|(key, _)| !key.starts_with("expand[")).cloned().collect());
    let tree_of_others = decode(&[encode(&others.0).as_bytes()]).expect("a part of what can be decoded");
    assert!(tree.keys().all(|key| key == "expand" || tree_of_others.contains_key(key)));
    let user = user.and_then(Fake::well_formed);
    // The tables have no rule for the length of the id that the host gave; the server's is as for any text.
    if checked.scope.is_user() && user.as_ref().is_some_and(|user| user.chars().count() > MAX_CHARACTERS as usize) {
        return;
    }
    let call = Call::read(endpoint(operation), &tree_of_others).unwrap_or_else(|error| panic!("{}", error.body()));
    match call.scope {
        Scope::Account => assert!(!checked.scope.is_user() && checked.scope.kind() == Word::Account),
        Scope::User(read) => {
            assert!(checked.scope.is_user() && checked.scope.kind() == Word::User);
            assert_eq!(Some(read), user, "another user's scope");
        }
    }
    let value = |key: &str| others.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    match &call.action {
        Action::Create { name, expires_at, .. } => {
            assert_eq!(value("name"), Some(name.as_str()));
            assert_eq!(value("expires_at"), expires_at.map(|seconds| seconds.to_string()).as_deref());
        }
        Action::Find { name } | Action::Delete { name } => assert_eq!(value("name"), Some(name.as_str())),
        Action::List(listing) => {
            assert_eq!(value("starting_after"), listing.starting_after.as_deref());
            assert_eq!(value("ending_before"), listing.ending_before.as_deref());
        }
    }
}

/// The fault's number says what is wrong, in words that there are, and it is the first thing that is.
fn named(fault: fault::Fault, first: &Fault, params: &Fake) {
    let layout::Fault { reason, param, place, of_class } = layout::Fault::unpack(fault.number());
    let reason = Reason::ALL[reason as usize - 1];
    let (param, place) = (spelt(Word::from_number(param)), place as usize);
    assert_eq!((reason, of_class), (fault.reason(), 0));
    let is_named = match first {
        Fault::NotAnObject => (reason, param, place) == (Reason::ParameterInvalidObject, "params", 0),
        Fault::Unknown(at) => (reason, param, place) == (Reason::ParameterUnknown, "params", at + 1),
        Fault::UnknownInScope(at) => (reason, param, place) == (Reason::ParameterUnknown, "scope", at + 1),
        Fault::Account => (reason, param, place) == (Reason::ScopeNotOwnAccount, "stripeAccount", 0),
        Fault::Card => (reason, param, place) == (Reason::CardNumberRefused, "payload", 0),
        Fault::Scope(name, why) | Fault::Param(name, why) => (reason, param, place) == (*why, *name, 0),
    };
    assert!(is_named && params.count() < 255, "{fault:?}, and the first fault is {first:?}");
}
