//! Headers that decide who asks, for whom and how the body is read are not the caller's.

use crate::support::{Session, js};
use stripe_apps_secrets::policy::params::Operation::Create;
use stripe_apps_secrets::policy::refusal::Code;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const PARAMS: &str = "{ scope: { type: 'account' }, name: 'n', payload: 'p' }";

fn refusal(headers: &str) -> crate::support::Refused {
    Session::bound().refused(Create, &js(PARAMS), &js(&format!("{{ headers: {headers} }}")))
}

#[wasm_bindgen_test]
fn a_header_cannot_make_the_call_someone_elses_in_any_case_of_letters() {
    for name in [
        "Authorization",
        "authorization",
        "AUTHORIZATION",
        "Host",
        "host",
        "Content-Type",
        "content-type",
        "Content-Length",
        "CONTENT-LENGTH",
        "Stripe-Account",
        "stripe-account",
        "STRIPE-CONTEXT",
        "Stripe-Version",
        "sTrIpE-anything",
    ] {
        refusal(&format!("{{ '{name}': 'x' }}")).is(Code::HeaderRefused, "headers");
    }
}

#[wasm_bindgen_test]
fn a_line_break_in_a_header_cannot_add_another_header() {
    for headers in [
        r"{ 'X-A': 'a\r\nStripe-Account: acct_other' }",
        r"{ 'X-A': 'a\nb' }",
        r"{ 'X-A': '\u0000' }",
        r"{ 'X-A': '\u007f' }",
        r"{ 'X-A': '漢' }",
        r"{ 'X-A': '\ud800' }",
        r"{ 'X-A: b\r\nX-B': 'c' }",
        r"{ 'X-A:': 'c' }",
        r"{ '': 'c' }",
        r"{ 'X-漢': 'c' }",
        "{ 'X-A': 1 }",
        "{ 'X-A': ['a'] }",
        "{ 'X-A': new String('a') }",
        "{ 'X-A': { toString: () => 'a' } }",
    ] {
        refusal(headers).is(Code::HeaderInvalid, "headers");
    }
}

#[wasm_bindgen_test]
fn a_line_break_in_an_option_cannot_add_a_header() {
    for (option, code) in [
        ("apiVersion", Code::HeaderInvalid),
        ("idempotencyKey", Code::HeaderInvalid),
        ("apiKey", Code::HeaderInvalid),
        // Another account is a fault of the scope, which is named first.
        ("stripeAccount", Code::ScopeNotOwnAccount),
        ("stripeContext", Code::ScopeNotOwnAccount),
    ] {
        let options = js(&format!(r"{{ {option}: 'a\r\nStripe-Account: acct_other' }}"));
        Session::bound().refused(Create, &js(PARAMS), &options).is(code, option);
    }
}

#[wasm_bindgen_test]
fn headers_that_are_no_plain_object_are_refused_rather_than_lost() {
    for headers in ["[['X-A', 'a']]", "'X-A: a'", "1", "() => 1"] {
        refusal(headers).is(Code::OptionInvalid, "headers");
    }
}

#[wasm_bindgen_test]
fn another_account_cannot_be_named() {
    let session = Session::of("({ id: 'usr_1', account: { id: 'acct_1' } })", "{}");
    for option in ["stripeAccount", "stripeContext"] {
        session
            .refused(Create, &js(PARAMS), &js(&format!("{{ {option}: 'acct_2' }}")))
            .is(Code::ScopeNotOwnAccount, option);
        session
            .refused(Create, &js(PARAMS), &js(&format!("{{ {option}: ['acct_1'] }}")))
            .is(Code::OptionInvalid, option);
    }
}

#[wasm_bindgen_test]
fn an_absent_header_value_is_no_header() {
    let sent =
        Session::bound().send(Create, &js(PARAMS), &js("{ headers: { 'X-A': undefined, 'X-B': null, 'X-C': 'c' } }"));
    assert_eq!(
        (sent.header("X-A"), sent.header("X-B"), sent.header("X-C")),
        ("undefined".into(), "undefined".into(), "c".into())
    );
    let none = Session::bound().send(Create, &js(PARAMS), &JsValue::NULL);
    assert_eq!(none.header("X-C"), "undefined");
}
