//! Secrets as they are answered: JSON as OpenAPI describes `apps.secret` and its list.

use crate::clock::UnixSeconds;
use crate::scope::Scope;
use crate::secret::{Payload, Secret};
use crate::store::Page;
use serde::Serialize;

/// What one request sees of the secrets of its scope.
pub struct View<'a> {
    /// The scope they are in.
    pub scope: &'a Scope,
    /// Their mode.
    pub livemode: bool,
    /// Whether payloads were asked for.
    pub with_payload: bool,
}

#[derive(Serialize)]
struct SecretBody<'a> {
    id: &'a str,
    object: &'static str,
    created: UnixSeconds,
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted: Option<bool>,
    expires_at: Option<UnixSeconds>,
    livemode: bool,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<&'a Payload>,
    scope: &'a Scope,
}

#[derive(Serialize)]
struct ListBody<'a> {
    object: &'static str,
    data: Vec<SecretBody<'a>>,
    has_more: bool,
    url: &'static str,
}

impl View<'_> {
    /// The body for a secret that exists.
    pub fn secret(&self, secret: &Secret) -> String {
        json(&self.body(secret))
    }

    /// The body for a secret that has just been deleted.
    pub fn deletion(&self, secret: &Secret) -> String {
        json(&SecretBody { deleted: Some(true), ..self.body(secret) })
    }

    /// The body for one page of a list.
    pub fn list(&self, page: &Page) -> String {
        let data = page.secrets.iter().map(|secret| self.body(secret)).collect();
        json(&ListBody { object: "list", data, has_more: page.has_more, url: "/v1/apps/secrets" })
    }

    fn body<'b>(&'b self, secret: &'b Secret) -> SecretBody<'b> {
        SecretBody {
            id: &secret.id,
            object: "apps.secret",
            created: secret.created,
            deleted: None,
            expires_at: secret.expires_at,
            livemode: self.livemode,
            name: &secret.name,
            payload: self.with_payload.then_some(&secret.payload),
            scope: self.scope,
        }
    }
}

fn json(body: &impl Serialize) -> String {
    serde_json::to_string_pretty(body).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn a_body_has_openapis_fields_and_the_payload_only_on_request() {
        let payload = Payload::new("payload-placeholder".into());
        let secret = Secret { id: "appsecret_1".into(), name: "n".into(), payload, created: 5, expires_at: None };
        let scope = Scope::User("usr_1".into());
        let seen = |with_payload| -> Value {
            let view = View { scope: &scope, livemode: false, with_payload };
            serde_json::from_str(&view.secret(&secret)).unwrap()
        };
        let mut expected = json!({
            "id": "appsecret_1", "object": "apps.secret", "created": 5, "expires_at": null, "livemode": false,
            "name": "n", "scope": {"type": "user", "user": "usr_1"},
        });
        assert_eq!(seen(false), expected);
        expected.as_object_mut().unwrap().insert("payload".into(), json!("payload-placeholder"));
        assert_eq!(seen(true), expected);
    }
}
