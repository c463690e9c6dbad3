//! What a run is about: groups of steps, and single tests by a part of their names.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use super::steps::Step;
use super::tests_package;
use crate::cli::Group;
use crate::toolchain::Need;

/// Folders with Rust tests, and the crates that they belong to.
const CRATES: [(&str, &str); 6] = [
    ("src", "stripe-apps-secrets"),
    ("emulator", "stripe-apps-secrets-emulator"),
    ("fetch", "stripe-apps-secrets-fetch"),
    ("testing", "stripe-apps-secrets-testing"),
    ("xtask", "xtask"),
    (BROWSER, "stripe-apps-secrets"),
];
/// The tests that run in a browser.
const BROWSER: &str = "tests/browser";
/// What takes minutes to install or to run; a release wants it.
const LONG: [Need; 2] = [Need::CargoDeny, Need::CargoFuzz];

/// Groups and tests. Without either, everything.
#[derive(Debug, Default)]
pub struct Selection {
    groups: Vec<Group>,
    is_all: bool,
    /// Test files of Node.js.
    pub node: Vec<PathBuf>,
    /// Rust tests that need no browser.
    pub native: Vec<RustTest>,
    /// Rust tests in a browser.
    pub browser: Vec<RustTest>,
}

/// A test in Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustTest {
    /// Its crate.
    pub package: &'static str,
    /// Its function.
    pub name: String,
}

impl Selection {
    /// Finds what each word stands for: a group, or the tests that it is a part of the name of.
    pub fn of(words: &[String], is_all: bool, root: &Path) -> Result<Self> {
        let mut selection = Self { is_all, ..Self::default() };
        for word in words {
            match Group::from_str(word, false) {
                Ok(group) => selection.groups.push(group),
                Err(_) => selection.add_tests(word, root)?,
            }
        }
        Ok(selection)
    }

    fn add_tests(&mut self, word: &str, root: &Path) -> Result<()> {
        let count = |it: &Self| it.node.len() + it.native.len() + it.browser.len();
        let before = count(self);
        let shown = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
        self.node
            .extend(files(&root.join("tests"), ".test.mjs")?.into_iter().filter(|path| shown(path).contains(word)));
        for (folder, package) in CRATES {
            for path in files(&root.join(folder), ".rs")? {
                let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
                let names = tests(&text).filter(|name| format!("{}::{name}", shown(&path)).contains(word));
                let found = names.map(|name| RustTest { package, name: name.to_owned() });
                if folder == BROWSER { self.browser.extend(found) } else { self.native.extend(found) }
            }
        }
        if count(self) == before {
            let groups: Vec<String> = Group::value_variants()
                .iter()
                .filter_map(|it| Some(it.to_possible_value()?.get_name().to_owned()))
                .collect();
            bail!(
                "no test and no group is called {word}. A name is a part of the path of a file such as tests/store/store.test.mjs, \
                 or of a Rust test's with its file, src/policy/tests/scope.rs::the_test. Groups: {}",
                groups.join(", ")
            );
        }
        Ok(())
    }

    /// Whether a step belongs to it; the package does where it is what is tested.
    pub fn wants(&self, step: &Step) -> bool {
        let everything = self.groups.is_empty() && !self.has_tests();
        let brings_package = !self.node.is_empty() || self.groups.iter().any(|&group| tests_package(group));
        let has_tests = match step.group {
            Group::Native => !self.native.is_empty(),
            Group::Browser => !self.browser.is_empty(),
            Group::Node => !self.node.is_empty(),
            Group::Package => brings_package,
            _ => false,
        };
        everything || has_tests || self.groups.contains(&step.group)
    }

    /// Whether nothing is left out, inside of a step either.
    pub fn is_all(&self) -> bool {
        self.is_all
    }

    /// Whether a step is left to `--all`. A group that is named is carried out in full.
    pub fn leaves_out(&self, step: &Step) -> bool {
        let is_long = step.needs.iter().any(|need| LONG.contains(need));
        is_long && !self.is_all && !self.groups.contains(&step.group)
    }

