//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::toolchain::{Options, Wish};

/// The project's commands. Each installs what it needs first, and says so.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 110, after_help = ENVIRONMENT, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const ENVIRONMENT: &str = "\
Environment:
  STRIPE_APPS_SECRETS_CACHE      where tools are installed [default: $XDG_CACHE_HOME/stripe-apps-secrets,
                                 else ~/.cache/stripe-apps-secrets]
  STRIPE_APPS_SECRETS_TOOLCHAIN  the compiler for wasm32: `rustup` (the compiler in use, with rustup's target),
                                 `debian` (Debian's packages rustc-web, cargo-web and rust-web-src), or `auto`
                                 (what is there; else rustup's; else Debian's) [default: auto]
  CHROME, CHROMEDRIVER           the browser and its driver, when they are not on the PATH
  CARGO_NET_OFFLINE              `true`: nothing is installed
  NO_COLOR                       no colour

What is installed, when it is missing: rustup's wasm32 target and rust-src, or else Debian's compiler; wasm-bindgen's
test runner in the version of Cargo.lock and wasm-pack, for the tests in the browser, cargo-deny and cargo-fuzz, for
`test --all`, all compiled into the cache; of the pinned npm packages of tests/ those that the command needs; Chromium
and its driver through apt. System packages are named before they are installed. Without cargo-deny or cargo-fuzz their
steps are skipped.";

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the package at work: a UI extension, the real host client, and an emulated Secret Store.
    ///
    /// Builds the package, bundles an extension with it and with the real `@stripe/ui-extension-sdk`, and puts it into the
    /// sandboxed frame of a Dashboard simulator whose host asks the emulator. Headless Chromium walks through Stripe's
    /// documented sequence for the user's scope and the account's, and through another user's scope, which is refused with
    /// nothing on the wire. The terminal shows each step, what went over the wire (payloads hidden), and the outcome; the
    /// exit code is 0 only if every step went as promised.
    Demo(Demo),
    /// Run every test, and print how many steps passed, failed and were skipped.
    ///
    /// Stops at the first step that fails. A suite that passes is one line; what fails is shown in full. The groups `supply`, `node`
    /// and `demo` bring `package` along, which they test. What needs a service that cannot be reached is skipped, and says so.
    ///
    /// Groups: `lint` (formatting, lints and types), `native` (Rust tests that need no browser), `browser` (those in headless
    /// Chromium), `package` (building it), `supply` (traps in the wasm, licences, lock files, known advisories; the package once more
    /// from another directory, byte for byte), `node` (the package and the page, from Node.js), `demo`, `fuzz` (ten seconds for each
    /// target).
    ///
    /// A name is a part of the path of a file such as tests/store/store.test.mjs, or of a Rust test's with its file:
    /// `cargo xtask test store/store`, `cargo xtask test policy/tests/scope.rs`, `cargo xtask test a_user_is_bound_once`.
    Test(Test),
    /// Build the npm package into pkg/.
    ///
    /// Compiles the crate and the standard library for the least size, runs wasm-bindgen, wasm-opt and esbuild, and prints
    /// what an import of each entry adds to an extension. The same sources give the same bytes. `npm pack` in the folder makes the file to publish.
    Package(Package),
    /// Write pkg-template/src/contract.js, which says in JavaScript what Rust knows too.
    ///
    /// Run it after a change of src/contract or fetch/src/refusal.rs. A test says when the file is stale.
    Generate,
    /// Measure what the package costs, beside `stripe` and beside the least that a client can be.
    ///
    /// Builds the package, then measures what an import adds to an extension's bundle; the time of find, create, a page of
    /// list and 1,000 calls at once, in Node.js and in headless Chromium; allocations and promises; the first call in new
    /// pages and processes; and what stays after 100,000 calls. Prints tables and the design's budget. A slow figure fails
    /// nothing; the sizes are checked in `cargo xtask test`. Times are good on an idle machine only.
    ///
    /// `cargo xtask bench --readme` renews every figure of the README and of docs/performance.md: sizes, chart and table.
    Bench(Bench),
}

/// What every command takes.
#[derive(Debug, Clone, Copy, Args)]
pub struct Setup {
    /// Install nothing: say what is missing and how to install it
    #[arg(long)]
    no_install: bool,
    /// The compiler for wasm32; `cargo xtask --help` says more
    #[arg(long, value_name = "WHICH", env = "STRIPE_APPS_SECRETS_TOOLCHAIN", value_enum, default_value_t = Compiler::Auto)]
    toolchain: Compiler,
}

impl From<Setup> for Options {
    fn from(setup: Setup) -> Self {
        let wish = match setup.toolchain {
            Compiler::Auto => Wish::Auto,
            Compiler::Rustup => Wish::Rustup,
            Compiler::Debian => Wish::Debian,
        };
        Self { no_install: setup.no_install, wish }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Compiler {
    /// What is there; else rustup's; else Debian's
    Auto,
    /// The compiler in use, with rustup's target
    Rustup,
    /// Debian's packages for browsers
    Debian,
}

/// `cargo xtask demo`
#[derive(Debug, Args)]
pub struct Demo {
    /// Serve the simulator for a person to click through, until Ctrl-C; needs no Chromium here
    #[arg(long)]
    pub serve: bool,
    /// The port on 127.0.0.1; 0 stands for any free one
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    /// What every command takes.
    #[command(flatten)]
    pub setup: Setup,
}

/// `cargo xtask test`
#[derive(Debug, Args)]
pub struct Test {
    /// Only these groups of steps, or the tests with these names
    #[arg(value_name = "GROUP|NAME")]
    pub only: Vec<String>,
    /// Also cargo-deny and fuzzing, which take minutes: for a release, and for CI
    #[arg(long)]
    pub all: bool,
    /// Go on after a step that failed
    #[arg(long)]
    pub keep_going: bool,
    /// What every command takes.
    #[command(flatten)]
    pub setup: Setup,
}

/// A group of steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Group {
    /// Formatting and lints of all code, and the types of the JavaScript
    Lint,
    /// Tests that need no browser
    Native,
    /// wasm-pack's tests, in headless Chromium
    Browser,
    /// Building the npm package
    Package,
    /// What the package is made of: traps in the wasm, licences, lock files, known advisories; and the package once more
    /// from another directory, byte for byte
    Supply,
    /// The package and the page, from Node.js and in headless Chromium
    Node,
    /// `cargo xtask demo`, with the package as just built
    Demo,
    /// Fuzzing, ten seconds for each target
    Fuzz,
}

/// `cargo xtask package`
#[derive(Debug, Args)]
pub struct Package {
    /// Where to write it [default: pkg/ in the checkout]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What every command takes.
    #[command(flatten)]
    pub setup: Setup,
}

/// `cargo xtask bench`
#[derive(Debug, Args)]
pub struct Bench {
    /// Write every figure as JSON; `-` is standard output, and the tables go to standard error
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Renew what the documents show of it: the sizes in README.md, docs/performance.md and docs/bench.svg
    #[arg(long)]
    pub readme: bool,
    /// A fifth of the rounds: rougher times, sooner
    #[arg(long, conflicts_with = "readme")]
    pub quick: bool,
    /// What every command takes.
    #[command(flatten)]
    pub setup: Setup,
}
