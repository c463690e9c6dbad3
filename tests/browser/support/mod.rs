//! The package's JavaScript over this module's own core, driven as its users drive it: in JavaScript.

use wasm_bindgen::prelude::*;
use wasm_bindgen::{exports, memory};

/// What the tests' JavaScript may name; `tools.js` makes it.
const NAMES: &str = "{ memory, hosting, client, caught, marker, occurrences }";

/// What the body of an async function returns, as a text.
pub async fn seen(body: &str) -> String {
    let core = evaluated("it", "({ exports: () => it, renew() {} })", &exports());
    let tools = js_sys::Function::new_with_args("core, memory", include_str!("tools.js"));
    let tools = tools.call2(&JsValue::UNDEFINED, &core, &memory()).expect("the tools");
    let tools = js_sys::Promise::from(tools).await.expect("the package");
    let promise = evaluated(NAMES, &format!("(async () => {{ {body} }})()"), &tools);
    match js_sys::Promise::from(promise).await {
        Ok(value) => evaluated("it", "String(it)", &value).as_string().unwrap_or_default(),
        Err(thrown) => {
            panic!("{body} threw {:?}", evaluated("it", "String(it?.detail?.stack ?? it?.stack ?? it)", &thrown))
        }
    }
}

/// The value of an expression about what `pattern` takes out of an argument.
fn evaluated(pattern: &str, expression: &str, argument: &JsValue) -> JsValue {
    let function = js_sys::Function::new_with_args(pattern, &format!("return ({expression});"));
    function.call1(&JsValue::UNDEFINED, argument).expect(expression)
}
