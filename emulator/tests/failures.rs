//! Failures that a test scripts: what becomes of the request, and what the caller sees.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod support;

use serde_json::{Value, json};
use stripe_apps_secrets_emulator::{Emulator, Fate, Holder};
use support::*;

#[test]
fn a_failure_before_execution_lets_the_retry_through() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    let create = keyed(client.create(ACCOUNT, "n"), "key");
    fail(&mut emulator, &json!({"status": 500, "retryable": true}));
    let failed = emulator.handle(&create, NOW);
    assert_eq!((failed.status, failed.header("stripe-should-retry")), (500, Some("true")));
    assert_eq!(body(&failed)["error"]["type"], "api_error");
    let retried = emulator.handle(&create, NOW);
    assert_eq!((retried.status, retried.header("idempotent-replayed")), (200, None));
}

#[test]
fn a_lost_answer_is_found_again_by_the_retry() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    let create = keyed(client.create(ACCOUNT, "n"), "key");
    fail(&mut emulator, &json!({"status": 500, "after_applying": true}));
    assert_eq!(emulator.handle(&create, NOW).status, 500);
    assert_eq!(emulator.handle(&client.find(ACCOUNT, "n"), NOW).status, 200, "the write happened");
    let retried = emulator.handle(&create, NOW);
    assert_eq!((retried.status, retried.header("idempotent-replayed")), (200, Some("true")));
}

#[test]
fn a_saved_500_is_replayed_as_stripe_documents() {
    for (applied, status) in [(false, 404), (true, 200)] {
        let mut emulator = Emulator::new(0);
        let client = backend(&mut emulator);
        let create = keyed(client.create(ACCOUNT, "n"), "key");
        fail(&mut emulator, &json!({"status": 500, "save_answer": true, "after_applying": applied}));
        let first = emulator.handle(&create, NOW);
        let replay = emulator.handle(&create, NOW);
        assert_eq!((first.status, replay.status), (500, 500));
        assert_eq!(replay.header("idempotent-replayed"), Some("true"));
        assert_eq!(emulator.handle(&client.find(ACCOUNT, "n"), NOW).status, status);
    }
}

#[test]
fn a_refusal_without_a_body_can_be_scripted() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    fail(&mut emulator, &json!({"status": 403, "body": "empty"}));
    let refused = emulator.handle(&client.list(ACCOUNT), NOW);
    assert_eq!((refused.status, refused.body.as_str()), (403, ""));
}

/// What becomes of a create under a failure, and whether it was carried out.
fn create_under(failure: &Value) -> (stripe_apps_secrets_emulator::Delivery, bool) {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    fail(&mut emulator, failure);
    let delivery = emulator.deliver(&client.create(ACCOUNT, "n"), NOW);
    assert_eq!(emulator.pending_failures(), []);
    let written = emulator.handle(&client.find(ACCOUNT, "n"), NOW).status == 200;
    (delivery, written)
}

#[test]
fn a_lost_request_was_never_there_and_a_lost_answer_was() {
    for (failure, fate, status, written) in [
        (json!({"lost": "request"}), Fate::LostRequest, 0, false),
        (json!({"lost": "answer"}), Fate::LostAnswer, 200, true),
        (json!({"never": true}), Fate::Never, 0, false),
        (json!({"delay": 50}), Fate::Answer, 200, true),
        (json!({"status": 500, "delay": 50}), Fate::Answer, 500, false),
    ] {
        let (delivery, there) = create_under(&failure);
        assert_eq!((delivery.fate, delivery.response.status, there), (fate, status, written), "{failure}");
        assert_eq!(delivery.delay, if failure["delay"].is_null() { 0 } else { 50 });
    }
}

#[test]
fn the_retry_after_a_lost_answer_gets_the_saved_one() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    let create = keyed(client.create(ACCOUNT, "n"), "key");
    fail(&mut emulator, &json!({"lost": "answer"}));
    let lost = emulator.deliver(&create, NOW).response;
    let retried = emulator.deliver(&create, NOW);
    assert_eq!((retried.fate, &retried.response.body), (Fate::Answer, &lost.body));
    assert_eq!(retried.response.header("idempotent-replayed"), Some("true"));
    let statuses: Vec<Option<u16>> = emulator.requests().map(|entry| entry.status).collect();
    assert_eq!(statuses, [None, Some(200)], "nobody got the first answer");
}

