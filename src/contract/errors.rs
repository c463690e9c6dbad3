//! Error classes, and this package's own errors about a call that has no result.
//!
//! A text names the parameter and what was expected, never the value. In it `{param}`, `{timeout}`
//! (milliseconds), `{status}`, `{retries}`, `{written}` (a write may have happened) and
//! `{hint}` (where an unknown name belongs) stand for what JavaScript knows, `{config}` for the names of
//! [`settings`](super::settings), a name in capitals for one of [`limits`](super::limits). Texts are for the
//! generated file: none is in the wasm.

macro_rules! classes {
    ($($class:ident $name:literal $base:literal,)*) => {
        /// An error class of the package.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)] // each is the class that it is named after
        pub enum Class {
            /// `StripeError`, which the others extend.
            Stripe,
            $($class,)*
        }

        impl Class {
            /// Every class but the base, by its number less 1.
            pub const ALL: &'static [Class] = &[$(Class::$class,)*];

            /// What stands between `Stripe` and `Error` in its name.
            pub const fn name(self) -> &'static str {
                match self { Class::Stripe => "", $(Class::$class => $name,)* }
            }

            /// The same of the class that it extends.
            pub const fn base(self) -> &'static str {
                match self { Class::Stripe => "", $(Class::$class => $base,)* }
            }
        }
    };
}

#[rustfmt::skip]
classes! {
    // class                 name                       extends
    InvalidRequest           "InvalidRequest"           "",
    Api                      "API"                      "",
    Authentication           "Authentication"           "",
    Card                     "Card"                     "",
    Permission               "Permission"               "",
    RateLimit                "RateLimit"                "",
    Idempotency              "Idempotency"              "",
    Connection               "Connection"               "",
    OAuth                    "OAuth"                    "",
    Scope                    "Scope"                    "InvalidRequest",
    InvalidGrant             "InvalidGrant"             "OAuth",
    InvalidClient            "InvalidClient"            "OAuth",
    OAuthInvalidRequest      "OAuthInvalidRequest"      "OAuth",
    InvalidScope             "InvalidScope"             "OAuth",
    UnsupportedGrantType     "UnsupportedGrantType"     "OAuth",
    UnsupportedResponseType  "UnsupportedResponseType"  "OAuth",
}

macro_rules! reasons {
    ($($reason:ident $class:ident $code:literal $text:literal,)*) => {
        /// Why a call has no result: refused before anything is sent, or failed after.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)] // each is said by its text
        pub enum Reason {
            /// The API wrote the error.
            OfApi,
            $($reason,)*
        }

        impl Reason {
            /// Every reason but the API's, by its number less 1.
            pub const ALL: &'static [Reason] = &[$(Reason::$reason,)*];

            /// The class of its error, where the fault names no other.
            pub const fn class(self) -> Class {
                match self { Reason::OfApi => Class::Api, $(Reason::$reason => Class::$class,)* }
            }

            /// `error.code`; empty where there is none, as in `stripe`.
            pub const fn code(self) -> &'static str {
                match self { Reason::OfApi => "", $(Reason::$reason => $code,)* }
            }

            /// `error.message`.
            pub const fn text(self) -> &'static str {
                match self { Reason::OfApi => "", $(Reason::$reason => $text,)* }
            }
        }
    };
}

