//! Rust and JavaScript agree, as they were compiled for a browser: each method, and each way in which a call ends.

use crate::support::seen;
use wasm_bindgen_test::wasm_bindgen_test;

const OWN: &str = "{ object: 'apps.secret', name: 'n', scope: { type: 'user', user: 'usr_1' }, payload: 'p' }";
const FOREIGN: &str = "{ object: 'apps.secret', name: 'n', scope: { type: 'user', user: 'usr_2' }, payload: 'p' }";
const FIND: &str = "find({ scope: { type: 'user' }, name: 'n' })";

/// What a call sends, and what it resolves with.
async fn handed_on(method: &str, answer: &str) -> String {
    seen(&format!(
        "const host = hosting([200, {answer}]);
         const {{ data, lastResponse, payload }} = await client(host).apps.secrets.{method};
         const [[, , path, verb, , body]] = host.sent;
         return [verb, path, body, data?.[0].payload ?? payload, lastResponse.requestId].join(' ');"
    ))
    .await
}

/// How a call fails over these answers of the host.
async fn failed(method: &str, answers: &str) -> String {
    seen(&format!("return caught(client(hosting({answers})).apps.secrets.{method})")).await
}

#[wasm_bindgen_test]
async fn each_method_sends_what_was_asked_for_and_hands_the_answer_on() {
    let own = "scope[type]=user&scope[user]=usr_1";
    assert_eq!(
        handed_on("create({ scope: { type: 'user' }, name: 'é', payload: 'p', expires_at: 2e9 })", OWN).await,
        format!("POST /v1/apps/secrets {own}&name=%C3%A9&payload=p&expires_at=2000000000 p req_1")
    );
    assert_eq!(
        handed_on("find({ scope: { type: 'user', user: 'usr_1' }, name: 'n', expand: ['payload'] })", OWN).await,
        format!("GET /v1/apps/secrets/find?{own}&name=n&expand[0]=payload  p req_1")
    );
    let list = format!("{{ object: 'list', data: [{OWN}] }}");
    assert_eq!(
        handed_on("list({ scope: { type: 'user' }, limit: '3' })", &list).await,
        format!("GET /v1/apps/secrets?{own}&limit=3  p req_1")
    );
    assert_eq!(
        handed_on("deleteWhere({ name: 'n', scope: { type: 'user' } })", OWN).await,
        format!("POST /v1/apps/secrets/delete name=n&{own} p req_1")
    );
}

#[wasm_bindgen_test]
async fn another_users_scope_is_refused_and_nothing_is_sent() {
    let refused = seen(
        "const host = hosting([200, {}]);
         const error = await caught(client(host).apps.secrets.find({ scope: { type: 'user', user: 'usr_2' }, name: 'n' }));
         return `${error}, ${host.sent.length} sent`;",
    );
    assert_eq!(refused.await, "StripeScopeError scope_not_own_user scope[user], 0 sent");
}

#[wasm_bindgen_test]
async fn an_unknown_name_is_found_by_its_place() {
    let unknown = failed("find({ scope: { type: 'user' }, name: 'n', nmae: 'n' })", "[200, {}]");
    assert_eq!(unknown.await, "StripeInvalidRequestError parameter_unknown nmae");
}

#[wasm_bindgen_test]
async fn an_error_of_the_api_is_the_class_that_it_names() {
    let missing = "[404, { error: { message: 'No such secret', code: 'resource_missing' } }]";
    assert_eq!(failed(FIND, missing).await, "StripeInvalidRequestError resource_missing 404 req_1");
    assert_eq!(failed(FIND, "[403, {}]").await, "StripePermissionError 403 req_1");
    assert_eq!(failed(FIND, "[200, { error: 'invalid_grant' }]").await, "StripeInvalidGrantError 200 req_1");
}

#[wasm_bindgen_test]
async fn another_users_secret_is_withheld() {
    let withheld = "StripeAPIError response_scope_mismatch 200 req_1";
    assert_eq!(failed(FIND, &format!("[200, {FOREIGN}]")).await, withheld);
    let list = format!("[200, {{ object: 'list', data: [{OWN}, {FOREIGN}] }}]");
    assert_eq!(failed("list({ scope: { type: 'user' } })", &list).await, withheld);
}

#[wasm_bindgen_test]
async fn a_busy_server_is_asked_again_with_the_same_key_and_then_a_lost_connection_ends_the_call() {
    let busy = seen(
        "const host = hosting([503, {}], new TypeError('gone'));
         const params = { scope: { type: 'account' }, name: 'n', payload: 'p' };
         const error = await client(host).apps.secrets.create(params, { maxNetworkRetries: 1 }).catch((error) => error);
         const keys = host.sent.map(([, , , , headers]) => headers['Idempotency-Key']);
         return `${keys.length}, ${keys[0] === keys[1]}, ${error.message}`;",
    );
    let message = "An error occurred with our connection to Stripe. Request was retried 1 times.";
    assert_eq!(busy.await, format!("2, true, {message}"));
}
