#![cfg(target_arch = "wasm32")]
use wasm_bindgen_test::*;
wasm_bindgen_test_configure!(run_in_browser);
#[wasm_bindgen_test]
fn probe() { let c = stripe_apps_secrets::edge::exports::Client::new(&"Bearer".into(), &js_sys::eval("({httpClient:{}})").unwrap()); assert!(c.is_ok()); }
