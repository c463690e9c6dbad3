//! The words that the rules know: parameters, options, settings, and values that are one of a few.
//!
//! They are numbered, so that no such string has to cross from JavaScript: the edge looks a word up
//! (`values.js` has the same list, a test compares them), and the rules match on it.

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $word:ident = $text:literal,)*) => {
        /// A word, or what stands in its place.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)] // each is the word that it is named after
        pub enum Word {
            $($(#[$doc])* $word,)*
            /// A string or key that is none of them.
            Unknown,
            /// Nothing: `undefined`, or no string at all.
            Absent,
        }

        impl Word {
            /// Every word, by its number.
            pub const ALL: &'static [Word] = &[$(Word::$word),*];

            /// Every word's text, by its number.
            pub const TEXTS: &'static [&'static str] = &[$($text),*];

            /// The word that a text is.
            pub fn of(text: &str) -> Word {
                match text {
                    $($text => Word::$word,)*
                    _ => Word::Unknown,
                }
            }
        }
    };
}

vocabulary! {
    // parameters
    Scope = "scope",
    Name = "name",
    Payload = "payload",
    ExpiresAt = "expires_at",
    Expand = "expand",
    Limit = "limit",
    StartingAfter = "starting_after",
    EndingBefore = "ending_before",
    Type = "type",
    User = "user",
    ScopeType = "scope[type]",
    ScopeUser = "scope[user]",
    // options
    ApiKey = "apiKey",
    IdempotencyKey = "idempotencyKey",
    StripeAccount = "stripeAccount",
    StripeContext = "stripeContext",
    ApiVersion = "apiVersion",
    Timeout = "timeout",
    MaxNetworkRetries = "maxNetworkRetries",
    Headers = "headers",
    Signal = "signal",
    Streaming = "streaming",
    // settings
    Authenticator = "authenticator",
    Typescript = "typescript",
    HttpAgent = "httpAgent",
    HttpClient = "httpClient",
    Host = "host",
    Port = "port",
    Protocol = "protocol",
    Telemetry = "telemetry",
    EmitEventBodies = "emitEventBodies",
    AppInfo = "appInfo",
    UserContext = "userContext",
    CardNumbers = "cardNumbers",
    Code = "code",
    // inside userContext and appInfo
    Id = "id",
    Account = "account",
    Version = "version",
    Url = "url",
    // values
    ApiStripeCom = "api.stripe.com",
    Https = "https",
    Refuse = "refuse",
    Warn = "warn",
    Allow = "allow",
    True = "true",
    False = "false",
    AppsSecret = "apps.secret",
    List = "list",
    // fields of an answer
    Object = "object",
    Deleted = "deleted",
    Data = "data",
    Error = "error",
    // what is named in a refusal beside them
    Params = "params",
    Options = "options",
    Config = "config",
    // error types and codes, the OAuth ones in the order of their classes
    RateLimit = "rate_limit",
    IdempotencyError = "idempotency_error",
    InvalidGrant = "invalid_grant",
    InvalidClient = "invalid_client",
    InvalidRequest = "invalid_request",
    InvalidScope = "invalid_scope",
    UnsupportedGrantType = "unsupported_grant_type",
    UnsupportedResponseType = "unsupported_response_type",
    Timedout = "ETIMEDOUT",
    ConnectionReset = "ECONNRESET",
    BrokenPipe = "EPIPE",
}

impl Word {
    /// The word of a number that JavaScript passes.
    pub fn from_number(number: u8) -> Word {
        if number == Word::Absent as u8 {
            return Word::Absent;
        }
        Word::ALL.get(usize::from(number)).copied().unwrap_or(Word::Unknown)
    }
}
