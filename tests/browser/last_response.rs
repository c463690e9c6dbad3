//! `lastResponse` is there for those who ask for it, and shows in no copy and no log.

use crate::support::{Session, check, js, of};
use stripe_apps_secrets::policy::params::Operation::Find;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// An answer whose response has further properties, given as an expression.
fn answer(response: &str) -> JsValue {
    let session = Session::bound();
    let call = session.call(Find, "{ scope: { type: 'account' }, name: 'n' }");
    call.send().unwrap();
    let response = of(&js(response), "({ getStatusCode: () => 200, getHeaders: () => ({}), ...it })");
    call.answered(&response).unwrap();
    call.conclude(&js("{ object: 'apps.secret', name: 'n', scope: { type: 'account' } }")).unwrap()
}

#[wasm_bindgen_test]
fn the_last_response_shows_in_no_copy_of_an_answer() {
    let answer = answer("{ getRawResponse: () => ({ url: 'u' }) }");
    check(&answer, "it.lastResponse.url === 'u'");
    check(
        &answer,
        "!Object.keys(it).includes('lastResponse') && !('lastResponse' in { ...it }) && !JSON.stringify(it).includes('lastResponse')",
    );
}

#[wasm_bindgen_test]
fn the_last_response_cannot_be_replaced() {
    let answer = answer("{ getRawResponse: () => ({ url: 'u' }) }");
    check(
        &answer,
        "(() => { 'use strict'; try { it.lastResponse = 1; return false } catch { return it.lastResponse.url === 'u' } })()",
    );
    check(
        &answer,
        "(() => { 'use strict'; try { delete it.lastResponse; return false } catch { return it.lastResponse.url === 'u' } })()",
    );
}

#[wasm_bindgen_test]
fn the_last_response_has_the_ids_that_support_asks_for() {
    for headers in [
        "{ 'request-id': 'req_1', 'stripe-account': 'acct_1', 'stripe-version': 'v', 'idempotency-key': 'k' }",
        "{ 'request-id': ['req_1'], 'stripe-account': ['acct_1'], 'stripe-version': ['v'], 'idempotency-key': ['k'] }",
        "new Headers({ 'Request-Id': 'req_1', 'Stripe-Account': 'acct_1', 'Stripe-Version': 'v', 'Idempotency-Key': 'k' })",
        "new Map([['request-id', 'req_1'], ['stripe-account', 'acct_1'], ['stripe-version', 'v'], ['idempotency-key', 'k']])",
    ] {
        let answer = answer(&format!("{{ getHeaders: () => ({headers}), getRawResponse: () => ({{}}) }}"));
        check(
            &answer,
            "Object.entries(it.lastResponse).join() === 'statusCode,200,requestId,req_1,stripeAccount,acct_1,apiVersion,v,idempotencyKey,k'",
        );
    }
}

#[wasm_bindgen_test]
fn an_answer_is_not_lost_for_want_of_headers_or_a_raw_response() {
    for response in [
        "{}",
        "{ getHeaders: () => undefined }",
        "{ getHeaders: () => null, getRawResponse: () => ({}) }",
        "{ getRawResponse: () => Object.freeze({}) }",
        "{ getRawResponse: () => null }",
        "{ getRawResponse: () => 'text' }",
        "{ getRawResponse() { throw new Error('x') } }",
        "{ getRawResponse: () => new Proxy({}, { set() { throw new Error('x') } }) }",
    ] {
        check(&answer(response), "it.name === 'n' && Object.hasOwn(it, 'lastResponse')");
    }
}

#[wasm_bindgen_test]
fn a_field_of_the_same_name_does_not_stand_in_for_it() {
    let session = Session::bound();
    let call = session.call(Find, "{ scope: { type: 'account' }, name: 'n' }");
    let body = js("{ object: 'apps.secret', name: 'n', scope: { type: 'account' }, lastResponse: { forged: true } }");
    let answer = session.concludes(call, 200, &body).unwrap();
    check(
        &answer,
        "it.lastResponse.forged === undefined && it.lastResponse.statusCode === 200 && !Object.keys(it).includes('lastResponse')",
    );
}
