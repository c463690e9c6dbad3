//! `cargo xtask test`: every test, as named steps in a fixed order, and a count at the end.

mod browser;
mod documentation;
mod fuzz;
mod javascript;
mod outcome;
mod selection;
mod steps;
mod suites;
mod supply;

use std::fs;
use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use crate::cli::{Group, Test};
use crate::interrupt;
use crate::process::{Quiet, logged};
use crate::terminal::{self, say};
use crate::toolchain::{Need, Toolbox, ensure};
use crate::workspace::Workspace;
use outcome::{Outcome, Report};
use selection::Selection;
use steps::{PACKAGE_STEP, STEPS, Step};

/// What a step works with.
struct Bench<'a> {
    workspace: &'a Workspace,
    toolbox: &'a Toolbox,
    selection: &'a Selection,
}

impl Bench<'_> {
    /// Runs a command, and returns whether it succeeded and what it printed.
    fn logged(&self, label: &str, command: &mut Command) -> Result<(bool, String)> {
        let name = label.replace(|letter: char| !letter.is_alphanumeric(), "-");
        let log = self.workspace.log(&format!("test-{name}"));
        let status = logged(command, &Quiet { label, log: &log, answer: None, limit: None })?;
        Ok((status.success(), String::from_utf8_lossy(&fs::read(&log)?).into_owned()))
    }

    /// Whether a command succeeds; if not, what it printed is shown.
    fn succeeds(&self, label: &str, command: &mut Command) -> Result<bool> {
        let (success, printed) = self.logged(label, command)?;
        if !success {
            say(printed);
        }
        Ok(success)
    }
}

/// Runs what is chosen, or everything; says whether no step failed.
pub fn run(workspace: &Workspace, options: &Test) -> Result<bool> {
    let selection = Selection::of(&options.only, options.all, &workspace.root)?;
    let steps: Vec<&Step> = STEPS.iter().filter(|step| selection.wants(step)).collect();
    let done = steps.iter().filter(|step| !selection.leaves_out(step));
    let needs: Vec<Need> = done.flat_map(|step| step.needs.iter().copied()).collect();
    let toolbox = ensure(workspace, &needs, &options.setup.into())?;
    let bench = Bench { workspace, toolbox: &toolbox, selection: &selection };
    let mut report = Report::default();
    for step in steps {
        let started = Instant::now();
        let outcome = match reason_to_skip(step, &report, options.keep_going) {
            _ if selection.leaves_out(step) => Outcome::Skipped("it takes minutes; --all runs it".to_owned()),
            Some(reason) => Outcome::Skipped(reason.to_owned()),
            None => carry_out(step, &bench)?,
        };
        report.add(step.name, outcome, started.elapsed());
    }
    report.print();
    Ok(report.failed() == 0)
}

/// After a failure, what is not to be done any more; and in any case what would test a package of other sources.
fn reason_to_skip(step: &Step, report: &Report, keep_going: bool) -> Option<&'static str> {
    if report.failed() > 0 && !keep_going {
        Some("an earlier step failed; --keep-going goes on")
    } else if tests_package(step.group) && report.has_failed(PACKAGE_STEP) {
        Some("the package could not be built")
    } else {
        None
    }
}

/// Whether a group looks at the package in `pkg/`.
fn tests_package(group: Group) -> bool {
    matches!(group, Group::Supply | Group::Node | Group::Demo)
}

/// A step that cannot be carried out has failed; only Ctrl-C ends everything.
fn carry_out(step: &Step, bench: &Bench<'_>) -> Result<Outcome> {
    let outcome = (step.run)(bench);
    interrupt::check()?;
    Ok(outcome.unwrap_or_else(|error| {
        say(format!("{} {error:#}", terminal::bad("error:")));
        Outcome::Failed
    }))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn an_old_package_is_not_tested_in_place_of_one_that_could_not_be_built() {
        let mut report = Report::default();
        report.add("clippy", Outcome::Failed, Duration::ZERO);
        let skipped = |report: &Report| -> Vec<Group> {
            STEPS.iter().filter(|step| reason_to_skip(step, report, true).is_some()).map(|step| step.group).collect()
        };
        assert_eq!(skipped(&report), []);
        report.add(PACKAGE_STEP, Outcome::Failed, Duration::ZERO);
        let mut groups = skipped(&report);
        groups.dedup();
        assert_eq!(groups, [Group::Supply, Group::Node, Group::Demo]);
    }

    #[test]
    fn the_first_failure_ends_the_run_unless_told_to_go_on() {
        let mut report = Report::default();
        let skipped =
            |report: &Report| STEPS.iter().filter(|step| reason_to_skip(step, report, false).is_some()).count();
        assert_eq!(skipped(&report), 0);
        report.add("clippy", Outcome::Failed, Duration::ZERO);
        assert_eq!(skipped(&report), STEPS.len());
    }
}
