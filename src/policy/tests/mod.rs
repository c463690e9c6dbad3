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
mod consistency;
mod exchange;
mod expiry;
mod failure;
mod fake;
mod headers;
mod keys;
mod node;
mod order;
mod paging;
mod params;
mod refusal;
mod retry;
mod scope;
mod setting_values;
mod settings;
mod texts;
mod told;
mod verdict;
mod written;
