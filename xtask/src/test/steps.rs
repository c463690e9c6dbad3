//! The steps themselves: what each runs, what it needs, and when it is left out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::outcome::Outcome;
use super::supply::locks::CARGO_WORKSPACES;
use super::{Bench, browser, documentation, fuzz, javascript, supply};
use crate::cli::Group;
use crate::demo;
use crate::package;
use crate::process::shown;
use crate::toolchain::{Need, TARGET, cargo};

/// The emulator's package and command.
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
        if !shown(bench.cargo().args(["fmt", "--all", "--check", "--manifest-path", workspace]))? {
            return Ok(Outcome::Failed);
        }
    }
    Ok(Outcome::Passed)
}

fn clippy(bench: &Bench<'_>) -> Result<Outcome> {
    if !bench.has("clippy") {
        return Ok(Outcome::Skipped("clippy is not installed (rustup component add clippy)".to_owned()));
    }
    shown(bench.cargo().args(["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))
        .map(Outcome::from)
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
    shown(command.args(["--", "-D", "warnings"])).map(Outcome::from)
}

fn native(bench: &Bench<'_>) -> Result<Outcome> {
    shown(bench.cargo().args(["test", "--locked", "--workspace"])).map(Outcome::from)
}

fn build_package(bench: &Bench<'_>) -> Result<Outcome> {
    package::run(bench.workspace, bench.toolbox, &bench.workspace.path("pkg"))?;
    Ok(Outcome::Passed)
}

fn node(bench: &Bench<'_>) -> Result<Outcome> {
    ensure!(
        shown(bench.cargo().args(["build", "--locked", "--quiet", "--package", EMULATOR, "--bin", EMULATOR]))?,
        "the emulator does not compile"
    );
    let folder = bench.workspace.path("tests");
    let files = test_files(&folder)?;
    ensure!(!files.is_empty(), "there is no test in {}", folder.display());
    let mut command = Command::new("node");
    command
        .arg("--test")
        .args(files)
        .current_dir(&folder)
        .env("EMULATOR_BIN", bench.workspace.target.join("debug").join(EMULATOR))
        .env("CHROMIUM_PATH", bench.toolbox.chromium()?);
    shown(&mut command).map(Outcome::from)
}

fn run_demo(bench: &Bench<'_>) -> Result<Outcome> {
    demo::show(bench.workspace, bench.toolbox).map(Outcome::from)
}

/// Every `*.test.mjs` under `folder`, sorted; Node.js 20 knows no patterns. Installed packages bring tests of their own,
/// which are not ours.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        if entry.file_type()?.is_dir() && name != "node_modules" {
            files.extend(test_files(&path)?);
        } else if name.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_test_file_is_run_and_no_installed_packages() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["a.test.mjs", "deep/er/b.test.mjs", "deep/helper.mjs", "node_modules/x/c.test.mjs"] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found = test_files(folder.path()).unwrap();
        assert_eq!(found, [folder.path().join("a.test.mjs"), folder.path().join("deep/er/b.test.mjs")]);
    }
}
