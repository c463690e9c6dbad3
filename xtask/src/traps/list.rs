//! The list of what is known, and what differs from it.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use toml::{Table, Value};

use super::module::Module;

/// The list as it stands.
const KNOWN: &str = include_str!("known.toml");

/// The list.
#[derive(Debug)]
pub struct List {
    imports: Vec<String>,
    rows: Vec<Row>,
    /// Lines on what this check does not read.
    pub unlisted: Vec<String>,
}

/// A row: an instruction, in these functions together this often.
#[derive(Debug)]
struct Row {
    what: String,
    within: Vec<String>,
    times: Option<usize>,
}

impl List {
    /// The project's own.
    pub fn known() -> Result<Self> {
        Self::parse(KNOWN)
    }

    fn parse(text: &str) -> Result<Self> {
        let table: Table = text.parse().context("the list of traps is not TOML")?;
        let rows = entries(&table, "trap")?.into_iter().map(row).collect::<Result<_>>()?;
        let imports = entries(&table, "import")?.into_iter().map(|entry| explained(entry, "name"));
        let unlisted = entries(&table, "unlisted")?.into_iter().map(unlisted).collect::<Result<_>>()?;
        Ok(Self { imports: imports.collect::<Result<_>>()?, rows, unlisted })
    }

    /// A line for everything that the list does not have, has less often, or has in vain.
    pub fn differences(&self, module: &Module) -> Vec<String> {
        let mut lines = Vec::new();
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for function in module.functions.values() {
            for (what, times) in &function.listed {
                match self.rows.iter().position(|row| row.covers(what, &function.name)) {
                    Some(row) => *counts.entry(row).or_default() += times,
                    None => lines.push(format!("not on the list: {what}, {times} ×, in {}", function.name)),
                }
            }
        }
        for (place, row) in self.rows.iter().enumerate() {
            let found = counts.get(&place).copied().unwrap_or_default();
            let within = row.within.join(", ");
            match row.times {
                _ if found == 0 => lines.push(format!("on the list in vain: {}, in {within}", row.what)),
                Some(times) if found != times => {
                    lines.push(format!("{}, in {within}: {found} ×, and {times} × on the list", row.what));
                }
                _ => {}
            }
        }
        let unknown = module.imports.iter().filter(|import| !self.imports.iter().any(|known| covers(known, import)));
        lines.extend(unknown.map(|import| format!("not on the list: an import, {import}")));
        lines
    }
}

impl Row {
    fn covers(&self, what: &str, function: &str) -> bool {
        self.what == what && self.within.iter().any(|within| covers(within, function))
    }
}

/// `*` at its end stands for any rest.
fn covers(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

fn entries<'a>(table: &'a Table, key: &str) -> Result<Vec<&'a Table>> {
    let list = table.get(key).and_then(Value::as_array).with_context(|| format!("the list of traps has no {key}"))?;
    list.iter().map(|entry| entry.as_table().with_context(|| format!("a {key} is no table"))).collect()
}

fn row(entry: &Table) -> Result<Row> {
    let what = explained(entry, "what")?;
    let within = entry.get("in").and_then(Value::as_array).with_context(|| format!("{what} is nowhere"))?;
    let within = within.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let times = entry.get("times").and_then(Value::as_integer).map(usize::try_from).transpose()?;
    Ok(Row { what, within, times })
}

fn unlisted(entry: &Table) -> Result<String> {
    let why = entry.get("why").and_then(Value::as_str).unwrap_or_default();
    Ok(format!("{}: not listed, {why}", explained(entry, "name")?))
}

/// The text under `key`, of an entry that says why it is there.
fn explained(entry: &Table, key: &str) -> Result<String> {
    let text = |key| entry.get(key).and_then(Value::as_str).unwrap_or_default();
    ensure!(!text(key).is_empty(), "an entry of the list has no {key}");
    ensure!(text("why").len() > 20, "the list does not say why there is {}", text(key));
    Ok(text(key).to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::module::Function;
    use super::*;

    const LIST: &str = r#"
        [[import]]
        name = "own::*"
        why = "the crate's own JavaScript"
        [[trap]]
        what = "unreachable"
        in = ["alloc", "grow"]
        times = 2
        why = "the allocator has no memory left"
        [[unlisted]]
        name = "other.wasm"
        why = "a trap in it is survived"
    "#;

    fn differences(functions: &[(&str, &str, usize)], import: &str) -> Vec<String> {
        let mut module = Module { imports: vec![import.to_owned()], ..Module::default() };
        for (index, (name, what, times)) in (0..).zip(functions) {
            let listed = [((*what).to_owned(), *times)].into();
            module.functions.insert(index, Function { name: (*name).to_owned(), listed, ..Function::default() });
        }
        List::parse(LIST).unwrap().differences(&module)
    }

    #[test]
    fn what_is_on_the_list_passes() {
        assert_eq!(differences(&[("alloc", "unreachable", 1), ("grow", "unreachable", 1)], "own::send"), [""; 0]);
        assert_eq!(differences(&[("alloc", "unreachable", 2)], "own::send"), [""; 0]);
    }

    #[test]
    fn a_new_trap_is_told_with_its_function() {
        let known = ("alloc", "unreachable", 2);
        for new in [("policy::scope", "unreachable", 1), ("alloc", "I32DivU", 1)] {
            let lines = differences(&[known, new], "own::send");
            assert!(lines.len() == 1 && lines.concat().contains(new.0) && lines.concat().contains(new.1), "{lines:?}");
        }
    }

    #[test]
    fn one_more_of_a_known_kind_is_told() {
        assert_eq!(differences(&[("alloc", "unreachable", 3)], "own::send").len(), 1);
    }

    #[test]
    fn an_entry_that_nothing_needs_any_more_is_told() {
        assert_eq!(differences(&[], "own::send").len(), 1);
    }

    #[test]
    fn an_import_that_is_not_the_projects_own_is_told() {
        assert_eq!(differences(&[("alloc", "unreachable", 2)], "other::throw").len(), 1);
    }

    #[test]
    fn what_is_not_read_is_told_with_the_reason() {
        assert_eq!(List::parse(LIST).unwrap().unlisted, ["other.wasm: not listed, a trap in it is survived"]);
    }

    #[test]
    fn every_entry_says_why() {
        assert!(List::known().is_ok());
        for why in ["the allocator has no memory left", "a trap in it is survived"] {
            assert!(List::parse(&LIST.replace(why, "")).is_err(), "{why}");
        }
    }
}
