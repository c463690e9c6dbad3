//! What the fuzz targets share: a caller's values, the form that is written of them, and the design's tables once more.
//!
//! The rules are fed with [`fake::Fake`], a [`Node`](policy::node::Node) in plain Rust, which the native tests have too. What
//! they say is held against [`expected`] and [`header`], which are written after the design's tables and not after the
//! code, and what they write is read by the emulator's parser, which nobody who writes a form has a hand in.

/// Where the files of the native tests look for it.
pub use stripe_apps_secrets::{contract, policy};

pub mod expected;
pub mod header;
pub mod wire;

#[path = "../../../src/policy/tests/anything.rs"]
pub mod anything;
#[path = "../../../src/policy/tests/fake.rs"]
#[allow(missing_docs, unused)]
pub mod fake;
#[path = "../../../src/policy/tests/written.rs"]
pub mod written;
