//! `expires_at`: Unix seconds, not in the past, not more than 36,525 days ahead.

use super::call::{NOW, Refused, create_with};
use super::fake::{Fake, ill_formed, list, record};
use crate::contract::errors::Reason;
use crate::contract::words::Word;
use crate::policy::expiry;

const SECONDS: f64 = NOW / 1000.0;
const DAY: f64 = 24.0 * 60.0 * 60.0;
const FURTHEST: f64 = SECONDS + 36_525.0 * DAY;

/// The pair that is sent.
fn sent(value: impl Into<Fake>) -> Result<String, Refused> {
    let lines = create_with("expires_at", value)?;
    Ok(lines.into_iter().find(|line| line.starts_with("expires_at=")).unwrap_or_default())
}

fn passes(value: impl Into<Fake>, seconds: f64) {
    assert_eq!(sent(value), Ok(format!("expires_at={seconds}")));
}

fn refused(value: impl Into<Fake>, reason: Reason) {
    let value = value.into();
    assert_eq!(sent(value.clone()), Err((reason, Word::ExpiresAt)), "{value:?}");
}

#[test]
fn seconds_pass_as_a_number_as_digits_or_as_a_date() {
    passes(SECONDS + 60.0, SECONDS + 60.0);
    passes("1700000060", SECONDS + 60.0);
    passes(Fake::Date(NOW + 60_000.0), SECONDS + 60.0);
}

#[test]
fn a_date_is_rounded_down_to_seconds_as_stripe_does() {
    passes(Fake::Date(NOW + 1999.0), SECONDS + 1.0);
    passes(Fake::Date(NOW + 1999.9), SECONDS + 1.0);
}

#[test]
fn a_clock_that_is_a_day_off_is_no_fault_and_more_is() {
    passes(SECONDS, SECONDS);
    passes(SECONDS - DAY, SECONDS - DAY);
    refused(SECONDS - DAY - 1.0, Reason::ExpiresAtInPast);
    passes(Fake::Date(NOW - DAY * 1000.0), SECONDS - DAY);
    refused(Fake::Date(NOW - DAY * 1000.0 - 1.0), Reason::ExpiresAtInPast);
    for past in [0.0, -0.0, -1.0, -SECONDS, 11.0 * 365.0 * DAY] {
        refused(past, Reason::ExpiresAtInPast);
    }
    for duration in [1.0, 3600.0, 90.0 * DAY, 10.0 * 365.0 * DAY] {
        refused(duration, Reason::ExpiresAtDuration);
    }
    refused("3600", Reason::ExpiresAtDuration);
    refused("0", Reason::ExpiresAtInPast);
}

#[test]
fn a_hundred_years_ahead_pass_and_a_second_more_does_not() {
    passes(FURTHEST, FURTHEST);
    passes(Fake::Date(FURTHEST * 1000.0 + 999.0), FURTHEST);
    refused(FURTHEST + 1.0, Reason::ExpiresAtTooFar);
    refused(Fake::Date(FURTHEST * 1000.0 + 1000.0), Reason::ExpiresAtTooFar);
    refused((FURTHEST + 1.0).to_string(), Reason::ExpiresAtTooFar);
}

#[test]
fn milliseconds_are_named_as_what_they_are() {
    for milliseconds in [NOW, NOW + 60_000.0, NOW + 365.0 * DAY * 1000.0, FURTHEST * 1000.0] {
        refused(milliseconds, Reason::ExpiresAtInMilliseconds);
        refused(milliseconds.to_string(), Reason::ExpiresAtInMilliseconds);
    }
    refused((SECONDS - DAY) * 1000.0, Reason::ExpiresAtInMilliseconds);
    refused((SECONDS - DAY) * 1000.0 - 1.0, Reason::ExpiresAtTooFar);
    refused(FURTHEST * 1000.0 + 1.0, Reason::ExpiresAtTooFar);
    refused(9_007_199_254_740_991.0, Reason::ExpiresAtTooFar);
}

#[test]
fn anything_but_an_integer_is_refused() {
    let numbers = [SECONDS + 0.5, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, 9_007_199_254_740_992.0];
    for number in numbers {
        refused(number, Reason::ParameterInvalidInteger);
    }
    for text in [
        "tomorrow",
        "2030-01-01",
        "1700000060.0",
        "1.7e9",
        " 1700000060",
        "1700000060 ",
        "-1700000060",
        "+1700000060",
        "0x6553f100",
        "17000/0060",
        "17000:0060",
        "１７００００００６０",
        "1700000000000000", // 16 digits: more than JavaScript can hold exactly
    ] {
        refused(text, Reason::ParameterInvalidInteger);
    }
    for value in [Fake::Date(f64::NAN), list![SECONDS], record! {}, Fake::Other, ill_formed()] {
        refused(value, Reason::ParameterInvalidInteger);
    }
}

#[test]
fn digits_are_read_exactly_up_to_fifteen_of_them() {
    assert_eq!(expiry::integer_or_digits(&Fake::from("999999999999999")), 999_999_999_999_999.0);
    assert!(expiry::integer_or_digits(&Fake::from("0000000000000001")).is_nan());
    assert!(expiry::integer_or_digits(&Fake::from("")).is_nan());
    assert_eq!(expiry::integer_or_digits(&Fake::from(9_007_199_254_740_991.0)), 9_007_199_254_740_991.0);
    assert!(expiry::integer_or_digits(&Fake::Date(5.0)).is_nan(), "a date is not a limit");
}