#[test]
fn a_body_can_be_damaged_in_three_ways() {
    let damaged = |kind: &str, status: Value| {
        let (delivery, written) = create_under(&json!({"body": kind, "status": status}));
        assert_eq!(written, status.is_null(), "{kind}");
        delivery
    };
    for (status, expected) in [(Value::Null, 200), (json!(503), 503)] {
        let empty = damaged("empty", status.clone());
        assert_eq!((empty.response.status, empty.response.body.as_str()), (expected, ""));
        let html = damaged("html", status.clone());
        assert_eq!((html.response.status, html.fate), (expected, Fate::Answer));
        assert!(html.response.header("content-type").unwrap().starts_with("text/html"));
        assert!(html.response.body.starts_with("<!DOCTYPE html>"));
        let cut = damaged("cut", status);
        let whole: usize = cut.response.header("content-length").unwrap().parse().unwrap();
        assert_eq!((cut.response.status, cut.fate), (expected, Fate::Cut));
        assert!((1..whole).contains(&cut.response.body.len()));
    }
}

#[test]
fn an_app_without_the_permission_gets_the_403_that_fits_who_asks() {
    let mut emulator = Emulator::new(0);
    let clients = [extension(&mut emulator, "usr_own"), backend(&mut emulator)];
    for (client, expected) in clients.iter().zip(["session", "application"]) {
        fail(&mut emulator, &json!({"permission": true}));
        let refused = emulator.handle(&client.create(ACCOUNT, "n"), NOW);
        assert_eq!(refused.status, 403);
        assert_eq!(code(&refused), format!("more_permissions_required_for_{expected}"));
        assert_eq!(body(&refused)["error"]["type"], "invalid_request_error");
        support::openapi::check("/v1/apps/secrets", &refused);
    }
}

#[test]
fn an_error_is_what_the_test_made_it() {
    let failure = json!({
        "status": 402, "code": "card_declined", "message": "No.", "type": "card_error", "retryable": false,
    });
    let (delivery, _) = create_under(&failure);
    let error = &body(&delivery.response)["error"];
    assert_eq!(*error, json!({"code": "card_declined", "message": "No.", "type": "card_error"}));
    assert_eq!(delivery.response.header("stripe-should-retry"), Some("false"));
}

#[test]
fn a_failure_meets_the_request_that_it_is_for_and_no_other() {
    let mut emulator = Emulator::new(0);
    let (own, other) = (extension(&mut emulator, "usr_own"), extension(&mut emulator, "usr_other"));
    fail(&mut emulator, &json!({"status": 500, "when": {"method": "create", "user": "usr_own"}}));
    fail(&mut emulator, &json!({"status": 501, "when": {"method": "find", "name": "n", "scope": "account"}}));
    let mut status = |request| emulator.handle(&request, NOW).status;
    assert_eq!(status(other.create(OTHER, "n")), 200, "another user");
    assert_eq!(status(own.list(ACCOUNT)), 200, "another method");
    assert_eq!(status(own.find(OWN, "n")), 404, "another scope");
    assert_eq!(status(own.create(ACCOUNT, "n")), 500, "of this user's session");
    assert_eq!(status(other.find(ACCOUNT, "m")), 404, "another name");
    assert_eq!(status(other.find(ACCOUNT, "n")), 501);
    assert_eq!(emulator.pending_failures(), []);
}

#[test]
fn a_failure_that_nothing_met_can_be_named() {
    let mut emulator = Emulator::new(0);
    let when = json!({"method": "create", "name": "token", "scope": "user"});
    fail(&mut emulator, &json!({"status": 500, "message": "payload-placeholder", "times": 2, "when": when}));
    let client = client(&mut emulator, Holder::owner("app", false));
    emulator.handle(&client.list(ACCOUNT), NOW);
    let pending = emulator.pending_failures();
    assert_eq!(pending[0].description, r#"create of "token" in a user's scope: status 500, 2 times"#);
    assert_eq!(pending[0].times, 2);
}
