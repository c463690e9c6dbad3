//! Whether an answer is what was asked for. Another scope's secret is withheld.

use super::failure::Failure;
use super::node::{Kind, Node};
use super::params::Operation;
use super::scope::Scope;
use super::vocabulary::Word;

/// What is read of a secret in an answer.
pub struct Facts<N> {
    /// `object`.
    pub object: Word,
    /// `name`.
    pub name: N,
    /// `scope.type`.
    pub scope_type: Word,
    /// `scope.user`.
    pub scope_user: N,
    /// Whether `deleted` is `true`.
    pub deleted: bool,
    /// Whether there is a payload.
    pub has_payload: bool,
}

impl<N: Node> Facts<N> {
    fn of(secret: &N) -> Self {
        let scope = secret.get(Word::Scope);
        Facts {
            object: secret.get(Word::Object).word(),
            name: secret.get(Word::Name),
            scope_type: scope.get(Word::Type).word(),
            scope_user: scope.get(Word::User),
            deleted: secret.get(Word::Deleted).is_true(),
            has_payload: !secret.get(Word::Payload).is_nullish(),
        }
    }
}

/// What an answer has to be.
pub struct Expectation<N> {
    operation: Operation,
    is_user: bool,
    user: N,
    name: N,
}

impl<N: Node> Expectation<N> {
    /// What the answer to `operation` on `scope` and `name` has to be. `user` is the bound user.
    pub fn new(operation: Operation, scope: Scope, user: N, name: N) -> Self {
        Expectation { operation, is_user: scope.is_user(), user, name }
    }

    /// The expectation of a [`number`](Self::number), a user and a name.
    pub fn from_number(number: u8, user: N, name: N) -> Self {
        Expectation { operation: Operation::from_number(number & 3), is_user: number & 4 != 0, user, name }
    }

    /// Operation and scope as a number, to be kept until there is an answer.
    pub fn number(&self) -> u8 {
        self.operation as u8 | u8::from(self.is_user) << 2
    }

    /// Whether the answer is a list of secrets rather than one.
    pub fn is_list(&self) -> bool {
        self.operation == Operation::List
    }

    /// Whether an answer may be handed on. One secret that may not refuses a whole list.
    pub fn admits_answer(&self, answer: &N) -> bool {
        if !self.is_list() {
            return self.admits(&Facts::of(answer));
        }
        let data = answer.get(Word::Data);
        answer.get(Word::Object).word() == Word::List
            && data.kind() == Kind::List
            && (0..data.count()).all(|place| self.admits(&Facts::of(&data.at(place))))
    }

    /// Whether a secret is one that may be handed on: of the scope that was asked for, and on a find
    /// of the name too.
    ///
    /// Only an answer with `deleted: true`, and without a payload, may leave fields out.
    pub fn admits(&self, secret: &Facts<N>) -> bool {
        let partial = secret.deleted && !secret.has_payload;
        let word = |is: Word, expected: Word| is == expected || (partial && is == Word::Absent);
        let text = |is: &N, expected: &N| if is.is_undefined() { partial } else { is.same(expected) };
        let user = match self.is_user {
            true => text(&secret.scope_user, &self.user),
            false => secret.scope_user.is_nullish(),
        };
        user && word(secret.object, Word::AppsSecret)
            && word(secret.scope_type, if self.is_user { Word::User } else { Word::Account })
            && (self.operation != Operation::Find || text(&secret.name, &self.name))
    }

    /// What is said of an answer that was withheld.
    pub fn mismatch(&self) -> Failure {
        if self.operation.is_post() { Failure::ScopeMismatchAfterWrite } else { Failure::ScopeMismatch }
    }
}
