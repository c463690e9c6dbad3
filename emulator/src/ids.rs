//! Ids in Stripe's shape from a counter, so that a run can be repeated exactly.

const DIGITS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE: u64 = 62;
/// Digits of the counter at the end of every id: they alone make it unique.
const TAIL: usize = 6;

/// A source of ids. The same seed gives the same ids in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ids {
    /// Where it stands in the sequence of its seed.
    pub(crate) state: u64,
    /// How many it has given.
    pub(crate) issued: u64,
}

impl Ids {
    /// A source that starts from `seed`.
    pub fn new(seed: u64) -> Self {
        Self { state: seed, issued: 0 }
    }

    /// The next id: `prefix`, then `length` letters and digits. No two are ever equal.
    pub fn next(&mut self, prefix: &str, length: usize) -> String {
        self.issued = self.issued.wrapping_add(1);
        let mut id = String::from(prefix);
        for _ in TAIL..length {
            id.push(digit(self.mix()));
        }
        id.push_str(&counter(self.issued));
        id
    }

    /// One step of SplitMix64: spreads a counter over 64 bits.
    fn mix(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

fn digit(value: u64) -> char {
    let place = usize::try_from(value % BASE).unwrap_or(0);
    DIGITS.get(place).copied().map_or('0', char::from)
}

/// `value` in base 62, at least [`TAIL`] digits long.
fn counter(mut value: u64) -> String {
    let mut digits = Vec::with_capacity(TAIL);
    while value > 0 || digits.len() < TAIL {
        digits.push(digit(value));
        value /= BASE;
    }
    digits.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_look_like_stripes() {
        let id = Ids::new(0).next("appsecret_", 30);
        assert_eq!(id.len(), "appsecret_".len() + 30);
        assert!(id.chars().skip(10).all(|c| c.is_ascii_alphanumeric()));
    }

    #[test]
    fn no_id_is_ever_given_twice() {
        let mut ids = Ids::new(7);
        let ending = |id: String| id.chars().rev().take(TAIL).collect::<String>();
        let endings: BTreeSet<String> = (0..10_000).map(|_| ending(ids.next("req_", 14))).collect();
        assert_eq!(endings.len(), 10_000, "the counter alone sets them apart, not chance");
    }

    #[test]
    fn a_seed_repeats_a_run_and_another_seed_does_not() {
        let run =
            |seed| (0..5).map(|_| seed).scan(Ids::new(seed), |ids, _| Some(ids.next("x_", 20))).collect::<Vec<_>>();
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
    }
}
