//! The JavaScript of the package, the page and the tests: formatted, linted and type-checked, each by one tool for all.

use std::process::Command;

use anyhow::Result;

use super::Bench;
use super::outcome::Outcome;

/// Repairs what Biome finds, as far as that changes no meaning.
const REPAIR: &str = "tests/node_modules/.bin/biome check --write .";

/// TypeScript's command, as a script for Node.js.
const COMPILER: &str = "tests/node_modules/typescript-latest/bin/tsc";

/// What TypeScript checks: folders with a `tsconfig.json`.
const PROJECTS: [&str; 4] = ["pkg-template/src", "pkg-template/src/command", "www", "tests"];

/// Formatting, the order of imports and lints, as `biome.json` sets them. A warning fails, too.
pub fn lint(bench: &Bench<'_>) -> Result<Outcome> {
    let mut command = Command::new(bench.workspace.path("tests/node_modules/.bin/biome"));
    command.args(["check", "--error-on-warnings", "."]).current_dir(&bench.workspace.root);
    let is_clean = bench.succeeds("Biome", &mut command)?;
    if !is_clean {
        println!("`{REPAIR}` formats all files and makes the safe fixes; the rest is to be changed by hand");
    }
    Ok(is_clean.into())
}

/// Types, as JSDoc gives them to JavaScript. Every project is checked, so that all errors are seen at once.
pub fn types(bench: &Bench<'_>) -> Result<Outcome> {
    let mut are_clean = true;
    for project in PROJECTS {
        let mut command = Command::new("node");
        command.args([COMPILER, "--project", project]).current_dir(&bench.workspace.root);
        if !bench.succeeds(&format!("types of {project}"), &mut command)? {
            println!("`node {COMPILER} --project {project}` checks {project} again");
            are_clean = false;
        }
    }
    Ok(are_clean.into())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_project_says_how_it_is_checked() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for project in PROJECTS {
            assert!(root.join(project).join("tsconfig.json").is_file(), "{project}");
        }
    }
}
