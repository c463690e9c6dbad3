//! Expiry is judged by the clock of the call's moment.

use crate::support::{Session, during};
use stripe_apps_secrets::policy::params::Operation::Create;
use stripe_apps_secrets::policy::refusal::Code;
use wasm_bindgen_test::wasm_bindgen_test;

/// 2030-01-01, in seconds since the Unix epoch.
const NOW: i64 = 1_893_456_000;
const DAY: i64 = 86_400;

fn at(seconds: i64, act: impl FnMut()) {
    let change = format!("kept.now = Date.now; Date.now = () => {seconds} * 1000");
    during(&change, "Date.now = kept.now", act);
}

fn params(expires_at: &str) -> String {
    format!("{{ scope: {{ type: 'account' }}, name: 'n', payload: 'p', expires_at: {expires_at} }}")
}

fn passes(expires_at: &str, sent: i64) {
    let body = Session::bound().sends(Create, &params(expires_at)).body();
    assert_eq!(body, format!("scope[type]=account&name=n&payload=p&expires_at={sent}"));
}

#[wasm_bindgen_test]
fn a_secret_that_expires_in_time_is_stored_for_exactly_so_long() {
    at(NOW, || {
        for expires_at in [NOW - DAY, NOW, NOW + 1, NOW + 36_525 * DAY] {
            passes(&expires_at.to_string(), expires_at);
            passes(&format!("'{expires_at}'"), expires_at);
            passes(&format!("new Date({expires_at} * 1000 + 999)"), expires_at);
        }
    });
}

#[wasm_bindgen_test]
fn a_secret_that_expired_long_ago_is_not_stored() {
    at(NOW, || {
        for expires_at in [(NOW - DAY - 1).to_string(), "0".into(), "-1".into(), "new Date(0)".into()] {
            Session::bound().refuses(Create, &params(&expires_at)).is(Code::ExpiresAtInPast, "expires_at");
        }
    });
}

#[wasm_bindgen_test]
fn milliseconds_are_not_taken_for_a_far_future() {
    at(NOW, || {
        let refused = Session::bound().refuses(Create, &params(&(NOW * 1000).to_string()));
        refused.is(Code::ExpiresAtInMilliseconds, "expires_at");
        let refused = Session::bound().refuses(Create, &params(&(NOW + 36_525 * DAY + 1).to_string()));
        refused.is(Code::ExpiresAtTooFar, "expires_at");
    });
}

#[wasm_bindgen_test]
fn a_client_that_lives_for_days_follows_the_clock() {
    let session = Session::bound();
    let expires_at = params(&NOW.to_string());
    at(NOW, || drop(session.sends(Create, &expires_at)));
    at(NOW + 2 * DAY, || {
        let opened = session.client.open(Create as u8, &crate::support::js(&expires_at), &wasm_bindgen::JsValue::NULL);
        crate::support::Refused::of(opened.err().unwrap()).is(Code::ExpiresAtInPast, "expires_at");
    });
}

#[wasm_bindgen_test]
fn a_date_is_what_its_own_time_says_whatever_its_methods_say() {
    at(NOW, || {
        passes(&format!("Object.assign(new Date({NOW} * 1000), {{ getTime: () => 1, valueOf: () => 1 }})"), NOW);
        passes(&format!("new (class extends Date {{ getTime() {{ return 1 }} }})({NOW} * 1000)"), NOW);
        for invalid in
            ["new Date(NaN)", "{ getTime: () => 1 }", "Object.create(Date.prototype)", "new Proxy(new Date(), {})"]
        {
            Session::bound().refuses(Create, &params(invalid)).is(Code::ParameterInvalidInteger, "expires_at");
        }
    });
}
