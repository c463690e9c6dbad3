//! The report as tables: for the terminal, and the budget as Markdown.

use anyhow::{Context, Result};
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
                         run; the floor is a hand-written client that checks nothing";

/// Whether something else ran on the machine, so that times are to be taken again.
fn busy(machine: &Machine) -> Option<String> {
    let Machine { processor, cores, load } = machine;
    (*load > BUSY * f64::from(*cores))
        .then(|| format!("The machine was busy ({load:.1} processes on {cores} cores, {processor}): times are rough"))
}

/// Between these lines the README has the budget.
const MARKS: [&str; 2] = ["<!-- bench -->\n", "<!-- /bench -->"];

/// The README with the budget of this report.
pub fn put_into(readme: &str, report: &Report) -> Result<String> {
    let [begin, end] = MARKS;
    let (before, rest) = readme.split_once(begin).context("the README has no place for the budget")?;
    let (_, after) = rest.split_once(end).context("the README's place for the budget has no end")?;
    Ok(format!("{before}{begin}{}{end}{after}", markdown(report)))
}

/// The design's budget for the README: a line for each limit, a column for each entry.
fn markdown(report: &Report) -> String {
    let mut builder = Builder::default();
    let heads = ENTRIES.map(|(_, head)| head);
    builder.push_record(["figure"].into_iter().chain(heads).chain(["floor", "must", "aim"]));
    for rule in report.budget.chunk_by(|a, b| a.title == b.title) {
        let Some(first) = rule.first().filter(|first| first.aim.is_some()) else { continue };
        let of = |entry: &str| rule.iter().find(|it| it.entry == entry).map_or_else(String::new, judged);
        let [must, aim, _] = amounts(first);
        let cells = ENTRIES.map(|(entry, _)| of(entry)).into_iter().chain([shown_as(first, first.floor), must, aim]);
        builder.push_record(std::iter::once(first.title.clone()).chain(cells));
    }
    format!("{}\n", builder.build().with(Style::markdown()))
}

/// The entries, and how the README calls them.
const ENTRIES: [(&str, &str); 3] = [(".", "`stripe-apps-secrets`"), ("/wasm", "`/wasm`"), ("/js", "`/js`")];

/// What was measured, and the word for it where it is better than it must be, or worse.
fn judged(verdict: &Verdict) -> String {
    let measured = shown_as(verdict, verdict.measured);
    match (verdict.must_holds(), verdict.aim_holds()) {
        (Some(false), _) => format!("**{measured}, over**"),
        (_, Some(true)) => format!("{measured}, aim reached"),
        _ => measured,
    }
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
fn amounts(verdict: &Verdict) -> [String; 3] {
    let [must, aim, measured] = [verdict.must, verdict.aim, verdict.measured].map(|value| shown_as(verdict, value));
    [verdict.must_words.clone().unwrap_or(must), aim, measured]
}

fn shown_as(verdict: &Verdict, value: Option<f64>) -> String {
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
    fn the_readme_has_a_line_for_each_limit_of_the_design_and_keeps_the_rest() {
        let figure = |id: &str, of: &str, value: f64, ratio: Option<f64>| {
            let result = serde_json::json!({ "of": of, "value": value, "ratio": ratio });
            serde_json::json!({ "id": id, "title": "", "unit": "", "results": [result] })
        };
        let figures = [
            figure("size gzip", "/wasm", 1.0, Some(0.49)),
            figure("memory 1000", ".", 1.0, None),
            figure("memory 100000", ".", 1.0, None),
        ];
        let groups = serde_json::json!([{ "title": "", "note": "", "figures": figures }]);
        let machine = Machine { processor: String::new(), cores: 2, load: 0.0 };
        let report = Report::of(serde_json::from_value(groups).unwrap(), machine, false).unwrap();
        let readme = put_into("before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n", &report).unwrap();
        assert!(
            readme.starts_with("before\n<!-- bench -->\n| figure ") && readme.ends_with("|\n<!-- /bench -->\nafter\n")
        );
        assert!(!readme.contains("old") && !readme.contains("our own limit"), "{readme}");
        let row = |title: &str| {
            let line = readme.lines().find(|line| line.contains(title)).unwrap();
            line.split('|').skip(2).map(str::trim).collect::<Vec<_>>()
        };
        let [of_gzip, of_memory] = ["gzip, one build", "linear memory"].map(row);
        assert_eq!(of_gzip, ["", "0.49 ×", "none", "none", "0.60 ×", "0.45 ×", ""]);
        assert_eq!(of_memory, ["1, aim reached", "none", "", "none", "as after 1,000 calls", "2", ""]);
        assert!(put_into("no place", &report).is_err());
    }

    #[test]
    fn figures_of_a_busy_machine_come_with_a_warning() {
        let machine = |load| Machine { processor: "processor".to_owned(), cores: 2, load };
        assert!(busy(&machine(5.0)).is_some_and(|text| text.contains("5.0") && text.contains('2')));
        assert_eq!(busy(&machine(0.3)), None);
    }

    #[test]
    fn a_limit_that_is_passed_is_told_in_the_table() {
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
        assert_eq!(judged(&verdict(Some(0.7))), "**0.70 ×, over**");
        assert_eq!(judged(&verdict(Some(0.5))), "0.50 ×");
        assert_eq!(judged(&verdict(Some(0.3))), "0.30 ×, aim reached");
    }
}
