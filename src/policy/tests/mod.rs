//! The rules, tested natively: every row of the scope table and of the parameter table, and whatever
//! input a generator finds. No JavaScript takes part; the edge has its own tests, in a browser.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod accounts;
mod answer;
mod any;
mod anything;
mod binding;
mod call;
mod card;
mod event;
mod exchange;
mod expiry;
mod failure;
mod fake;
mod fault;
mod headers;
mod keys;
mod late;
mod look;
mod node;
mod order;
mod paging;
mod params;
mod retry;
mod scope;
mod setting_values;
mod settings;
mod stepped;
mod texts;
mod told;
mod written;
