//! A stateful emulator of Stripe's Secret Store, for tests and demonstrations.
//!
//! One pure store stands behind every door. Requests enter through
//! [`Emulator::handle`], which answers any request whatever and performs no I/O: the
//! caller passes the time, ids come from a counter. The `server` feature (on by default)
//! adds the HTTP door and its administration API.
//!
//! Pure core, compiles everywhere:
//! - [`emulator`]: the whole; one request in, one response out
//! - [`request`]: what goes in and comes out
//! - [`delivery`]: how an answer reaches its caller, if it does
//! - [`endpoint`]: the four endpoints and the parameters each accepts
//! - [`params`]: from form parameters to a checked call
//! - [`form`]: the decoder of `a[b]=c` forms, total over any bytes
//! - [`expand`]: which `expand` paths exist
//! - [`scope`], [`principal`], [`session`]: what is reached, who asks, and by which token
//! - `basic`: the token in Basic authentication
//! - [`secret`], [`store`]: what is stored, and the rules of storing
//! - [`idempotency`]: answers saved by `Idempotency-Key`
//! - [`view`]: secrets and lists as they are answered
//! - [`error`], [`refusal`]: errors in Stripe's shape, and each by its cause
//! - [`admission`], [`transport`], [`host`], [`cors`], [`limits`]: what either server refuses before the store is asked
//! - `outcome`: what a request came to, and the headers of its response
//! - [`clock`], [`ids`]: adjustable time and deterministic ids
//! - [`token`]: what a token is made of
//! - [`time`]: times as people write them
//! - [`arguments`]: the command's flags
//! - [`greeting`]: what a server says when it starts, or cannot
//! - [`page`]: what it shows in a browser
//!
//! For a test:
//! - [`administration`]: all that a test does over HTTP
//! - [`state`]: what is stored, in and out; snapshots
//! - [`inspect`]: secrets seen, set and removed past any client
//! - [`failure`]: failures scripted for certain requests
//! - [`asked`], [`log`], [`mod@line`]: what was asked, payloads hidden
//! - [`tree`], [`node`], [`fault`]: values from outside, their reading, and what is wrong with them
//!
//! The edge:
//! - `server`: HTTP, its limits, and a file that keeps the state
//!
//! What Stripe documents is followed; what it does not document is inferred, and the table
//! in `emulator/README.md` says which is which.

pub mod administration;
pub mod admission;
pub mod arguments;
pub mod asked;
mod basic;
pub mod clock;
pub mod cors;
pub mod delivery;
pub mod emulator;
pub mod endpoint;
pub mod error;
pub mod expand;
pub mod failure;
pub mod fault;
pub mod form;
pub mod greeting;
pub mod host;
pub mod idempotency;
pub mod ids;
pub mod inspect;
pub mod limits;
pub mod line;
pub mod log;
pub mod node;
mod outcome;
pub mod page;
pub mod params;
pub mod principal;
pub mod refusal;
pub mod request;
pub mod scope;
pub mod secret;
#[cfg(feature = "server")]
pub mod server;
pub mod session;
pub mod state;
pub mod store;
pub mod time;
pub mod token;
pub mod transport;
pub mod tree;
pub mod view;

pub use delivery::{Delivery, Fate};
pub use emulator::{Beginning, Emulator};
pub use failure::Failure;
pub use fault::Fault;
pub use principal::{Holder, Principal};
pub use request::{Request, Response};
pub use scope::Scope;
pub use state::State;
pub use tree::Tree;
