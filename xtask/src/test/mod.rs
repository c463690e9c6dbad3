//! `cargo xtask test`: every test, as named steps in a fixed order, and a count at the end.

mod outcome;
mod steps;

use std::time::Instant;

use anyhow::Result;

use crate::cli::Group;
use crate::interrupt;
use crate::terminal;
use crate::toolchain::{Need, Options, Toolbox, ensure};
use crate::workspace::Workspace;
use outcome::{Outcome, Report};
use steps::{STEPS, Step};

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
        let outcome = if report.failed() > 0 && !keep_going {
            Outcome::Skipped("an earlier step failed; --keep-going goes on".to_owned())
        } else {
            println!("\n{} {}", terminal::bold("test:"), terminal::bold(step.name));
            carry_out(step, &bench)?
        };
        report.add(step.name, outcome, started.elapsed());
    }
    report.print();
    Ok(report.failed() == 0)
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
    let tests_package = only.contains(&Group::Node) || only.contains(&Group::Demo);
    let wanted = |group| only.is_empty() || only.contains(&group) || (group == Group::Package && tests_package);
    STEPS.iter().filter(|step| wanted(step.group)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(only: &[Group]) -> Vec<Group> {
        let mut groups: Vec<Group> = chosen(only).iter().map(|step| step.group).collect();
        groups.dedup();
        groups
    }

    #[test]
    fn without_a_choice_nothing_is_left_out() {
        let all = [Group::Lint, Group::Native, Group::Browser, Group::Package, Group::Node, Group::Demo];
        assert_eq!(groups(&[]), all);
    }

    #[test]
    fn the_package_that_is_tested_is_the_one_of_these_sources() {
        assert_eq!(groups(&[Group::Node]), [Group::Package, Group::Node]);
        assert_eq!(groups(&[Group::Demo, Group::Native]), [Group::Native, Group::Package, Group::Demo]);
        assert_eq!(groups(&[Group::Native]), [Group::Native]);
    }
}
