//! What is handed on is what was checked: a copy, each field read once.

use crate::support::{Failed, Session, check, js, of, shifty};
use stripe_apps_secrets::policy::failure::{Class, Failure};
use stripe_apps_secrets::policy::params::Operation::{Find, List};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn found(body: &JsValue) -> Result<JsValue, Failed> {
    let session = Session::bound();
    let call = session.call(Find, "{ scope: { type: 'user' }, name: 'n' }");
    session.concludes(call, 200, body)
}

const OWN: &str = "{ object: 'apps.secret', name: 'n', scope: { type: 'user', user: 'usr_1' }, payload: 'own' }";
const FOREIGN: &str =
    "{ object: 'apps.secret', name: 'other', scope: { type: 'user', user: 'usr_2' }, payload: 'foreign', x: 1 }";

#[wasm_bindgen_test]
fn an_answer_that_changes_at_the_second_look_is_handed_on_as_it_was_checked() {
    let body = shifty(&js(OWN), &js(FOREIGN));
    let answer = found(&of(&body, "it.value")).unwrap();
    check(&answer, "it.name === 'n' && it.scope.user === 'usr_1' && it.payload === 'own' && !('x' in it)");
    check(&body, "it.most() === 1");
}

#[wasm_bindgen_test]
fn an_answer_that_becomes_right_at_the_second_look_is_withheld() {
    let body = shifty(&js(FOREIGN), &js(OWN));
    found(&of(&body, "it.value")).unwrap_err().is(Class::StripeAPIError, Failure::ScopeMismatch);
}

#[wasm_bindgen_test]
fn each_field_that_changes_is_read_once() {
    for (field, first, later) in [
        ("object", "'apps.secret'", "'customer'"),
        ("name", "'n'", "'other'"),
        ("scope", "{ type: 'user', user: 'usr_1' }", "{ type: 'user', user: 'usr_2' }"),
        ("payload", "'own'", "'foreign'"),
        ("deleted", "false", "true"),
        ("unknown", "'first'", "'later'"),
    ] {
        let trap = js(&format!(
            "(() => {{ let reads = 0; return {{ reads: () => reads, body: Object.defineProperty({OWN}, '{field}', {{ enumerable: true, get: () => ++reads === 1 ? {first} : {later} }}) }} }})()"
        ));
        let answer = found(&of(&trap, "it.body")).unwrap();
        check(&trap, "it.reads() === 1");
        check(&answer, &format!("JSON.stringify(it.{field}) === JSON.stringify({first})"));
        check(&answer, &format!("'value' in Object.getOwnPropertyDescriptor(it, '{field}')"));
    }
}

#[wasm_bindgen_test]
fn a_user_inside_the_answer_that_changes_is_read_once() {
    let trap = js(
        "(() => { let reads = 0; return { reads: () => reads, body: { object: 'apps.secret', name: 'n', scope: { type: 'user', get user() { return ++reads === 1 ? 'usr_1' : 'usr_2' } } } } })()",
    );
    let answer = found(&of(&trap, "it.body")).unwrap();
    check(&answer, "it.scope.user === 'usr_1' && it.scope.user === 'usr_1'");
    check(&trap, "it.reads() === 1");
}

#[wasm_bindgen_test]
fn a_list_that_changes_at_the_second_look_is_handed_on_as_it_was_checked() {
    let session = Session::bound();
    let data = shifty(&js(&format!("[{OWN}]")), &js(&format!("[{FOREIGN}]")));
    let body = of(&data, "({ object: 'list', data: it.value })");
    let call = session.call(List, "{ scope: { type: 'user' } }");
    let answer = session.concludes(call, 200, &body).unwrap();
    check(&answer, "it.data.length === 1 && it.data[0].scope.user === 'usr_1' && it.data[0].payload === 'own'");
}

#[wasm_bindgen_test]
fn a_list_that_grows_while_it_is_read_is_checked_as_it_was_read() {
    let session = Session::bound();
    let data = shifty(&js(&format!("[{OWN}]")), &js(&format!("[{FOREIGN}, {FOREIGN}]")));
    let body = of(&data, "({ object: 'list', data: it.value })");
    let call = session.call(List, "{ scope: { type: 'user' } }");
    if let Ok(answer) = session.concludes(call, 200, &body) {
        check(&answer, "it.data.every((secret) => secret.scope.user === 'usr_1' && secret.payload === 'own')");
    }
}

#[wasm_bindgen_test]
fn an_answer_that_the_host_keeps_cannot_change_what_was_handed_on() {
    let body = js(OWN);
    let answer = found(&body).unwrap();
    of(&body, "(it.payload = 'foreign', it.scope.user = 'usr_2', it.scope.type = 'account')");
    check(&answer, "it.payload === 'own' && it.scope.user === 'usr_1' && it.scope.type === 'user'");
}

#[wasm_bindgen_test]
fn fields_that_we_do_not_know_are_kept() {
    let body = of(
        &js(OWN),
        "({ ...it, livemode: false, created: 1, new_field: { deep: [1, { x: null }] }, big: 10n, zero: -0 })",
    );
    let answer = found(&body).unwrap();
    check(
        &answer,
        "JSON.stringify(it.new_field) === '{\"deep\":[1,{\"x\":null}]}' && it.livemode === false && it.big === 10n && Object.is(it.zero, -0)",
    );
    check(&answer, "Object.keys(it).join() === 'object,name,scope,payload,livemode,created,new_field,big,zero'");
}

#[wasm_bindgen_test]
fn functions_of_an_answer_are_dropped() {
    let body = of(&js(OWN), "({ ...it, toJSON: () => 'foreign', list: [() => 1], deep: { f() {} } })");
    let answer = found(&body).unwrap();
    check(&answer, "it.toJSON === undefined && it.list[0] === undefined && it.deep.f === undefined");
    check(&answer, "JSON.parse(JSON.stringify(it)).payload === 'own'");
}

#[wasm_bindgen_test]
fn an_own_proto_key_of_an_answer_is_a_field_like_another() {
    let body = js(
        r#"JSON.parse('{"object":"apps.secret","name":"n","scope":{"type":"user","user":"usr_1"},"__proto__":{"payload":"foreign"}}')"#,
    );
    let answer = found(&body).unwrap();
    check(&answer, "Object.getPrototypeOf(it) === Object.prototype && it.payload === undefined");
    check(&answer, "Object.hasOwn(it, '__proto__')");
    for body in [
        r#"{"object":"apps.secret","name":"n","__proto__":{"scope":{"type":"user","user":"usr_1"}}}"#,
        r#"{"object":"apps.secret","name":"n","scope":{"__proto__":{"type":"user","user":"usr_1"}}}"#,
        r#"{"object":"apps.secret","name":"n","scope":{"type":"user","__proto__":{"user":"usr_1"}}}"#,
        r#"{"name":"n","scope":{"type":"user","user":"usr_1"},"__proto__":{"object":"apps.secret"}}"#,
    ] {
        let failed = found(&js(&format!("JSON.parse('{body}')"))).unwrap_err();
        failed.is(Class::StripeAPIError, Failure::ScopeMismatch);
    }
}

#[wasm_bindgen_test]
fn inherited_fields_of_an_answer_do_not_count() {
    let body = js(
        "Object.assign(Object.create({ scope: { type: 'user', user: 'usr_1' } }), { object: 'apps.secret', name: 'n' })",
    );
    found(&body).unwrap_err().is(Class::StripeAPIError, Failure::ScopeMismatch);
}
