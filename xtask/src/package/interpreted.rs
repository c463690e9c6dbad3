//! What the interpreter (`pkg-template/src/core/interpreter.js`) can run. It knows the instructions that the core has, and little
//! else of WebAssembly; so a core that needs more is refused here, when it is built, in place of failing at a user's.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{ConstExpr, DataKind, FuncType, FunctionBody, Operator as O, Parser, Payload, TypeRef, ValType};

/// It passes so many arguments to an import.
const MOST_PARAMETERS: usize = 4;
/// The size of its memory, in pages.
const PAGES: u64 = 1;

/// Fails unless the interpreter, whose source is given, can run a module.
pub fn check(wasm: &[u8], interpreter: &str) -> Result<()> {
    let known = instructions(interpreter);
    let mut types = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::Version { .. } | Payload::FunctionSection(_) | Payload::ExportSection(_) => {}
            Payload::CodeSectionStart { .. } | Payload::CustomSection(_) | Payload::End(_) => {}
            Payload::TypeSection(section) => {
                for function in section.into_iter_err_on_gc_types() {
                    types.push(checked_type(function?)?);
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let TypeRef::Func(index) = import?.ty else { bail!("an import is not a function") };
                    let parameters = usize::try_from(index).ok().and_then(|index| types.get(index));
                    let parameters = parameters.context("an import has no type")?.params().len();
                    ensure!(parameters <= MOST_PARAMETERS, "an import has {parameters} parameters");
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    ensure!(memory?.initial == PAGES, "the memory has another size than {PAGES} page");
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    let global = global?;
                    ensure!(global.ty.content_type == ValType::I32, "a global is {}", global.ty.content_type);
                    check_constant(&global.init_expr)?;
                }
            }
            Payload::CodeSectionEntry(body) => check_body(&body, wasm, &known)?,
            Payload::DataSection(section) => {
                for data in section {
                    match data?.kind {
                        DataKind::Active { memory_index: 0, offset_expr } => check_constant(&offset_expr)?,
                        _ => bail!("data is not put into memory at once"),
                    }
                }
            }
            other => bail!("a section of another kind: {other:?}"),
        }
    }
    Ok(())
}

/// The instructions that it has, by the letters and digits of their names: its source has them in comments before
/// their opcodes.
fn instructions(interpreter: &str) -> BTreeMap<String, u8> {
    let comments = interpreter.split("/* ").skip(1).filter_map(|rest| rest.split_once(" */ 0x"));
    let opcode = |rest: &str| rest.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    comments.filter_map(|(name, rest)| Some((plain(name), opcode(rest)?))).collect()
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

fn checked_type(function: FuncType) -> Result<FuncType> {
    ensure!(function.results().len() <= 1, "a function has several results");
    function.params().iter().chain(function.results()).try_for_each(|&kind| check_kind(kind))?;
    Ok(function)
}

fn check_kind(kind: ValType) -> Result<()> {
    ensure!(matches!(kind, ValType::I32 | ValType::F64), "a value is {kind}");
    Ok(())
}

fn check_constant(expression: &ConstExpr<'_>) -> Result<()> {
    let first = expression.get_operators_reader().read()?;
    ensure!(matches!(first, O::I32Const { .. }), "{first:?} begins a constant");
    Ok(())
}

fn check_body(body: &FunctionBody<'_>, wasm: &[u8], known: &BTreeMap<String, u8>) -> Result<()> {
    for locals in body.get_locals_reader()? {
        check_kind(locals?.1)?;
    }
    for operator in body.get_operators_reader()?.into_iter_with_offsets() {
        let (operator, place) = operator?;
        let written = format!("{operator:?}");
        let name = written.split(' ').next().unwrap_or_default();
        let opcode = known.get(&plain(name));
        ensure!(opcode.is_some(), "interpreter.js lacks an instruction of the core, {name}: add it there");
        ensure!(wasm.get(place) == opcode, "interpreter.js has another opcode for {name}");
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const INTERPRETER: &str = include_str!("../../../pkg-template/src/core/interpreter.js");

    /// A module with a type for functions, an import of that type, a section, and a function of that type.
    fn refusal(kind: &[u8], section: &[u8], body: &[u8]) -> String {
        let list = |id: u8, item: &[u8]| [&[id, item.len() as u8 + 1, 1], item].concat();
        let sized = |bytes: &[u8]| [&[bytes.len() as u8], bytes].concat();
        let module = [
            b"\0asm\x01\0\0\0".to_vec(),
            list(1, kind),
            list(2, b"\x01a\x01b\x00\x00"),
            list(3, &[0]),
            section.to_vec(),
            list(10, &sized(&[body, &[0x0b]].concat())),
        ];
        check(&module.concat(), INTERPRETER).err().map(|refusal| refusal.to_string()).unwrap_or_default()
    }

    const NOTHING: &[u8] = &[0x60, 0, 0];
    const ONE_PAGE: &[u8] = &[5, 3, 1, 0, 1];

    #[test]
    fn a_core_that_needs_no_more_than_the_interpreter_has_is_built() {
        let reads: &[u8] = &[1, 1, 0x7c, 0x41, 0, 0x28, 2, 0, 0x1a];
        assert_eq!(refusal(NOTHING, ONE_PAGE, reads), "");
        assert_eq!(refusal(&[0x60, 4, 0x7f, 0x7c, 0x7f, 0x7f, 1, 0x7f], &[], &[0, 0x41, 0]), "");
    }

    #[test]
    fn a_core_that_needs_more_is_refused_when_it_is_built() {
        let body = |code: &[u8]| refusal(NOTHING, ONE_PAGE, code);
        for (refused, why) in [
            (refusal(&[0x60, 5, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0], &[], &[0]), "5 parameters"),
            (refusal(&[0x60, 0, 2, 0x7f, 0x7f], &[], &[0]), "several results"),
            (refusal(&[0x60, 1, 0x7e, 0], &[], &[0]), "a value is i64"),
            (refusal(NOTHING, &[5, 3, 1, 0, 2], &[0]), "another size"),
            (refusal(NOTHING, &[4, 4, 1, 0x70, 0, 1], &[0]), "TableSection"),
            (refusal(NOTHING, &[6, 6, 1, 0x7e, 0, 0x42, 0, 0x0b], &[0]), "a global is i64"),
            (refusal(NOTHING, &[8, 1, 0], &[0]), "StartSection"),
            (body(&[1, 1, 0x7d]), "a value is f32"),
            (body(&[0, 0x41, 0, 0x67, 0x1a]), "of the core, I32Clz"),
            (body(&[0, 0x42, 0, 0x1a]), "of the core, I64Const"),
            (body(&[0, 0x41, 0, 0x11, 0, 0]), "of the core, CallIndirect"),
        ] {
            assert!(refused.contains(why), "{why}: {refused}");
        }
    }
}
