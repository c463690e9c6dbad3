//! Time that a test can move: expiry and the life of idempotency keys follow it.

/// A time in seconds since the Unix epoch, as Stripe's timestamps are.
pub type UnixSeconds = i64;

/// One day, in seconds.
pub const DAY: UnixSeconds = 86_400;

/// The emulator's clock: the caller's time, moved by what a test asked for.
#[derive(Debug, Default)]
pub struct Clock {
    ahead: i64,
}

impl Clock {
    /// The emulator's time, given the caller's. Never before the epoch.
    pub fn now(&self, real: UnixSeconds) -> UnixSeconds {
        real.saturating_add(self.ahead).max(0)
    }

    /// Moves the clock by `seconds`; a negative number moves it back.
    pub fn advance(&mut self, seconds: i64) {
        self.ahead = self.ahead.saturating_add(seconds);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advancing_adds_up_and_never_leaves_the_epoch() {
        let mut clock = Clock::default();
        assert_eq!(clock.now(1_000), 1_000);
        clock.advance(50);
        clock.advance(25);
        assert_eq!(clock.now(1_000), 1_075);
        clock.advance(i64::MIN);
        assert_eq!(clock.now(1_000), 0);
        clock.advance(i64::MAX);
        clock.advance(i64::MAX);
        assert_eq!(clock.now(1_000), i64::MAX);
    }
}
