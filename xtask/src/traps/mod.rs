//! That no panic can be reached, read from the published wasm itself: a panic is compiled to an `unreachable`, so whatever of
//! the source can panic shows as an instruction that traps. Reads and writes of memory trap too, out of bounds; for that Rust's
//! memory safety would have to be broken (`src` has no `unsafe`), or the stack would have to overflow, which is excluded here.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use wasmparser::{FunctionBody, Operator as O, Parser, Payload};

/// Where imports come from. What throws there goes through to the call, which rejects.
const OWN_JAVASCRIPT: &str = crate::package::SOURCES;
/// Rust's `as` saturates: it tests the range first, and this instruction sees nothing outside it.
const SATURATED: &str = "I32TruncF64U";
/// What cannot trap besides most instructions on numbers. Any other counts as a trap.
const HARMLESS: &str =
    "Block Loop If Else End Br BrIf BrTable Return Call Drop Select LocalGet LocalSet LocalTee GlobalGet GlobalSet";
/// Parts of the names of those on numbers that can.
const TRAPPING: [&str; 6] = ["DivS", "DivU", "RemS", "RemU", "TruncF", "Atomic"];
/// Which part of the stack the functions may take; the rest is for a host that calls back from within a call.
const SHARE_OF_STACK: i32 = 4;
const FETCH: &str = "fetch_core.wasm is not read: gloo-net and wasm-bindgen panic by design, so there a trap is survived in \
                     place of excluded (tests/fetch/settles.test.mjs, tests/fetch/memory.test.mjs); nor is testing_core.wasm, \
                     which has serde in it and is in no extension";

/// Prints what of the published wasm can trap or comes from elsewhere, and says whether that is nothing. `names` is
/// wasm-opt's map of its imports. A function has a number; the same run of wasm-opt with `-g` gives it its name.
pub fn check(published: &Path, names: &Path) -> Result<bool> {
    let read = |path: &Path| fs::read(path).with_context(|| format!("{} cannot be read", path.display()));
    println!("{FETCH}");
    let core = Core::read(&read(published)?)?;
    let findings = [core.traps, foreign_imports(&read(names)?)?].concat();
    findings.iter().for_each(|finding| println!("  core.wasm: {finding}"));
    println!(
        "core.wasm: no recursion; all functions together take {} of the stack's {} bytes",
        core.frames, core.stack
    );
    Ok(findings.is_empty())
}

fn foreign_imports(names: &[u8]) -> Result<Vec<String>> {
    let names: Value = serde_json::from_slice(names).context("wasm-opt's map of names is not JSON")?;
    let imports = names.get("imports").and_then(Value::as_array).context("wasm-opt's map of names has no imports")?;
    let is_own = |import: &&Value| import[0].as_str().is_some_and(|module| module.starts_with(OWN_JAVASCRIPT));
    Ok(imports.iter().filter(|import| !is_own(import)).map(|import| format!("a foreign import, {import}")).collect())
}

#[derive(Default)]
struct Core {
    imports: u32,
    traps: Vec<String>,
    calls: BTreeMap<u32, BTreeSet<u32>>, // of its own functions
    stack: i32,                          // in bytes
    frames: i32, // what all functions together take from it: without recursion, no call takes more
}

impl Core {
    /// Fails where the stack can overflow.
    fn read(wasm: &[u8]) -> Result<Self> {
        let mut core = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.context("the wasm cannot be read")? {
                Payload::ImportSection(imports) => core.imports = imports.count(),
                Payload::GlobalSection(globals) => {
                    // The first global is the stack pointer, which starts at the stack's upper end.
                    let pointer = globals.into_iter().next().context("the wasm has no stack pointer")??;
                    let start = pointer.init_expr.get_operators_reader().read()?;
                    core.stack = if let O::I32Const { value } = start { value } else { 0 };
                }
                Payload::CodeSectionEntry(body) => core.add(&body)?,
                _ => {}
            }
        }
        ensure!(!is_recursive(core.calls.clone()), "a function can call itself: its use of the stack has no bound");
        ensure!(core.frames <= core.stack / SHARE_OF_STACK, "functions take {} bytes of the stack", core.frames);
        Ok(core)
    }

    fn add(&mut self, body: &FunctionBody<'_>) -> Result<()> {
        let number = self.imports + u32::try_from(self.calls.len())?;
        let calls = self.calls.entry(number).or_default();
        // The optimiser writes an `unreachable` after an endless loop. Branches to a loop go to its start, so nothing gets
        // behind one whose last instruction is a branch.
        let (mut is_loop, mut is_dead) = (Vec::new(), false);
        let [mut second_last, mut last] = [O::Nop, O::Nop];
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            if !is_dead && can_trap(&operator, &last) {
                self.traps.push(format!("function {number} can trap, {operator:?}"));
            }
            is_dead = false;
            match (&second_last, &last, &operator) {
                (.., O::Block { .. } | O::If { .. }) => is_loop.push(false),
                (.., O::Loop { .. }) => is_loop.push(true),
                (_, last, O::End) => is_dead = is_loop.pop() == Some(true) && matches!(last, O::Br { .. }),
                (.., O::Call { function_index }) => drop(calls.insert(*function_index)),
                (O::GlobalGet { global_index: 0 }, O::I32Const { value }, O::I32Add | O::I32Sub) => {
                    self.frames += value.abs();
                }
                (O::GlobalGet { global_index: 0 }, ..) => bail!("function {number} takes an unknown part of the stack"),
                _ => {}
            }
            (second_last, last) = (last, operator);
        }
        Ok(())
    }
}

/// Whether an instruction can trap. `before` is the one before it, which tells what a remainder divides by.
fn can_trap(operator: &O<'_>, before: &O<'_>) -> bool {
    let text = format!("{operator:?}");
    let name = text.split(' ').next().unwrap_or_default();
    let is_on_numbers = ["I32", "I64", "F32", "F64"].iter().any(|kind| name.starts_with(kind));
    match operator {
        O::I32RemU if matches!(before, O::I32Const { value: 1.. }) => false,
        _ if is_on_numbers => name != SATURATED && TRAPPING.iter().any(|part| name.contains(part)),
        _ => !HARMLESS.split(' ').any(|harmless| harmless == name),
    }
}

/// Takes away functions that call none of those left; with recursion some stay.
fn is_recursive(mut calls: BTreeMap<u32, BTreeSet<u32>>) -> bool {
    let before = calls.len();
    let left: BTreeSet<u32> = calls.keys().copied().collect();
    calls.retain(|_, called| !called.is_disjoint(&left));
    !calls.is_empty() && (calls.len() == before || is_recursive(calls))
}
