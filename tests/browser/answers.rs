//! An answer is handed on only when it is what was asked for.

use crate::support::{Failed, Session, check, js};
use stripe_apps_secrets::policy::failure::{Class, Failure};
use stripe_apps_secrets::policy::params::Operation::{self, Create, DeleteWhere, Find, List};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn params(operation: Operation, scope: &str) -> String {
    let rest = match operation {
        Create => ", name: 'n', payload: 'p'",
        List => "",
        Find | DeleteWhere => ", name: 'n'",
    };
    format!("{{ scope: {{ type: '{scope}' }}{rest} }}")
}

fn concluded(operation: Operation, scope: &str, status: u16, body: &str) -> Result<JsValue, Failed> {
    let session = Session::bound();
    let call = session.call(operation, &params(operation, scope));
    session.concludes(call, status, &js(body))
}

#[track_caller]
fn withheld(operation: Operation, scope: &str, body: &str) {
    let Err(failed) = concluded(operation, scope, 200, body) else { panic!("handed on: {body}") };
    let after_write = matches!(operation, Create | DeleteWhere);
    failed
        .is(Class::StripeAPIError, if after_write { Failure::ScopeMismatchAfterWrite } else { Failure::ScopeMismatch });
    check(&failed.0, "it.raw.requestId === 'req_1' && it.raw.statusCode === 200");
}

#[track_caller]
fn handed_on(operation: Operation, scope: &str, body: &str) -> JsValue {
    concluded(operation, scope, 200, body).unwrap_or_else(|_| panic!("withheld: {body}"))
}

#[wasm_bindgen_test]
fn what_was_asked_for_is_handed_on() {
    for operation in [Create, Find, DeleteWhere] {
        handed_on(operation, "user", "{ object: 'apps.secret', name: 'n', scope: { type: 'user', user: 'usr_1' } }");
        handed_on(operation, "account", "{ object: 'apps.secret', name: 'n', scope: { type: 'account' } }");
        handed_on(operation, "account", "{ object: 'apps.secret', name: 'n', scope: { type: 'account', user: null } }");
    }
}

#[wasm_bindgen_test]
fn another_users_secret_is_withheld() {
    for operation in [Create, Find, DeleteWhere] {
        for scope in [
            "{ type: 'user', user: 'usr_2' }",
            "{ type: 'user' }",
            "{ type: 'user', user: null }",
            "{ type: 'user', user: ['usr_1'] }",
            "{ type: 'user', user: { toString: () => 'usr_1' } }",
            "{ type: 'account' }",
            "{ type: 'account', user: 'usr_1' }",
            "{ user: 'usr_1' }",
            "{ type: ['user'], user: 'usr_1' }",
            "['user', 'usr_1']",
            "'user'",
            "null",
            "undefined",
        ] {
            withheld(
                operation,
                "user",
                &format!("{{ object: 'apps.secret', name: 'n', scope: {scope}, payload: 'p' }}"),
            );
        }
    }
}

#[wasm_bindgen_test]
fn a_users_secret_is_withheld_from_who_asked_for_the_accounts() {
    for operation in [Create, Find, DeleteWhere] {
        for scope in [
            "{ type: 'user', user: 'usr_1' }",
            "{ type: 'account', user: 'usr_2' }",
            "{ type: 'account', user: '' }",
            "{}",
        ] {
            withheld(
                operation,
                "account",
                &format!("{{ object: 'apps.secret', name: 'n', scope: {scope}, payload: 'p' }}"),
            );
        }
    }
}

#[wasm_bindgen_test]
fn another_name_than_the_one_to_be_found_is_withheld() {
    for name in ["'other'", "'N'", "'n '", "undefined", "null", "['n']", "{ toString: () => 'n' }"] {
        withheld(Find, "account", &format!("{{ object: 'apps.secret', name: {name}, scope: {{ type: 'account' }} }}"));
    }
}

#[wasm_bindgen_test]
fn another_object_than_a_secret_is_withheld() {
    for object in ["'customer'", "'list'", "undefined", "null", "['apps.secret']"] {
        withheld(Find, "account", &format!("{{ object: {object}, name: 'n', scope: {{ type: 'account' }} }}"));
    }
    withheld(
        Find,
        "account",
        "{ object: 'list', data: [{ object: 'apps.secret', name: 'n', scope: { type: 'account' } }] }",
    );
}

#[wasm_bindgen_test]
fn one_foreign_secret_withholds_a_list() {
    let own = "{ object: 'apps.secret', name: 'n', scope: { type: 'user', user: 'usr_1' } }";
    let list = |entry: &str| format!("{{ object: 'list', data: [{own}, {entry}, {own}], has_more: false }}");
    let answer = handed_on(List, "user", &list(own));
    check(&answer, "it.data.length === 3 && it.has_more === false");
    for entry in [
        "{ object: 'apps.secret', name: 'n', scope: { type: 'user', user: 'usr_2' } }",
        "{ object: 'apps.secret', name: 'n', scope: { type: 'account' } }",
        "{ object: 'apps.secret', name: 'n' }",
        "{}",
        "null",
        "'text'",
        "[]",
        "() => 1",
    ] {
        withheld(List, "user", &list(entry));
    }
}

