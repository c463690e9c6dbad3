//! What a client and a call can be told, beside a call's parameters.
//!
//! Source of the names: the config and `RequestOptions` of stripe 23.1.0. `null` and `undefined` mean
//! "not given", and so does `''` for a text, as they do there; another type is refused, where stripe
//! would pass it over in silence.

use super::binding::Binding;
use super::card::Cards;
use super::headers;
use super::node::{Kind, Node};
use super::refusal::{Code, Refusal};
use super::vocabulary::Word;

/// The time for one attempt, in milliseconds: stripe's default.
pub const TIMEOUT: u32 = 80_000;

/// How often a call is tried again: stripe's default.
pub const MAX_NETWORK_RETRIES: u32 = 2;

/// The longest timer that browsers keep, in milliseconds; a longer one would fire at once.
const MAX_TIMEOUT: f64 = i32::MAX as f64;

/// More retries than anyone waits for.
const MAX_RETRIES: f64 = 100.0;

/// A client's settings, or a call's options: a record that has been checked.
pub struct Settings<N>(N);

impl<N: Node> Settings<N> {
    /// Checks what a client is made of. A string in place of the settings is the API version.
    ///
    /// # Errors
    /// `api_key_missing`, `api_key_refused`, `config_invalid`, `config_unknown`, `http_client_missing`,
    /// `authenticator_refused`, `host_refused`, `protocol_refused`, `option_invalid`, `header_invalid`.
    pub fn of_client(key: &N, config: N) -> Result<Self, Refusal> {
        if !config.is_record_or_nothing() {
            return Err(Refusal::of(Code::ConfigInvalid, Word::Config));
        }
        for place in 0..config.count() {
            let unknown = Refusal::unknown(Code::ConfigUnknown, Word::Config, place);
            check_of_client(config.name_at(place), &config.at(place), unknown)?;
        }
        check_key(key)?;
        if !key.is_filled() {
            return Err(Refusal::of(Code::ApiKeyMissing, Word::ApiKey));
        }
        if config.get(Word::HttpClient).is_nullish() {
            return Err(Refusal::of(Code::HttpClientMissing, Word::HttpClient));
        }
        Ok(Settings(config))
    }

    /// The settings of a client, which have been checked before.
    pub fn known(config: N) -> Self {
        Settings(config)
    }

    /// Checks the options of a call.
    ///
    /// # Errors
    /// `option_unknown`, `option_invalid`, `streaming_refused`, `authenticator_refused`,
    /// `api_key_refused`, `header_refused`, `header_invalid`.
    pub fn of_call(options: N) -> Result<Self, Refusal> {
        if !options.is_record_or_nothing() {
            return Err(Refusal::of(Code::OptionInvalid, Word::Options));
        }
        for place in 0..options.count() {
            let value = options.at(place);
            if !value.is_undefined() {
                let unknown = Refusal::unknown(Code::OptionUnknown, Word::Options, place);
                check_of_call(options.name_at(place), &value, unknown)?;
            }
        }
        if options.get(Word::StripeAccount).is_filled() && options.get(Word::StripeContext).is_filled() {
            return Err(Refusal::of(Code::OptionsExclusive, Word::StripeContext));
        }
        Ok(Settings(options))
    }

    /// A setting as it was given; undefined where it was not.
    pub fn get(&self, name: Word) -> N {
        self.0.get(name)
    }

    /// What was given of a setting, here or else in `client`. An empty text counts as nothing.
    pub fn or(&self, client: &Self, name: Word) -> N {
        let own = self.get(name);
        if own.is_filled() { own } else { client.get(name) }
    }

    /// The time for one attempt, in milliseconds. 0 means the default: there is no attempt without an end.
    pub fn timeout(&self) -> Option<u32> {
        self.get(Word::Timeout).integer().map(|timeout| timeout as u32).filter(|timeout| *timeout > 0)
    }

    /// How often to try again.
    pub fn max_network_retries(&self) -> Option<u32> {
        self.get(Word::MaxNetworkRetries).integer().map(|retries| retries as u32)
    }

    /// What happens to payloads that are card numbers.
    pub fn cards(&self) -> Cards {
        match self.get(Word::CardNumbers).word() {
            Word::Refuse => Cards::Refuse,
            Word::Allow => Cards::Allow,
            _ => Cards::Warn,
        }
    }

    /// Checks that no other account is named than the bound one.
    ///
    /// # Errors
    /// `scope_not_own_account`.
    pub fn check_account(&self, binding: &Binding<N>) -> Result<(), Refusal> {
        check_account(&self.0, binding)
    }
}

/// Checks that no other account is named than the bound one, in options that may have other faults: an
/// account belongs to the scope, which is looked at before them.
///
/// # Errors
/// `scope_not_own_account`.
pub fn check_account<N: Node>(options: &N, binding: &Binding<N>) -> Result<(), Refusal> {
    for name in [Word::StripeAccount, Word::StripeContext] {
        let account = options.get(name);
        if account.is_filled() && !binding.is_account(&account) {
            return Err(Refusal::of(Code::ScopeNotOwnAccount, name));
        }
    }
    Ok(())
}

