//! The crates' documentation, with what is private, as who works on them reads it. A link that leads nowhere fails.

use anyhow::Result;

use super::Bench;
use super::outcome::Outcome;

/// Writes it to `target/doc`.
pub fn run(bench: &Bench<'_>) -> Result<Outcome> {
    let mut command = bench.cargo();
    command.args(["doc", "--locked", "--workspace", "--no-deps", "--document-private-items"]);
    bench.succeeds("cargo doc", command.env("RUSTDOCFLAGS", "-D warnings")).map(Outcome::from)
}
