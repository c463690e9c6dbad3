//! Answers against `tests/openapi.json`: what Stripe's OpenAPI description says of them. An answer with a field that the
//! description lacks does not pass.

use serde_json::Value;
use stripe_apps_secrets_emulator::Response;

const FACTS: &str = include_str!("../openapi.json");

/// Checks an answer of the endpoint at `path`.
pub fn check(path: &str, response: &Response) {
    let facts: Value = serde_json::from_str(FACTS).unwrap();
    let value: Value = serde_json::from_str(&response.body).unwrap();
    let name = match (response.status, path) {
        (200, "/v1/apps/secrets") if value["object"] == "list" => "list",
        (200, _) => "secret",
        _ => "error",
    };
    valid(&facts, &facts[name], &value).unwrap_or_else(|at| panic!("{path} {}: {name}{at}", response.status));
}

/// The place of the first fault.
fn valid(facts: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    if let Some(name) = schema["$ref"].as_str() {
        return valid(facts, &facts[name], value);
    }
    if value.is_null() && schema["nullable"] == true {
        return Ok(());
    }
    let fits = match schema["type"].as_str() {
        Some("object") => return object(facts, schema, value),
        Some("array") => return array(facts, schema, value),
        Some("integer") => value.is_i64(),
        Some("boolean") => value.is_boolean(),
        Some("string") => value.as_str().is_some_and(|text| text_fits(schema, text)),
        _ => false,
    };
    if fits { Ok(()) } else { Err(" is of another kind".into()) }
}

fn text_fits(schema: &Value, text: &str) -> bool {
    let short = schema["maxLength"].as_u64().is_none_or(|most| text.chars().count() as u64 <= most);
    short && schema["enum"].as_array().is_none_or(|choices| choices.iter().any(|choice| choice == text))
}

fn object(facts: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let members = value.as_object().ok_or(" is not an object")?;
    for name in schema["required"].as_array().unwrap() {
        if !members.contains_key(name.as_str().unwrap()) {
            return Err(format!(" lacks {name}"));
        }
    }
    for (name, member) in members {
        valid(facts, &schema["properties"][name], member).map_err(|at| format!(".{name}{at}"))?;
    }
    Ok(())
}

fn array(facts: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let list = value.as_array().ok_or(" is not an array")?;
    list.iter().try_for_each(|element| valid(facts, &schema["items"], element).map_err(|at| format!("[]{at}")))
}