    /// The chosen files of Node.js, or every one.
    pub fn node_files(&self, root: &Path) -> Result<Vec<PathBuf>> {
        let is_whole = self.node.is_empty() || self.groups.contains(&Group::Node);
        if is_whole { files(&root.join("tests"), ".test.mjs") } else { Ok(self.node.clone()) }
    }

    /// The chosen tests of a group; `None` for all of them.
    pub fn rust_tests(&self, group: Group) -> Option<&[RustTest]> {
        let tests = if group == Group::Browser { &self.browser } else { &self.native };
        (!tests.is_empty() && !self.groups.contains(&group)).then_some(tests)
    }

    fn has_tests(&self) -> bool {
        !(self.node.is_empty() && self.native.is_empty() && self.browser.is_empty())
    }
}

/// The names of the functions that are tests.
fn tests(source: &str) -> impl Iterator<Item = &str> {
    let after_attribute = source.split("test]\n").skip(1);
    after_attribute.filter_map(|rest| {
        let (_, function) = rest.split_once("fn ")?;
        function.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next()
    })
}

/// Every file under `folder` whose name ends so, sorted. Installed packages bring tests of their own, which are not ours.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_dir() && name != "node_modules" {
            found.extend(files(&entry.path(), ending)?);
        } else if name.to_string_lossy().ends_with(ending) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::steps::STEPS;
    use super::*;

    fn select(words: &[&str]) -> Result<Selection> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        Selection::of(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>(), false, &root)
    }

    fn groups(words: &[&str]) -> Vec<Group> {
        let selection = select(words).unwrap();
        let mut groups: Vec<Group> = STEPS.iter().filter(|it| selection.wants(it)).map(|step| step.group).collect();
        groups.dedup();
        groups
    }

    #[test]
    fn without_a_choice_nothing_is_left_out() {
        assert_eq!(groups(&[]), Group::value_variants());
    }

    #[test]
    fn the_package_that_is_tested_is_the_one_of_these_sources() {
        assert_eq!(groups(&["node"]), [Group::Package, Group::Node]);
        assert_eq!(groups(&["demo", "native"]), [Group::Native, Group::Package, Group::Demo]);
        assert_eq!(groups(&["supply"]), [Group::Package, Group::Supply]);
        assert_eq!(groups(&["native"]), [Group::Native]);
    }

    #[test]
    fn a_part_of_a_name_chooses_single_tests() {
        assert_eq!(groups(&["store/store"]), [Group::Package, Group::Node]);
        assert_eq!(select(&["store/store"]).unwrap().node.len(), 1);
        let name = "a_part_of_a_name_chooses_single_tests";
        assert_eq!(select(&[name]).unwrap().native, [RustTest { package: "xtask", name: name.to_owned() }]);
        assert_eq!(groups(&["src/policy/tests/scope.rs"]), [Group::Native]);
        assert_eq!(groups(&["tests/browser/"]), [Group::Browser]);
        assert!(select(&["no such", "test"]).unwrap_err().to_string().contains("no such"));
    }

    #[test]
    fn what_takes_minutes_is_left_to_those_who_ask_for_it() {
        let left_out = |words: &[&str], is_all: bool| {
            let selection = Selection { is_all, ..select(words).unwrap() };
            STEPS.iter().filter(|step| selection.wants(step) && selection.leaves_out(step)).count()
        };
        assert_eq!(left_out(&[], false), 3);
        assert_eq!(left_out(&[], true), 0);
        assert_eq!(left_out(&["fuzz", "supply"], false), 0);
    }

    #[test]
    fn every_test_file_is_found_and_no_installed_packages() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["a.test.mjs", "deep/er/b.test.mjs", "deep/helper.mjs", "node_modules/x/c.test.mjs"] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found = files(folder.path(), ".test.mjs").unwrap();
        assert_eq!(found, [folder.path().join("a.test.mjs"), folder.path().join("deep/er/b.test.mjs")]);
    }
}
