//! Each property is read once: what was checked is what is sent, whatever a second look would show.

use crate::support::{Session, check, js, of, shifty, text_of};
use stripe_apps_secrets::policy::params::Operation::{Create, Find};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const OWN: &str = "scope[type]=user&scope[user]=usr_1&name=n&payload=p";

fn reads(shifty: &JsValue) -> f64 {
    of(shifty, "it.most()").as_f64().unwrap_or(-1.0)
}

fn value(shifty: &JsValue) -> JsValue {
    of(shifty, "it.value")
}

#[wasm_bindgen_test]
fn a_user_that_changes_at_the_second_look_is_the_user_of_the_first() {
    let trap = js(
        "(() => { let reads = 0; return { reads: () => reads, params: { scope: { type: 'user', get user() { return ++reads === 1 ? 'usr_1' : 'usr_2' } }, name: 'n', payload: 'p' } } })()",
    );
    let sent = Session::bound().send(Create, &of(&trap, "it.params"), &JsValue::UNDEFINED);
    assert_eq!(sent.body(), OWN);
    check(&trap, "it.reads() === 1");
}

#[wasm_bindgen_test]
fn a_type_that_changes_at_the_second_look_is_the_type_of_the_first() {
    let trap = js(
        "(() => { let reads = 0; return { reads: () => reads, params: { scope: { get type() { return ++reads === 1 ? 'account' : 'user' } }, name: 'n' } } })()",
    );
    let sent = Session::bound().send(Find, &of(&trap, "it.params"), &JsValue::UNDEFINED);
    assert_eq!(sent.line(), "GET /v1/apps/secrets/find?scope[type]=account&name=n");
    check(&trap, "it.reads() === 1");
}

#[wasm_bindgen_test]
fn a_scope_that_changes_at_the_second_look_is_the_scope_of_the_first() {
    let trap = js(
        "(() => { let reads = 0; return { reads: () => reads, params: { get scope() { return ++reads === 1 ? { type: 'account' } : { type: 'user', user: 'usr_2' } }, name: 'n' } } })()",
    );
    let sent = Session::bound().send(Find, &of(&trap, "it.params"), &JsValue::UNDEFINED);
    assert_eq!(sent.line(), "GET /v1/apps/secrets/find?scope[type]=account&name=n");
    check(&trap, "it.reads() === 1");
}

#[wasm_bindgen_test]
fn parameters_behind_a_proxy_are_what_they_were_at_the_first_look() {
    let later =
        js("{ scope: { type: 'user', user: 'usr_2' }, name: 'other', payload: 'other', 'scope[user]': 'usr_2' }");
    let params = shifty(&js("{ scope: { type: 'user', user: 'usr_1' }, name: 'n', payload: 'p' }"), &later);
    let sent = Session::bound().send(Create, &value(&params), &JsValue::UNDEFINED);
    assert_eq!((sent.body().as_str(), reads(&params)), (OWN, 1.0));
}

#[wasm_bindgen_test]
fn a_scope_behind_a_proxy_is_what_it_was_at_the_first_look() {
    let scope = shifty(&js("{ type: 'user', user: 'usr_1' }"), &js("{ type: 'user', user: 'usr_2', x: 1 }"));
    let params = of(&value(&scope), "({ scope: it, name: 'n', payload: 'p' })");
    let sent = Session::bound().send(Create, &params, &JsValue::UNDEFINED);
    assert_eq!((sent.body().as_str(), reads(&scope)), (OWN, 1.0));
}

#[wasm_bindgen_test]
fn an_expand_behind_a_proxy_is_what_it_was_at_the_first_look() {
    let expand = shifty(&js("['payload']"), &js("['x', 'y']"));
    let params = of(&value(&expand), "({ scope: { type: 'account' }, name: 'n', expand: it })");
    let sent = Session::bound().send(Find, &params, &JsValue::UNDEFINED);
    assert_eq!(sent.line(), "GET /v1/apps/secrets/find?scope[type]=account&name=n&expand[0]=payload");
    assert_eq!(reads(&expand), 1.0);
}

