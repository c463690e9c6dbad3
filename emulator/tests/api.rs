//! The emulated API as a client meets it: requests in, responses out, no socket.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod support;

use serde_json::json;
use stripe_apps_secrets_emulator::{Emulator, Principal};
use support::*;

#[test]
fn stripes_documented_sequence_works_in_both_scopes() {
    let mut emulator = Emulator::new(0);
    let client = extension(&mut emulator, "usr_own");
    for (query, scope) in [(ACCOUNT, json!({"type": "account"})), (OWN, json!({"type": "user", "user": "usr_own"}))] {
        let form = format!("{query}&name=secret_name&payload=secret%20value&expires_at=1956528000");
        let created = emulator.handle(&client.request("POST", "/v1/apps/secrets", &form), NOW);
        assert_eq!(created.status, 200);
        let id = body(&created)["id"].clone();
        let mut expected = json!({
            "id": id, "object": "apps.secret", "created": NOW, "expires_at": 1_956_528_000, "livemode": false,
            "name": "secret_name", "scope": scope,
        });
        assert_eq!(body(&created), expected);
        let listed = emulator.handle(&client.list(query), NOW);
        assert_eq!(
            body(&listed),
            json!({"object": "list", "data": [expected], "has_more": false, "url": "/v1/apps/secrets"})
        );
        expected["payload"] = json!("secret value");
        assert_eq!(body(&emulator.handle(&client.find(query, "secret_name"), NOW)), expected);
        let deleted = emulator.handle(&client.delete(query, "secret_name"), NOW);
        assert_eq!((deleted.status, &body(&deleted)["deleted"], &body(&deleted)["id"]), (200, &json!(true), &id));
        assert!(body(&deleted).get("payload").is_none());
        let gone = emulator.handle(&client.find(query, "secret_name"), NOW);
        assert_eq!((gone.status, code(&gone).as_str()), (404, "resource_missing"));
        assert_eq!(body(&gone)["error"]["message"], "No such secret: 'secret_name'");
    }
}

#[test]
fn a_list_carries_payloads_only_when_it_is_asked_to() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    emulator.handle(&client.create(ACCOUNT, "n"), NOW);
    assert!(body(&emulator.handle(&client.list(ACCOUNT), NOW))["data"][0].get("payload").is_none());
    let expanded = emulator.handle(&client.list(&format!("{ACCOUNT}&expand[]=data.payload")), NOW);
    assert_eq!(body(&expanded)["data"][0]["payload"], "payload-placeholder");
    assert_eq!(emulator.handle(&client.list(&format!("{ACCOUNT}&expand[]=payload")), NOW).status, 400);
}

#[test]
fn an_extension_never_reaches_another_users_secrets_by_any_endpoint() {
    let mut emulator = Emulator::new(0);
    let (own, other) = (extension(&mut emulator, "usr_own"), extension(&mut emulator, "usr_other"));
    assert_eq!(emulator.handle(&other.create(OTHER, "theirs"), NOW).status, 200);
    for request in
        [own.create(OTHER, "theirs"), own.find(OTHER, "theirs"), own.list(OTHER), own.delete(OTHER, "theirs")]
    {
        let refused = emulator.handle(&request, NOW);
        assert_eq!((refused.status, code(&refused).as_str()), (403, "more_permissions_required_for_session"));
        assert_eq!(body(&refused)["error"]["type"], "invalid_request_error");
        assert!(!refused.body.contains("theirs"));
    }
    let key = backend(&mut emulator);
    assert_eq!(body(&emulator.handle(&key.find(OTHER, "theirs"), NOW))["payload"], "payload-placeholder");
}

#[test]
fn a_smuggled_scope_is_not_half_understood() {
    let mut emulator = Emulator::new(0);
    let client = extension(&mut emulator, "usr_own");
    for (smuggled, status) in [
        (format!("{ACCOUNT}&scope[user]=usr_other"), 400),
        (format!("{OWN}&scope[user]=usr_other"), 400),
        (format!("{OWN}&scope%5Buser%5D=usr_other"), 400),
        (format!("{OWN}&scope[type]=account"), 400),
        (format!("{OWN}&scope[user][]=usr_other"), 400),
        ("scope[type]=user&scope[user]=usr%2Down".into(), 403),
        ("scope[type]=user&scope[user]=usr_own%20".into(), 403),
    ] {
        assert_eq!(emulator.handle(&client.create(&smuggled, "n"), NOW).status, status, "{smuggled}");
    }
    let split = client.request("POST", &format!("/v1/apps/secrets?{OTHER}"), &format!("{OWN}&name=n&payload=p"));
    assert_eq!(emulator.handle(&split, NOW).status, 400);
}

