//! `cargo xtask test`: every test, as named steps in a fixed order, and a count at the end.

mod browser;
mod documentation;
mod fuzz;
mod javascript;
mod outcome;
mod steps;
mod supply;

use std::time::Instant;

use anyhow::Result;

use crate::cli::Group;
use crate::interrupt;
use crate::terminal;
use crate::toolchain::{Need, Options, Toolbox, ensure};
use crate::workspace::Workspace;
use outcome::{Outcome, Report};
use steps::{PACKAGE_STEP, STEPS, Step};

/// What a step works with.
struct Bench<'a> {
    workspace: &'a Workspace,
    toolbox: &'a Toolbox,
}

/// Runs the chosen groups, or all; says whether no step failed.
pub fn run(workspace: &Workspace, options: &Options, only: &[Group], keep_going: bool) -> Result<bool> {
    let steps = chosen(only);
    let needs: Vec<Need> = steps.iter().flat_map(|step| step.needs.iter().copied()).collect();
    let toolbox = ensure(workspace, &needs, options)?;
    let bench = Bench { workspace, toolbox: &toolbox };
    let mut report = Report::default();
    for step in steps {
        let started = Instant::now();
        let outcome = match reason_to_skip(step, &report, keep_going) {
            Some(reason) => Outcome::Skipped(reason.to_owned()),
            None => {
                println!("\n{} {}", terminal::bold("test:"), terminal::bold(step.name));
                carry_out(step, &bench)?
            }
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
        println!("{} {error:#}", terminal::bad("error:"));
        Outcome::Failed
    }))
}

/// The steps of the chosen groups, and the package where it is what they test.
fn chosen(only: &[Group]) -> Vec<&'static Step> {
    let brings_package = only.iter().any(|&group| tests_package(group));
    let wanted = |group| only.is_empty() || only.contains(&group) || (group == Group::Package && brings_package);
    STEPS.iter().filter(|step| wanted(step.group)).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use clap::ValueEnum;

    use super::*;

    fn groups(only: &[Group]) -> Vec<Group> {
        let mut groups: Vec<Group> = chosen(only).iter().map(|step| step.group).collect();
        groups.dedup();
        groups
    }

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

    #[test]
    fn without_a_choice_nothing_is_left_out() {
        assert_eq!(groups(&[]), Group::value_variants());
    }

    #[test]
    fn the_package_that_is_tested_is_the_one_of_these_sources() {
        assert_eq!(groups(&[Group::Node]), [Group::Package, Group::Node]);
        assert_eq!(groups(&[Group::Demo, Group::Native]), [Group::Native, Group::Package, Group::Demo]);
        assert_eq!(groups(&[Group::Supply]), [Group::Package, Group::Supply]);
        assert_eq!(groups(&[Group::Native]), [Group::Native]);
    }
}
