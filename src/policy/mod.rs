//! The rules, in pure Rust: no JavaScript type, no I/O, no clock and no randomness of their own.

#![forbid(unsafe_code)]

pub mod answer;
pub mod binding;
pub mod card;
pub mod event;
pub mod exchange;
pub mod expiry;
pub mod failure;
pub mod fault;
pub mod headers;
pub mod node;
pub mod params;
pub mod retry;
pub mod scope;
pub mod settings;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
