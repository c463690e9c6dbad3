//! Headers that a caller adds.

use super::call::{Refused, fault};
use super::fake::{Fake, boxed, ill_formed, list, no_strings, record};
use crate::contract::errors::Reason;
use crate::contract::limits::MAX_HEADER;
use crate::contract::words::Word;
use crate::policy::headers;
use crate::policy::settings::Settings;

fn of_call(headers: Fake) -> Result<(), Refused> {
    Settings::of_call(&record! { "headers": headers }).map(|_| ()).map_err(fault)
}

fn with(name: &str, value: impl Into<Fake>) -> Result<(), Refused> {
    of_call(record! {}.with(name, value))
}

#[test]
fn a_header_of_ones_own_passes() {
    for (name, value) in [("X-Trace", "abc 123"), ("x", ""), ("Accept-Language", "é"), ("My.Header_1!#$%&'*+^`|~", "~")]
    {
        assert_eq!(with(name, value), Ok(()), "{name}");
    }
    for nothing in [Fake::Undefined, Fake::Null, record! {}] {
        assert_eq!(of_call(nothing), Ok(()));
    }
}

/// Asserts that a header is refused in any case.
fn assert_refused(name: &str) {
    let capital = name.split('-').map(|part| part[..part.len().min(1)].to_uppercase() + part.get(1..).unwrap_or(""));
    let capital = capital.collect::<Vec<_>>().join("-");
    let odd = name.char_indices().map(|(i, c)| if i % 2 == 1 { c.to_ascii_uppercase() } else { c }).collect();
    for name in [name.to_string(), name.to_uppercase(), capital, odd, name.replace('-', "_")] {
        assert_eq!(with(&name, "x"), Err((Reason::HeaderRefused, Word::Headers)), "{name}");
    }
}

#[test]
fn who_asks_and_for_whom_cannot_be_set_by_a_header_in_any_case() {
    for name in ["authorization", "host", "stripe-account", "stripe-version", "stripe-", "stripe-context"] {
        assert_refused(name);
    }
}

#[test]
fn a_header_cannot_change_how_the_request_is_read() {
    for name in [
        "content-type",
        "content-length",
        "content-encoding",
        "x-http-method",
        "x-http-method-override",
        "x-method-override",
    ] {
        assert_refused(name);
    }
}

#[test]
fn a_header_cannot_change_what_becomes_of_the_connection() {
    for name in [
        "connection",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "http2-settings",
        "expect",
        "via",
        "proxy-authorization",
        "proxy-connection",
        "proxy-authenticate",
    ] {
        assert_refused(name);
    }
}

#[test]
fn what_only_a_browser_may_say_cannot_be_set_by_a_header() {
    for name in [
        "cookie",
        "cookie2",
        "set-cookie",
        "set-cookie2",
        "origin",
        "referer",
        "date",
        "dnt",
        "sec-fetch-site",
        "sec-websocket-key",
        "access-control-request-headers",
        "access-control-request-method",
        "access-control-request-private-network",
        "accept-charset",
        "accept-encoding",
    ] {
        assert_refused(name);
    }
}

#[test]
fn a_header_that_only_resembles_a_reserved_one_passes() {
    for name in [
        "x-authorization",
        "authorizations",
        "hosts",
        "content-typ",
        "content-language",
        "stripe",
        "stripes-x",
        "x-stripe-account",
        "x-cookie",
        "cookies",
        "expected",
        "tea",
        "t",
        "proxy",
        "security",
        "accept",
        "dates",
        "x-http-methods",
        "x-method",
    ] {
        assert_eq!(with(name, "x"), Ok(()), "{name}");
    }
}

#[test]
fn a_reserved_header_is_found_behind_others() {
    let headers = record! { "X-Trace": "a", "X-Other": "b", "Stripe-Account": "acct_other" };
    assert_eq!(of_call(headers), Err((Reason::HeaderRefused, Word::Headers)));
}

#[test]
fn a_value_cannot_break_out_of_its_line() {
    for value in ["a\r\nStripe-Account: acct_other", "a\n", "\r", "\0", "\u{1F}", "\t", "\u{7F}", "\u{80}", "\u{9F}"] {
        assert_eq!(with("X-Trace", value), Err((Reason::HeaderInvalid, Word::Headers)), "{value:?}");
    }
}

