//! What an instruction can do besides computing.

use wasmparser::Operator;

/// Of what kind an instruction is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instruction {
    /// It computes, or directs control.
    Harmless,
    /// It reads or writes a place that the compiler computed: it traps out of bounds, where Rust's own memory safety would
    /// have to be broken. These are too many, and too much alike, to be listed one by one.
    Access,
    /// It may trap by its own nature, or brings in more memory; listed under this name.
    Listed(String),
}

/// Sorts an instruction. `before` is the one before it, which tells what a division divides by.
pub fn sort(operator: &Operator<'_>, before: Option<&Operator<'_>>) -> Instruction {
    use Operator as O;
    match operator {
        O::I32DivU | O::I32RemU | O::I32DivS | O::I32RemS if is_harmless_divisor(before) => Instruction::Harmless,
        O::I64DivU | O::I64RemU | O::I64DivS | O::I64RemS if is_harmless_divisor(before) => Instruction::Harmless,
        O::MemoryCopy { .. } | O::MemoryFill { .. } => Instruction::Access,
        O::Unreachable => listed("unreachable"),
        O::MemoryGrow { .. } => listed("memory.grow"),
        O::TableGrow { .. } => listed("table.grow"),
        // Rust has no such instruction: only wasm-bindgen writes these three.
        O::TableGet { .. } | O::TableSet { .. } | O::TableFill { .. } => listed("table access"),
        other => by_name(&format!("{other:?}")),
    }
}

fn listed(name: &str) -> Instruction {
    Instruction::Listed(name.to_owned())
}

/// Any constant but zero; and but -1, by which the least number cannot be divided.
fn is_harmless_divisor(before: Option<&Operator<'_>>) -> bool {
    match before {
        Some(Operator::I32Const { value }) => !matches!(value, 0 | -1),
        Some(Operator::I64Const { value }) => !matches!(value, 0 | -1),
        _ => false,
    }
}

/// Instructions by wasmparser's names for them, which are WebAssembly's without dots. What is not known to be harmless is
/// listed.
fn by_name(debug: &str) -> Instruction {
    let name = debug.split([' ', '{', '(']).next().unwrap_or_default();
    const HARMLESS: [&str; 22] = [
        "Block",
        "Loop",
        "If",
        "Else",
        "End",
        "Br",
        "BrIf",
        "BrTable",
        "Return",
        "Nop",
        "Drop",
        "Select",
        "TypedSelect",
        "Call",
        "LocalGet",
        "LocalSet",
        "LocalTee",
        "GlobalGet",
        "GlobalSet",
        "RefNull",
        "RefIsNull",
        "MemorySize",
    ];
    let number = ["I32", "I64", "F32", "F64"].iter().find_map(|kind| name.strip_prefix(kind));
    match number {
        _ if HARMLESS.contains(&name) || name == "TableSize" => Instruction::Harmless,
        Some(does) if does.starts_with("Load") || does.starts_with("Store") => Instruction::Access,
        Some(does) if is_arithmetic(does) => Instruction::Harmless,
        _ => listed(name),
    }
}

/// What numbers can be put through without a trap. Divisions by anything but a constant, and conversions to integers
/// that do not saturate, can trap.
fn is_arithmetic(does: &str) -> bool {
    let saturating = does.starts_with("TruncSat");
    let dividing_integers = ["DivS", "DivU", "RemS", "RemU"].contains(&does);
    let trapping = (does.starts_with("TruncF") && !saturating) || does.starts_with("Atomic") || dividing_integers;
    !trapping
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN: Operator<'_> = Operator::I32Const { value: 10 };
    const ZERO: Operator<'_> = Operator::I32Const { value: 0 };
    const MINUS_ONE: Operator<'_> = Operator::I64Const { value: -1 };

    #[test]
    fn a_division_counts_unless_its_divisor_cannot_trap() {
        assert_eq!(sort(&Operator::I32RemU, Some(&TEN)), Instruction::Harmless);
        for before in [None, Some(&ZERO), Some(&Operator::I32Add)] {
            assert_eq!(sort(&Operator::I32RemU, before), listed("I32RemU"));
        }
        assert_eq!(sort(&Operator::I64DivS, Some(&MINUS_ONE)), listed("I64DivS"));
    }

    #[test]
    fn whatever_traps_by_its_nature_is_listed() {
        let call = Operator::CallIndirect { type_index: 0, table_index: 0 };
        for operator in
            [Operator::Unreachable, Operator::I32TruncF64S, call, Operator::RefAsNonNull, Operator::ThrowRef]
        {
            assert!(matches!(sort(&operator, None), Instruction::Listed(_)), "{operator:?}");
        }
        assert_eq!(by_name("I32AtomicLoad { memarg: 0 }"), listed("I32AtomicLoad"));
    }

    #[test]
    fn what_computes_is_not_listed() {
        let call = Operator::Call { function_index: 1 };
        for operator in [Operator::I32Add, Operator::I32TruncSatF64S, Operator::F64Div, Operator::I32WrapI64, call] {
            assert_eq!(sort(&operator, None), Instruction::Harmless, "{operator:?}");
        }
        assert_eq!(by_name("I32Load8U { memarg: 0 }"), Instruction::Access);
    }
}
