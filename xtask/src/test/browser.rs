//! The edge's tests, in headless Chromium by wasm-pack.
//!
//! Now and then their page does not load: the server of wasm-bindgen's test runner leaves a connection unanswered. It takes a
//! thread for free until that thread has woken up (`TaskPool::spawn` of tiny_http 0.12), and Chromium opens more connections
//! at once than it has threads. No test has run then, so they are started again; a test that ran is never run again.

use std::process::Command;

use anyhow::Result;

use super::outcome::Outcome;
use super::{Bench, suites};
use crate::cli::Group;

/// In seconds, for all tests of a file together; wasm-bindgen's own limit of 20 s is short on a busy machine. How long the
/// page may load stands in `webdriver.json`.
const LIMIT: &str = "120";
/// In seconds, for the browser's driver to start; on a new machine it is read from the disk for the first time.
const DRIVER_LIMIT: &str = "60";
/// How often the page may be loaded.
const ATTEMPTS: u32 = 4;

/// Runs the tests.
pub fn run(bench: &Bench<'_>) -> Result<Outcome> {
    for left in (0..ATTEMPTS).rev() {
        let (outcome, printed) = suites::cargo(bench, "tests in the browser", &mut command(bench)?)?;
        if outcome == Outcome::Passed || left == 0 || !is_page_missing(&printed) {
            return Ok(outcome);
        }
        println!("The page of the tests did not load, so that none of them ran; once more ({left} left)");
    }
    Ok(Outcome::Failed)
}

fn command(bench: &Bench<'_>) -> Result<Command> {
    let mut command = bench.toolbox.wasm_pack()?;
    command
        .args(["test", "--headless", "--chrome", "--mode", "no-install", "--chromedriver"])
        .arg(bench.toolbox.chromedriver()?)
        .arg(&bench.workspace.root)
        .current_dir(&bench.workspace.root)
        .env("WASM_BINDGEN_TEST_TIMEOUT", LIMIT)
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", DRIVER_LIMIT);
    // The runner takes one name; several tests are run with all others.
    if let Some([test]) = bench.selection.rust_tests(Group::Browser) {
        command.args(["--", "--", &test.name]);
    }
    Ok(command)
}

/// Whether the runner waited for tests in vain, and not one of them began.
fn is_page_missing(printed: &str) -> bool {
    let waited = printed.contains("Failed to detect test as having been run");
    waited && !printed.lines().any(|line| line.starts_with("test ") || line.starts_with("running "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAITED: &str = "Failed to detect test as having been run. It might have timed out.\n";

    #[test]
    fn a_page_that_did_not_load_is_told_from_tests_that_fail_or_hang() {
        assert!(is_page_missing(&format!("no tests to run!\nLoading scripts...{WAITED}")));
        assert!(!is_page_missing(&format!("running 145 tests\ntest a::b ... ok\n{WAITED}")));
        assert!(!is_page_missing(&format!("running 145 tests\n{WAITED}")));
        assert!(!is_page_missing("running 1 test\ntest a::b ... FAIL\ntest result: FAILED. 0 passed; 1 failed\n"));
        assert!(!is_page_missing(""), "it does not compile");
    }
}
