//! A payload, a name and a user stay JavaScript's: this module's memory has no copy of them.
//!
//! The markers are made by JavaScript and never pass through here as text, which is what is tested.

use crate::support::seen;
use wasm_bindgen_test::wasm_bindgen_test;

/// A payload, a name and a user that occur nowhere else, and a host that answers with them.
const SECRET: &str = "
    const [payload, name, user] = [marker(), marker(), marker()];
    const texts = { payload: payload.text, name: name.text };
    const scope = { type: 'user', user: user.text };
    const secret = { object: 'apps.secret', scope, ...texts };
    const over = (body) => client(hosting([200, body]), { userContext: { id: user.text } }).apps.secrets;
    const traces = () => [payload, name, user].map(occurrences).join(' ');
";

/// What a body returns that knows of the secret.
async fn with_secret(body: &str) -> String {
    seen(&format!("{SECRET} {body}")).await
}

#[wasm_bindgen_test]
async fn the_search_finds_a_copy_in_either_encoding() {
    // The search itself is in JavaScript; the text is copied here, which no call does.
    let text = seen("globalThis.tested = marker(); return globalThis.tested.text").await;
    assert!(!text.is_empty());
    let found = seen("return String(occurrences(globalThis.tested) >= 3)").await;
    assert_eq!(found, "true", "UTF-8");
    let units: Vec<u16> = text.encode_utf16().collect();
    drop(text);
    assert_eq!(seen("return String(occurrences(globalThis.tested) >= 3)").await, "true", "UTF-16");
    drop(units);
}

#[wasm_bindgen_test]
async fn calls_leave_no_trace_in_memory() {
    let traces = with_secret(
        "for (let i = 0; i < 50; i++) {
           await over(secret).create({ scope, ...texts });
           await over(secret).find({ scope: { type: 'user' }, name: name.text });
           await over({ object: 'list', data: [secret, secret] }).list({ scope, starting_after: name.text });
           await over(secret).deleteWhere({ scope, name: name.text });
         }
         return traces();",
    );
    assert_eq!(traces.await, "0 0 0");
}

#[wasm_bindgen_test]
async fn refusals_and_withheld_answers_leave_no_trace_in_memory() {
    let traces = with_secret(
        "const refused = [
           { scope: { type: 'user', user: payload.text }, ...texts },
           { scope, name: name.text, payload: payload.text.repeat(200) },
           { scope, name: name.text, payload: payload.text + '\\ud800' },
           { scope: { type: payload.text, [name.text]: user.text }, ...texts },
           { scope, ...texts, [payload.text]: payload.text },
           { scope, ...texts, expires_at: payload.text },
           { scope, get name() { throw new Error(payload.text) } },
         ];
         for (const params of refused) if (await caught(over(secret).create(params)) === 'nothing') return 'it was let through';
         const withheld = [
           { ...secret, scope: { type: 'user', user: 'other' } },
           { error: { message: payload.text, code: payload.text, type: name.text } },
           { error: payload.text, error_description: payload.text },
           payload.text,
         ];
         for (const body of withheld) if (await caught(over(body).find({ scope, name: name.text })) === 'nothing') return 'handed on';
         return traces();",
    );
    assert_eq!(traces.await, "0 0 0");
}

#[wasm_bindgen_test]
async fn a_long_session_needs_no_more_memory() {
    let sizes = with_secret(
        "const session = async (calls) => {
           for (let i = 0; i < calls; i++) await over(secret).find({ scope, name: name.text });
           return memory.buffer.byteLength;
         };
         return String(await session(200) === await session(3000));",
    );
    assert_eq!(sizes.await, "true");
}
