//! Every error that the emulator answers, by its cause.
//!
//! A message names the parameter and what was expected. It repeats a name or an id, as
//! Stripe's known texts do, and never a payload or a token. Which wordings are Stripe's own
//! and which are inferred stands in `emulator/README.md`.

use crate::error::ApiError;
use crate::fault::clipped;

/// What a request makes up itself is repeated up to this many characters, and this many of such names.
const MOST_CHARACTERS: usize = 200;

/// A parameter's name as a message may show it. Anything else may be a payload in the wrong place.
fn safe_name(name: &str) -> String {
    let is_plain = name.len() <= MOST_CHARACTERS
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.' | '[' | ']'));
    if is_plain { name.to_owned() } else { "(no plain name)".to_owned() }
}
const MOST_NAMES: usize = 10;

/// Who asks.
impl ApiError {
    /// No bearer token at all.
    pub fn no_token() -> Self {
        Self::new(
            401,
            "You did not provide an API key. You need to provide your API key in the Authorization header, \
             using Bearer auth (e.g. 'Authorization: Bearer YOUR_TOKEN') or as the user name of Basic auth, without a \
             password. The emulator issues tokens at \
             POST /_emulator/sessions and POST /_emulator/keys.",
        )
    }

    /// A token that was not issued here. The message cannot contain it.
    pub fn unknown_token() -> Self {
        Self::new(
            401,
            "Invalid API Key provided. The emulator accepts only the tokens that it issued itself, at \
             POST /_emulator/sessions and POST /_emulator/keys; never a real key.",
        )
    }

    /// The SDK's placeholder, which only a host can turn into a session.
    pub fn placeholder_token() -> Self {
        Self::new(
            401,
            "Invalid API Key provided: this is the placeholder STRIPE_API_KEY of @stripe/ui-extension-sdk. The host \
             replaces it by the signed-in user's session; towards the emulator that is a token of POST /_emulator/sessions.",
        )
    }

    /// `Stripe-Account` or `Stripe-Context` names an account that the token does not stand for.
    pub fn other_account() -> Self {
        Self::new(
            403,
            "The provided key does not have access to the requested account (or that account does not exist). \
             Application access may have been revoked.",
        )
        .listed("account_invalid")
    }

    /// The app owner's key without an account.
    pub fn no_account() -> Self {
        Self::bad(
            "This key is the app owner's. Name the account on which the app is installed in the Stripe-Account header \
             (stripeAccount in the request options of stripe for Node).",
        )
    }

    /// An extension's session asked for the scope of another user.
    pub fn scope_of_another_user() -> Self {
        Self::new(
            403,
            "This session cannot access the secrets of another user. Requests from UI extensions can only access \
             account-scoped secrets or secrets scoped to their own user.",
        )
        .coded("more_permissions_required_for_session")
        .at("scope[user]")
    }
}

/// What is asked.
impl ApiError {
    /// No such method and path.
    pub fn unknown_route(method: &str, path: &str) -> Self {
        let (method, path) = (clipped(method, MOST_CHARACTERS), clipped(path, MOST_CHARACTERS));
        Self::new(
            404,
            format!(
                "Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we can help at \
                 https://support.stripe.com/. The emulator serves /v1/apps/secrets only."
            ),
        )
    }

    /// A body beyond what any request of this API needs.
    pub fn too_large() -> Self {
        Self::new(413, "The request's body is too large.")
    }

    /// A body that is not a form.
    pub fn not_a_form() -> Self {
        Self::bad(
            "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any \
             questions, we can help at https://support.stripe.com/.",
        )
    }

    /// A form that cannot be decoded; `why` is a sentence without any of its values.
    pub fn unreadable_form(why: &str) -> Self {
        Self::bad(format!("Invalid request: the parameters could not be decoded. {why}"))
    }

    /// Parameters that the endpoint does not have, in bracket notation.
    pub fn unknown_parameters(names: &[String]) -> Self {
        let plural = if names.len() > 1 { "s" } else { "" };
        let names: Vec<String> = names.iter().take(MOST_NAMES).map(|name| safe_name(name)).collect();
        let error =
            Self::bad(format!("Received unknown parameter{plural}: {}", names.join(", "))).listed("parameter_unknown");
        match names.first() {
            Some(first) => error.at(first),
            None => error,
        }
    }

