//! What Rust and JavaScript both list must be the same list: the numbers that cross mean a place in it.

use crate::policy::failure::{Class, Failure};
use crate::policy::node::Kind;
use crate::policy::params::Operation;
use crate::policy::refusal::Code;
use crate::policy::vocabulary::Word;

const VALUES: &str = include_str!("../../edge/values.js");
const WIRE: &str = include_str!("../../edge/wire.js");
const CALL: &str = include_str!("../../edge/call.js");
const MESSAGES: &str = include_str!("../../../pkg-template/src/messages.js");
const THROWN: &str = include_str!("../../../pkg-template/src/thrown.js");
const ERRORS: &str = include_str!("../../../pkg-template/src/errors.js");

/// What stands between two marks in a file.
fn between<'a>(file: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = file.split_once(start).unwrap_or_else(|| panic!("no {start}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end} after {start}")).0
}

/// The words of a list that is written as quoted lines and split at its spaces.
fn words<'a>(file: &'a str, start: &str) -> Vec<&'a str> {
    between(file, start, ").split(' ')").split('\'').skip(1).step_by(2).flat_map(str::split_whitespace).collect()
}

/// `FooBar` becomes `foo_bar`.
fn snake_case(name: &str) -> String {
    let parts = name.chars().map(|c| if c.is_uppercase() { format!("_{}", c.to_lowercase()) } else { c.into() });
    parts.collect::<String>().trim_start_matches('_').to_string()
}

#[test]
fn a_word_is_the_same_word_on_both_sides() {
    assert_eq!(words(VALUES, "const WORDS = ("), Word::TEXTS);
    for (number, (word, text)) in Word::ALL.iter().zip(Word::TEXTS).enumerate() {
        assert_eq!(*word as usize, number);
        assert_eq!(Word::from_number(number as u8), *word);
        assert_eq!(Word::of(text), *word);
    }
    assert!(VALUES.contains("const UNKNOWN = WORDS.length;") && VALUES.contains("const ABSENT = UNKNOWN + 1;"));
    assert_eq!(Word::Unknown as usize, Word::TEXTS.len());
    assert_eq!(Word::Absent as usize, Word::TEXTS.len() + 1);
    assert_eq!(Word::from_number(Word::Absent as u8), Word::Absent);
    assert_eq!(Word::from_number(Word::Unknown as u8), Word::Unknown);
    assert_eq!(Word::from_number(u8::MAX), Word::Unknown);
    assert_eq!(Word::of("Scope"), Word::Unknown);
    assert!(Word::TEXTS.iter().all(|text| !text.contains(' ')), "the list is split at its spaces");
}

#[test]
fn a_refusal_has_its_own_message_and_code() {
    let rows = between(MESSAGES, "export const REFUSALS = [\n", "\n];").lines();
    let codes: Vec<&str> = rows.filter_map(|row| row.strip_prefix("  ['")?.split('\'').next()).collect();
    let expected: Vec<String> = Code::ALL
        .iter()
        .map(|code| match code {
            Code::ExpiresAtInMilliseconds => "expires_at_too_far".into(),
            Code::OptionsExclusive | Code::AppInfoInvalid | Code::AppInfoNameMissing => "option_invalid".into(),
            code => snake_case(&format!("{code:?}")),
        })
        .collect();
    assert_eq!(codes, expected);
    for (number, code) in Code::ALL.iter().enumerate() {
        assert_eq!(*code as usize, number);
    }
}

#[test]
fn what_cannot_be_read_has_its_own_refusal() {
    assert!(VALUES.contains(&format!("const UNREADABLE = {};", Code::ParameterUnreadable as u8)));
}

#[test]
fn a_faults_number_is_taken_apart_as_it_was_made() {
    let taken = between(CALL, "  failure(fault, detail, answer) {", "\n  }");
    for part in ["(fault - 1) & 255", "(fault - 1) >> 8", "failure !== 255"] {
        assert!(taken.contains(part), "{part}");
    }
}

#[test]
fn a_refusals_number_is_taken_apart_as_it_was_made() {
    let taken = between(VALUES, "export const check = ", "\n};");
    for part in ["refusal - 1", "WORDS[(number >> 8) & 255]", "number >> 16", "number & 255", "place < 255"] {
        assert!(taken.contains(part), "{part}");
    }
}

