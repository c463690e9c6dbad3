//! The project's commands: `cargo xtask demo | test | package | bench | generate`.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`cli`] | the command line |
//! | [`toolchain`] | what the commands need, installed when it is missing |
//! | [`generate`] | what Rust and JavaScript both know, written for JavaScript |
//! | [`package`] | the npm package, from sources to `pkg/` |
//! | [`mod@test`] | every test, step by step |
//! | [`traps`] | that no panic can be reached in the published wasm |
//! | [`mod@bench`] | what the package costs, beside stripe |
//! | [`demo`] | the emulator and the Dashboard simulator, running |
//! | [`workspace`] | directories, and versions from the lock file |
//! | [`process`], [`interrupt`], [`terminal`] | children, Ctrl-C, and what is printed |

mod bench;
mod cli;
mod demo;
#[cfg(test)]
mod documented;
mod generate;
mod interrupt;
mod package;
mod process;
mod terminal;
mod test;
mod toolchain;
mod traps;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use cli::{Cli, Command};
use workspace::Workspace;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(_) if interrupt::happened() => {
            eprintln!("Interrupted; what was started has been ended.");
            ExitCode::from(interrupt::EXIT_CODE)
        }
        Err(error) => {
            eprintln!("{} {error:#}", terminal::bad("error:"));
            ExitCode::FAILURE
        }
    }
}

/// Whether the command's purpose was reached; an error where it could not be pursued.
fn run(cli: Cli) -> Result<bool> {
    interrupt::listen()?;
    let workspace = Workspace::find()?;
    match cli.command {
        Command::Demo(options) => demo::run(&workspace, &options.setup.into(), options.serve, options.port),
        Command::Test(options) => test::run(&workspace, &options),
        Command::Bench(options) => bench::run(&workspace, &options),
        Command::Generate => {
            generate::run(&workspace)?;
            Ok(true)
        }
        Command::Package(options) => {
            let out = std::path::absolute(options.out.unwrap_or_else(|| workspace.path("pkg")))?;
            package::set_up_and_run(&workspace, &[], &options.setup.into(), &out)?;
            bench::print_sizes(&workspace, &out)?;
            Ok(true)
        }
    }
}
