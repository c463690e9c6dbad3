//! Carries out a step of a plan, saying what it does and how long it may take.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::TARGET;
use super::cache::{self, Installing};
use super::debian;
use super::machine::{NpmPackages, Privilege};
use super::step::Step;
use crate::interrupt;
use crate::process::{Quiet, quiet};
use crate::terminal::{self, say};
use crate::workspace::Workspace;

/// Without a network rustup may wait for very long.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

/// Carries out one step. Fails with the tool's last words and the path of its log.
pub fn carry_out(step: &Step, installing: &Installing, workspace: &Workspace) -> Result<()> {
    interrupt::check()?;
    let says = step.says();
    say(format!("{} {says} ({})", terminal::bold("set-up:"), step.takes()));
    let started = Instant::now();
    let log = workspace.log(&step.log_name());
    let how = Quiet { label: &says, log: &log, answer: None, limit: None };
    match step {
        Step::Rustup { target, source } => rustup(*target, *source, &how)?,
        Step::Apt { packages, privilege } => apt(packages, *privilege, &how)?,
        Step::DebianSysroot => debian::build_sysroot(installing, &workspace.cache, &how)?,
        Step::CargoInstall { package, version } => cargo_install(package, version, installing, workspace, &how)?,
        Step::NpmCi(wanted) => npm_ci(workspace, *wanted, &how)?,
    }
    say(terminal::dim(&format!("        {says}: done in {}", terminal::seconds(started.elapsed()))));
    Ok(())
}

fn rustup(target: bool, source: bool, how: &Quiet<'_>) -> Result<()> {
    let limited = Quiet { limit: Some(RUSTUP_LIMIT), ..*how };
    if target {
        quiet(Command::new("rustup").args(["target", "add", TARGET]), &limited)?;
    }
    if source {
        quiet(Command::new("rustup").args(["component", "add", "rust-src"]), &limited)?;
    }
    Ok(())
}

fn apt(packages: &[String], privilege: Privilege, how: &Quiet<'_>) -> Result<()> {
    if privilege == Privilege::Sudo {
        unlock_sudo()?;
    }
    let apt_get = || {
        let mut command = if privilege == Privilege::Sudo { Command::new("sudo") } else { Command::new("env") };
        command.args(if privilege == Privilege::Sudo { &["-n", "env"][..] } else { &[] });
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    };
    // Old lists may do; when they do not, the installation says so.
    if let Err(error) = quiet(apt_get().args(["update"]), how) {
        interrupt::check()?;
        say(format!("        {}", terminal::doubtful(&format!("apt-get update: {}", first_line(&error.to_string())))));
    }
    let options = ["install", "--yes", "--no-install-recommends", "--no-remove"];
    quiet(apt_get().args(options).args(packages), how)
}

/// Lets sudo ask for a password while the terminal is still its own.
fn unlock_sudo() -> Result<()> {
    let status = Command::new("sudo").arg("-v").status().context("sudo cannot be started")?;
    if !status.success() {
        bail!("sudo was refused");
    }
    Ok(())
}

fn cargo_install(
    package: &str,
    version: &str,
    installing: &Installing,
    workspace: &Workspace,
    how: &Quiet<'_>,
) -> Result<()> {
    let unfinished = installing.folder()?;
    let built = unfinished.path().join("root");
    let mut command = cargo();
    command
        .args(["install", package, "--version", version, "--no-track"])
        .args(locked_where_it_builds(package))
        .args(unoptimised_where_it_serves(package))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .arg("--root")
        .arg(&built)
        .arg("--target-dir")
        .arg(unfinished.path().join("target"))
        .current_dir(unfinished.path());
    quiet(&mut command, how)?;
    let all = cache::programs(package).iter().all(|program| built.join("bin").join(program).is_file());
    if !all {
        bail!("{package} {version} was installed, but not all of its programs are there");
    }
    cache::finish(&built, &cache::tool_folder(workspace, package, version))
}

/// wasm-bindgen-cli is published without a lock file that still builds.
fn locked_where_it_builds(package: &str) -> &'static [&'static str] {
    if package == "wasm-bindgen-cli" { &[] } else { &["--locked"] }
}

/// A tool that starts others is compiled in half the time, and as fast; cargo-deny compares texts of licences.
fn unoptimised_where_it_serves(package: &str) -> &'static [&'static str] {
    if package == "cargo-deny" { &[] } else { &["--debug"] }
}

/// The cargo that runs this command.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn npm_ci(workspace: &Workspace, wanted: NpmPackages, how: &Quiet<'_>) -> Result<()> {
    let folder = workspace.path("tests");
    require(&folder.join("package-lock.json"))?;
    let mut command = Command::new("npm");
    command.args(["ci", "--no-audit", "--no-fund"]).current_dir(folder);
    command.args((wanted != NpmPackages::All).then_some("--omit=dev"));
    quiet(&mut command, how)?;
    cache::stamp_npm_packages(workspace, wanted)
}

fn require(file: &Path) -> Result<()> {
    if !file.is_file() {
        bail!("{} is missing", file.display());
    }
    Ok(())
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
