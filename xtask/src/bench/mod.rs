//! `cargo xtask bench`: what the package costs, beside `stripe` and beside the least that a client can be.
//!
//! The modules in `tests/bench/` measure, each part in a Node.js process of its own. This side sees to it that they can,
//! judges by the budget, and shows what they found: [`measured`] is its shape, [`budget`] the verdicts, [`report`] both of
//! them, [`tables`] with [`figures`] and [`amounts`], [`chart`] and [`readme`] what people look at.

mod amounts;
mod budget;
mod chart;
mod figures;
mod measured;
mod readme;
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
use crate::toolchain::{Need, Toolbox, cargo};
use crate::workspace::Workspace;
use measured::Group;
use report::{Machine, Report};

/// A part of the benchmark.
#[derive(Clone, Copy)]
struct Part {
    /// As `tests/bench/parts.mjs` has it.
    name: &'static str,
    /// The line that is printed while it runs.
    label: &'static str,
}

const SIZES: Part = Part { name: "sizes", label: "what an import adds to a bundle" };
/// The parts in the order in which they are carried out.
const PARTS: [Part; 8] = [
    SIZES,
    Part { name: "speed-node", label: "calls in Node.js" },
    Part { name: "speed-chromium", label: "calls in Chromium" },
    Part { name: "start-chromium", label: "the first call in new pages" },
    Part { name: "start-node", label: "the first call in new processes" },
    Part { name: "allocations", label: "allocations and promises" },
    Part { name: "memory", label: "what stays after 100,000 calls" },
    SERVERS,
];
const SERVERS: Part = Part { name: "servers", label: "the emulator's servers" };
/// The emulator's package and command, and the server that it is compared with.
const EMULATOR: &str = "stripe-apps-secrets-emulator";
const BARE: &str = "bare";
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
    let package = workspace.path("pkg");
    let toolbox = package::set_up_and_run(workspace, &[Need::Browser], &options.setup.into(), &package)?;
    let report = Report::of(measure(workspace, &toolbox, &package, options.quick)?, machine?, options.quick)?;
    println!("{}", tables::all(&report));
    println!("Measured in {}", terminal::seconds(started.elapsed()));
    if let Some(mut stdout) = stdout {
        stdout.write_all(report.json()?.as_bytes()).context("standard output cannot be written")?;
    } else if let Some(file) = &options.json {
        save(file, &report.json()?)?;
    }
    if options.readme {
        save(&workspace.path("docs/bench.svg"), &chart::svg(&report)?)?;
        renew(workspace, "README.md", |text| readme::readme(text, &report))?;
        renew(workspace, "docs/performance.md", |text| readme::performance(text, &report))?;
    }
    Ok(true)
}

/// Writes a file of the checkout anew, from what it holds.
fn renew(workspace: &Workspace, name: &str, renewed: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    let file = workspace.path(name);
    let text = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    save(&file, &renewed(&text)?)
}

/// What an import of the package in `package` adds to an extension, for whoever has just built it.
pub fn print_sizes(workspace: &Workspace, package: &Path) -> Result<()> {
    for group in carry_out(workspace, SIZES, &mut measuring(workspace, package, SIZES))? {
        print!("{}", tables::group(&group));
    }
    Ok(())
}

/// Sends standard output where errors go, and returns what it was.
fn divert_stdout() -> Result<fs::File> {
    let kept = std::io::stdout().as_fd().try_clone_to_owned().context("standard output cannot be kept")?;
    nix::unistd::dup2_stdout(std::io::stderr()).context("standard output cannot be diverted")?;
    Ok(fs::File::from(kept))
}

fn measure(workspace: &Workspace, toolbox: &Toolbox, package: &Path, quick: bool) -> Result<Vec<Group>> {
    build_servers(workspace)?;
    let release = workspace.target.join("release");
    let mut groups = Vec::new();
    for part in PARTS {
        println!("Measuring {}", part.label);
        let mut command = measuring(workspace, package, part);
        command.args(quick.then_some("--quick")).env("CHROMIUM_PATH", toolbox.chromium()?);
        command.env("EMULATOR_BIN", release.join(EMULATOR)).env("BARE_BIN", release.join("examples").join(BARE));
        groups.extend(carry_out(workspace, part, &mut command)?);
    }
    Ok(groups)
}

/// The axum server, and the least that one can be, as fast as they get.
fn build_servers(workspace: &Workspace) -> Result<()> {
    println!("Compiling the emulator and a bare server, for speed");
    let mut command = cargo();
    command.current_dir(&workspace.root).args(["build", "--locked", "--quiet", "--release", "--package", EMULATOR]);
    command.args(["--bin", EMULATOR, "--example", BARE]);
    let log = workspace.log("bench-servers-build");
    quiet(&mut command, &Quiet { label: "compiling the servers", log: &log, answer: None, limit: None })
}

/// The command that measures a part.
fn measuring(workspace: &Workspace, package: &Path, part: Part) -> Command {
    let mut command = Command::new("node");
    command.arg(workspace.path("tests/bench/measure.mjs")).arg(part.name).env("PACKAGE_DIR", package);
    command
}

fn carry_out(workspace: &Workspace, Part { name, label }: Part, command: &mut Command) -> Result<Vec<Group>> {
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let file = folder.join(name).with_extension("json");
    let log = workspace.log(&format!("bench-{name}"));
    quiet(command, &Quiet { label, log: &log, answer: Some(&file), limit: Some(LIMIT) })?;
    Group::read(&file)
}

fn save(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    println!("{}", file.display());
    Ok(())
}
