//! The failures still to come.

use super::{Damage, Failure, Kind, Scripted};
use crate::asked::Asked;
use serde::Serialize;
use std::fmt;

/// The failures still to come, in the order in which they were scripted.
#[derive(Debug, Default)]
pub struct Script {
    failures: Vec<Failure>,
}

/// A failure that is still to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pending {
    /// Which it is, in words.
    pub description: String,
    /// How many requests it is still for.
    pub times: u32,
}

impl Script {
    /// Adds a failure after those already scripted.
    pub fn add(&mut self, failure: Failure) {
        self.failures.push(failure);
    }

    /// The failure for a request: the first of those that are for it.
    pub fn take(&mut self, asked: &Asked) -> Option<Failure> {
        let place = self.failures.iter().position(|failure| failure.when.fits(asked))?;
        let found = self.failures.get_mut(place)?;
        found.times = found.times.saturating_sub(1);
        if found.times == 0 { Some(self.failures.remove(place)) } else { Some(found.clone()) }
    }

    /// What no request has met yet.
    pub fn pending(&self) -> Vec<Pending> {
        let pending = |failure: &Failure| Pending { description: failure.to_string(), times: failure.times };
        self.failures.iter().map(pending).collect()
    }
}

/// In words, without the texts that the test gave it: `find of "token": status 500, 2 times`.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.when, self.kind)?;
        match self.body {
            Some(Damage::Empty) => f.write_str(", an empty body")?,
            Some(Damage::Cut) => f.write_str(", a body that breaks off")?,
            Some(Damage::Html) => f.write_str(", a body of HTML")?,
            None => {}
        }
        if self.delay > 0 {
            write!(f, ", {} ms later", self.delay)?;
        }
        if self.times > 1 { write!(f, ", {} times", self.times) } else { Ok(()) }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refused) => match &refused.error {
                Scripted::Status { status, .. } => write!(f, "status {status}"),
                Scripted::Permission => f.write_str("no permission"),
            },
            Self::LostRequest => f.write_str("the request is lost"),
            Self::LostAnswer => f.write_str("the answer is lost"),
            Self::Never => f.write_str("no answer"),
            Self::Answered => f.write_str("the true answer"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::failure::{Method, When};
    use crate::request::Request;

    fn asked(path: &str) -> Asked {
        Asked::of(&Request { method: "GET".into(), path_and_query: path.into(), ..Request::default() }, None)
    }

    #[test]
    fn a_failure_happens_as_often_as_was_asked_and_in_order() {
        let mut script = Script::default();
        script.add(Failure { times: 2, ..Failure::new(500) });
        script.add(Failure::of(Kind::Never));
        let request = asked("/v1/apps/secrets");
        let kinds: Vec<String> = std::iter::from_fn(|| script.take(&request)).map(|it| it.kind.to_string()).collect();
        assert_eq!(kinds, ["status 500", "status 500", "no answer"]);
        assert_eq!(script.pending(), []);
    }

    #[test]
    fn a_failure_for_another_request_waits_and_holds_up_none_behind_it() {
        let mut script = Script::default();
        let when = When { method: Some(Method::Find), ..When::default() };
        script.add(Failure { when, times: 2, delay: 5, body: Some(Damage::Cut), ..Failure::of(Kind::Answered) });
        script.add(Failure::new(429));
        assert_eq!(script.take(&asked("/v1/apps/secrets")).unwrap().kind.to_string(), "status 429");
        assert!(script.take(&asked("/v1/apps/secrets")).is_none());
        let description = "find: the true answer, a body that breaks off, 5 ms later, 2 times";
        assert_eq!(script.pending(), [Pending { description: description.into(), times: 2 }]);
        assert!(script.take(&asked("/v1/apps/secrets/find")).is_some());
        assert_eq!(script.pending().first().unwrap().times, 1);
    }
}
