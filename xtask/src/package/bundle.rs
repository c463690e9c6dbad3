//! The modules of the package: its entries and what they share, each as an ES module and for CommonJS.
//!
//! What entries share is left outside of them, so that there is one set of error classes, and a bundler that meets two
//! entries keeps one copy of it.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::Site;

/// What entries share.
const SHARED: [&str; 3] = ["entries/shared", "core/wasm_core", "core/js_core"];
/// What users import; for CommonJS an entry has a source of its own.
const ENTRIES: [&str; 3] = ["entries/index", "entries/wasm", "entries/js"];
/// The entry that sends through the page's own `fetch`.
const FETCH: &str = "entries/fetch";
/// The entries over the same core that are no `Stripe`: the store, and React's hook.
const KIT: [&str; 2] = ["entries/store", "entries/react"];
/// The entry that brings the texts of errors to production builds.
const MESSAGES: &str = "entries/messages";
/// Put before `/fetch`: `TextDecoder` and `TextEncoder` where the surroundings (Jest's jsdom) lack them, since its glue makes
/// them at once.
const FETCH_TEXT: &str = "fetch/text.js";

/// Writes the files into the package's folder.
pub fn write(site: &Site<'_>) -> Result<()> {
    for format in ["esm", "cjs"] {
        for name in SHARED.into_iter().chain([FETCH, MESSAGES]).chain(KIT) {
            module(site, name, "js", format)?;
        }
        for name in ENTRIES {
            module(site, name, if format == "cjs" { "cjs.js" } else { "js" }, format)?;
        }
    }
    Ok(())
}

fn module(site: &Site<'_>, name: &str, suffix: &str, format: &str) -> Result<()> {
    let ending = if format == "cjs" { "cjs" } else { "mjs" };
    let out = site.package().join(base(name)).with_extension(ending);
    let mut command = esbuild(site, format);
    command.arg("--external:react");
    let others = SHARED.iter().filter(|shared| **shared != name);
    command.args(others.map(|shared| format!("--external:*/{}.js", base(shared))));
    if name == FETCH {
        command.arg(format!("--inject:{}", site.staging().join(FETCH_TEXT).display()));
    }
    command.arg(site.staging().join(format!("{name}.{suffix}"))).arg(format!("--outfile={}", out.display()));
    site.run("esbuild", &format!("package-esbuild-{}-{format}", base(name)), &mut command)?;
    minify(site, &out)?;
    let text = fs::read_to_string(&out).with_context(|| format!("{} cannot be read", out.display()))?;
    fs::write(&out, with_shared(&text, ending)).with_context(|| format!("{} cannot be written", out.display()))
}

fn esbuild(site: &Site<'_>, format: &str) -> Command {
    let mut command = site.npm_tool("esbuild", "esbuild");
    command.args(["--bundle", "--minify", "--platform=neutral", "--target=es2022", "--legal-comments=none"]);
    command.arg(format!("--format={format}"));
    command
}

/// Minifies a bundle once more: terser puts the numbers of `contract.js` where they are used, which esbuild does not.
fn minify(site: &Site<'_>, bundle: &Path) -> Result<()> {
    let mut command = site.npm_tool("terser", "terser");
    command
        .arg(bundle)
        .args(["--module", "--ecma", "2020", "--compress", "passes=2,reduce_funcs=false", "--mangle", "--output"])
        .arg(bundle);
    site.run("terser", "package-terser", &mut command)
}

/// The name of a module in the package: without its folder.
fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// A module's text, with what entries share named as the package's folder has it.
fn with_shared(text: &str, ending: &str) -> String {
    let pieces = text.split('"').map(|piece| {
        let shared = SHARED.iter().find(|shared| piece.ends_with(&format!("/{}.js", base(shared))));
        shared.map_or(piece.to_owned(), |shared| format!("./{}.{ending}", base(shared)))
    });
    pieces.collect::<Vec<_>>().join("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_entries_share_is_found_beside_them() {
        let text = r#"import{a}from"../staging/entries/shared.js";require("../core/js_core.js");"/a.js""#;
        let expected = r#"import{a}from"./shared.mjs";require("./js_core.mjs");"/a.js""#;
        assert_eq!(with_shared(text, "mjs"), expected);
    }
}
