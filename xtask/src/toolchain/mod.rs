//! The tools that the commands need, installed when they are missing.
//!
//! Three parts, so that what is decided can be tested for machines that nobody has at hand: [`probe`] looks at the
//! machine and writes a [`machine::Machine`]; [`decide`] makes a plan of it, purely; [`install`] carries the plan out.
//! Everything that is installed for one user goes into the cache ([`cache`]); only Chromium and Debian's compiler
//! ([`debian`]) are system packages.

mod cache;
mod debian;
mod decide;
mod install;
mod machine;
mod probe;
mod step;
mod toolbox;

use std::sync::{Mutex, PoisonError};

use anyhow::{Result, bail};

use crate::interrupt;
use crate::terminal::{self, say};
use crate::workspace::Workspace;

pub use decide::Need;
pub use install::cargo;
pub use machine::Wish;
pub use probe::on_path;
pub use toolbox::Toolbox;

/// What everything is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// The version of wasm-pack that runs the browser tests.
pub const WASM_PACK_VERSION: &str = "0.15.1";
/// The version of cargo-deny that looks at the crates.
pub const CARGO_DENY_VERSION: &str = "0.20.2";
/// The version of cargo-fuzz that runs the fuzz targets.
pub const CARGO_FUZZ_VERSION: &str = "0.13.2";
/// Installing, failing with rustup, installing with Debian's compiler, doing without a tool or two, looking again.
const ROUNDS: usize = 6;

/// How the user wants the set-up done.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Install nothing: say what is missing.
    pub no_install: bool,
    /// Which compiler to use for wasm32.
    pub wish: Wish,
}

/// Sees to it that every need is met, and says where everything is. Fails with a line for each thing that is missing.
pub fn ensure(workspace: &Workspace, needs: &[Need], options: &Options) -> Result<Toolbox> {
    let mut installing = None;
    let mut failed = Failed::default();
    for _ in 0..ROUNDS {
        let plan = decide::plan(&probe::look(workspace, needs, options, &failed)?, needs);
        if !plan.missing.is_empty() {
            bail!(missing_message(&plan.missing));
        }
        if plan.steps.is_empty() {
            return Toolbox::locate(workspace, plan.route, needs);
        }
        let Some(held) = &installing else {
            // Another command may be at the same work: wait for it, and look again at what is left to do.
            installing = Some(cache::Installing::begin(&workspace.cache)?);
            continue;
        };
        let noted = Mutex::new(std::mem::take(&mut failed));
        interrupt::side_by_side(step::Lane::ALL.map(|lane| carry_out(lane, &plan, held, workspace, &noted)).into())?;
        failed = noted.into_inner().unwrap_or_else(PoisonError::into_inner);
    }
    bail!("the set-up did what it could, and something is still missing; run the command again to see what")
}

/// Fails with a line for each thing that is missing and cannot be installed here.
pub fn check_possible(workspace: &Workspace, needs: &[Need], options: &Options) -> Result<()> {
    let plan = decide::plan(&probe::look(workspace, needs, options, &Failed::default())?, needs);
    if plan.missing.is_empty() { Ok(()) } else { bail!(missing_message(&plan.missing)) }
}

/// The steps of a lane, up to the first that failed and has to be planned anew.
fn carry_out<'a>(
    lane: step::Lane,
    plan: &'a decide::Plan,
    held: &'a cache::Installing,
    workspace: &'a Workspace,
    failed: &'a Mutex<Failed>,
) -> interrupt::Part<'a> {
    Box::new(move || {
        for step in plan.steps.iter().filter(|step| step.lane() == lane) {
            if let Err(error) = install::carry_out(step, held, workspace) {
                interrupt::check()?;
                let mut failed = failed.lock().unwrap_or_else(PoisonError::into_inner);
                return if failed.note(step, &error) { Ok(()) } else { Err(error) };
            }
        }
        Ok(())
    })
}

/// What was tried in this run, in vain, and can be done without.
#[derive(Debug, Default)]
struct Failed {
    rustup: bool,
    tools: Vec<String>,
}

impl Failed {
    /// Notes a step that failed; says whether there is another way.
    fn note(&mut self, step: &step::Step, error: &anyhow::Error) -> bool {
        match step {
            step::Step::Rustup { .. } => {
                self.rustup = true;
                say(format!("        {}", terminal::doubtful("rustup could not; trying another way")));
                true
            }
            step::Step::CargoInstall { package, .. } if decide::is_optional(package) => {
                let reason = error.to_string();
                let reason = reason.lines().next().unwrap_or_default();
                say(format!("        {}", terminal::doubtful(&format!("{reason} Its steps are skipped"))));
                self.tools.push(package.clone());
                true
            }
            _ => false,
        }
    }
}

fn missing_message(missing: &[step::Missing]) -> String {
    let line = |missing: &step::Missing| format!("{}. {}", missing.thing, missing.remedy);
    let lines: Vec<String> = missing.iter().map(line).collect();
    format!("this is missing:\n  {}", lines.join("\n  "))
}
