//! What the package is made of, and that nothing comes in unseen.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`locks`] | every manifest has a lock file that agrees with it |
//! | [`licences`] | the list of other people's work in the package |
//! | [`twice`] | the package from another directory, byte for byte |
//! | [`deny`] | cargo-deny: licences, bans, sources, known advisories |
//! | [`audit`] | npm's known advisories for what `tests/` installs |
//!
//! A finding fails; a service that cannot be reached does not, and is reported.

pub mod audit;
pub mod deny;
pub mod licences;
pub mod locks;
pub mod twice;

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Bench;
use super::outcome::Outcome;
use crate::package;
use crate::process::{Quiet, quiet};
use crate::traps;

/// How long a service on the network may take to answer.
const PATIENCE: Duration = Duration::from_secs(90);

/// Whether a panic can be reached in the wasm that is published.
pub fn traps(bench: &Bench<'_>) -> Result<Outcome> {
    let (published, names) = package::wasm(bench.workspace, bench.toolbox)?;
    traps::check(&published, &names).map(Outcome::from)
}

/// Prints what was found, and says whether it was nothing.
fn to_outcome(findings: &[String]) -> Outcome {
    findings.iter().for_each(|finding| println!("  {finding}"));
    Outcome::from(findings.is_empty())
}

/// The JSON that a command prints, whether it succeeds or not; the command's own result beside it.
fn json_of(bench: &Bench<'_>, label: &str, log: &str, command: &mut Command) -> Result<(Result<()>, Option<Value>)> {
    let answer = tempfile::NamedTempFile::new().context("no temporary file can be made")?;
    let log = bench.workspace.log(log);
    let result = quiet(command, &Quiet { label, log: &log, answer: Some(answer.path()), limit: Some(PATIENCE) });
    crate::interrupt::check()?;
    let text = fs::read_to_string(answer.path()).unwrap_or_default();
    Ok((result, serde_json::from_str(&text).ok()))
}

/// What `cargo metadata` says of a workspace, whose lock file it may not change.
fn metadata(bench: &Bench<'_>, manifest: &str, arguments: &[&str]) -> Result<Value> {
    let mut command = bench.cargo();
    command.args(["metadata", "--locked", "--format-version", "1", "--manifest-path", manifest]).args(arguments);
    let (result, answer) = json_of(bench, "cargo metadata", "cargo-metadata", &mut command)?;
    result?;
    answer.context("cargo metadata prints no JSON")
}
