//! The texts that the rules know: parameters, options, settings, and values that are one of a few.
//!
//! They are numbered, so that none of them has to cross from JavaScript: the edge looks a text up, and the
//! rules match on its word.

macro_rules! words {
    ($($group:ident { $($word:ident = $text:literal,)* })*) => {
        /// A word, or what stands in its place.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)] // each is the word that it is named after
        pub enum Word {
            /// Nothing: `undefined`, or no string at all.
            Absent,
            /// Another string.
            Unknown,
            $($($word,)*)*
        }

        impl Word {
            /// Every word, by its number.
            pub const ALL: &'static [Word] = &[Word::Absent, Word::Unknown, $($(Word::$word,)*)*];

            /// Every word's text.
            pub const TEXTS: &'static [&'static str] = &[$($($text,)*)*];

            /// The word of a number that JavaScript passes.
            pub fn from_number(number: u32) -> Word {
                // The compiler sees that this is the number itself; of a table it does not.
                $($(if number == Word::$word as u32 {
                    return Word::$word;
                })*)*
                if number == Word::Absent as u32 { Word::Absent } else { Word::Unknown }
            }

            /// The text of a word; empty for [`Word::Absent`] and [`Word::Unknown`].
            pub const fn text(self) -> &'static str {
                match self {
                    Word::Absent | Word::Unknown => "",
                    $($(Word::$word => $text,)*)*
                }
            }
        }

        $(
            #[doc = concat!("Words of the group `", stringify!($group), "`, which stand in a row.")]
            pub mod $group {
                use super::Word;

                /// The words.
                pub const WORDS: &[Word] = &[$(Word::$word,)*];
            }
        )*
    };
}

words! {
    parameters {
        Scope = "scope",
        Name = "name",
        Payload = "payload",
        ExpiresAt = "expires_at",
        Expand = "expand",
        Limit = "limit",
        StartingAfter = "starting_after",
        EndingBefore = "ending_before",
    }
    scope {
        Type = "type",
        User = "user",
    }
    options {
        ApiKey = "apiKey",
        IdempotencyKey = "idempotencyKey",
        Headers = "headers",
        Signal = "signal",
        Streaming = "streaming",
    }
    options_and_settings {
        Authenticator = "authenticator",
        ApiVersion = "apiVersion",
        MaxNetworkRetries = "maxNetworkRetries",
        Timeout = "timeout",
        StripeAccount = "stripeAccount",
        StripeContext = "stripeContext",
    }
    settings {
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
    }
    others {
        // what a scope's faults name, and a form's keys
        ScopeType = "scope[type]",
        ScopeUser = "scope[user]",
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
        // what a fault names beside them
        Params = "params",
        Options = "options",
        Config = "config",
        // error types and codes
        RateLimit = "rate_limit",
        IdempotencyError = "idempotency_error",
        InvalidGrant = "invalid_grant",
        InvalidClient = "invalid_client",
        InvalidRequest = "invalid_request",
        InvalidScope = "invalid_scope",
        UnsupportedGrantType = "unsupported_grant_type",
        UnsupportedResponseType = "unsupported_response_type",
        TimedOut = "ETIMEDOUT",
        ConnectionReset = "ECONNRESET",
        BrokenPipe = "EPIPE",
    }
}

impl Word {
    /// The word that a text is.
    pub fn of(text: &str) -> Word {
        Word::ALL.iter().copied().skip(2).find(|word| word.text() == text).unwrap_or(Word::Unknown)
    }

    /// Its number, as it crosses.
    pub const fn number(self) -> u32 {
        self as u32
    }
}

/// The properties of parameters, options, settings and contexts whose own properties are looked at.
pub const LOOKED_INTO: &[Word] = &[Word::Scope, Word::Expand, Word::Headers, Word::AppInfo, Word::Account];