fn check_of_client<N: Node>(name: Word, value: &N, unknown: Refusal) -> Result<(), Refusal> {
    match name {
        Word::Authenticator if !value.is_nullish() => Err(Refusal::of(Code::AuthenticatorRefused, name)),
        Word::Host => only(value, &[Word::ApiStripeCom], Refusal::of(Code::HostRefused, name)),
        Word::Protocol => only(value, &[Word::Https], Refusal::of(Code::ProtocolRefused, name)),
        Word::CardNumbers => {
            only(value, &[Word::Refuse, Word::Warn, Word::Allow], Refusal::of(Code::OptionInvalid, name))
        }
        Word::AppInfo => check_app(value),
        Word::HttpClient | Word::UserContext | Word::EmitEventBodies | Word::Authenticator => Ok(()),
        // Taken without effect: the host has its own.
        Word::Typescript | Word::HttpAgent | Word::Telemetry | Word::Port => Ok(()),
        name => check_of_both(name, value, unknown),
    }
}

fn check_of_call<N: Node>(name: Word, value: &N, unknown: Refusal) -> Result<(), Refusal> {
    match name {
        Word::ApiKey => check_key(value),
        Word::IdempotencyKey => check_text(value, name),
        Word::Headers => headers::check(value),
        Word::Signal if value.is_record_or_nothing() => Ok(()),
        Word::Signal => Err(Refusal::of(Code::OptionInvalid, name)),
        Word::Authenticator => Err(Refusal::of(Code::AuthenticatorRefused, name)),
        Word::Streaming => Err(Refusal::of(Code::StreamingRefused, name)),
        name => check_of_both(name, value, unknown),
    }
}

fn check_of_both<N: Node>(name: Word, value: &N, unknown: Refusal) -> Result<(), Refusal> {
    match name {
        Word::ApiVersion | Word::StripeAccount | Word::StripeContext => check_text(value, name),
        Word::Timeout => check_integer(value, name, MAX_TIMEOUT),
        Word::MaxNetworkRetries => check_integer(value, name, MAX_RETRIES),
        _ => Err(unknown),
    }
}

/// Checks a string that becomes a header's value.
fn check_text<N: Node>(value: &N, name: Word) -> Result<(), Refusal> {
    let code = match value.kind() {
        Kind::Undefined | Kind::Null => return Ok(()),
        Kind::Text if headers::is_value(value) => return Ok(()),
        Kind::Text | Kind::IllFormed => Code::HeaderInvalid,
        _ => Code::OptionInvalid,
    };
    Err(Refusal::of(code, name))
}

fn check_integer<N: Node>(value: &N, name: Word, max: f64) -> Result<(), Refusal> {
    match value.integer() {
        Some(number) if (0.0..=max).contains(&number) => Ok(()),
        None if value.is_nullish() => Ok(()),
        _ => Err(Refusal::of(Code::OptionInvalid, name)),
    }
}

/// Checks the key for `Authorization`. A real key has no place in an extension.
fn check_key<N: Node>(key: &N) -> Result<(), Refusal> {
    check_text(key, Word::ApiKey)?;
    if is_real_key(key) { Err(Refusal::of(Code::ApiKeyRefused, Word::ApiKey)) } else { Ok(()) }
}

/// Whether `sk_`, `rk_` or `pk_` begins a word in a text.
fn is_real_key<N: Node>(text: &N) -> bool {
    let unit = |index| u8::try_from(text.unit(index)).unwrap_or(b'?');
    text.kind() == Kind::Text
        && (2..text.units()).any(|end| {
            unit(end) == b'_'
                && unit(end - 1) == b'k'
                && matches!(unit(end - 2), b's' | b'r' | b'p')
                && (end == 2 || !unit(end - 3).is_ascii_alphanumeric())
        })
}

fn only<N: Node>(value: &N, allowed: &[Word], refusal: Refusal) -> Result<(), Refusal> {
    if value.is_nullish() || value.is_empty() || allowed.contains(&value.word()) { Ok(()) } else { Err(refusal) }
}

fn check_app<N: Node>(info: &N) -> Result<(), Refusal> {
    if info.is_nullish() {
        return Ok(());
    }
    if info.kind() != Kind::Record {
        return Err(Refusal::of(Code::AppInfoInvalid, Word::AppInfo));
    }
    for part in [Word::Name, Word::Version, Word::Url] {
        check_text(&info.get(part), Word::AppInfo)?;
    }
    if !info.get(Word::Name).is_filled() {
        return Err(Refusal::of(Code::AppInfoNameMissing, Word::AppInfo));
    }
    Ok(())
}
