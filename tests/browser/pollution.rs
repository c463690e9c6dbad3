//! A polluted prototype is not the caller's word.

use crate::support::{Failed, Sent, Session, check, during, js, of};
use stripe_apps_secrets::policy::failure::{Class, Failure};
use stripe_apps_secrets::policy::params::Operation::{Create, Find, List};
use stripe_apps_secrets::policy::refusal::Code;
use stripe_apps_secrets::policy::vocabulary::Word;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Acts while `Object.prototype` has a property, given as an expression.
fn polluted(name: &str, value: &str, act: impl FnMut()) {
    let define = format!("Object.prototype['{name}'] = {value}");
    during(&define, &format!("delete Object.prototype['{name}']"), act);
}

const USER: &str = "{ scope: { type: 'user' }, name: 'n', payload: 'p' }";

/// A whole call with everything that can be left out left out.
fn plain_create() -> Sent {
    Session::bound().sends(Create, USER)
}

#[wasm_bindgen_test]
fn a_polluted_user_does_not_become_the_scopes_user() {
    polluted("user", "'usr_2'", || {
        assert_eq!(plain_create().body(), "scope[type]=user&scope[user]=usr_1&name=n&payload=p");
        let sent = Session::bound().sends(Find, "{ scope: { type: 'account' }, name: 'n' }");
        assert_eq!(sent.line(), "GET /v1/apps/secrets/find?scope[type]=account&name=n");
        Session::unbound()
            .refuses(Find, "{ scope: { type: 'user' }, name: 'n' }")
            .is(Code::ScopeUserUnbound, "scope[user]");
    });
}

#[wasm_bindgen_test]
fn a_polluted_type_does_not_become_the_scopes_type() {
    polluted("type", "'account'", || {
        Session::bound().refuses(Find, "{ scope: {}, name: 'n' }").is(Code::ScopeInvalid, "scope[type]");
    });
}

#[wasm_bindgen_test]
fn a_polluted_scope_does_not_stand_in_for_a_missing_one() {
    polluted("scope", "{ type: 'account' }", || {
        Session::bound().refuses(Find, "{ name: 'n' }").is(Code::ScopeMissing, "scope");
    });
}

#[wasm_bindgen_test]
fn a_polluted_id_binds_nobody() {
    polluted("id", "'usr_2'", || {
        Session::of("({})", "{}")
            .refuses(Find, "{ scope: { type: 'user' }, name: 'n' }")
            .is(Code::ScopeUserUnbound, "scope[user]");
    });
}

#[wasm_bindgen_test]
fn a_polluted_array_fills_no_list() {
    during("Array.prototype[0] = 'payload'", "delete Array.prototype[0]", || {
        Session::bound()
            .refuses(Find, "{ scope: { type: 'account' }, name: 'n', expand: [, 'x'] }")
            .is(Code::ParameterInvalidArray, "expand");
        let sent = Session::bound().sends(Find, "{ scope: { type: 'account' }, name: 'n', expand: [] }");
        assert_eq!(sent.line(), "GET /v1/apps/secrets/find?scope[type]=account&name=n");
        assert_eq!(plain_create().body(), "scope[type]=user&scope[user]=usr_1&name=n&payload=p");
    });
}

/// What setters of such names on a prototype get to see of a create.
fn seen_by_setters(prototype: &str, names: &str) -> JsValue {
    let seen = js("({ text: '' })");
    of(&seen, "(globalThis.seenBySetters = it)");
    during(
        &format!(
            "const seen = globalThis.seenBySetters;
            for (const name of {names}) Object.defineProperty({prototype}, name, {{
                __proto__: null, configurable: true, get: () => undefined, set(value) {{ seen.text += JSON.stringify(value) + ';'; }},
            }});"
        ),
        &format!("for (const name of {names}) delete {prototype}[name]"),
        || {
            let sent = Session::bound().sends(Create, "{ scope: { type: 'user' }, name: 'n', payload: 'payload-placeholder' }");
            assert_eq!(sent.body(), "scope[type]=user&scope[user]=usr_1&name=n&payload=payload-placeholder");
        },
    );
    seen
}

#[wasm_bindgen_test]
fn a_setter_on_the_array_prototype_sees_no_payload() {
    check(&seen_by_setters("Array.prototype", "[0, 1, 2, 3, 4]"), "!it.text.includes('placeholder')");
}

#[wasm_bindgen_test]
fn a_setter_on_the_object_prototype_sees_no_payload() {
    let names = "['payload', 'scope', 'name', 'kind', 'value', 'keys', 'items', 'body', 'path', 'form']";
    check(&seen_by_setters("Object.prototype", names), "!it.text.includes('placeholder')");
}

#[wasm_bindgen_test]
fn no_polluted_word_changes_a_request() {
    let expected = plain_create().all();
    let (session, params) = (Session::bound(), js(USER));
    let inner =
        ["kind", "value", "keys", "items", "statusCode", "requestId", "response", "shouldRetry", "get", "length"];
    for word in Word::TEXTS.iter().copied().chain(inner) {
        let mut sent = None;
        polluted(word, "'usr_2'", || {
            let call = session.client.open(Create as u8, &params, &JsValue::UNDEFINED);
            sent = call.ok().map(|call| call.send().is_ok());
        });
        assert_eq!(sent, Some(true), "{word}");
        assert_eq!(session.last().all(), expected, "{word}");
    }
}

#[wasm_bindgen_test]
fn polluted_lists_of_names_and_items_are_no_properties() {
    let expected = plain_create().all();
    polluted("keys", "['stripeAccount', 'headers']", || {
        polluted("items", "[{ kind: 3, value: 'acct_2' }, { kind: 3, value: 'acct_2' }]", || {
            assert_eq!(plain_create().all(), expected);
        });
    });
}

#[wasm_bindgen_test]
fn a_polluted_scope_or_deletion_does_not_excuse_a_foreign_answer() {
    for (name, value) in [
        ("scope", "{ type: 'account' }"),
        ("type", "'account'"),
        ("object", "'apps.secret'"),
        ("name", "'n'"),
        ("deleted", "true"),
    ] {
        let answer = format!(
            "(() => {{ const answer = {{ object: 'apps.secret', scope: {{ type: 'account' }}, name: 'n', payload: 'p' }}; delete answer['{name}']; if ('{name}' === 'type') delete answer.scope.type; if ('{name}' === 'deleted') answer.scope = undefined; return answer; }})()"
        );
        let session = Session::bound();
        polluted(name, value, || {
            let call = session.call(Find, "{ scope: { type: 'account' }, name: 'n' }");
            let failed: Failed = session.concludes(call, 200, &js(&answer)).unwrap_err();
            failed.is(Class::StripeAPIError, Failure::ScopeMismatch);
        });
    }
}

#[wasm_bindgen_test]
fn a_polluted_data_makes_no_list() {
    let session = Session::bound();
    polluted("data", "[]", || {
        let call = session.call(List, "{ scope: { type: 'account' } }");
        let failed = session.concludes(call, 200, &js("{ object: 'list' }")).unwrap_err();
        failed.is(Class::StripeAPIError, Failure::ScopeMismatch);
    });
}

#[wasm_bindgen_test]
fn a_polluted_error_makes_no_answer_an_error() {
    let session = Session::bound();
    polluted("error", "{ message: 'x' }", || {
        let call = session.call(Find, "{ scope: { type: 'account' }, name: 'n' }");
        let answer =
            session.concludes(call, 200, &js("{ object: 'apps.secret', scope: { type: 'account' }, name: 'n' }"));
        assert!(answer.is_ok());
    });
}
