//! Hosts throw, reject with anything, and answer with anything: a call has an end, of a known class.

use crate::support::{Failed, Session, check, js, of};
use stripe_apps_secrets::edge::driver::Call;
use stripe_apps_secrets::policy::failure::{Class, Failure};
use stripe_apps_secrets::policy::params::Operation::{Create, Find};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const FIND: &str = "{ scope: { type: 'account' }, name: 'n' }";

fn sent(session: &Session, options: &str) -> Call {
    let call = session.open(Find, &js(FIND), &js(options));
    call.send().unwrap();
    call
}

/// The failure after `pauses` pauses, the host rejecting with the same each time.
#[track_caller]
fn fails(options: &str, rejected: &JsValue, pauses: u32) -> Failed {
    let session = Session::bound();
    let call = sent(&session, options);
    for _ in 0..pauses {
        let pause = call.failed(rejected).unwrap();
        assert!((500.0..=5000.0).contains(&pause), "{pause}");
        call.send().unwrap();
    }
    let failed = Failed::of(call.failed(rejected).unwrap_err());
    assert_eq!(session.attempts(), pauses + 1);
    failed
}

#[wasm_bindgen_test]
fn a_host_that_throws_at_once_is_heard() {
    let session = Session::bound();
    let thrown =
        of(&session.host, "(it.thrown = new Error('x'), it.makeRequest = () => { throw it.thrown }, it.thrown)");
    let call = session.call(Find, FIND);
    assert_eq!(call.send().unwrap_err(), thrown);
    assert_eq!(call.failed(&thrown).unwrap(), 500.0);
}

#[wasm_bindgen_test]
fn a_host_without_a_method_is_heard_too() {
    for host in ["{}", "{ makeRequest: 1 }", "{ get makeRequest() { throw new TypeError('x') } }", "'text'"] {
        let config = js(&format!("{{ httpClient: {host} }}"));
        let call = Session::with(JsValue::NULL, &config).call(Find, FIND);
        let thrown = call.send().unwrap_err();
        check(&thrown, "it instanceof TypeError");
        assert_eq!(call.failed(&thrown).unwrap(), 500.0);
    }
}

#[wasm_bindgen_test]
fn whatever_a_host_rejects_with_the_call_ends_as_a_connection_error() {
    for rejected in [
        "new Error('x')",
        "'a text'",
        "null",
        "undefined",
        "0",
        "Symbol('x')",
        "{ code: 5 }",
        "{ code: ['ETIMEDOUT'] }",
        "{ get code() { throw new Error('x') } }",
        "new Proxy({}, { get() { throw new Error('x') } })",
        "Object.assign(new Error('x'), { code: 'ECONNREFUSED' })",
        "Object.assign(new Error('x'), { code: 'ECONNRESET' })",
    ] {
        let rejected = js(rejected);
        let failed = fails("undefined", &rejected, 2);
        failed.is(Class::StripeConnectionError, Failure::Connection);
        check(
            &js_sys::Array::of2(&failed.0, &rejected),
            "it[0].numbers.retries === 2 && Object.is(it[0].raw.detail, it[1]) && it[0].raw.statusCode === undefined",
        );
    }
}

#[wasm_bindgen_test]
fn a_timeout_is_named_as_one_with_its_time() {
    let failed = fails("{ timeout: 1234 }", &js("Object.assign(new Error('x'), { code: 'ETIMEDOUT' })"), 2);
    failed.is(Class::StripeConnectionError, Failure::Timeout);
    check(&failed.0, "it.numbers.timeout === 1234");
}

#[wasm_bindgen_test]
fn a_closed_connection_is_tried_again_once_even_with_retries_off() {
    for code in ["ECONNRESET", "EPIPE"] {
        fails("{ maxNetworkRetries: 0 }", &js(&format!("{{ code: '{code}' }}")), 1);
    }
    fails("{ maxNetworkRetries: 0 }", &js("{ code: 'ETIMEDOUT' }"), 0);
}

