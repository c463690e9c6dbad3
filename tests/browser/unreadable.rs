//! An object that throws when it is read is refused; nothing is sent, and what it threw is kept.

use crate::support::{Refused, Session, check, js, of};
use stripe_apps_secrets::policy::params::Operation::Find;
use stripe_apps_secrets::policy::refusal::Code;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Objects that throw `thrown` when they are read; an expression each.
const THROWING: [&str; 4] = [
    "{ get scope() { throw it } }",
    "new Proxy({ scope: 1 }, { get() { throw it } })",
    "new Proxy({}, { ownKeys() { throw it } })",
    "new Proxy({ scope: 1 }, { getOwnPropertyDescriptor() { throw it } })",
];

fn is_unreadable(refused: &Refused, param: &str, thrown: &JsValue) {
    refused.is(Code::ParameterUnreadable, param);
    check(&js_sys::Array::of2(&refused.0, thrown), "it[0].detail === it[1]");
}

#[wasm_bindgen_test]
fn parameters_that_throw_are_refused_with_what_they_threw() {
    for thrown in ["new Error('x')", "'a text'", "null", "undefined", "{}"] {
        let thrown = js(thrown);
        for params in THROWING {
            let refused = Session::bound().refused(Find, &of(&thrown, params), &JsValue::UNDEFINED);
            is_unreadable(&refused, "params", &thrown);
        }
    }
}

#[wasm_bindgen_test]
fn a_scope_that_throws_is_refused_with_what_it_threw() {
    let thrown = js("new Error('x')");
    for scope in THROWING.iter().chain(&["{ type: 'user', get user() { throw it } }", "{ get type() { throw it } }"]) {
        let params = of(&thrown, &format!("({{ scope: {scope}, name: 'n' }})"));
        is_unreadable(&Session::bound().refused(Find, &params, &JsValue::UNDEFINED), "params", &thrown);
    }
}

#[wasm_bindgen_test]
fn options_that_throw_are_refused_with_what_they_threw() {
    let (thrown, params) = (js("new Error('x')"), js("{ scope: { type: 'account' }, name: 'n' }"));
    for options in THROWING.iter().chain(&["{ headers: new Proxy({}, { ownKeys() { throw it } }) }"]) {
        let refused = Session::bound().refused(Find, &params, &of(&thrown, options));
        is_unreadable(&refused, "options", &thrown);
    }
}

#[wasm_bindgen_test]
fn a_config_or_a_user_context_that_throws_is_refused_with_what_it_threw() {
    let thrown = js("new Error('x')");
    for value in THROWING {
        is_unreadable(&Session::refused_client(&of(&thrown, value)), "config", &thrown);
        let config = of(&thrown, &format!("({{ httpClient: {{}}, userContext: {value} }})"));
        is_unreadable(&Session::refused_client(&config), "userContext", &thrown);
        let refused = Session::unbound().client.bind_user(&of(&thrown, value)).unwrap_err();
        is_unreadable(&Refused::of(refused), "userContext", &thrown);
    }
}

#[wasm_bindgen_test]
fn a_revoked_proxy_is_refused() {
    let session = Session::bound();
    let revoked = "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()";
    session.refuses(Find, revoked).is(Code::ParameterUnreadable, "params");
    session.refuses(Find, &format!("{{ scope: {revoked}, name: 'n' }}")).is(Code::ParameterUnreadable, "params");
    session
        .refuses(Find, &format!("{{ scope: {{ type: 'user', user: {revoked} }} }}"))
        .is(Code::ScopeInvalid, "scope[user]");
}

#[wasm_bindgen_test]
fn a_scope_inside_itself_is_refused_and_the_client_lives_on() {
    let session = Session::bound();
    let circular = "(() => { const scope = { type: 'account' }; scope.scope = scope; return { scope, name: 'n' }; })()";
    session.refuses(Find, circular).is(Code::ParameterUnknown, "scope");
    let sent = session.sends(Find, "{ scope: { type: 'account' }, name: 'n' }");
    assert_eq!(sent.line(), "GET /v1/apps/secrets/find?scope[type]=account&name=n");
}
