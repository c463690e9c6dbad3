//! Why something is refused. It crosses to JavaScript as a number; the words are in `pkg-template/src/fetch_options.js`.

/// A refusal. The numbers are the keys of `REFUSALS` in `fetch_options.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The base is no absolute URL.
    BaseInvalid = 1,
    /// The base is neither `https:`, nor `http:` on this machine.
    BaseInsecure = 2,
    /// The base has a user, a password, a query or a fragment.
    BaseNotPlain = 3,
    /// The path is none, or leads out of the base.
    PathInvalid = 4,
    /// The header is set by the caller of each request, or by the browser.
    HeaderRefused = 5,
    /// What is to be sent makes no request: a method, a header or a body that `fetch` does not take.
    RequestInvalid = 6,
}
