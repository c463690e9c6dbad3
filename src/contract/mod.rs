//! What Rust and JavaScript both have to know, written once. `cargo xtask generate` writes
//! `pkg-template/src/contract.js` from these rows; a test says when that file is stale.
//!
//! | module | its rows |
//! | --- | --- |
//! | [`words`] | texts that the rules know: names and values |
//! | [`operations`] | the four methods: HTTP method, path, parameters |
//! | [`settings`] | what a client and a call can be told |
//! | [`errors`] | error classes, and the reasons why a call has no result |
//! | [`kinds`] | what a value can be |
//! | [`events`] | what happens in a call, and what is done about it |
//! | [`layout`] | numbers that cross, as fields of bits |
//! | [`limits`] | sizes, times, and Stripe's API version |
//!
//! Rows are numbered from 1: in a field of a number that crosses, 0 means none, or the first of what cannot lack.

pub mod errors;
pub mod events;
pub mod kinds;
pub mod layout;
pub mod limits;
pub mod operations;
pub mod settings;
pub mod words;
