//! What the README says of the report: the sizes at its head, and the budget.

use anyhow::{Context, Result};
use tabled::builder::Builder;
use tabled::settings::Style;

use super::amounts::amount;
use super::budget::Verdict;
use super::measured::REFERENCE;
use super::report::Report;
use super::tables::{amounts, shown_as};

/// The entries that have a column, and how it is called.
const COLUMNS: [(&str, &str); 3] = [(MAIN, "`stripe-apps-secrets`"), ("/wasm", "`/wasm`"), ("/js", "`/js`")];
const MAIN: &str = ".";

/// The README with what was measured in this report.
pub fn renewed(readme: &str, report: &Report) -> Result<String> {
    let sizes = report.groups.iter().find_map(|group| group.readme.as_deref()).context("no size was measured")?;
    between(&between(readme, "sizes", sizes)?, "bench", &format!("{}\n\n{}", budget(report), turns(report)?))
}

/// A text with `content` between the marks of a name, in place of what is there.
fn between(text: &str, name: &str, content: &str) -> Result<String> {
    let [begin, end] = [format!("<!-- {name} -->\n"), format!("\n<!-- /{name} -->")];
    let (before, rest) = text.split_once(&begin).with_context(|| format!("the README has no place for {name}"))?;
    let (_, after) = rest.split_once(&end).with_context(|| format!("the README's place for {name} has no end"))?;
    Ok(format!("{before}{begin}{content}{end}{after}"))
}

/// The design's budget: a line for each limit, a column for each entry.
fn budget(report: &Report) -> String {
    let mut builder = Builder::default();
    let heads = COLUMNS.map(|(_, head)| head);
    builder.push_record(["figure"].into_iter().chain(heads).chain(["floor", "must", "aim"]));
    for rule in report.budget.chunk_by(|a, b| a.title == b.title) {
        let Some(first) = rule.first().filter(|first| is_shown(first, rule)) else { continue };
        let of = |entry: &str| rule.iter().find(|it| column(&it.entry) == entry).map_or_else(String::new, judged);
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
fn judged(verdict: &Verdict) -> String {
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

    const README: &str =
        "before\n<!-- sizes -->\nold\n<!-- /sizes -->\nbetween\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n";

    fn report(readme: Option<&str>) -> Report {
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
        let groups = serde_json::json!([{ "title": "", "note": "", "figures": figures, "readme": readme }]);
        let machine = Machine { processor: String::new(), cores: 2, load: 0.0 };
        Report::of(serde_json::from_value(groups).unwrap(), machine, false).unwrap()
    }

    #[test]
    fn every_measured_text_is_renewed_and_the_rest_kept() {
        let readme = renewed(README, &report(Some("the sizes"))).unwrap();
        assert!(readme.starts_with("before\n<!-- sizes -->\nthe sizes\n<!-- /sizes -->\nbetween\n"), "{readme}");
        assert!(readme.contains("\n<!-- bench -->\n| figure ") && !readme.contains("old"), "{readme}");
        assert!(readme.contains("3 turns of the microtask queue (`stripe`: 5)"), "{readme}");
        assert!(readme.ends_with("\n<!-- /bench -->\nafter\n"), "{readme}");
        assert_eq!(renewed(&readme, &report(Some("the sizes"))).unwrap(), readme);
        assert!(renewed("no place", &report(Some("the sizes"))).is_err());
        assert!(renewed(README, &report(None)).is_err());
    }

    #[test]
    fn each_limit_of_the_design_that_was_measured_has_a_line() {
        let table = budget(&report(None));
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
    fn a_limit_that_is_passed_is_told() {
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
        let told = [0.7, 0.5, 0.3].map(|measured| judged(&verdict(measured)));
        assert_eq!(told, ["**0.70 ×, over**", "0.50 ×", "0.30 ×, aim reached"]);
    }
}
