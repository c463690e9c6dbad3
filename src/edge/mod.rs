//! All that knows JavaScript. The modules here read, call and hand over; they hold no decisions.

pub mod exports;
pub mod host;
pub mod memory;
pub mod node;
pub mod thrown;
pub mod wire;
