//! The text of a token, which nobody guesses, or which is the same in every run for who asked for that.

use crate::ids::Ids;

/// Bytes of randomness in a token.
pub const RANDOM_BYTES: usize = 20;
/// 32 letters and digits, so that each stands for five bits.
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// Letters of a token that a seed gives.
const SEEDED_LETTERS: usize = 32;

/// What `random` bytes, from the system, are as letters and digits.
pub fn letters(random: &[u8; RANDOM_BYTES]) -> String {
    let (fives, _) = random.as_chunks::<5>();
    let bits = |five: &[u8; 5]| five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let letter = |bits: u64, place: u64| LETTERS.get(usize::try_from(bits >> (5 * place) & 31).unwrap_or(0));
    fives
        .iter()
        .flat_map(|five| (0..8).rev().filter_map(move |place| letter(bits(five), place)))
        .map(|letter| char::from(*letter))
        .collect()
}

/// Tokens out of a text: the same in every run, and so no secret.
#[derive(Debug)]
pub struct TokenSequence(Ids);

impl TokenSequence {
    /// The sequence of `--token-seed`.
    pub fn new(text: &str) -> Self {
        // FNV-1a: nothing here is to be kept from anybody.
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        Self(Ids::new(text.bytes().fold(0xcbf2_9ce4_8422_2325, mix)))
    }

    /// The next token's letters.
    pub fn next_letters(&mut self) -> String {
        self.0.next("", SEEDED_LETTERS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bit_of_the_randomness_is_in_the_token() {
        let plain = letters(&[0; RANDOM_BYTES]);
        assert_eq!(plain, "a".repeat(32));
        let mut seen = std::collections::BTreeSet::from([plain]);
        for bit in 0..RANDOM_BYTES * 8 {
            let mut bytes = [0; RANDOM_BYTES];
            if let Some(byte) = bytes.get_mut(bit / 8) {
                *byte = 1 << (bit % 8);
            }
            let token = letters(&bytes);
            assert!(token.len() == 32 && token.bytes().all(|b| b.is_ascii_alphanumeric()), "{token}");
            assert!(seen.insert(token), "bit {bit}");
        }
    }

    #[test]
    fn a_seed_repeats_its_tokens_and_another_does_not() {
        let first = |text| TokenSequence::new(text).next_letters();
        assert_eq!(first("placeholder"), first("placeholder"));
        assert_ne!(first("placeholder"), first("placeholder "));
        let mut sequence = TokenSequence::new("placeholder");
        assert_ne!(sequence.next_letters(), sequence.next_letters());
    }
}
