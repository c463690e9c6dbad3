//! What the commands print: plain lines, with colour and a moving progress line only where a person watches.
//!
//! Colour follows the terminal and `NO_COLOR` (no-color.org); in a pipe or a log every line stays as it was written.

use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Off a terminal, long work says this often that it is still running.
const HEARTBEAT: Duration = Duration::from_secs(30);

const BOLD: &str = "1";
const GREEN: &str = "32";
const RED: &str = "31";
const YELLOW: &str = "33";
const DIM: &str = "2";

/// Whether standard output is a terminal that takes colour.
pub fn colour() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    std::io::stdout().is_terminal() && !unwanted
}

fn painted(text: &str, code: &str) -> String {
    if colour() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}

/// Text that carries the line.
pub fn bold(text: &str) -> String {
    painted(text, BOLD)
}

/// Text about success.
pub fn good(text: &str) -> String {
    painted(text, GREEN)
}

/// Text about failure.
pub fn bad(text: &str) -> String {
    painted(text, RED)
}

/// Text about something left out.
pub fn doubtful(text: &str) -> String {
    painted(text, YELLOW)
}

/// Text of less weight.
pub fn dim(text: &str) -> String {
    painted(text, DIM)
}

/// A duration for people: tenths below ten seconds, whole seconds below two minutes, minutes and seconds above.
pub fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    match whole {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..120 => format!("{whole} s"),
        _ => format!("{} min {} s", whole / 60, whole % 60),
    }
}

/// The work in progress, of every thread: it shares one moving line.
static WORK: Mutex<Work> = Mutex::new(Work { labels: Vec::new(), is_drawn: false });

struct Work {
    labels: Vec<(String, Instant)>,
    is_drawn: bool,
}

impl Work {
    fn get() -> MutexGuard<'static, Self> {
        WORK.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw(&mut self) {
        let each: Vec<String> =
            self.labels.iter().map(|(label, since)| format!("{label} ({})", seconds(since.elapsed()))).collect();
        print!("\r\x1b[K{}", dim(&format!("  … {}", each.join(", "))));
        let _ = std::io::stdout().flush(); // only the moving line is lost
        self.is_drawn = true;
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.is_drawn) {
            print!("\r\x1b[K");
            let _ = std::io::stdout().flush(); // only the moving line is lost
        }
    }
}

/// Prints a line, which the moving line does not run into.
pub fn say(line: impl Display) {
    let mut work = Work::get();
    work.clear();
    println!("{line}");
}

/// One piece of work in progress: elapsed seconds on a terminal, a line now and then elsewhere.
pub struct Progress {
    label: String,
    started: Instant,
    shown: Duration,
    live: bool,
}

impl Progress {
    /// Starts the clock. `label` is what is being waited for.
    pub fn start(label: &str) -> Self {
        let started = Instant::now();
        Work::get().labels.push((label.to_owned(), started));
        Self { label: label.to_owned(), started, shown: Duration::ZERO, live: std::io::stdout().is_terminal() }
    }

    /// Shows the elapsed time, when it is due; to be called often.
    pub fn tick(&mut self) {
        let elapsed = self.started.elapsed();
        let due = if self.live { Duration::from_secs(1) } else { HEARTBEAT };
        if elapsed < self.shown + due {
            return;
        }
        self.shown = elapsed;
        if self.live {
            Work::get().draw();
        } else {
            say(format!("  … {} ({})", self.label, seconds(elapsed)));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let mut work = Work::get();
        work.labels.retain(|(label, since)| (label, since) != (&self.label, &self.started));
        work.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_wait_is_shown_in_minutes() {
        assert_eq!(seconds(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(45)), "45 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 5 s");
    }
}
