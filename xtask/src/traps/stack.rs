//! How deep the stack can get. Without recursion and without indirect calls (those are listed, and none is) the deepest
//! chain of calls can be added up; an overflow is then impossible, unless the host calls back from within a call.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use super::module::Module;

/// The bytes that the deepest chain of calls takes. Fails where a function can reach itself.
pub fn deepest(module: &Module) -> Result<u32> {
    let mut depths = BTreeMap::new();
    let mut deepest = 0;
    for &function in module.functions.keys() {
        deepest = deepest.max(depth(module, function, &mut depths)?);
    }
    Ok(deepest)
}

/// The same from one function on. `depths` holds what is known, and `None` for what is being looked at.
fn depth(module: &Module, index: u32, depths: &mut BTreeMap<u32, Option<u32>>) -> Result<u32> {
    let Some(function) = module.functions.get(&index) else { return Ok(0) };
    match depths.get(&index) {
        Some(Some(depth)) => return Ok(*depth),
        Some(None) => bail!("{} can call itself: its use of the stack has no bound", function.name),
        None => {}
    }
    depths.insert(index, None);
    let mut below = 0;
    for &called in &function.calls {
        below = below.max(depth(module, called, depths)?);
    }
    let depth = below.saturating_add(function.frame);
    depths.insert(index, Some(depth));
    Ok(depth)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::module::Function;
    use super::*;

    fn module(functions: &[(u32, &[u32])]) -> Module {
        let function = |&(frame, calls): &(u32, &[u32])| Function {
            frame,
            calls: calls.iter().copied().collect(),
            ..Function::default()
        };
        Module { functions: (0..).zip(functions.iter().map(function)).collect(), ..Module::default() }
    }

    #[test]
    fn the_deepest_chain_counts_and_not_the_longest() {
        assert_eq!(deepest(&module(&[(16, &[1, 2]), (16, &[3]), (64, &[]), (0, &[]), (32, &[1])])).unwrap(), 80);
    }

    #[test]
    fn recursion_is_refused() {
        assert!(deepest(&module(&[(16, &[1]), (16, &[2]), (16, &[0])])).is_err());
        assert!(deepest(&module(&[(16, &[0])])).is_err());
    }
}
