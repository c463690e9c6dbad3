//! Suites: the tests of a crate, or of a file of Node.js. One line for each, and in full what failed.

use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::Bench;
use super::outcome::Outcome;
use crate::cli::Group;
use crate::interrupt::{Part, side_by_side};
use crate::terminal::{bad, say, seconds};

/// Runs a command of cargo's or wasm-pack's that runs tests.
pub fn cargo(bench: &Bench<'_>, label: &str, command: &mut Command) -> Result<(Outcome, String)> {
    let (success, log) = bench.logged(label, command)?;
    let (compiling, suites) = read(&log);
    suites.iter().filter(|suite| suite.has_passed() && suite.passed > 0).for_each(|suite| say(suite.line()));
    let failed: Vec<&Suite> = suites.iter().filter(|suite| !suite.has_passed()).collect();
    failed.iter().for_each(|suite| say(suite.in_full()));
    if !success && failed.is_empty() {
        say(compiling);
    }
    Ok((success.into(), log))
}

/// What the runner of tests in a browser says of a crate without any.
const NOTHING: &str = "no tests to run!";

/// A suite in the log of cargo or of wasm-pack.
#[derive(Debug, Default)]
struct Suite<'a> {
    name: String,
    lines: Vec<&'a str>,
    result: &'a str,
    passed: u32,
}

impl Suite<'_> {
    fn has_passed(&self) -> bool {
        self.result.starts_with("ok.") || self.lines.contains(&NOTHING)
    }

    fn line(&self) -> String {
        let took = self.result.rsplit_once("finished in ").map_or("", |(_, took)| took).trim_end_matches('s');
        let took =
            took.parse().map_or_else(|_| String::new(), |took| format!(", {}", seconds(Duration::from_secs_f64(took))));
        format!("          {}: {}{took}", self.name, counted(self.passed, 0))
    }

    fn in_full(&self) -> String {
        let lines = self.lines.iter().filter(|line| !line.ends_with(" ... ok"));
        format!("{} {}\n{}", bad("failed"), self.name, lines.copied().collect::<Vec<_>>().join("\n"))
    }
}

/// The lines before the first suite, and the suites.
fn read(log: &str) -> (String, Vec<Suite<'_>>) {
    let mut before = Vec::new();
    let mut suites: Vec<Suite<'_>> = Vec::new();
    for line in log.lines() {
        if let Some(name) = suite_name(line) {
            suites.push(Suite { name, ..Suite::default() });
        } else if let Some(suite) = suites.last_mut() {
            suite.lines.push(line);
            if let Some(result) = line.strip_prefix("test result: ") {
                suite.result = result;
                let words: Vec<&str> = result.split([' ', ';']).collect();
                let count = words.windows(2).find(|pair| pair.last() == Some(&"passed")).and_then(|pair| pair.first());
                suite.passed += count.and_then(|count| count.parse::<u32>().ok()).unwrap_or_default();
            }
        } else if !line.trim_start().starts_with("Compiling ") {
            before.push(line);
        }
    }
    (before.join("\n"), suites)
}

/// In `Running unittests src/lib.rs (target/debug/deps/name-1f)` and `Doc-tests name`: the crate, and the file but for the usual one.
fn suite_name(line: &str) -> Option<String> {
    let line = line.trim_start();
    if let Some(name) = line.strip_prefix("Doc-tests ") {
        return Some(format!("{}, examples", name.replace('_', "-")));
    }
    let (source, program) = line.strip_prefix("Running ")?.strip_suffix(')')?.split_once(" (")?;
    let name = program.rsplit('/').next()?.rsplit_once('-').map_or(program, |(name, _)| name).replace('_', "-");
    match source.strip_prefix("unittests ") {
        Some("src/lib.rs") => Some(name),
        Some(file) => Some(format!("{name}, {file}")),
        None => Some(source.to_owned()),
    }
}

fn counted(passed: u32, skipped: u32) -> String {
    let tests = if passed == 1 { "1 test".to_owned() } else { format!("{passed} tests") };
    if skipped == 0 { tests } else { format!("{tests}, {skipped} skipped") }
}