#[test]
fn parameters_may_stand_in_the_query_of_a_post() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    let split = client.request("POST", &format!("/v1/apps/secrets?{ACCOUNT}&name=n"), "payload=p");
    assert_eq!(emulator.handle(&split, NOW).status, 200);
}

#[test]
fn an_invalid_form_is_refused_and_not_repeated() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    let mut request = client.request("POST", "/v1/apps/secrets", r#"{"payload":"payload-placeholder"}"#);
    request.headers.retain(|(name, _)| name != "content-type");
    let refused = emulator.handle(&with_header(request, "Content-Type", "application/json"), NOW);
    assert_eq!(refused.status, 400);
    assert!(!refused.body.contains("placeholder"));
}

#[test]
fn another_account_is_out_of_reach_by_header() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    for header in ["Stripe-Account", "Stripe-Context"] {
        let refused = emulator.handle(&with_header(client.list(ACCOUNT), header, "acct_other"), NOW);
        assert_eq!((refused.status, code(&refused).as_str()), (403, "account_invalid"));
        assert_eq!(emulator.handle(&with_header(client.list(ACCOUNT), header, "acct_example"), NOW).status, 200);
    }
}

#[test]
fn an_unauthenticated_request_learns_nothing() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    for token in ["DO_NOT_PASS_A_REAL_API_KEY", "sk_test_placeholder"] {
        let stranger = Client { token: token.into() };
        let refused = emulator.handle(&stranger.list(ACCOUNT), NOW);
        assert_eq!(refused.status, 401);
        assert!(!refused.body.contains(token) && !format!("{refused:?}").contains(token));
    }
    assert_eq!(emulator.handle(&client.list(ACCOUNT), NOW).status, 200);
}

#[test]
fn every_answer_has_the_headers_that_clients_read() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    let found = emulator.handle(&with_header(client.find(ACCOUNT, "n"), "Stripe-Version", "2025-04-30.basil"), NOW);
    assert_eq!(found.header("content-type"), Some("application/json"));
    assert_eq!(found.header("stripe-version"), Some("2025-04-30.basil"));
    assert!(found.header("request-id").unwrap().starts_with("req_"));
    let created = emulator.handle(&with_header(client.create(ACCOUNT, "n"), "Idempotency-Key", "key"), NOW);
    assert_eq!(created.header("idempotency-key"), Some("key"));
    assert_eq!(created.header("original-request"), created.header("request-id"));
    assert_eq!(created.header("stripe-version"), Some("2026-10-28.endive"));
    assert_eq!(created.header("idempotent-replayed"), None);
}

#[test]
fn a_retry_with_the_same_key_changes_nothing_and_gets_the_same_answer() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    let keyed = |request| keyed(request, "key");
    let first = emulator.handle(&keyed(client.create(ACCOUNT, "n")), NOW);
    emulator.handle(&client.delete(ACCOUNT, "n"), NOW);
    let replay = emulator.handle(&keyed(client.create(ACCOUNT, "n")), NOW + 3_600);
    assert_eq!((replay.status, &replay.body), (first.status, &first.body));
    assert_eq!(replay.header("idempotent-replayed"), Some("true"));
    assert_eq!(replay.header("original-request"), first.header("request-id"));
    assert_ne!(replay.header("request-id"), first.header("request-id"));
    assert_eq!(emulator.handle(&client.find(ACCOUNT, "n"), NOW).status, 404, "the replay wrote nothing");
    emulator.advance_clock(86_400);
    let later = emulator.handle(&keyed(client.create(ACCOUNT, "n")), NOW);
    assert_eq!((later.status, later.header("idempotent-replayed")), (200, None));
}

#[test]
fn a_key_cannot_be_used_for_something_else() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    let keyed = |request| keyed(request, "key");
    emulator.handle(&keyed(client.create(ACCOUNT, "n")), NOW);
    for other in [client.create(ACCOUNT, "m"), client.create(OWN, "n"), client.delete(ACCOUNT, "n")] {
        let refused = emulator.handle(&keyed(other), NOW);
        assert_eq!((refused.status, &body(&refused)["error"]["type"]), (400, &json!("idempotency_error")));
    }
    let read = emulator.handle(&keyed(client.find(ACCOUNT, "n")), NOW);
    assert_eq!((read.status, read.header("idempotent-replayed")), (200, None), "a GET has no key");
}

#[test]
fn a_key_does_not_open_another_users_saved_answer() {
    let mut emulator = Emulator::new(0);
    let (own, other) = (extension(&mut emulator, "usr_own"), extension(&mut emulator, "usr_other"));
    let form = format!("{OTHER}&name=n&payload=payload-placeholder&expand[]=payload");
    let keyed =
        |client: &Client| with_header(client.request("POST", "/v1/apps/secrets", &form), "Idempotency-Key", "key");
    assert_eq!(emulator.handle(&keyed(&other), NOW).status, 200);
    let refused = emulator.handle(&keyed(&own), NOW);
    assert_eq!(refused.status, 403);
    assert!(!refused.body.contains("placeholder"));
}