#[rustfmt::skip]
reasons! {
    // scope
    ScopeMissing Scope "scope_missing"
        "{param} is missing: pass { type: 'account' } or { type: 'user', user: userContext.id }.",
    ScopeInvalid Scope "scope_invalid"
        "{param} is invalid: write scope: { type: 'account' } or { type: 'user', user: userContext.id }.",
    ScopeNotPlain Scope "scope_invalid"
        "{param} shows properties that are not its own: pass a plain object.",
    ScopeUserOnAccount Scope "scope_user_on_account"
        "{param} does not belong to an account scope: leave it out, or write type: 'user'.",
    ScopeNotOwnUser Scope "scope_not_own_user"
        "{param} is not the bound user, and an extension reaches its own user's secrets only: pass userContext.id.",
    ScopeUserUnbound Scope "scope_user_unbound"
        "{param} cannot be checked: call stripe.bindUser(userContext) first.",
    ScopeUserWithoutId Scope "scope_user_unbound"
        "{param} cannot be checked, since the userContext had no id: call stripe.bindUser(userContext) when it has one.",
    ScopeNotOwnAccount Scope "scope_not_own_account"
        "{param} is not the bound account: leave it out, or bind a userContext with this account.",
    ScopeAccountWithoutId Scope "scope_not_own_account"
        "{param} cannot be checked, since the userContext had no id: leave it out, or bind a userContext with an id.",
    // parameters
    ParameterUnknown InvalidRequest "parameter_unknown"
        "Received unknown parameter: {param}{hint}",
    ParameterMissing InvalidRequest "parameter_missing"
        "Missing required param: {param}.",
    ParameterInvalidEmpty InvalidRequest "parameter_invalid_empty"
        "{param} is empty: pass a value, or leave it out.",
    ParameterRequired InvalidRequest "parameter_invalid_empty"
        "{param} is empty, and it is required.",
    PayloadEmpty InvalidRequest "parameter_invalid_empty"
        "{param} is empty, and it is required: to remove a secret call deleteWhere.",
    ParameterInvalidString InvalidRequest "parameter_invalid_string"
        "{param} must be a string of well-formed Unicode.",
    ParameterObject InvalidRequest "parameter_invalid_string"
        "{param} must be a string: write JSON.stringify(value), and JSON.parse what comes back.",
    ParameterInvalidInteger InvalidRequest "parameter_invalid_integer"
        "{param} must be an integer, or digits; expires_at may be a valid Date.",
    LimitOutOfRange InvalidRequest "parameter_invalid_integer"
        "{param} must be 1 to {MAX_LIMIT}: for more, loop over the list with for await.",
    ParameterInvalidArray InvalidRequest "parameter_invalid_array"
        "{param} must be an array of at most {MAX_NAMES} strings, such as ['payload'].",
    ParameterInvalidObject InvalidRequest "parameter_invalid_object"
        "{param} must be a plain object with at most {MAX_NAMES} names.",
    ParameterNotPlain InvalidRequest "parameter_invalid_object"
        "{param} shows properties that are not its own: pass a plain object.",
    ParameterTooLong InvalidRequest "parameter_too_long"
        "{param} is too long: at most {MAX_CHARACTERS} characters.",
    ParameterUnreadable InvalidRequest "parameter_unreadable"
        "{param} cannot be read: a getter or a Proxy threw what is in detail.",
    ParametersExclusive InvalidRequest "parameters_exclusive"
        "{param} cannot be used together with starting_after: pass one of them.",
    CardNumberRefused InvalidRequest "card_number_refused"
        "{param} is a card number, which the Secret Store does not permit.",
    ExpiresAtInPast InvalidRequest "expires_at_in_past"
        "{param} is in the past: pass a time ahead, in Unix seconds.",
    ExpiresAtDuration InvalidRequest "expires_at_in_past"
        "{param} reads as a duration: add it to now, Math.floor(Date.now() / 1000) + seconds.",
    ExpiresAtTooFar InvalidRequest "expires_at_too_far"
        "{param} is more than {MAX_EXPIRY_DAYS} days (100 years) ahead, in Unix seconds.",
    ExpiresAtInMilliseconds InvalidRequest "expires_at_too_far"
        "{param} reads as milliseconds: divide by 1000, or pass a Date.",
    // options and settings
    OptionUnknown InvalidRequest "option_unknown"
        "Unknown option: {param}{hint}",
    OptionInvalid InvalidRequest "option_invalid"
        "{param} is of the wrong type, or out of range.",
    OptionsNotPlain InvalidRequest "option_invalid"
        "{param} shows properties that are not its own: pass a plain object.",
    Callback InvalidRequest "option_invalid"
        "Callbacks are not supported: use the promise that the method returns.",
    OptionsExclusive InvalidRequest "option_invalid"
        "Can't specify both stripeAccount and stripeContext.",
    HeaderInvalid InvalidRequest "header_invalid"
        "{param} cannot be a header: a name is a token, a value is Latin-1 without control characters, each of at most {MAX_HEADER}.",
    HeaderRefused InvalidRequest "header_refused"
        "{param} cannot set Authorization, Host, Content-*, Stripe-*, nor what is the connection's or the browser's (Cookie, Expect, Connection): leave it out.",
    ApiKeyMissing InvalidRequest "api_key_missing"
        "{param} is missing: pass STRIPE_API_KEY of @stripe/ui-extension-sdk/http_client.",
    ApiKeyRefused InvalidRequest "api_key_refused"
        "{param} is a real key: in an extension pass STRIPE_API_KEY of @stripe/ui-extension-sdk/http_client, on a server keep stripe.",
    ConfigInvalid InvalidRequest "config_invalid"
        "Config must either be an object or a string",
    ConfigNotPlain InvalidRequest "config_invalid"
        "{param} shows properties that are not its own: pass a plain object.",
    ConfigUnknown InvalidRequest "config_unknown"
        "Config object may only contain the following: {config}",
    HttpClientMissing InvalidRequest "http_client_missing"
        "{param} is missing: pass createHttpClient() of @stripe/ui-extension-sdk/http_client.",
    AuthenticatorRefused InvalidRequest "authenticator_refused"
        "{param} is refused, since the host authenticates: leave it out.",
    StreamingRefused InvalidRequest "streaming_refused"
        "{param} is refused, since a secret is not streamed: leave it out.",
    HostRefused InvalidRequest "host_refused"
        "{param} must be api.stripe.com, since the host's key would go elsewhere: for another server pass createFetchHttpClient() of stripe-apps-secrets/fetch.",
    ProtocolRefused InvalidRequest "protocol_refused"
        "{param} must be https: for a server on this machine pass createFetchHttpClient() of stripe-apps-secrets/fetch.",
    AppInfoInvalid InvalidRequest "option_invalid"
        "AppInfo must be an object.",
    AppInfoNameMissing InvalidRequest "option_invalid"
        "AppInfo.name is required",
    SignalInvalid InvalidRequest "option_invalid"
        "{param} must be an AbortSignal.",
    UserAlreadyBound InvalidRequest "user_already_bound"
        "The client is bound to another user: use stripe.forUser(userContext).",
    AccountAlreadyBound InvalidRequest "user_already_bound"
        "The client is bound to another account: use stripe.forUser(userContext).",
    // failures after sending; without an error body, the status decides the class
    NoConnection Connection ""
        "An error occurred with our connection to Stripe.",
    NoConnectionRetried Connection ""
        "An error occurred with our connection to Stripe. Request was retried {retries} times.",
    TimedOut Connection ""
        "Request aborted due to timeout being reached ({timeout}ms)",
    InvalidJson Api ""
        "Invalid JSON received from the Stripe API",
    NoWords Api ""
        "Stripe answered with status {status} and did not say why.",
    NoPermission Permission ""
        "Stripe answered with status 403 and did not say why. An app that lacks a permission gets it by: stripe apps grant permission \"secret_write\" \"<why>\"",
    ObjectMismatch Api "response_scope_mismatch"
        "The answer is of another object than was asked for, and was withheld.{written}",
    ScopeMismatch Api "response_scope_mismatch"
        "The answer is of another scope than was asked for, and was withheld.{written}",
    NameMismatch Api "response_scope_mismatch"
        "The answer has another name than was asked for, and was withheld.{written}",
    Aborted Connection "request_aborted"
        "The call was aborted by its signal. What was sent may have happened.",
    // the core itself
    WebAssemblyForbidden Api "webassembly_forbidden"
        "WebAssembly cannot run here: import 'stripe-apps-secrets' or 'stripe-apps-secrets/js'.",
    Internal Api "internal_error"
        "stripe-apps-secrets failed internally.",
}
