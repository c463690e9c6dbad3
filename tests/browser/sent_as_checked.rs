//! What was checked is what is sent, at every attempt, whatever changes in between.

use crate::support::{Session, js, of};
use stripe_apps_secrets::policy::params::Operation::{Create, Find};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// What is sent before and after a change, which is an expression about the object.
fn before_and_after(operand: &str, change: &str) -> (String, String) {
    let session = Session::of("({ id: 'usr_1', account: { id: 'acct_1' } })", "{}");
    let both = js(
        "{ params: { scope: { type: 'user', user: 'usr_1' }, name: 'n', payload: 'p', expand: ['a'] }, options: { stripeAccount: 'acct_1', headers: { 'X-A': 'a' } } }",
    );
    let (params, options) = (of(&both, "it.params"), of(&both, "it.options"));
    let call = session.open(Create, &params, &options);
    call.send().unwrap();
    let first = session.last().all();
    of(&of(&both, operand), change);
    call.failed(&JsValue::NULL).unwrap();
    call.send().unwrap();
    (first, session.last().all())
}

#[wasm_bindgen_test]
fn parameters_changed_while_a_retry_waits_change_no_attempt() {
    for change in [
        "it.scope.user = 'usr_2'",
        "it.scope = { type: 'user', user: 'usr_2' }",
        "it['scope[user]'] = 'usr_2'",
        "it.payload = 'other'",
        "it.expand.push('b')",
        "delete it.name",
    ] {
        let (first, second) = before_and_after("it.params", change);
        assert_eq!(first, second, "{change}");
    }
}

#[wasm_bindgen_test]
fn options_changed_while_a_retry_waits_change_no_attempt() {
    for change in ["it.stripeAccount = 'acct_2'", "it.headers['Stripe-Account'] = 'acct_2'", "it.headers['X-A'] = 'b'"]
    {
        let (first, second) = before_and_after("it.options", change);
        assert_eq!(first, second, "{change}");
    }
}

#[wasm_bindgen_test]
fn parameters_changed_before_the_first_attempt_change_nothing() {
    let (session, params) = (Session::bound(), js("{ scope: { type: 'account' }, name: 'n' }"));
    let call = session.open(Find, &params, &JsValue::UNDEFINED);
    of(&params, "(it.scope.type = 'user', it.scope.user = 'usr_2', it.name = 'other')");
    call.send().unwrap();
    assert_eq!(session.last().line(), "GET /v1/apps/secrets/find?scope[type]=account&name=n");
}

#[wasm_bindgen_test]
fn a_config_changed_after_construction_changes_no_call() {
    let (session, other) = (Session::bound(), Session::bound());
    let config = of(&session.host, "({ httpClient: it, userContext: { id: 'usr_1' }, apiVersion: 'first' })");
    let client = Session::with(session.host.clone(), &config);
    of(
        &js_sys::Array::of2(&config, &other.host),
        "(it[0].httpClient = it[1], it[0].userContext.id = 'usr_2', it[0].apiVersion = 'later', it[0].stripeAccount = 'acct_2')",
    );
    let sent = client.sends(Find, "{ scope: { type: 'user' }, name: 'n' }");
    assert_eq!(sent.line(), "GET /v1/apps/secrets/find?scope[type]=user&scope[user]=usr_1&name=n");
    assert_eq!((sent.header("Stripe-Version"), sent.header("Stripe-Account")), ("first".into(), "undefined".into()));
    assert_eq!(other.attempts(), 0);
}

#[wasm_bindgen_test]
fn a_host_that_changes_the_headers_of_one_attempt_does_not_change_the_next() {
    let session = Session::bound();
    of(
        &session.host,
        "(it.makeRequest = (...request) => { it.sent.push(structuredClone(request)); const headers = request[4]; for (const name of Object.keys(headers)) delete headers[name]; headers['Stripe-Account'] = 'acct_2'; })",
    );
    let call = session.call(Create, "{ scope: { type: 'account' }, name: 'n', payload: 'p' }");
    let mut attempts = Vec::new();
    for _ in 0..3 {
        call.send().unwrap();
        attempts.push((session.last().all(), session.last().header("Idempotency-Key")));
        let _ = call.failed(&JsValue::NULL);
    }
    assert_eq!(attempts[0], attempts[1]);
    assert_eq!(attempts[0], attempts[2]);
    assert!(attempts[0].0.contains("Authorization"));
}

#[wasm_bindgen_test]
fn a_retried_write_has_the_key_of_the_first_so_that_it_happens_once() {
    let session = Session::bound();
    let call = session.call(Create, "{ scope: { type: 'account' }, name: 'n', payload: 'p' }");
    call.send().unwrap();
    let key = session.last().header("Idempotency-Key");
    call.failed(&JsValue::NULL).unwrap();
    call.send().unwrap();
    assert_eq!((session.last().header("Idempotency-Key"), session.attempts()), (key, 2));
}

#[wasm_bindgen_test]
fn a_call_that_was_opened_for_one_user_stays_that_users() {
    let session = Session::bound();
    let call = session.call(Find, "{ scope: { type: 'user' }, name: 'n' }");
    assert!(session.client.bind_user(&"usr_2".into()).is_err());
    call.send().unwrap();
    assert_eq!(session.last().line(), "GET /v1/apps/secrets/find?scope[type]=user&scope[user]=usr_1&name=n");
}
