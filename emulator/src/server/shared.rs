//! One emulator, shared by every connection and by the program around it.

use crate::Emulator;
use crate::clock::UnixSeconds;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// A handle to an emulator. Its clones are the same emulator.
#[derive(Debug, Clone)]
pub struct SharedEmulator(Arc<Mutex<Emulator>>);

impl SharedEmulator {
    /// Shares `emulator`.
    pub fn new(emulator: Emulator) -> Self {
        Self(Arc::new(Mutex::new(emulator)))
    }

    /// Does something with the emulator while no one else does. `act` also gets the real
    /// time. A panic of another holder is no reason to stop: every change is whole.
    pub fn with<T>(&self, act: impl FnOnce(&mut Emulator, UnixSeconds) -> T) -> T {
        let mut emulator = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        act(&mut emulator, real_time())
    }
}

impl Default for SharedEmulator {
    /// An empty emulator.
    fn default() -> Self {
        Self::new(Emulator::new(0))
    }
}

/// The machine's time.
pub(super) fn real_time() -> UnixSeconds {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixSeconds::try_from(since.as_secs()).unwrap_or(UnixSeconds::MAX)
}
