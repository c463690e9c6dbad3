//! What a client and a call can be told, beside a call's parameters.
//!
//! Source of the names and their order: the config and `RequestOptions` of `stripe` 23.1.0, then ours.

use super::words::Word;

/// What a value has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Rule {
    /// There is no such setting here.
    Unknown,
    /// Anything: it is without effect, or looked at by others.
    Any,
    /// A string that may be a header's value.
    Text,
    /// The key for `Authorization`.
    Key,
    /// Milliseconds.
    Timeout,
    /// A number of retries.
    Retries,
    /// Headers to add.
    Headers,
    /// An `AbortSignal`.
    Signal,
    /// `appInfo`.
    AppInfo,
    /// `api.stripe.com`, or nothing.
    Host,
    /// `https`, or nothing.
    Protocol,
    /// `refuse`, `warn` or `allow`.
    Cards,
    /// Nothing, or `null`: the host authenticates.
    NoAuthenticator,
    /// Nothing, `null` or `false`: a secret is not streamed.
    NoStreaming,
}

/// A setting: its rule in a config and in a call's options, and whether each call of a client heeds the config's.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name.
    pub name: Word,
    /// The rule in a config.
    pub config: Rule,
    /// The rule in a call's options.
    pub options: Rule,
    /// Whether a config's value holds for each call.
    pub of_calls: bool,
}

macro_rules! settings {
    ($($name:ident $config:ident $options:ident $of_calls:literal,)*) => {
        /// Every setting. A config's stand in the order in which `stripe` names them.
        pub const SETTINGS: &[Setting] = &[$(Setting {
            name: Word::$name, config: Rule::$config, options: Rule::$options, of_calls: $of_calls,
        },)*];

        /// The rule of a name in a config.
        pub const fn in_config(name: Word) -> Rule {
            match name { $(Word::$name => Rule::$config,)* _ => Rule::Unknown }
        }

        /// The rule of a name in a call's options.
        pub const fn in_options(name: Word) -> Rule {
            match name { $(Word::$name => Rule::$options,)* _ => Rule::Unknown }
        }
    };
}

#[rustfmt::skip]
settings! {
    // name            in a config      in options          for each call
    Authenticator      NoAuthenticator  NoAuthenticator     false,
    ApiVersion         Text             Text                true,
    Typescript         Any              Unknown             false,
    MaxNetworkRetries  Retries          Retries             true,
    HttpAgent          Any              Unknown             false,
    HttpClient         Any              Unknown             false,
    Timeout            Timeout          Timeout             true,
    Host               Host             Unknown             false,
    Port               Any              Unknown             false,
    Protocol           Protocol         Unknown             false,
    Telemetry          Any              Unknown             false,
    EmitEventBodies    Any              Unknown             false,
    AppInfo            AppInfo          Unknown             false,
    StripeAccount      Text             Text                true,
    StripeContext      Text             Text                true,
    UserContext        Any              Unknown             false,
    CardNumbers        Cards            Unknown             true,
    ApiKey             Unknown          Key                 false,
    IdempotencyKey     Unknown          Text                false,
    Headers            Unknown          Headers             false,
    Signal             Unknown          Signal              false,
    Streaming          Unknown          NoStreaming         false,
}

/// The settings that a config may have. An `authenticator` is known, and refused.
pub fn of_config() -> impl Iterator<Item = Word> {
    let refused = [Rule::Unknown, Rule::NoAuthenticator];
    SETTINGS.iter().filter(move |setting| !refused.contains(&setting.config)).map(|setting| setting.name)
}

/// The options that are known, and refused.
pub fn refused_options() -> impl Iterator<Item = Word> {
    let refused = [Rule::NoAuthenticator, Rule::NoStreaming];
    SETTINGS.iter().filter(move |setting| refused.contains(&setting.options)).map(|setting| setting.name)
}

/// The settings of a config that hold for each call.
pub fn of_calls() -> impl Iterator<Item = Word> {
    SETTINGS.iter().filter(|setting| setting.of_calls).map(|setting| setting.name)
}
