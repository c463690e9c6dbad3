//! Any facts about an answer whatever: what is handed on is of the scope that was asked for, and on a find of that name.

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
        let usual = [Kind::Undefined as u32, Kind::Undefined as u32, Kind::Undefined as u32, Kind::Record as u32];
        let answer = Answer {
            is_record: number(u, &[1], 1)?,
            error: number(u, &usual, 15)?,
            has_error: number(u, &[0], 1)?,
            code: number(u, &[0], 127)?,
            kind: number(u, &[0], 127)?,
            object: word(u, &[Word::List, Word::AppsSecret])?,
            has_data: number(u, &[1], 1)?,
        };
        let items = u.int_in_range(0..=4)?;
        let data = (0..items).map(|_| secret(u)).collect::<Result<_>>()?;
        Ok(Input {
            operation: *u.choose(Operation::ALL)?,
            is_user: u.arbitrary()?,
            status: if u.ratio(1, 4)? { u.arbitrary()? } else { 200 },
            facts: Facts { answer, itself: secret(u)?, data },
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
        assert_eq!(expected.admits(*secret), foreign(operation, is_user, secret).is_none(), "{secret:?}");
    }
    let is_own = withheld(operation, is_user, &facts).is_none();
    assert_eq!(expected.admits_answer(&facts), is_own);
    let is_error = facts.answer.error == Kind::Record as u32 || facts.answer.has_error == 1;
    let is_answer = !is_error && (1..400).contains(&status) && facts.answer.is_record == 1;
    let reason = failure::of_answer(status, &facts, &expected).map(|fault| fault.reason());
    let writes = matches!(operation, Operation::Create | Operation::DeleteWhere);
    match reason {
        None => assert!(is_answer && is_own, "handed on, and it is an error or another's"),
        Some(Reason::ScopeMismatch) => assert!(is_answer && !is_own && !writes),
        Some(Reason::ScopeMismatchAfterWrite) => assert!(is_answer && !is_own && writes),
        Some(Reason::OfApi) => assert!(is_error, "the API wrote no error"),
        Some(Reason::NoWords) => assert!(!is_error && status >= 400),
        Some(Reason::InvalidJson) => assert!(!is_answer),
        Some(other) => panic!("{other:?}"),
    }
});

/// Why a secret is another's, or may be. What it says has to be what was asked for; only a deletion's confirmation, which
/// carries no payload, may say nothing.
fn foreign(operation: Operation, is_user: bool, secret: &Secret) -> Option<&'static str> {
    let may_be_silent = secret.deleted == 1 && secret.has_payload == 0;
    let differs = |said: u32, asked: u32| said != asked && !(said == 0 && may_be_silent);
    if differs(secret.object, Word::of("apps.secret").number()) {
        return Some("it is no secret");
    }
    if differs(secret.scope_type, Word::of(if is_user { "user" } else { "account" }).number()) {
        return Some("it is of the other scope");
    }
    if is_user && differs(secret.user, Match::Same as u32) {
        return Some("it is another user's");
    }
    if !is_user && [Match::Same, Match::Other].iter().any(|user| secret.user == *user as u32) {
        return Some("it is a user's");
    }
    if operation == Operation::Find && differs(secret.name, Match::Same as u32) {
        return Some("it has another name");
    }
    None
}

/// Why a whole answer is withheld.
fn withheld(operation: Operation, is_user: bool, facts: &Facts) -> Option<&'static str> {
    if operation != Operation::List {
        return foreign(operation, is_user, &facts.itself);
    }
    if facts.answer.object != Word::of("list").number() || facts.answer.has_data == 0 {
        return Some("it is no list");
    }
    facts.data.iter().find_map(|secret| foreign(operation, is_user, secret))
}
