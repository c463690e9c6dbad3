//! What a client asks: whether it may be made so, and who is signed in.

use super::draft::{set_without_id, write};
use super::node::Js;
use crate::contract::words::Word;
use crate::policy::binding::Binding;
use crate::policy::fault::Fault;
use crate::policy::node::Node;
use crate::policy::settings::Settings;
use wasm_bindgen::prelude::*;

/// A fault as it crosses, 0 for none.
pub fn number(outcome: Result<(), Fault>) -> i32 {
    outcome.map_or_else(|fault| fault.number() as i32, |()| 0)
}

/// Who is bound: ids, or nothing.
pub fn binding(user: i32, account: i32, without_id: i32) -> Binding<Js> {
    Binding::of(Js(user), Js(account), without_id != 0)
}

/// Checks a key and a config. Returns a fault or 0.
#[wasm_bindgen(js_name = checkClient)]
pub fn check_client(key: i32, config: i32) -> i32 {
    number(Settings::of_client(Js(key), Js(config)).map(drop))
}

/// Binds a `userContext` or a user's id beside the `user` and the `account` that are bound already, and writes who is
/// bound then. `without_id` is not 0 where a context without an id was bound. Returns a fault or 0.
#[wasm_bindgen]
pub fn bind(context: i32, user: i32, account: i32, without_id: i32) -> i32 {
    let mut binding = binding(user, account, without_id);
    let outcome = binding.bind(Js(context));
    set_without_id(binding.is_without_id().into());
    for (name, id) in [(Word::User, binding.user()), (Word::Account, binding.account())] {
        if !id.is_undefined() {
            write(name, id);
        }
    }
    number(outcome)
}
