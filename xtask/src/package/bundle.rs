//! The facade, the loader, the glue and the wasm as two self-contained files: `index.mjs` and `index.cjs`.
//!
//! `pkg-template/src/` is laid over what wasm-bindgen wrote, so that the project's loader `core.js` takes the place of the
//! generated one, which imports a `.wasm` file that extension bundlers have no loader for.

use anyhow::Result;

use super::{Site, copy_files};

const FORMATS: [(&str, &str, &str); 2] = [("index.js", "esm", "index.mjs"), ("index.cjs.js", "cjs", "index.cjs")];

/// Writes both files into the package's folder.
pub fn write(site: &Site<'_>) -> Result<()> {
    copy_files(&site.template("src"), &site.staging())?;
    for (entry, format, file) in FORMATS {
        let mut command = site.npm_tool("esbuild");
        command.args(["--bundle", "--minify", "--platform=neutral", "--target=es2022", "--legal-comments=none"]);
        command.arg(format!("--format={format}"));
        command.arg(concat!("--define:PACKAGE_VERSION=\"", env!("CARGO_PKG_VERSION"), "\""));
        command.arg(site.staging().join(entry)).arg(format!("--outfile={}", site.package().join(file).display()));
        site.run("esbuild", &format!("package-esbuild-{format}"), &mut command)?;
    }
    Ok(())
}
