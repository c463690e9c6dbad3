//! Whatever a caller passes: the rules answer, and what passes is what was checked.

use super::anything::{anything, context, integer, parameters, text};
use super::call::{NOW, OPERATIONS, bound, unbound};
use super::fake::{Fake, held, record};
use super::written::Written;
use crate::contract::errors::Reason;
use crate::contract::kinds::Kind;
use crate::contract::operations::Operation;
use crate::contract::words::Word;
use crate::policy::binding::Binding;
use crate::policy::card::{Cards, is_card_number};
use crate::policy::expiry;
use crate::policy::node::Node;
use crate::policy::params;
use crate::policy::settings::Settings;
use arbitrary::Unstructured;
use proptest::prelude::*;
use proptest::test_runner::Config;

/// 512 cases (twice the usual 256, or twice `PROPTEST_CASES`), and no file of failures among the sources:
/// the failing input is printed.
pub fn config() -> Config {
    let usual = Config::default();
    Config { cases: usual.cases * 2, failure_persistence: None, ..usual }
}

/// What a generator makes of bytes.
fn made(make: fn(&mut Unstructured<'_>) -> arbitrary::Result<Fake>) -> impl Strategy<Value = Fake> {
    let bytes = prop::collection::vec(any::<u8>(), 0..1024);
    bytes.prop_filter_map("enough bytes", move |bytes| make(&mut Unstructured::new(&bytes)).ok())
}

fn any_value() -> impl Strategy<Value = Fake> {
    made(|u| anything(u, 3))
}

/// The keys that may stand on the wire, a list's without their index.
fn wire_keys(operation: Operation) -> &'static [&'static str] {
    match operation {
        Operation::Create => &["scope[type]", "scope[user]", "name", "payload", "expires_at", "expand"],
        Operation::Find | Operation::DeleteWhere => &["scope[type]", "scope[user]", "name", "expand"],
        Operation::List => &["scope[type]", "scope[user]", "limit", "starting_after", "ending_before", "expand"],
    }
}