#[wasm_bindgen_test]
fn the_first_two_pauses_are_half_a_second_and_later_ones_grow() {
    let session = Session::bound();
    let call = session.open(Find, &js(FIND), &js("{ maxNetworkRetries: 12 }"));
    let mut pauses = Vec::new();
    for _ in 0..12 {
        call.send().unwrap();
        pauses.push(call.failed(&JsValue::NULL).unwrap());
    }
    assert_eq!(pauses[..2], [500.0, 500.0]);
    for (pause, longest) in pauses[2..].iter().zip([1000.0, 2000.0, 4000.0, 5000.0, 5000.0]) {
        assert!((longest / 2.0..=longest).contains(pause), "{pause} of {longest}");
    }
    assert!(pauses[11] != pauses[10], "pauses are not spread");
}

/// What an answer's head makes of an attempt: its pause, or a negative number for "read the body".
fn heard(status: &str, headers: &str) -> f64 {
    let session = Session::bound();
    let call = sent(&session, "undefined");
    let response = js(&format!("{{ getStatusCode: () => {status}, getHeaders: () => ({headers}) }}"));
    call.answered(&response).unwrap()
}

#[wasm_bindgen_test]
fn answers_that_stripe_tries_again_are_tried_again() {
    for status in ["409", "500", "503", "599"] {
        assert_eq!(heard(status, "{}"), 500.0, "{status}");
        assert_eq!(heard(status, "{ 'stripe-should-retry': 'false' }"), -1.0, "{status}");
    }
    for status in ["200", "400", "401", "403", "404", "429"] {
        assert_eq!(heard(status, "{}"), -1.0, "{status}");
        assert_eq!(heard(status, "{ 'stripe-should-retry': 'true' }"), 500.0, "{status}");
    }
}

#[wasm_bindgen_test]
fn the_hosts_advice_is_heard_in_whatever_its_headers_are() {
    for headers in [
        "{ 'stripe-should-retry': 'true' }",
        "{ 'stripe-should-retry': ['true'] }",
        "new Headers({ 'Stripe-Should-Retry': 'true' })",
        "new Map([['stripe-should-retry', 'true']])",
    ] {
        assert_eq!(heard("200", headers), 500.0, "{headers}");
    }
    for headers in [
        "undefined",
        "null",
        "1",
        "'text'",
        "[]",
        "{ 'stripe-should-retry': 'maybe' }",
        "{ 'stripe-should-retry': true }",
    ] {
        assert_eq!(heard("200", headers), -1.0, "{headers}");
    }
}

#[wasm_bindgen_test]
fn a_status_that_is_none_is_not_taken_for_success() {
    let good = js("{ object: 'apps.secret', name: 'n', scope: { type: 'account' } }");
    for status in [
        "'200'",
        "undefined",
        "null",
        "NaN",
        "200.5",
        "Infinity",
        "0",
        "99",
        "600",
        "-200",
        "65736",
        "[200]",
        "200n",
        "{ valueOf: () => 200 }",
    ] {
        let session = Session::bound();
        let call = sent(&session, "undefined");
        let response = js(&format!("{{ getStatusCode: () => {status}, getHeaders: () => ({{}}) }}"));
        assert_eq!(call.answered(&response).unwrap(), -1.0, "{status}");
        let failed = Failed::of(call.conclude(&good).unwrap_err());
        failed.is(Class::StripeAPIError, Failure::InvalidJson);
        check(&failed.0, "it.raw.statusCode === undefined");
    }
}

#[wasm_bindgen_test]
fn an_answer_that_is_no_response_counts_as_a_failed_attempt() {
    for response in
        ["undefined", "null", "{}", "'text'", "{ getStatusCode() { throw new Error('x') }, getHeaders: () => ({}) }"]
    {
        let session = Session::bound();
        let call = sent(&session, "undefined");
        let thrown = call.answered(&js(response)).unwrap_err();
        assert_eq!(call.failed(&thrown).unwrap(), 500.0, "{response}");
    }
}

