//! A getter or a host may call the client back in the middle of a call, and a core may throw in it.

use crate::support::{Refused, Session, check, core, js, of};
use stripe_apps_secrets::edge::driver::Client;
use stripe_apps_secrets::policy::params::Operation::Find;
use stripe_apps_secrets::policy::refusal::Code;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// A bound client as JavaScript has it.
fn client(user: &str) -> JsValue {
    let config = of(&Session::bound().host, &format!("({{ httpClient: it, userContext: {user} }})"));
    Client::new(&core(), "0.0.0", &"placeholder".into(), &config)
        .unwrap_or_else(|_| panic!("the client was refused"))
        .into()
}

#[wasm_bindgen_test]
fn a_getter_that_opens_another_call_harms_neither() {
    let client = client("'usr_1'");
    let call = of(
        &client,
        "it.open(1, { scope: { type: 'user' }, get name() { it.open(1, { scope: { type: 'account' }, name: 'x' }); return 'n' } })",
    );
    check(&call, "typeof it.timeout === 'number'");
}

#[wasm_bindgen_test]
fn a_getter_that_binds_the_user_binds_for_its_own_call_too() {
    let client = client("undefined");
    of(
        &client,
        "it.open(1, { get scope() { it.bindUser('usr_1'); return { type: 'user', user: 'usr_1' } }, name: 'n' })",
    );
    let refused = of(
        &client,
        "(() => { try { it.open(1, { scope: { type: 'user', user: 'usr_2' }, name: 'n' }) } catch (e) { return e } })()",
    );
    Refused::of(refused).is(Code::ScopeNotOwnUser, "scope[user]");
}

#[wasm_bindgen_test]
fn a_host_that_starts_another_call_inside_its_own_harms_neither() {
    let session = Session::bound();
    let other = client("'usr_1'");
    of(
        &js_sys::Array::of2(&session.host, &other),
        "(it[0].makeRequest = (...request) => { it[0].sent.push(request); it[1].open(1, { scope: { type: 'account' }, name: 'x' }).send(); it[1].bindUser('usr_1'); })",
    );
    let call = session.call(Find, "{ scope: { type: 'user' }, name: 'n' }");
    call.send().unwrap();
    assert_eq!(session.last().line(), "GET /v1/apps/secrets/find?scope[type]=user&scope[user]=usr_1&name=n");
}

#[wasm_bindgen_test]
fn a_core_that_threw_is_not_asked_again() {
    let config = of(&Session::bound().host, "({ httpClient: it })");
    let broken = js("{ asked: 0, renewed: 0, renew() { this.renewed++ },
        exports() { this.asked++; return { checkClient() { throw new RangeError('the stack ends') } } } }");
    let thrown = Client::new(&broken, "0.0.0", &"placeholder".into(), &config).err().unwrap();
    check(&thrown, "it instanceof RangeError");
    check(&broken, "it.asked === 1 && it.renewed === 1");
}
