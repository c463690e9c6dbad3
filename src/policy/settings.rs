//! The settings of a client and the options of a call.
//!
//! `null` and `undefined` mean "not given", and so does `''` for a text, as they do in `stripe` 23.1.0; another type is
//! refused, where `stripe` would pass it over in silence.

use super::binding::Binding;
use super::card::Cards;
use super::fault::Fault;
use super::headers;
use super::node::Node;
use crate::contract::errors::Reason;
use crate::contract::kinds::Kind;
use crate::contract::limits::{MAX_NETWORK_RETRIES, MAX_TIMEOUT, MOST_RETRIES, TIMEOUT};
use crate::contract::settings::{Rule, in_config, in_options};
use crate::contract::words::Word;

/// A client's settings, or a call's options: a record that has been checked.
pub struct Settings<N>(N);

impl<N: Node> Settings<N> {
    /// Checks what a client is made of. A string in place of the settings is the API version.
    ///
    /// # Errors
    /// `api_key_missing`, `api_key_refused`, `config_invalid`, `config_unknown`, `http_client_missing`,
    /// `authenticator_refused`, `host_refused`, `protocol_refused`, `option_invalid`, `header_invalid`.
    pub fn of_client(key: N, config: N) -> Result<Self, Fault> {
        if !config.is_record_or_nothing() {
            return Err(Fault::of(Reason::ConfigInvalid, Word::Config));
        }
        for place in 0..config.count() {
            let name = config.name_at(place);
            match in_config(name) {
                Rule::Unknown => return Err(Fault::unknown(Reason::ConfigUnknown, Word::Config, place)),
                rule => check(rule, name, config.at(place))?,
            }
        }
        check_key(key)?;
        if !key.is_filled() {
            return Err(Fault::of(Reason::ApiKeyMissing, Word::ApiKey));
        }
        if config.get(Word::HttpClient).is_nullish() {
            return Err(Fault::of(Reason::HttpClientMissing, Word::HttpClient));
        }
        Ok(Settings(config))
    }

    /// The settings of a client, which have been checked before.
    pub fn from_checked(config: N) -> Self {
        Settings(config)
    }

