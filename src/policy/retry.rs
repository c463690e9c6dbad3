//! When to try again, and after which pause.
//!
//! Source of the rule: `_shouldRetry` and `_getSleepTimeInMS` of stripe 23.1.0.

/// In milliseconds, as every pause is.
const INITIAL_DELAY: u32 = 500;
const MAX_DELAY: u32 = 5000;

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

/// The pause before the next attempt, in milliseconds, after `retries` retries of at most `max`; none where there
/// is to be none. `random`, in 0 to 1, spreads the pauses; a patched `Math.random` may say anything.
pub fn pause(attempt: Attempt, retries: u32, max: u32, random: f64) -> Option<u32> {
    should_retry(attempt, retries, max).then(|| delay(retries, random))
}

/// Whether to try again.
fn should_retry(attempt: Attempt, retries: u32, max: u32) -> bool {
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

/// `min(0.5 · 2^(n-1), 5) · 0.5 · (1 + random)` seconds, at least 0.5 and at most 5.
fn delay(retries: u32, random: f64) -> u32 {
    // For the first retry stripe halves the base; either way the pause is the least one.
    let base = (INITIAL_DELAY << retries.saturating_sub(1).min(4)).min(MAX_DELAY);
    // As an integer NaN is 0, and no pause is too short or too long.
    ((f64::from(base) * 0.5 * (1.0 + random)) as u32).clamp(INITIAL_DELAY, MAX_DELAY)
}
