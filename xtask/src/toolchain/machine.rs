//! The description of a machine that the decision is made from.

/// Which compiler the user wants for wasm32.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Whatever serves: the compiler in use, rustup, Debian's.
    Auto,
    /// The compiler in use with rustup's target, and nothing else.
    Rustup,
    /// Debian's compiler.
    Debian,
}

/// How system packages can be installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Privilege {
    /// As root.
    Root,
    /// Through sudo: without a password, or with a person at the terminal to type it.
    Sudo,
    /// Not at all.
    None,
}

/// What the compiler in use has for wasm32.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own {
    /// The compiled standard library.
    pub target: bool,
    /// The standard library's source.
    pub source: bool,
}

/// What there is of Debian's compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debian {
    /// `rustc` and `cargo`, from the packages for browsers.
    pub compiler: bool,
    /// The standard library's source.
    pub source: bool,
    /// A linker for wasm that knows what this compiler writes.
    pub linker: bool,
    /// The standard library compiled for wasm32 with this very compiler, in the cache.
    pub sysroot: bool,
}

/// How many of the packages that `tests/package-lock.json` names are installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NpmPackages {
    /// None, or those of another lock file.
    None,
    /// What builds the package and shows the demo: the `dependencies` of `tests/package.json`.
    Build,
    /// All.
    All,
}

/// A tool that is compiled from source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tool {
    /// The package's name.
    pub package: String,
    /// The one version that will do.
    pub version: String,
    /// Whether it is in the cache or on the `PATH`.
    pub installed: bool,
    /// Whether it was tried in this run, in vain.
    pub failed: bool,
}

/// A machine, as far as the set-up is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// The user's choice of compiler.
    pub wish: Wish,
    /// `--no-install` was given.
    pub no_install: bool,
    /// Cargo is told to stay off the network (`CARGO_NET_OFFLINE`).
    pub offline: bool,
    /// There is rustup.
    pub rustup: bool,
    /// rustup was tried in this run, in vain.
    pub rustup_failed: bool,
    /// The compiler in use.
    pub own: Own,
    /// Debian's compiler.
    pub debian: Debian,
    /// There is apt.
    pub apt: bool,
    /// The versions of lld that apt offers as `lld-N`; empty before the first `apt-get update`.
    pub lld: Vec<u32>,
    /// How system packages can be installed.
    pub privilege: Privilege,
    /// wasm-bindgen's command.
    pub wasm_bindgen: Tool,
    /// wasm-pack.
    pub wasm_pack: Tool,
    /// cargo-deny.
    pub cargo_deny: Tool,
    /// cargo-fuzz.
    pub cargo_fuzz: Tool,
    /// Node's major version.
    pub node: Option<u32>,
    /// There is npm.
    pub npm: bool,
    /// What is in `tests/node_modules`.
    pub npm_packages: NpmPackages,
    /// There is Chromium, or Chrome.
    pub chromium: bool,
    /// There is its driver.
    pub chromedriver: bool,
}
