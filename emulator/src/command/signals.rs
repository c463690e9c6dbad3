//! When the command is to end.

use std::io;

/// Done at Ctrl-C or when the system asks the process to end. Both are watched from the
/// moment this returns, not from the first poll: whoever reads the announced address may
/// send a signal at once.
#[cfg(unix)]
pub fn watch() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Done at Ctrl-C.
#[cfg(windows)]
pub fn watch() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        let _ = interrupt.recv().await;
    })
}
