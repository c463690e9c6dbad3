//! The design's budget, held against what was measured. `tests/bench/budget.json` states it, also for the check of the
//! sizes in `cargo xtask test`.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::measured::{FLOOR, Group, figure};

const BUDGET: &str = include_str!("../../../tests/bench/budget.json");

/// A line of the budget.
#[derive(Debug, Deserialize)]
struct Rule {
    figure: String,
    title: String,
    entries: Vec<String>,
    measure: Measure,
    must: Bound,
    /// None where the design has no such line: then the limit is the project's own.
    aim: Option<f64>,
}

/// What of a figure is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// Its ratio to stripe's.
    Ratio,
    /// Its value.
    Value,
}

/// The most that is allowed.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Bound {
    Number(f64),
    /// As much as another figure of the same entry, and how people call that.
    Figure {
        r#as: String,
        words: String,
    },
}

/// A line of the budget for one entry of the package, and whether it is kept.
#[derive(Debug, Serialize)]
pub struct Verdict {
    /// The figure's id.
    pub figure: String,
    /// What is limited.
    pub title: String,
    /// The entry.
    pub entry: String,
    /// What of the figure is limited.
    pub measure: Measure,
    /// What may not be passed. None if it depends on a figure that there is not.
    pub must: Option<f64>,
    /// The same in words where it is not a fixed number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must_words: Option<String>,
    /// What is aimed at.
    pub aim: Option<f64>,
    /// What was measured. None if the package has no such entry.
    pub measured: Option<f64>,
    /// The same of the floor, where it has it.
    pub floor: Option<f64>,
}

impl Verdict {
    /// Whether what must hold does; none if that cannot be said.
    pub fn must_holds(&self) -> Option<bool> {
        Some(self.measured? <= self.must?)
    }

    /// Whether the aim is reached; none if that cannot be said.
    pub fn aim_holds(&self) -> Option<bool> {
        Some(self.measured? <= self.aim?)
    }
}

/// Every line of the budget for every entry that it names.
pub fn judge(groups: &[Group]) -> Result<Vec<Verdict>> {
    let rules: Vec<Rule> = serde_json::from_str(BUDGET).context("tests/bench/budget.json is not as expected")?;
    let of_rule = |rule: &Rule| rule.entries.iter().map(|entry| verdict(rule, entry, groups)).collect::<Vec<_>>();
    Ok(rules.iter().flat_map(of_rule).collect())
}

fn verdict(rule: &Rule, entry: &str, groups: &[Group]) -> Verdict {
    let measured_of = |of: &str, id: &str| {
        let outcome = figure(groups, id)?.of(of)?;
        match rule.measure {
            Measure::Ratio => outcome.ratio,
            Measure::Value => outcome.value,
        }
    };
    let measured = |id: &str| measured_of(entry, id);
    let (must, must_words) = match &rule.must {
        Bound::Number(number) => (Some(*number), None),
        Bound::Figure { r#as: other, words } => (measured(other), Some(words.clone())),
    };
    Verdict {
        figure: rule.figure.clone(),
        title: rule.title.clone(),
        entry: entry.to_owned(),
        measure: rule.measure,
        must,
        must_words,
        aim: rule.aim,
        measured: measured(&rule.figure),
        // The floor stands beside what the design names.
        floor: rule.aim.and(measured_of(FLOOR, &rule.figure)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn groups(figures: &[(&str, &str, Option<f64>, Option<f64>)]) -> Vec<Group> {
        let figure = |(id, of, value, ratio): &(&str, &str, Option<f64>, Option<f64>)| {
            let result = serde_json::json!({ "of": of, "value": value, "ratio": ratio });
            serde_json::json!({ "id": id, "title": "", "unit": "", "results": [result] })
        };
        let figures: Vec<_> = figures.iter().map(figure).collect();
        serde_json::from_value(serde_json::json!([{ "title": "", "note": "", "figures": figures }])).unwrap()
    }

    fn find<'a>(verdicts: &'a [Verdict], title: &str, entry: &str) -> &'a Verdict {
        verdicts.iter().find(|verdict| verdict.title.contains(title) && verdict.entry == entry).unwrap()
    }

    #[test]
    fn a_figure_over_its_limit_is_called_so() {
        let verdicts = judge(&groups(&[("size gzip", "/wasm", Some(1.0), Some(0.51))])).unwrap();
        assert_eq!(find(&verdicts, "gzip", "/wasm").must_holds(), Some(false));
        let verdicts = judge(&groups(&[("size gzip", "/wasm", Some(1.0), Some(0.43))])).unwrap();
        let verdict = find(&verdicts, "gzip", "/wasm");
        assert_eq!((verdict.must_holds(), verdict.aim_holds()), (Some(true), Some(false)));
    }

    #[test]
    fn memory_that_grows_between_1_000_and_100_000_calls_is_over_the_limit() {
        let grown = groups(&[("memory 1000", "/wasm", Some(1.0), None), ("memory 100000", "/wasm", Some(2.0), None)]);
        let verdicts = judge(&grown).unwrap();
        let verdict = find(&verdicts, "linear memory", "/wasm");
        assert_eq!((verdict.must_holds(), verdict.aim_holds()), (Some(false), Some(false)));
        // A figure of another candidate does not count.
        let verdict = find(&verdicts, "linear memory", ".");
        assert_eq!((verdict.must_holds(), verdict.aim_holds()), (None, None));
    }

    #[test]
    fn what_was_not_measured_is_not_said_to_hold() {
        let verdicts = judge(&groups(&[])).unwrap();
        assert!(!verdicts.is_empty());
        assert!(verdicts.iter().all(|verdict| verdict.must_holds().is_none() && verdict.aim_holds().is_none()));
    }
}
