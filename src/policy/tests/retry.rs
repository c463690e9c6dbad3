//! When a call is tried again, and after which pause: stripe's rules.

use crate::policy::retry::{Attempt, delay, longest_call, longest_delays, should_retry};
use proptest::prelude::*;

fn answered(status: u16) -> Attempt {
    Attempt::Answered { status, should_retry: None }
}

fn advised(status: u16, should_retry: bool) -> Attempt {
    Attempt::Answered { status, should_retry: Some(should_retry) }
}

const LOST: Attempt = Attempt::Failed { closed: false };
const CLOSED: Attempt = Attempt::Failed { closed: true };

#[test]
fn a_conflict_and_a_servers_failure_are_tried_again() {
    for status in [409, 500, 502, 503, 504, 599] {
        assert!(should_retry(answered(status), 0, 2), "{status}");
        assert!(should_retry(answered(status), 1, 2), "{status}");
    }
}

#[test]
fn an_answer_that_will_not_change_is_not_asked_for_again() {
    for status in [0, 200, 201, 304, 400, 401, 402, 403, 404, 408, 410, 429, 499] {
        assert!(!should_retry(answered(status), 0, 2), "{status}");
    }
}

#[test]
fn stripe_should_retry_goes_before_the_status() {
    for status in [0, 200, 400, 409, 429, 500] {
        assert!(should_retry(advised(status, true), 0, 2), "{status}");
        assert!(!should_retry(advised(status, false), 0, 2), "{status}");
    }
}

#[test]
fn no_answer_is_tried_again() {
    for attempt in [LOST, CLOSED] {
        assert!(should_retry(attempt, 0, 2));
        assert!(should_retry(attempt, 1, 2));
    }
}

#[test]
fn nothing_is_tried_more_often_than_the_client_was_told() {
    for max in 0..5 {
        for attempt in [LOST, answered(500), answered(409), advised(200, true)] {
            for retries in 0..8 {
                assert_eq!(should_retry(attempt, retries, max), retries < max, "{attempt:?} {retries} of {max}");
            }
        }
    }
}

#[test]
fn a_closed_connection_is_tried_once_more_even_with_retries_off() {
    assert!(should_retry(CLOSED, 0, 0));
    assert!(!should_retry(CLOSED, 1, 0));
    assert!(!should_retry(CLOSED, 1, 1));
    assert!(!should_retry(LOST, 0, 0));
}

/// The formula of stripe 23.1.0, with `n` retries so far, in seconds.
fn formula(n: u32, random: f64) -> f64 {
    let sleep = f64::min(0.5 * 2.0_f64.powi(n as i32 - 1), 5.0);
    f64::max(0.5, sleep * (0.5 * (1.0 + random)))
}

#[test]
fn the_first_two_pauses_are_half_a_second_whatever_chance_says() {
    for random in [0.0, 0.25, 0.5, 0.999] {
        assert_eq!(delay(0, random), 500.0);
        assert_eq!(delay(1, random), 500.0);
    }
    assert_eq!(delay(2, 0.0), 500.0);
    assert_eq!(delay(2, 0.5), 750.0);
    assert_eq!(delay(3, 0.5), 1500.0);
    assert_eq!(delay(4, 0.5), 3000.0);
    assert_eq!(delay(5, 0.5), 3750.0);
    assert_eq!(delay(100, 0.5), 3750.0);
}

#[test]
fn the_longest_pauses_add_up_to_what_the_longest_chance_gives() {
    assert_eq!(longest_delays(0), 0.0);
    assert_eq!(longest_delays(2), 1000.0);
    assert_eq!(longest_delays(5), 500.0 + 500.0 + 1000.0 + 2000.0 + 4000.0);
    assert_eq!(longest_delays(7), longest_delays(5) + 10_000.0);
}

proptest! {
    #![proptest_config(super::any::config())]

    #[test]
    fn a_pause_is_what_stripes_formula_says(retries in 0u32..=1000, random in 0.0..=1.0) {
        let expected = 1000.0 * formula(retries, random);
        prop_assert!((delay(retries, random) - expected).abs() < 1e-6);
        prop_assert!((500.0..=5000.0).contains(&delay(retries, random)));
    }
}

#[test]
fn nobody_waits_longer_than_the_readme_says() {
    use crate::policy::settings::{MAX_NETWORK_RETRIES, TIMEOUT};
    assert_eq!(longest_call(TIMEOUT, MAX_NETWORK_RETRIES), 241_000.0);
    assert_eq!(longest_call(1000, 0), 2500.0, "a closed connection is retried once");
    let readme = include_str!("../../../README.md");
    assert!(readme.contains("by default a call settles within 241 seconds"));
}

#[test]
fn a_patched_source_of_randomness_makes_nobody_wait_for_ever() {
    for random in [f64::INFINITY, f64::NEG_INFINITY, 1e9, -1e9] {
        for retries in 0..20 {
            assert!((500.0..=5000.0).contains(&delay(retries, random)), "{retries} retries, {random}");
        }
    }
}
