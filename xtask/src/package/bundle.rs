//! The modules of the package: its entries and what they share, each as an ES module and for CommonJS.
//!
//! What entries share is left outside of them, so that there is one set of error classes, and a bundler that meets two
//! entries keeps one copy of it.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::Site;
use crate::interrupt::side_by_side;

/// What entries share.
const SHARED: [&str; 4] = ["entries/shared", "core/core_module", "core/wasm_core", "core/js_core"];
/// Properties of objects that no caller and no host sees, which bundlers cannot shorten: names that stand for nothing else in
/// the files, of which no other file reads them. They are a tenth of a kilobyte gzipped in each.
#[rustfmt::skip]
const INTERNAL: [(&str, &[&str]); 2] = [
    (SHARED[0], &[
        // a call and its client
        "agent", "answer", "asked", "client", "clock", "conflict", "core", "exchange", "failure", "form", "heard", "hosts", "notice",
        "ofCalls", "operation", "others", "ours", "request", "response", "shouldRetry", "withoutId",
        // what runs a call
        "abort", "attempt", "begin", "beside", "clean", "detailOf", "ended", "events", "leave", "losing", "refusing", "reject", "send", "sent",
        "settle", "settled", "stop", "stopClock", "taking",
        // an answer, a signal, a listener
        "acts", "count", "kinds", "last", "listener", "strays",
        // what the core is asked
        "checkClient", "open", "step",
    ]),
    (SHARED[3], &[
        // a function, its type, its code, and the blocks in it
        "act", "body", "brings", "code", "end", "height", "locals", "otherwise", "outer", "params", "result", "start", "type", "waiting",
    ]),
];
/// What users import; for CommonJS an entry has a source of its own.
const ENTRIES: [&str; 3] = ["entries/index", "entries/wasm", "entries/js"];
/// The entry that sends through the page's own `fetch`.
const FETCH: &str = "entries/fetch";
/// The entries over the same core without a `Stripe`: the store, and React's hook.
const KIT: [&str; 2] = ["entries/store", "entries/react"];
/// The emulator in process, its core, which the command has too, and the entry whose clients it makes.
const TESTING: &str = "entries/testing";
const EMULATOR: &str = "testing/emulator_core";
const CLIENT: &str = "entries/index";
/// The command, for Node.js alone.
const COMMAND: &str = "command/command";
/// The entry that brings the texts of errors to production builds.
const MESSAGES: &str = "entries/messages";
/// Put before what makes a `TextDecoder` or `TextEncoder`, for surroundings that lack them (Jest's jsdom): wasm-bindgen's glue does
/// them at once.
const FETCH_TEXT: &str = "fetch/text.js";

/// Writes the files into the package's folder.
pub fn write(site: &Site<'_>) -> Result<()> {
    let modules = |format| {
        for name in SHARED.into_iter().chain([FETCH, EMULATOR, TESTING, MESSAGES]).chain(KIT) {
            module(site, name, "js", format)?;
        }
        for name in ENTRIES {
            module(site, name, if format == "cjs" { "cjs.js" } else { "js" }, format)?;
        }
        Ok(())
    };
    side_by_side(vec![
        Box::new(|| modules("esm").and_then(|()| module(site, COMMAND, "js", "esm"))),
        Box::new(|| modules("cjs")),
    ])
}

fn module(site: &Site<'_>, name: &str, suffix: &str, format: &str) -> Result<()> {
    let ending = if format == "cjs" { "cjs" } else { "mjs" };
    let out = site.package().join(base(name)).with_extension(ending);
    let mut command = esbuild(site, format);
    command.arg("--external:react");
    let others = outside_of(name).filter(|other| *other != name);
    command.args(others.map(|other| format!("--external:*/{}.js", base(other))));
    if name == COMMAND {
        command.arg("--external:node:*");
    }
    if [FETCH, EMULATOR, TESTING].contains(&name) {
        command.arg(format!("--inject:{}", site.staging().join(FETCH_TEXT).display()));
    }
    command.arg(site.staging().join(format!("{name}.{suffix}"))).arg(format!("--outfile={}", out.display()));
    site.run("esbuild", &format!("package-esbuild-{}-{format}", base(name)), &mut command)?;
    let internal = INTERNAL.iter().find(|(file, _)| *file == name).map_or(&[][..], |(_, names)| names);
    minify(site, &out, internal, format)?;
    let text = fs::read_to_string(&out).with_context(|| format!("{} cannot be read", out.display()))?;
    fs::write(&out, with_others(&text, name, ending)).with_context(|| format!("{} cannot be written", out.display()))
}

fn esbuild(site: &Site<'_>, format: &str) -> Command {
    let mut command = site.npm_tool("esbuild", "esbuild");
    command.args(["--bundle", "--minify", "--platform=neutral", "--target=es2022", "--legal-comments=none"]);
    command.arg(format!("--format={format}"));
    command
}

/// Minifies a bundle once more: terser puts the numbers of `contract.js` where they are used, which esbuild does not.
fn minify(site: &Site<'_>, bundle: &Path, internal: &[&str], format: &str) -> Result<()> {
    let mut command = site.npm_tool("terser", "terser");
    command
        .arg(bundle)
        .args(["--module", "--ecma", "2020", "--compress", "passes=2,reduce_funcs=false", "--mangle", "--output"])
        .arg(bundle);
    if !internal.is_empty() {
        command.arg("--mangle-props").arg(format!("builtins,regex=/^({})$/", internal.join("|")));
    }
    site.run("terser", &format!("package-terser-{format}"), &mut command)
}

/// The name of a module in the package: without its folder.
fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// The modules that stay outside of a module, as files beside it.
fn outside_of(name: &str) -> impl Iterator<Item = &'static str> {
    let further: &[&str] = match name {
        TESTING => &[EMULATOR, CLIENT],
        COMMAND => &[EMULATOR],
        _ => &[],
    };
    SHARED.into_iter().chain(further.iter().copied())
}

/// A module's text, with those outside of it named as the package's folder has them.
fn with_others(text: &str, name: &str, ending: &str) -> String {
    let pieces = text.split('"').map(|piece| {
        let other = outside_of(name).find(|other| piece.ends_with(&format!("/{}.js", base(other))));
        other.map_or(piece.to_owned(), |other| format!("./{}.{ending}", base(other)))
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
        assert_eq!(with_others(text, FETCH, "mjs"), expected);
    }
}
