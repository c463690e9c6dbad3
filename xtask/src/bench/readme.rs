//! What the documents show of the report: the README the sizes, `docs/performance.md` all of them and the budget.

use anyhow::{Context, Result};
use tabled::builder::Builder;
use tabled::settings::Style;

use super::amounts::amount;
use super::budget::Verdict;
use super::measured::{REFERENCE, Tables};
use super::report::Report;
use super::tables::{amounts, shown_as};

/// The entries that have a column, and how it is called.
const COLUMNS: [(&str, &str); 3] = [(MAIN, "`stripe-apps-secrets`"), ("/wasm", "`/wasm`"), ("/js", "`/js`")];
const MAIN: &str = ".";

/// The README with the sizes of this report.
pub fn readme(text: &str, report: &Report) -> Result<String> {
    between(text, "sizes", &sizes(report)?.readme)
}

/// `docs/performance.md` with what was measured in this report.
pub fn performance(text: &str, report: &Report) -> Result<String> {
    let sized = between(text, "all sizes", &sizes(report)?.performance)?;
    between(&sized, "bench", &format!("{}\n\n{}", budget(report), turns(report)?))
}

fn sizes(report: &Report) -> Result<&Tables> {
    report.groups.iter().find_map(|group| group.tables.as_ref()).context("no size was measured")
}

/// A text with `content` between the marks of a name, in place of what is there.
fn between(text: &str, name: &str, content: &str) -> Result<String> {
    let [begin, end] = [format!("<!-- {name} -->\n"), format!("\n<!-- /{name} -->")];
    let (before, rest) = text.split_once(&begin).with_context(|| format!("the text has no place for {name}"))?;
    let (_, after) = rest.split_once(&end).with_context(|| format!("the place for {name} has no end"))?;
    Ok(format!("{before}{begin}{content}{end}{after}"))
}

/// The design's budget: a line for each limit, a column for each entry.
fn budget(report: &Report) -> String {
    let mut builder = Builder::default();
    let heads = COLUMNS.map(|(_, head)| head);
    builder.push_record(["figure"].into_iter().chain(heads).chain(["floor", "must", "aim"]));
    for rule in report.budget.chunk_by(|a, b| a.title == b.title) {
        let Some(first) = rule.first().filter(|first| is_shown(first, rule)) else { continue };
        let of = |entry: &str| rule.iter().find(|it| column(&it.entry) == entry).map_or_else(String::new, cell_text);
        let [must, aim, _] = amounts(first);
        let cells = COLUMNS.map(|(entry, _)| of(entry)).into_iter().chain([shown_as(first, first.floor), must, aim]);
        builder.push_record(std::iter::once(first.title.clone()).chain(cells));
    }
    builder.build().with(Style::markdown()).to_string()
}

/// The project's own limits are not, nor those of entries that the package does not have.
fn is_shown(first: &Verdict, rule: &[Verdict]) -> bool {
    first.aim.is_some() && rule.iter().any(|verdict| verdict.measured.is_some())
}

/// The column of an entry. `/store` has the core of the main entry, and stands with it.
fn column(entry: &str) -> &str {
    if COLUMNS.iter().any(|(own, _)| *own == entry) { entry } else { MAIN }
}

/// What was measured, and the word for it where it is better than it must be, or worse.
fn cell_text(verdict: &Verdict) -> String {
    let measured = shown_as(verdict, verdict.measured);
    match (verdict.must_holds(), verdict.aim_holds()) {
        (Some(false), _) => format!("**{measured}, over**"),
        (_, Some(true)) => format!("{measured}, aim reached"),
        _ => measured,
    }
}

