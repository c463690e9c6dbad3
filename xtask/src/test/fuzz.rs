//! Fuzzing, for a short time: each target of `tests/fuzz` starts from what earlier runs found, so that short runs add up.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::Bench;
use super::outcome::Outcome;
use crate::process::{Quiet, quiet};
use crate::toolchain::{CARGO_FUZZ_VERSION, on_path};

/// Where the targets are.
const FOLDER: &str = "tests/fuzz";
/// For each target. One input may take ten seconds and a gigabyte; what takes more is a finding.
const LIMITS: [&str; 5] =
    ["-max_total_time=10", "-timeout=10", "-rss_limit_mb=1024", "-verbosity=0", "-print_final_stats=1"];
/// Far more than that, for a target that hangs altogether.
const PATIENCE: Duration = Duration::from_secs(180);
/// libFuzzer is written in C++.
const COMPILERS: [&str; 3] = ["c++", "g++", "clang++"];

/// Builds the targets and runs each.
pub fn run(bench: &Bench<'_>) -> Result<Outcome> {
    if bench.toolbox.cargo_fuzz().is_none() {
        let remedy = format!("cargo install --locked cargo-fuzz --version {CARGO_FUZZ_VERSION}");
        return Ok(Outcome::Skipped(format!("cargo-fuzz is not installed ({remedy})")));
    }
    if on_path(&COMPILERS).is_none() {
        return Ok(Outcome::Skipped("libFuzzer needs a C++ compiler".to_owned()));
    }
    let names = targets(&bench.workspace.path(FOLDER).join("fuzz_targets"))?;
    ensure!(!names.is_empty(), "there is no target in {FOLDER}");
    println!("Building {} targets (a minute or two at first), then ten seconds for each", names.len());
    let log = bench.workspace.log("fuzz-build");
    let how = Quiet { label: "building the fuzz targets", log: &log, answer: None, limit: None };
    quiet(&mut command(bench, "build")?, &how)?;
    for name in &names {
        fuzz(bench, name)?;
    }
    Ok(Outcome::Passed)
}

/// Runs one target; fails with the fuzzer's last words, which say how to repeat what it found.
fn fuzz(bench: &Bench<'_>, name: &str) -> Result<()> {
    let corpus = bench.workspace.target.join("fuzz/corpus").join(name);
    fs::create_dir_all(&corpus).with_context(|| format!("{} cannot be made", corpus.display()))?;
    let seeds = bench.workspace.path(FOLDER).join("seeds");
    let words = seeds.join(format!("{name}.dict"));
    let mut command = command(bench, "run")?;
    command.arg(name).arg(corpus);
    command.args(Some(seeds.join(name)).filter(|folder| folder.is_dir()));
    command.arg("--").args(LIMITS);
    command.args(words.is_file().then(|| format!("-dict={}", words.display())));
    let log = bench.workspace.log(&format!("fuzz-{name}"));
    quiet(&mut command, &Quiet { label: name, log: &log, answer: None, limit: Some(PATIENCE) })?;
    let runs = runs(&fs::read_to_string(&log).unwrap_or_default());
    ensure!(runs > 0, "{name} ran no input; its words are in {}", log.display());
    println!("  {name}: {runs} inputs");
    Ok(())
}

/// Stable flags alone: without a sanitizer no nightly compiler is needed.
fn command(bench: &Bench<'_>, does: &str) -> Result<Command> {
    let mut command = bench.toolbox.cargo_fuzz().context("cargo-fuzz is not installed")?;
    command.current_dir(&bench.workspace.root).args([does, "--fuzz-dir", FOLDER, "--sanitizer", "none"]);
    command.arg("--target-dir").arg(bench.workspace.target.join("fuzz"));
    Ok(command)
}

/// The targets' names, which are those of their files.
fn targets(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    Ok(names)
}

/// How many inputs were tried, by the fuzzer's closing statistics.
fn runs(log: &str) -> u64 {
    let count = log.lines().find_map(|line| line.trim().strip_prefix("stat::number_of_executed_units:"));
    count.and_then(|count| count.trim().parse().ok()).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_target_without_an_input_is_noticed() {
        assert_eq!(runs("INFO: seed\nstat::number_of_executed_units: 81920\nstat::average_exec_per_sec: 8000"), 81_920);
        assert_eq!(runs("INFO: seed"), 0);
    }

    #[test]
    fn every_target_is_run() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["settings.rs", "answer.rs", "notes.md"] {
            fs::write(folder.path().join(file), "").unwrap();
        }
        assert_eq!(targets(folder.path()).unwrap(), ["answer", "settings"]);
    }
}
