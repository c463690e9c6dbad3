//! A failure out of JSON, or of JavaScript's values.

use super::{Damage, Failure, Kind, Method, Refused, Scripted, When};
use crate::fault::Fault;
use crate::node::{Members, Node};
use crate::tree::Tree;

/// The members of a failure.
const MEMBERS: [&str; 14] = [
    "when",
    "times",
    "status",
    "code",
    "message",
    "type",
    "permission",
    "lost",
    "body",
    "delay",
    "never",
    "retryable",
    "after_applying",
    "save_answer",
];
/// A day; no test waits longer.
const MOST_MILLISECONDS: i64 = 86_400_000;

impl Failure {
    /// Reads a failure.
    ///
    /// # Errors
    /// A member is unknown or wrong, several kinds are named at once, or none is.
    pub fn read(tree: &Tree) -> Result<Self, Fault> {
        let node = Node::root(tree, "failure");
        let members = node.known_members(&MEMBERS)?;
        let body = members.get("body").map(|body| read_damage(&body)).transpose()?;
        let delay = number(&members, "delay", 0, MOST_MILLISECONDS)?;
        let failure = Self {
            when: members.get("when").map_or(Ok(When::default()), |when| read_when(&when))?,
            times: number(&members, "times", 1, i64::from(u32::MAX))?.unwrap_or(1),
            kind: kind(&node, &members, body.is_some() || delay.is_some())?,
            body,
            delay: delay.unwrap_or(0),
            retryable: members.get("retryable").map(|flag| flag.flag()).transpose()?,
        };
        failure.check(&members)?;
        Ok(failure)
    }

    /// Whether the members go together.
    fn check(&self, members: &Members<'_>) -> Result<(), Fault> {
        let refused = matches!(&self.kind, Kind::Refused(_));
        let with_status = matches!(&self.kind, Kind::Refused(Refused { error: Scripted::Status { .. }, .. }));
        let answered = refused || self.kind == Kind::Answered;
        for (names, allowed, message) in [
            (&["code", "message", "type"][..], with_status, "goes with status only"),
            (&["after_applying", "save_answer"], refused, "goes with status or permission only"),
            (&["body", "retryable"], answered, "is of no use where no answer arrives"),
            (&["delay"], self.kind != Kind::Never, "is of no use where no answer arrives"),
        ] {
            if let Some(node) = names.iter().find_map(|name| members.get(name)).filter(|_| !allowed) {
                return Err(node.fault(message));
            }
        }
        Ok(())
    }
}

fn kind(node: &Node<'_>, members: &Members<'_>, has_other: bool) -> Result<Kind, Fault> {
    let refused = |error| -> Result<Kind, Fault> {
        let (after_applying, save_answer) = (members.flag("after_applying")?, members.flag("save_answer")?);
        Ok(Kind::Refused(Refused { error, after_applying, save_answer }))
    };
    let status = members.get("status").map(|it| it.whole(400, 599)).transpose()?;
    let lost = members.get("lost").map(|it| it.choice(&[("request", Leg::Request), ("answer", Leg::Answer)]));
    let lost = lost.transpose()?;
    let (permission, never) = (members.flag("permission")?, members.flag("never")?);
    match (status, permission, lost, never) {
        (Some(status), false, None, false) => refused(Scripted::Status {
            status: u16::try_from(status).unwrap_or(500),
            code: members.text("code")?.map(str::to_owned),
            message: members.text("message")?.map(str::to_owned),
            kind: members.text("type")?.map(str::to_owned),
        }),
        (None, true, None, false) => refused(Scripted::Permission),
        (None, false, Some(Leg::Request), false) => Ok(Kind::LostRequest),
        (None, false, Some(Leg::Answer), false) => Ok(Kind::LostAnswer),
        (None, false, None, true) => Ok(Kind::Never),
        (None, false, None, false) if has_other => Ok(Kind::Answered),
        (None, false, None, false) => Err(node.fault("must have one of status, permission, lost, body, delay, never")),
        _ => Err(node.fault("must have only one of status, permission, lost, never")),
    }
}

#[derive(Clone, Copy)]
enum Leg {
    Request,
    Answer,
}

fn read_damage(node: &Node<'_>) -> Result<Damage, Fault> {
    node.choice(&[("empty", Damage::Empty), ("cut", Damage::Cut), ("html", Damage::Html)])
}

