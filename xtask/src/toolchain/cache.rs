//! What lies in the cache, and when it is complete: a folder appears under its final name only when everything is in it,
//! so that its existence is its stamp.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempDir;

use super::machine::NpmPackages;
use crate::terminal::say;
use crate::workspace::Workspace;

/// The prefix of folders in the making.
const UNFINISHED: &str = "unfinished-";
/// In `node_modules`: the lock file that all of it, or its part that builds, was installed from.
const STAMPS: [(NpmPackages, &str); 2] =
    [(NpmPackages::All, ".installed-from"), (NpmPackages::Build, ".installed-to-build-from")];

/// The programs that a package must bring.
pub fn programs(package: &str) -> &'static [&'static str] {
    match package {
        "wasm-bindgen-cli" => &["wasm-bindgen", "wasm-bindgen-test-runner"],
        "wasm-pack" => &["wasm-pack"],
        "cargo-deny" => &["cargo-deny"],
        "cargo-fuzz" => &["cargo-fuzz"],
        _ => &[],
    }
}

/// Where a tool is kept. Named by its version: another version is another folder.
pub fn tool_folder(workspace: &Workspace, package: &str, version: &str) -> PathBuf {
    workspace.cache.join(format!("{package}-{version}"))
}

/// Held while something is installed, so that two commands at once do not install the same thing twice.
pub struct Installing {
    cache: PathBuf,
    _lock: File,
}

impl Installing {
    /// Waits for its turn, saying so, then removes what a killed run left behind.
    pub fn begin(cache: &Path) -> Result<Self> {
        fs::create_dir_all(cache).with_context(|| format!("the cache {} cannot be made", cache.display()))?;
        let path = cache.join("lock");
        let lock = File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        if let Err(TryLockError::WouldBlock) = lock.try_lock() {
            say(format!("Another command is installing into {}; waiting for it.", cache.display()));
        }
        lock.lock().with_context(|| format!("{} cannot be locked", path.display()))?;
        remove_unfinished(cache)?;
        Ok(Self { cache: cache.to_owned(), _lock: lock })
    }

    /// A folder to build in, in the cache's own file system. It vanishes unless it is given its final name.
    pub fn folder(&self) -> Result<TempDir> {
        tempfile::Builder::new()
            .prefix(UNFINISHED)
            .tempdir_in(&self.cache)
            .with_context(|| format!("no folder can be made in {}", self.cache.display()))
    }
}

/// Gives a complete folder its final name.
pub fn finish(built: &Path, name: &Path) -> Result<()> {
    if name.exists() {
        fs::remove_dir_all(name).with_context(|| format!("{} cannot be replaced", name.display()))?;
    }
    fs::rename(built, name).with_context(|| format!("{} cannot be put in its place", name.display()))
}

fn remove_unfinished(cache: &Path) -> Result<()> {
    for entry in fs::read_dir(cache)?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            fs::remove_dir_all(entry.path())
                .with_context(|| format!("{} cannot be removed", entry.path().display()))?;
        }
    }
    Ok(())
}

/// What of the lock file, as it is now, is in `tests/node_modules`.
pub fn npm_packages(workspace: &Workspace) -> NpmPackages {
    let Ok(lock) = fs::read(workspace.path("tests/package-lock.json")) else { return NpmPackages::None };
    let current = |stamp: &str| fs::read(workspace.path("tests/node_modules").join(stamp)).is_ok_and(|it| it == lock);
    STAMPS.iter().find(|(_, stamp)| current(stamp)).map_or(NpmPackages::None, |(packages, _)| *packages)
}

/// Notes which lock file `tests/node_modules` was installed from, which `npm ci` has emptied before.
pub fn stamp_npm_packages(workspace: &Workspace, packages: NpmPackages) -> Result<()> {
    for (_, stamp) in STAMPS.iter().filter(|(stamped, _)| *stamped == packages) {
        fs::copy(workspace.path("tests/package-lock.json"), workspace.path("tests/node_modules").join(stamp))
            .context("tests/node_modules cannot be stamped")?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn workspace(folder: &Path) -> Workspace {
        Workspace { root: folder.to_owned(), target: folder.join("target"), cache: folder.join("cache") }
    }

    #[test]
    fn what_a_killed_run_left_is_removed_and_finished_tools_stay() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("unfinished-x/bin")).unwrap();
        fs::create_dir_all(folder.path().join("wasm-pack-0.15.1/bin")).unwrap();
        let installing = Installing::begin(folder.path()).unwrap();
        assert!(!folder.path().join("unfinished-x").exists());
        assert!(folder.path().join("wasm-pack-0.15.1").exists());
        let broken_off = installing.folder().unwrap().path().to_owned();
        assert!(!broken_off.exists(), "a step that ends early leaves nothing");
    }

    #[test]
    fn npm_packages_are_renewed_when_the_lock_file_changes() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = workspace(folder.path());
        fs::create_dir_all(workspace.path("tests/node_modules")).unwrap();
        fs::write(workspace.path("tests/package-lock.json"), "one").unwrap();
        assert_eq!(npm_packages(&workspace), NpmPackages::None);
        for packages in [NpmPackages::Build, NpmPackages::All] {
            stamp_npm_packages(&workspace, packages).unwrap();
            assert_eq!(npm_packages(&workspace), packages);
        }
        fs::write(workspace.path("tests/package-lock.json"), "two").unwrap();
        assert_eq!(npm_packages(&workspace), NpmPackages::None);
    }
}