#[wasm_bindgen_test]
fn an_answer_whose_headers_cannot_be_read_keeps_its_status() {
    for headers in [
        "",
        "getHeaders() { throw new Error('x') }",
        "getHeaders: () => ({ get() { throw new Error('x') } })",
        "getHeaders: () => ({ get 'request-id'() { throw new Error('x') } })",
    ] {
        let session = Session::bound();
        let call = sent(&session, "undefined");
        let response = js(&format!("{{ getStatusCode: () => 403, {headers} }}"));
        assert_eq!(call.answered(&response).unwrap(), -1.0, "{headers}");
        let failed = Failed::of(call.failed(&js("new Error('x')")).unwrap_err());
        failed.is(Class::StripePermissionError, Failure::InvalidJson);
        check(&failed.0, "it.raw.statusCode === 403");
    }
}

#[wasm_bindgen_test]
fn a_body_that_cannot_be_read_keeps_the_status() {
    for (status, class) in [
        (200, Class::StripeAPIError),
        (400, Class::StripeInvalidRequestError),
        (401, Class::StripeAuthenticationError),
        (403, Class::StripePermissionError),
        (404, Class::StripeInvalidRequestError),
        (429, Class::StripeRateLimitError),
    ] {
        let session = Session::bound();
        let call = sent(&session, "undefined");
        let response =
            js(&format!("{{ getStatusCode: () => {status}, getHeaders: () => ({{ 'request-id': 'req_1' }}) }}"));
        call.answered(&response).unwrap();
        let thrown = call.read().unwrap_err();
        check(&thrown, "it instanceof TypeError");
        let failed = Failed::of(call.failed(&thrown).unwrap_err());
        failed.is(class, Failure::InvalidJson);
        check(&failed.0, &format!("it.raw.statusCode === {status} && it.raw.requestId === 'req_1'"));
    }
}

#[wasm_bindgen_test]
fn a_body_that_does_not_come_in_time_is_a_timeout() {
    let session = Session::bound();
    let call = sent(&session, "{ timeout: 777 }");
    call.answered(&js("{ getStatusCode: () => 200, getHeaders: () => ({}) }")).unwrap();
    let failed = Failed::of(call.failed(&js("{ code: 'ETIMEDOUT' }")).unwrap_err());
    failed.is(Class::StripeConnectionError, Failure::Timeout);
    check(&failed.0, "it.numbers.timeout === 777");
}

#[wasm_bindgen_test]
fn each_attempt_asks_the_host_as_it_is_then() {
    let session = Session::bound();
    let call = session.call(Create, "{ scope: { type: 'account' }, name: 'n', payload: 'p' }");
    call.send().unwrap();
    call.failed(&JsValue::NULL).unwrap();
    of(&session.host, "(it.makeRequest = function () { this.self = this; return 'its promise' })");
    assert_eq!(call.send().unwrap(), JsValue::from("its promise"));
    check(&session.host, "it.self === it");
}

#[wasm_bindgen_test]
fn an_earlier_answer_is_not_taken_for_the_one_that_never_came() {
    let session = Session::bound();
    let call = sent(&session, "{ maxNetworkRetries: 1 }");
    let response = "{ getStatusCode: () => 503, getHeaders: () => ({ 'request-id': 'req_1' }) }";
    assert_eq!(call.answered(&js(response)).unwrap(), 500.0);
    call.send().unwrap();
    let failed = Failed::of(call.failed(&JsValue::NULL).unwrap_err());
    failed.is(Class::StripeConnectionError, Failure::Connection);
    check(&failed.0, "it.raw.statusCode === undefined && it.raw.requestId === undefined && it.numbers.retries === 1");
}

#[wasm_bindgen_test]
fn an_aborted_call_ends_with_its_reason() {
    let (session, reason) = (Session::bound(), js("new Error('x')"));
    let call = sent(&session, "undefined");
    let failed = Failed::of(call.aborted(&reason));
    failed.is(Class::StripeConnectionError, Failure::Aborted);
    check(&js_sys::Array::of2(&failed.0, &reason), "it[0].raw.detail === it[1]");
}
