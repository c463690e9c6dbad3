//! Any key, settings, options, headers and contexts whatever: what passes can be sent, opens no other way to Stripe
//! than the host's, and names nobody but who is bound.

#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use stripe_apps_secrets::contract::errors::Reason;
use stripe_apps_secrets::contract::layout;
use stripe_apps_secrets::contract::limits::MAX_CHARACTERS;
use stripe_apps_secrets::contract::words::Word;
use stripe_apps_secrets::policy::binding::Binding;
use stripe_apps_secrets::policy::fault::Fault;
use stripe_apps_secrets::policy::node::Node;
use stripe_apps_secrets::policy::settings::{Settings, check_account};
use stripe_apps_secrets_fuzz::anything as any;
use stripe_apps_secrets_fuzz::fake::{Fake, units};
use stripe_apps_secrets_fuzz::header::{is_header_value, is_real_key, is_token};
use stripe_apps_secrets_fuzz::wire::spelt;

#[derive(Debug)]
struct Input {
    key: Fake,
    config: Fake,
    options: Fake,
    contexts: Vec<Fake>,
}

const OF_BOTH: [&str; 5] = ["apiVersion", "stripeAccount", "stripeContext", "timeout", "maxNetworkRetries"];
const OF_CLIENT: [&str; 13] = [
    "httpClient",
    "host",
    "port",
    "protocol",
    "telemetry",
    "typescript",
    "httpAgent",
    "emitEventBodies",
    "appInfo",
    "userContext",
    "cardNumbers",
    "authenticator",
    "apiVersion",
];
const OF_CALL: [&str; 6] = ["apiKey", "idempotencyKey", "headers", "signal", "streaming", "authenticator"];
const HEADERS: [&str; 11] = [
    "Stripe_Account",
    "content_type",
    "X-Example",
    "authorization",
    "Host",
    "Content-Type",
    "content-LENGTH",
    "Stripe-Account",
    "stripe-version",
    "stripe",
    "x header",
];

/// What real keys begin with, and what comes near to it; and what may stand before it.
const PREFIXES: [&str; 6] = ["sk_", "rk_", "pk_", "ak_", "sk-", "k_"];
const BEFORE: [&str; 5] = ["", "Bearer ", "a", "_", "\u{E9}"];

/// Around the ends of what timeouts and retries may be.
const ENDS: [f64; 8] = [-1.0, 0.0, 0.5, 1.0, 100.0, 101.0, 2_147_483_647.0, 2_147_483_648.0];

fn header(u: &mut Unstructured<'_>) -> Result<Vec<u16>> {
    if u.arbitrary()? { Ok(units(u.choose(&HEADERS)?)) } else { any::key(u) }
}

fn setting(u: &mut Unstructured<'_>, names: &[&str]) -> Result<(Vec<u16>, Fake)> {
    let names = if u.arbitrary()? { names } else { &OF_BOTH };
    let name = *u.choose(names)?;
    let value = match name {
        "headers" if u.ratio(5, 6)? => any::record(u, 0, header)?,
        "httpClient" | "signal" if u.ratio(5, 6)? => Fake::record(Vec::new()),
        "streaming" | "authenticator" if u.ratio(5, 6)? => {
            u.choose(&[Fake::Null, Fake::Other, Fake::True, Fake::Function])?.clone()
        }
        "stripeAccount" | "stripeContext" if u.ratio(1, 2)? => Fake::from("acct_example"),
        "timeout" | "maxNetworkRetries" if u.ratio(1, 2)? => Fake::Number(*u.choose(&ENDS)?),
        _ if u.ratio(1, 3)? => any::anything(u, 2)?,
        _ => any::text(u)?,
    };
    Ok((units(name), value))
}

fn settings(u: &mut Unstructured<'_>, names: &[&str], mut fields: Vec<(Vec<u16>, Fake)>) -> Result<Fake> {
    if u.ratio(1, 12)? {
        return any::anything(u, 3);
    }
    for _ in 0..u.int_in_range(0..=5)? {
        fields.push(setting(u, names)?);
    }
    if u.ratio(1, 8)? {
        fields.push((any::key(u)?, any::anything(u, 1)?));
    }
    Ok(Fake::record(fields))
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let client = (units("httpClient"), Fake::record(Vec::new()));
        let contexts = (0..u.int_in_range(0..=5)?).map(|_| any::context(u)).collect::<Result<_>>()?;
        Ok(Input {
            contexts,
            key: match u.int_in_range(0..=3)? {
                0 => any::text(u)?,
                1 => Fake::from(format!("{}{}placeholder", u.choose(&BEFORE)?, u.choose(&PREFIXES)?).as_str()),
                _ => Fake::from("key-placeholder"),
            },
            config: settings(u, &OF_CLIENT, vec![client])?,
            options: settings(u, &OF_CALL, Vec::new())?,
        })
    }
}

