//! The list of other people's work in the package, `pkg-template/THIRD-PARTY-LICENSES`, against the dependencies that the
//! lock file names: what is compiled for wasm32, down to the last one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::super::Bench;
use super::super::outcome::Outcome;
use super::{metadata, to_outcome};
use crate::package;
use crate::toolchain::TARGET;

/// The kind of crate that becomes WebAssembly of its own; those of the checkout are what is published.
const PUBLISHED: &str = "cdylib";
/// What is in the package without being a crate of the lock file.
const BESIDES: [&str; 2] = ["Rust's standard library", "esbuild"];
/// What stands in the entry of a crate that brings no text of its licence along.
const USUAL: &str = "Permission is hereby granted, free of charge, to any person obtaining a copy";
/// Starts each entry of the list.
const RULE: &str = "\n====";

/// Compares the list with the dependencies.
pub fn run(bench: &Bench<'_>) -> Result<Outcome> {
    let path = bench.workspace.path("pkg-template/THIRD-PARTY-LICENSES");
    let list = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let metadata = metadata(bench, "Cargo.toml", &["--filter-platform", TARGET])?;
    // Of features, metadata knows only what some member of the workspace asks for, such as the emulator's server.
    let compiled = package::compiled(bench.cargo())?.crates;
    let mut dependencies = dependencies(&metadata)?;
    dependencies.retain(|dependency| compiled.iter().any(|it| it.name == dependency.name));
    println!("{} crates are compiled into the package", dependencies.len());
    Ok(to_outcome(&differences(&list, &dependencies)))
}

/// A crate that is compiled into the package.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Dependency {
    name: String,
    licence: String,
    /// The MIT licence, and whatever it has besides Apache's, as the crate brings them.
    texts: Vec<String>,
}

/// The published crates' ordinary dependencies and theirs; not what runs at compile time, nor the project's own.
fn dependencies(metadata: &Value) -> Result<BTreeSet<Dependency>> {
    let packages = by_id(metadata.get("packages"));
    let nodes = by_id(metadata.get("resolve").and_then(|resolve| resolve.get("nodes")));
    let own = |package: &Value| package.get("source").is_none_or(Value::is_null);
    let published = packages.iter().filter(|(_, package)| own(package) && is(package, PUBLISHED));
    let mut left: Vec<&str> = published.map(|(id, _)| *id).collect();
    ensure!(!left.is_empty(), "cargo metadata names no crate that is published");
    let mut seen = BTreeSet::from_iter(left.clone());
    let mut found = BTreeSet::new();
    while let Some(id) = left.pop() {
        let node = nodes.get(id).with_context(|| format!("cargo metadata does not say what {id} needs"))?;
        for next in list(node, "deps").filter(|dependency| is_ordinary(dependency)).map(|it| text(it, "pkg")) {
            let package = packages.get(next).with_context(|| format!("cargo metadata does not name {next}"))?;
            // A procedural macro runs in the compiler and stays there.
            if seen.insert(next) && !is(package, "proc-macro") {
                left.push(next);
                if !own(package) {
                    found.insert(dependency(package)?);
                }
            }
        }
    }
    Ok(found)
}

fn dependency(package: &Value) -> Result<Dependency> {
    let (name, licence) = (text(package, "name").to_owned(), text(package, "license").to_owned());
    let folder = Path::new(text(package, "manifest_path")).parent().unwrap_or(Path::new("."));
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if ["LICEN", "COPYING", "NOTICE"].iter().any(|start| file.starts_with(start)) && !file.contains("APACHE") {
            texts.push(fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?);
        }
    }
    Ok(Dependency { name, licence, texts })
}

/// A line for everything in which list and dependencies differ.
fn differences(list: &str, dependencies: &BTreeSet<Dependency>) -> Vec<String> {
    let entries: Vec<(Vec<&str>, &str, String)> = list.split(RULE).skip(1).filter_map(entry).collect();
    let mut lines = Vec::new();
    for dependency in dependencies {
        let entry = entries.iter().find(|(names, ..)| names.contains(&dependency.name.as_str()));
        let Some((_, licence, words)) = entry else {
            lines.push(format!("THIRD-PARTY-LICENSES does not name {}", dependency.name));
            continue;
        };
        if *licence != dependency.licence {
            lines.push(format!("{} is {}, the list says {licence}", dependency.name, dependency.licence));
        }
        let usual = dependency.texts.is_empty().then(|| USUAL.to_owned());
        if !dependency.texts.iter().chain(&usual).all(|text| words.contains(&plain(text))) {
            lines.push(format!("THIRD-PARTY-LICENSES does not hold {}'s licence as it is", dependency.name));
        }
    }
    let known = |name: &str| BESIDES.contains(&name) || dependencies.iter().any(|it| it.name == name);
    let names = entries.iter().flat_map(|(names, ..)| names).filter(|name| !known(name));
    lines.extend(names.map(|name| format!("THIRD-PARTY-LICENSES names {name}, which is not in the package")));
    let unnamed = BESIDES.iter().filter(|name| !entries.iter().any(|(names, ..)| names.contains(name)));
    lines.extend(unnamed.map(|name| format!("THIRD-PARTY-LICENSES does not name {name}")));
    lines
}

