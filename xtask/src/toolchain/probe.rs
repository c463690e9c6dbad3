//! Looks at the machine, and changes nothing. Cheap enough for every run: files are looked for, and only a few short
//! commands are asked, slow ones only where their answer matters.

use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::cache;
use super::debian;
use super::decide::Need;
use super::machine::{Machine, Own, Privilege, Tool, Wish};
use super::{CARGO_DENY_VERSION, CARGO_FUZZ_VERSION, Failed, Options, TARGET, WASM_PACK_VERSION};
use crate::process::answer;
use crate::workspace::{Workspace, locked_version};

const CHROMIUM_NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const CHROMIUM_PLACES: [&str; 1] = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
const DRIVER_NAMES: [&str; 2] = ["chromedriver", "chromium.chromedriver"];
const DRIVER_PLACES: [&str; 2] = ["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];

/// Describes this machine, as far as `needs` ask for it.
pub fn look(workspace: &Workspace, needs: &[Need], options: &Options, failed: &Failed) -> Result<Machine> {
    let needs_compiler = needs.contains(&Need::WasmTarget) || needs.contains(&Need::StdSource);
    let own = if needs_compiler { own() } else { Own { target: true, source: true } };
    let asks_debian = needs_compiler && (options.wish == Wish::Debian || !own.target || !own.source);
    let debian = if asks_debian { debian::look(&workspace.cache) } else { debian::NOTHING };
    let needs_node = needs.contains(&Need::NodeModules) || needs.contains(&Need::BuildModules);
    let tool = |package: &str, version: &str| tool(workspace, package, version, failed);
    Ok(Machine {
        wish: options.wish,
        no_install: options.no_install,
        offline: std::env::var("CARGO_NET_OFFLINE").is_ok_and(|value| value == "true" || value == "1"),
        rustup: on_path(&["rustup"]).is_some(),
        rustup_failed: failed.rustup,
        own,
        debian,
        apt: on_path(&["apt-get"]).is_some(),
        lld: if asks_debian && !debian.linker { debian::linkers_offered() } else { Vec::new() },
        privilege: privilege(),
        wasm_bindgen: tool("wasm-bindgen-cli", &bindgen_version(workspace)?),
        wasm_pack: tool("wasm-pack", WASM_PACK_VERSION),
        cargo_deny: tool("cargo-deny", CARGO_DENY_VERSION),
        cargo_fuzz: tool("cargo-fuzz", CARGO_FUZZ_VERSION),
        node: if needs_node { answer("node", &["--version"]).as_deref().and_then(major) } else { None },
        npm: on_path(&["npm"]).is_some(),
        npm_packages: cache::npm_packages(workspace),
        chromium: chromium()?.is_some(),
        chromedriver: chromedriver()?.is_some(),
    })
}

/// The version of wasm-bindgen that the lock file names: library and command must match to the last digit.
pub fn bindgen_version(workspace: &Workspace) -> Result<String> {
    locked_version(&workspace.lock_file()?, "wasm-bindgen")
}

/// Chromium: `CHROME`, or a usual name on the `PATH`.
pub fn chromium() -> Result<Option<PathBuf>> {
    Ok(named_by("CHROME")?.or_else(|| on_path(&CHROMIUM_NAMES)).or_else(|| existing(&CHROMIUM_PLACES)))
}

/// Its driver: `CHROMEDRIVER`, or a usual name on the `PATH`, or a usual place.
pub fn chromedriver() -> Result<Option<PathBuf>> {
    Ok(named_by("CHROMEDRIVER")?.or_else(|| on_path(&DRIVER_NAMES)).or_else(|| existing(&DRIVER_PLACES)))
}

/// The first of `names` that the `PATH` has.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// Where the compiler in use keeps its libraries.
pub fn own_sysroot() -> Option<PathBuf> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    answer(rustc, &["--print", "sysroot"]).map(PathBuf::from)
}

/// The folder of a tool on the `PATH` whose version is exactly the wanted one.
pub fn tool_on_path(package: &str, version: &str) -> Option<PathBuf> {
    let programs = cache::programs(package);
    let folder = on_path(&[programs.first()?])?.parent()?.to_owned();
    let complete = programs.iter().all(|program| folder.join(program).is_file());
    let said = answer(folder.join(programs.first()?), &["--version"])?;
    (complete && said.split_whitespace().last() == Some(version)).then_some(folder)
}

fn own() -> Own {
    let Some(sysroot) = own_sysroot() else { return Own { target: false, source: false } };
    let libraries = sysroot.join("lib/rustlib");
    Own {
        target: has_std(&libraries.join(TARGET).join("lib")),
        source: libraries.join("src/rust/library/std").is_dir(),
    }
}

fn has_std(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

fn tool(workspace: &Workspace, package: &str, version: &str, failed: &Failed) -> Tool {
    let cached = cache::tool_folder(workspace, package, version).is_dir();
    let installed = cached || tool_on_path(package, version).is_some();
    let failed = failed.tools.iter().any(|tool| tool == package);
    Tool { package: package.to_owned(), version: version.to_owned(), installed, failed }
}

fn privilege() -> Privilege {
    if nix::unistd::geteuid().is_root() {
        return Privilege::Root;
    }
    let answers = || answer("sudo", &["-n", "true"]).is_some();
    let asks = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let usable = on_path(&["sudo"]).is_some() && (asks || answers());
    if usable { Privilege::Sudo } else { Privilege::None }
}

fn named_by(variable: &str) -> Result<Option<PathBuf>> {
    let Some(path) = std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from) else {
        return Ok(None);
    };
    if !path.is_file() {
        bail!("{variable} names {}, which is not a file", path.display());
    }
    Ok(Some(path))
}

fn existing(places: &[&str]) -> Option<PathBuf> {
    places.iter().map(PathBuf::from).find(|place| place.is_file())
}

/// The major version in `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_version_is_understood() {
        assert_eq!(major("v20.11.1"), Some(20));
        assert_eq!(major("unknown"), None);
    }
}
