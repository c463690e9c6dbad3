//! What was measured, as the modules of `tests/bench/` write it and `--json` hands it on.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::budget::{self, Verdict};
use crate::process::answer;

/// What everything is compared with.
pub const REFERENCE: &str = "stripe";
/// The least that a client can be.
pub const FLOOR: &str = "floor";

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

/// A table's worth of figures.
#[derive(Debug, Serialize, Deserialize)]
pub struct Group {
    /// What the table is about.
    pub title: String,
    /// How it was measured.
    pub note: String,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// One figure, for each candidate.
#[derive(Debug, Serialize, Deserialize)]
pub struct Figure {
    /// By which the budget finds it.
    pub id: String,
    /// What it is, for people.
    pub title: String,
    /// Of its values; empty for mere numbers.
    pub unit: String,
    /// The candidates in the order of the tables.
    pub results: Vec<Outcome>,
}

/// What was measured of one candidate.
#[derive(Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The candidate: an entry of the package, `stripe`, or `floor`.
    pub of: String,
    /// None where there is nothing to measure.
    pub value: Option<f64>,
    /// To stripe's value.
    pub ratio: Option<f64>,
    /// For what was measured in rounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runs: Option<Runs>,
}

/// What many rounds came to, in the figure's unit.
#[derive(Debug, Serialize, Deserialize)]
pub struct Runs {
    /// How many there were.
    pub rounds: u32,
    /// The fastest.
    pub fastest: f64,
    /// The median.
    pub median: f64,
    /// Where the middle half lies.
    pub middle: [f64; 2],
    /// The same to stripe's.
    pub ratio: Ratios,
}

/// Rounds to stripe's.
#[derive(Debug, Serialize, Deserialize)]
pub struct Ratios {
    /// Of the fastest.
    pub fastest: f64,
    /// Of the medians.
    pub median: f64,
    /// Where the middle half of the rounds lies, each to stripe's of the same turn.
    pub middle: [f64; 2],
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

impl Group {
    /// Reads what a part of the benchmark wrote.
    pub fn read(file: &Path) -> Result<Vec<Self>> {
        let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} holds no figures", file.display()))
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

impl Figure {
    /// What was measured of a candidate.
    pub fn of(&self, candidate: &str) -> Option<&Outcome> {
        self.results.iter().find(|outcome| outcome.of == candidate)
    }
}

/// A figure by its id.
pub fn figure<'a>(groups: &'a [Group], id: &str) -> Option<&'a Figure> {
    groups.iter().flat_map(|group| &group.figures).find(|figure| figure.id == id)
}
