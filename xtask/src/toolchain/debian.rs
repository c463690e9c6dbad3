//! Debian's compiler for wasm32, beside the user's own and without touching it.
//!
//! The packages `rustc-web`, `cargo-web` and `rust-web-src` hold a current compiler and the standard library's source,
//! but no standard library for wasm32. It is compiled once and put into a sysroot in the cache: links to what Debian
//! installed, and the libraries for wasm32 beside them. Two small scripts start the compiler with that sysroot. So
//! nothing is written under `/usr` by hand, rustup need not exist, its toolchains stay as they are, and tools that look for
//! an installed target find one. Removing the folder removes it all.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::TARGET;
use super::cache::{self, Installing};
use super::machine::Debian;
use crate::process::{Quiet, answer, quiet};

/// A machine without any of it.
pub const NOTHING: Debian = Debian { compiler: false, source: false, linker: false, sysroot: false };

const CARGO: &str = "/usr/bin/cargo";
const RUSTC: &str = "/usr/bin/rustc";
const RUSTDOC: &str = "/usr/bin/rustdoc";
const LIBRARIES: &str = "/usr/lib/rustlib";
const SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std";
/// The oldest linker that knows what the compiler writes.
const OLDEST_LLD: u32 = 22;

/// What there is of it, with the cache at `cache`.
pub fn look(cache: &Path) -> Debian {
    let Some(version) = compiler_version() else { return NOTHING };
    Debian {
        compiler: true,
        source: Path::new(SOURCE).is_dir(),
        linker: linker().is_some(),
        sysroot: folder(cache, &version).is_dir(),
    }
}

/// The versions N for which apt offers `lld-N`.
pub fn linkers_offered() -> Vec<u32> {
    let names = answer("apt-cache", &["pkgnames", "lld-"]).unwrap_or_default();
    names.lines().filter_map(|name| name.strip_prefix("lld-")?.parse().ok()).collect()
}

/// The folder of scripts that stand for the compiler, and the linker's name; once everything is installed.
pub fn installed(cache: &Path) -> Result<(PathBuf, PathBuf)> {
    let version = compiler_version().context("Debian's compiler is not installed")?;
    let linker = linker().context("no linker for wasm32 is installed")?;
    Ok((folder(cache, &version).join("bin"), linker))
}

/// Compiles the standard library for wasm32 and builds the sysroot in the cache.
pub fn build_sysroot(installing: &Installing, cache: &Path, how: &Quiet<'_>) -> Result<()> {
    let version = compiler_version().context("Debian's compiler is not installed")?;
    let linker = linker().context("no linker for wasm32 is installed")?;
    let unfinished = installing.folder()?;
    let work = unfinished.path();
    let libraries = work.join("built/sysroot/lib/rustlib");
    fs::create_dir_all(libraries.join(TARGET).join("lib"))?;
    compile_std(&work.join("empty"), &linker, how)?;
    copy_libraries(&work.join("empty/target").join(TARGET).join("release/deps"), &libraries.join(TARGET).join("lib"))?;
    link_debians(&libraries)?;
    let place = folder(cache, &version);
    write_programs(&work.join("built/bin"), &place.join("sysroot"))?;
    cache::finish(&work.join("built"), &place)
}

/// An empty library, compiled with all of the standard library that tests need.
fn compile_std(crate_folder: &Path, linker: &Path, how: &Quiet<'_>) -> Result<()> {
    fs::create_dir_all(crate_folder.join("src"))?;
    fs::write(crate_folder.join("src/lib.rs"), "")?;
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n";
    fs::write(crate_folder.join("Cargo.toml"), manifest)?;
    let mut command = Command::new(CARGO);
    command
        .current_dir(crate_folder)
        .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort,test"])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", RUSTC)
        .env("CARGO_TARGET_DIR", crate_folder.join("target"))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "LD_LIBRARY_PATH"] {
        command.env_remove(variable);
    }
    quiet(&mut command, how)
}

