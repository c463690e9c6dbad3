//! The whole benchmark as `--json` hands it on: what was measured, on which machine, and what the budget says of it.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::budget::{self, Verdict};
use super::measured::{Figure, Group, figure};
use crate::process::answer;

/// The whole benchmark.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Whether fewer rounds were made than usual.
    pub quick: bool,
    /// The machine when the measuring began.
    pub machine: Machine,
    /// What the design allows, and whether it holds.
    pub budget: Vec<Verdict>,
    /// The figures.
    pub groups: Vec<Group>,
}

/// The machine, as far as it bears on times.
#[derive(Debug, Serialize, Deserialize)]
pub struct Machine {
    /// The processor's name.
    pub processor: String,
    /// How many cores there are.
    pub cores: u32,
    /// How many processes wanted to run in the minute before the command.
    pub load: f64,
}

/// What Node.js, which knows on every system, is asked for [`Machine`].
const MACHINE: &str = "JSON.stringify({ processor: os.cpus()[0]?.model ?? 'unknown', \
                       cores: os.availableParallelism(), load: os.loadavg()[0] })";

impl Machine {
    /// As it is now.
    pub fn now() -> Result<Self> {
        let told = answer("node", &["--print", MACHINE]).context("node cannot say what machine this is")?;
        serde_json::from_str(&told).context("node says nothing of the machine")
    }
}

impl Report {
    /// Judges the figures.
    pub fn of(groups: Vec<Group>, machine: Machine, quick: bool) -> Result<Self> {
        Ok(Self { quick, machine, budget: budget::judge(&groups)?, groups })
    }

    /// A figure by its id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        figure(&self.groups, id)
    }

    /// As `--json` writes it.
    pub fn json(&self) -> Result<String> {
        let text = serde_json::to_string_pretty(self).context("the figures cannot be written as JSON")?;
        Ok(text + "\n")
    }
}
