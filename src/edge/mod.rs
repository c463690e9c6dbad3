//! All that knows JavaScript. It holds no decisions.
//!
//! Only numbers cross: a value is a number for a place in a table of JavaScript's (`values.js`), which lives
//! as long as one question. So no text of a caller's can get into this module's memory, nothing here has to
//! be freed, and no import runs code of a caller's or the host's.

pub mod call;
pub mod client;
pub mod driver;
pub mod node;
pub mod wire;
