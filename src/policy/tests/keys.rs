//! The key for `Authorization`. A real one has no place in an extension.

use super::fake::{Fake, ill_formed, no_strings};
use super::told::{KEY, call_with, client, config};
use crate::contract::errors::Reason;
use crate::contract::words::Word;

#[test]
fn a_missing_key_is_named() {
    for nothing in [Fake::Undefined, Fake::Null, Fake::from("")] {
        assert_eq!(client(nothing, config()).err(), Some((Reason::ApiKeyMissing, Word::ApiKey)));
    }
    for key in no_strings() {
        assert_eq!(client(key, config()).err(), Some((Reason::OptionInvalid, Word::ApiKey)));
    }
    assert_eq!(client(ill_formed(), config()).err(), Some((Reason::HeaderInvalid, Word::ApiKey)));
}

#[test]
fn a_real_key_leaves_neither_a_client_nor_a_call() {
    for kind in ["sk", "rk", "pk"] {
        for around in ["_test_placeholder", "_live_placeholder", "_"] {
            for before in ["", "Bearer ", " ", "Bearer:", "(", "x-", "_", "é"] {
                let key = format!("{before}{kind}{around}");
                let refused = (Reason::ApiKeyRefused, Word::ApiKey);
                assert_eq!(client(key.as_str(), config()).err(), Some(refused), "{key}");
                assert_eq!(call_with("apiKey", key.as_str()), Err(refused), "{key}");
            }
        }
    }
    let late = "DO_NOT_PASS sk_test_placeholder";
    assert_eq!(client(late, config()).err(), Some((Reason::ApiKeyRefused, Word::ApiKey)));
}

#[test]
fn what_only_resembles_a_real_key_passes() {
    for key in [KEY, "placeholder", "s", "sk", "sk-test", "ask_me", "1pk_x", "task_list", "ok_", "k_", "_", "SK_TEST"] {
        assert_eq!(client(key, config()).err(), None, "{key}");
        assert_eq!(call_with("apiKey", key), Ok(()), "{key}");
    }
}
