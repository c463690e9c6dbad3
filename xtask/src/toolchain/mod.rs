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

use anyhow::{Result, bail};

use crate::terminal;
use crate::workspace::Workspace;

pub use decide::Need;
pub use install::cargo;
pub use machine::Wish;
pub use toolbox::Toolbox;

/// What everything is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// The version of wasm-pack that runs the browser tests.
pub const WASM_PACK_VERSION: &str = "0.15.1";
/// Installing, failing with rustup, installing with Debian's compiler, looking again.
const ROUNDS: usize = 4;

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
    let mut rustup_failed = false;
    for _ in 0..ROUNDS {
        let plan = decide::plan(&probe::look(workspace, needs, options, rustup_failed)?, needs);
        if !plan.missing.is_empty() {
            bail!(told(&plan.missing));
        }
        if plan.steps.is_empty() {
            return Toolbox::locate(workspace, plan.route, needs);
        }
        let Some(held) = &installing else {
            // Another command may be at the same work: wait for it, and look again at what is left to do.
            installing = Some(cache::Installing::begin(&workspace.cache)?);
            continue;
        };
        for step in &plan.steps {
            let result = install::carry_out(step, held, workspace);
            if matches!(step, step::Step::Rustup { .. }) && result.is_err() && !crate::interrupt::happened() {
                rustup_failed = true;
                println!("        {}", terminal::doubtful("rustup could not; trying another way"));
                break;
            }
            result?;
        }
    }
    bail!("the set-up did what it could, and something is still missing; run the command again to see what")
}

fn told(missing: &[step::Missing]) -> String {
    let line = |missing: &step::Missing| format!("{}. {}", missing.thing, missing.remedy);
    let lines: Vec<String> = missing.iter().map(line).collect();
    format!("this is missing:\n  {}", lines.join("\n  "))
}
