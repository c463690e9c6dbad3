//! Bytes as JavaScript text, for a file that will be fetched compressed.
//!
//! Base64 spreads each byte over two characters, so that a compressor no longer sees what repeats: 29 KB of wasm, 14.7 KB
//! with gzip, become 38.8 KB and 18.4 KB. Here each byte has characters of its own. The 91 byte values that occur most are
//! one character, the others two: 30.5 KB and 14.6 KB. A general inflater would cost more than it saves after that.
//!
//! A digit is a printable ASCII character but `"` and `\`, so that no bundler has to escape anything: 93 of them, counted
//! from the space. Digit 2 and above stands for a frequent byte; 0 and 1 go before a second digit and with it stand for a
//! rare one. Both kinds are in the order of their values, and a set of 256 bits says which is which.

use std::fmt::Write;

use anyhow::Result;

const DIGITS: usize = 93;
/// Digits that announce a second one; two are needed for all bytes to have a place: 91 + 2 · 93 ≥ 256.
const PREFIXES: usize = 2;

/// The JavaScript that gives the bytes back.
const DECODER: &str = include_str!("text.js");

/// A JavaScript module whose default export is a function that returns `bytes` as a new `Uint8Array`.
pub fn module(bytes: &[u8]) -> Result<String> {
    let frequent = frequent(bytes);
    let mut module = String::new();
    writeln!(module, "const LENGTH = {};", bytes.len())?;
    writeln!(module, "const FREQUENT = \"{}\";", set(&frequent))?;
    writeln!(module, "const TEXT = \"{}\";", text(bytes, &frequent))?;
    module.push_str(DECODER);
    Ok(module)
}

/// For each byte value, whether it is one of those that occur most; of equals the lower.
fn frequent(bytes: &[u8]) -> Vec<bool> {
    let count = |value: u8| bytes.iter().filter(|byte| **byte == value).count();
    let mut values: Vec<(usize, u8)> = (0..=u8::MAX).map(|value| (count(value), value)).collect();
    values.sort_by_key(|(count, value)| (std::cmp::Reverse(*count), *value));
    let chosen: Vec<u8> = values.into_iter().take(DIGITS - PREFIXES).map(|(_, value)| value).collect();
    (0..=u8::MAX).map(|value| chosen.contains(&value)).collect()
}

/// Four values a hexadecimal digit, the lowest in the lowest bit.
fn set(frequent: &[bool]) -> String {
    let digit = |four: &[bool]| four.iter().rev().fold(0, |digit, bit| digit * 2 + u32::from(*bit));
    frequent.chunks(4).filter_map(|four| char::from_digit(digit(four), 16)).collect()
}

fn text(bytes: &[u8], frequent: &[bool]) -> String {
    let kind = |value: u8| frequent.get(usize::from(value)).copied().unwrap_or_default();
    let rank = |value: u8| (0..value).filter(|other| kind(*other) == kind(value)).count();
    let digits = |value: u8| match (kind(value), rank(value)) {
        (true, rank) => digit(rank + PREFIXES).to_string(),
        (false, rank) => [digit(rank / DIGITS), digit(rank % DIGITS)].iter().collect(),
    };
    let table: Vec<String> = (0..=u8::MAX).map(digits).collect();
    bytes.iter().filter_map(|byte| table.get(usize::from(*byte))).map(String::as_str).collect()
}

/// The `number`th printable character without `"` and `\`.
fn digit(number: usize) -> char {
    (' '..='~').filter(|letter| !matches!(letter, '"' | '\\')).nth(number).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::process::answer;

    /// What Node.js gets back from the module, as hexadecimal digits.
    fn decoded(bytes: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bytes.mjs");
        std::fs::write(&file, module(bytes).unwrap()).unwrap();
        let script = format!(
            "import {} from 'node:process'; const {{ default: bytes }} = await import('{}'); \
             stdout.write(Buffer.from(bytes()).toString('hex'))",
            "{ stdout }",
            file.display()
        );
        answer("node", &["--input-type=module", "-e", &script]).unwrap()
    }

    fn hexadecimal(bytes: &[u8]) -> String {
        bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }

    #[test]
    fn the_wasm_that_is_instantiated_is_the_wasm_that_was_built() {
        let every: Vec<u8> = (0..=u8::MAX).chain((0..=u8::MAX).rev()).collect();
        let uneven: Vec<u8> = (0..5_000_u32).flat_map(|n| [(n * n % 251) as u8, 7, 0xff]).collect();
        for bytes in [&every[..], &uneven, b"\0asm\x01\0\0\0", b""] {
            assert_eq!(decoded(bytes), hexadecimal(bytes));
        }
    }

    #[test]
    fn nothing_in_the_text_needs_an_escape_in_a_bundle() {
        let every: Vec<u8> = (0..=u8::MAX).collect();
        let text = text(&every, &frequent(&every));
        assert_eq!(text.chars().count(), 91 + 2 * 165);
        assert!(text.chars().all(|letter| (' '..='~').contains(&letter) && letter != '"' && letter != '\\'));
    }

    #[test]
    fn what_occurs_most_is_short() {
        assert_eq!(text(&[200; 10], &frequent(&[200; 10])).len(), 10);
    }
}
