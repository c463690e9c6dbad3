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

    /// Why a secret is withheld: it is not of the scope that was asked for, or on a find of another name.
    ///
    /// Only an answer to `deleteWhere` with `deleted: true`, and without a payload, may leave fields out.
    pub fn mismatch_of(&self, secret: Secret) -> Option<Reason> {
        let partial = self.operation == Operation::DeleteWhere && secret.deleted != 0 && secret.has_payload == 0;
        let word = |is: u32, expected: Word| is == expected.number() || (partial && is == Word::Absent.number());
        let text = |is: u32| is == Match::Same as u32 || (partial && is == Match::Absent as u32);
        let (kind, is_own) = match self.is_user {
            true => (Word::User, text(secret.user)),
            false => (Word::Account, secret.user <= Match::Null as u32),
        };
        if !is_own || !word(secret.scope_type, kind) {
            return Some(Reason::ScopeMismatch);
        }
        if !word(secret.object, Word::AppsSecret) {
            return Some(Reason::ObjectMismatch);
        }
        (self.operation == Operation::Find && !text(secret.name)).then_some(Reason::NameMismatch)
    }
}
