//! Why something is refused. It crosses to JavaScript as a number; `cargo xtask generate` writes its words into
//! `pkg-template/src/contract.js`.

macro_rules! refusals {
    ($($(#[$doc:meta])* $refusal:ident = $number:literal $code:literal $param:literal $text:literal,)*) => {
        /// A refusal.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Refusal { $($(#[$doc])* $refusal = $number,)* }

        impl Refusal {
            /// Every refusal, by its number less 1: `error.code`, `error.param` and `error.message`.
            pub const ROWS: &'static [(Refusal, [&'static str; 3])] = &[$((Refusal::$refusal, [$code, $param, $text]),)*];
        }
    };
}

refusals! {
    /// The base is not an absolute URL, or an endless one.
    BaseInvalid = 1 "config_invalid" "baseUrl"
        "baseUrl must be an absolute URL, of at most 10,000 characters.",
    /// The base is neither `https:`, nor `http:` on this machine or where `allowHttp` permits it.
    BaseInsecure = 2 "protocol_refused" "baseUrl"
        "baseUrl must be https:, or http: on localhost, 127.0.0.1 or [::1]; on any host in tests, with allowHttp: true.",
    /// The base has a user, a password, a query or a fragment.
    BaseNotPlain = 3 "config_invalid" "baseUrl"
        "baseUrl must have no user, password, query or fragment.",
    /// The path of a request is invalid, or leads out of the base.
    PathInvalid = 4 "" ""
        "A path begins with a single slash, stays below baseUrl and has at most 1,000,000 characters.",
    /// The header is set by the caller of each request, or by the browser.
    HeaderRefused = 5 "header_refused" "headers"
        "headers cannot set Host, Cookie, Content-Type, Content-Length, Idempotency-Key, Stripe-* (but Stripe-Signature), another method or those of the connection.",
    /// `fetch` does not take the header.
    HeaderInvalid = 6 "header_invalid" "headers"
        "A header name is a token, a value is Latin-1 without control characters, of at most 100,000.",
    /// What is to be sent makes no request: a method, a header or a body that `fetch` does not take.
    RequestInvalid = 7 "" ""
        "The request has a method, a header or a body that fetch does not take.",
    /// The options are not a plain object, or have unknown names.
    OptionsInvalid = 8 "config_invalid" "options"
        "createFetchHttpClient takes { baseUrl, headers, allowHttp: boolean }.",
    /// The headers are not a plain object of strings, or of too many.
    HeadersInvalid = 9 "config_invalid" "headers"
        "headers must be a plain object of at most 100 strings, or a function that returns one.",
    /// A header's value is a real key.
    RealKey = 10 "api_key_refused" "headers"
        "headers hold a real key, which has no place in an extension.",
    /// The function that gives the headers of a request gave none.
    HeadersFailed = 11 "config_invalid" "headers"
        "headers() threw or rejected, and nothing was sent: catch in it what it calls.",
    /// `allowHttp` in a production build.
    HttpInProduction = 12 "protocol_refused" "allowHttp"
        "allowHttp is for tests: write allowHttp: process.env.NODE_ENV !== 'production', and use https:.",
}
