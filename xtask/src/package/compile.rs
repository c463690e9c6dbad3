//! The crate compiled for wasm32 together with the standard library, so that size and content do not depend on the
//! compiled standard library that a machine happens to have.
//!
//! The flags are unstable ones that a stable compiler takes under `RUSTC_BOOTSTRAP`; what each saves stands in
//! `docs/size.md`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Site;
use super::glue::Core;
use crate::toolchain::TARGET;

/// The profile in the root `Cargo.toml`.
const PROFILE: &str = "wasm";

/// Parts of the standard library to compile, and how.
const BUILD_STD: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

const FLAGS: [&str; 7] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort", // no message is formatted that nobody could read
    "-Ctarget-cpu=mvp",        // nothing crosses but numbers, and it is what the interpreter knows
    "-Zlocation-detail=none",  // nor are the places in the source kept for it
    "-Zfmt-debug=none",        // nor is Debug's output
    "-Zmir-opt-level=1",       // what is called twice stands there once
    "-Cllvm-args=-inline-threshold=5",
];

/// Compiles the crate of a core, and returns the path of its wasm.
pub fn wasm(site: &Site<'_>, core: &Core) -> Result<PathBuf> {
    let package = core.package;
    let target = site.work.join("cargo");
    let mut command = site.toolbox.wasm_cargo();
    command
        .current_dir(&site.workspace.root)
        .args(["rustc", "--locked", "--package", package, "--lib"])
        .args(["--target", TARGET, "--profile", PROFILE])
        .args(BUILD_STD)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_ENCODED_RUSTFLAGS", flags(site)?.join("\x1f"))
        .env_remove("RUSTFLAGS")
        // For the crate alone: what else is compiled is the same for every core, and compiled once.
        .args(["--", &format!("-Clink-arg=-zstack-size={}", core.stack)]);
    site.run(&format!("compiling {package} for wasm32"), &format!("package-cargo-{package}"), &mut command)?;
    let wasm = target.join(TARGET).join(PROFILE).join(package.replace('-', "_")).with_extension("wasm");
    if !wasm.is_file() {
        bail!("cargo did not write {}", wasm.display());
    }
    Ok(wasm)
}

/// The flags, and no path of this machine: where sources lie is written as `/src`, `/cargo` and `/rust`.
fn flags(site: &Site<'_>) -> Result<Vec<String>> {
    let source = site.toolbox.std_source()?;
    let mut paths = vec![(site.workspace.root.clone(), "/src"), (cargo_home()?, "/cargo"), (source.clone(), "/rust")];
    // Debian's source is a link; the compiler may name either end.
    paths.extend(source.canonicalize().ok().filter(|real| *real != source).map(|real| (real, "/rust")));
    let remap = paths.iter().map(|(path, name)| remap(path, name));
    Ok(FLAGS.iter().map(|&flag| flag.to_owned()).chain(remap).collect())
}

fn remap(path: &Path, name: &str) -> String {
    format!("--remap-path-prefix={}={name}", path.display())
}

fn cargo_home() -> Result<PathBuf> {
    let set = std::env::var_os("CARGO_HOME").filter(|value| !value.is_empty()).map(PathBuf::from);
    let usual = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo"));
    set.or_else(usual).context("neither CARGO_HOME nor HOME is set")
}
