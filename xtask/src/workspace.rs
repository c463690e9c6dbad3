//! Where things are: the checkout, its build directory, the cache; and the versions that the lock file names.
//!
//! Nothing here depends on the working directory: every command works from any folder of the checkout.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The name under which the cache is kept.
const CACHE_NAME: &str = "stripe-apps-secrets";

/// The directories that the commands work with.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The checkout.
    pub root: PathBuf,
    /// Cargo's build directory.
    pub target: PathBuf,
    /// Where tools are installed: outside `target/`, so that a clean checkout does not pay again.
    pub cache: PathBuf,
}

impl Workspace {
    /// Finds the directories from the environment.
    pub fn find() -> Result<Self> {
        // Cargo says at run time where the crate is; the path compiled in serves when the binary is run by hand.
        let own = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = PathBuf::from(own).parent().context("xtask lies outside a workspace")?.to_owned();
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let cache = cache_folder(|name| std::env::var_os(name))?;
        Ok(Self { target: std::path::absolute(target)?, cache: std::path::absolute(cache)?, root })
    }

    /// A file or folder of the checkout.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// The folder for logs of noisy tools.
    pub fn log(&self, name: &str) -> PathBuf {
        self.cache.join("log").join(format!("{name}.log"))
    }

    /// The text of the checkout's `Cargo.lock`.
    pub fn lock_file(&self) -> Result<String> {
        let path = self.path("Cargo.lock");
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    }
}

/// `$STRIPE_APPS_SECRETS_CACHE`, else `$XDG_CACHE_HOME/stripe-apps-secrets`, else `~/.cache/stripe-apps-secrets`. An empty
/// variable counts as none, as the XDG specification wants it.
fn cache_folder(variable: impl Fn(&str) -> Option<OsString>) -> Result<PathBuf> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("STRIPE_APPS_SECRETS_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|folder| folder.join(CACHE_NAME)))
        .or_else(|| set("HOME").map(|folder| folder.join(".cache").join(CACHE_NAME)))
        .context("no place for the cache: set STRIPE_APPS_SECRETS_CACHE to a folder")
}

/// The version of `package` in the text of a `Cargo.lock`.
pub fn locked_version(lock: &str, package: &str) -> Result<String> {
    let lock: toml::Table = lock.parse().context("Cargo.lock is not TOML")?;
    let packages = lock.get("package").and_then(toml::Value::as_array).context("Cargo.lock names no packages")?;
    packages
        .iter()
        .find(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))
        .and_then(|entry| entry.get("version")?.as_str())
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock does not name {package}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn cache(variables: &[(&str, &str)]) -> Option<PathBuf> {
        cache_folder(|name| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into())).ok()
    }

    #[test]
    fn the_cache_stands_where_the_user_wants_it() {
        let all = [("STRIPE_APPS_SECRETS_CACHE", "/c"), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h")];
        assert_eq!(cache(&all), Some("/c".into()));
        assert_eq!(cache(&[("XDG_CACHE_HOME", "/x"), ("HOME", "/h")]), Some("/x/stripe-apps-secrets".into()));
        assert_eq!(cache(&[("XDG_CACHE_HOME", ""), ("HOME", "/h")]), Some("/h/.cache/stripe-apps-secrets".into()));
        assert_eq!(cache(&[]), None);
    }

    #[test]
    fn the_command_line_tool_has_the_version_of_the_library() {
        let lock = "version = 4\n[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"9.9.9\"\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").unwrap(), "0.2.130");
        assert!(locked_version(lock, "wasm").is_err());
    }
}
