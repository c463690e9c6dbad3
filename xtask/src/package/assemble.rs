//! What surrounds the code in the package: `package.json`, types, pages; and the exchange of the old package for the new
//! one.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::{Site, copy_files, pages, renew};

/// The npm package's name.
const NAME: &str = "stripe-apps-secrets";

/// Cargo's version and npm's are one.
pub fn check_version(site: &Site<'_>) -> Result<()> {
    let manifest = manifest(&site.template("package.json"))?;
    let npm = manifest.get("version").and_then(Value::as_str).unwrap_or("none");
    let cargo = env!("CARGO_PKG_VERSION");
    ensure!(npm == cargo, "pkg-template/package.json has version {npm}, Cargo.toml has {cargo}: make them equal");
    Ok(())
}

/// Completes the package and puts it at `out`.
pub fn write(site: &Site<'_>, out: &Path) -> Result<()> {
    copy_files(&site.workspace.path("pkg-template"), &site.package())?;
    check_replaceable(out)?;
    renew(out)?;
    copy_files(&site.package(), out)?;
    let manifest = manifest(&out.join("package.json"))?;
    pages::write(site.workspace, &manifest, out)?;
    subpaths(&manifest, out)
}

/// A folder for each subpath, for resolvers that do not read `exports` (TypeScript's `node10`, older bundlers).
fn subpaths(manifest: &Value, out: &Path) -> Result<()> {
    let exports = manifest.get("exports").and_then(Value::as_object).context("package.json has no exports")?;
    for name in exports.keys().filter_map(|path| path.strip_prefix("./")).filter(|name| !name.contains('.')) {
        let folder = out.join(name);
        let text = serde_json::to_string_pretty(&serde_json::json!({
            "main": format!("../{name}.cjs"),
            "module": format!("../{name}.mjs"),
            "types": format!("../{name}.d.cts"),
            "sideEffects": name == "messages", // imported for its effect
        }))?;
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        fs::write(folder.join("package.json"), text + "\n").with_context(|| format!("{name}/package.json"))?;
    }
    Ok(())
}

/// Only a package of this name, or nothing, may be replaced: `--out` could name a home directory.
fn check_replaceable(out: &Path) -> Result<()> {
    let empty = !out.exists() || fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_none());
    let ours = || manifest(&out.join("package.json")).is_ok_and(|it| it.get("name").is_some_and(|name| name == NAME));
    if !empty && !ours() {
        bail!("{} holds something else than this package; empty it, or choose another folder", out.display());
    }
    Ok(())
}

fn manifest(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_other_things_in_it_is_never_emptied() {
        let folder = tempfile::tempdir().unwrap();
        assert!(check_replaceable(folder.path()).is_ok(), "an empty folder");
        assert!(check_replaceable(&folder.path().join("new")).is_ok(), "no folder");
        fs::write(folder.path().join("letter.txt"), "dear").unwrap();
        assert!(check_replaceable(folder.path()).is_err(), "somebody's letters");
        fs::write(folder.path().join("package.json"), r#"{"name":"another"}"#).unwrap();
        assert!(check_replaceable(folder.path()).is_err(), "another package");
        fs::write(folder.path().join("package.json"), r#"{"name":"stripe-apps-secrets"}"#).unwrap();
        assert!(check_replaceable(folder.path()).is_ok(), "an earlier package");
    }
}
