//! Lock files: what a build uses is what was looked at. Builds here pass `--locked`, and npm's packages are installed with
//! `npm ci`; both refuse a lock file that does not agree with its manifest.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::super::Bench;
use super::super::outcome::Outcome;
use super::{metadata, to_outcome};

/// The workspaces of the checkout.
pub const CARGO_WORKSPACES: [&str; 3] = ["Cargo.toml", "tests/fuzz/Cargo.toml", "tests/specification/Cargo.toml"];
/// Folders that hold nobody's manifests, or other people's.
const SKIPPED: [&str; 4] = ["node_modules", "target", "pkg", ".git"];
/// What brings packages along.
const KINDS: [&str; 3] = ["dependencies", "devDependencies", "optionalDependencies"];

/// Looks at every manifest of the checkout.
pub fn run(bench: &Bench<'_>) -> Result<Outcome> {
    let root = &bench.workspace.root;
    let mut findings = Vec::new();
    let mut crates = Vec::new();
    for workspace in CARGO_WORKSPACES.iter().filter(|manifest| root.join(manifest).is_file()) {
        match metadata(bench, workspace, &["--no-deps"]).and_then(|_| metadata(bench, workspace, &[])) {
            Ok(told) => crates.extend(members(&told)),
            Err(error) => findings.push(format!("{workspace}: {error:#}")),
        }
    }
    for manifest in manifests(root, "Cargo.toml")?.iter().filter(|manifest| !crates.contains(manifest)) {
        findings.push(format!("{} belongs to no workspace that has a lock file", manifest.display()));
    }
    for manifest in manifests(root, "package.json")? {
        findings.extend(unlocked(&manifest)?);
    }
    Ok(to_outcome(&findings))
}

/// The manifests of a workspace's own crates.
fn members(metadata: &Value) -> Vec<PathBuf> {
    let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    let own = packages.filter(|package| package.get("source").is_some_and(Value::is_null));
    own.filter_map(|package| package.get("manifest_path")?.as_str().map(PathBuf::from)).collect()
}

/// Every file of this name in the checkout, but for what is installed or built.
fn manifests(folder: &Path, name: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let entry = entry?;
        let file = entry.file_name();
        if entry.file_type()?.is_dir() {
            if !SKIPPED.iter().any(|skipped| file == *skipped) {
                found.extend(manifests(&entry.path(), name)?);
            }
        } else if file == name {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// What a `package.json` asks for and no lock file pins: its own, or that of a folder above which installs it along. One that asks
/// for nothing needs none.
fn unlocked(manifest: &Path) -> Result<Vec<String>> {
    let (wanted, shown) = (json(manifest)?, manifest.display());
    if KINDS.iter().all(|kind| wanted.get(kind).is_none()) {
        return Ok(Vec::new());
    }
    let folder = manifest.parent().unwrap_or(manifest);
    let locks = folder.ancestors().map(|above| (above, above.join("package-lock.json")));
    let Some((above, lock)) = locks.into_iter().find(|(_, lock)| lock.is_file()) else {
        return Ok(vec![format!("{shown} has no package-lock.json")]);
    };
    let lock = json(&lock)?;
    let name = folder.strip_prefix(above)?.to_string_lossy();
    let locked = lock.get("packages").and_then(|packages| packages.get(name.as_ref()));
    let kinds = KINDS.iter().filter(|kind| wanted.get(kind) != locked.and_then(|locked| locked.get(kind)));
    let mut findings: Vec<String> =
        kinds.map(|kind| format!("{shown}: {kind} are not those of package-lock.json")).collect();
    findings.extend(without_digest(&lock).map(|name| format!("{shown}: package-lock.json has no digest of {name}")));
    Ok(findings)
}

/// What could be replaced on its way without anybody noticing.
fn without_digest(lock: &Value) -> impl Iterator<Item = &String> {
    let packages = lock.get("packages").and_then(Value::as_object).into_iter().flatten();
    let installed = packages.filter(|(name, package)| name.contains("node_modules/") && package.get("link").is_none());
    installed.filter(|(_, package)| package.get("integrity").is_none()).map(|(name, _)| name)
}

fn json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn findings(manifest: &str, lock: Option<&str>) -> usize {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("package.json");
        fs::write(&path, manifest).unwrap();
        if let Some(lock) = lock {
            fs::write(folder.path().join("package-lock.json"), lock).unwrap();
        }
        unlocked(&path).unwrap().len()
    }

    #[test]
    fn a_package_that_is_installed_along_is_pinned_by_the_lock_file_above() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        fs::create_dir_all(&inner).unwrap();
        let lock = r#"{"packages":{"a/b":{"dependencies":{"c":"1.0.0"}},"node_modules/b":{"link":true}}}"#;
        fs::write(folder.path().join("package-lock.json"), lock).unwrap();
        for (version, findings) in [("1.0.0", 0), ("2.0.0", 1)] {
            let manifest = inner.join("package.json");
            fs::write(&manifest, format!(r#"{{"dependencies":{{"c":"{version}"}}}}"#)).unwrap();
            assert_eq!(unlocked(&manifest).unwrap().len(), findings, "{version}");
        }
    }

    #[test]
    fn a_package_that_no_lock_file_pins_is_found() {
        let manifest = r#"{"devDependencies":{"a":"1.0.0"}}"#;
        let lock = |wanted: &str, installed: &str| {
            format!(
                r#"{{"packages":{{"":{{"devDependencies":{{"a":"{wanted}"}}}},"node_modules/a":{{{installed}}}}}}}"#
            )
        };
        assert_eq!(findings("{}", None), 0, "one that asks for nothing");
        assert_eq!(findings(manifest, None), 1, "no lock file");
        assert_eq!(findings(manifest, Some(&lock("1.0.0", r#""integrity":"sha512-x""#))), 0);
        assert_eq!(findings(manifest, Some(&lock("0.9.0", r#""integrity":"sha512-x""#))), 1, "another version");
        assert_eq!(findings(manifest, Some(&lock("1.0.0", ""))), 1, "no digest");
    }

    #[test]
    fn manifests_are_looked_for_everywhere_but_in_what_is_installed() {
        let folder = tempfile::tempdir().unwrap();
        for place in ["", "deep/er", "node_modules/a", "target/package"] {
            fs::create_dir_all(folder.path().join(place)).unwrap();
            fs::write(folder.path().join(place).join("package.json"), "{}").unwrap();
        }
        assert_eq!(manifests(folder.path(), "package.json").unwrap().len(), 2);
    }
}
