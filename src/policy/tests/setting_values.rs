//! What each setting and option may be.

use super::fake::{Fake, boxed, ill_formed, list, no_strings, record};
use super::told::{KEY, call_with, client, client_with, config, valid};
use crate::contract::errors::Reason;
use crate::contract::words::Word;
use crate::policy::card::Cards;

#[test]
fn the_hosts_key_goes_to_stripe_only() {
    for host in ["other.example", "api.stripe.com.other.example", "API.STRIPE.COM", "api.stripe.com:444", "localhost"] {
        assert_eq!(client_with("host", host), Err((Reason::HostRefused, Word::Host)), "{host}");
    }
    for host in no_strings().into_iter().chain([ill_formed()]) {
        assert_eq!(client_with("host", host), Err((Reason::HostRefused, Word::Host)));
    }
    for host in [Fake::from("api.stripe.com"), Fake::Null, Fake::Undefined] {
        assert_eq!(client_with("host", host), Ok(()));
    }
}

#[test]
fn the_protocol_is_https() {
    for protocol in ["http", "HTTPS", "https:", "ftp"] {
        assert_eq!(client_with("protocol", protocol), Err((Reason::ProtocolRefused, Word::Protocol)));
    }
    for protocol in no_strings() {
        assert_eq!(client_with("protocol", protocol), Err((Reason::ProtocolRefused, Word::Protocol)));
    }
    assert_eq!(client_with("protocol", "https"), Ok(()));
}

#[test]
fn an_authenticator_is_refused_since_the_host_authenticates() {
    let refused = Err((Reason::AuthenticatorRefused, Word::Authenticator));
    for authenticator in [Fake::Other, record! {}, Fake::from("x")] {
        assert_eq!(client_with("authenticator", authenticator.clone()), refused);
        assert_eq!(call_with("authenticator", authenticator), refused);
    }
    for nothing in [Fake::Undefined, Fake::Null] {
        assert_eq!(client_with("authenticator", nothing), Ok(()));
    }
}

#[test]
fn streaming_a_secret_is_refused_and_what_asks_for_none_is_not() {
    for off in [Fake::Undefined, Fake::Null, Fake::Other] {
        assert_eq!(call_with("streaming", off), Ok(()));
    }
    for streaming in [Fake::True, Fake::from("true"), Fake::from(1.0)] {
        assert_eq!(call_with("streaming", streaming), Err((Reason::StreamingRefused, Word::Streaming)));
    }
}

#[test]
fn a_signal_is_an_object_or_not_given() {
    for signal in [record! {}, Fake::Null, Fake::Undefined] {
        assert_eq!(call_with("signal", signal), Ok(()));
    }
    for signal in [Fake::from("abort"), Fake::from(""), Fake::from(1.0), list![], Fake::Date(0.0), Fake::Other] {
        assert_eq!(call_with("signal", signal), Err((Reason::OptionInvalid, Word::Signal)));
    }
    assert_eq!(client_with("signal", record! {}), Err((Reason::ConfigUnknown, Word::Config)), "it belongs to a call");
}

#[test]
fn card_numbers_are_treated_as_configured() {
    for (told, cards) in [("refuse", Cards::Refuse), ("warn", Cards::Warn), ("allow", Cards::Allow)] {
        let settings = valid(client(KEY, config().with("cardNumbers", told)));
        assert_eq!(settings.cards(), cards);
    }
    for told in ["Refuse", "deny", "true", "account"].map(Fake::from).into_iter().chain(no_strings()) {
        let refused = Err((Reason::OptionInvalid, Word::CardNumbers));
        assert_eq!(client_with("cardNumbers", told.clone()), refused, "{told:?}");
    }
}

#[test]
fn what_the_host_has_of_its_own_is_taken_without_effect() {
    for key in ["typescript", "httpAgent", "telemetry", "port", "emitEventBodies", "userContext"] {
        for value in no_strings().into_iter().chain([Fake::from("443"), Fake::Undefined]) {
            assert_eq!(client_with(key, value), Ok(()), "{key}");
        }
    }
}

