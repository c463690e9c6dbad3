//! The diagram of Stripe's guide "Store secret credentials and tokens", and who else may ask.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod support;

use serde_json::json;
use stripe_apps_secrets_emulator::{Beginning, Emulator, Holder, Principal};
use support::*;

const CACTUS: &str = "acct_cactus_practice";
const USERS: [&str; 2] = ["usr_1", "usr_2"];

fn scope_of(user: &str) -> String {
    format!("scope[type]=user&scope[user]={user}")
}

/// Two users share an account that has installed two apps. Each app keeps a key of the account's, app A two tokens of each
/// user's.
#[test]
fn the_guides_two_apps_two_users_and_one_account_see_what_the_diagram_shows() {
    let mut emulator = Emulator::new(0);
    let [app_a, app_b] = ["app_a", "app_b"]
        .map(|app| USERS.map(|user| client(&mut emulator, Principal::extension(app, CACTUS, user, false))));
    let backends = ["app_a", "app_b"].map(|app| client(&mut emulator, Principal::backend(app, CACTUS, false)));
    emulator.handle(&app_a[0].create(ACCOUNT, "foo_api_key"), NOW);
    emulator.handle(&app_b[0].create(ACCOUNT, "bar_api_key"), NOW);
    for (user, client) in USERS.iter().zip(&app_a) {
        for name in ["oauth_access_token", "oauth_refresh_token"] {
            emulator.handle(&client.create(&scope_of(user), name), NOW);
        }
    }
    for client in app_a.iter().chain([&backends[0]]) {
        assert_eq!(names(&mut emulator, client, ACCOUNT), ["foo_api_key"], "both users and the backend of app A");
    }
    for client in app_b.iter().chain([&backends[1]]) {
        assert_eq!(names(&mut emulator, client, ACCOUNT), ["bar_api_key"], "both users and the backend of app B");
    }
    let tokens = ["oauth_refresh_token", "oauth_access_token"];
    for (place, user) in USERS.iter().enumerate() {
        assert_eq!(names(&mut emulator, &app_a[place], &scope_of(user)), tokens, "the user's own");
        assert_eq!(names(&mut emulator, &backends[0], &scope_of(user)), tokens, "the app's backend");
        let another = &app_a[1 - place];
        assert_eq!(emulator.handle(&another.list(&scope_of(user)), NOW).status, 403, "the other user");
        assert!(names(&mut emulator, &app_b[place], &scope_of(user)).is_empty(), "the same user in another app");
        assert!(names(&mut emulator, &backends[1], &scope_of(user)).is_empty(), "the other app's backend");
    }
}

#[test]
fn the_owners_key_reaches_each_account_that_it_names_and_none_unnamed() {
    let apps = json!({"apps": {
        "app_a": {"accounts": {"acct_1": {"account": {"one": "p"}}, "acct_2": {"account": {"two": "p"}}}},
        "app_b": {"accounts": {"acct_1": {"account": {"foreign": "p"}}}},
    }});
    let beginning = Beginning { state: state(&apps), ..Beginning::default() };
    let mut emulator = Emulator::beginning_with(beginning, NOW);
    let owner = client(&mut emulator, Holder::owner("app_a", false));
    for header in ["Stripe-Account", "Stripe-Context"] {
        for (account, name) in [("acct_1", "one"), ("acct_2", "two")] {
            let list = with_header(owner.list(ACCOUNT), header, account);
            let data = body(&emulator.handle(&list, NOW))["data"].clone();
            assert_eq!((data.as_array().unwrap().len(), &data[0]["name"]), (1, &json!(name)), "{header}");
        }
    }
    let unnamed = emulator.handle(&owner.list(ACCOUNT), NOW);
    assert_eq!(unnamed.status, 400);
    assert!(unnamed.body.contains("Stripe-Account"));
    let two = with_header(with_header(owner.list(ACCOUNT), "Stripe-Account", "acct_1"), "Stripe-Context", "acct_2");
    assert_eq!(emulator.handle(&two, NOW).status, 403, "two accounts at once");
}

#[test]
fn a_key_is_taken_as_curl_sends_it() {
    let mut emulator = Emulator::new(0);
    let key = emulator.issue_random_token(Principal::backend("app", "acct_example", false), "0123456789abcdef");
    assert_eq!(key.unwrap(), "emu_key_0123456789abcdef");
    let mut request = Client { token: String::new() }.list(ACCOUNT);
    // curl -u emu_key_0123456789abcdef:
    request.headers[0].1 = "Basic ZW11X2tleV8wMTIzNDU2Nzg5YWJjZGVmOg==".into();
    assert_eq!(emulator.handle(&request, NOW).status, 200);
    request.headers[0].1 = "Basic ZW11X2tleV8wMTIzNDU2Nzg5YWJjZGVlOg==".into();
    let refused = emulator.handle(&request, NOW);
    assert_eq!(refused.status, 401);
    assert!(!refused.body.contains("emu_key_0"));
}
