//! A WebAssembly module as the check sees it: its functions by name, and what each can do.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use wasmparser::{FunctionBody, Import, KnownCustom, Name, Operator, Parser, Payload, TypeRef};

use super::flow::Flow;
use super::instruction::{Instruction, sort};
use super::names::plain;

/// wasm-bindgen's import that throws a JavaScript error: a call of it never comes back.
const THROW: &str = "wasm_bindgen::__wbindgen_throw";
/// The global that says how far down the stack reaches.
const STACK_POINTER: &str = "__stack_pointer";

/// A module.
#[derive(Debug, Default)]
pub struct Module {
    /// The imported functions' names, in order.
    pub imports: Vec<String>,
    /// The module's own functions, by index.
    pub functions: BTreeMap<u32, Function>,
    /// The functions that never come back: they end in a trap or in an error that is thrown.
    pub endless: BTreeSet<u32>,
    /// How many bytes the stack has.
    pub stack: u32,
}

/// A function of a module.
#[derive(Debug, Default)]
pub struct Function {
    /// Its name, without what the compiler adds.
    pub name: String,
    /// The instructions that are listed, and the calls that never come back, as far as control can reach them; and how
    /// often each occurs.
    pub listed: BTreeMap<String, usize>,
    /// Which functions it calls.
    pub calls: BTreeSet<u32>,
    /// How much of the stack it takes, in bytes: at most, since what was inlined into it need not be there at once.
    pub frame: u32,
}

impl Module {
    /// Reads a module that has names.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let parts = Parts::of(bytes)?;
        let mut endless = parts.throwing();
        // A function ends endlessly because others do: as long as one more is found, there may be another.
        loop {
            let module = parts.judged(&endless)?;
            if module.endless.len() == endless.len() {
                return Ok(module);
            }
            endless = module.endless;
        }
    }
}

/// What the sections say.
#[derive(Default)]
struct Parts<'a> {
    imports: u32,
    bodies: Vec<FunctionBody<'a>>,
    names: BTreeMap<u32, String>,
    stack_pointer: Option<u32>,
    globals: Vec<u32>,
}

impl<'a> Parts<'a> {
    fn of(bytes: &'a [u8]) -> Result<Self> {
        let mut parts = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload.context("the wasm cannot be read")? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        parts.note_import(&import?);
                    }
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        parts.globals.push(initial(global?.init_expr.get_operators_reader().read()?));
                    }
                }
                Payload::CodeSectionEntry(body) => parts.bodies.push(body),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        for name in names {
                            parts.note(name?)?;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(parts)
    }

    /// An imported function goes by the import's name, unless it has one of its own.
    fn note_import(&mut self, import: &Import<'_>) {
        if matches!(import.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)) {
            self.names.insert(self.imports, import.name.to_owned());
            self.imports += 1;
        }
    }

    fn note(&mut self, names: Name<'a>) -> Result<()> {
        match names {
            Name::Function(names) => {
                for naming in names {
                    let naming = naming?;
                    self.names.insert(naming.index, plain(naming.name));
                }
            }
            Name::Global(names) => {
                for naming in names {
                    let naming = naming?;
                    self.stack_pointer = self.stack_pointer.or((naming.name == STACK_POINTER).then_some(naming.index));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn name(&self, index: u32) -> String {
        self.names.get(&index).cloned().unwrap_or_else(|| format!("function {index}"))
    }

    fn throwing(&self) -> BTreeSet<u32> {
        (0..self.imports).filter(|index| self.name(*index) == THROW).collect()
    }

    /// The module, when the functions in `endless` never come back; more of them may show.
    fn judged(&self, endless: &BTreeSet<u32>) -> Result<Module> {
        let stack_pointer = self.stack_pointer.context("the wasm does not name its stack pointer")?;
        let stack = self.globals.get(stack_pointer as usize).copied().context("the stack pointer is no global")?;
        let imports = (0..self.imports).map(|index| self.name(index)).collect();
        let mut module = Module { imports, functions: BTreeMap::new(), endless: endless.clone(), stack };
        for (index, body) in (self.imports..).zip(&self.bodies) {
            let (function, returns) = self.read(index, body, stack_pointer, endless)?;
            if !returns {
                module.endless.insert(index);
            }
            module.functions.insert(index, function);
        }
        Ok(module)
    }

    /// What can be reached of a body, and whether it comes back.
    fn read(
        &self,
        index: u32,
        body: &FunctionBody<'_>,
        stack_pointer: u32,
        endless: &BTreeSet<u32>,
    ) -> Result<(Function, bool)> {
        let mut function = Function { name: self.name(index), ..Function::default() };
        let mut flow = Flow::start();
        let mut moves_stack = false;
        let mut before: [Option<Operator<'_>>; 2] = [None, None];
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            if flow.is_live() {
                if let Operator::Call { function_index } = operator {
                    function.calls.insert(function_index);
                }
                if let Some(name) = self.listed(&operator, before.last().and_then(Option::as_ref), endless) {
                    *function.listed.entry(name).or_default() += 1;
                }
            }
            moves_stack |= matches!(operator, Operator::GlobalSet { global_index } if global_index == stack_pointer);
            function.frame = function.frame.saturating_add(taken(&before, &operator, stack_pointer));
            flow.step(&operator, |index| !endless.contains(&index));
            // What a local is set to on the way stays where it was.
            if !matches!(operator, Operator::LocalTee { .. }) {
                let [_, last] = before;
                before = [last, Some(operator)];
            }
        }
        ensure!(!moves_stack || function.frame > 0, "{} takes from the stack in an unknown way", function.name);
        Ok((function, flow.returns()))
    }

    /// The name under which an instruction is listed, if it is.
    fn listed(
        &self,
        operator: &Operator<'_>,
        before: Option<&Operator<'_>>,
        endless: &BTreeSet<u32>,
    ) -> Option<String> {
        match (operator, sort(operator, before)) {
            (Operator::Call { function_index }, _) if endless.contains(function_index) => {
                Some(format!("call {}", self.name(*function_index)))
            }
            (_, Instruction::Listed(name)) => Some(name),
            _ => None,
        }
    }
}

/// A global's initial value, as far as it is a constant.
fn initial(operator: Operator<'_>) -> u32 {
    match operator {
        Operator::I32Const { value } => value.cast_unsigned(),
        _ => 0,
    }
}

/// How much a function takes from the stack: the pointer less a constant, or with a negative one.
fn taken(before: &[Option<Operator<'_>>; 2], operator: &Operator<'_>, stack_pointer: u32) -> u32 {
    let [Some(Operator::GlobalGet { global_index }), Some(Operator::I32Const { value })] = before else { return 0 };
    match operator {
        Operator::I32Sub if *global_index == stack_pointer && *value > 0 => value.unsigned_abs(),
        Operator::I32Add if *global_index == stack_pointer && *value < 0 => value.unsigned_abs(),
        _ => 0,
    }
}