    /// Checks the options of a call.
    ///
    /// # Errors
    /// `option_unknown`, `option_invalid`, `streaming_refused`, `authenticator_refused`,
    /// `api_key_refused`, `header_refused`, `header_invalid`.
    pub fn of_call(options: N) -> Result<Self, Fault> {
        if !options.is_record_or_nothing() {
            let is_callback = options.kind() == Kind::Function;
            let reason = if is_callback { Reason::Callback } else { Reason::OptionInvalid };
            return Err(Fault::of(reason, Word::Options));
        }
        for place in 0..options.count() {
            let (name, value) = (options.name_at(place), options.at(place));
            match in_options(name) {
                _ if value.is_undefined() => {}
                Rule::Unknown => return Err(Fault::unknown(Reason::OptionUnknown, Word::Options, place)),
                rule => check(rule, name, value)?,
            }
        }
        if options.get(Word::StripeAccount).is_filled() && options.get(Word::StripeContext).is_filled() {
            return Err(Fault::of(Reason::OptionsExclusive, Word::StripeContext));
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

    /// The time for one attempt, in milliseconds: the call's own, or else the `client`'s or the default. 0 counts as none: there is
    /// no attempt without an end.
    pub fn timeout(&self, client: &Self) -> f64 {
        self.number(client, Word::Timeout, 1.0, TIMEOUT)
    }

    /// How often to try again: the call's own number, or else the `client`'s or the default.
    pub fn max_network_retries(&self, client: &Self) -> f64 {
        self.number(client, Word::MaxNetworkRetries, 0.0, MAX_NETWORK_RETRIES)
    }

    /// A number of at least `least`.
    fn number(&self, client: &Self, name: Word, least: f64, default: u32) -> f64 {
        let (own, of_client) = (self.get(name).integer(), client.get(name).integer());
        if own >= least {
            own
        } else if of_client >= least {
            of_client
        } else {
            default.into()
        }
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
    pub fn check_account(&self, binding: &Binding<N>) -> Result<(), Fault> {
        check_account(self.0, binding)
    }
}

/// Checks that no other account is named than the bound one, in options that may have other faults: an
/// account belongs to the scope, which is looked at before them.
///
/// # Errors
/// `scope_not_own_account`.
pub fn check_account<N: Node>(options: N, binding: &Binding<N>) -> Result<(), Fault> {
    for name in [Word::StripeAccount, Word::StripeContext] {
        let account = options.get(name);
        if account.is_filled() && !binding.is_account(account) {
            return Err(Fault::of(binding.of_unbound(Reason::ScopeNotOwnAccount, Reason::ScopeAccountWithoutId), name));
        }
    }
    Ok(())
}

/// Checks a value that was given, be it `null`.
fn check<N: Node>(rule: Rule, name: Word, value: N) -> Result<(), Fault> {
    let unless = |allowed: bool, reason| if allowed { Ok(()) } else { Err(Fault::of(reason, name)) };
    match rule {
        Rule::Unknown | Rule::Any => Ok(()),
        Rule::Text => check_text(value, name),
        Rule::Key => check_key(value),
        Rule::Timeout => check_integer(value, name, MAX_TIMEOUT),
        Rule::Retries => check_integer(value, name, MOST_RETRIES),
        Rule::Headers => headers::check(value),
        Rule::Signal => unless(value.is_record_or_nothing(), Reason::OptionInvalid),
        Rule::AppInfo => check_app(value),
        Rule::Host => unless(is_one_of(value, &[Word::ApiStripeCom]), Reason::HostRefused),
        Rule::Protocol => unless(is_one_of(value, &[Word::Https]), Reason::ProtocolRefused),
        Rule::Cards => unless(is_one_of(value, &[Word::Refuse, Word::Warn, Word::Allow]), Reason::OptionInvalid),
        Rule::NoAuthenticator => unless(value.is_nullish(), Reason::AuthenticatorRefused),
        Rule::NoStreaming => unless(is_off(value), Reason::StreamingRefused),
    }
}

/// Whether this is nothing, `null` or `false`.
fn is_off<N: Node>(value: N) -> bool {
    value.is_nullish() || (value.kind() == Kind::Other && !value.is_true())
}

fn is_one_of<N: Node>(value: N, allowed: &[Word]) -> bool {
    value.is_nullish() || value.is_empty() || allowed.contains(&value.word())
}

/// Checks a string that becomes a header's value.
fn check_text<N: Node>(value: N, name: Word) -> Result<(), Fault> {
    let reason = match value.kind() {
        Kind::Undefined | Kind::Null => return Ok(()),
        Kind::Text if headers::is_value(value) => return Ok(()),
        Kind::Text | Kind::IllFormed => Reason::HeaderInvalid,
        _ => Reason::OptionInvalid,
    };
    Err(Fault::of(reason, name))
}

fn check_integer<N: Node>(value: N, name: Word, max: u32) -> Result<(), Fault> {
    let is_allowed = value.is_nullish() || (0.0..=f64::from(max)).contains(&value.integer());
    if is_allowed { Ok(()) } else { Err(Fault::of(Reason::OptionInvalid, name)) }
}

/// Checks the key for `Authorization`. A real key has no place in an extension.
fn check_key<N: Node>(key: N) -> Result<(), Fault> {
    check_text(key, Word::ApiKey)?;
    if headers::is_real_key(key) { Err(Fault::of(Reason::ApiKeyRefused, Word::ApiKey)) } else { Ok(()) }
}

fn check_app<N: Node>(info: N) -> Result<(), Fault> {
    if info.is_nullish() {
        return Ok(());
    }
    if info.kind() != Kind::Record {
        return Err(Fault::of(Reason::AppInfoInvalid, Word::AppInfo));
    }
    for part in [Word::Name, Word::Version, Word::Url] {
        check_text(info.get(part), Word::AppInfo)?;
    }
    if !info.get(Word::Name).is_filled() {
        return Err(Fault::of(Reason::AppInfoNameMissing, Word::AppInfo));
    }
    Ok(())
}
