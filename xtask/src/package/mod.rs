//! `cargo xtask package`: the npm package, from the sources to the last byte.
//!
//! 1. [`compile`]: the crate and the standard library, for the least size;
//! 2. [`glue`]: wasm-bindgen's glue, binaryen's optimiser, [`names`] between the two, the wasm as text, once [`interpreted`] has
//!    seen that the interpreter can run it too;
//! 3. [`bundle`]: the entries, each as an ES module and for CommonJS, by esbuild;
//! 4. [`sbom`]: which crates are compiled into it;
//! 5. [`assemble`]: types, `package.json`, the [`pages`], and the exchange of the old package for the new.
//!
//! Everything is made in `target/package/` first; the package's folder is exchanged as a whole at the end. Two runs over
//! the same sources give the same bytes.

mod assemble;
mod bundle;
mod compile;
mod glue;
mod interpreted;
mod names;
mod pages;
mod sbom;

pub use glue::SOURCES;
pub use sbom::compiled;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::generate;
use crate::interrupt::{part, side_by_side};
use crate::process::{Quiet, quiet};
use crate::terminal::{self, say};
use crate::toolchain::{Need, Options, Toolbox, check_possible, ensure};
use crate::workspace::Workspace;

/// What packaging cannot do without.
pub const NEEDS: [Need; 2] = [COMPILING, Need::BuildModules];
/// What compiling cannot do without.
const COMPILING: Need = Need::StdSource;

/// In cargo's build directory: where the package is made.
const WORK: &str = "package";

/// Where the package is made.
struct Site<'a> {
    workspace: &'a Workspace,
    toolbox: &'a Toolbox,
    work: PathBuf,
}

impl<'a> Site<'a> {
    fn of(workspace: &'a Workspace, toolbox: &'a Toolbox) -> Self {
        Self { workspace, toolbox, work: workspace.target.join(WORK) }
    }

    /// The folder that esbuild bundles from.
    fn staging(&self) -> PathBuf {
        self.work.join("staging")
    }

    /// Where the built core goes, in it.
    fn built(&self) -> PathBuf {
        self.staging().join("built")
    }

    /// The package in the making.
    fn package(&self) -> PathBuf {
        self.work.join("package")
    }

    /// A file of the published package's sources.
    fn template(&self, name: &str) -> PathBuf {
        self.workspace.path("pkg-template").join(name)
    }

    /// Runs a tool whose words matter only when it fails.
    fn run(&self, label: &str, log: &str, command: &mut Command) -> Result<()> {
        self.ask(label, log, command, None)
    }

    /// Runs a tool whose standard output is the file `answer`.
    fn ask(&self, label: &str, log: &str, command: &mut Command, answer: Option<&Path>) -> Result<()> {
        quiet(command, &Quiet { label, log: &self.workspace.log(log), answer, limit: None })
    }

    /// The start of a command from `tests/node_modules`, by its package: two versions of one would share a name in `.bin`.
    fn npm_tool(&self, package: &str, tool: &str) -> Command {
        Command::new(self.workspace.path("tests/node_modules").join(package).join("bin").join(tool))
    }
}

/// Sees to what packaging needs and `further` needs, and writes the package to `out`. The crates are compiled while the rest is
/// being installed.
pub fn set_up_and_run(workspace: &Workspace, further: &[Need], options: &Options, out: &Path) -> Result<Toolbox> {
    let started = Instant::now();
    let needs = [&NEEDS, further].concat();
    check_possible(workspace, &needs, options)?;
    let compiler = ensure(workspace, &[COMPILING], options)?;
    let _turn = take_turn(workspace)?;
    let (mut compiled, mut toolbox) = (None, None);
    side_by_side(vec![
        part(&mut compiled, || compile_all(&Site::of(workspace, &compiler))),
        part(&mut toolbox, || ensure(workspace, &needs, options)),
    ])?;
    let (compiled, toolbox) = compiled.zip(toolbox).context("the set-up did not end")?;
    write(&Site::of(workspace, &toolbox), &compiled, out, started)?;
    Ok(toolbox)
}

/// Writes the package to `out`.
pub fn run(workspace: &Workspace, toolbox: &Toolbox, out: &Path) -> Result<()> {
    let started = Instant::now();
    let site = Site::of(workspace, toolbox);
    let _turn = take_turn(workspace)?;
    let compiled = compile_all(&site)?;
    write(&site, &compiled, out, started)
}

fn write(site: &Site<'_>, compiled: &Compiled, out: &Path, started: Instant) -> Result<()> {
    renew(&site.staging())?;
    renew(&site.package())?;
    copy_tree(&site.template("src"), &site.staging())?;
    println!("Writing the glue and optimising the wasm");
    glue::write(site, &compiled.main)?;
    glue::write_apart(site, &glue::FETCH, &compiled.fetch)?;
    glue::write_apart(site, &glue::TESTING, &compiled.testing)?;
    println!("Bundling");
    bundle::write(site)?;
    sbom::write(site)?;
    assemble::write(site, out)?;
    println!("{} in {}", out.display(), terminal::seconds(started.elapsed()));
    Ok(())
}

/// The compiler's wasm of every core.
struct Compiled {
    main: PathBuf,
    fetch: PathBuf,
    testing: PathBuf,
}

fn compile_all(site: &Site<'_>) -> Result<Compiled> {
    assemble::check_version(site)?;
    generate::check(site.workspace)?;
    say("Compiling for wasm32, the standard library included (a minute at first, seconds afterwards)");
    let compile = |core| compile::wasm(site, core);
    Ok(Compiled { main: compile(&glue::MAIN)?, fetch: compile(&glue::FETCH)?, testing: compile(&glue::TESTING)? })
}

/// The published wasm as it was last built, and wasm-opt's map of its names.
pub fn wasm(workspace: &Workspace, toolbox: &Toolbox) -> Result<(PathBuf, PathBuf)> {
    let site = Site::of(workspace, toolbox);
    let _turn = take_turn(workspace)?;
    Ok((glue::optimised(&site, &glue::MAIN), glue::names_map(&site, &glue::MAIN)))
}

/// Two commands at once must not write into the same folder; the second waits.
fn take_turn(workspace: &Workspace) -> Result<File> {
    let work = workspace.target.join(WORK);
    fs::create_dir_all(&work).with_context(|| format!("{} cannot be made", work.display()))?;
    let lock = File::create(work.join("lock")).context("target/package/lock cannot be written")?;
    lock.lock().context("target/package/lock cannot be locked")?;
    Ok(lock)
}

/// An empty folder.
fn renew(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))
}

/// The files of a folder, without its folders.
fn copy_files(from: &Path, to: &Path) -> Result<()> {
    copy(from, to, false)
}

/// A folder with its folders.
fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    copy(from, to, true)
}

fn copy(from: &Path, to: &Path, with_folders: bool) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("{} cannot be made", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_file() {
            fs::copy(&path, &target).with_context(|| format!("{} cannot be copied", path.display()))?;
        } else if with_folders {
            copy(&path, &target, true)?;
        }
    }
    Ok(())
}
