//! Ctrl-C and SIGTERM, turned into an ordinary error: whoever waits for a child asks here, ends the child, and returns,
//! so that temporary directories are removed by their owners on the way out.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// The exit code of a command that Ctrl-C ended, as shells have it (128 + SIGINT).
pub const EXIT_CODE: u8 = 130;

/// Starts to listen. To be called once, before any child is started.
pub fn listen() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst)).context("Ctrl-C cannot be listened for")
}

/// Whether Ctrl-C was pressed (or SIGTERM received) since the start.
pub fn happened() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// An error once Ctrl-C was pressed; for use between the steps of long work.
pub fn check() -> Result<()> {
    if happened() {
        bail!("interrupted")
    }
    Ok(())
}
