//! From the compiler's wasm to modules that esbuild understands: wasm-bindgen's glue, the optimised wasm, and that wasm
//! as text in a module of its own.
//!
//! | file in the staging folder | what it is |
//! | --- | --- |
//! | `core_bg.js`, `snippets/` | wasm-bindgen's glue |
//! | `primitives.js` | the crate's own JavaScript, for glue and facade alike |
//! | `core_bytes.js` | `default`: the optimised wasm, as text that `pkg-template/src/core.js` reads |
//! | `core_names.js` | `imports`: what the wasm is instantiated with; `named(exports)`: its exports as the glue calls them |

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Site, names};

/// Everything that the compiler's output may use; all of it is in every browser since 2022.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Twice, since the second run finds some more. The lowest kilobyte is the far end of the stack, where nothing is kept
/// that an offset could reach. What the features section says is known to whoever compiles the wasm.
const OPTIMISATIONS: [&str; 5] =
    ["-Oz", "-Oz", "--low-memory-unused", "--strip-target-features", "--minify-imports-and-exports-and-modules"];

/// Writes the files of the table above.
pub fn write(site: &Site<'_>, wasm: &Path) -> Result<()> {
    bindgen(site, wasm)?;
    flatten(site)?;
    let optimised = optimise(site)?;
    let bytes = fs::read(&optimised).with_context(|| format!("{} cannot be read", optimised.display()))?;
    let module = format!("export default \"{}\";\n", written(&bytes));
    fs::write(site.staging().join("core_bytes.js"), module).context("core_bytes.js cannot be written")?;
    let map = fs::read_to_string(map(site)).context("wasm-opt's map of names cannot be read")?;
    let map = map.replace(&snippet(site)?, &format!("./{PRIMITIVES}"));
    fs::write(site.staging().join("core_names.js"), names::module(&map)?).context("core_names.js cannot be written")
}

/// The optimised wasm, also for whoever measures it.
pub fn optimised(site: &Site<'_>) -> PathBuf {
    site.work.join("core.wasm")
}

/// Which short name of the wasm stands for which name of the glue.
fn map(site: &Site<'_>) -> PathBuf {
    site.work.join("core_names.json")
}

fn bindgen(site: &Site<'_>, wasm: &Path) -> Result<()> {
    let mut command = site.toolbox.wasm_bindgen()?;
    command
        .arg(wasm)
        .args(["--target", "bundler", "--no-typescript", "--out-name", "core"])
        .args(["--remove-name-section", "--remove-producers-section"])
        .arg("--out-dir")
        .arg(site.staging());
    site.run("wasm-bindgen", "package-wasm-bindgen", &mut command)
}

/// The crate's own JavaScript: the facade uses it too, and must find the same module.
const PRIMITIVES: &str = "primitives.js";

/// The hashed path under which wasm-bindgen keeps that module, as the glue and the wasm name it.
fn snippet(site: &Site<'_>) -> Result<String> {
    let folder = site.staging().join("snippets");
    let entry = fs::read_dir(&folder).ok().and_then(|mut entries| entries.next());
    let entry = entry.with_context(|| format!("{} is empty", folder.display()))??;
    Ok(format!("./snippets/{}/src/edge/{PRIMITIVES}", entry.file_name().to_string_lossy()))
}

/// Puts that module beside the glue, and lets the glue find it there.
fn flatten(site: &Site<'_>) -> Result<()> {
    let source = site.workspace.path("src/edge").join(PRIMITIVES);
    fs::copy(&source, site.staging().join(PRIMITIVES))
        .with_context(|| format!("{} cannot be copied", source.display()))?;
    let glue = site.staging().join("core_bg.js");
    let text = fs::read_to_string(&glue).context("core_bg.js cannot be read")?;
    let flat = text.replace(&snippet(site)?, &format!("./{PRIMITIVES}"));
    fs::write(&glue, flat).context("core_bg.js cannot be written")
}

fn optimise(site: &Site<'_>) -> Result<PathBuf> {
    let out = optimised(site);
    let mut command = site.npm_tool("wasm-opt");
    command.args(OPTIMISATIONS).args(FEATURES).arg(site.staging().join("core_bg.wasm")).arg("-o").arg(&out);
    site.ask("wasm-opt", "package-wasm-opt", &mut command, Some(&map(site)))?;
    Ok(out)
}

/// Bytes as printable ASCII, as `pkg-template/src/core.js` reads them: one character for a byte below 90, else `!` (90
/// more) or `#` (180 more) and one. Bytes stay whole, so gzip finds in the text what it would find in the wasm; base64,
/// which cuts them up, is a quarter larger after gzip.
fn written(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(5) / 4);
    for &byte in bytes {
        let (page, rest) = match byte {
            0..90 => (None, byte),
            90..180 => (Some('!'), byte - 90),
            180.. => (Some('#'), byte - 180),
        };
        text.extend(page);
        // From `$` on, but for the backslash.
        text.push(char::from(b'$' + rest + u8::from(rest >= b'\\' - b'$')));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_a_text_of_its_own_that_needs_no_escape() {
        let texts: Vec<String> = (0..=u8::MAX).map(|byte| written(&[byte])).collect();
        let mut unique = texts.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), 256);
        assert!(texts.concat().bytes().all(|it| (b' '..=b'~').contains(&it) && it != b'"' && it != b'\\'));
        assert_eq!(written(&[0, 55, 56, 89, 90, 180, 255]), "$[]~!$#$#p");
    }
}