fuzz_target!(|input: Input| {
    let Input { key, config, options, contexts } = input;
    let (binding, bound) = bind(&contexts);
    match Settings::of_client(&key, &config) {
        Ok(settings) => {
            client_is_safe(&key, &config);
            limits_hold(&settings);
            accounts_are_own(&config, &bound, settings.check_account(&binding));
        }
        Err(fault) => {
            is_named(fault, &config);
            is_refused_rightly(fault, &config, [Reason::ConfigInvalid, Reason::ConfigInvalid], "config");
        }
    }
    accounts_are_own(&options, &bound, check_account(&options, &binding));
    match Settings::of_call(&options) {
        Ok(settings) => {
            call_is_safe(&options);
            limits_hold(&settings);
        }
        Err(fault) => {
            is_named(fault, &options);
            is_refused_rightly(fault, &options, [Reason::Callback, Reason::OptionInvalid], "options");
        }
    }
});

/// Who is bound, by the simplest model.
#[derive(Default)]
struct Bound<'a> {
    user: Option<&'a Fake>,
    account: Option<&'a Fake>,
    /// A context without an id came, and nobody since.
    is_without_id: bool,
}

impl<'a> Bound<'a> {
    /// The first user stays, and the first account that comes with that user. Who breaks it is told whether the user
    /// or the account is another.
    fn bind(&mut self, context: &'a Fake) -> std::result::Result<(), Reason> {
        let (id, account) = match context {
            Fake::Record(_) => (context.own("id"), context.own("account").own("id")),
            id => (id, &Fake::Undefined),
        };
        let is_id = |id: &Fake| id.well_formed().is_some_and(|text| text.chars().count() <= MAX_CHARACTERS as usize);
        let is_id_or_nothing = |id: &Fake| id.is_nullish() || is_id(id);
        if !is_id_or_nothing(id) || !is_id_or_nothing(account) {
            return Err(Reason::OptionInvalid);
        }
        if !filled(id) {
            self.is_without_id |= self.user.is_none() && matches!(context, Fake::Record(_));
            return Ok(());
        }
        let is_other = |bound: Option<&Fake>, given: &Fake| bound.is_some_and(|own| own != given);
        if is_other(self.user, id) {
            return Err(Reason::UserAlreadyBound);
        }
        if filled(account) && is_other(self.account, account) {
            return Err(Reason::AccountAlreadyBound);
        }
        self.user = Some(id);
        self.account = Some(account).filter(|account| filled(account)).or(self.account);
        self.is_without_id = false;
        Ok(())
    }
}

/// Binds one context after the other, and holds the outcome against the model.
fn bind(contexts: &[Fake]) -> (Binding<&Fake>, Bound<'_>) {
    let (mut binding, mut bound) = (Binding::default(), Bound::default());
    for context in contexts {
        let expected = bound.bind(context).map_err(|reason| (reason, Word::UserContext));
        assert_eq!(binding.bind(context).map_err(|fault| (fault.reason(), fault.param())), expected);
        let [user, account] = [bound.user, bound.account].map(|id| id.unwrap_or(&Fake::Undefined));
        assert_eq!((binding.user(), binding.account()), (user, account));
        assert_eq!(binding.is_without_id(), bound.is_without_id);
        // It is kept in JavaScript, in parts.
        binding = Binding::of(user, account, bound.is_without_id);
        for name in ["acct_example", "acct_other", any::USER] {
            let name = Fake::from(name);
            assert_eq!(binding.is_account(&name), bound.account == Some(&name));
        }
    }
    (binding, bound)
}

fn filled(value: &Fake) -> bool {
    value.well_formed().is_some_and(|text| !text.is_empty())
}

/// A fault names a reason and a word that there are, and a property that there is.
fn is_named(fault: Fault, inside: &Fake) {
    let layout::Fault { reason, param, place, of_class } = fault.fields();
    assert!((1..=Reason::ALL.len() as u32).contains(&reason) && of_class == 0, "{fault:?}");
    assert!(!spelt(Word::from_number(param)).is_empty() && place <= inside.count(), "{fault:?}");
}

/// Anything but an object is refused as a whole, a callback by a reason of its own; the ways around the host are refused where
/// they are taken.
fn is_refused_rightly(fault: Fault, inside: &Fake, [callback, other]: [Reason; 2], whole: &str) {
    let whole_reason = match inside {
        Fake::Undefined | Fake::Null | Fake::Record(_) => None,
        Fake::Function => Some(callback),
        _ => Some(other),
    };
    if let Some(expected) = whole_reason {
        return assert_eq!((fault.reason(), spelt(fault.param())), (expected, whole));
    }
    assert!(match fault.reason() {
        Reason::Callback | Reason::ConfigInvalid => false,
        Reason::AuthenticatorRefused => !inside.own("authenticator").is_nullish(),
        Reason::StreamingRefused => !is_off(inside.own("streaming")),
        _ => true,
    });
}

