//! `cargo xtask generate`: what Rust and JavaScript both have to know, from its rows in Rust to
//! `pkg-template/src/contract.js`.

use std::fmt::{Debug, Display, Write};
use std::fs;

use anyhow::{Context, Result};
use stripe_apps_secrets::contract::errors::{Class, Reason};
use stripe_apps_secrets::contract::events::{Action, Event, Match, State};
use stripe_apps_secrets::contract::kinds::Kind;
use stripe_apps_secrets::contract::layout::{LAYOUTS, Layout};
use stripe_apps_secrets::contract::operations::{Method, Operation};
use stripe_apps_secrets::contract::words::{self, LOOKED_INTO, Word};
use stripe_apps_secrets::contract::{limits, settings};
use stripe_apps_secrets_fetch::refusal::Refusal;

use crate::workspace::Workspace;

/// The file that is generated.
const FILE: &str = "pkg-template/src/contract.js";

/// Writes the file, and says whether it was another one before.
pub fn run(workspace: &Workspace) -> Result<()> {
    let path = workspace.path(FILE);
    let text = contract()?;
    let is_new = fs::read_to_string(&path).ok().as_ref() != Some(&text);
    fs::write(&path, text).with_context(|| format!("{FILE} cannot be written"))?;
    println!("{FILE} {}", if is_new { "is new: build and test with it" } else { "was up to date" });
    Ok(())
}

/// Checks that the file is what the rows say: a package of another one would give wrong codes and texts.
pub fn check(workspace: &Workspace) -> Result<()> {
    let file = fs::read_to_string(workspace.path(FILE)).with_context(|| format!("{FILE} cannot be read"))?;
    anyhow::ensure!(file == contract()?, "{FILE} is stale: run `cargo xtask generate`");
    Ok(())
}

fn contract() -> Result<String> {
    let mut js = String::from(
        "// What Rust and JavaScript both have to know. Written by `cargo xtask generate` from src/contract and\n\
         // fetch/src/refusal.rs: change the rows there. 0 means none in each number that crosses.\n\
         // @ts-check\n\n\
         let row;\n\
         /** @returns {any} Rows by their numbers: an empty one is as the one before it. */\n\
         const rows = (text) => text.split('|').map((next) => (row = next ? next.split(';') : row));\n",
    );
    words(&mut js)?;
    operations(&mut js)?;
    numbers(&mut js, "What a value is.", "KIND", Kind::ALL.iter().map(|kind| (kind, *kind as u32)))?;
    numbers(&mut js, "What a call waits for.", "STATE", State::ALL.iter().map(|state| (state, *state as u32)))?;
    numbers(&mut js, "What happened in a call.", "EVENT", Event::ALL.iter().map(|event| (event, *event as u32)))?;
    numbers(&mut js, "What to do.", "ACTION", Action::ALL.iter().map(|action| (action, *action as u32)))?;
    numbers(&mut js, "How a text compares.", "MATCH", Match::ALL.iter().map(|is| (is, *is as u32)))?;
    errors(&mut js)?;
    limits(&mut js)?;
    LAYOUTS.iter().try_for_each(|layout| packing(&mut js, layout))?;
    Ok(js)
}

fn words(js: &mut String) -> Result<()> {
    let texts: Vec<&str> = Word::ALL.iter().map(|word| word.text()).collect();
    writeln!(js, "\n/** Every word, by its number. */")?;
    writeln!(js, "export const WORDS = /* @__PURE__ */ {}.split(' ');", quoted(texts.join(" ")))?;
    writeln!(js, "export const ABSENT = {};", Word::Absent.number())?;
    writeln!(js, "export const UNKNOWN = {};", Word::Unknown.number())?;
    writeln!(js, "\n// The names that an object of each kind may have.")?;
    stretch(js, "PARAMETERS", words::parameters::WORDS, words::parameters::WORDS)?;
    stretch(js, "SCOPE", words::scope::WORDS, words::scope::WORDS)?;
    stretch(js, "OPTIONS", words::options::WORDS, words::options_and_settings::WORDS)?;
    stretch(js, "CONFIG", words::options_and_settings::WORDS, words::settings::WORDS)?;
    list(js, "The properties that are looked into.", "LOOKED_INTO", LOOKED_INTO.iter().map(|word| word.text()))?;
    list(js, "The settings of a config that hold for each call.", "OF_CALLS", settings::of_calls().map(Word::text))?;
    let refused = settings::refused_options().map(Word::text);
    list(js, "The options that are known, and refused.", "REFUSED_OPTIONS", refused)
}

