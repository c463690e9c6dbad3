//! The steps of a set-up, in words: what each does, how long it may take, and the command that does the same by hand.

use super::machine::{NpmPackages, Privilege};

/// One thing to install.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Let rustup add to the compiler in use.
    Rustup {
        /// The compiled standard library.
        target: bool,
        /// Its source.
        source: bool,
    },
    /// Install system packages.
    Apt {
        /// Their names.
        packages: Vec<String>,
        /// Whether sudo is needed.
        privilege: Privilege,
    },
    /// Compile the standard library with Debian's compiler, into a sysroot in the cache.
    DebianSysroot,
    /// Compile a tool from source into the cache.
    CargoInstall {
        /// The package.
        package: String,
        /// Its version.
        version: String,
    },
    /// Install pinned npm packages into `tests/`.
    NpmCi(NpmPackages),
}

/// Steps that wait for nothing outside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// The compiler for wasm32, and system packages.
    System,
    /// What is compiled, one after the other: each takes all cores.
    Compiler,
    /// What npm fetches.
    Npm,
}

impl Lane {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::System, Self::Compiler, Self::Npm];
}

impl Step {
    /// What the step does.
    pub fn says(&self) -> String {
        match self {
            Self::Rustup { .. } => format!("adding {} through rustup", self.thing()),
            Self::Apt { packages, .. } => format!("installing the system packages {}", packages.join(", ")),
            Self::DebianSysroot => "compiling the standard library for wasm32 with Debian's compiler".to_owned(),
            Self::CargoInstall { package, version } => format!("compiling {package} {version} from source"),
            Self::NpmCi(_) => format!("installing {}", self.thing()),
        }
    }

    /// How long it may take, on two cores with an ordinary network.
    pub fn takes(&self) -> &'static str {
        match self {
            Self::Rustup { .. } => "up to a minute; given up after three",
            Self::Apt { .. } => "about a minute",
            Self::DebianSysroot => "about a minute",
            Self::CargoInstall { package, .. } if package == "cargo-deny" => "about five minutes",
            Self::CargoInstall { package, .. } if package == "cargo-fuzz" => "about a minute",
            Self::CargoInstall { .. } => "one to two minutes",
            Self::NpmCi(NpmPackages::All) => "about half a minute",
            Self::NpmCi(_) => "a few seconds",
        }
    }

    /// What it is done beside: steps of one lane wait for each other.
    pub fn lane(&self) -> Lane {
        match self {
            Self::Rustup { .. } | Self::Apt { .. } | Self::DebianSysroot => Lane::System,
            Self::CargoInstall { .. } => Lane::Compiler,
            Self::NpmCi(_) => Lane::Npm,
        }
    }

    /// A name for the step's log.
    pub fn log_name(&self) -> String {
        match self {
            Self::Rustup { .. } => "rustup".to_owned(),
            Self::Apt { .. } => "apt".to_owned(),
            Self::DebianSysroot => "debian-sysroot".to_owned(),
            Self::CargoInstall { package, .. } => package.clone(),
            Self::NpmCi(_) => "npm".to_owned(),
        }
    }

    /// What is missing before the step.
    fn thing(&self) -> String {
        match self {
            Self::Rustup { target: true, source: true } => {
                "the wasm32 target and the standard library's source".to_owned()
            }
            Self::Rustup { target: true, .. } => "the wasm32 target".to_owned(),
            Self::Rustup { .. } => "the standard library's source".to_owned(),
            Self::Apt { packages, .. } if packages.len() == 1 => format!("the system package {}", packages.concat()),
            Self::Apt { packages, .. } => format!("the system packages {}", packages.join(", ")),
            Self::DebianSysroot => "the standard library for wasm32, by Debian's compiler".to_owned(),
            Self::CargoInstall { package, version } => format!("{package} {version}"),
            Self::NpmCi(NpmPackages::All) => "the npm packages of tests/".to_owned(),
            Self::NpmCi(_) => "the npm packages that build the package".to_owned(),
        }
    }

    /// The command that does the same by hand.
    fn remedy(&self) -> String {
        let command = match self {
            Self::Rustup { target, source } => {
                let target = target.then_some("rustup target add wasm32-unknown-unknown");
                let source = source.then_some("rustup component add rust-src");
                target.into_iter().chain(source).collect::<Vec<_>>().join(" && ")
            }
            Self::Apt { packages, privilege } => {
                let sudo = if *privilege == Privilege::Root { "" } else { "sudo " };
                format!("{sudo}apt-get update && {sudo}apt-get install --yes {}", packages.join(" "))
            }
            Self::DebianSysroot => return "It is compiled by this command, without --no-install".to_owned(),
            Self::CargoInstall { package, version } => format!("cargo install {package} --version {version}"),
            Self::NpmCi(NpmPackages::All) => "npm ci --prefix tests".to_owned(),
            Self::NpmCi(_) => "npm ci --prefix tests --omit=dev".to_owned(),
        };
        format!("Run: {command}")
    }
}

/// Something that is needed and cannot be installed here, or must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What is missing.
    pub thing: String,
    /// What to run, or to do.
    pub remedy: String,
}

impl Missing {
    /// What `step` would have installed, and the command that does the same.
    pub fn of(step: &Step) -> Self {
        Self { thing: step.thing(), remedy: step.remedy() }
    }

    /// System packages, on a system that has them under other names or not at all.
    pub fn without_apt(packages: &[String]) -> Vec<Self> {
        let browser = packages.iter().any(|name| name.starts_with("chromium"));
        let compiler = packages.iter().any(|name| !name.starts_with("chromium"));
        let browser = browser.then(|| Self {
            thing: "Chromium or its driver".to_owned(),
            remedy: "Install both, and name them in CHROME and CHROMEDRIVER if they are not on the PATH".to_owned(),
        });
        let compiler = compiler.then(|| Self::of(&Step::Rustup { target: true, source: true }));
        compiler.into_iter().chain(browser).collect()
    }

    /// Node.js, which comes from too many places to choose one.
    pub fn node(oldest: u32, found: Option<u32>) -> Self {
        let found = found.map_or_else(String::new, |version| format!(" (found: {version})"));
        Self {
            thing: format!("Node.js {oldest} or later with npm{found}"),
            remedy: "Install it from nodejs.org or your distribution".to_owned(),
        }
    }
}
