//! Any answer whatever: what is handed on is a secret of the scope that was asked for, and on a find of that name.

#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use stripe_apps_secrets::policy::answer::{Expectation, Facts};
use stripe_apps_secrets::policy::binding::Binding;
use stripe_apps_secrets::policy::node::Node;
use stripe_apps_secrets::policy::params::Operation;
use stripe_apps_secrets::policy::scope::Scope;
use stripe_apps_secrets::policy::vocabulary::Word;
use stripe_apps_secrets_fuzz::anything as any;
use stripe_apps_secrets_fuzz::fake::{Fake, units};

/// The name that is asked for.
const NAME: &str = "secret_name";

#[derive(Debug)]
struct Input {
    operation: Operation,
    is_user: bool,
    is_bound: bool,
    object: Word,
    name: Fake,
    scope_type: Word,
    scope_user: Fake,
    deleted: bool,
    has_payload: bool,
}

fn word(u: &mut Unstructured<'_>, usual: &[Word]) -> Result<Word> {
    if u.ratio(1, 4)? { Ok(Word::from_number(u.arbitrary()?)) } else { Ok(*u.choose(usual)?) }
}

fn value(u: &mut Unstructured<'_>, usual: &[&str]) -> Result<Fake> {
    match u.int_in_range(0..=5)? {
        0 => Ok(Fake::Undefined),
        1 => any::anything(u, 1),
        _ => Ok(Fake::from(*u.choose(usual)?)),
    }
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Input {
            operation: Operation::from_number(u.int_in_range(0..=3)?),
            is_user: u.arbitrary()?,
            is_bound: u.arbitrary()?,
            object: word(u, &[Word::AppsSecret, Word::AppsSecret, Word::List, Word::Absent])?,
            name: value(u, &[NAME, NAME, "another_name", ""])?,
            scope_type: word(u, &[Word::Account, Word::User, Word::Absent])?,
            scope_user: value(u, &[any::USER, any::USER, "usr_other", ""])?,
            deleted: u.arbitrary()?,
            has_payload: u.arbitrary()?,
        })
    }
}

fuzz_target!(|input: Input| {
    let Input { operation, is_user, is_bound, object, name, scope_type, scope_user, deleted, has_payload } = input;
    let secret = Facts { object, name, scope_type, scope_user, deleted, has_payload };
    let mut binding = Binding::default();
    if is_bound || is_user {
        binding.bind(Fake::from(any::USER)).expect("a user");
    }
    let kind = if is_user { "user" } else { "account" };
    let asked = Fake::record(vec![(units("type"), Fake::from(kind))]);
    let scope = Scope::check(&asked, &binding).expect("an allowed scope");
    let user = binding.user().cloned().unwrap_or(Fake::Undefined);
    let expectation = Expectation::new(operation, scope, user.clone(), Fake::from(NAME));
    let expected = may_be_handed_on(operation, kind, &secret);
    assert_eq!(expectation.admits(&secret), expected);
    // It is kept as a number until there is an answer.
    let kept = Expectation::from_number(expectation.number(), user, Fake::from(NAME));
    assert_eq!(kept.admits(&secret), expected);
    assert_eq!((kept.is_list(), kept.mismatch()), (expectation.is_list(), expectation.mismatch()));
    assert_eq!(kept.is_list(), operation == Operation::List);
});

/// The design's rule: only a deletion's confirmation, which carries no payload, may leave fields out.
fn may_be_handed_on(operation: Operation, kind: &str, secret: &Facts<Fake>) -> bool {
    let may_lack = secret.deleted && !secret.has_payload;
    let object = secret.object == Word::AppsSecret || (may_lack && secret.object == Word::Absent);
    let asked = if kind == "user" { Word::User } else { Word::Account };
    let of_kind = secret.scope_type == asked || (may_lack && secret.scope_type == Word::Absent);
    let is = |value: &Fake, text: &str| *value == Fake::from(text) || (may_lack && *value == Fake::Undefined);
    let of_user = if kind == "user" { is(&secret.scope_user, any::USER) } else { secret.scope_user.is_nullish() };
    object && of_kind && of_user && (operation != Operation::Find || is(&secret.name, NAME))
}
