//! When to try again, and after which pause.
//!
//! Source of the rule: `_shouldRetry` and `_getSleepTimeInMS` of stripe 23.1.0.

const INITIAL_DELAY: f64 = 500.0;
const MAX_DELAY: f64 = 5000.0;

/// How an attempt ended, as far as trying again goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// There was an answer.
    Answered {
        /// Its status; 0 for none.
        status: u16,
        /// What `stripe-should-retry` says.
        should_retry: Option<bool>,
    },
    /// There was none.
    Failed {
        /// Whether the connection was closed (`ECONNRESET`, `EPIPE`), which is tried again once even
        /// with retries off.
        closed: bool,
    },
}

/// Whether to try again after `retries` retries of at most `max`.
pub fn should_retry(attempt: Attempt, retries: u32, max: u32) -> bool {
    if retries == 0 && attempt == (Attempt::Failed { closed: true }) {
        return true;
    }
    if retries >= max {
        return false;
    }
    match attempt {
        Attempt::Failed { .. } => true,
        Attempt::Answered { should_retry: Some(advice), .. } => advice,
        Attempt::Answered { status, .. } => status == 409 || status >= 500,
    }
}

/// The pause after `retries` retries, in milliseconds: `min(0.5 · 2^(n-1), 5) · 0.5 · (1 + random)`
/// seconds, at least 0.5 and at most 5. `random` is in 0 to 1.
pub fn delay(retries: u32, random: f64) -> f64 {
    // For the first retry stripe halves the base; either way the pause is the least one.
    let base = (1..retries).fold(INITIAL_DELAY, |delay, _| (delay * 2.0).min(MAX_DELAY));
    (base * 0.5 * (1.0 + random)).clamp(INITIAL_DELAY, MAX_DELAY)
}

/// The longest pauses of a call that is retried `max` times, added up, in milliseconds.
pub fn longest_delays(max: u32) -> f64 {
    (0..max).map(|retries| delay(retries, 1.0)).sum()
}

/// The longest that a call can take, in milliseconds: every attempt its whole `timeout`, and the longest
/// pauses between them. A closed connection is retried once even with retries off.
pub fn longest_call(timeout: u32, max: u32) -> f64 {
    let retries = max.max(1);
    f64::from(timeout) * f64::from(retries + 1) + longest_delays(retries)
}
