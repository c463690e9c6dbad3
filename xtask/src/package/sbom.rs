//! The bill of materials: which crates are compiled into the package, for programs that look for advisories and licences. It is
//! CycloneDX's JSON (<https://cyclonedx.org/docs/1.6/json/>), with neither time nor serial number: the same sources give the same
//! bytes.
//!
//! `THIRD-PARTY-LICENSES` lists the same work for people; `tests/consumers/sbom.test.mjs` compares the two.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::Site;
use super::glue::{FETCH, MAIN, TESTING};
use crate::toolchain::TARGET;

/// Its name in the package, by CycloneDX's convention.
const FILE: &str = "sbom.cdx.json";

/// Writes the bill into the package.
pub fn write(site: &Site<'_>) -> Result<()> {
    let mut command = site.toolbox.wasm_cargo();
    command.current_dir(&site.workspace.root);
    let contents = Contents {
        compiled: compiled(command)?,
        checksums: checksums(&site.workspace.lock_file()?)?,
        rust: version(site.toolbox.wasm_cargo())?,
        esbuild: version(site.npm_tool("esbuild", "esbuild"))?,
    };
    let text = serde_json::to_string_pretty(&bill(&contents))?;
    fs::write(site.package().join(FILE), text + "\n").with_context(|| format!("{FILE} cannot be written"))
}

/// What the bill is made from.
struct Contents {
    compiled: Compiled,
    /// The SHA-256 of a crate's file, by name and version.
    checksums: BTreeMap<(String, String), String>,
    /// The version of the compiler, and of the standard library that it compiles along.
    rust: String,
    /// A few lines of esbuild's own join the modules of a bundle.
    esbuild: String,
}

/// The crates of others that are compiled into the package.
#[derive(Debug, Default)]
pub struct Compiled {
    /// Each once.
    pub crates: BTreeSet<Crate>,
    /// By package URL: the package URLs of what it depends on. The project's own crates count as the package.
    needs: BTreeMap<String, BTreeSet<String>>,
}

/// A crate from the registry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crate {
    /// Its name.
    pub name: String,
    version: String,
    /// An SPDX expression.
    licence: String,
}

impl Crate {
    fn url(&self) -> String {
        format!("pkg:cargo/{}@{}", self.name, self.version.replace('+', "%2B"))
    }
}

/// Asks cargo what it compiles for the package's wasm. What runs in the compiler (procedural macros, build scripts) is not in it.
pub fn compiled(mut cargo: Command) -> Result<Compiled> {
    cargo.args(["tree", "--locked", "--target", TARGET, "--edges", "normal,no-proc-macro", "--no-dedupe"]);
    cargo.args(["--prefix", "depth", "--format", "|{p}|{l}"]);
    for core in [&MAIN, &FETCH, &TESTING] {
        cargo.args(["--package", core.package]);
    }
    let output = cargo.output().context("cargo tree cannot be run")?;
    ensure!(output.status.success(), "cargo tree failed: {}", String::from_utf8_lossy(&output.stderr));
    read(&String::from_utf8_lossy(&output.stdout))
}

/// Reads cargo's tree, a crate a line: `depth|name vversion|licence`, and after the version the folder of one of the project's own.
fn read(tree: &str) -> Result<Compiled> {
    let mut compiled = Compiled::default();
    let mut path: Vec<String> = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let fields: Vec<&str> = line.split('|').collect();
        let [depth, package, licence] = fields[..] else { anyhow::bail!("cargo tree prints {line}") };
        let (name, version) = package.split_once(" v").with_context(|| format!("cargo tree prints {line}"))?;
        let it = Crate { name: name.to_owned(), version: version.to_owned(), licence: licence.to_owned() };
        let is_own = version.ends_with(')');
        let url = if is_own { package_url() } else { it.url() };
        path.truncate(depth.parse().with_context(|| format!("cargo tree prints {line}"))?);
        if let Some(above) = path.last().filter(|above| **above != url) {
            compiled.needs.entry(above.clone()).or_default().insert(url.clone());
        }
        path.push(url);
        if !is_own {
            compiled.crates.insert(it);
        }
    }
    Ok(compiled)
}

