//! The steps themselves: what each runs, what it needs, and when it is left out.

use std::process::Command;

use anyhow::{Result, ensure};

use super::outcome::Outcome;
use super::supply::locks::CARGO_WORKSPACES;
use super::{Bench, browser, documentation, fuzz, javascript, suites, supply};
use crate::cli::Group;
use crate::demo;
use crate::package;
use crate::toolchain::{Need, TARGET, cargo, on_path};

/// The emulator's command.
const EMULATOR: &str = "stripe-apps-secrets-emulator";

/// The step that later ones depend on.
pub const PACKAGE_STEP: &str = "building the npm package";

/// One step.
pub struct Step {
    /// The group it belongs to.
    pub group: Group,
    /// What it tests.
    pub name: &'static str,
    /// What it cannot do without.
    pub needs: &'static [Need],
    /// Carries it out.
    pub run: fn(&Bench<'_>) -> Result<Outcome>,
}

const PACKAGING: &[Need] = &package::NEEDS;

/// Every step, the quickest to fail first.
pub const STEPS: &[Step] = &[
    Step { group: Group::Lint, name: "formatting", needs: &[], run: formatting },
    Step { group: Group::Lint, name: "clippy", needs: &[], run: clippy },
    Step { group: Group::Lint, name: "clippy for wasm32", needs: &[Need::WasmTarget], run: clippy_for_wasm },
    Step { group: Group::Lint, name: "documentation", needs: &[], run: documentation::run },
    Step { group: Group::Lint, name: "the fuzz targets compile", needs: &[], run: fuzz_targets },
    Step {
        group: Group::Lint,
        name: "JavaScript: formatting and lint",
        needs: &[Need::NodeModules],
        run: javascript::lint,
    },
    Step { group: Group::Lint, name: "JavaScript: types", needs: &[Need::NodeModules], run: javascript::types },
    Step { group: Group::Native, name: "native tests", needs: &[], run: native },
    Step {
        group: Group::Browser,
        name: "browser tests, in headless Chromium",
        needs: &[Need::WasmTarget, Need::WasmBindgen, Need::WasmPack, Need::Browser, Need::Driver],
        run: browser::run,
    },
    Step { group: Group::Package, name: PACKAGE_STEP, needs: PACKAGING, run: build_package },
    Step { group: Group::Supply, name: "no trap but the known ones", needs: PACKAGING, run: supply::traps },
    Step { group: Group::Supply, name: "lock files", needs: &[], run: supply::locks::run },
    Step { group: Group::Supply, name: "third-party licences", needs: &[], run: supply::licences::run },
    Step {
        group: Group::Supply,
        name: "licences, bans and sources of crates",
        needs: &[Need::CargoDeny],
        run: supply::deny::without_network,
    },
    Step {
        group: Group::Supply,
        name: "known advisories for crates",
        needs: &[Need::CargoDeny],
        run: supply::deny::advisories,
    },
    Step {
        group: Group::Supply,
        name: "known advisories for npm packages",
        needs: &[Need::NodeModules],
        run: supply::audit::run,
    },
    Step {
        group: Group::Supply,
        name: "the same package from another directory",
        needs: PACKAGING,
        run: supply::twice::run,
    },
    Step {
        group: Group::Node,
        name: "the package and the page, from Node.js",
        needs: &[Need::NodeModules, Need::Browser],
        run: node,
    },
    Step {
        group: Group::Demo,
        name: "the demo, in headless Chromium",
        needs: &[Need::NodeModules, Need::Browser],
        run: run_demo,
    },
    Step { group: Group::Fuzz, name: "fuzzing, for a short time", needs: &[Need::CargoFuzz], run: fuzz::run },
];

impl Bench<'_> {
    /// Cargo, in the checkout.
    pub fn cargo(&self) -> Command {
        let mut command = cargo();
        command.current_dir(&self.workspace.root);
        command
    }

    /// Whether cargo has a component such as `fmt`: a minimal installation has not.
    fn has(&self, component: &str) -> bool {
        self.cargo().args([component, "--version"]).output().is_ok_and(|output| output.status.success())
    }
}

