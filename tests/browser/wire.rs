//! What goes out: every argument of `makeRequest`, for each of the four methods.

use crate::support::{Session, check, js};
use stripe_apps_secrets::policy::params::Operation::{Create, DeleteWhere, Find, List};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const GET_HEADERS: &str = concat!(
    r#"{"Accept":"application/json","Content-Type":"application/x-www-form-urlencoded","#,
    r#""User-Agent":"stripe-apps-secrets/"#,
    env!("CARGO_PKG_VERSION"),
    r#"","Stripe-Version":"2026-10-28.endive","Authorization":"Bearer DO_NOT_PASS_A_REAL_API_KEY"}"#
);

fn get(path: &str) -> String {
    format!(r#"["api.stripe.com","443","{path}","GET",{GET_HEADERS},"","https",80000]"#)
}

fn post(path: &str, body: &str) -> String {
    let extra = format!(r#""Idempotency-Key":"…","Content-Length":{},"Authorization""#, body.len());
    let headers = GET_HEADERS.replace(r#""Authorization""#, &extra);
    format!(r#"["api.stripe.com","443","{path}","POST",{headers},"{body}","https",80000]"#)
}

#[wasm_bindgen_test]
fn a_create_asks_for_what_the_caller_asked() {
    let sent = Session::bound()
        .sends(Create, "{ scope: { type: 'user', user: 'usr_1' }, name: 'a name', payload: 'payload-placeholder' }");
    let body = "scope[type]=user&scope[user]=usr_1&name=a%20name&payload=payload-placeholder";
    assert_eq!(sent.all(), post("/v1/apps/secrets", body));
}

#[wasm_bindgen_test]
fn a_find_asks_for_what_the_caller_asked_and_has_no_body() {
    let sent = Session::bound().sends(Find, "{ scope: { type: 'account' }, name: 'n', expand: ['payload', 'a b'] }");
    assert_eq!(sent.all(), get("/v1/apps/secrets/find?scope[type]=account&name=n&expand[0]=payload&expand[1]=a%20b"));
}

#[wasm_bindgen_test]
fn a_list_asks_for_what_the_caller_asked_and_has_no_body() {
    let sent = Session::bound().sends(List, "{ scope: { type: 'user' }, limit: '3', starting_after: 'appsecret_1' }");
    assert_eq!(
        sent.all(),
        get("/v1/apps/secrets?scope[type]=user&scope[user]=usr_1&limit=3&starting_after=appsecret_1")
    );
}

#[wasm_bindgen_test]
fn a_deletion_deletes_what_the_caller_named() {
    let sent = Session::bound().sends(DeleteWhere, "{ name: 'n', scope: { type: 'account', user: null } }");
    assert_eq!(sent.all(), post("/v1/apps/secrets/delete", "name=n&scope[type]=account"));
}

#[wasm_bindgen_test]
fn a_payload_of_any_letters_arrives_as_it_was_stored() {
    let payload = r#"a b&c=d+e%f"'\\\n\u0000漢字😀é!*()~[]#?/"#;
    let sent =
        Session::bound().sends(Create, &format!("{{ scope: {{ type: 'account' }}, name: 'n', payload: `{payload}` }}"));
    check(&sent.0, &format!("new URLSearchParams(it[5]).get('payload') === `{payload}`"));
    check(&sent.0, "it[4]['Content-Length'] === new TextEncoder().encode(it[5]).length");
}

#[wasm_bindgen_test]
fn a_payload_is_encoded_as_stripe_encodes_it() {
    let sent =
        Session::bound().sends(Create, "{ scope: { type: 'account' }, name: 'n', payload: `a b+é漢😀!*()'[]&=%~` }");
    assert_eq!(
        sent.body(),
        "scope[type]=account&name=n&payload=a%20b%2B%C3%A9%E6%BC%A2%F0%9F%98%80%21%2A%28%29%27[]%26%3D%25~"
    );
}

#[wasm_bindgen_test]
fn parameters_go_out_in_the_callers_order() {
    let sent = Session::bound()
        .sends(Create, "{ payload: 'p', expires_at: undefined, name: 'n', scope: { user: 'usr_1', type: 'user' } }");
    assert_eq!(sent.body(), "payload=p&name=n&scope[user]=usr_1&scope[type]=user");
}

#[wasm_bindgen_test]
fn an_empty_expand_asks_for_nothing() {
    let sent = Session::bound().sends(Find, "{ scope: { type: 'account' }, name: 'n', expand: [] }");
    assert_eq!(sent.line(), "GET /v1/apps/secrets/find?scope[type]=account&name=n");
}

#[wasm_bindgen_test]
fn two_writes_are_two_writes_to_the_server() {
    let session = Session::bound();
    let params = "{ scope: { type: 'account' }, name: 'n', payload: 'p' }";
    let (first, second) = (session.sends(Create, params), session.sends(Create, params));
    assert_ne!(first.header("Idempotency-Key"), second.header("Idempotency-Key"));
    check(&first.0, "/^stripe-apps-secrets-\\d+-\\d+-\\d+-\\d+$/.test(it[4]['Idempotency-Key'])");
}

#[wasm_bindgen_test]
fn a_read_has_only_the_idempotency_key_that_the_caller_gives() {
    let (session, params) = (Session::bound(), js("{ scope: { type: 'account' }, name: 'n' }"));
    assert_eq!(session.send(Find, &params, &JsValue::UNDEFINED).header("Idempotency-Key"), "undefined");
    assert_eq!(session.send(Find, &params, &js("{ idempotencyKey: 'mine' }")).header("Idempotency-Key"), "mine");
}

#[wasm_bindgen_test]
fn options_reach_the_request() {
    let session =
        Session::of("({ id: 'usr_1', account: { id: 'acct_1' } })", "{ timeout: 5000, apiVersion: 'of client' }");
    let params = js("{ scope: { type: 'user' }, name: 'n', payload: 'p' }");
    let options = js(
        "{ idempotencyKey: 'mine', stripeAccount: 'acct_1', apiVersion: '2025-04-30.basil', timeout: 1000, apiKey: 'placeholder', headers: { 'x-oWN': 'é' } }",
    );
    let sent = session.send(Create, &params, &options);
    for (header, value) in [
        ("Idempotency-Key", "mine"),
        ("Stripe-Account", "acct_1"),
        ("Stripe-Version", "2025-04-30.basil"),
        ("Authorization", "Bearer placeholder"),
        ("X-Own", "é"),
    ] {
        assert_eq!(sent.header(header), value, "{header}");
    }
    check(&sent.0, "it[7] === 1000");
    let plain = session.send(Create, &params, &JsValue::UNDEFINED);
    assert_eq!(
        (plain.header("Stripe-Version"), plain.header("Stripe-Account")),
        ("of client".into(), "undefined".into())
    );
    check(&plain.0, "it[7] === 5000");
}

#[wasm_bindgen_test]
fn the_timer_of_an_attempt_is_the_calls_own() {
    let session = Session::of("'usr_1'", "{ timeout: 5000 }");
    let params = js("{ scope: { type: 'account' }, name: 'n' }");
    let timeout = |options: &str| session.open(Find, &params, &js(options)).timeout();
    assert_eq!(timeout("{ timeout: 1000 }"), 1000.0);
    assert_eq!(timeout("undefined"), 5000.0);
    assert_eq!(Session::bound().open(Find, &params, &JsValue::NULL).timeout(), 80_000.0);
}