#[test]
fn an_app_is_named_or_not_given() {
    let app = |info: Fake| client_with("appInfo", info);
    let whole =
        record! { "name": "app-placeholder", "version": "1.0.0", "url": "https://app.example", "partner_id": "p" };
    for info in [whole, record! { "name": "app-placeholder" }, Fake::Null, Fake::Undefined] {
        assert_eq!(app(info), Ok(()));
    }
    for info in [Fake::from("app-placeholder"), Fake::from(1.0), list![], Fake::Other] {
        assert_eq!(app(info), Err((Reason::AppInfoInvalid, Word::AppInfo)));
    }
    for info in [record! {}, record! { "version": "1.0.0" }, record! { "name": "" }, record! { "name": Fake::Null }] {
        assert_eq!(app(info), Err((Reason::AppInfoNameMissing, Word::AppInfo)));
    }
    for part in ["name", "version", "url"] {
        let with = |value: Fake| app(record! { "name": "app-placeholder" }.with(part, value));
        assert_eq!(with(Fake::from("1\r\nHost: x")), Err((Reason::HeaderInvalid, Word::AppInfo)), "{part}");
        assert_eq!(with(ill_formed()), Err((Reason::HeaderInvalid, Word::AppInfo)), "{part}");
        assert_eq!(with(Fake::from(1.0)), Err((Reason::OptionInvalid, Word::AppInfo)), "{part}");
    }
}

#[test]
fn texts_that_become_headers_are_texts_that_a_header_can_hold() {
    let of_client = ["apiVersion", "stripeAccount", "stripeContext"].map(|key| (key, true));
    let of_call = ["apiKey", "idempotencyKey", "apiVersion", "stripeAccount", "stripeContext"].map(|key| (key, false));
    for (key, is_client) in of_client.into_iter().chain(of_call) {
        let with = |value: Fake| if is_client { client_with(key, value) } else { call_with(key, value) };
        for fine in [Fake::from("acct_example"), Fake::from(""), Fake::Null, Fake::from("é~ ")] {
            assert_eq!(with(fine), Ok(()), "{key}");
        }
        for text in ["a\r\nb", "a\0", "\t", "\u{7F}", "\u{85}", "ā", "\u{1F511}"] {
            assert_eq!(with(Fake::from(text)), Err((Reason::HeaderInvalid, Word::of(key))), "{key} {text:?}");
        }
        assert_eq!(with(ill_formed()), Err((Reason::HeaderInvalid, Word::of(key))), "{key}");
        for value in no_strings() {
            assert_eq!(with(value), Err((Reason::OptionInvalid, Word::of(key))), "{key}");
        }
    }
}

#[test]
fn a_timeout_and_retries_are_integers_within_what_timers_keep() {
    for (key, max) in [("timeout", 2_147_483_647.0), ("maxNetworkRetries", 100.0)] {
        let refused = Err((Reason::OptionInvalid, Word::of(key)));
        for fine in [Fake::from(0.0), Fake::from(1.0), Fake::from(max), Fake::Null, Fake::Undefined] {
            assert_eq!(client_with(key, fine.clone()), Ok(()), "{key} {fine:?}");
            assert_eq!(call_with(key, fine.clone()), Ok(()), "{key} {fine:?}");
        }
        let numbers = [max + 1.0, -1.0, 0.5, f64::NAN, f64::INFINITY, 1e300].map(Fake::from);
        let others =
            [Fake::from("1"), Fake::from(""), list![1.0], record! {}, Fake::Date(1.0), Fake::Other, boxed("1")];
        for bad in numbers.into_iter().chain(others) {
            assert_eq!(client_with(key, bad.clone()), refused, "{key} {bad:?}");
            assert_eq!(call_with(key, bad.clone()), refused, "{key} {bad:?}");
        }
    }
}
