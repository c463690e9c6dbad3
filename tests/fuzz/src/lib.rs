//! What the fuzz targets share: a caller's values, the form that is written of them, and the design's tables once more.
//!
//! The rules are fed with [`value::Value`], a [`Node`](stripe_apps_secrets::policy::node::Node) in plain Rust. What
//! they say is held against [`expected`] and [`header`], which are written after the design's tables and not after the
//! code, and what they write is read by the emulator's parser, which nobody who writes a form has a hand in.

pub mod any;
pub mod expected;
pub mod header;
pub mod value;
pub mod wire;
