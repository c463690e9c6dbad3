//! Whether an answer is what was asked for. Another scope's secret is withheld.
//!
//! JavaScript copies the answer, and gathers what is decided about as facts, one number for each secret.

use super::scope::Scope;
use crate::contract::errors::Reason;
use crate::contract::events::Match;
use crate::contract::layout::{Answer, Asked, Secret};
use crate::contract::operations::Operation;
use crate::contract::words::Word;

/// Facts about an answer.
pub trait Look {
    /// The answer as a whole.
    fn answer(&self) -> Answer;
    /// How many items `data` has.
    fn count(&self) -> u32;
    /// An item of `data`, counted from 1; with 0 the answer itself, as a secret.
    fn secret(&self, place: u32) -> Secret;
    /// A secret that stands elsewhere than where the answer's own do, counted from 1; none after the last.
    fn stray(&self, place: u32) -> Option<Secret>;
}

/// What an answer has to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expectation {
    operation: Operation,
    is_user: bool,
}

impl Expectation {
    /// What the answer to `operation` on `scope` has to be.
    pub fn new(operation: Operation, scope: Scope) -> Self {
        Expectation { operation, is_user: scope.is_user() }
    }

    /// The expectation of a [`number`](Self::number); none for an unknown operation.
    pub fn from_number(number: u32) -> Option<Self> {
        let Asked { operation, is_user } = Asked::unpack(number);
        Some(Expectation { operation: Operation::from_number(operation)?, is_user: is_user != 0 })
    }

    /// Itself as a number, to be kept until there is an answer: [`Asked`].
    pub fn number(&self) -> u32 {
        Asked { operation: self.operation.number(), is_user: self.is_user.into() }.pack()
    }

    /// Why an answer is withheld; none for what may be handed on. One secret that may not refuses a whole list.
    pub fn mismatch(&self, look: &impl Look) -> Option<Reason> {
        if self.operation != Operation::List {
            return self.mismatch_of(look.secret(0));
        }
        let answer = look.answer();
        if answer.object != Word::List.number() || answer.has_data == 0 {
            return Some(Reason::ObjectMismatch);
        }
        (1..=look.count()).find_map(|place| self.mismatch_of(look.secret(place)))
    }

    /// Whether a secret of another scope stands in an unknown field, or in an error: then nothing of the answer is handed on.
    pub fn has_foreign(&self, look: &impl Look) -> bool {
        (1..).map_while(|place| look.stray(place)).any(|secret| !self.is_of_scope(secret, false))
    }

    /// Why a secret is withheld: it is not of the scope that was asked for, or on a find of another name.
    ///
    /// Only an answer to `deleteWhere` with `deleted: true`, and without a payload, may leave fields out.
    pub fn mismatch_of(&self, secret: Secret) -> Option<Reason> {
        let partial = self.operation == Operation::DeleteWhere && secret.deleted != 0 && secret.has_payload == 0;
        if !self.is_of_scope(secret, partial) {
            return Some(Reason::ScopeMismatch);
        }
        if !is_word(secret.object, Word::AppsSecret, partial) {
            return Some(Reason::ObjectMismatch);
        }
        (self.operation == Operation::Find && secret.name != Match::Same as u32).then_some(Reason::NameMismatch)
    }

    /// Whether a secret is of the scope that was asked for; a `partial` one may not say so.
    fn is_of_scope(&self, secret: Secret, partial: bool) -> bool {
        let (kind, is_own) = match self.is_user {
            true => (Word::User, secret.user == Match::Same as u32 || (partial && secret.user == Match::Absent as u32)),
            false => (Word::Account, secret.user <= Match::Null as u32),
        };
        is_own && is_word(secret.scope_type, kind, partial)
    }
}

/// Whether a field is the `expected` word; that of a `partial` secret may be absent.
fn is_word(field: u32, expected: Word, partial: bool) -> bool {
    field == expected.number() || (partial && field == Word::Absent.number())
}
