//! From the compiler's wasm to modules that esbuild understands: wasm-bindgen's glue, the optimised wasm, and that wasm
//! as text in a module of its own. They go into `built/` beside the package's JavaScript; its declarations say what each is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::{Site, interpreted, names};

/// Nothing beyond the first version of WebAssembly: every browser has it, and so has the interpreter.
const FEATURES: [&str; 1] = ["--mvp-features"];

/// The interpreter has no integers of 64 bits (`interpreted.rs`). The compiler uses them for tags, for tables of bits and to write
/// two fields at once; this makes two of 32 bits of each.
const LOWERED: [&str; 3] = ["--flatten", "--i64-to-i32-lowering", "--simplify-locals"];

/// Twice, since the second run finds some more. The lowest kilobyte is the far end of the stack, where nothing is kept
/// that an offset could reach. What the features section says is known to whoever compiles the wasm.
const OPTIMISATIONS: [&str; 4] = ["-Oz", "-Oz", "--low-memory-unused", "--strip-target-features"];
/// For the published wasm: no names of functions, and short ones of imports and exports.
const WITHOUT_NAMES: &str = "--minify-imports-and-exports-and-modules";

/// A wasm of the package.
pub struct Core {
    /// The package of the workspace that it is compiled from.
    pub package: &'static str,
    /// What the names of its files begin with.
    name: &'static str,
    /// The bytes of its stack: what fits one page of memory spares sixteen more.
    pub stack: u32,
}

/// The core of the main entries.
pub const MAIN: Core = Core { package: "stripe-apps-secrets", name: "core", stack: SMALL_STACK };
/// The core of `/fetch`.
pub const FETCH: Core = Core { package: "stripe-apps-secrets-fetch", name: "fetch_core", stack: SMALL_STACK };
/// The emulator of `/testing`, which reads values that are nested.
pub const TESTING: Core = Core { package: "stripe-apps-secrets-testing", name: "testing_core", stack: 1 << 18 };

const SMALL_STACK: u32 = 1 << 14;

/// Writes the modules of the main entries.
pub fn write(site: &Site<'_>, wasm: &Path) -> Result<()> {
    bindgen(site, &MAIN, wasm)?;
    inline(site, &MAIN, &LOWERED)?;
    let core = fs::read(optimised(site, &MAIN)).context("the optimised core cannot be read")?;
    let interpreter =
        fs::read_to_string(site.template("src/core/interpreter.js")).context("interpreter.js cannot be read")?;
    interpreted::check(&core, &interpreter)
}

/// Writes those of an entry of its own, whose crate has no JavaScript.
pub fn write_apart(site: &Site<'_>, core: &Core, wasm: &Path) -> Result<()> {
    bindgen(site, core, wasm)?;
    inline(site, core, &[])
}

/// Optimises a wasm, and writes it and its names as modules.
fn inline(site: &Site<'_>, core: &Core, lowered: &[&str]) -> Result<()> {
    let out = optimised(site, core);
    let map = names_map(site, core);
    site.ask("wasm-opt", "package-wasm-opt", &mut wasm_opt(site, core, lowered, &out), Some(&map))?;
    let bytes = fs::read(&out).with_context(|| format!("{} cannot be read", out.display()))?;
    stage(site, core, "bytes", &format!("export default \"{}\";\n", encode(&bytes)))?;
    let map = fs::read_to_string(map).context("wasm-opt's map of names cannot be read")?;
    stage(site, core, "names", &names::module(&map.replace(SOURCES, "../"), core.name != MAIN.name)?)
}

fn stage(site: &Site<'_>, core: &Core, what: &str, text: &str) -> Result<()> {
    let name = format!("{}_{what}.js", core.name);
    fs::write(site.built().join(&name), text).with_context(|| format!("{name} cannot be written"))
}

/// The optimised wasm, also for whoever measures it.
pub fn optimised(site: &Site<'_>, core: &Core) -> PathBuf {
    site.work.join(core.name).with_extension("wasm")
}

fn bindgen(site: &Site<'_>, core: &Core, wasm: &Path) -> Result<()> {
    Bindgen::new()
        .bundler(true)?
        .typescript(false)
        .remove_producers_section(true) // wasm-opt removes the names
        .out_name(core.name)
        .input_path(wasm)
        .generate(site.built())
        .with_context(|| format!("wasm-bindgen cannot read {}", wasm.display()))
}

/// Where the package's JavaScript is, as `src/edge` names it.
pub const SOURCES: &str = "/pkg-template/src/";

/// wasm-opt's map of its names, for whoever asks where its imports come from.
pub fn names_map(site: &Site<'_>, core: &Core) -> PathBuf {
    site.work.join(format!("{}_names.json", core.name))
}

fn wasm_opt(site: &Site<'_>, core: &Core, lowered: &[&str], out: &Path) -> Command {
    let mut command = site.npm_tool("binaryen", "wasm-opt");
    command.args(lowered).args(OPTIMISATIONS).arg(WITHOUT_NAMES).args(FEATURES);
    command.arg(site.built().join(format!("{}_bg.wasm", core.name))).arg("-o").arg(out);
    command
}

/// Bytes as printable ASCII, as `pkg-template/src/core/bytes.js` reads them: one character for a byte below 90, else a blank (90
/// more) or `!` (180 more) and one. Bytes stay whole, so gzip finds in the text what it would find in the wasm; base64,
/// which cuts them up, is a quarter larger after gzip. The smallest numbers are the most, and have the letters that JavaScript has
/// the most of: both share a code of gzip's.
fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(5) / 4);
    for &byte in bytes {
        let (page, rest) = match byte {
            0..90 => (None, byte),
            90..180 => (Some(' '), byte - 90),
            180.. => (Some('!'), byte - 180),
        };
        text.extend(page);
        // From `c` on, then from `$` on, but for the backslash.
        let place = (rest + 62) % 90;
        text.push(char::from(b'$' + place + u8::from(place >= b'\\' - b'$')));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_a_text_of_its_own_that_needs_no_escape() {
        let texts: Vec<String> = (0..=u8::MAX).map(|byte| encode(&[byte])).collect();
        let mut unique = texts.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), 256);
        assert!(texts.concat().bytes().all(|it| (b' '..=b'~').contains(&it) && it != b'"' && it != b'\\'));
        assert_eq!(encode(&[0, 27, 28, 83, 84, 89, 90, 180, 255]), "c~$[]b c!c!S");
    }
}