#[wasm_bindgen_test]
fn options_behind_a_proxy_are_what_they_were_at_the_first_look() {
    let headers =
        shifty(&js("{ 'X-A': 'a' }"), &js("{ 'X-A': 'later', Authorization: 'later', 'Stripe-Account': 'acct_2' }"));
    let later = js(
        "{ stripeAccount: 'acct_2', apiVersion: 'later', headers: { 'Stripe-Account': 'acct_2' }, apiKey: 'later' }",
    );
    let first =
        of(&value(&headers), "({ stripeAccount: 'acct_1', apiVersion: 'first', headers: it, apiKey: 'first' })");
    let options = shifty(&first, &later);
    let session = Session::of("({ id: 'usr_1', account: { id: 'acct_1' } })", "{}");
    let sent = session.send(Find, &js("{ scope: { type: 'user' }, name: 'n' }"), &value(&options));
    for (header, expected) in
        [("Stripe-Account", "acct_1"), ("Stripe-Version", "first"), ("X-A", "a"), ("Authorization", "Bearer first")]
    {
        assert_eq!(sent.header(header), expected, "{header}");
    }
    assert_eq!((reads(&options), reads(&headers)), (1.0, 1.0));
}

#[wasm_bindgen_test]
fn a_config_behind_a_proxy_is_what_it_was_at_the_first_look() {
    let session = Session::bound();
    let other = Session::bound();
    let app = shifty(&js("{ name: 'app' }"), &js("{ name: 'later' }"));
    let user = shifty(&js("{ id: 'usr_1' }"), &js("{ id: 'usr_2', account: { id: 'acct_2' } }"));
    let parts = js_sys::Array::of4(&session.host, &value(&app), &value(&user), &other.host);
    let first = of(&parts, "({ httpClient: it[0], appInfo: it[1], userContext: it[2], apiVersion: 'first' })");
    let later = of(
        &parts,
        "({ httpClient: it[3], userContext: 'usr_2', apiVersion: 'later', stripeAccount: 'acct_2', host: 'other.example' })",
    );
    let config = shifty(&first, &later);
    let client = Session::with(session.host.clone(), &value(&config));
    let sent = client.sends(Create, "{ scope: { type: 'user', user: 'usr_1' }, name: 'n', payload: 'p' }");
    assert_eq!((sent.body().as_str(), sent.header("Stripe-Version").as_str()), (OWN, "first"));
    assert!(sent.header("User-Agent").ends_with(" app"), "{}", sent.header("User-Agent"));
    assert_eq!((reads(&config), reads(&app), reads(&user), other.attempts()), (1.0, 1.0, 1.0, 0));
}

#[wasm_bindgen_test]
fn a_user_context_that_changes_at_the_second_look_binds_the_user_of_the_first() {
    let session = Session::unbound();
    let context =
        shifty(&js("{ id: 'usr_1', account: { id: 'acct_1' } }"), &js("{ id: 'usr_2', account: { id: 'acct_2' } }"));
    session.client.bind_user(&value(&context)).unwrap();
    assert_eq!(reads(&context), 1.0);
    let sent = session.sends(Create, "{ scope: { type: 'user' }, name: 'n', payload: 'p' }");
    assert_eq!(sent.body(), OWN);
    let thrown = session.client.bind_user(&"usr_2".into()).unwrap_err();
    assert_eq!(text_of(&thrown, "it.param"), "userContext");
}

#[wasm_bindgen_test]
fn every_parameter_is_read_once_over_all_attempts() {
    let session = Session::bound();
    let params = shifty(
        &js("{ scope: { type: 'account' }, name: 'n', payload: 'p', expires_at: new Date(Date.now() + 1e6) }"),
        &js("{}"),
    );
    let call = session.open(Create, &value(&params), &JsValue::UNDEFINED);
    for _ in 0..2 {
        call.send().unwrap();
        assert_eq!(call.failed(&JsValue::NULL).unwrap(), 500.0);
    }
    assert_eq!((session.attempts(), reads(&params)), (2, 1.0));
}
