//! `stripe-apps-secrets/testing` and the command: the emulator for JavaScript.
//!
//! | module | what it is |
//! | --- | --- |
//! | `edge` | the exported class: one function for each of the emulator's, over plain values |
//! | `command` | the command's flags, limits and lines |
//! | `door` | the class behind the command: what a server over HTTP asks |
//! | [`options`] | what an emulator begins with, and who a token stands for |
//! | `values` | values to and from JavaScript, and why one is refused |
//! | `wire` | requests and deliveries as JavaScript has them |
//!
//! It holds no rule: those are the emulator's. Nothing here waits, and no panic is reachable: a wrong value is a fault,
//! which is thrown with its place and without the value. `pkg-template/src/built/testing_core_bg.d.ts` declares it all.

pub mod options;

#[cfg(target_arch = "wasm32")]
mod command;
#[cfg(target_arch = "wasm32")]
mod door;
#[cfg(target_arch = "wasm32")]
mod edge;
#[cfg(target_arch = "wasm32")]
mod values;
#[cfg(target_arch = "wasm32")]
mod wire;
