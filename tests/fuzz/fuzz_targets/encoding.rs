//! Any text whatever, encoded as stripe does, arrives as it was; and any bytes whatever are read in one way or refused.

#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use std::borrow::Cow;
use stripe_apps_secrets_emulator::form::{FormError, Object, decode, leaves};
use stripe_apps_secrets_fuzz::wire::encode;

/// The keys that may be written, a list's with their index.
const KEYS: [&str; 12] = [
    "scope[type]",
    "scope[user]",
    "name",
    "payload",
    "expires_at",
    "limit",
    "starting_after",
    "ending_before",
    "expand[0]",
    "expand[1]",
    "expand[2]",
    "expand[10]",
];

#[derive(Debug)]
enum Input<'a> {
    /// What is written: a text for some of the keys, from a place on.
    Pairs(usize, Vec<&'a str>),
    /// What comes over the wire, in two parts.
    Bytes(Cow<'a, [u8]>, usize),
}

/// What forms are made of.
const TOKENS: [&str; 16] =
    ["a", "b", "[", "]", "[]", "[a]", "[b]", "=", "&", "+", "%", "%5B", "%5d", "%C3%A9", "%00", "&a[]=b"];

/// Some of the tokens, each several times: deep brackets and long lists are not found by chance.
fn tokens(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut form = Vec::new();
    for _ in 0..u.int_in_range(1..=20)? {
        let token = u.choose(&TOKENS)?.as_bytes();
        let times = match u.int_in_range(0..=15)? {
            0..=9 => 1,
            10..=14 => u.int_in_range(2..=10)?,
            _ => u.int_in_range(990..=1010)?,
        };
        form.extend_from_slice(&token.repeat(times));
    }
    Ok(form)
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        match u.int_in_range(0..=3)? {
            0..=1 => Ok(Input::Pairs(u.choose_index(KEYS.len())?, u.arbitrary()?)),
            2 => {
                let split = u.arbitrary()?;
                Ok(Input::Bytes(u.bytes(u.len())?.into(), split))
            }
            _ => Ok(Input::Bytes(tokens(u)?.into(), u.arbitrary()?)),
        }
    }
}

fuzz_target!(|input: Input<'_>| match input {
    Input::Pairs(from, texts) => arrives_as_written(from, &texts),
    Input::Bytes(bytes, split) => is_read_in_one_way(&bytes, split),
});

fn arrives_as_written(from: usize, texts: &[&str]) {
    let keys = KEYS.iter().cycle().skip(from).take(KEYS.len());
    let mut written: Vec<(String, String)> =
        keys.zip(texts).map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    let form = encode(&written);
    assert!(form.bytes().all(|byte| byte.is_ascii_graphic() && !b"!*()'\"+#".contains(&byte)), "{form}");
    let parsed = decode(&[form.as_bytes()]);
    if texts.iter().take(written.len()).any(|text| text.contains('\0')) {
        return assert_eq!(parsed, Err(FormError::Nul), "a NUL is no text for this API");
    }
    let mut read = pairs(&parsed.expect("a form"));
    written.sort();
    read.sort();
    assert_eq!(read, written);
}

/// Reading, writing and reading again changes nothing, whether a form comes whole or in query and body.
fn is_read_in_one_way(bytes: &[u8], split: usize) {
    let ends: Vec<usize> =
        bytes.iter().enumerate().filter(|(_, byte)| **byte == b'&').map(|(place, _)| place).collect();
    let cut = split.checked_rem(ends.len()).and_then(|index| ends.get(index)).copied().unwrap_or(bytes.len());
    let (query, body) = bytes.split_at(cut);
    let parsed = decode(&[query, body]);
    // Which of several faults is named first may depend on the parts.
    match (decode(&[bytes]), &parsed) {
        (Ok(whole), Ok(parts)) => assert!(whole == *parts, "two readings of one form"),
        (whole, parts) => assert!(whole.is_err() && parts.is_err(), "refused in parts or as a whole only"),
    }
    let Ok(tree) = parsed else { return };
    let mut read = pairs(&tree);
    let mut by_another: Vec<(String, String)> = form_urlencoded::parse(bytes).into_owned().collect();
    read.sort();
    by_another.sort();
    assert_eq!(read, by_another, "another reader of forms reads something else");
    let again = decode(&[encode(&pairs(&tree)).as_bytes()]).expect("what was read can be written");
    assert!(again == tree, "written and read again, it is another form");
}

fn pairs(tree: &Object) -> Vec<(String, String)> {
    leaves(tree).into_iter().map(|(key, text)| (key, text.to_owned())).collect()
}
