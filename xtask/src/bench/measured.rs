//! What was measured, as the modules of `tests/bench/` write it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// What everything is compared with.
pub const REFERENCE: &str = "stripe";
/// The least that a client can be.
pub const FLOOR: &str = "floor";

/// A table's worth of figures.
#[derive(Debug, Serialize, Deserialize)]
pub struct Group {
    /// What the table is about.
    pub title: String,
    /// How it was measured.
    pub note: String,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// What the documents show of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tables: Option<Tables>,
}

/// Tables of sizes.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tables {
    /// In the README.
    pub readme: String,
    /// In `docs/performance.md`.
    pub performance: String,
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

impl Group {
    /// Reads what a part of the benchmark wrote.
    pub fn read(file: &Path) -> Result<Vec<Self>> {
        let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} holds no figures", file.display()))
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
