//! That no panic can be reached, read from the published wasm itself. A panic is compiled to an `unreachable`, which ends
//! the call, so whatever of the source can panic shows as an instruction that control can reach.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`instruction`] | which instructions can trap |
//! | [`flow`] | which instructions can be reached |
//! | [`module`] | the wasm's functions, and what each can do |
//! | [`stack`] | how deep the stack can get |
//! | [`list`] | the known ones, from `known.toml`, each with its reason |
//! | [`same`] | that the wasm with names has the code of the one that is published |

mod flow;
mod instruction;
mod list;
mod module;
mod names;
mod same;
mod stack;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use list::List;
use module::Module;

/// How much of the stack calls may take, at most; the rest is for a host that calls back from within a call.
const SHARE_OF_STACK: u32 = 4;

/// Compares the published wasm with the list, by the names of `named`, and tells what the list leaves out. Says whether
/// they agree.
pub fn check(published: &Path, named: &Path) -> Result<bool> {
    let read = |path: &Path| fs::read(path).with_context(|| format!("{} cannot be read", path.display()));
    let (published, named) = (read(published)?, read(named)?);
    ensure!(same::code(&published, &named)?, "the wasm with names has other code than the one that is published");
    let module = Module::read(&named)?;
    let list = List::known()?;
    list.unlisted.iter().for_each(|line| println!("{line}"));
    let differences = list.differences(&module);
    if !differences.is_empty() {
        println!("The wasm is not what xtask/src/traps/known.toml says:\n  {}", differences.join("\n  "));
        println!("Remove a new trap from the source, or list it with the reason why nobody can reach it.");
        return Ok(false);
    }
    let deepest = stack::deepest(&module)?;
    ensure!(
        deepest <= module.stack / SHARE_OF_STACK,
        "calls take up to {deepest} bytes of the stack's {}: too much for a host that calls back",
        module.stack
    );
    println!(
        "Every trap is on the list. No recursion; the stack holds {} bytes, calls take up to {deepest}",
        module.stack
    );
    Ok(true)
}