/// In how many turns a call settles.
fn turns(report: &Report) -> Result<String> {
    let turns = report.figure("turns find").context("no turns were counted")?;
    let [ours, theirs] = [MAIN, REFERENCE].map(|of| turns.of(of).and_then(|outcome| outcome.value));
    let (ours, theirs) = ours.zip(theirs).context("a call did not settle in turns of the microtask queue alone")?;
    let [ours, theirs] = [ours, theirs].map(amount);
    Ok(format!("A call settles in {ours} turns of the microtask queue (`stripe`: {theirs})."))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::bench::budget::Measure;
    use crate::bench::report::Machine;

    const README: &str = "before\n<!-- sizes -->\nold\n<!-- /sizes -->\nafter\n";
    const PERFORMANCE: &str =
        "before\n<!-- all sizes -->\nold\n<!-- /all sizes -->\nbetween\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n";

    fn report(has_sizes: bool) -> Report {
        let figure = |id: &str, results: &[(&str, f64, Option<f64>)]| {
            let result = |(of, value, ratio): &(&str, f64, Option<f64>)| serde_json::json!({ "of": of, "value": value, "ratio": ratio });
            let results: Vec<_> = results.iter().map(result).collect();
            serde_json::json!({ "id": id, "title": "", "unit": "", "results": results })
        };
        let figures = [
            figure("size gzip", &[("/wasm", 1.0, Some(0.43)), ("/store", 1.0, Some(0.5))]),
            figure("memory 1000", &[(MAIN, 1.0, None)]),
            figure("memory 100000", &[(MAIN, 1.0, None)]),
            figure("turns find", &[(MAIN, 3.0, None), (REFERENCE, 5.0, None)]),
        ];
        let tables = has_sizes.then(|| serde_json::json!({ "readme": "five sizes", "performance": "the sizes" }));
        let groups = serde_json::json!([{ "title": "", "note": "", "figures": figures, "tables": tables }]);
        let machine = Machine { processor: String::new(), cores: 2, load: 0.0 };
        Report::of(serde_json::from_value(groups).unwrap(), machine, false).unwrap()
    }

    #[test]
    fn every_measured_text_is_renewed_and_the_rest_kept() {
        let report = report(true);
        assert_eq!(readme(README, &report).unwrap(), "before\n<!-- sizes -->\nfive sizes\n<!-- /sizes -->\nafter\n");
        let page = performance(PERFORMANCE, &report).unwrap();
        assert!(page.starts_with("before\n<!-- all sizes -->\nthe sizes\n<!-- /all sizes -->\nbetween\n"), "{page}");
        assert!(page.contains("\n<!-- bench -->\n| figure ") && !page.contains("old"), "{page}");
        assert!(page.contains("3 turns of the microtask queue (`stripe`: 5)"), "{page}");
        assert!(page.ends_with("\n<!-- /bench -->\nafter\n"), "{page}");
        assert_eq!(performance(&page, &report).unwrap(), page);
    }

    #[test]
    fn a_text_without_a_place_and_a_report_without_sizes_are_reported() {
        assert!(readme("no place", &report(true)).is_err() && performance("no place", &report(true)).is_err());
        assert!(readme(README, &report(false)).is_err() && performance(PERFORMANCE, &report(false)).is_err());
    }

    #[test]
    fn each_limit_of_the_design_that_was_measured_has_a_line() {
        let table = budget(&report(true));
        let row = |title: &str| {
            let line = table.lines().find(|line| line.contains(title)).unwrap();
            line.split('|').skip(2).map(str::trim).collect::<Vec<_>>()
        };
        let [of_gzip, of_store, of_memory] = ["WebAssembly alone", "/store", "linear memory"].map(row);
        assert_eq!(of_gzip, ["", "0.43 ×", "", "none", "0.47 ×", "0.42 ×", ""]);
        assert_eq!(of_store, ["0.50 ×", "", "", "none", "0.60 ×", "0.45 ×", ""]);
        assert_eq!(of_memory, ["1, aim reached", "none", "", "none", "as after 1,000 calls", "1", ""]);
        assert!(!table.contains("our own limit") && !table.contains("Chromium"), "{table}");
    }

    #[test]
    fn an_exceeded_limit_is_reported() {
        let verdict = |measured| Verdict {
            figure: String::new(),
            title: String::new(),
            entry: MAIN.to_owned(),
            measure: Measure::Ratio,
            must: Some(0.6),
            must_words: None,
            aim: Some(0.45),
            measured: Some(measured),
            floor: None,
        };
        let told = [0.7, 0.5, 0.3].map(|measured| cell_text(&verdict(measured)));
        assert_eq!(told, ["**0.70 ×, over**", "0.50 ×", "0.30 ×, aim reached"]);
    }
}