fn copy_libraries(from: &Path, to: &Path) -> Result<()> {
    let mut copied = false;
    for entry in fs::read_dir(from)?.flatten() {
        let name = entry.file_name();
        let text = name.to_string_lossy();
        if text.ends_with(".rlib") && !text.starts_with("libempty-") {
            fs::copy(entry.path(), to.join(&name))?;
            copied = true;
        }
    }
    if !copied {
        bail!("the standard library was compiled, but no library is in {}", from.display());
    }
    Ok(())
}

/// Everything that Debian installed, but for wasm32: the host's own libraries and the source.
fn link_debians(libraries: &Path) -> Result<()> {
    for entry in fs::read_dir(LIBRARIES)?.flatten() {
        if entry.file_name() != TARGET {
            symlink(entry.path(), libraries.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn write_programs(bin: &Path, sysroot: &Path) -> Result<()> {
    fs::create_dir_all(bin)?;
    symlink(CARGO, bin.join("cargo"))?;
    for (name, program) in [("rustc", RUSTC), ("rustdoc", RUSTDOC)] {
        let script = bin.join(name);
        fs::write(&script, script_text(program, sysroot))?;
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

fn script_text(program: &str, sysroot: &Path) -> String {
    let quoted = sysroot.to_string_lossy().replace('\'', r"'\''");
    format!("#!/bin/sh\nexec {program} --sysroot '{quoted}' \"$@\"\n")
}

/// Named by the package's version: after an update the standard library is compiled anew.
fn folder(cache: &Path, version: &str) -> PathBuf {
    cache.join(format!("debian-rust-{version}"))
}

/// The version of the packages, when both are installed and recent enough for this workspace.
fn compiler_version() -> Option<String> {
    let rustc = package_version("rustc-web")?;
    let cargo = package_version("cargo-web")?;
    (rustc == cargo && recent_enough(&rustc, env!("CARGO_PKG_RUST_VERSION"))).then_some(rustc)
}

fn package_version(package: &str) -> Option<String> {
    let said = answer("dpkg-query", &["--show", "--showformat=${db:Status-Status} ${Version}", package])?;
    said.strip_prefix("installed ").map(str::to_owned)
}

/// Whether Debian's `1.96.0+dfsg1-1` is at least `1.95`.
fn recent_enough(package: &str, wanted: &str) -> bool {
    let number = |text: &str| -> Option<(u32, u32)> {
        let mut parts = text.split(['.', '+', '-', '~']).map(str::parse);
        Some((parts.next()?.ok()?, parts.next()?.ok()?))
    };
    matches!((number(package), number(wanted)), (Some(has), Some(wants)) if has >= wants)
}

/// The oldest `wasm-ld-N` that will do.
fn linker() -> Option<PathBuf> {
    let names = fs::read_dir("/usr/bin").ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let versions = names.filter_map(|name| name.strip_prefix("wasm-ld-")?.parse::<u32>().ok());
    let version = versions.filter(|version| *version >= OLDEST_LLD).min()?;
    Some(PathBuf::from(format!("/usr/bin/wasm-ld-{version}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_debian_compiler_is_not_taken_for_a_current_one() {
        assert!(recent_enough("1.96.0+dfsg1-1~deb12u2", "1.95"));
        assert!(recent_enough("2.0.0-1", "1.95"));
        assert!(!recent_enough("1.85.0+dfsg3-1~deb12u3", "1.95"));
        assert!(!recent_enough("unknown", "1.95"));
    }

    #[test]
    fn a_home_directory_with_a_space_or_a_quote_does_not_break_the_compiler() {
        let text = script_text("/usr/bin/rustc", Path::new("/home/o'neil cache/sysroot"));
        assert!(text.contains(r"--sysroot '/home/o'\''neil cache/sysroot' "), "{text}");
    }
}