#[test]
fn a_refusal_by_validation_does_not_use_the_key_up() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    let create = |expires_at: i64| {
        let form = format!("{ACCOUNT}&name=n&payload=p&expires_at={expires_at}");
        with_header(client.request("POST", "/v1/apps/secrets", &form), "Idempotency-Key", "key")
    };
    assert_eq!(emulator.handle(&create(NOW - 1), NOW).status, 400);
    assert_eq!(emulator.handle(&create(NOW + 1), NOW).status, 200);
    let replay = emulator.handle(&create(NOW + 1), NOW + 100);
    assert_eq!(replay.header("idempotent-replayed"), Some("true"), "even when the expiry has passed meanwhile");
}

#[test]
fn the_clock_ends_secrets() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    let form = format!("{ACCOUNT}&name=n&payload=p&expires_at={}", NOW + 60);
    emulator.handle(&client.request("POST", "/v1/apps/secrets", &form), NOW);
    emulator.advance_clock(60);
    assert_eq!(emulator.handle(&client.find(ACCOUNT, "n"), NOW).status, 200);
    emulator.advance_clock(1);
    assert_eq!(emulator.handle(&client.find(ACCOUNT, "n"), NOW).status, 404);
}

#[test]
fn test_mode_and_live_mode_are_apart_and_say_so() {
    let mut emulator = Emulator::new(0);
    let test = backend(&mut emulator);
    let live = Client { token: emulator.issue_token(Principal::backend("app", "acct_example", true)) };
    emulator.handle(&live.create(ACCOUNT, "n"), NOW);
    assert_eq!(emulator.handle(&test.find(ACCOUNT, "n"), NOW).status, 404);
    assert_eq!(body(&emulator.handle(&live.find(ACCOUNT, "n"), NOW))["livemode"], true);
}

#[test]
fn a_reset_forgets_everything_and_no_token_becomes_someone_elses() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    let first = emulator.handle(&client.create(ACCOUNT, "n"), NOW);
    emulator.advance_clock(1_000);
    fail(&mut emulator, &json!({"status": 500}));
    emulator.reset(true, NOW);
    assert_eq!(emulator.requests().count(), 0);
    assert_eq!(emulator.now(NOW), NOW);
    assert_eq!(emulator.pending_failures(), []);
    let again = emulator.handle(&client.create(ACCOUNT, "n"), NOW);
    assert_eq!(body(&first), body(&again), "the same run again");
    emulator.reset(false, NOW);
    assert_ne!(backend(&mut emulator).token, client.token, "an old token must not become someone else's");
    assert_eq!(emulator.handle(&client.list(ACCOUNT), NOW).status, 401);
}

#[test]
fn neither_log_nor_debug_output_holds_a_payload_or_a_token() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    let marker = "payload-placeholder";
    let requests = [
        with_header(client.create(ACCOUNT, "n"), "Idempotency-Key", "key"),
        client.find(ACCOUNT, "n"),
        client.request("GET", "/v1/apps/secrets/find", &format!("{ACCOUNT}&name=n&payload={marker}")),
        client.request("POST", &format!("/v1/apps/secrets?payload={marker}"), ACCOUNT),
        client.request("POST", "/v1/apps/secrets", &format!("{ACCOUNT}&payloda={marker}")),
        client.request("POST", "/v1/apps/secrets", marker),
        client.request("POST", "/v1/apps/secrets", &format!("%zz&payload={marker}")),
        client.request("POST", "/v1/apps/secrets", &format!("payload={marker}&payload={marker}")),
    ];
    for request in &requests {
        let response = emulator.handle(request, NOW);
        for shown in [format!("{request:?}"), format!("{response:?}")] {
            assert!(!shown.contains(marker) && !shown.contains(&client.token), "{shown}");
        }
    }
    let log = serde_json::to_string(&emulator.requests().collect::<Vec<_>>()).unwrap();
    for shown in [log, format!("{emulator:?}")] {
        assert!(!shown.contains(marker) && !shown.contains(&client.token), "{shown}");
    }
    let first = serde_json::to_value(emulator.requests().next().unwrap()).unwrap();
    assert_eq!(first["path"], "/v1/apps/secrets");
    assert_eq!(first["body"], json!({"scope[type]": "account", "name": "n", "payload": "(hidden)"}));
    assert_eq!((&first["status"], &first["idempotency_key"]), (&json!(200), &json!("key")));
    let second = serde_json::to_value(emulator.requests().nth(1).unwrap()).unwrap();
    assert_eq!(second["path"], "/v1/apps/secrets/find?expand=payload&name=n&scope[type]=account");
}
