//! How each step ended, and the count that closes the run: `N passed, N failed, N skipped`, alone on the last line, for
//! people and for whatever reads a build's log.

use std::time::Duration;

use crate::terminal::{self, say};

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// As it should.
    Passed,
    /// Not as it should; what was wrong has been printed.
    Failed,
    /// It was not carried out, for this reason.
    Skipped(String),
}

impl From<bool> for Outcome {
    fn from(success: bool) -> Self {
        if success { Self::Passed } else { Self::Failed }
    }
}

/// All steps of a run.
#[derive(Debug, Default)]
pub struct Report {
    steps: Vec<(&'static str, Outcome, Duration)>,
}

impl Report {
    /// Notes how a step ended and what it took, and says so.
    pub fn add(&mut self, name: &'static str, outcome: Outcome, took: Duration) {
        say(line(name, &outcome, took));
        self.steps.push((name, outcome, took));
    }

    /// How many failed.
    pub fn failed(&self) -> usize {
        self.count(|outcome| *outcome == Outcome::Failed)
    }

    /// Whether the step of this name failed.
    pub fn has_failed(&self, name: &str) -> bool {
        self.steps.iter().any(|(step, outcome, _)| *step == name && *outcome == Outcome::Failed)
    }

    /// Prints once more what failed, and the count.
    pub fn print(&self) {
        println!();
        for (name, outcome, took) in self.steps.iter().filter(|(_, outcome, _)| *outcome == Outcome::Failed) {
            println!("{}", line(name, outcome, *took));
        }
        println!("{}", self.closing_line());
    }

    /// Without colour: programs read it.
    fn closing_line(&self) -> String {
        let passed = self.count(|outcome| *outcome == Outcome::Passed);
        let skipped = self.count(|outcome| matches!(outcome, Outcome::Skipped(_)));
        format!("{passed} passed, {} failed, {skipped} skipped", self.failed())
    }

    fn count(&self, which: impl Fn(&Outcome) -> bool) -> usize {
        self.steps.iter().filter(|(_, outcome, _)| which(outcome)).count()
    }
}

fn line(name: &str, outcome: &Outcome, took: Duration) -> String {
    match outcome {
        Outcome::Passed => format!("{}   {name} ({})", terminal::good("passed"), terminal::seconds(took)),
        Outcome::Failed => format!("{}   {name} ({})", terminal::bad("failed"), terminal::seconds(took)),
        Outcome::Skipped(reason) => format!("{}  {name}: {reason}", terminal::doubtful("skipped")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts_every_step_once() {
        let mut report = Report::default();
        report.add("one", Outcome::Passed, Duration::ZERO);
        report.add("two", Outcome::Failed, Duration::ZERO);
        report.add("three", Outcome::Skipped("no clippy".to_owned()), Duration::ZERO);
        report.add("four", Outcome::Skipped("no rustfmt".to_owned()), Duration::ZERO);
        report.add("five", Outcome::Skipped("no rustfmt".to_owned()), Duration::ZERO);
        report.add("six", Outcome::Passed, Duration::ZERO);
        assert_eq!(report.closing_line(), "2 passed, 1 failed, 3 skipped");
        assert_eq!(report.failed(), 1);
    }

    #[test]
    fn a_skipped_step_says_why() {
        let text = line("clippy", &Outcome::Skipped("clippy is not installed".to_owned()), Duration::ZERO);
        assert!(text.contains("clippy: clippy is not installed"), "{text}");
    }
}
