//! What connects the rules to JavaScript: the types that a request is made of.
//!
//! Every import that can throw has `catch`. What throws nevertheless (a getter that the page has patched, gloo-net's
//! panic on what a patched constructor throws) throws at the caller, and `fetch/loader.js` knows how to go on from that.

use gloo_net::http::{Headers, RequestBuilder};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, Request, Url};
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

use crate::refusal::Refusal;
use crate::{base, header};

/// What the paths of requests are appended to. Throws the number of a refusal.
#[wasm_bindgen(js_name = baseOf)]
pub fn base_of(url: &str, allow_http: bool) -> Result<String, JsValue> {
    let url = parsed(url, Refusal::BaseInvalid)?;
    let (href, protocol, hostname) = (url.href(), url.protocol(), url.hostname());
    let (username, password) = (url.username(), url.password());
    let parts =
        base::Parts { href: &href, protocol: &protocol, hostname: &hostname, username: &username, password: &password };
    base::of(parts, allow_http).map(str::to_owned).map_err(thrown)
}

/// Checks a header that is to be added to each request, by its name. Throws the number of a refusal.
#[wasm_bindgen(js_name = checkHeader)]
pub fn check_header(name: &str) -> Result<(), JsValue> {
    header::check(name).map_err(thrown)
}

/// The headers of a request, from `[name, value]` pairs. Throws the number of a refusal: what the browser throws itself
/// quotes the value.
#[wasm_bindgen(js_name = headersOf)]
pub fn headers_of(pairs: &JsValue) -> Result<web_sys::Headers, JsValue> {
    web_sys::Headers::new_with_str_sequence_sequence(pairs).map_err(|_| thrown(Refusal::HeaderInvalid))
}

/// A request. Throws the number of a refusal.
///
/// A redirect is an error, since it would send the payload on to whoever the answer names. No cookie goes along, no
/// cache keeps an answer, and no `Referer` tells where the request was made.
#[wasm_bindgen(js_name = requestOf)]
pub fn request_of(
    base: &str,
    path: &str,
    method: &str,
    headers: web_sys::Headers,
    body: JsValue,
    controller: &AbortController,
) -> Result<Request, JsValue> {
    let url = base::with_path(base, path).map_err(thrown)?;
    let url = parsed(&url, Refusal::RequestInvalid)?.href();
    base::check_below(base, &url).map_err(thrown)?;
    let method = method.parse().map_err(|_| thrown(Refusal::RequestInvalid))?;
    let request = RequestBuilder::new(&url)
        .method(method)
        .headers(Headers::from_raw(headers))
        .redirect(RequestRedirect::Error)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&controller.signal()))
        .body(body)
        .map_err(|_| thrown(Refusal::RequestInvalid))?;
    Ok(request.into())
}

fn parsed(url: &str, otherwise: Refusal) -> Result<Url, JsValue> {
    Url::new(url).map_err(|_| thrown(otherwise))
}

fn thrown(refusal: Refusal) -> JsValue {
    JsValue::from(refusal as u32)
}
