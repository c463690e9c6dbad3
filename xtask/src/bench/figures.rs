//! A group of figures as a table: exact ones with a column for each candidate, times with a line for each.

use tabled::builder::Builder;
use tabled::settings::object::Columns;
use tabled::settings::{Alignment, Style};

use super::amounts::{NOTHING, amount, times};
use super::measured::{Figure, Group, Outcome, REFERENCE, Runs};

/// The group's table.
pub fn table(group: &Group) -> String {
    let timed = |figure: &Figure| figure.results.iter().any(|outcome| outcome.runs.is_some());
    if group.figures.iter().any(timed) { timings(group) } else { exact(group) }
}

/// A line for each figure, a column for each candidate.
fn exact(group: &Group) -> String {
    let mut builder = Builder::default();
    let candidates = group.figures.first().map(|figure| figure.results.as_slice()).unwrap_or_default();
    builder.push_record(std::iter::once("").chain(candidates.iter().map(|outcome| outcome.of.as_str())));
    for figure in &group.figures {
        let cells = figure.results.iter().map(|outcome| with_ratio(outcome, &figure.unit));
        builder.push_record(std::iter::once(figure.title.clone()).chain(cells));
    }
    to_text(builder, 1)
}

fn with_ratio(outcome: &Outcome, unit: &str) -> String {
    let Some(value) = outcome.value else { return NOTHING.to_owned() };
    let value = format!("{} {unit}", amount(value));
    match outcome.ratio.filter(|_| outcome.of != REFERENCE) {
        Some(ratio) => format!("{} {}", value.trim_end(), times(ratio)),
        None => value.trim_end().to_owned(),
    }
}

/// A line for each figure and candidate: rounds have more to tell.
fn timings(group: &Group) -> String {
    let mut builder = Builder::default();
    builder.push_record(["", "", "fastest", "median", "middle half", "fastest ×", "median ×", "middle half ×"]);
    for figure in &group.figures {
        for (index, outcome) in figure.results.iter().enumerate() {
            let title = if index == 0 { figure.title.as_str() } else { "" };
            let cells = outcome.runs.as_ref().map(|runs| rounds(runs, &figure.unit)).unwrap_or_default();
            builder.push_record([title, outcome.of.as_str()].map(str::to_owned).into_iter().chain(cells));
        }
    }
    to_text(builder, 2)
}

fn rounds(runs: &Runs, unit: &str) -> [String; 6] {
    let value = |value: f64| format!("{} {unit}", amount(value));
    let [low, high] = runs.middle;
    let [ratio_low, ratio_high] = runs.ratio.middle;
    [
        value(runs.fastest),
        value(runs.median),
        format!("{} to {}", amount(low), amount(high)),
        times(runs.ratio.fastest),
        times(runs.ratio.median),
        format!("{ratio_low:.2} to {ratio_high:.2}"),
    ]
}

fn to_text(builder: Builder, words: usize) -> String {
    let mut table = builder.build();
    table.with(Style::blank()).modify(Columns::new(words..), Alignment::right());
    table.to_string()
}
