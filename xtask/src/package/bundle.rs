//! The modules of the package: its entries and what they share, each as an ES module and for CommonJS.
//!
//! `pkg-template/src/` is laid beside the crate's own JavaScript and the built core. What entries share is left outside
//! of them, so that there is one set of error classes, and a bundler that meets two entries keeps one copy of it.

use std::fs;

use anyhow::{Context, Result};

use super::{Site, copy_files};

/// What entries share.
const SHARED: [&str; 3] = ["facade", "wasm_core", "js_core"];
/// What users import, by the name of its source without the ending.
const ENTRIES: [&str; 3] = ["index", "wasm", "js"];

/// The entry that sends through the page's own `fetch`.
const FETCH: &str = "fetch";
/// Put before it: `TextDecoder` and `TextEncoder` where the surroundings (Jest's jsdom) lack them, since its glue makes
/// them at once.
const FETCH_TEXT: &str = "fetch_text.js";

/// Writes the files into the package's folder.
pub fn write(site: &Site<'_>) -> Result<()> {
    copy_files(&site.template("src"), &site.staging())?;
    for (format, ending) in [("esm", "mjs"), ("cjs", "cjs")] {
        for name in SHARED {
            module(site, &format!("{name}.js"), name, format, ending)?;
        }
        for name in ENTRIES {
            let source = if format == "cjs" { format!("{name}.cjs.js") } else { format!("{name}.js") };
            module(site, &source, name, format, ending)?;
        }
        module(site, "fetch.js", FETCH, format, ending)?;
    }
    Ok(())
}

fn module(site: &Site<'_>, source: &str, name: &str, format: &str, ending: &str) -> Result<()> {
    let out = site.package().join(format!("{name}.{ending}"));
    let mut command = site.npm_tool("esbuild");
    command.args(["--bundle", "--minify", "--platform=neutral", "--target=es2022", "--legal-comments=none"]);
    command.arg(format!("--format={format}"));
    command.arg(concat!("--define:PACKAGE_VERSION=\"", env!("CARGO_PKG_VERSION"), "\""));
    command.args(SHARED.iter().filter(|shared| **shared != name).map(|shared| format!("--external:./{shared}.js")));
    if name == FETCH {
        command.arg(format!("--inject:{}", site.staging().join(FETCH_TEXT).display()));
    }
    command.arg(site.staging().join(source)).arg(format!("--outfile={}", out.display()));
    site.run("esbuild", &format!("package-esbuild-{name}-{format}"), &mut command)?;
    let mut text = fs::read_to_string(&out).with_context(|| format!("{} cannot be read", out.display()))?;
    for shared in SHARED {
        text = text.replace(&format!("\"./{shared}.js\""), &format!("\"./{shared}.{ending}\""));
    }
    fs::write(&out, text).with_context(|| format!("{} cannot be written", out.display()))
}
