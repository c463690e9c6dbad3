//! Answers as the tests look at them.

use crate::contract::events::Match;
use crate::contract::kinds::Kind;
use crate::contract::layout::{Answer, Secret};
use crate::contract::words::Word;
use crate::policy::answer::Look;

/// Facts about an answer.
#[derive(Clone, Debug)]
pub struct Looked {
    pub answer: Answer,
    pub secrets: Vec<Secret>,
    pub strays: Vec<Secret>,
}

impl Looked {
    /// A secret.
    pub fn secret(secret: Secret) -> Self {
        Looked {
            answer: Answer { is_record: 1, object: secret.object, ..Answer::default() },
            secrets: vec![secret],
            strays: Vec::new(),
        }
    }

    /// A page of a list.
    pub fn list(secrets: &[Secret]) -> Self {
        let answer = Answer { is_record: 1, object: Word::List.number(), has_data: 1, ..Answer::default() };
        let itself = Secret { object: Word::List.number(), ..Secret::default() };
        Looked { answer, secrets: [&[itself], secrets].concat(), strays: Vec::new() }
    }

    /// The same with a secret in an unknown field.
    pub fn with_stray(mut self, secret: Secret) -> Self {
        self.strays.push(secret);
        self
    }

    /// The same with an `error` of this kind, which JavaScript counts as true or not.
    pub fn with_error(mut self, error: Kind, is_true: bool) -> Self {
        (self.answer.error, self.answer.has_error) = (error as u32, is_true.into());
        self
    }
}

impl Look for Looked {
    fn answer(&self) -> Answer {
        self.answer
    }
    fn count(&self) -> u32 {
        self.secrets.len() as u32 - 1
    }
    fn secret(&self, place: u32) -> Secret {
        self.secrets[place as usize]
    }
    fn stray(&self, place: u32) -> Option<Secret> {
        self.strays.get(place as usize - 1).copied()
    }
}

/// The secret that was asked for, without its payload.
pub fn secret(scope: &str) -> Secret {
    Secret {
        object: Word::AppsSecret.number(),
        scope_type: Word::of(scope).number(),
        user: if scope == "user" { Match::Same } else { Match::Absent } as u32,
        name: Match::Same as u32,
        ..Secret::default()
    }
}

/// A deletion as it is documented: an id, the object, `deleted: true`.
pub fn deletion() -> Secret {
    Secret { object: Word::AppsSecret.number(), deleted: 1, ..Secret::default() }
}
