//! cargo-deny, by `deny.toml`: once for what needs no network, once for the advisories that are known today.

use std::process::Command;

use anyhow::Result;

use super::super::Bench;
use super::super::outcome::Outcome;
use super::PATIENCE;
use super::locks::CARGO_WORKSPACES;
use crate::interrupt;
use crate::process::{Quiet, quiet};
use crate::toolchain::CARGO_DENY_VERSION;

/// Licences, banned crates, and where crates come from.
pub fn without_network(bench: &Bench<'_>) -> Result<Outcome> {
    check(bench, &["licenses", "bans", "sources"])
}

/// Known advisories, and withdrawn versions.
pub fn advisories(bench: &Bench<'_>) -> Result<Outcome> {
    let Some(mut command) = bench.toolbox.cargo_deny() else { return Ok(not_installed()) };
    command.current_dir(&bench.workspace.root).args(["fetch", "db"]);
    let log = bench.workspace.log("cargo-deny-advisories");
    let how = Quiet { label: "fetching the known advisories", log: &log, answer: None, limit: Some(PATIENCE) };
    if quiet(&mut command, &how).is_err() {
        interrupt::check()?;
        return Ok(Outcome::Skipped("offline: the advisory database cannot be fetched".to_owned()));
    }
    check(bench, &["advisories"])
}

fn check(bench: &Bench<'_>, what: &[&str]) -> Result<Outcome> {
    for workspace in CARGO_WORKSPACES.iter().filter(|manifest| bench.workspace.path(manifest).is_file()) {
        let Some(command) = bench.toolbox.cargo_deny() else { return Ok(not_installed()) };
        let label = format!("cargo-deny for {workspace}");
        if !bench.succeeds(&label, &mut prepared(command, bench, workspace, what))? {
            return Ok(Outcome::Failed);
        }
    }
    Ok(Outcome::Passed)
}

fn prepared(mut command: Command, bench: &Bench<'_>, workspace: &str, what: &[&str]) -> Command {
    command.current_dir(&bench.workspace.root);
    command.args(["--workspace", "--locked", "--manifest-path", workspace]);
    command.arg("--config").arg(bench.workspace.path("deny.toml"));
    command.args(["check", "--hide-inclusion-graph"]).args(what);
    command
}

fn not_installed() -> Outcome {
    Outcome::Skipped(format!(
        "cargo-deny is not installed (cargo install --locked cargo-deny --version {CARGO_DENY_VERSION})"
    ))
}
