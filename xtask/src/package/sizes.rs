//! The sizes of what was built, raw and as a browser would fetch it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Site, glue};
use crate::process::answer;

/// Node.js has gzip and brotli at hand, and so has whoever repeats the measurement.
const MEASURE: &str = "const zlib=require('zlib'),fs=require('fs');for(const f of process.argv.slice(1)){\
    const b=fs.readFileSync(f);console.log(b.length,zlib.gzipSync(b,{level:9}).length,zlib.brotliCompressSync(b).length)}";

/// Prints a line for each file: bytes raw, with gzip 9 and with brotli 11.
pub fn print(site: &Site<'_>, out: &Path) -> Result<()> {
    let modules = ["facade.mjs", "wasm_core.mjs", "js_core.mjs", "index.mjs", "fetch.mjs"];
    let files: Vec<PathBuf> =
        [glue::optimised(site, &glue::MAIN)].into_iter().chain(modules.map(|name| out.join(name))).collect();
    println!("{:<14} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip", "brotli");
    for (file, sizes) in files.iter().zip(measured(&files)?.lines()) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let columns: String = sizes.split(' ').map(|size| format!(" {size:>9}")).collect();
        println!("{name:<14}{columns}");
    }
    Ok(())
}

fn measured(files: &[PathBuf]) -> Result<String> {
    let paths: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    let mut arguments = vec!["-e", MEASURE];
    arguments.extend(paths.iter().map(String::as_str));
    answer("node", &arguments).context("node could not measure the files")
}
