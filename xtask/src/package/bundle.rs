//! The facade, the loader, the glue and the wasm as two self-contained files: `index.mjs` and `index.cjs`.
//!
//! `pkg-template/src/` is laid over what wasm-bindgen wrote, so that the project's loader `core.js` takes the place of the
//! generated one, which imports a `.wasm` file that extension bundlers have no loader for.

use std::process::Command;

use anyhow::Result;

use super::{Site, copy_files};

const FORMATS: [(&str, &str, &str); 2] = [("index.js", "esm", "index.mjs"), ("index.cjs.js", "cjs", "index.cjs")];
/// Put before everything: `TextDecoder` where the surroundings (Jest's jsdom) lack it, since the glue makes one at once.
const INJECTED: &str = "text_decoder.js";

/// Writes both files into the package's folder.
pub fn write(site: &Site<'_>) -> Result<()> {
    copy_files(&site.template("src"), &site.staging())?;
    for (entry, format, file) in FORMATS {
        let mut command = site.npm_tool("esbuild");
        command.args(["--bundle", "--minify", "--platform=neutral", "--target=es2022", "--legal-comments=none"]);
        command.arg(format!("--format={format}"));
        command.arg(concat!("--define:PACKAGE_VERSION=\"", env!("CARGO_PKG_VERSION"), "\""));
        // wasm-bindgen's glue registers every exported object, which costs each call more than the call itself; the facade
        // frees what it opens.
        command.arg("--define:FinalizationRegistry=undefined");
        inject(site, &mut command);
        command.arg(site.staging().join(entry)).arg(format!("--outfile={}", site.package().join(file).display()));
        site.run("esbuild", &format!("package-esbuild-{format}"), &mut command)?;
    }
    Ok(())
}

fn inject(site: &Site<'_>, command: &mut Command) {
    let injected = site.staging().join(INJECTED);
    if injected.is_file() {
        command.arg(format!("--inject:{}", injected.display()));
    }
}