fn number(members: &Members<'_>, name: &str, least: i64, most: i64) -> Result<Option<u32>, Fault> {
    let number = members.get(name).map(|node| node.whole(least, most)).transpose()?;
    Ok(number.map(|number| u32::try_from(number).unwrap_or(u32::MAX)))
}

fn read_when(node: &Node<'_>) -> Result<When, Fault> {
    let members = node.known_members(&["method", "scope", "name", "user"])?;
    let (scope, scope_user) = match members.get("scope") {
        None => (None, None),
        Some(scope) if scope.is_text() => (Some(scope_type(&scope)?), None),
        Some(scope) => {
            let members = scope.known_members(&["type", "user"])?;
            let kind = members.get("type").map(|kind| scope_type(&kind)).transpose()?;
            (kind, members.text("user")?.map(str::to_owned))
        }
    };
    Ok(When {
        method: members.get("method").map(|method| method.choice(&Method::ALL)).transpose()?,
        scope,
        scope_user,
        name: members.text("name")?.map(str::to_owned),
        user: members.text("user")?.map(str::to_owned),
    })
}

fn scope_type(node: &Node<'_>) -> Result<&'static str, Fault> {
    node.choice(&[("account", "account"), ("user", "user")])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(text: &str) -> Result<Failure, String> {
        Failure::read(&Tree::from_json(text.as_bytes(), "failure").unwrap()).map_err(|fault| fault.to_string())
    }

    #[test]
    fn every_kind_of_failure_is_read() {
        let kind = |text: &str| read(text).unwrap().kind;
        assert_eq!(read(r#"{"status": 500}"#).unwrap(), Failure::new(500));
        assert_eq!(kind(r#"{"lost": "request"}"#), Kind::LostRequest);
        assert_eq!(kind(r#"{"lost": "answer", "delay": 5}"#), Kind::LostAnswer);
        assert_eq!(kind(r#"{"never": true, "lost": null}"#), Kind::Never);
        assert_eq!(kind(r#"{"body": "cut"}"#), Kind::Answered);
        assert_eq!(kind(r#"{"delay": 5, "permission": false}"#), Kind::Answered);
        let permission = read(r#"{"permission": true, "body": "empty", "times": 3}"#).unwrap();
        assert_eq!((permission.body, permission.times), (Some(Damage::Empty), 3));
        assert_eq!(permission.refused().unwrap().error, Scripted::Permission);
    }

    #[test]
    fn a_scope_is_named_by_its_type_or_whole() {
        let when = |text: &str| read(&format!(r#"{{"status": 500, "when": {{"scope": {text}}}}}"#)).unwrap().when;
        assert_eq!(when(r#""account""#), When { scope: Some("account"), ..When::default() });
        let whole = When { scope: Some("user"), scope_user: Some("usr_1".into()), ..When::default() };
        assert_eq!(when(r#"{"type": "user", "user": "usr_1"}"#), whole);
    }

    #[test]
    fn an_error_names_the_invalid_member_and_repeats_no_value() {
        for (text, fault) in [
            ("{}", "failure: must have one of status, permission, lost, body, delay, never"),
            ("[]", "failure: must be an object"),
            (r#"{"status": 200}"#, "status: must be a whole number from 400 to 599"),
            (r#"{"status": 500, "times": 0}"#, "times: must be a whole number from 1 to 4294967295"),
            (r#"{"status": 500, "never": true}"#, "failure: must have only one of status, permission, lost, never"),
            (r#"{"lost": "payload-placeholder"}"#, "lost: must be one of request, answer"),
            (r#"{"lost": "answer", "retryable": true}"#, "retryable: is of no use where no answer arrives"),
            (r#"{"never": true, "delay": 5}"#, "delay: is of no use where no answer arrives"),
            (r#"{"permission": true, "code": "x"}"#, "code: goes with status only"),
            (r#"{"delay": 5, "save_answer": true}"#, "save_answer: goes with status or permission only"),
            (
                r#"{"status": 500, "when": {"method": "delete"}}"#,
                "when.method: must be one of create, find, list, deleteWhere",
            ),
            (
                r#"{"status": 500, "when": {"nam": "n"}}"#,
                "when.nam: is not known here: there are method, scope, name, user",
            ),
        ] {
            assert_eq!(read(text).unwrap_err(), fault, "{text}");
        }
    }
}
