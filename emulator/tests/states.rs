//! What is stored, in and out: states, snapshots, the way back to the beginning, and what a test does past any client.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod support;

use serde_json::{Value, json};
use stripe_apps_secrets_emulator::inspect::{Filter, Given, Named};
use stripe_apps_secrets_emulator::{Beginning, Emulator, Principal, State};
use support::*;

fn beginning_with(state_: &Value) -> Emulator {
    Emulator::beginning_with(Beginning { state: state(state_), ..Beginning::default() }, NOW)
}

fn written(emulator: &Emulator, real: i64) -> Value {
    serde_json::to_value(emulator.state(real)).unwrap()
}

fn snapshot(emulator: &Emulator, real: i64) -> Value {
    serde_json::to_value(emulator.snapshot(real)).unwrap()
}

#[test]
fn a_client_finds_what_the_state_holds_and_the_state_what_a_client_wrote() {
    let mut emulator = beginning_with(&any_state());
    let client = extension(&mut emulator, "usr_own");
    let mine = body(&emulator.handle(&client.find(OWN, "mine"), NOW));
    assert_eq!((&mine["payload"], &mine["expires_at"]), (&json!("payload-placeholder"), &json!(NOW + 60)));
    assert_eq!(written(&emulator, NOW), any_state());
    emulator.handle(&client.create(OWN, "more"), NOW);
    emulator.advance_clock(61);
    let users = json!({"usr_own": {"more": "payload-placeholder"}});
    assert_eq!(written(&emulator, NOW)["accounts"]["acct_example"]["users"], users);
}

#[test]
fn every_app_account_user_and_mode_has_its_place_in_a_state() {
    let whole = json!({"apps": {
        "com.example": {"accounts": {
            "acct_1": [{"account": {"n": "test"}}, {"livemode": true, "account": {"n": "live"}}],
            "acct_2": {"livemode": true, "users": {"usr_1": {"n": "p1"}, "usr_2": {"n": "p2"}}},
        }},
        "app": {"accounts": {"acct_1": {"account": {"n": "app"}}}},
    }});
    let mut emulator = beginning_with(&whole);
    assert_eq!(written(&emulator, NOW), whole);
    for (app, account, livemode, scope, payload) in [
        ("com.example", "acct_1", false, ACCOUNT, "test"),
        ("com.example", "acct_1", true, ACCOUNT, "live"),
        ("com.example", "acct_2", true, "scope[type]=user&scope[user]=usr_2", "p2"),
        ("app", "acct_1", false, ACCOUNT, "app"),
    ] {
        let client = client(&mut emulator, Principal::backend(app, account, livemode));
        assert_eq!(body(&emulator.handle(&client.find(scope, "n"), NOW))["payload"], payload);
    }
}

#[test]
fn a_list_has_the_order_of_the_state_whatever_the_names() {
    let text = br#"{"accounts": {"acct_example": {"account": {"b": "p", "1": "p", "a": "p"}}}}"#;
    let state = State::from_json(text).unwrap();
    let mut emulator = Emulator::beginning_with(Beginning { state, ..Beginning::default() }, NOW);
    let client = backend(&mut emulator);
    assert_eq!(names(&mut emulator, &client, ACCOUNT), ["a", "1", "b"]);
    // A JavaScript object, and a map that sorts, give the names of the snapshot another order.
    let sorted = snapshot(&emulator, NOW);
    emulator.set_state(support::state(&sorted), NOW);
    assert_eq!(names(&mut emulator, &client, ACCOUNT), ["a", "1", "b"]);
}

#[test]
fn a_restored_snapshot_is_the_same_point_in_time() {
    let mut emulator = beginning_with(&any_state());
    let client = extension(&mut emulator, "usr_own");
    let create = keyed(client.create(ACCOUNT, "new"), "key");
    let created = emulator.handle(&create, NOW + 5);
    emulator.advance_clock(10);
    let point = snapshot(&emulator, NOW);
    let what_follows = |emulator: &mut Emulator| {
        let requests = [create.clone(), client.delete(ACCOUNT, "shared"), client.create(OWN, "x"), client.list(OWN)];
        requests.map(|request| emulator.handle(&request, NOW).body)
    };
    let first = what_follows(&mut emulator);
    assert_eq!(first[0], created.body, "replayed");
    emulator.advance_clock(90_000);
    emulator.set_state(state(&point), NOW);
    assert_eq!((snapshot(&emulator, NOW), emulator.now(NOW)), (point.clone(), NOW + 10));
    assert_eq!(what_follows(&mut emulator), first);
    let mut another = Emulator::new(9);
    backend(&mut another);
    another.set_state(state(&point), NOW);
    assert_eq!(snapshot(&another, NOW), point, "in another emulator, too");
}

