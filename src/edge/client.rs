//! What `client.js` asks: whether a client may be made so, and who is signed in.

use super::node::Js;
use crate::policy::binding::Binding;
use crate::policy::node::Node;
use crate::policy::refusal::Refusal;
use crate::policy::settings::Settings;
use crate::policy::vocabulary::Word;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/edge/client.js")]
extern "C" {
    fn keep(name: i32, text: i32);
}

/// A refusal as a number, 0 for none.
pub fn number(outcome: Result<(), Refusal>) -> i32 {
    outcome.map_or_else(|refusal| refusal.number() as i32 + 1, |()| 0)
}

/// Who is bound: ids, or nothing.
pub fn binding(user: i32, account: i32) -> Binding<Js> {
    let given = |id: i32| Some(Js(id)).filter(|id| !id.is_undefined());
    Binding::of(given(user), given(account))
}

/// Checks a key and a config. Returns a refusal or 0.
#[wasm_bindgen(js_name = checkClient)]
pub fn check_client(key: i32, config: i32) -> i32 {
    number(Settings::of_client(&Js(key), Js(config)).map(drop))
}

/// Binds a `userContext` or a user's id beside the `user` and the `account` that are bound already. Returns a
/// refusal or 0.
#[wasm_bindgen]
pub fn bind(context: i32, user: i32, account: i32) -> i32 {
    let mut binding = binding(user, account);
    let outcome = binding.bind(Js(context));
    for (name, id) in [(Word::User, binding.user()), (Word::Account, binding.account())] {
        if let Some(id) = id {
            keep(name as i32, id.0);
        }
    }
    number(outcome)
}
