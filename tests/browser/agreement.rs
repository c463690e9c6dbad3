//! Rust and JavaScript agree, as they were compiled for a browser: each method, and each way in which a call ends.

use crate::support::{Failed, Session, check, js};
use stripe_apps_secrets::policy::failure::{Class, Failure};
use stripe_apps_secrets::policy::params::Operation::{self, Create, DeleteWhere, Find, List};
use stripe_apps_secrets::policy::refusal::Code;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const FIND: &str = "{ scope: { type: 'user' }, name: 'n' }";
const OWN: &str = "{ object: 'apps.secret', name: 'n', scope: { type: 'user', user: 'usr_1' }, payload: 'p' }";
const FOREIGN: &str = "{ object: 'apps.secret', name: 'n', scope: { type: 'user', user: 'usr_2' }, payload: 'p' }";

fn found(status: u16, body: &str) -> Result<JsValue, Failed> {
    let session = Session::bound();
    session.concludes(session.call(Find, FIND), status, &js(body))
}

#[wasm_bindgen_test]
fn each_method_sends_what_was_asked_for_and_hands_the_answer_on() {
    let list = format!("{{ object: 'list', data: [{OWN}] }}");
    let own = "scope[type]=user&scope[user]=usr_1";
    let calls: [(Operation, &str, String, String, &str); 4] = [
        (
            Create,
            "{ scope: { type: 'user' }, name: 'é', payload: 'p', expires_at: 2e9 }",
            "POST /v1/apps/secrets".into(),
            format!("{own}&name=%C3%A9&payload=p&expires_at=2000000000"),
            OWN,
        ),
        (
            Find,
            "{ scope: { type: 'user', user: 'usr_1' }, name: 'n', expand: ['payload'] }",
            format!("GET /v1/apps/secrets/find?{own}&name=n&expand[0]=payload"),
            String::new(),
            OWN,
        ),
        (
            List,
            "{ scope: { type: 'user' }, limit: '3' }",
            format!("GET /v1/apps/secrets?{own}&limit=3"),
            String::new(),
            &list,
        ),
        (
            DeleteWhere,
            "{ name: 'n', scope: { type: 'user' } }",
            "POST /v1/apps/secrets/delete".into(),
            format!("name=n&{own}"),
            OWN,
        ),
    ];
    for (operation, params, line, body, answer) in calls {
        let session = Session::bound();
        let answer = session.concludes(session.call(operation, params), 200, &js(answer)).unwrap();
        check(&answer, "(it.data?.[0] ?? it).payload === 'p' && it.lastResponse.requestId === 'req_1'");
        assert_eq!((session.last().line(), session.last().body()), (line, body));
    }
}

#[wasm_bindgen_test]
fn another_users_scope_is_refused_and_nothing_is_sent() {
    let refused = Session::bound().refuses(Find, "{ scope: { type: 'user', user: 'usr_2' }, name: 'n' }");
    refused.is(Code::ScopeNotOwnUser, "scope[user]");
}

#[wasm_bindgen_test]
fn an_error_of_the_api_is_the_class_that_it_names() {
    let failed = found(404, "{ error: { message: 'No such secret', code: 'resource_missing' } }").unwrap_err();
    failed.is_api_error(Class::StripeInvalidRequestError);
    check(
        &failed.0,
        "it.raw.message === 'No such secret' && it.raw.statusCode === 404 && it.raw.requestId === 'req_1'",
    );
}

#[wasm_bindgen_test]
fn another_users_secret_is_withheld() {
    found(200, FOREIGN).unwrap_err().is(Class::StripeAPIError, Failure::ScopeMismatch);
    let session = Session::bound();
    let call = session.call(DeleteWhere, FIND);
    let failed = session.concludes(call, 200, &js(FOREIGN)).unwrap_err();
    failed.is(Class::StripeAPIError, Failure::ScopeMismatchAfterWrite);
}

#[wasm_bindgen_test]
fn a_busy_server_is_asked_again_with_the_same_key_and_then_a_lost_connection_ends_the_call() {
    let session = Session::bound();
    let params = js("{ scope: { type: 'account' }, name: 'n', payload: 'p' }");
    let call = session.open(Create, &params, &js("{ maxNetworkRetries: 1 }"));
    call.send().unwrap();
    let key = session.last().header("Idempotency-Key");
    let busy = js("{ getStatusCode: () => 503, getHeaders: () => ({ 'request-id': 'req_1' }) }");
    assert_eq!(call.answered(&busy).unwrap(), 500.0);
    call.send().unwrap();
    assert_eq!((session.last().header("Idempotency-Key"), session.attempts()), (key, 2));
    let failed = Failed::of(call.failed(&JsValue::NULL).unwrap_err());
    failed.is(Class::StripeConnectionError, Failure::Connection);
    check(&failed.0, "it.numbers.retries === 1 && it.raw.statusCode === undefined && it.raw.requestId === undefined");
}