/// The words from the first of one group to the last of another: groups stand in a row.
fn stretch(js: &mut String, name: &str, first: &[Word], last: &[Word]) -> Result<()> {
    let from = first.first().context("an empty group")?.number();
    let to = last.last().context("an empty group")?.number() + 1;
    writeln!(js, "export const {name} = /* @__PURE__ */ WORDS.slice({from}, {to});").map_err(Into::into)
}

fn operations(js: &mut String) -> Result<()> {
    numbers(js, "The four methods.", "OPERATION", Operation::ALL.iter().map(|it| (it, it.number())))?;
    writeln!(js, "\n/** @type {{[method: string, path: string][]}} */")?;
    let row = |operation: &Operation| {
        let method = if operation.method() == Method::Post { "POST" } else { "GET" };
        format!("{method};{}", operation.path())
    };
    written_table(js, "OPERATIONS", Operation::ALL.iter().map(row))?;
    writeln!(js, "\n// Its name and its parameters, by the number of the operation.")?;
    let rows = Operation::ALL.iter().map(|operation| {
        let known = words::parameters::WORDS.iter().filter(|word| operation.knows(**word));
        let names: Vec<&str> = known.map(|word| word.text()).collect();
        [quoted(camel(&snake(&format!("{operation:?}")))), quoted(names.join(" "))]
    });
    table(js, "METHODS", ["name: string", "parameters: string"], rows)?;
    writeln!(js, "\nexport const HOST = {};", quoted(Word::ApiStripeCom.text()))?;
    writeln!(js, "export const PROTOCOL = {};", quoted(Word::Https.text())).map_err(Into::into)
}

fn errors(js: &mut String) -> Result<()> {
    writeln!(js, "\n// Error classes, without `Stripe` and `Error`.")?;
    writeln!(js, "\n/** @type {{[name: string, base?: string][]}} */")?;
    let row = |class: &Class| match class.base() {
        "" => class.name().to_owned(),
        base => format!("{};{base}", class.name()),
    };
    written_table(js, "CLASSES", Class::ALL.iter().map(row))?;
    numbers(js, "Why a call has no result.", "REASON", Reason::ALL.iter().map(|reason| (reason, *reason as u32)))?;
    writeln!(
        js,
        "\n/**\n * By the number of the reason: its code, and its class unless it is the first; where it has no code its text, what\n * it mentions, and how it goes on."
    )?;
    writeln!(
        js,
        " *\n * @type {{[code: string, ofClass?: string, text?: string, mention?: string, rest?: string][]}}\n */"
    )?;
    let row = |reason: &Reason| match (reason.code(), reason.class()) {
        ("", class) => format!(";{};{}", class as u32, reason.text().replace(['{', '}'], ";")),
        (code, Class::InvalidRequest) => code.to_owned(),
        (code, class) => format!("{code};{}", class as u32),
    };
    written_table(js, "REASONS", Reason::ALL.iter().map(row))?;
    writeln!(js, "\n/** The texts of reasons that have a code: production builds leave them out. */")?;
    writeln!(js, "export const TEXTS = [\n  '',")?;
    for reason in Reason::ALL {
        let text = if reason.code().is_empty() { String::new() } else { with_limits(reason.text()) };
        writeln!(js, "  {},", quoted(text))?;
    }
    writeln!(js, "];")?;
    let refusals = Refusal::ROWS;
    numbers(js, "What `/fetch` refuses.", "FETCH", refusals.iter().map(|(refusal, _)| (refusal, *refusal as u32)))?;
    let rows = refusals.iter().map(|(_, row)| row.map(quoted));
    table(js, "FETCH_REFUSALS", ["code: string", "param: string", "text: string"], rows)
}

