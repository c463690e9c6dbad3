//! What only converts to the right value is another value: it could convert to something else later.

use crate::support::Session;
use stripe_apps_secrets::policy::params::Operation::{Create, Find, List};
use stripe_apps_secrets::policy::refusal::Code;
use wasm_bindgen_test::wasm_bindgen_test;

/// Expressions that read as a text where someone converts them, and are none.
fn disguised(text: &str) -> Vec<String> {
    let expressions = [
        "[TEXT]",
        "new String(TEXT)",
        "{ toString: () => TEXT }",
        "{ valueOf: () => TEXT }",
        "{ [Symbol.toPrimitive]: () => TEXT }",
        "{ toJSON: () => TEXT }",
        "new (class extends String {})(TEXT)",
        "Object.assign(() => TEXT, { toString: () => TEXT })",
        "new Proxy(new String(TEXT), {})",
        "Symbol(TEXT)",
        "true",
        "12n",
        "new Map([[TEXT, TEXT]])",
        "new Date()",
    ];
    expressions.iter().map(|expression| expression.replace("TEXT", &format!("'{text}'"))).collect()
}

#[wasm_bindgen_test]
fn a_user_that_is_no_string_is_nobody() {
    for user in disguised("usr_1").into_iter().chain(["''".into(), "'\\ud800'".into(), "42".into(), "NaN".into()]) {
        let params = format!("{{ scope: {{ type: 'user', user: {user} }}, name: 'n' }}");
        Session::bound().refuses(Find, &params).is(Code::ScopeInvalid, "scope[user]");
    }
}

#[wasm_bindgen_test]
fn an_account_scope_takes_no_user_of_any_type() {
    for user in disguised("usr_1").into_iter().chain(["''".into(), "0".into(), "false".into(), "'usr_1'".into()]) {
        let params = format!("{{ scope: {{ type: 'account', user: {user} }}, name: 'n' }}");
        Session::bound().refuses(Find, &params).is(Code::ScopeUserOnAccount, "scope[user]");
    }
}

#[wasm_bindgen_test]
fn a_scope_type_that_is_no_string_is_no_type() {
    for kind in
        disguised("account").into_iter().chain(["null".into(), "undefined".into(), "'Account'".into(), "''".into()])
    {
        let params = format!("{{ scope: {{ type: {kind} }}, name: 'n' }}");
        Session::bound().refuses(Find, &params).is(Code::ScopeInvalid, "scope[type]");
    }
}

#[wasm_bindgen_test]
fn a_scope_that_is_no_object_is_no_scope() {
    for scope in ["'account'", "['account']", "() => 1", "1", "true", "Symbol()", "[{ type: 'account' }]"] {
        let params = format!("{{ scope: {scope}, name: 'n' }}");
        Session::bound().refuses(Find, &params).is(Code::ScopeInvalid, "scope");
    }
    for scope in ["undefined", "null"] {
        Session::bound().refuses(Find, &format!("{{ scope: {scope}, name: 'n' }}")).is(Code::ScopeMissing, "scope");
    }
}

#[wasm_bindgen_test]
fn parameters_that_are_no_object_are_refused() {
    for params in ["'x'", "1", "true", "[]", "() => 1", "Symbol()", "1n"] {
        Session::bound().refuses(Find, params).is(Code::ParameterInvalidObject, "params");
    }
    for params in ["undefined", "null", "{}", "new Date()", "new Map([['scope', { type: 'account' }]])"] {
        Session::bound().refuses(Find, params).is(Code::ScopeMissing, "scope");
    }
}

#[wasm_bindgen_test]
fn a_name_or_payload_that_is_no_string_is_not_stored() {
    for value in disguised("n").into_iter().chain(["'\\ud800'".into(), "'a\\udc00b'".into(), "'\\udc00\\ud800'".into()])
    {
        let name = format!("{{ scope: {{ type: 'account' }}, name: {value}, payload: 'p' }}");
        Session::bound().refuses(Create, &name).is(Code::ParameterInvalidString, "name");
        let payload = format!("{{ scope: {{ type: 'account' }}, name: 'n', payload: {value} }}");
        Session::bound().refuses(Create, &payload).is(Code::ParameterInvalidString, "payload");
    }
}

#[wasm_bindgen_test]
fn a_cursor_that_is_no_string_or_would_change_on_the_way_is_refused() {
    for value in disguised("appsecret_1").into_iter().chain(["'\\udfff'".into(), "5".into()]) {
        for cursor in ["starting_after", "ending_before"] {
            let params = format!("{{ scope: {{ type: 'account' }}, {cursor}: {value} }}");
            Session::bound().refuses(List, &params).is(Code::ParameterInvalidString, cursor);
        }
    }
}

#[wasm_bindgen_test]
fn an_expand_that_is_no_plain_list_of_strings_is_refused() {
    for expand in [
        "'payload'",
        "{ 0: 'payload', length: 1 }",
        "new Set(['payload'])",
        "[, 'payload']",
        "['payload', , 'x']",
        "Object.assign(['payload'], { 'x][scope': 'usr_2' })",
        "Object.assign(['payload'], { extra: 'x' })",
        "[['payload']]",
        "[new String('payload')]",
        "[{ toString: () => 'payload' }]",
        "[undefined]",
        "[null]",
        "['']",
        "['\\ud800']",
        "[1]",
    ] {
        let params = format!("{{ scope: {{ type: 'account' }}, name: 'n', expand: {expand} }}");
        Session::bound().refuses(Find, &params).is(Code::ParameterInvalidArray, "expand");
    }
}

#[wasm_bindgen_test]
fn a_limit_or_an_expiry_that_only_converts_is_refused() {
    for value in [
        "[5]",
        "new Number(5)",
        "{ valueOf: () => 5 }",
        "5n",
        "true",
        "' 5'",
        "'5.0'",
        "'0x5'",
        "'1e1'",
        "NaN",
        "5.5",
        "'٥'",
    ] {
        let limit = format!("{{ scope: {{ type: 'account' }}, limit: {value} }}");
        Session::bound().refuses(List, &limit).is(Code::ParameterInvalidInteger, "limit");
        let expiry = format!("{{ scope: {{ type: 'account' }}, name: 'n', payload: 'p', expires_at: {value} }}");
        Session::bound().refuses(Create, &expiry).is(Code::ParameterInvalidInteger, "expires_at");
    }
}

#[wasm_bindgen_test]
fn nobody_is_bound_by_something_that_only_converts_to_an_id() {
    for user in disguised("usr_1").into_iter().filter(|user| !user.starts_with('{') && !user.starts_with("new")) {
        let config = crate::support::js(&format!("{{ httpClient: {{}}, userContext: {user} }}"));
        Session::refused_client(&config).is(Code::OptionInvalid, "userContext");
        let config = crate::support::js(&format!("{{ httpClient: {{}}, userContext: {{ id: {user} }} }}"));
        Session::refused_client(&config).is(Code::OptionInvalid, "userContext");
    }
    let config = crate::support::js("{ httpClient: {}, userContext: { id: 'usr_\\ud800' } }");
    Session::refused_client(&config).is(Code::OptionInvalid, "userContext");
}