/// Nothing, `null` or `false`.
fn is_off(value: &Fake) -> bool {
    matches!(value, Fake::Undefined | Fake::Null | Fake::Other)
}

fn is_empty_or(value: &Fake, allowed: &[&str]) -> bool {
    value.is_nullish() || value.well_formed().is_some_and(|text| text.is_empty() || allowed.contains(&text.as_str()))
}

/// No other host or protocol, the host's own client, and a key that is not a real one.
fn client_is_safe(key: &Fake, config: &Fake) {
    assert!(filled(key) && is_header_value(key) && !is_real_key(key), "{key:?}");
    assert!(!config.own("httpClient").is_nullish(), "no client of the host");
    assert!(config.own("authenticator").is_nullish());
    assert!(is_empty_or(config.own("host"), &["api.stripe.com"]));
    assert!(is_empty_or(config.own("protocol"), &["https"]));
    assert!(is_empty_or(config.own("cardNumbers"), &["refuse", "warn", "allow"]));
    let app = config.own("appInfo");
    assert!(app.is_nullish() || filled(app.own("name")));
    for part in ["name", "version", "url"].map(|part| app.own(part)) {
        assert!(part.is_nullish() || is_header_value(part));
    }
    only_known(config, &OF_CLIENT);
}

/// Headers that may be sent and are not reserved, no way around the host, one account at most.
fn call_is_safe(options: &Fake) {
    let key = options.own("apiKey");
    assert!(key.is_nullish() || (is_header_value(key) && !is_real_key(key)), "{key:?}");
    let idempotency_key = options.own("idempotencyKey");
    assert!(idempotency_key.is_nullish() || is_header_value(idempotency_key));
    assert!(!(filled(options.own("stripeAccount")) && filled(options.own("stripeContext"))));
    assert!(options.own("authenticator").is_nullish() && is_off(options.own("streaming")));
    let headers = options.own("headers");
    assert!(headers.is_nullish() || matches!(headers, Fake::Record(_)));
    for (name, value) in headers.fields().iter().filter(|(_, value)| !value.is_nullish()) {
        let name = name.well_formed().expect("a header's name is well-formed");
        assert!(is_token(&name) && is_header_value(value), "{name:?}: {value:?}");
        // Many a server takes one for the other.
        let name = name.to_ascii_lowercase().replace('_', "-");
        let whole = ["authorization", "host", "content-type", "content-length", "cookie", "expect", "connection", "te"];
        let begun = ["stripe-", "proxy-", "sec-", "access-control-"];
        let is_reserved = whole.contains(&name.as_str()) || begun.iter().any(|begin| name.starts_with(begin));
        assert!(!is_reserved, "{name} was let through");
    }
    only_known(options, &OF_CALL);
}

/// Every property is one that the design has, and those that both take are headers or integers.
fn only_known(settings: &Fake, names: &[&str]) {
    for (name, value) in settings.fields().iter().filter(|(_, value)| *value != Fake::Undefined) {
        let name = name.well_formed().expect("a setting's name is well-formed");
        assert!(names.contains(&name.as_str()) || OF_BOTH.contains(&name.as_str()), "{name}");
        if ["apiVersion", "stripeAccount", "stripeContext"].contains(&name.as_str()) {
            assert!(value.is_nullish() || is_header_value(value), "{name}: {value:?}");
        }
    }
}

/// A timer that fires when it should, and an end to the retries.
fn limits_hold(settings: &Settings<&Fake>) {
    assert!((1.0..=f64::from(i32::MAX)).contains(&settings.timeout(&settings)));
    assert!((0.0..=100.0).contains(&settings.max_network_retries(&settings)));
    for name in [Word::Timeout, Word::MaxNetworkRetries] {
        assert!(settings.get(name).is_nullish() || matches!(settings.get(name), Fake::Number(_)));
    }
}

/// No account is named but the bound one; which name is at fault is said, and whether there is none since the context had no
/// id.
fn accounts_are_own(settings: &Fake, bound: &Bound<'_>, outcome: std::result::Result<(), Fault>) {
    let is_own = |name: &&str| {
        let named = settings.own(name);
        !filled(named) || Some(named) == bound.account
    };
    let reason = if bound.is_without_id { Reason::ScopeAccountWithoutId } else { Reason::ScopeNotOwnAccount };
    let expected = ["stripeAccount", "stripeContext"].into_iter().find(|name| !is_own(name)).map(|name| (reason, name));
    let refused = outcome.err().map(|fault| (fault.reason(), spelt(fault.param())));
    assert_eq!(refused, expected, "{settings:?} beside {:?}", bound.account);
}
