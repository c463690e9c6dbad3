//! The built-ins are captured when the package loads: what is patched afterwards changes no request.

use crate::support::{Session, during, js};
use stripe_apps_secrets::policy::params::Operation::Create;
use stripe_apps_secrets::policy::refusal::Code;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Acts while a built-in, given as object and method, is an expression.
fn patched(object: &str, method: &str, replacement: &str, act: impl FnMut()) {
    during(
        &format!(
            "kept.old = Object.getOwnPropertyDescriptor({object}, {method}); Object.defineProperty({object}, {method}, {{ value: {replacement}, configurable: true, writable: true }})"
        ),
        &format!("Object.defineProperty({object}, {method}, kept.old)"),
        act,
    );
}

/// Those of the built-ins whose replacement changes, or prevents, a request.
fn that_change_a_request(built_ins: &[(&str, &str, &str)]) -> Vec<String> {
    let params = js("{ scope: { type: 'user', user: 'usr_1' }, name: 'n', payload: \"p'\", expand: ['x'] }");
    let options = js("{ headers: { 'x-own': 'a' }, idempotencyKey: 'k' }");
    let session = Session::bound();
    let expected = session.send(Create, &params, &options).all();
    let mut changed = Vec::new();
    for (object, method, replacement) in built_ins {
        // Nothing is asserted while a built-in is patched: the assertion would use it.
        let mut sent = false;
        patched(object, method, replacement, || {
            let call = session.client.open(Create as u8, &params, &options).ok();
            sent = call.is_some_and(|call| call.send().is_ok());
        });
        if !sent || session.last().all() != expected {
            changed.push(format!("{object}.{method}"));
        }
    }
    changed
}

#[wasm_bindgen_test]
fn a_patched_built_in_cannot_send_the_secret_to_another_scope() {
    let changed = that_change_a_request(&[
        ("Object", "'entries'", "() => [['scope', { type: 'user', user: 'usr_2' }]]"),
        ("Object", "'fromEntries'", "() => ({ 'Stripe-Account': 'acct_2' })"),
        ("Object", "'assign'", "() => ({ 'Stripe-Account': 'acct_2' })"),
        ("Object", "'keys'", "() => []"),
        ("Object.prototype", "'hasOwnProperty'", "() => true"),
        ("Array", "'isArray'", "() => false"),
        ("Array", "'from'", "() => []"),
        ("globalThis", "'encodeURIComponent'", "() => 'usr_2'"),
        ("String.prototype", "'replace'", "() => 'usr_2'"),
        ("String.prototype", "'charCodeAt'", "() => 120"),
        ("String.prototype", "'toLowerCase'", "() => 'stripe-account'"),
        ("Array.prototype", "'map'", "() => []"),
        ("Array.prototype", "'join'", "() => 'usr_2'"),
        ("Date.prototype", "'getTime'", "() => 1"),
        ("Function.prototype", "'call'", "() => 'usr_2'"),
    ]);
    assert!(changed.is_empty(), "{changed:?}");
}

#[wasm_bindgen_test]
fn a_patched_iterator_or_pattern_cannot_send_the_secret_to_another_account() {
    let changed = that_change_a_request(&[
        ("Array.prototype", "Symbol.iterator", "function* () { yield ['Stripe-Account', 'acct_2'] }"),
        ("Array.prototype", "'filter'", "() => [['Stripe-Account', 'acct_2']]"),
        ("String.prototype", "'toUpperCase'", "() => 'Stripe-Account'"),
        ("RegExp.prototype", "Symbol.replace", "() => 'usr_2'"),
        ("RegExp.prototype", "'exec'", "() => null"),
    ]);
    assert!(changed.is_empty(), "{changed:?}");
}

#[wasm_bindgen_test]
fn a_patched_built_in_cannot_let_another_user_through() {
    let params = js("{ scope: { type: 'user', user: 'usr_2' }, name: 'n', payload: 'p' }");
    let session = Session::bound();
    for (object, method, replacement) in [
        ("Object", "'is'", "() => true"),
        ("String.prototype", "'charCodeAt'", "() => 117"),
        ("String.prototype", "'localeCompare'", "() => 0"),
        ("Object", "'entries'", "() => [['type', 'account']]"),
    ] {
        let mut thrown = None;
        patched(object, method, replacement, || {
            thrown = session.client.open(Create as u8, &params, &JsValue::UNDEFINED).err();
        });
        let thrown = thrown.unwrap_or_else(|| panic!("{object}.{method} let another user through"));
        crate::support::Refused::of(thrown).is(Code::ScopeNotOwnUser, "scope[user]");
    }
}
