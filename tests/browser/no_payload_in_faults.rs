//! Whatever is thrown, the payload is not in it.

use crate::support::{Session, marker, mentions, of};
use stripe_apps_secrets::policy::params::Operation::{self, Create, DeleteWhere, Find, List};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// What a call throws that is refused; `it.text` in the expressions is the payload.
fn refusal(operation: Operation, params: &str, options: &str, settings: &str) -> (JsValue, JsValue) {
    let marker = marker();
    let session = Session::of("'usr_1'", settings);
    let (params, options) = (of(&marker, params), of(&marker, options));
    (session.refused(operation, &params, &options).0, marker)
}

#[wasm_bindgen_test]
fn the_search_finds_a_payload_wherever_it_hides() {
    let marker = marker();
    for place in [
        "it.text",
        "({ raw: { detail: it.text } })",
        "new Error(it.text)",
        "new Error('x', { cause: new Error(it.text) })",
        "({ [it.text]: 1 })",
        "({ [Symbol(it.text)]: 1 })",
        "Object.defineProperty({}, 'hidden', { value: [it.text] })",
        "({ get x() { return it.text } })",
        "new Map([['x', { y: it.text }]])",
        "new Headers({ x: encodeURIComponent(it.text) })",
        "({ x: '…' + it.parts[1] + '…' })",
    ] {
        assert!(mentions(&of(&marker, place), &marker), "{place}");
    }
    assert!(!mentions(&of(&marker, "({ x: [1, 'other', new Error('z')] })"), &marker));
}

#[wasm_bindgen_test]
fn no_refusal_repeats_the_payload() {
    let scope = "scope: { type: 'account' }";
    for (operation, params) in [
        (Create, format!("({{ {scope}, name: 'n', payload: it.text.repeat(200) }})")),
        (Create, format!("({{ {scope}, name: 'n', payload: it.text + '\\ud800' }})")),
        (Create, format!("({{ {scope}, name: 'n', payload: [it.text] }})")),
        (Create, format!("({{ {scope}, name: 'n', payload: {{ x: it.text }} }})")),
        (Create, format!("({{ {scope}, name: {{ x: it.text }}, payload: it.text }})")),
        (Create, format!("({{ {scope}, name: '', payload: it.text }})")),
        (Create, format!("({{ {scope}, payload: it.text }})")),
        (Create, "({ name: 'n', payload: it.text })".into()),
        (Create, "({ scope: it.text, name: 'n', payload: it.text })".into()),
        (Create, "({ scope: { type: it.text }, name: 'n', payload: it.text })".into()),
        (Create, "({ scope: { type: 'user', user: it.text }, name: 'n', payload: it.text })".into()),
        (Create, "({ scope: { type: 'account', user: it.text }, name: 'n', payload: it.text })".into()),
        (Create, "({ scope: { type: 'account', x: it.text }, name: 'n', payload: it.text })".into()),
        (Create, format!("({{ {scope}, name: 'n', payload: it.text, expires_at: it.text }})")),
        (Create, format!("({{ {scope}, name: 'n', payload: it.text, expand: it.text }})")),
        (Create, format!("({{ {scope}, name: 'n', payload: it.text, expand: [it.text, 1] }})")),
        (Create, format!("({{ {scope}, name: 'n', payload: it.text, Payload: it.text }})")),
        (Find, format!("({{ {scope}, name: 'n', payload: it.text }})")),
        (DeleteWhere, format!("({{ {scope}, name: 'n', payload: it.text }})")),
        (List, format!("({{ {scope}, limit: it.text }})")),
        (List, format!("({{ {scope}, starting_after: it.text, ending_before: it.text }})")),
        (Create, "it.text".into()),
        (Create, "[it.text]".into()),
    ] {
        let (thrown, marker) = refusal(operation, &params, "undefined", "{}");
        assert!(!mentions(&thrown, &marker), "{params}");
    }
}

