//! The report as tables: for the terminal.

use tabled::builder::Builder;
use tabled::settings::object::{Cell, Columns};
use tabled::settings::{Alignment, Color, Style};

use super::amounts::{NOTHING, amount, times};
use super::budget::{Measure, Verdict};
use super::figures;
use super::measured::Group;
use super::report::{Machine, Report};
use crate::terminal;

/// From this part of the cores on, times are rough.
const BUSY: f64 = 0.5;

const BUDGET_HEADS: [&str; 9] =
    ["budget", "entry", "must", "aim", "measured", "of must", "floor", "must holds", "aim holds"];
/// The columns that hold figures.
const BUDGET_FIGURES: std::ops::Range<usize> = 2..7;
const MUST_HOLDS: usize = 7;
const AIM_HOLDS: usize = 8;

/// Everything, for the terminal.
pub fn all(report: &Report) -> String {
    let mut text = format!("\n{}\n", terminal::dim(EXPLAINED));
    for group in &report.groups {
        text += &self::group(group);
    }
    text += &format!("\n{}\n{}\n", terminal::bold("Budget"), budget(&report.budget));
    if report.quick {
        text += &format!("{}\n", terminal::doubtful("--quick: fewer rounds, rougher times"));
    }
    if let Some(warning) = busy(&report.machine) {
        text += &format!("{}\n", terminal::doubtful(&warning));
    }
    text
}

/// A group of figures, for the terminal.
pub fn group(group: &Group) -> String {
    format!("\n{}\n{}\n{}\n", terminal::bold(&group.title), terminal::dim(&group.note), figures::table(group))
}

const EXPLAINED: &str = "`.`, `/wasm` and `/js` are the entries of the package; × is the ratio to stripe 23.1.0 in the same \
                         run, where no other version is named; the floor is a hand-written client that checks nothing";

/// Whether something else ran on the machine, so that times are to be taken again.
fn busy(machine: &Machine) -> Option<String> {
    let Machine { processor, cores, load } = machine;
    (*load > BUSY * f64::from(*cores))
        .then(|| format!("The machine was busy ({load:.1} processes on {cores} cores, {processor}): times are rough"))
}

fn budget(verdicts: &[Verdict]) -> String {
    let mut builder = Builder::default();
    builder.push_record(BUDGET_HEADS);
    let mut colours = Vec::new();
    for (index, verdict) in verdicts.iter().enumerate() {
        let [must, aim, measured] = amounts(verdict);
        let holds = [verdict.must_holds(), verdict.aim_holds()];
        let [must_holds, aim_holds] = holds;
        builder.push_record([
            verdict.title.clone(),
            verdict.entry.clone(),
            must,
            aim,
            measured,
            of_must(verdict),
            shown_as(verdict, verdict.floor),
            yes_or(must_holds, "NO"),
            yes_or(aim_holds, "no"),
        ]);
        colours.extend(painted(index.saturating_add(1), holds));
    }
    let mut table = builder.build();
    table.with(Style::blank()).modify(Columns::new(BUDGET_FIGURES), Alignment::right());
    for (cell, colour) in colours.into_iter().filter(|_| terminal::colour()) {
        table.modify(cell, colour);
    }
    table.to_string()
}

/// A must that does not hold is bad, an aim that is not reached only doubtful.
fn painted(row: usize, [must, aim]: [Option<bool>; 2]) -> impl Iterator<Item = (Cell, Color)> {
    let colour = |holds: bool, otherwise| if holds { Color::FG_GREEN } else { otherwise };
    let must = must.map(|holds| (Cell::new(row, MUST_HOLDS), colour(holds, Color::FG_RED)));
    let aim = aim.map(|holds| (Cell::new(row, AIM_HOLDS), colour(holds, Color::FG_YELLOW)));
    must.into_iter().chain(aim)
}

/// Must, aim and measured.
pub fn amounts(verdict: &Verdict) -> [String; 3] {
    let [must, aim, measured] = [verdict.must, verdict.aim, verdict.measured].map(|value| shown_as(verdict, value));
    [verdict.must_words.clone().unwrap_or(must), aim, measured]
}

/// A figure of a verdict's kind.
pub fn shown_as(verdict: &Verdict, value: Option<f64>) -> String {
    match (value, verdict.measure) {
        (None, _) => NOTHING.to_owned(),
        (Some(ratio), Measure::Ratio) => times(ratio),
        (Some(value), Measure::Value) => amount(value),
    }
}

/// Which part of what is allowed is used.
fn of_must(verdict: &Verdict) -> String {
    match (verdict.measured, verdict.must) {
        (Some(measured), Some(must)) => format!("{:.0}%", measured / must * 100.0),
        _ => String::new(),
    }
}

fn yes_or(holds: Option<bool>, no: &str) -> String {
    holds.map_or("", |holds| if holds { "yes" } else { no }).to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_a_busy_machine_come_with_a_warning() {
        let machine = |load| Machine { processor: "processor".to_owned(), cores: 2, load };
        assert!(busy(&machine(5.0)).is_some_and(|text| text.contains("5.0") && text.contains('2')));
        assert_eq!(busy(&machine(0.3)), None);
    }

    #[test]
    fn an_exceeded_limit_is_marked_in_the_table() {
        let verdict = |measured| Verdict {
            figure: "figure".to_owned(),
            title: "a figure".to_owned(),
            entry: "/wasm".to_owned(),
            measure: Measure::Ratio,
            must: Some(0.6),
            must_words: None,
            aim: Some(0.45),
            measured,
            floor: Some(0.02),
        };
        assert!(budget(&[verdict(Some(0.7))]).contains("NO"));
        let kept = budget(&[verdict(Some(0.3))]);
        assert!(kept.contains("0.30 ×") && kept.contains("50%") && !kept.contains("NO"), "{kept}");
        assert!(budget(&[verdict(None)]).contains(NOTHING));
    }
}