    /// A required parameter is absent.
    pub fn missing(param: &str) -> Self {
        Self::bad(format!("Missing required param: {param}.")).listed("parameter_missing").at(param)
    }

    /// A parameter is present and empty.
    pub fn empty(param: &str) -> Self {
        Self::bad(format!(
            "You passed an empty string for '{param}'. We assume empty values are an attempt to unset a parameter; however \
             '{param}' cannot be unset. You should remove '{param}' from your request or supply a non-empty value."
        ))
        .listed("parameter_invalid_empty")
        .at(param)
    }

    /// An object or an array where a string belongs.
    pub fn not_a_string(param: &str) -> Self {
        Self::bad(format!("Invalid string: {param} must be a string")).at(param)
    }

    /// A string where an object belongs.
    pub fn not_an_object(param: &str) -> Self {
        Self::bad("Invalid object").at(param)
    }

    /// Something other than a list of strings.
    pub fn not_an_array(param: &str) -> Self {
        Self::bad("Invalid array").at(param)
    }

    /// No whole number.
    pub fn not_an_integer(param: &str) -> Self {
        Self::bad(format!("Invalid integer: {param} must be a whole number"))
            .listed("parameter_invalid_integer")
            .at(param)
    }

    /// More characters than OpenAPI's `maxLength`.
    pub fn too_long(param: &str, most: usize) -> Self {
        Self::bad(format!("Invalid string: {param} must be at most {most} characters")).at(param)
    }

    /// A value outside an enumeration.
    pub fn not_one_of(param: &str, choices: &str) -> Self {
        Self::bad(format!("Invalid {param}: must be one of {choices}")).at(param)
    }

    /// A user named for the account scope.
    pub fn user_on_account_scope() -> Self {
        Self::bad("scope[user] may be given only when scope[type] is user").at("scope[user]")
    }

    /// A number below or above its bounds.
    pub fn out_of_bounds(param: &str, least: i64, most: i64, value: i64) -> Self {
        let (relation, bound) = if value < least { ("greater", least) } else { ("less", most) };
        Self::bad(format!("This value must be {relation} than or equal to {bound} (it currently is '{value}')."))
            .listed("parameter_invalid_integer")
            .at(param)
    }

    /// `expires_at` before the present.
    pub fn expires_in_past() -> Self {
        Self::bad("Invalid expires_at: the expiry time cannot be in the past").at("expires_at")
    }

    /// `expires_at` beyond a hundred years.
    pub fn expires_too_late() -> Self {
        Self::bad("Invalid expires_at: the expiry time cannot be more than 100 years in the future").at("expires_at")
    }

    /// Both cursors at once.
    pub fn both_cursors() -> Self {
        Self::bad("Received both starting_after and ending_before parameters. Please pass in only one.")
    }

    /// An `expand` path that leads nowhere; `instead` is a path that would do.
    pub fn cannot_expand(path: &str, instead: Option<&str>) -> Self {
        let hint = instead.map(|path| format!(" You may want to try expanding '{path}' instead.")).unwrap_or_default();
        Self::bad(format!("This property cannot be expanded ({path}).{hint}"))
    }
}

/// What is there.
impl ApiError {
    /// No secret of this name in the scope.
    pub fn no_such_secret(name: &str) -> Self {
        Self::new(404, format!("No such secret: '{name}'")).listed("resource_missing").at("name")
    }

    /// A cursor that is not the id of a secret of the scope.
    pub fn no_such_cursor(param: &str, id: &str) -> Self {
        Self::bad(format!("No such secret: '{id}'")).listed("resource_missing").at(param)
    }

    /// The scope holds as many secrets as it may.
    pub fn scope_full(most: usize) -> Self {
        Self::bad(format!(
            "This scope already holds the maximum of {most} secrets. Delete at least one of them to set another."
        ))
    }
}

