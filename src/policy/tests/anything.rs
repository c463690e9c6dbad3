//! What a caller may pass: anything at all, and what comes near to being right.

use super::call::NOW;
use super::fake::{Fake, record};
use crate::contract::words::Word;
use proptest::prelude::*;

pub fn keys() -> impl Strategy<Value = Vec<u16>> {
    prop_oneof![
        6 => prop::sample::select(Word::TEXTS).prop_map(|text| text.encode_utf16().collect()),
        2 => prop::sample::select(vec!["user]", "scope[user", "[user]", "expand[0]", "0", "length", "__proto__", ""])
            .prop_map(|text| text.encode_utf16().collect()),
        1 => prop::collection::vec(any::<u16>(), 0..6),
    ]
}

pub fn texts() -> impl Strategy<Value = Fake> {
    prop_oneof![
        prop::sample::select(Word::TEXTS).prop_map(Fake::from),
        prop::sample::select(vec![
            "usr_example",
            "usr_other",
            "acct_example",
            "",
            "50",
            "1700000060",
            "4242424242424242"
        ])
        .prop_map(Fake::from),
        any::<String>().prop_map(Fake::from),
        prop::collection::vec(any::<u16>(), 0..40).prop_map(Fake::Text),
        "[0-9]{1,20}".prop_map(Fake::from),
        "[ -~]{0,45}".prop_map(Fake::from),
    ]
}

fn numbers() -> impl Strategy<Value = f64> {
    prop_oneof![any::<f64>(), -5.0..105.0, Just(50.0), Just(NOW / 1000.0), Just(NOW), Just(f64::NAN)]
}

pub fn anything() -> impl Strategy<Value = Fake> {
    let leaf = prop_oneof![
        Just(Fake::Undefined),
        Just(Fake::Null),
        Just(Fake::Other),
        numbers().prop_map(Fake::Number),
        numbers().prop_map(Fake::Date),
        texts(),
    ];
    leaf.prop_recursive(3, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Fake::List),
            prop::collection::vec((keys(), inner), 0..7).prop_map(distinct),
        ]
    })
}

/// A record of these properties, each key once, as JavaScript has it.
fn distinct(fields: Vec<(Vec<u16>, Fake)>) -> Fake {
    let mut kept: Vec<(Vec<u16>, Fake)> = Vec::new();
    for (key, value) in fields {
        if kept.iter().all(|(known, _)| *known != key) {
            kept.push((key, value));
        }
    }
    Fake::Record(kept)
}

fn scopes() -> impl Strategy<Value = Fake> {
    let user = prop_oneof![Just(Fake::Undefined), Just(Fake::Null), Just(Fake::from("usr_example")), anything()];
    let kind = prop::sample::select(vec!["account", "user"]);
    prop_oneof![
        4 => (kind, user, any::<bool>()).prop_map(|(kind, user, user_first)| {
            if user_first { record! { "user": user, "type": kind } } else { record! { "type": kind, "user": user } }
        }),
        1 => anything(),
    ]
}

/// Parameters that come near to those of a method, in any order, and often are.
pub fn parameters() -> impl Strategy<Value = Fake> {
    let field = |key: &'static str, value: BoxedStrategy<Fake>| {
        prop::option::weighted(0.6, value.prop_map(move |value| (key.encode_utf16().collect::<Vec<u16>>(), value)))
    };
    let expand = prop_oneof![prop::collection::vec(texts(), 0..3).prop_map(Fake::List), anything()];
    let number = prop_oneof![Just(Fake::from(50.0)), Just(Fake::from(NOW / 1000.0)), anything()];
    (
        prop::option::weighted(0.9, scopes().prop_map(|scope| ("scope".encode_utf16().collect::<Vec<u16>>(), scope))),
        field("name", texts().boxed()),
        field("payload", texts().boxed()),
        prop::option::weighted(0.2, (keys(), anything())),
        prop::option::weighted(0.2, expand.prop_map(|list| ("expand".encode_utf16().collect::<Vec<u16>>(), list))),
        prop::option::weighted(
            0.2,
            (prop::sample::select(vec!["expires_at", "limit", "starting_after"]), number)
                .prop_map(|(key, value)| (key.encode_utf16().collect::<Vec<u16>>(), value)),
        ),
    )
        .prop_map(|(scope, name, payload, other, expand, number)| {
            [scope, name, payload, other, expand, number].into_iter().flatten().collect::<Vec<_>>()
        })
        .prop_shuffle()
        .prop_map(distinct)
}