/// The digests of a `Cargo.lock`.
fn checksums(lock: &str) -> Result<BTreeMap<(String, String), String>> {
    let lock: toml::Table = lock.parse().context("Cargo.lock is not TOML")?;
    let packages = lock.get("package").and_then(toml::Value::as_array).context("Cargo.lock names no packages")?;
    let text = |package: &toml::Value, key: &str| package.get(key)?.as_str().map(str::to_owned);
    let entry = |package| Some(((text(package, "name")?, text(package, "version")?), text(package, "checksum")?));
    Ok(packages.iter().filter_map(entry).collect())
}

/// The version that a command prints: the first word that begins with a digit.
fn version(mut command: Command) -> Result<String> {
    let output = command.arg("--version").output().with_context(|| format!("{command:?} cannot be run"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut words = text.split_whitespace();
    let version = words.find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    version.map(str::to_owned).with_context(|| format!("{command:?} prints no version"))
}

fn package_url() -> String {
    format!("pkg:npm/{}@{}", MAIN.package, env!("CARGO_PKG_VERSION"))
}

fn bill(contents: &Contents) -> Value {
    let package = package_url();
    let rust = format!("pkg:github/rust-lang/rust@{}", contents.rust);
    let esbuild = format!("pkg:npm/esbuild@{}", contents.esbuild);
    let mut components: Vec<Value> = contents.compiled.crates.iter().map(|it| from_registry(it, contents)).collect();
    components.push(component("Rust's standard library", &contents.rust, "MIT OR Apache-2.0", &rust));
    components.push(component("esbuild", &contents.esbuild, "MIT", &esbuild));
    let mut needs = contents.compiled.needs.clone();
    needs.entry(package.clone()).or_default().extend([rust, esbuild]);
    let needs = needs.iter().map(|(url, others)| json!({ "ref": url, "dependsOn": others }));
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": component(MAIN.package, env!("CARGO_PKG_VERSION"), "MIT", &package) },
        "components": components,
        "dependencies": needs.collect::<Vec<_>>(),
    })
}

fn from_registry(it: &Crate, contents: &Contents) -> Value {
    let mut entry = component(&it.name, &it.version, &it.licence, &it.url());
    let checksum = contents.checksums.get(&(it.name.clone(), it.version.clone()));
    if let (Some(checksum), Some(fields)) = (checksum, entry.as_object_mut()) {
        fields.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": checksum }]));
    }
    entry
}

fn component(name: &str, version: &str, licence: &str, url: &str) -> Value {
    json!({
        "type": "library",
        "bom-ref": url,
        "name": name,
        "version": version,
        "licenses": [{ "expression": licence }],
        "purl": url,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TREE: &str = "0|ours v0.1.0 (/checkout)|MIT\n1|rules v0.1.0 (/checkout/rules)|MIT\n2|a v1.0.0|MIT\n\
        1|b v2.0.0+x|Apache-2.0 OR MIT\n2|a v1.0.0|MIT\n\n0|fetch v0.1.0 (/checkout/fetch)|MIT\n1|b v2.0.0+x|Apache-2.0 OR MIT\n\
        2|a v1.0.0|MIT\n";

    #[test]
    fn the_tree_names_each_crate_of_others_once_with_what_it_needs() {
        let compiled = read(TREE).unwrap();
        assert_eq!(compiled.crates.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        let (package, a, b) = (package_url(), "pkg:cargo/a@1.0.0".to_owned(), "pkg:cargo/b@2.0.0%2Bx".to_owned());
        let needs = [(package, [a.clone(), b.clone()].into()), (b, [a].into())];
        assert_eq!(compiled.needs, BTreeMap::from(needs));
    }

    #[test]
    fn a_line_of_another_form_breaks_the_build() {
        for tree in ["ours", "0|ours|MIT", "x|ours v1.0.0|MIT"] {
            assert!(read(tree).is_err(), "{tree}");
        }
    }

    #[test]
    fn a_crate_has_the_digest_of_the_lock_file() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"0f\"\n\
            [[package]]\nname = \"ours\"\nversion = \"0.1.0\"\n";
        let (compiled, checksums) = (read(TREE).unwrap(), checksums(lock).unwrap());
        let contents = Contents { compiled, checksums, rust: "1.2.3".to_owned(), esbuild: "0.1.2".to_owned() };
        let bill = bill(&contents);
        assert_eq!(bill.pointer("/components/0/hashes/0/content").unwrap(), "0f");
        assert_eq!(bill.pointer("/components/1/hashes"), None, "b has none in this lock file");
    }
}