/// Idempotency keys.
impl ApiError {
    fn idempotency(message: String) -> Self {
        Self::bad(message).of_type("idempotency_error")
    }

    /// A key used again with other parameters.
    pub fn key_reused(key: &str) -> Self {
        Self::idempotency(format!(
            "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a \
             key other than '{key}' if you meant to execute a different request."
        ))
    }

    /// A key used again at another endpoint.
    pub fn key_reused_elsewhere(key: &str, now: &str, first: &str) -> Self {
        Self::idempotency(format!(
            "Keys for idempotent requests can only be used for the same endpoint they were first used for ('{now}' vs \
             '{first}'). Try using a key other than '{key}' if you meant to execute a different request."
        ))
    }

    /// A key beyond Stripe's documented length.
    pub fn key_too_long(most: usize) -> Self {
        Self::bad(format!("Invalid Idempotency-Key: it must be at most {most} characters"))
    }
}

/// Failures scripted by a test.
impl ApiError {
    /// The usual error of a scripted `status`.
    pub fn scripted(status: u16) -> Self {
        match status {
            409 => {
                Self::new(status, "This object cannot be accessed right now because another request is accessing it.")
                    .listed("lock_timeout")
            }
            429 => Self::new(status, "Request rate limit exceeded.").listed("rate_limit"),
            500.. => Self::new(status, "An error occurred on the emulator's side, as a test asked for."),
            _ => Self::new(status, "This request was refused, as a test asked for."),
        }
    }

    /// An app without the permission `secret_write`: its backend's key, or an extension's session.
    pub fn no_permission(is_backend: bool) -> Self {
        let (who, code) = if is_backend { ("application", "application") } else { ("app", "session") };
        Self::new(
            403,
            format!(
                "This {who} does not have the required permissions for this endpoint. Having the 'secret_write' \
                 permission would allow this request to continue."
            ),
        )
        .coded(&format!("more_permissions_required_for_{code}"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::{Value, json};

    fn read(error: &ApiError) -> Value {
        serde_json::from_str(&error.body()).unwrap()
    }

    #[test]
    fn a_missing_secret_is_reported_in_stripes_known_words() {
        let error = ApiError::no_such_secret("appConfig");
        assert_eq!(error.status(), 404);
        assert_eq!(
            read(&error),
            json!({"error": {
                "type": "invalid_request_error",
                "code": "resource_missing",
                "doc_url": "https://stripe.com/docs/error-codes/resource-missing",
                "message": "No such secret: 'appConfig'",
                "param": "name",
            }})
        );
    }

    #[test]
    fn every_status_has_the_type_that_clients_map_to_a_class() {
        let kind = |error: ApiError| read(&error).pointer("/error/type").unwrap().as_str().unwrap().to_owned();
        assert_eq!(kind(ApiError::scripted(500)), "api_error");
        assert_eq!(kind(ApiError::scripted(403)), "invalid_request_error");
        assert_eq!(kind(ApiError::key_reused("k")), "idempotency_error");
        assert_eq!(kind(ApiError::no_token()), "invalid_request_error");
    }

    #[test]
    fn a_message_is_short_however_long_the_request_was() {
        let names = vec!["n".repeat(100_000); 100];
        for error in [ApiError::unknown_parameters(&names), ApiError::unknown_route("GET", &names.concat())] {
            assert!(error.message().len() < 5_000 && error.body().len() < 6_000);
        }
    }

    #[test]
    fn a_name_that_may_be_a_misplaced_payload_is_not_repeated() {
        let error = ApiError::unknown_parameters(&[r#"{"payload":"placeholder"}"#.into()]);
        assert!(!error.body().contains("placeholder"));
        assert_eq!(read(&error).pointer("/error/param").unwrap(), "(no plain name)");
    }

    #[test]
    fn several_unknown_parameters_are_all_named() {
        let error = ApiError::unknown_parameters(&["a".into(), "scope[b]".into()]);
        assert_eq!(read(&error).pointer("/error/message").unwrap(), "Received unknown parameters: a, scope[b]");
        assert_eq!(read(&error).pointer("/error/param").unwrap(), "a");
    }
}