/// Every class, in order. A class that is added must be added here: the match does not compile before.
fn classes() -> Vec<String> {
    use Class::*;
    let all = [
        StripeInvalidRequestError,
        StripeAPIError,
        StripeAuthenticationError,
        StripeCardError,
        StripePermissionError,
        StripeRateLimitError,
        StripeIdempotencyError,
        StripeConnectionError,
        StripeOAuthError,
        StripeScopeError,
        StripeInvalidGrantError,
        StripeInvalidClientError,
        StripeOAuthInvalidRequestError,
        StripeInvalidScopeError,
        StripeUnsupportedGrantTypeError,
        StripeUnsupportedResponseTypeError,
    ];
    match all[0] {
        StripeInvalidRequestError | StripeAPIError | StripeAuthenticationError | StripeCardError => {}
        StripePermissionError | StripeRateLimitError | StripeIdempotencyError | StripeConnectionError => {}
        StripeOAuthError | StripeScopeError | StripeInvalidGrantError | StripeInvalidClientError => {}
        StripeOAuthInvalidRequestError | StripeInvalidScopeError => {}
        StripeUnsupportedGrantTypeError | StripeUnsupportedResponseTypeError => {}
    }
    for (number, class) in all.iter().enumerate() {
        assert_eq!(*class as usize, number);
    }
    all.map(|class| format!("{class:?}")).to_vec()
}

#[test]
fn an_error_is_thrown_as_the_class_that_was_meant() {
    let rows = ERRORS.lines().filter_map(|row| row.strip_prefix("derive('")?.strip_suffix("');")?.split_once("', '"));
    let derived = rows.flat_map(|(_, names)| names.split(' ')).map(|short| format!("Stripe{short}Error"));
    assert_eq!(derived.collect::<Vec<_>>(), classes());
    assert!(
        THROWN.contains("const CLASSES = Object.values(errors).slice(1);")
            && ERRORS.contains("errors = { StripeError };")
    );
}

#[test]
fn a_failure_has_its_own_message() {
    use Failure::*;
    let all = [Connection, Timeout, InvalidJson, NoReason, ScopeMismatch, ScopeMismatchAfterWrite, Aborted];
    match all[0] {
        Connection | Timeout | InvalidJson | NoReason | ScopeMismatch | ScopeMismatchAfterWrite | Aborted => {}
    }
    let rows: Vec<&str> = between(MESSAGES, "export const FAILURES = [\n", "\n];").lines().collect();
    let marks = [
        "our connection",
        "timeout",
        "Invalid JSON",
        "status",
        "withheld.'",
        "write may have happened",
        "aborted by its signal",
    ];
    assert_eq!(rows.len(), all.len());
    for ((number, failure), (row, mark)) in all.iter().enumerate().zip(rows.iter().zip(marks)) {
        assert_eq!(*failure as usize, number);
        assert!(row.contains(mark), "{failure:?}: {row}");
    }
    let codes: Vec<&str> =
        between(MESSAGES, "export const failureCode = (failure) =>\n  [", "][failure]").split(", ").collect();
    let mismatch = "'response_scope_mismatch'";
    assert_eq!(codes[..4], ["undefined"; 4]);
    assert_eq!(codes[4..], [mismatch, mismatch, "'request_aborted'"]);
}

#[test]
fn a_value_is_of_the_kind_that_was_seen() {
    let names = between(VALUES, "const [UNDEFINED, ", "] = [0, 1, 2, 3, 4, 5, 6, 7, 8];");
    let kinds = (1..=8).map(|number| snake_case(&format!("{:?}", Kind::from_number(number))).to_uppercase());
    assert_eq!(names.split(", ").collect::<Vec<_>>(), kinds.collect::<Vec<_>>());
}

#[test]
fn a_method_goes_to_its_own_path() {
    let operations = [Operation::Create, Operation::Find, Operation::List, Operation::DeleteWhere];
    let methods = operations.map(|operation| if operation.is_post() { "'POST'" } else { "'GET'" }).join(", ");
    assert!(WIRE.contains("const PATHS = ['', '/find', '', '/delete'];"));
    assert!(WIRE.contains(&format!("const METHODS = [{methods}];")), "{methods}");
}
