//! Another scope, smuggled in beside the one that was checked.

use crate::support::{Session, js};
use stripe_apps_secrets::policy::params::Operation::{Create, DeleteWhere, Find, List};
use stripe_apps_secrets::policy::refusal::Code;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_smuggled_key_cannot_name_another_user() {
    for key in [
        "scope[user]",
        "scope[type]",
        "scope][user",
        "scope%5Buser%5D",
        "scope[user]\\u0000",
        "scope\\r\\n",
        "&scope[user]",
        "name=n&scope[user]",
        "\\uff53cope",
        "scope ",
        "Scope",
        "user",
        "__proto__x",
    ] {
        for operation in [Create, Find, List, DeleteWhere] {
            let params = format!("{{ scope: {{ type: 'account' }}, name: 'n', '{key}': 'usr_2' }}");
            let refused = Session::bound().refuses(operation, &params);
            // On a list, where there is no name, that is named first.
            refused.is(Code::ParameterUnknown, "params");
        }
    }
}

#[wasm_bindgen_test]
fn a_smuggled_key_inside_the_scope_cannot_name_another_user() {
    for key in ["scope[user]", "user]", "user][", "user%5D", "type]=user&scope[user", "User", "user\\u0000", "0"] {
        let params = format!("{{ scope: {{ type: 'account', '{key}': 'usr_2' }}, name: 'n' }}");
        Session::bound().refuses(Find, &params).is(Code::ParameterUnknown, "scope");
    }
}

#[wasm_bindgen_test]
fn an_own_proto_key_is_a_key_like_another() {
    let params = js(r#"JSON.parse('{"scope":{"type":"account"},"name":"n","__proto__":{"scope":{"type":"user"}}}')"#);
    Session::bound().refused(Find, &params, &JsValue::UNDEFINED).is(Code::ParameterUnknown, "params");
    let scope = js(r#"{ scope: JSON.parse('{"type":"user","__proto__":{"user":"usr_2"}}'), name: 'n' }"#);
    Session::bound().refused(Find, &scope, &JsValue::UNDEFINED).is(Code::ParameterUnknown, "scope");
}

#[wasm_bindgen_test]
fn a_value_cannot_break_out_of_its_place() {
    let sent = Session::bound().sends(Find, "{ scope: { type: 'account' }, name: 'n&scope[user]=usr_2#' }");
    assert_eq!(sent.line(), "GET /v1/apps/secrets/find?scope[type]=account&name=n%26scope[user]%3Dusr_2%23");
    let user = "usr_1&scope[user]=usr_2";
    let sent = Session::of(&format!("'{user}'"), "{}")
        .sends(Find, &format!("{{ scope: {{ type: 'user', user: '{user}' }}, name: 'n' }}"));
    assert_eq!(
        sent.line(),
        "GET /v1/apps/secrets/find?scope[type]=user&scope[user]=usr_1%26scope[user]%3Dusr_2&name=n"
    );
}

#[wasm_bindgen_test]
fn inherited_properties_are_not_the_callers() {
    let session = Session::bound();
    for params in [
        "new (class { get scope() { return { type: 'account' } } get name() { return 'n' } })()",
        "Object.create({ scope: { type: 'account' }, name: 'n' })",
        "Object.assign(Object.create({ scope: { type: 'account' } }), { name: 'n' })",
    ] {
        session.refuses(Find, params).is(Code::ScopeMissing, "scope");
    }
    session
        .refuses(Find, "{ scope: Object.assign(Object.create({ type: 'account' }), {}), name: 'n' }")
        .is(Code::ScopeInvalid, "scope[type]");
}

#[wasm_bindgen_test]
fn an_inherited_user_changes_no_scope() {
    let session = Session::bound();
    let own = "GET /v1/apps/secrets/find?scope[type]=user&scope[user]=usr_1&name=n";
    let sent =
        session.sends(Find, "{ scope: Object.assign(Object.create({ user: 'usr_2' }), { type: 'user' }), name: 'n' }");
    assert_eq!(sent.line(), own);
    let sent = session.sends(Find, "Object.assign(new (class { get scope() {} set scope(v) { Object.defineProperty(this, 'scope', { value: v, enumerable: true }) } get user() { return 'usr_2' } })(), { scope: { type: 'user' }, name: 'n' })");
    assert_eq!(sent.line(), own);
    let options = js("Object.create({ stripeAccount: 'acct_2', headers: { 'X-A': 'a' } })");
    let sent = session.send(Find, &js("{ scope: { type: 'user' }, name: 'n' }"), &options);
    assert_eq!((sent.header("Stripe-Account"), sent.header("X-A")), ("undefined".into(), "undefined".into()));
}

#[wasm_bindgen_test]
fn symbol_and_hidden_keys_go_nowhere() {
    let params = js(
        "Object.defineProperty({ scope: Object.defineProperty({ type: 'account', [Symbol('user')]: 'usr_2' }, 'user', { value: 'usr_2' }), name: 'n', [Symbol('scope[user]')]: 'usr_2' }, 'scope[user]', { value: 'usr_2' })",
    );
    let sent = Session::bound().send(Find, &params, &JsValue::UNDEFINED);
    assert_eq!(sent.line(), "GET /v1/apps/secrets/find?scope[type]=account&name=n");
}

#[wasm_bindgen_test]
fn a_user_who_only_looks_the_same_is_another() {
    for user in [
        "usr_2",
        "USR_1",
        "usr_1 ",
        " usr_1",
        "usr_1\\u0000",
        "usr_1\\u200b",
        "u\\u0455r_1",
        "usr_\\uff11",
        "usr_10",
        "usr_",
    ] {
        let params = format!("{{ scope: {{ type: 'user', user: '{user}' }}, name: 'n' }}");
        Session::bound().refuses(Find, &params).is(Code::ScopeNotOwnUser, "scope[user]");
    }
    // The same letters to the eye, composed and decomposed.
    Session::of("'us\\u00e9r'", "{}")
        .refuses(Find, "{ scope: { type: 'user', user: 'use\\u0301r' }, name: 'n' }")
        .is(Code::ScopeNotOwnUser, "scope[user]");
}

#[wasm_bindgen_test]
fn nobody_in_particular_has_no_user_scope() {
    for scope in ["{ type: 'user' }", "{ type: 'user', user: 'usr_1' }", "{ type: 'user', user: undefined }"] {
        Session::unbound()
            .refuses(Find, &format!("{{ scope: {scope}, name: 'n' }}"))
            .is(Code::ScopeUserUnbound, "scope[user]");
    }
}