#[test]
fn a_snapshot_keeps_no_payload_of_a_secret_that_is_gone() {
    let mut emulator = Emulator::new(0);
    let client = backend(&mut emulator);
    emulator.handle(&keyed(client.create(ACCOUNT, "n"), "one"), NOW);
    emulator.handle(&keyed(client.delete(ACCOUNT, "n"), "two"), NOW);
    assert!(!snapshot(&emulator, NOW).to_string().contains("placeholder"));
}

#[test]
fn a_reset_comes_back_to_the_state_its_ids_and_its_clock() {
    let beginning = Beginning { seed: 3, frozen_at: Some(NOW), state: state(&any_state()) };
    let mut emulator = Emulator::beginning_with(beginning, 0);
    let client = extension(&mut emulator, "usr_own");
    let point = snapshot(&emulator, 0);
    let run = |emulator: &mut Emulator| {
        let requests = [client.create(OWN, "x"), client.delete(ACCOUNT, "shared"), client.list(OWN)];
        requests.map(|request| emulator.handle(&request, 5).body)
    };
    let first = run(&mut emulator);
    emulator.advance_clock(1_000);
    emulator.reset(true, 7);
    assert_eq!((snapshot(&emulator, 7), emulator.now(7)), (point, NOW));
    assert_eq!(run(&mut emulator), first);
}

#[test]
fn a_time_that_was_asked_for_goes_before_that_of_a_snapshot() {
    let mut emulator = Emulator::new(0);
    emulator.advance_clock(500);
    let state = state(&snapshot(&emulator, NOW));
    let begin = |frozen_at| {
        let beginning = Beginning { seed: 0, frozen_at, state: state.clone() };
        Emulator::beginning_with(beginning, NOW).now(NOW)
    };
    assert_eq!((begin(None), begin(Some(70))), (NOW + 500, 70));
}

#[test]
fn a_test_sees_and_sets_secrets_past_any_client() {
    let mut emulator = beginning_with(&any_state());
    let seen = |emulator: &Emulator, filter: Value| -> Vec<Value> {
        let filter = Filter::read(&tree(&filter)).unwrap();
        emulator.secrets(&filter, NOW).iter().map(|secret| serde_json::to_value(secret).unwrap()).collect()
    };
    let place = json!({"account": "acct_2", "scope": {"type": "user", "user": "usr_2"}, "name": "n"});
    let mut secret = place.clone();
    secret["payload"] = json!("payload-placeholder");
    emulator.set(Given::read(&tree(&secret)).unwrap(), NOW).unwrap();
    let all = seen(&emulator, json!({}));
    assert_eq!(all.iter().map(|secret| &secret["name"]).collect::<Vec<_>>(), ["n", "shared", "mine"]);
    let mut expected = secret.clone();
    expected["id"] = all[0]["id"].clone();
    for (name, value) in [("object", json!("apps.secret")), ("created", json!(NOW)), ("livemode", json!(false))] {
        expected[name] = value;
    }
    (expected["expires_at"], expected["app"]) = (Value::Null, json!("app"));
    assert_eq!(all[0], expected);
    for (filter, count) in [
        (json!({"account": "acct_example"}), 2),
        (json!({"type": "user"}), 2),
        (json!({"type": "account"}), 1),
        (json!({"user": "usr_own"}), 1),
        (json!({"app": "another"}), 0),
        (json!({"livemode": true}), 0),
    ] {
        assert_eq!(seen(&emulator, filter.clone()).len(), count, "{filter}");
    }
    let named = Named::read(&tree(&place)).unwrap();
    assert_eq!((emulator.remove(&named, NOW), emulator.remove(&named, NOW)), (true, false));
}

#[test]
fn a_secret_that_cannot_be_set_is_refused_without_its_payload() {
    let mut emulator = Emulator::new(0);
    let secret = |member: &str, value: Value| {
        let mut secret =
            json!({"account": "acct_1", "scope": {"type": "account"}, "name": "n", "payload": "payload-placeholder"});
        secret[member] = value;
        secret
    };
    for (secret, expected) in [
        (secret("account", Value::Null), "secret: must have account"),
        (secret("scope", json!({"type": "user"})), "scope: must have user where type is user"),
        (secret("scope", json!({"type": "account", "user": "u"})), "scope: must have user only where type is user"),
        (secret("payload", json!("")), "payload: must not be empty"),
        (secret("expires_at", json!("soon")), "expires_at: must be a whole number"),
        (secret("expires_at", json!(1)), "secret: Invalid expires_at: the expiry time cannot be in the past"),
        (secret("expire_at", json!(1)), "expire_at: is not known here"),
    ] {
        let set = Given::read(&tree(&secret)).and_then(|given| emulator.set(given, NOW));
        let fault = set.unwrap_err().to_string();
        assert!(fault.starts_with(expected) && !fault.contains("placeholder"), "{fault}");
    }
}