fn formatting(bench: &Bench<'_>) -> Result<Outcome> {
    if !bench.has("fmt") {
        return Ok(Outcome::Skipped("rustfmt is not installed (rustup component add rustfmt)".to_owned()));
    }
    for workspace in CARGO_WORKSPACES.iter().filter(|manifest| bench.workspace.path(manifest).is_file()) {
        let mut command = bench.cargo();
        if !bench.succeeds("cargo fmt", command.args(["fmt", "--all", "--check", "--manifest-path", workspace]))? {
            return Ok(Outcome::Failed);
        }
    }
    Ok(Outcome::Passed)
}

fn clippy(bench: &Bench<'_>) -> Result<Outcome> {
    if !bench.has("clippy") {
        return Ok(Outcome::Skipped("clippy is not installed (rustup component add clippy)".to_owned()));
    }
    let mut command = bench.cargo();
    command.args(["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    bench.succeeds("clippy", &mut command).map(Outcome::from)
}

/// They run with `--all` only, and follow the rules all the same. Their runner is written in C++.
fn fuzz_targets(bench: &Bench<'_>) -> Result<Outcome> {
    if on_path(&["c++"]).is_none() {
        return Ok(Outcome::Skipped("there is no C++ compiler for the fuzzer's runner".to_owned()));
    }
    let mut command = bench.cargo();
    command.args(["check", "--locked", "--manifest-path", "tests/fuzz/Cargo.toml"]);
    command.env("CARGO_TARGET_DIR", &bench.workspace.target);
    bench.succeeds("checking the fuzz targets", &mut command).map(Outcome::from)
}

/// The edges are compiled for wasm32 only, so the step before has not seen them.
fn clippy_for_wasm(bench: &Bench<'_>) -> Result<Outcome> {
    if !bench.has("clippy") {
        return Ok(Outcome::Skipped("clippy is not installed (rustup component add clippy)".to_owned()));
    }
    if !bench.toolbox.uses_own_compiler() {
        return Ok(Outcome::Skipped("Debian's compiler builds for wasm32, and clippy goes with the other".to_owned()));
    }
    let mut command = bench.cargo();
    command.args(["clippy", "--locked", "--package", "stripe-apps-secrets", "--package", "stripe-apps-secrets-fetch"]);
    command.args(["--package", "stripe-apps-secrets-testing"]);
    command.args(["--lib", "--tests", "--target", TARGET]);
    bench.succeeds("clippy for wasm32", command.args(["--", "-D", "warnings"])).map(Outcome::from)
}

fn native(bench: &Bench<'_>) -> Result<Outcome> {
    let mut command = bench.cargo();
    command.args(["test", "--locked", "--no-fail-fast"]);
    suites::choose(bench, &mut command);
    Ok(suites::cargo(bench, "native tests", &mut command)?.0)
}

fn build_package(bench: &Bench<'_>) -> Result<Outcome> {
    package::run(bench.workspace, bench.toolbox, &bench.workspace.path("pkg"))?;
    Ok(Outcome::Passed)
}

fn node(bench: &Bench<'_>) -> Result<Outcome> {
    // All binaries: so the emulator's is compiled with the features that everything else has been compiled with.
    let mut command = bench.cargo();
    let compiles =
        bench.succeeds("compiling the emulator", command.args(["build", "--locked", "--workspace", "--bins"]))?;
    ensure!(compiles, "the emulator does not compile");
    let chromium = bench.toolbox.chromium()?;
    suites::node(bench, || {
        let mut command = Command::new("node");
        command
            .current_dir(bench.workspace.path("tests"))
            .env("EMULATOR_BIN", bench.workspace.target.join("debug").join(EMULATOR))
            .env("CHROMIUM_PATH", chromium)
            .env("TEST_ALL", if bench.selection.is_all() { "1" } else { "" });
        Ok(command)
    })
}

fn run_demo(bench: &Bench<'_>) -> Result<Outcome> {
    let (_server, mut command) = demo::prepare(bench.workspace, bench.toolbox, demo::ANY_PORT)?;
    bench.succeeds("the demo", &mut command).map(Outcome::from)
}
