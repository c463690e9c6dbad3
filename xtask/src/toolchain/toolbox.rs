//! Where everything is, once the set-up is done, and the environment in which wasm32 is compiled.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::cache;
use super::debian;
use super::decide::{Need, Route};
use super::install::cargo;
use super::probe;
use super::{CARGO_DENY_VERSION, CARGO_FUZZ_VERSION, WASM_PACK_VERSION};
use crate::workspace::Workspace;

/// The tools that were asked for. Those that were not asked for may be absent.
#[derive(Debug)]
pub struct Toolbox {
    route: Route,
    debian: Option<Debian>,
    wasm_bindgen: Option<PathBuf>,
    wasm_pack: Option<PathBuf>,
    cargo_deny: Option<PathBuf>,
    cargo_fuzz: Option<PathBuf>,
    chromium: Option<PathBuf>,
    chromedriver: Option<PathBuf>,
}

#[derive(Debug)]
struct Debian {
    bin: PathBuf,
    linker: PathBuf,
}

impl Toolbox {
    /// Finds what `needs` ask for; the set-up has seen to it that it is there.
    pub(super) fn locate(workspace: &Workspace, route: Route, needs: &[Need]) -> Result<Self> {
        let debian = match route {
            Route::Own => None,
            Route::Debian => {
                let (bin, linker) = debian::installed(&workspace.cache)?;
                Some(Debian { bin, linker })
            }
        };
        let tool = |need: Need, package: &str, version: &str| {
            needs.contains(&need).then(|| folder_of(workspace, package, version)).flatten()
        };
        Ok(Self {
            route,
            debian,
            wasm_bindgen: tool(Need::WasmBindgen, "wasm-bindgen-cli", &probe::bindgen_version(workspace)?),
            wasm_pack: tool(Need::WasmPack, "wasm-pack", WASM_PACK_VERSION),
            cargo_deny: tool(Need::CargoDeny, "cargo-deny", CARGO_DENY_VERSION),
            cargo_fuzz: tool(Need::CargoFuzz, "cargo-fuzz", CARGO_FUZZ_VERSION),
            chromium: probe::chromium()?,
            chromedriver: probe::chromedriver()?,
        })
    }

    /// Whether wasm32 is compiled by the compiler in use, with whose components (clippy) it can be looked at too.
    pub fn uses_own_compiler(&self) -> bool {
        self.route == Route::Own
    }

    /// The cargo that compiles for wasm32, with its environment.
    pub fn wasm_cargo(&self) -> Command {
        let mut command = match &self.debian {
            None => cargo(),
            Some(debian) => Command::new(debian.bin.join("cargo")),
        };
        self.wasm_environment(&mut command);
        command
    }

    /// `wasm-pack`, finding cargo, the compiler and wasm-bindgen where they are.
    pub fn wasm_pack(&self) -> Result<Command> {
        let folder = self.wasm_pack.as_deref().context("wasm-pack is not installed")?;
        let mut command = Command::new(folder.join("wasm-pack"));
        self.wasm_environment(&mut command);
        Ok(command)
    }

    /// cargo-deny, if it could be installed.
    pub fn cargo_deny(&self) -> Option<Command> {
        Some(Command::new(self.cargo_deny.as_ref()?.join("cargo-deny")))
    }

    /// cargo-fuzz, if it could be installed.
    pub fn cargo_fuzz(&self) -> Option<Command> {
        Some(Command::new(self.cargo_fuzz.as_ref()?.join("cargo-fuzz")))
    }

    /// Chromium.
    pub fn chromium(&self) -> Result<&Path> {
        self.chromium.as_deref().context("Chromium is not installed")
    }

    /// Chromium's driver.
    pub fn chromedriver(&self) -> Result<&Path> {
        self.chromedriver.as_deref().context("Chromium's driver is not installed")
    }

    /// Where the compiler for wasm32 keeps the standard library's source.
    pub fn std_source(&self) -> Result<PathBuf> {
        let sysroot = match &self.debian {
            None => probe::own_sysroot().context("rustc does not say where its libraries are")?,
            Some(debian) => debian.bin.with_file_name("sysroot"),
        };
        Ok(sysroot.join("lib/rustlib/src/rust"))
    }

    fn wasm_environment(&self, command: &mut Command) {
        let mut folders: Vec<&Path> = Vec::new();
        if let Some(debian) = &self.debian {
            folders.push(&debian.bin);
            command
                .env("RUSTC", debian.bin.join("rustc"))
                .env("RUSTDOC", debian.bin.join("rustdoc"))
                .env("CARGO", debian.bin.join("cargo"))
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", &debian.linker)
                .env_remove("RUSTUP_TOOLCHAIN")
                .env_remove("LD_LIBRARY_PATH"); // it points into the compiler that runs this command
        }
        folders.extend(self.wasm_bindgen.as_deref());
        command.env("PATH", path_with(&folders));
    }
}

/// In the cache, or else on the `PATH`.
fn folder_of(workspace: &Workspace, package: &str, version: &str) -> Option<PathBuf> {
    let cached = cache::tool_folder(workspace, package, version).join("bin");
    if cached.is_dir() { Some(cached) } else { probe::tool_on_path(package, version) }
}

/// The `PATH` with `folders` before everything else.
fn path_with(folders: &[&Path]) -> OsString {
    let before = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().map(|folder| folder.to_path_buf()).chain(std::env::split_paths(&before));
    std::env::join_paths(all).unwrap_or(before)
}