/// Rows by their numbers, as one text, which is smaller than lists in a list; the row of number 0 has no words.
fn written_table(js: &mut String, name: &str, rows: impl Iterator<Item = String>) -> Result<()> {
    let mut text = ";".to_owned();
    let mut before = String::new();
    for row in rows {
        text.push('|');
        if row != before {
            text.push_str(&row);
            before = row;
        }
    }
    writeln!(js, "export const {name} = /* @__PURE__ */ rows({});", quoted(text)).map_err(Into::into)
}

/// Rows by their numbers; there is none of number 0.
fn table<const N: usize>(
    js: &mut String,
    name: &str,
    fields: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<()> {
    let none = fields.map(|field| if field.ends_with("number") { "0" } else { "''" });
    writeln!(js, "\n/** @type {{[{}][]}} */\nexport const {name} = [", fields.join(", "))?;
    writeln!(js, "  [{}],", none.join(", "))?;
    rows.map(|row| row.join(", ")).try_for_each(|row| writeln!(js, "  [{row}],"))?;
    writeln!(js, "];").map_err(Into::into)
}

/// A text with the limits and names that it mentions.
fn with_limits(text: &str) -> String {
    let config: Vec<&str> = settings::of_config().map(Word::text).collect();
    text.replace("{config}", &config.join(", "))
        .replace("{MAX_LIMIT}", &limits::MAX_LIMIT.to_string())
        .replace("{MAX_CHARACTERS}", &limits::MAX_CHARACTERS.to_string())
        .replace("{MAX_NAMES}", &limits::MAX_NAMES.to_string())
        .replace("{MAX_HEADER}", &limits::MAX_HEADER.to_string())
        .replace("{MAX_EXPIRY_DAYS}", &limits::MAX_EXPIRY_DAYS.to_string())
}

fn limits(js: &mut String) -> Result<()> {
    writeln!(js, "\n/** This package's. */\nexport const PACKAGE_VERSION = {};", quoted(env!("CARGO_PKG_VERSION")))?;
    writeln!(js, "/** Stripe's, which a client asks for when its config names none. */")?;
    writeln!(js, "export const API_VERSION = {};", quoted(limits::API_VERSION))?;
    writeln!(js, "/** The time for one attempt, in milliseconds, and the longest timer. */")?;
    writeln!(js, "export const TIMEOUT = {};\nexport const MAX_TIMEOUT = {};", limits::TIMEOUT, limits::MAX_TIMEOUT)?;
    writeln!(js, "/** The most own names of an object of a caller's, and entries of `expand`. */")?;
    writeln!(js, "export const MAX_NAMES = {};", limits::MAX_NAMES)?;
    writeln!(js, "/** The most values of an answer: fields and items, each as often as it is met. */")?;
    writeln!(js, "export const MAX_ANSWER = {};", limits::MAX_ANSWER).map_err(Into::into)
}

fn list(js: &mut String, doc: &str, name: &str, texts: impl Iterator<Item = &'static str>) -> Result<()> {
    let texts: Vec<String> = texts.map(quoted).collect();
    writeln!(js, "\n/** {doc} */\nexport const {name} = [{}];", texts.join(", ")).map_err(Into::into)
}

fn numbers(js: &mut String, doc: &str, prefix: &str, rows: impl Iterator<Item = (impl Debug, u32)>) -> Result<()> {
    writeln!(js, "\n// {doc}")?;
    for (row, number) in rows {
        writeln!(js, "export const {prefix}_{} = {number};", snake(&format!("{row:?}")).to_uppercase())?;
    }
    Ok(())
}

/// Functions that pack a number, and take a field out of it.
fn packing(js: &mut String, layout: &Layout) -> Result<()> {
    let name = layout.name;
    let width: u32 = layout.fields.iter().map(|(_, bits)| bits).sum();
    anyhow::ensure!(width < 32, "{name} has {width} bits; a number that crosses has 31");
    let fields: Vec<String> = layout.fields.iter().map(|(field, _)| camel(field)).collect();
    writeln!(
        js,
        "\n// {name}: {}.",
        layout.fields.iter().map(|(field, bits)| format!("{} {bits}", camel(field))).collect::<Vec<_>>().join(", ")
    )?;
    let mut parts = Vec::new();
    let mut getters = String::new();
    let mut shift = 0;
    for ((_, bits), field) in layout.fields.iter().zip(&fields) {
        let (mut part, mut rest) = (field.clone(), "number".to_owned());
        if shift > 0 {
            part = format!("({field} << {shift})");
            rest = format!("number >> {shift}");
        }
        parts.push(part);
        if shift + bits < width {
            rest = if shift > 0 {
                format!("({rest}) & {}", (1_u32 << bits) - 1)
            } else {
                format!("{rest} & {}", (1_u32 << bits) - 1)
            };
        }
        let field =
            format!("{}{}", field.get(..1).unwrap_or_default().to_uppercase(), field.get(1..).unwrap_or_default());
        writeln!(
            getters,
            "/** @param {{number}} number */\nexport const {}{field} = (number) => {rest};",
            camel(&snake(name))
        )?;
        shift += bits;
    }
    let types: Vec<String> = fields.iter().map(|field| format!(" * @param {{number}} {field}\n")).collect();
    writeln!(
        js,
        "/**\n{} */\nexport const pack{name} = ({}) => {};",
        types.concat(),
        fields.join(", "),
        parts.join(" | ")
    )?;
    js.push_str(&getters);
    Ok(())
}

/// `FooBar` becomes `foo_bar`.
fn snake(name: &str) -> String {
    let parts = name.chars().map(|c| if c.is_uppercase() { format!("_{}", c.to_lowercase()) } else { c.into() });
    parts.collect::<String>().trim_start_matches('_').to_owned()
}

/// `foo_bar` becomes `fooBar`.
fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| {
        name + &part.get(..1).unwrap_or_default().to_uppercase() + part.get(1..).unwrap_or_default()
    })
}

