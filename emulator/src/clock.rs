//! Time that a test can move: expiry and the life of idempotency keys follow it.

/// A time in seconds since the Unix epoch, as Stripe's timestamps are.
pub type UnixSeconds = i64;

/// One day, in seconds.
pub const DAY: UnixSeconds = 86_400;

/// The emulator's clock: the caller's time or a time at which it stands still, moved by what a test asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clock {
    frozen_at: Option<UnixSeconds>,
    ahead: i64,
}

impl Clock {
    /// A clock that stands still.
    pub fn frozen_at(time: UnixSeconds) -> Self {
        Self { frozen_at: Some(time), ahead: 0 }
    }

    /// A clock that runs, `ahead` of the caller's.
    pub fn running(ahead: i64) -> Self {
        Self { frozen_at: None, ahead }
    }

    /// The emulator's time, given the caller's. Never before the epoch.
    pub fn now(&self, real: UnixSeconds) -> UnixSeconds {
        self.frozen_at.unwrap_or(real).saturating_add(self.ahead).max(0)
    }

    /// Moves the clock by `seconds`; a negative number moves it back.
    pub fn advance(&mut self, seconds: i64) {
        self.ahead = self.ahead.saturating_add(seconds);
    }

    /// Makes it `time` now. A clock that stood still does so at that time; one that ran goes on from it.
    pub fn set(&mut self, time: UnixSeconds, real: UnixSeconds) {
        *self = match self.frozen_at {
            Some(_) => Self::frozen_at(time),
            None => Self::running(time.saturating_sub(real)),
        };
    }

    /// The time at which it stands still, if it does.
    pub fn stands_at(&self) -> Option<UnixSeconds> {
        self.frozen_at.map(|at| self.now(at))
    }

    /// How far it is ahead of the caller's.
    pub fn ahead(&self) -> i64 {
        self.ahead
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

    #[test]
    fn a_frozen_clock_moves_only_when_it_is_told_to() {
        let mut clock = Clock::frozen_at(500);
        assert_eq!((clock.now(1_000), clock.now(2_000)), (500, 500));
        clock.advance(10);
        assert_eq!((clock.now(3_000), clock.stands_at()), (510, Some(510)));
        clock.set(70, 4_000);
        assert_eq!(clock.now(5_000), 70);
    }

    #[test]
    fn a_running_clock_that_is_set_runs_on() {
        let mut clock = Clock::default();
        clock.advance(10);
        clock.set(500, 1_000);
        assert_eq!((clock.now(1_000), clock.now(1_007), clock.stands_at()), (500, 507, None));
    }
}
