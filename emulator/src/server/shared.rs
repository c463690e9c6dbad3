//! One emulator, shared by every connection and by the program around it.

use crate::clock::UnixSeconds;
use crate::token::{RANDOM_BYTES, TokenSequence, letters};
use crate::{Emulator, Holder};
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// A handle to an emulator. Its clones are the same emulator.
#[derive(Debug, Clone)]
pub struct SharedEmulator(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    emulator: Mutex<Emulator>,
    /// Where tokens come from, if not from the system's randomness.
    sequence: Option<Mutex<TokenSequence>>,
    changes: AtomicU64,
}

impl SharedEmulator {
    /// Shares `emulator`. Its tokens come from the system's randomness.
    pub fn new(emulator: Emulator) -> Self {
        Self::sharing(emulator, None)
    }

    /// Shares `emulator`. Its tokens are the same in every run: whoever knows the text, or guesses it, has them.
    pub fn with_token_seed(emulator: Emulator, text: &str) -> Self {
        Self::sharing(emulator, Some(Mutex::new(TokenSequence::new(text))))
    }

    fn sharing(emulator: Emulator, sequence: Option<Mutex<TokenSequence>>) -> Self {
        Self(Arc::new(Shared { emulator: Mutex::new(emulator), sequence, changes: AtomicU64::new(0) }))
    }

    /// Does something with the emulator while no one else does. `act` also gets the real
    /// time. A panic of another holder does not stop it: every change is whole.
    pub fn with<T>(&self, act: impl FnOnce(&mut Emulator, UnixSeconds) -> T) -> T {
        act(&mut locked(&self.0.emulator), real_time())
    }

    /// Issues a token for `holder`.
    ///
    /// # Errors
    /// The system gives no randomness.
    pub fn issue_token(&self, holder: impl Into<Holder>) -> io::Result<String> {
        let text = self.token_text()?;
        self.with(|emulator, _| emulator.issue_random_token(holder, &text)).map_err(io::Error::other)
    }

    /// The text of the next token.
    pub(super) fn token_text(&self) -> io::Result<String> {
        if let Some(sequence) = &self.0.sequence {
            return Ok(locked(sequence).next_letters());
        }
        let mut random = [0; RANDOM_BYTES];
        getrandom::fill(&mut random)?;
        Ok(letters(&random))
    }

    /// Counts a change that has to be kept before it is acknowledged.
    pub(super) fn count_change(&self) {
        self.0.changes.fetch_add(1, Ordering::SeqCst);
    }

    /// How many changes there have been.
    pub(super) fn changes(&self) -> u64 {
        self.0.changes.load(Ordering::SeqCst)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Default for SharedEmulator {
    /// An empty emulator.
    fn default() -> Self {
        Self::new(Emulator::new(0))
    }
}

/// The machine's time.
pub fn real_time() -> UnixSeconds {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixSeconds::try_from(since.as_secs()).unwrap_or(UnixSeconds::MAX)
}