#[test]
fn a_value_that_fetch_would_refuse_is_refused_here() {
    for value in ["Ā", "\u{20AC}", "\u{1F511}", "\u{2028}", "abc\u{100}"] {
        assert_eq!(with("X-Trace", value), Err((Reason::HeaderInvalid, Word::Headers)), "{value:?}");
    }
    for value in no_strings().into_iter().chain([ill_formed()]) {
        assert_eq!(with("X-Trace", value), Err((Reason::HeaderInvalid, Word::Headers)));
    }
}

#[test]
fn the_whole_of_printable_latin_1_passes_as_a_value_and_nothing_else() {
    for unit in 0..0x300u16 {
        let printable = (0x20..=0x7E).contains(&unit) || (0xA0..=0xFF).contains(&unit);
        assert_eq!(headers::is_value(&Fake::Text(vec![unit])), printable, "{unit:#x}");
    }
}

#[test]
fn a_name_or_a_value_that_no_server_would_take_is_refused() {
    let most = MAX_HEADER as usize;
    assert_eq!(with("X-Trace", "x".repeat(most)), Ok(()));
    assert_eq!(with("X-Trace", "x".repeat(most + 1)), Err((Reason::HeaderInvalid, Word::Headers)));
    assert_eq!(with(&"x".repeat(most), "x"), Ok(()));
    assert_eq!(with(&"x".repeat(most + 1), "x"), Err((Reason::HeaderInvalid, Word::Headers)));
}

#[test]
fn a_name_that_is_not_a_token_is_refused() {
    for name in [
        "",
        "a b",
        "a:",
        "a\r\nHost",
        "(a)",
        "a/b",
        "a,b",
        "a;b",
        "\"a\"",
        "a=b",
        "a@b",
        "[a]",
        "a\\b",
        "{a}",
        "a\u{7F}",
        "é",
        "ħost",
    ] {
        assert_eq!(with(name, "x"), Err((Reason::HeaderInvalid, Word::Headers)), "{name:?}");
    }
    let lone = Fake::Record(vec![(Fake::Text(vec![0x61, 0xD800]), Fake::from("x"))]);
    assert_eq!(of_call(lone), Err((Reason::HeaderInvalid, Word::Headers)));
}

#[test]
fn exactly_the_token_characters_pass_in_a_name() {
    for unit in 0..0x200u16 {
        let token =
            u8::try_from(unit).is_ok_and(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte));
        let headers = Fake::Record(vec![(Fake::Text(vec![unit]), Fake::from("x"))]);
        assert_eq!(of_call(headers).is_ok(), token, "{unit:#x}");
    }
}

#[test]
fn a_letter_that_folds_into_a_reserved_name_does_not_pass() {
    // U+0173 ends in the byte of `s`; the Kelvin sign and the dotless i fold into letters.
    for name in ["\u{173}tripe-account", "str\u{131}pe-account", "\u{17F}tripe-account"] {
        assert_eq!(with(name, "x"), Err((Reason::HeaderInvalid, Word::Headers)), "{name}");
    }
}

#[test]
fn an_absent_value_is_passed_over() {
    for nothing in [Fake::Undefined, Fake::Null] {
        assert_eq!(with("X-Trace", nothing.clone()), Ok(()));
        assert_eq!(with("Authorization", nothing), Ok(()));
    }
}

#[test]
fn headers_are_an_object() {
    for headers in [Fake::from("X-Trace: a"), Fake::from(1.0), list!["a"], Fake::Other, Fake::Date(0.0), ill_formed()] {
        assert_eq!(of_call(headers), Err((Reason::OptionInvalid, Word::Headers)));
    }
    // `new String('a')` is an object, with a header named `0`.
    assert_eq!(of_call(boxed("a")), Ok(()));
}

#[test]
fn who_asks_cannot_be_set_by_a_header_that_servers_take_for_it() {
    for name in ["Stripe_Account", "stripe_context", "Content_Type", "content_length", "STRIPE_VERSION"] {
        assert_eq!(with(name, "x"), Err((Reason::HeaderRefused, Word::Headers)), "{name}");
    }
    for name in ["Stripe", "Content-Typ", "Hos_t", "authorizatio_", "_stripe-account"] {
        assert_eq!(with(name, "x"), Ok(()), "{name}");
    }
}
