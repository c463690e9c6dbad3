//! A getter or a host may call the client back in the middle of a call, and a core may throw in it.

use crate::support::seen;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_getter_that_makes_another_call_harms_neither() {
    let paths = seen(
        "const host = hosting([404, {}]);
         const { find } = client(host).apps.secrets;
         const other = () => caught(find({ scope: { type: 'account' }, name: 'x' }));
         await caught(find({ scope: { type: 'user' }, get name() { other(); return 'n' } }));
         return host.sent.map(([, , path]) => path).join(' ');",
    );
    let inner = "/v1/apps/secrets/find?scope[type]=account&name=x";
    assert_eq!(paths.await, format!("{inner} /v1/apps/secrets/find?scope[type]=user&scope[user]=usr_1&name=n"));
}

#[wasm_bindgen_test]
async fn a_getter_that_binds_the_user_binds_for_its_own_call_too() {
    let ends = seen(
        "const stripe = client(hosting([404, {}]), { userContext: undefined });
         const { find } = stripe.apps.secrets;
         const own = { get scope() { stripe.bindUser('usr_1'); return { type: 'user', user: 'usr_1' } }, name: 'n' };
         return `${await caught(find(own))}, ${await caught(find({ scope: { type: 'user', user: 'usr_2' }, name: 'n' }))}`;",
    );
    assert_eq!(ends.await, "StripeInvalidRequestError 404 req_1, StripeScopeError scope_not_own_user scope[user]");
}

#[wasm_bindgen_test]
async fn a_host_that_starts_another_call_inside_its_own_harms_neither() {
    let paths = seen(
        "const host = hosting([404, {}]);
         const other = client(hosting([404, {}]));
         const { makeRequest } = host;
         host.makeRequest = (...request) => {
           other.apps.secrets.find({ scope: { type: 'account' }, name: 'x' }).catch(() => {});
           other.bindUser('usr_1');
           return makeRequest(...request);
         };
         await caught(client(host).apps.secrets.find({ scope: { type: 'user' }, name: 'n' }));
         return host.sent[0][2];",
    );
    assert_eq!(paths.await, "/v1/apps/secrets/find?scope[type]=user&scope[user]=usr_1&name=n");
}
