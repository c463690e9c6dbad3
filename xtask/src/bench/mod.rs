//! `cargo xtask bench`: what the package costs, beside `stripe` and beside the least that a client can be.
//!
//! The modules in `tests/bench/` measure, each part in a Node.js process of its own. This side sees to it that they can,
//! judges by the budget, and shows what they found: [`report`] is its shape, [`budget`] the verdicts, [`tables`] with
//! [`figures`] and [`amounts`], and [`chart`] what people look at.

mod amounts;
mod budget;
mod chart;
mod figures;
mod report;
mod tables;

use std::fs;
use std::io::Write;
use std::os::fd::AsFd;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::cli::Bench;
use crate::package;
use crate::process::{Quiet, quiet};
use crate::terminal;
use crate::toolchain::{Need, Toolbox, ensure};
use crate::workspace::Workspace;
use report::{Group, Machine, Report};

/// The parts, as `tests/bench/parts.mjs` names them, and what is said while each runs.
const PARTS: [(&str, &str); 7] = [
    ("sizes", "what an import adds to a bundle"),
    ("speed-node", "calls in Node.js"),
    ("speed-chromium", "calls in Chromium"),
    ("start-chromium", "the first call in new pages"),
    ("start-node", "the first call in new processes"),
    ("allocations", "allocations and promises"),
    ("memory", "what stays after 100,000 calls"),
];
/// A part that takes longer than this hangs.
const LIMIT: Duration = Duration::from_secs(900);
/// Stands for standard output in place of a file.
const STDOUT: &str = "-";

/// Sets up, packages, measures and shows. Slow figures fail nothing: `cargo xtask test` checks the sizes.
pub fn run(workspace: &Workspace, options: &Bench) -> Result<bool> {
    // When standard output is for a program, what is for people goes the other way.
    let to_program = options.json.as_deref() == Some(Path::new(STDOUT));
    let stdout = if to_program { Some(divert_stdout()?) } else { None };
    let started = Instant::now();
    let machine = Machine::now(); // before this command adds a load of its own
    let needs: Vec<Need> = package::NEEDS.into_iter().chain([Need::Browser]).collect();
    let toolbox = ensure(workspace, &needs, &options.setup.into())?;
    let package = workspace.path("pkg");
    package::run(workspace, &toolbox, &package)?;
    let report = Report::of(measure(workspace, &toolbox, &package, options.quick)?, machine?, options.quick)?;
    println!("{}", tables::all(&report));
    println!("Measured in {}", terminal::seconds(started.elapsed()));
    if let Some(mut stdout) = stdout {
        stdout.write_all(report.json()?.as_bytes()).context("standard output cannot be written")?;
    } else if let Some(file) = &options.json {
        save(file, &report.json()?)?;
    }
    if let Some(file) = &options.chart {
        save(file, &chart::svg(&report)?)?;
    }
    if let Some(file) = &options.markdown {
        save(file, &tables::markdown(&report))?;
    }
    Ok(true)
}

/// Sends standard output where errors go, and returns what it was.
fn divert_stdout() -> Result<fs::File> {
    let kept = std::io::stdout().as_fd().try_clone_to_owned().context("standard output cannot be kept")?;
    nix::unistd::dup2_stdout(std::io::stderr()).context("standard output cannot be diverted")?;
    Ok(fs::File::from(kept))
}

fn measure(workspace: &Workspace, toolbox: &Toolbox, package: &Path, quick: bool) -> Result<Vec<Group>> {
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let mut groups = Vec::new();
    for (part, label) in PARTS {
        println!("Measuring {label}");
        let file = folder.join(part).with_extension("json");
        let mut command = Command::new("node");
        command.arg(workspace.path("tests/bench/measure.mjs")).arg(part);
        command.args(quick.then_some("--quick"));
        command.env("PACKAGE_DIR", package).env("CHROMIUM_PATH", toolbox.chromium()?);
        let log = workspace.log(&format!("bench-{part}"));
        quiet(&mut command, &Quiet { label, log: &log, answer: Some(&file), limit: Some(LIMIT) })?;
        groups.extend(Group::read(&file)?);
    }
    Ok(groups)
}

fn save(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    println!("{}", file.display());
    Ok(())
}
