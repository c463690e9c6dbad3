//! A payload, a name and a user stay JavaScript's: this module's memory has no copy of them.
//!
//! The markers are made by JavaScript and never pass through here as text, which is what is tested.

use crate::support::{Session, marker, occurrences, of};
use stripe_apps_secrets::policy::params::Operation::{self, Create, DeleteWhere, Find, List};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// A payload, a name and a user that occur nowhere else, and a host that answers with them.
struct Secret {
    markers: [JsValue; 3],
    session: Session,
    parts: JsValue,
}

impl Secret {
    fn new() -> Self {
        let markers = [marker(), marker(), marker()];
        let [payload, name, user] = &markers;
        let parts = of(
            &js_sys::Array::of3(payload, name, user),
            "({ payload: it[0].text, name: it[1].text, user: it[2].text })",
        );
        let session = Session::unbound();
        session.client.bind_user(&of(&parts, "({ id: it.user })")).unwrap_or_else(|_| panic!("the user was refused"));
        Secret { markers, session, parts }
    }

    /// A whole call, answered with `body`; expressions about `it`, the three texts.
    fn calls(&self, operation: Operation, params: &str, body: &str) {
        let call = self.session.open(operation, &of(&self.parts, params), &JsValue::UNDEFINED);
        let _ = self.session.concludes(call, 200, &of(&self.parts, body));
    }

    #[track_caller]
    fn leaves_no_trace(&self) {
        assert_eq!(self.markers.each_ref().map(occurrences), [0, 0, 0], "payload, name, user in linear memory");
    }
}

const CREATE: &str = "({ scope: { type: 'user', user: it.user }, name: it.name, payload: it.payload })";
const FIND: &str = "({ scope: { type: 'user' }, name: it.name })";
const SECRET: &str =
    "({ object: 'apps.secret', name: it.name, scope: { type: 'user', user: it.user }, payload: it.payload })";

#[wasm_bindgen_test]
fn the_search_finds_a_copy_in_either_encoding() {
    let marker = marker();
    assert_eq!(occurrences(&marker), 0);
    let copy = of(&marker, "it.text").as_string().unwrap_or_default();
    assert!(occurrences(&marker) >= 3, "UTF-8");
    drop(copy);
    let units: Vec<u16> = js_sys::JsString::from(of(&marker, "it.text")).iter().collect();
    assert!(occurrences(&marker) >= 3, "UTF-16");
    drop(units);
    let encoded = of(&marker, "encodeURIComponent(it.text)").as_string().unwrap_or_default();
    assert!(occurrences(&marker) >= 3, "percent-encoded");
    drop(encoded);
}

#[wasm_bindgen_test]
fn calls_under_way_and_ended_leave_no_trace_in_memory() {
    let secret = Secret::new();
    let call = secret.session.open(Create, &of(&secret.parts, CREATE), &JsValue::UNDEFINED);
    secret.leaves_no_trace();
    call.send().unwrap();
    call.failed(&JsValue::NULL).unwrap();
    call.send().unwrap();
    secret.leaves_no_trace();
    let list = format!("({{ object: 'list', data: [{SECRET}, {SECRET}] }})");
    for _ in 0..50 {
        secret.calls(Create, CREATE, SECRET);
        secret.calls(Find, FIND, SECRET);
        secret.calls(List, "({ scope: { type: 'user', user: it.user }, starting_after: it.name })", &list);
        secret.calls(DeleteWhere, FIND, SECRET);
    }
    secret.leaves_no_trace();
}

#[wasm_bindgen_test]
fn refusals_and_withheld_answers_leave_no_trace_in_memory() {
    let secret = Secret::new();
    for params in [
        "({ scope: { type: 'user', user: it.payload }, name: it.name, payload: it.payload })",
        "({ scope: { type: 'account' }, name: it.name, payload: it.payload.repeat(200) })",
        "({ scope: { type: 'account' }, name: it.name, payload: it.payload + '\\ud800' })",
        "({ scope: { type: it.payload, [it.name]: it.user }, name: it.name, payload: it.payload })",
        "({ scope: { type: 'account' }, name: it.name, payload: it.payload, [it.payload]: it.payload })",
        "({ scope: { type: 'account' }, name: it.name, payload: it.payload, expires_at: it.payload })",
        "({ scope: { type: 'account' }, get name() { throw new Error(it.payload) } })",
    ] {
        assert!(secret.session.client.open(Create as u8, &of(&secret.parts, params), &JsValue::UNDEFINED).is_err());
    }
    for body in [
        "({ object: 'apps.secret', name: it.name, scope: { type: 'user', user: 'other' }, payload: it.payload })",
        "({ error: { message: it.payload, code: it.payload, type: it.name } })",
        "({ error: it.payload, error_description: it.payload })",
        "it.payload",
    ] {
        secret.calls(Find, FIND, body);
    }
    secret.leaves_no_trace();
}

#[wasm_bindgen_test]
fn a_long_session_needs_no_more_memory() {
    let secret = Secret::new();
    let session = |calls: u32| {
        for _ in 0..calls {
            secret.calls(Find, FIND, SECRET);
        }
        of(&wasm_bindgen::memory(), "it.buffer.byteLength").as_f64()
    };
    let early = session(200);
    assert_eq!(session(3000), early);
}
