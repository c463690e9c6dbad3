//! Names between the glue and the wasm. wasm-bindgen's are long and hashed, and each import repeats its module's path;
//! wasm-opt shortens them all and says how. The module written here translates once, when the wasm is instantiated.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// What wasm-bindgen exports for panics that unwind: there are none.
const UNUSED: [&str; 2] = ["__abort_handler", "__instance_terminated"];

/// What nobody asks for of a core without texts, through which only numbers cross.
const MEMORY: &str = "memory";

/// The name of the one module that the optimised wasm imports from.
const MODULE: &str = "a";

/// The JavaScript of `core_names.js`, from the map that wasm-opt printed: `imports` as
/// `[module, name, short name]`, `exports` as `[name, short name]`; the `memory` only where it is asked for.
pub fn module(map: &str, with_memory: bool) -> Result<String> {
    let map: Value = serde_json::from_str(map).context("wasm-opt's map of names is not JSON")?;
    let mut text = String::new();
    let mut passed = Vec::new();
    for (module, names) in imports(&map)? {
        let list: Vec<String> = names.iter().map(|(name, short)| format!("{name} as {short}")).collect();
        writeln!(text, "import {{ {} }} from {};", list.join(", "), Value::from(module))?;
        passed.extend(names.into_iter().map(|(_, short)| short));
    }
    writeln!(text, "export const imports = {{ {MODULE}: {{ {} }} }};", passed.join(", "))?;
    let exports = exports(&map, with_memory)?;
    writeln!(text, "export const named = (exports) => ({{ {} }});", exports.join(", "))?;
    Ok(text)
}

/// By module: names and short names.
fn imports(map: &Value) -> Result<BTreeMap<&str, Vec<(&str, &str)>>> {
    let mut modules: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for entry in list(map, "imports")? {
        let [module, name, short] = words(entry)?;
        modules.entry(module).or_default().push((name, short));
    }
    Ok(modules)
}

fn exports(map: &Value, with_memory: bool) -> Result<Vec<String>> {
    let entries: Vec<[&str; 2]> = list(map, "exports")?.iter().map(words).collect::<Result<_>>()?;
    let used = entries.into_iter().filter(|[name, _]| !UNUSED.contains(name) && (with_memory || *name != MEMORY));
    Ok(used.map(|[name, short]| format!("{name}: exports.{short}")).collect())
}

fn list<'a>(map: &'a Value, key: &str) -> Result<&'a Vec<Value>> {
    map.get(key).and_then(Value::as_array).with_context(|| format!("wasm-opt's map of names has no {key}"))
}

/// An entry's words; the names become identifiers in JavaScript, so they must be such.
fn words<const N: usize>(entry: &Value) -> Result<[&str; N]> {
    let words: Option<Vec<&str>> = entry.as_array().and_then(|words| words.iter().map(Value::as_str).collect());
    let words = words.and_then(|words| <[&str; N]>::try_from(words).ok());
    let words = words.with_context(|| format!("wasm-opt's map of names has an entry of another form: {entry}"))?;
    let names = words.iter().skip(N.saturating_sub(2));
    for name in names {
        let plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$');
        ensure!(plain && !name.is_empty(), "{name} is not an identifier");
    }
    Ok(words)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_import_and_export_is_found_under_its_short_name() {
        let map = r#"{"imports": [["./core_bg.js", "__wbg_now_1f", "A"], ["./snippets/x/p.js", "word", "B"],
            ["./core_bg.js", "__wbg_then_2a", "C"]], "exports": [["memory", "ga"], ["__wbindgen_start", "oa"]]}"#;
        let expected = "import { __wbg_now_1f as A, __wbg_then_2a as C } from \"./core_bg.js\";\n\
            import { word as B } from \"./snippets/x/p.js\";\n\
            export const imports = { a: { A, C, B } };\n\
            export const named = (exports) => ({ memory: exports.ga, __wbindgen_start: exports.oa });\n";
        assert_eq!(module(map, true).unwrap(), expected);
        assert_eq!(module(map, false).unwrap(), expected.replace("memory: exports.ga, ", ""));
    }

    #[test]
    fn a_map_of_another_form_breaks_the_build_and_not_the_package() {
        for map in
            ["", "{}", r#"{"imports": [["a", "b"]], "exports": []}"#, r#"{"imports": [], "exports": [["a b", "c"]]}"#]
        {
            assert!(module(map, true).is_err(), "{map}");
        }
    }
}
