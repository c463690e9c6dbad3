//! The package built once more, from a copy of the sources in another directory and with another build directory: the same
//! sources give the same bytes, so that anybody can tell whether a published package was made from them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::super::Bench;
use super::super::outcome::Outcome;
use super::to_outcome;
use crate::package;
use crate::workspace::Workspace;

/// Folders that hold what is built or installed.
const SKIPPED: [&str; 4] = ["node_modules", "target", "pkg", ".git"];
/// Installed from a lock file; the copy uses what the checkout has.
const INSTALLED: &str = "tests/node_modules";

/// Builds again, and compares.
pub fn run(bench: &Bench<'_>) -> Result<Outcome> {
    println!("The standard library is compiled once more, for the other directory: a minute or two");
    let folder = tempfile::Builder::new().prefix("another-").tempdir().context("no temporary folder can be made")?;
    let other = Workspace {
        root: folder.path().join("checkout"),
        target: folder.path().join("built"),
        cache: bench.workspace.cache.clone(),
    };
    copy_sources(&bench.workspace.root, &other.root)?;
    package::run(&other, bench.toolbox, &other.path("pkg"))?;
    let differences = differences(&files(&bench.workspace.path("pkg"))?, &files(&other.path("pkg"))?);
    if differences.is_empty() {
        println!("Both packages are the same, byte for byte.");
    }
    Ok(to_outcome(&differences))
}

fn copy_sources(from: &Path, to: &Path) -> Result<()> {
    copy(from, to)?;
    std::os::unix::fs::symlink(from.join(INSTALLED), to.join(INSTALLED)).context("npm's packages cannot be linked")
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("{} cannot be made", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let (kind, name) = (entry.file_type()?, entry.file_name());
        if kind.is_dir() && !SKIPPED.iter().any(|skipped| name == *skipped) {
            copy(&entry.path(), &to.join(name))?;
        } else if kind.is_file() {
            fs::copy(entry.path(), to.join(name))
                .with_context(|| format!("{} cannot be copied", entry.path().display()))?;
        }
    }
    Ok(())
}

/// The files of a package, by path.
fn files(package: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![package.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
                files.insert(path.strip_prefix(package)?.to_owned(), bytes);
            }
        }
    }
    Ok(files)
}

fn differences(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<String> {
    let lacking = one.keys().filter(|name| !other.contains_key(*name));
    let lacking = lacking.map(|name| format!("{} is missing from the other package", name.display()));
    let changed = other.iter().filter(|(name, bytes)| one.get(*name) != Some(bytes));
    let changed = changed.map(|(name, bytes)| {
        let place = one.get(name).and_then(|mine| mine.iter().zip(bytes).position(|(mine, theirs)| mine != theirs));
        let place = place.map_or_else(String::new, |place| format!(" from byte {place} on"));
        format!("{} differs{place}", name.display())
    });
    lacking.chain(changed).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_a_package_is_compared_and_nothing_built_is_copied() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["a", "js/b", "target/c", "tests/node_modules/d"] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let names = |folder: &Path| files(folder).unwrap().into_keys().collect::<Vec<_>>();
        assert_eq!(names(folder.path()).len(), 4);
        let copied = tempfile::tempdir().unwrap();
        copy(folder.path(), copied.path()).unwrap();
        assert_eq!(names(copied.path()), [Path::new("a"), Path::new("js/b")]);
    }

    fn package(files: &[(&str, &[u8])]) -> BTreeMap<PathBuf, Vec<u8>> {
        files.iter().map(|(name, bytes)| (PathBuf::from(name), bytes.to_vec())).collect()
    }

    #[test]
    fn one_byte_or_one_file_is_a_difference() {
        let one = package(&[("a", b"same"), ("b", b"one")]);
        assert_eq!(differences(&one, &one), [""; 0]);
        assert_eq!(differences(&one, &package(&[("a", b"same"), ("b", b"onE")])), ["b differs from byte 2 on"]);
        assert_eq!(differences(&one, &package(&[("a", b"same")])), ["b is missing from the other package"]);
        assert_eq!(differences(&one, &package(&[("a", b"same"), ("b", b"one"), ("c", b"")])), ["c differs"]);
    }
}
