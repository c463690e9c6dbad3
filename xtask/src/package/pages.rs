//! What people read in the package: the README, the pages that it links to, and the licence.
//!
//! npm shows the README alone. So its links are absolute there as soon as `repository` in `pkg-template/package.json` has an
//! address: that field is the one place. Until then they stay relative, and lead to the pages that the package brings.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::copy_files;
use crate::workspace::Workspace;

const FILES: [&str; 3] = ["LICENSE", "SECURITY.md", "emulator/README.md"];
const README: &str = "README.md";
const FOLDER: &str = "docs";

/// Puts them into the package at `out`, which has this manifest.
pub fn write(workspace: &Workspace, manifest: &Value, out: &Path) -> Result<()> {
    for name in FILES {
        let (from, to) = (workspace.path(name), out.join(name));
        fs::create_dir_all(to.parent().unwrap_or(out)).with_context(|| format!("{name} has no folder"))?;
        fs::copy(&from, &to).with_context(|| format!("{} cannot be copied", from.display()))?;
    }
    copy_files(&workspace.path(FOLDER), &out.join(FOLDER))?;
    let readme = workspace.path(README);
    let text = fs::read_to_string(&readme).with_context(|| format!("{} cannot be read", readme.display()))?;
    let shown = address(manifest).map_or_else(|| text.clone(), |address| absolute(&text, &address));
    fs::write(out.join(README), shown).context("the package's README cannot be written")
}

/// Where the repository can be seen, by the manifest's `repository`.
fn address(manifest: &Value) -> Option<String> {
    let repository = manifest.get("repository")?;
    let url = repository.get("url").unwrap_or(repository).as_str()?;
    Some(url.trim_start_matches("git+").trim_end_matches(".git").to_owned())
}

/// A text whose links to files lead to the repository.
fn absolute(text: &str, address: &str) -> String {
    let mut parts = text.split("](");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |before, rest| {
        let is_elsewhere = rest.starts_with('#') || rest.split(')').next().is_some_and(|target| target.contains(':'));
        let base = if is_elsewhere { String::new() } else { format!("{address}/blob/HEAD/") };
        format!("{before}]({base}{rest}")
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn links_to_files_lead_to_the_repository_and_others_stay() {
        let manifest = json!({ "repository": { "url": "git+https://git.example.com/one/two.git" } });
        let address = address(&manifest).unwrap();
        let text = "[a](docs/a.md#b) · [c](#d) [e](https://example.com/f) ![g](docs/g.svg)";
        let base = "https://git.example.com/one/two/blob/HEAD";
        let expected = format!("[a]({base}/docs/a.md#b) · [c](#d) [e](https://example.com/f) ![g]({base}/docs/g.svg)");
        assert_eq!(absolute(text, &address), expected);
    }

    #[test]
    fn without_an_address_there_is_none() {
        assert_eq!(address(&json!({ "name": "package" })), None);
        assert_eq!(
            address(&json!({ "repository": "https://git.example.com/one/two" })).unwrap(),
            "https://git.example.com/one/two"
        );
    }
}
