//! Which settings and options there are, and what is used of them.

use super::fake::{Fake, list, record};
use super::told::{KEY, call, call_with, client, client_with, config, valid};
use crate::contract::errors::Reason;
use crate::contract::words::Word;
use crate::policy::card::Cards;
use crate::policy::fault::Fault;
use crate::policy::node::Node;
use crate::policy::settings::Settings;

/// The config keys of stripe 23.1.0, and ours.
const CONFIG: [&str; 17] = [
    "authenticator",
    "apiVersion",
    "typescript",
    "maxNetworkRetries",
    "httpAgent",
    "httpClient",
    "timeout",
    "host",
    "port",
    "protocol",
    "telemetry",
    "emitEventBodies",
    "appInfo",
    "stripeAccount",
    "stripeContext",
    "userContext",
    "cardNumbers",
];

/// The options of stripe 23.1.0 that a call may have, and ours; the last two only as nothing.
const OPTIONS: [&str; 11] = [
    "apiKey",
    "idempotencyKey",
    "stripeAccount",
    "stripeContext",
    "apiVersion",
    "timeout",
    "maxNetworkRetries",
    "headers",
    "signal",
    "authenticator",
    "streaming",
];

#[test]
fn a_key_and_a_client_are_enough_and_defaults_are_stripes() {
    let settings = valid(client(KEY, config()));
    let numbers = (settings.timeout(&settings), settings.max_network_retries(&settings));
    assert_eq!((numbers, settings.cards()), ((80_000.0, 2.0), Cards::Warn));
}

#[test]
fn every_config_key_is_known_and_no_other() {
    for key in Word::TEXTS.iter().chain(&["foo", "apiversion", "HttpClient", "constructor", "__proto__", ""]) {
        let outcome = client_with(key, Fake::Null).err();
        match *key {
            "httpClient" => assert_eq!(outcome, Some((Reason::HttpClientMissing, Word::HttpClient))),
            _ if CONFIG.contains(key) => assert_eq!(outcome, None, "{key}"),
            _ => assert_eq!(outcome, Some((Reason::ConfigUnknown, Word::Config)), "{key}"),
        }
    }
}

#[test]
fn every_option_is_known_and_no_other() {
    let unknown = ["foo", "Headers", "apiBase", "additionalHeaders", "__proto__", ""];
    for key in Word::TEXTS.iter().chain(&unknown) {
        let outcome = call_with(key, Fake::Null).err();
        match *key {
            _ if OPTIONS.contains(key) => assert_eq!(outcome, None, "{key}"),
            _ => assert_eq!(outcome, Some((Reason::OptionUnknown, Word::Options)), "{key}"),
        }
        assert_eq!(call_with(key, Fake::Undefined), Ok(()), "{key} is not given");
    }
}

#[test]
fn an_unknown_setting_or_option_is_named_by_its_place() {
    let place = |refused: Option<Fault>| refused.map(|fault| fault.fields().place - 1);
    let config = config().with("timeout", 1.0).with("timeOut", 1.0);
    assert_eq!(place(Settings::of_client(&Fake::from(KEY), &config).err()), Some(2));
    assert_eq!(place(Settings::of_call(&record! { "timeout": 1.0, "timeOut": 1.0 }).err()), Some(1));
}

#[test]
fn a_config_is_an_object() {
    for nothing in [Fake::Undefined, Fake::Null] {
        assert_eq!(client(KEY, nothing).err(), Some((Reason::HttpClientMissing, Word::HttpClient)));
    }
    for config in [Fake::from(1.0), list![], Fake::from("2025-04-30.basil"), Fake::Date(0.0), Fake::Other] {
        assert_eq!(client(KEY, config).err(), Some((Reason::ConfigInvalid, Word::Config)));
    }
}

#[test]
fn options_are_an_object_or_nothing() {
    for nothing in [Fake::Undefined, Fake::Null, record! {}] {
        assert!(call(nothing).is_ok());
    }
    for options in [Fake::from("acct_example"), Fake::from(1.0), list![], Fake::Other, Fake::Date(0.0)] {
        assert_eq!(call(options).err(), Some((Reason::OptionInvalid, Word::Options)));
    }
}

#[test]
fn a_client_without_a_host_to_ask_is_refused_at_once() {
    for nothing in [Fake::Undefined, Fake::Null] {
        assert_eq!(client_with("httpClient", nothing), Err((Reason::HttpClientMissing, Word::HttpClient)));
    }
}

#[test]
fn a_timeout_or_retries_given_are_those_used_and_0_is_the_default_time_as_in_stripe() {
    let settings =
        |timeout: f64, retries: f64| valid(call(record! { "timeout": timeout, "maxNetworkRetries": retries }));
    let absent = valid(call(Fake::Undefined));
    let used = |own: &Settings<_>, client: &Settings<_>| (own.timeout(client), own.max_network_retries(client));
    assert_eq!(used(&settings(1.0, 0.0), &settings(5.0, 7.0)), (1.0, 0.0));
    assert_eq!(used(&settings(2_147_483_647.0, 100.0), &absent), (2_147_483_647.0, 100.0));
    assert_eq!(used(&settings(0.0, 3.0), &absent), (80_000.0, 3.0));
    assert_eq!(used(&settings(0.0, 3.0), &settings(5.0, 7.0)), (5.0, 3.0));
    assert_eq!(used(&absent, &settings(5.0, 0.0)), (5.0, 0.0));
    assert_eq!(used(&absent, &absent), (80_000.0, 2.0));
}

#[test]
fn a_calls_own_option_goes_before_the_clients_and_an_empty_one_does_not() {
    let of_client = valid(client(KEY, config().with("apiVersion", "client-placeholder")));
    let version = |options: Fake| valid(call(options)).or(&of_client, Word::ApiVersion).clone();
    assert_eq!(version(record! { "apiVersion": "call-placeholder" }), Fake::from("call-placeholder"));
    for empty in [record! { "apiVersion": "" }, record! { "apiVersion": Fake::Null }, Fake::Undefined] {
        assert_eq!(version(empty), Fake::from("client-placeholder"));
    }
    assert!(valid(call(Fake::Undefined)).get(Word::ApiVersion).is_undefined());
}
