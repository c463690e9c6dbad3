//! An object that throws when it is read is refused; nothing is sent, and what it threw is kept.

use crate::support::{Refused, Session, check, js, of};
use stripe_apps_secrets::policy::params::Operation::Find;
use stripe_apps_secrets::policy::refusal::Code;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Objects that throw `it` when they are read.
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
fn parameters_and_options_that_throw_are_refused_with_what_they_threw() {
    let call = js("{ scope: { type: 'account' }, name: 'n' }");
    for thrown in ["new Error('x')", "'a text'", "null", "undefined", "{}"] {
        let thrown = js(thrown);
        for value in THROWING {
            let session = Session::bound();
            is_unreadable(&session.refused(Find, &of(&thrown, value), &JsValue::UNDEFINED), "params", &thrown);
            let scope = of(&thrown, &format!("({{ scope: {value}, name: 'n' }})"));
            is_unreadable(&session.refused(Find, &scope, &JsValue::UNDEFINED), "params", &thrown);
            is_unreadable(&session.refused(Find, &call, &of(&thrown, value)), "options", &thrown);
        }
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
fn a_scope_inside_itself_is_refused_and_the_client_lives_on() {
    let session = Session::bound();
    let circular = "(() => { const scope = { type: 'account' }; scope.scope = scope; return { scope, name: 'n' }; })()";
    session.refuses(Find, circular).is(Code::ParameterUnknown, "scope");
    session.call(Find, "{ scope: { type: 'account' }, name: 'n' }").send().unwrap();
    assert_eq!(session.last().line(), "GET /v1/apps/secrets/find?scope[type]=account&name=n");
}
