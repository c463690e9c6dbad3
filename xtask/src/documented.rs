//! Whoever types a `cargo xtask` command of a Markdown file gets what it says: the command and its flags are there.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;
use clap::error::ErrorKind;

use crate::cli::Cli;

/// Folders of what was installed or built.
const SKIPPED: [&str; 4] = ["node_modules", "target", "pkg", ".git"];
const COMMAND: &str = "cargo xtask";

/// Every Markdown file of the checkout.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match path.is_dir() {
                true if SKIPPED.contains(&name.as_str()) => Vec::new(),
                true => pages(&path),
                false if name.ends_with(".md") => vec![path],
                false => Vec::new(),
            }
        })
        .collect()
}

/// What stands behind `cargo xtask` in a text, up to the end of the command.
fn commands(text: &str) -> impl Iterator<Item = &str> {
    text.split(COMMAND).skip(1).map(|rest| rest.split(['`', '\n', '#', '&', '|']).next().unwrap_or_default().trim())
}

/// Whether the command line takes it as it stands.
fn is_taken(arguments: &str) -> bool {
    match Cli::try_parse_from([COMMAND].into_iter().chain(arguments.split_whitespace())) {
        Ok(_) => true,
        Err(error) => error.kind() == ErrorKind::DisplayHelp,
    }
}

#[test]
fn every_command_of_a_page_is_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut count = 0_u32;
    for page in pages(root) {
        let text = fs::read_to_string(&page).unwrap();
        for command in commands(&text).filter(|command| !command.is_empty()) {
            assert!(is_taken(command), "{}: {COMMAND} {command}", page.display());
            count = count.saturating_add(1);
        }
    }
    assert!(count > 5, "hardly a command was found");
}

#[test]
fn a_command_that_is_not_there_is_found() {
    assert_eq!(
        commands("`cargo xtask demo`, `cargo xtask bench --readme` and").collect::<Vec<_>>(),
        ["demo", "bench --readme"]
    );
    assert!(is_taken("demo --serve") && is_taken("package --help"));
    assert!(!is_taken("demos") && !is_taken("demo --server"));
}
