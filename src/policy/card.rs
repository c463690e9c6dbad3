//! What a card number looks like. Stripe does not permit card numbers in the Secret Store.
//!
//! A payload is taken for one only as a whole: digits, with spaces and dashes aside, that have a
//! brand's prefix and length and pass the Luhn check. The digits arrive one by one and are not kept,
//! but for the prefix that tells the brand.
//!
//! Source of prefixes and lengths: the npm package `credit-card-type` 10.3.0, whose patterns these
//! ranges are together (`tests/cards/brands.test.mjs` compares them). Where brands overlap, any of them
//! counts: which one a card is of cannot be told from its number, and need not be.

use super::node::Node;

/// What happens to a payload that is a card number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cards {
    /// It is sent, with a warning on the console that does not show it.
    #[default]
    Warn,
    /// It is refused with `card_number_refused`.
    Refuse,
    /// It is sent.
    Allow,
}

/// The longest text worth looking at: 19 digits with a separator after each.
const MAX_LENGTH: u32 = 38;

const PREFIX_DIGITS: u32 = 6;

/// A brand's range of six-digit prefixes, and its lengths as a set of bits.
struct Range(u32, u32, u32);

impl Range {
    fn has(&self, prefix: u32, length: u32) -> bool {
        let Range(from, to, lengths) = self;
        (*from..=*to).contains(&prefix) && lengths.unbounded_shr(length) & 1 == 1
    }
}

const fn lengths(numbers: &[u32]) -> u32 {
    let mut bits = 0;
    let mut rest = numbers;
    while let [number, tail @ ..] = rest {
        bits |= 1 << *number;
        rest = tail;
    }
    bits
}

const VISA: u32 = lengths(&[16, 18, 19]);
const SIXTEEN: u32 = lengths(&[16]);
const AMEX: u32 = lengths(&[15]);
const DINERS: u32 = lengths(&[14, 16, 19]);
const JCB: u32 = lengths(&[16, 17, 18, 19]);
const UNIONPAY: u32 = lengths(&[14, 15, 16, 17, 18, 19]);
const MAESTRO: u32 = lengths(&[12, 13, 14, 15, 16, 17, 18, 19]);

// A brand whose prefixes and lengths all lie within another's is named beside it.
#[rustfmt::skip]
const RANGES: &[Range] = &[
    Range(180_000, 180_099, JCB),
    Range(213_100, 213_199, JCB),
    Range(220_000, 220_499, JCB),     // Mir, which has JCB's lengths
    Range(222_100, 272_099, SIXTEEN), // Mastercard
    Range(300_000, 305_999, DINERS),
    Range(340_000, 349_999, AMEX),
    Range(352_800, 358_999, JCB),
    Range(360_000, 369_999, DINERS),
    Range(370_000, 379_999, AMEX),
    Range(380_000, 399_999, DINERS),
    Range(400_000, 499_999, VISA),    // with Elo and Naranja
    Range(493_698, 493_698, MAESTRO),
    Range(500_000, 504_174, MAESTRO),
    Range(504_175, 504_175, SIXTEEN), // Elo
    Range(504_176, 506_698, MAESTRO), // with Verve
    Range(506_699, 506_778, SIXTEEN), // Elo
    Range(506_779, 508_999, MAESTRO), // with Verve
    Range(509_000, 559_999, SIXTEEN), // Elo, Mastercard, Naranja
    Range(560_000, 699_999, MAESTRO), // with Discover, Elo, Hiper, Hipercard, Naranja, Troy and UnionPay
    Range(810_000, 817_199, UNIONPAY),
    Range(979_200, 979_299, SIXTEEN), // Troy
];

/// Whether a text is, as a whole, a card number.
pub fn is_card_number<N: Node>(text: N) -> bool {
    if text.units() > MAX_LENGTH {
        return false;
    }
    let (mut prefix, mut count) = (0, 0);
    // The Luhn sum depends on the number of digits, which is known at the end: both are kept.
    let (mut sum, mut other) = (0, 0);
    for index in 0..text.units() {
        let digit = match text.unit(index) {
            0x20 | 0x2D => continue,
            digit @ 0x30..=0x39 => digit - 0x30,
            _ => return false,
        };
        if count < PREFIX_DIGITS {
            prefix = prefix * 10 + digit;
        }
        count += 1;
        (sum, other) = (other + doubled(digit), sum + digit);
    }
    other % 10 == 0 && RANGES.iter().any(|range| range.has(prefix, count))
}

fn doubled(digit: u32) -> u32 {
    if digit > 4 { digit * 2 - 9 } else { digit * 2 }
}