/// Names, licence and words of an entry: after the rule `a, b (licence)`, then the text.
fn entry(text: &str) -> Option<(Vec<&str>, &str, String)> {
    let (_, text) = text.split_once('\n')?;
    let (heading, text) = text.split_once('\n')?;
    let (names, licence) = heading.split_once(" (")?;
    Some((names.split(", ").collect(), licence.strip_suffix(')')?, plain(text)))
}

/// A text without its line breaks.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn by_id(values: Option<&Value>) -> BTreeMap<&str, &Value> {
    values.and_then(Value::as_array).into_iter().flatten().map(|value| (text(value, "id"), value)).collect()
}

/// Needed by the code itself: neither by its tests nor by its build script.
fn is_ordinary(dependency: &Value) -> bool {
    list(dependency, "dep_kinds").any(|kind| kind.get("kind").is_some_and(Value::is_null))
}

fn is(package: &Value, kind: &str) -> bool {
    list(package, "targets").any(|target| list(target, "kind").any(|it| it == kind))
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    const LIST: &str = "Ours\n\n====\na, b (MIT)\nhttps://a.example\n\nCopyright A\nMay be\nused.\n\n\
        ====\nRust's standard library (MIT)\n\nx\n\n====\nesbuild (MIT)\n\nx\n";

    fn dependency(name: &str, licence: &str, text: &str) -> Dependency {
        Dependency { name: name.to_owned(), licence: licence.to_owned(), texts: vec![text.to_owned()] }
    }

    fn found(extra: Option<Dependency>) -> Vec<String> {
        let text = "Copyright A\n  May be used.";
        let both = [dependency("a", "MIT", text), dependency("b", "MIT", text)];
        differences(LIST, &both.into_iter().chain(extra).collect())
    }

    #[test]
    fn a_new_dependency_without_an_entry_is_found() {
        assert_eq!(found(None), [""; 0]);
        assert_eq!(found(Some(dependency("new", "MIT", "x"))), ["THIRD-PARTY-LICENSES does not name new"]);
    }

    #[test]
    fn an_entry_whose_licence_changed_is_found() {
        assert_eq!(differences(LIST, &[dependency("a", "GPL-3.0", "Copyright A May be used.")].into()).len(), 2);
        assert_eq!(differences(LIST, &[dependency("a", "MIT", "Copyright B May be used.")].into()).len(), 2);
        assert_eq!(differences(LIST, &[dependency("a", "MIT", "Copyright A May be used.")].into()).len(), 1, "b alone");
    }

    #[test]
    fn what_runs_in_the_compiler_or_in_tests_alone_is_not_published() {
        let folder = env!("CARGO_MANIFEST_DIR");
        let package = |name: &str, kind: &str, source: Value| {
            let manifest = format!("{folder}/Cargo.toml");
            json!({"id": name, "name": name, "license": "MIT", "manifest_path": manifest, "source": source,
                "targets": [{"kind": [kind]}]})
        };
        let crates = |name: &str, kind: &str| package(name, kind, json!("registry"));
        let needs = |name: &str, kind: Value| json!({"pkg": name, "dep_kinds": [{"kind": kind}]});
        let metadata = json!({
            "packages": [package("own", "cdylib", Value::Null), package("rules", "lib", Value::Null), crates("a", "lib"),
                crates("deep", "lib"), crates("m", "proc-macro"), crates("t", "lib"), crates("of-m", "lib")],
            "resolve": {"nodes": [
                {"id": "own", "deps": [needs("rules", Value::Null), needs("m", Value::Null), needs("t", json!("dev"))]},
                {"id": "rules", "deps": [needs("a", Value::Null)]},
                {"id": "a", "deps": [needs("deep", Value::Null)]},
                {"id": "deep", "deps": []},
                {"id": "m", "deps": [needs("of-m", Value::Null)]},
            ]},
        });
        let found = dependencies(&metadata).unwrap();
        assert_eq!(found.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["a", "deep"]);
    }
}