/// Runs the test files of Node.js, as many at once as there are cores: a file has a process of its own, and waits for long.
pub fn node(bench: &Bench<'_>, prepare: impl Fn() -> Result<Command> + Sync) -> Result<Outcome> {
    let files = bench.selection.node_files(&bench.workspace.root)?;
    ensure!(!files.is_empty(), "there is no test in tests/");
    let folder = bench.workspace.path("tests");
    let (left, outcome) = (Mutex::new(files.into_iter()), Mutex::new(Outcome::Passed));
    let worker = || {
        while let Some(file) = { left.lock().unwrap_or_else(PoisonError::into_inner).next() } {
            let started = Instant::now();
            let name = file.strip_prefix(&folder).unwrap_or(&file).to_string_lossy().into_owned();
            let (success, log) = bench.logged(&name, prepare()?.args(["--test-reporter", "spec"]).arg(&file))?;
            let count = |what: &str| log.lines().find_map(|line| line.strip_prefix(what)?.trim().parse::<u32>().ok());
            let (passed, skipped) = (count("ℹ pass "), count("ℹ skipped "));
            if success && let Some(passed) = passed {
                let took = seconds(started.elapsed());
                say(format!("          {name}: {}, {took}", counted(passed, skipped.unwrap_or_default())));
            } else {
                let failures = log.split_once("✖ failing tests:\n").map_or(log.as_str(), |(_, failures)| failures);
                say(format!("{} {name}\n{failures}", bad("failed")));
                *outcome.lock().unwrap_or_else(PoisonError::into_inner) = Outcome::Failed;
            }
        }
        Ok(())
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    side_by_side((0..workers).map(|_| Box::new(worker) as Part<'_>).collect())?;
    Ok(outcome.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Chooses tests for cargo: of their crates, those whose names these are a part of.
pub fn choose(bench: &Bench<'_>, command: &mut Command) {
    match bench.selection.rust_tests(Group::Native) {
        None => {
            command.arg("--workspace");
        }
        Some(tests) => {
            tests.iter().for_each(|test| {
                command.args(["--package", test.package]);
            });
            command.arg("--").args(tests.iter().map(|test| &test.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "   Compiling a v0.1.0\nwarning: unused\n     Running unittests src/lib.rs (target/debug/deps/my_crate-1f)\n\
        test one ... ok\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.25s\n\
        \x20    Running tests/http.rs (target/debug/deps/http-2e)\ntest two ... ok\ntest three ... FAILED\nthe reason\n\
        test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s\n\
        \x20  Doc-tests my_crate\ntest result: ok. 2 passed; 0 failed; 0 ignored; finished in 0.00s\n";

    #[test]
    fn a_suite_that_passed_is_a_line_and_one_that_failed_is_shown() {
        let (before, suites) = read(LOG);
        assert_eq!(before, "warning: unused");
        let lines: Vec<String> = suites.iter().map(|suite| suite.line().trim().to_owned()).collect();
        assert_eq!(
            lines,
            ["my-crate: 1 test, 0.2 s", "tests/http.rs: 1 test, 1.0 s", "my-crate, examples: 2 tests, 0.0 s"]
        );
        assert_eq!(suites.iter().map(Suite::has_passed).collect::<Vec<_>>(), [true, false, true]);
        let shown: Vec<String> = suites.iter().filter(|suite| !suite.has_passed()).map(Suite::in_full).collect();
        assert!(
            matches!(shown.as_slice(), [text] if text.contains("the reason") && !text.contains("two")),
            "{shown:?}"
        );
    }

    #[test]
    fn a_suite_that_never_ended_has_failed() {
        let (_, suites) = read("     Running unittests src/main.rs (target/debug/deps/xtask-1f)\ntest one ... ok\n");
        assert!(suites.iter().all(|suite| !suite.has_passed() && suite.name == "xtask, src/main.rs"));
        let (_, suites) = read("     Running unittests src/lib.rs (target/wasm32/deps/a-1f.wasm)\nno tests to run!\n");
        assert!(suites.iter().all(Suite::has_passed), "{suites:?}");
    }
}
