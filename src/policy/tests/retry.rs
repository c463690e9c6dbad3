//! When a call is tried again, and after which pause: stripe's rules.

use crate::policy::retry::{Attempt, pause};
use proptest::prelude::*;

fn should_retry(attempt: Attempt, retries: u32, max: u32) -> bool {
    pause(attempt, retries, max, 0.0).is_some()
}

/// The pause after so many retries, in milliseconds.
fn delay(retries: u32, random: f64) -> u32 {
    pause(LOST, retries, u32::MAX, random).unwrap()
}

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
fn nothing_is_tried_more_often_than_configured() {
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
        assert_eq!((delay(0, random), delay(1, random)), (500, 500));
    }
    let later = [2, 3, 4, 5, 100].map(|retries| delay(retries, 0.5));
    assert_eq!(later, [750, 1500, 3000, 3750, 3750]);
}

proptest! {
    #![proptest_config(super::any::config())]

    #[test]
    fn a_pause_is_what_stripes_formula_says(retries in 0u32..=1000, random in 0.0..=1.0) {
        let expected = 1000.0 * formula(retries, random);
        prop_assert!((f64::from(delay(retries, random)) - expected).abs() <= 1.0, "timers count whole milliseconds");
        prop_assert!((500..=5000).contains(&delay(retries, random)));
    }
}

#[test]
fn a_patched_source_of_randomness_makes_nobody_wait_for_ever() {
    for random in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e9, -1e9] {
        for retries in 0..20 {
            assert!((500..=5000).contains(&delay(retries, random)), "{retries} retries, {random}");
        }
    }
}
