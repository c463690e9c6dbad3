//! What the tests are written with.

mod faults;
mod script;
mod session;
mod tools;

pub use faults::{Failed, Refused};
pub use script::{check, js, of};
pub use session::{Session, core};
pub use tools::{marker, occurrences};
