//! All that knows JavaScript. It holds no decisions.
//!
//! Only numbers cross ([`contract::layout`](crate::contract::layout)): a value is a number for a place in a table of
//! JavaScript's, which lives as long as one question. So no text of a caller's can get into this module's memory,
//! nothing here has to be freed, and no import runs code of a caller's or the host's.
//!
//! The modules that are imported lie in `pkg-template/src`. They are named from the root of the checkout: the server
//! of the tests in a browser finds them there, and the package's build knows where they are.

pub mod call;
pub mod client;
pub mod draft;
pub mod node;
