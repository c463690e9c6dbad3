//! Which expiry times pass: not in the past, at most 100 years ahead, in Unix seconds.
//!
//! Source of the rule: Stripe's guide ("Expiration times can't be in the past and can't be more than
//! 100 years in the future"). Clocks differ, so a day of the past is left to the server.

use super::fault::Fault;
use super::node::{Node, integer};
use crate::contract::errors::Reason;
use crate::contract::kinds::Kind;
use crate::contract::limits::MAX_EXPIRY_DAYS;
use crate::contract::words::Word;

const DAY: f64 = 86_400.0;
const PAST_TOLERANCE: f64 = DAY;
const FURTHEST: f64 = MAX_EXPIRY_DAYS as f64 * DAY;

/// A longer time in seconds reads as a moment of the past: ten years.
const LONGEST_DURATION: f64 = 3_652.0 * DAY;

/// The most digits of a numeric string: what JavaScript can hold exactly.
const MAX_DIGITS: u32 = 15;

/// Checks `expires_at` and returns it in Unix seconds. `now` is in milliseconds since the epoch.
///
/// # Errors
/// `parameter_invalid_integer`, `expires_at_in_past`, `expires_at_too_far`; the last two say so where the
/// number reads as a duration, or as milliseconds.
pub fn check<N: Node>(value: N, now: f64) -> Result<f64, Fault> {
    let now = now / 1000.0;
    let is_late = |seconds: f64| seconds > now + FURTHEST;
    let is_early = |seconds: f64| seconds < now - PAST_TOLERANCE;
    let seconds = match value.kind() {
        Kind::Date => integer((value.number() / 1000.0).floor()), // as stripe rounds it
        _ => integer_or_digits(value),
    };
    let code = if seconds.is_nan() {
        Reason::ParameterInvalidInteger
    } else if is_early(seconds) && (1.0..=LONGEST_DURATION).contains(&seconds) {
        Reason::ExpiresAtDuration
    } else if is_early(seconds) {
        Reason::ExpiresAtInPast
    } else if !is_late(seconds) {
        return Ok(seconds);
    } else if is_early(seconds / 1000.0) || is_late(seconds / 1000.0) {
        Reason::ExpiresAtTooFar
    } else {
        Reason::ExpiresAtInMilliseconds
    };
    Err(Fault::of(code, Word::ExpiresAt))
}

/// An integer: a number, or a string of 1 to 15 digits; NaN for anything else.
pub fn integer_or_digits<N: Node>(value: N) -> f64 {
    if value.kind() != Kind::Text {
        return value.integer();
    }
    if value.units() == 0 || value.units() > MAX_DIGITS {
        return f64::NAN;
    }
    let mut sum = 0.0;
    for index in 0..value.units() {
        match value.unit(index) {
            digit @ 0x30..=0x39 => sum = sum * 10.0 + f64::from(digit - 0x30),
            _ => return f64::NAN,
        }
    }
    sum
}
