//! Ctrl-C and SIGTERM, turned into an ordinary error: whoever waits for a child asks here, ends the child, and returns,
//! so that temporary directories are removed by their owners on the way out. So does whoever works beside something that failed.

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

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

/// An error once Ctrl-C was pressed, or once something beside has failed; for use between the steps of long work.
pub fn check() -> Result<()> {
    if happened() {
        bail!("interrupted")
    }
    if FAILED.with_borrow(|failed| failed.load(Ordering::SeqCst)) {
        bail!("given up, since something beside failed")
    }
    Ok(())
}

thread_local! {
    /// Whether a part of what this thread works on has failed. Shared by all who work on it.
    static FAILED: RefCell<Arc<AtomicBool>> = RefCell::default();
}

/// A part of what is done [`side_by_side`].
pub type Part<'a> = Box<dyn FnOnce() -> Result<()> + Send + 'a>;

/// A part whose result is put into `place`.
pub fn part<'a, T: Send>(place: &'a mut Option<T>, work: impl FnOnce() -> Result<T> + Send + 'a) -> Part<'a> {
    Box::new(|| {
        *place = Some(work()?);
        Ok(())
    })
}

/// Carries out all parts at once. When one fails the others are given up, and its error is returned.
pub fn side_by_side(parts: Vec<Part<'_>>) -> Result<()> {
    let first = Mutex::new(None);
    let failed = FAILED.with_borrow(Arc::clone);
    thread::scope(|scope| {
        for part in parts {
            let (first, failed) = (&first, failed.clone());
            scope.spawn(move || {
                FAILED.set(failed.clone());
                if let Err(error) = part() {
                    first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                    failed.store(true, Ordering::SeqCst);
                }
            });
        }
    });
    first.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_runs_beside_a_failure_is_given_up_and_the_failure_is_reported() {
        let endless = || loop {
            check()?;
            thread::sleep(Duration::from_millis(1));
        };
        let inner = move || side_by_side(vec![Box::new(endless), Box::new(endless)]);
        let failed = side_by_side(vec![Box::new(inner), Box::new(|| bail!("no disk"))]);
        assert_eq!(failed.map_err(|error| error.to_string()), Err("no disk".to_owned()));
    }
}
