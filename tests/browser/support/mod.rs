//! What the tests are written with.

mod faults;
mod script;
mod session;
mod tools;

pub use faults::{Failed, Refused};
pub use script::{check, js, of, text_of};
pub use session::{Sent, Session, core};
pub use tools::{during, marker, mentions, occurrences, shifty};