fn quoted(text: impl Display) -> String {
    let text = text.to_string();
    let quote = if text.contains('\'') { '"' } else { '\'' };
    format!("{quote}{text}{quote}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn javascript_knows_what_rust_knows() {
        let workspace = Workspace::find().unwrap();
        check(&workspace).unwrap();
    }

    #[test]
    fn a_text_needs_no_escape() {
        let texts =
            Reason::ALL.iter().map(|reason| reason.text()).chain(Refusal::ROWS.iter().map(|(_, [.., text])| *text));
        assert!({ texts }.all(|text| !(text.contains(['\\', '\n']) || text.contains('"') && text.contains('\''))));
        let split = Reason::ALL.iter().filter(|reason| reason.code().is_empty()).map(|reason| reason.text());
        assert!({ split }.all(|text| !text.contains([';', '|'])), "a row is split there");
        assert!(
            Word::ALL.iter().all(|word| !word.text().contains([' ', '\''])),
            "the list of words is split at its blanks"
        );
    }

    #[test]
    fn a_row_has_the_number_of_its_place() {
        let numbers = |mut rows: Vec<u32>| {
            let count = u32::try_from(rows.len()).unwrap();
            rows.sort_unstable();
            assert_eq!(rows, (1..=count).collect::<Vec<_>>());
        };
        numbers(Reason::ALL.iter().map(|row| *row as u32).collect());
        numbers(Class::ALL.iter().map(|row| *row as u32).collect());
        numbers(Operation::ALL.iter().map(|row| row.number()).collect());
        numbers(Refusal::ROWS.iter().map(|(row, _)| *row as u32).collect());
    }
}
