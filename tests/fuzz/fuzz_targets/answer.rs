//! Any facts about an answer whatever: what is handed on is of the scope that was asked for, and on a find of that name;
//! what is withheld is named by what differs. A secret of another scope in an unknown field withholds all.

#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use stripe_apps_secrets::contract::errors::Reason;
use stripe_apps_secrets::contract::events::Match;
use stripe_apps_secrets::contract::kinds::Kind;
use stripe_apps_secrets::contract::layout::{Answer, Asked, Secret};
use stripe_apps_secrets::contract::operations::Operation;
use stripe_apps_secrets::contract::words::Word;
use stripe_apps_secrets::policy::answer::{Expectation, Look};
use stripe_apps_secrets::policy::failure;

#[derive(Debug)]
struct Input {
    operation: Operation,
    is_user: bool,
    status: u16,
    facts: Facts,
}

/// Facts as they cross. To ask for more than JavaScript has is a fault, as it would be there.
#[derive(Debug)]
struct Facts {
    answer: Answer,
    itself: Secret,
    data: Vec<Secret>,
    strays: Vec<Secret>,
}

impl Look for Facts {
    fn answer(&self) -> Answer {
        self.answer
    }
    fn count(&self) -> u32 {
        assert_eq!(self.answer.has_data, 1, "the items of nothing are counted");
        self.data.len() as u32
    }
    fn secret(&self, place: u32) -> Secret {
        place.checked_sub(1).map_or(self.itself, |item| self.data[item as usize])
    }
    fn stray(&self, place: u32) -> Option<Secret> {
        self.strays.get(place as usize - 1).copied()
    }
}

/// Mostly one of the usual numbers, else any.
fn number(u: &mut Unstructured<'_>, usual: &[u32], most: u32) -> Result<u32> {
    if u.ratio(1, 12)? { u.int_in_range(0..=most) } else { Ok(*u.choose(usual)?) }
}

fn word(u: &mut Unstructured<'_>, usual: &[Word]) -> Result<u32> {
    let usual: Vec<u32> = usual.iter().map(|word| word.number()).collect();
    number(u, &usual, 127)
}

fn secret(u: &mut Unstructured<'_>) -> Result<Secret> {
    let same = [Match::Same as u32, Match::Same as u32, Match::Absent as u32, Match::Null as u32];
    Ok(Secret {
        object: word(u, &[Word::AppsSecret, Word::AppsSecret, Word::AppsSecret, Word::Absent, Word::List])?,
        scope_type: word(u, &[Word::User, Word::Account, Word::User, Word::Account, Word::Absent])?,
        user: number(u, &same, 3)?,
        name: number(u, &same, 3)?,
        deleted: number(u, &[0, 1], 1)?,
        has_payload: number(u, &[0, 1], 1)?,
    })
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let [none, text, record] = [Kind::Undefined, Kind::Text, Kind::Record].map(|kind| kind as u32);
        let usual = [none, none, none, none, text, record];
        let answer = Answer {
            is_record: number(u, &[1], 1)?,
            error: number(u, &usual, 15)?,
            has_error: number(u, &[0, 0, 0, 1], 1)?,
            code: number(u, &[0], 127)?,
            kind: number(u, &[0], 127)?,
            object: word(u, &[Word::List, Word::AppsSecret])?,
            has_data: number(u, &[1], 1)?,
        };
        let items = u.int_in_range(0..=4)?;
        let data = (0..items).map(|_| secret(u)).collect::<Result<_>>()?;
        let strays = if u.ratio(1, 3)? { vec![secret(u)?, secret(u)?] } else { vec![] };
        Ok(Input {
            operation: *u.choose(Operation::ALL)?,
            is_user: u.arbitrary()?,
            status: if u.ratio(1, 4)? { u.arbitrary()? } else { *u.choose(&[200, 200, 200, 200, 0, 400, 403])? },
            facts: Facts { answer, itself: secret(u)?, data, strays },
        })
    }
}

fuzz_target!(|input: Input| {
    let Input { operation, is_user, status, facts } = input;
    // What was asked for is a number until there is an answer.
    let asked = Asked { operation: operation.number(), is_user: is_user.into() }.pack();
    let expected = Expectation::from_number(asked).expect("a known operation");
    assert_eq!(expected.number(), asked);
    for secret in facts.data.iter().chain([&facts.itself]) {
        assert_eq!(expected.mismatch_of(*secret), foreign(operation, is_user, secret), "{secret:?}");
    }
    let differs = withheld(operation, is_user, &facts);
    assert_eq!(expected.mismatch(&facts), differs);
    let reason = failure::of_answer(status, &facts, &expected).map(|fault| fault.reason());
    let is_foreign = |stray: &Secret| {
        let whole = Secret { deleted: 0, object: Word::of("apps.secret").number(), ..*stray };
        foreign(operation, is_user, &whole) == Some(Reason::ScopeMismatch)
    };
    let smuggled = facts.strays.iter().any(is_foreign).then_some(Reason::ScopeMismatch);
    assert_eq!(reason, smuggled.or(error(status, &facts.answer)).or(differs));
});

/// Why an answer is an error, whatever it is of.
fn error(status: u16, answer: &Answer) -> Option<Reason> {
    let is_true = answer.has_error == 1;
    if answer.error == Kind::Record as u32 || (is_true && answer.error == Kind::Text as u32) {
        return Some(Reason::OfApi);
    }
    let is_readable = !is_true && (status >= 400 || (status > 0 && answer.is_record == 1));
    match (is_readable, status) {
        // An app without a permission is told how to get it, however little the answer says.
        (_, 403) => Some(Reason::NoPermission),
        (false, _) => Some(Reason::InvalidJson),
        (true, 400..) => Some(Reason::NoWords),
        (true, _) => None,
    }
}

/// Why a secret is another's, or may be. What it says has to be what was asked for; only the confirmation of a deletion
/// that was asked for, which carries no payload, may say nothing. Of several differences the scope is named, then the
/// object.
fn foreign(operation: Operation, is_user: bool, secret: &Secret) -> Option<Reason> {
    let may_be_silent =
        matches!((operation, secret), (Operation::DeleteWhere, Secret { deleted: 1, has_payload: 0, .. }));
    let differs = |said: u32, asked: u32| said != asked && !(said == 0 && may_be_silent);
    if differs(secret.scope_type, Word::of(if is_user { "user" } else { "account" }).number()) {
        return Some(Reason::ScopeMismatch);
    }
    if is_user && differs(secret.user, Match::Same as u32) {
        return Some(Reason::ScopeMismatch);
    }
    if !is_user && [Match::Same, Match::Other].iter().any(|user| secret.user == *user as u32) {
        return Some(Reason::ScopeMismatch);
    }
    if differs(secret.object, Word::of("apps.secret").number()) {
        return Some(Reason::ObjectMismatch);
    }
    if operation == Operation::Find && differs(secret.name, Match::Same as u32) {
        return Some(Reason::NameMismatch);
    }
    None
}

/// Why a whole answer is withheld: by the first secret of a list that may not be handed on.
fn withheld(operation: Operation, is_user: bool, facts: &Facts) -> Option<Reason> {
    if operation != Operation::List {
        return foreign(operation, is_user, &facts.itself);
    }
    if facts.answer.object != Word::of("list").number() || facts.answer.has_data == 0 {
        return Some(Reason::ObjectMismatch);
    }
    facts.data.iter().find_map(|secret| foreign(operation, is_user, secret))
}
