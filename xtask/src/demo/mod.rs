//! `cargo xtask demo`: the whole of it, running. The emulator and the Dashboard simulator are served by this process;
//! headless Chromium walks through Stripe's documented sequence, or a person does with `--serve`.

mod server;

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::interrupt;
use crate::package;
use crate::process::{Quiet, quiet, run_visibly};
use crate::terminal;
use crate::toolchain::{Need, Options, Toolbox};
use crate::workspace::Workspace;
pub use server::ANY_PORT;
use server::Server;

/// Sets up, packages, and shows the demo in headless Chromium, or serves it until Ctrl-C. Says whether every step of the
/// demo went as promised.
pub fn run(workspace: &Workspace, options: &Options, serve: bool, port: u16) -> Result<bool> {
    let needs: &[Need] = if serve { &[] } else { &[Need::Browser] };
    let toolbox = package::set_up_and_run(workspace, needs, options, &workspace.path("pkg"))?;
    if serve {
        return keep_serving(workspace, port);
    }
    let (_server, mut command) = prepare(workspace, &toolbox, port)?;
    println!();
    run_visibly(&mut command)
}

/// A server with the package as it is in `pkg/`, and the command that shows the demo from it.
pub fn prepare(workspace: &Workspace, toolbox: &Toolbox, port: u16) -> Result<(Server, Command)> {
    let server = Server::start(build_page(workspace)?, port)?;
    let mut command = Command::new("node");
    command
        .arg(workspace.path("www/transcript.mjs"))
        .args(["--url", &server.url()])
        .env("CHROMIUM_PATH", toolbox.chromium()?);
    Ok((server, command))
}

fn keep_serving(workspace: &Workspace, port: u16) -> Result<bool> {
    let server = Server::start(build_page(workspace)?, port)?;
    println!("\nThe Dashboard simulator is at {}", terminal::bold(&server.url()));
    println!(
        "The emulator behind it answers at the same address, starts empty and forgets at the end. Ctrl-C ends it."
    );
    while !interrupt::happened() {
        std::thread::sleep(Duration::from_millis(100));
    }
    println!("\nStopped.");
    Ok(true)
}

/// Builds the page and the extension from the package in `pkg/`.
fn build_page(workspace: &Workspace) -> Result<PathBuf> {
    let page = workspace.target.join("demo/page");
    let mut command = Command::new("node");
    command.arg(workspace.path("www/build.mjs")).arg("--out").arg(&page);
    let log = workspace.log("demo-page");
    quiet(&mut command, &Quiet { label: "building the page", log: &log, answer: None, limit: None })?;
    Ok(page)
}