/// Checks, and holds what passes against what was asked for. Says whether it passed.
fn holds(operation: Operation, params: &Fake, binding: &Binding<&'static Fake>) -> Result<bool, TestCaseError> {
    let mut form = Written::default();
    let checked = match params::check(operation, params, binding, Cards::Warn, NOW, Ok(()), &mut form) {
        Ok(checked) => checked,
        Err(refusal) => {
            prop_assert!(refusal.reason() != Reason::OfApi);
            return Ok(false);
        }
    };
    let mut scope: Vec<&(String, String)> = form.0.iter().filter(|(key, _)| key.starts_with("scope")).collect();
    scope.sort();
    let pair = |key: &str, value: &str| (key.to_string(), value.to_string());
    let (account, user) =
        (pair("scope[type]", "account"), [pair("scope[type]", "user"), pair("scope[user]", "usr_example")]);
    let [asked, named] = ["type", "user"].map(|key| params.own("scope").own(key));
    if checked.scope.is_user() {
        prop_assert!(binding.user().is_filled() && *asked == Fake::from("user"));
        prop_assert!(named.is_nullish() || named == binding.user(), "another user: {named:?}");
        prop_assert_eq!(scope, user.iter().collect::<Vec<_>>());
    } else {
        prop_assert!(*asked == Fake::from("account") && named.is_nullish(), "{named:?}");
        prop_assert_eq!(scope, [&account]);
    }
    let mut seen = Vec::new();
    for (key, value) in &form.0 {
        let (plain, index) = match key.strip_prefix("expand[").and_then(|rest| rest.strip_suffix(']')) {
            Some(index) => ("expand", Some(index)),
            None => (key.as_str(), None),
        };
        prop_assert!(wire_keys(operation).contains(&plain), "{key} on the wire");
        prop_assert!(index.is_none_or(|index| index.parse::<u32>().is_ok()));
        prop_assert!(!value.is_empty() && value.chars().count() <= 5000);
        prop_assert!(!seen.contains(&key), "{key} twice on the wire");
        seen.push(key);
    }
    let holds_card = operation == Operation::Create && is_card_number(params.own("payload"));
    prop_assert_eq!(checked.warn_of_card, holds_card);
    Ok(true)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_is_passed_is_refused_or_sent_as_it_was_checked(params in any_value(), is_bound in any::<bool>()) {
        let binding = if is_bound { bound() } else { unbound() };
        for operation in OPERATIONS {
            holds(operation, &params, &binding)?;
        }
    }

    #[test]
    fn what_is_nearly_right_is_refused_or_sent_as_it_was_checked(params in made(parameters), is_bound in any::<bool>()) {
        let binding = if is_bound { bound() } else { unbound() };
        for operation in OPERATIONS {
            holds(operation, &params, &binding)?;
        }
    }

    #[test]
    fn no_key_and_no_setting_whatever_breaks_the_rules(key in made(text), config in any_value(), options in any_value()) {
        if let Ok(settings) = Settings::of_client(&key, &config) {
            prop_assert!(key.is_filled());
            prop_assert!(!settings.get(Word::HttpClient).is_nullish());
        }
        if let Ok(settings) = Settings::of_call(held(options)) {
            let account = settings.get(Word::StripeAccount);
            let allowed = settings.check_account(&bound()).is_ok();
            prop_assert!(!allowed || !account.is_filled() || *account == Fake::from("acct_example"));
            prop_assert!((0.0..=100.0).contains(&settings.max_network_retries(&settings)));
        }
    }

    #[test]
    fn a_header_that_passes_is_one_that_can_be_sent_and_is_not_reserved(
        name in prop_oneof!["[!-~]{0,12}", "(?i)(stripe-[a-z]{0,9}|authorization|host|content-type|content-length)"],
        value in made(text),
    ) {
        let headers = record! {}.with(&name, value.clone());
        if Settings::of_call(&record! { "headers": headers }).is_ok() {
            let name = name.to_ascii_lowercase();
            let reserved = ["authorization", "host", "content-type", "content-length"].contains(&name.as_str());
            prop_assert!(!reserved && !name.starts_with("stripe-"), "{name}");
            let Fake::Text(units) = value else { return Err(TestCaseError::fail("a header that is not a text")) };
            prop_assert!(units.iter().all(|unit| *unit < 0x100 && char::from(*unit as u8) >= ' '));
        }
    }

    #[test]
    fn an_expiry_that_passes_is_a_whole_second_within_the_hundred_years(value in prop_oneof![made(integer), any_value()]) {
        match expiry::check(&value, NOW) {
            Ok(seconds) => {
                let days = (seconds - NOW / 1000.0) / 86_400.0;
                prop_assert!(seconds.fract() == 0.0 && (-1.0..=36_525.0).contains(&days), "{seconds}");
                prop_assert!(matches!(value.kind(), Kind::Number | Kind::Text | Kind::Date));
            }
            Err(refusal) => prop_assert_eq!(refusal.param(), Word::ExpiresAt),
        }
    }

    #[test]
    fn whatever_is_bound_a_bound_user_stays(contexts in prop::collection::vec(made(context), 1..8)) {
        let mut binding = unbound();
        let mut first: Option<Fake> = None;
        for context in contexts {
            let outcome = binding.bind(held(context));
            if let Some(user) = &first {
                prop_assert_eq!(binding.user(), user);
            }
            if outcome.is_ok() {
                first = Some(binding.user()).filter(|user| !user.is_undefined()).cloned();
            }
            prop_assert!(binding.user().is_undefined() || binding.user().is_filled());
        }
    }
}

#[test]
fn the_parameters_that_are_tried_pass_often_enough_to_say_something() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut passed = [0; 4];
    for _ in 0..1000 {
        let params = made(parameters).new_tree(&mut runner).expect("parameters").current();
        for (count, operation) in passed.iter_mut().zip(OPERATIONS) {
            *count += u32::from(holds(operation, &params, &bound()).expect("what holds"));
        }
    }
    assert!(passed.iter().all(|count| *count >= 30), "{passed:?}");
}