#[wasm_bindgen_test]
fn an_answer_that_is_no_list_is_not_taken_for_an_empty_one() {
    for body in [
        "{ object: 'list' }",
        "{ object: 'list', data: null }",
        "{ object: 'list', data: {} }",
        "{ object: 'list', data: 'text' }",
        "{ object: 'list', data: { length: 0 } }",
        "{ object: 'apps.secret', data: [] }",
        "{ data: [] }",
        "{}",
    ] {
        withheld(List, "user", body);
    }
    check(&handed_on(List, "user", "{ object: 'list', data: [], has_more: false }"), "it.data.length === 0");
}

#[wasm_bindgen_test]
fn a_deletion_may_leave_out_what_is_gone() {
    for scope in ["user", "account"] {
        let answer = handed_on(DeleteWhere, scope, "{ id: 'appsecret_1', object: 'apps.secret', deleted: true }");
        check(&answer, "it.deleted === true && it.id === 'appsecret_1'");
        handed_on(DeleteWhere, scope, "{ id: 'appsecret_1', deleted: true }");
    }
}

#[wasm_bindgen_test]
fn a_deletion_may_not_be_of_something_else() {
    for rest in [
        "deleted: 'true'",
        "deleted: 1",
        "deleted: true, payload: 'p'",
        "deleted: true, scope: { type: 'user', user: 'usr_2' }",
        "deleted: true, scope: { type: 'account' }",
        "deleted: true, object: 'customer'",
    ] {
        withheld(DeleteWhere, "user", &format!("{{ id: 'appsecret_1', {rest} }}"));
    }
    withheld(
        Find,
        "user",
        "{ object: 'apps.secret', name: 'other', deleted: true, scope: { type: 'user', user: 'usr_1' } }",
    );
}

#[wasm_bindgen_test]
fn a_body_that_is_no_object_is_no_answer() {
    let list = "[{ object: 'apps.secret', name: 'n', scope: { type: 'account' } }]";
    let hostile = "Object.assign([], { [Symbol.iterator]() { throw new Error('x') } })";
    for body in [list, hostile, "[]", "null", "undefined", "'text'", "1", "true", "() => 1", "Symbol()", "10n"] {
        let failed = concluded(Find, "account", 200, body).unwrap_err();
        failed.is(Class::StripeAPIError, Failure::InvalidJson);
    }
}

#[wasm_bindgen_test]
fn an_answer_that_cannot_be_read_has_an_end() {
    for body in [
        "{ get scope() { throw new Error('x') } }",
        "new Proxy({}, { ownKeys() { throw new Error('x') } })",
        "(() => { const answer = {}; answer.self = answer; return answer })()",
    ] {
        concluded(Find, "account", 200, body).unwrap_err().is(Class::StripeAPIError, Failure::InvalidJson);
        concluded(Find, "account", 403, body).unwrap_err().is(Class::StripePermissionError, Failure::InvalidJson);
    }
}

#[wasm_bindgen_test]
fn a_failure_that_does_not_say_why_is_told_by_its_status() {
    for body in [
        "{}",
        "{ message: 'x' }",
        "{ error: null }",
        "{ error: '' }",
        "null",
        "{ object: 'apps.secret', name: 'n', scope: { type: 'account' } }",
    ] {
        let failed = concluded(Find, "account", 403, body).unwrap_err();
        failed.is(Class::StripePermissionError, Failure::NoReason);
        check(&failed.0, "it.numbers.statusCode === 403");
    }
}

#[wasm_bindgen_test]
fn an_api_error_is_told_as_the_api_wrote_it() {
    for (status, error, class) in [
        (400, "{ message: 'x' }", Class::StripeInvalidRequestError),
        (400, "{ code: 'rate_limit' }", Class::StripeRateLimitError),
        (400, "{ type: 'idempotency_error' }", Class::StripeIdempotencyError),
        (402, "{ type: 'card_error' }", Class::StripeCardError),
        (404, "{ code: 'resource_missing' }", Class::StripeInvalidRequestError),
        (429, "{}", Class::StripeRateLimitError),
        (400, "'invalid_grant'", Class::StripeInvalidGrantError),
        (400, "'something'", Class::StripeOAuthError),
        (200, "{ message: 'x' }", Class::StripeAPIError),
    ] {
        let failed =
            concluded(Find, "account", status, &format!("{{ error: {error}, error_description: 'why' }}")).unwrap_err();
        failed.is_api_error(class);
        check(&failed.0, &format!("it.raw.statusCode === {status} && it.raw.requestId === 'req_1'"));
    }
    let failed = concluded(
        Find,
        "account",
        404,
        "{ error: { message: 'No such secret', code: 'resource_missing', doc_url: 'u', param: 'name' } }",
    )
    .unwrap_err();
    check(
        &failed.0,
        "it.raw.message === 'No such secret' && it.raw.code === 'resource_missing' && it.raw.doc_url === 'u' && it.raw.param === 'name'",
    );
    check(
        &concluded(Find, "account", 400, "{ error: 'invalid_grant', error_description: 'why' }").unwrap_err().0,
        "it.raw.type === 'invalid_grant' && it.raw.message === 'why'",
    );
}