#[wasm_bindgen_test]
fn no_refusal_of_an_option_repeats_what_it_was_given() {
    let params = "({ scope: { type: 'account' }, name: 'n', payload: it.text })";
    for options in [
        "it.text",
        "({ apiKey: 'sk_test_' + it.text })",
        "({ apiKey: it.text })",
        "({ idempotencyKey: it.text })",
        "({ headers: { 'X-A': it.text } })",
        "({ headers: { [it.text]: 'x' } })",
        "({ headers: { Authorization: it.text } })",
        "({ timeout: it.text })",
        "({ maxNetworkRetries: it.text })",
        "({ stripeAccount: it.parts[0] })",
        "({ stripeContext: it.text })",
        "({ payload: it.text })",
        "({ streaming: it.text })",
    ] {
        let (thrown, marker) = refusal(Create, params, options, "{}");
        assert!(!mentions(&thrown, &marker), "{options}");
    }
}

#[wasm_bindgen_test]
fn a_refused_card_number_is_not_repeated() {
    let session = Session::of("'usr_1'", "{ cardNumbers: 'refuse' }");
    let refused = session.refuses(Create, "{ scope: { type: 'account' }, name: 'n', payload: '4242424242424242' }");
    assert!(!mentions(&refused.0, &"4242".into()));
}

/// What a call throws that was sent; `it.text` in the expressions is the payload.
fn failure(operation: Operation, status: u16, body: &str) -> (JsValue, JsValue) {
    let marker = marker();
    let session = Session::bound();
    let params = match operation {
        Create => "({ scope: { type: 'user' }, name: 'n', payload: it.text })",
        List => "({ scope: { type: 'user' } })",
        Find | DeleteWhere => "({ scope: { type: 'user' }, name: 'n' })",
    };
    let call = session.open(operation, &of(&marker, params), &JsValue::UNDEFINED);
    let failed = session.concludes(call, status, &of(&marker, body)).unwrap_err();
    (failed.0, marker)
}

#[wasm_bindgen_test]
fn an_answer_that_is_withheld_is_withheld_whole() {
    for (operation, status, body) in [
        (
            Create,
            200,
            "({ object: 'apps.secret', name: 'n', scope: { type: 'user', user: 'usr_2' }, payload: it.text })",
        ),
        (Create, 200, "({ object: it.text, name: it.text, payload: it.text })"),
        (
            Find,
            200,
            "({ object: 'apps.secret', name: it.text, scope: { type: 'user', user: 'usr_1' }, payload: it.text })",
        ),
        (Find, 200, "({ object: 'apps.secret', name: 'n', scope: { type: 'user', user: it.text }, payload: it.text })"),
        (
            List,
            200,
            "({ object: 'list', data: [{ object: 'apps.secret', scope: { type: 'user', user: 'usr_2' }, payload: it.text }] })",
        ),
        (DeleteWhere, 200, "({ object: 'apps.secret', deleted: true, payload: it.text })"),
        (Find, 200, "it.text"),
        (Find, 403, "it.text"),
        (Find, 400, "({ payload: it.text })"),
        (Find, 200, "({ error: 5, payload: it.text })"),
        (Find, 400, "({ error: { message: 'x' }, payload: it.text })"),
    ] {
        let (thrown, marker) = failure(operation, status, body);
        assert!(!mentions(&thrown, &marker), "{body}");
    }
}

#[wasm_bindgen_test]
fn a_write_that_gets_no_answer_keeps_its_payload_to_itself() {
    let (marker, session) = (marker(), Session::bound());
    let params = of(&marker, "({ scope: { type: 'user' }, name: 'n', payload: it.text })");
    let options = of(&marker, "({ maxNetworkRetries: 0 })");
    for rejected in ["new Error('x')", "({ code: 'ETIMEDOUT' })", "null"] {
        let call = session.open(Create, &params, &options);
        call.send().unwrap();
        let thrown = call.failed(&of(&marker, rejected)).unwrap_err();
        assert!(!mentions(&thrown, &marker), "{rejected}");
    }
    let call = session.open(Create, &params, &options);
    call.send().unwrap();
    call.answered(&of(&marker, "({ getStatusCode: () => 403, getHeaders: () => ({}), toJSON() { throw new Error('Response body undefined') }, payload: it.text })")).unwrap();
    let thrown = call.read().unwrap_err();
    let thrown = call.failed(&thrown).unwrap_err();
    assert!(!mentions(&thrown, &marker));
}
