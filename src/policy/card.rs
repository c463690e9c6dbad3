//! What a card number looks like. Stripe does not permit card numbers in the Secret Store.
//!
//! A payload is taken for one only as a whole: digits, with spaces and dashes aside, that have a
//! brand's prefix and length and pass the Luhn check. The digits arrive one by one and are not kept,
//! but for the prefix that tells the brand.
//!
//! Source of prefixes and lengths: the npm package `credit-card-type` 10.3.0, brands that are no
//! part of another's range only where their length differs.

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
const DISCOVER: u32 = lengths(&[16, 19]);
const JCB: u32 = lengths(&[16, 17, 18, 19]);
const UNIONPAY: u32 = lengths(&[14, 15, 16, 17, 18, 19]);
const MAESTRO: u32 = lengths(&[12, 13, 14, 15, 16, 17, 18, 19]);

#[rustfmt::skip]
const RANGES: &[Range] = &[
    Range(400_000, 499_999, VISA),
    Range(510_000, 559_999, SIXTEEN), // Mastercard
    Range(222_100, 272_099, SIXTEEN), // Mastercard
    Range(340_000, 349_999, AMEX),
    Range(370_000, 379_999, AMEX),
    Range(300_000, 305_999, DINERS),
    Range(360_000, 369_999, DINERS),
    Range(380_000, 399_999, DINERS),
    Range(601_100, 601_199, DISCOVER),
    Range(644_000, 659_999, DISCOVER),
    Range(213_100, 213_199, JCB),
    Range(180_000, 180_099, JCB),
    Range(352_800, 358_999, JCB),
    Range(620_000, 629_999, UNIONPAY),
    Range(810_000, 817_199, UNIONPAY),
    Range(500_000, 509_999, MAESTRO), // with Elo and Verve
    Range(560_000, 589_999, MAESTRO),
    Range(630_000, 639_999, MAESTRO), // with Hiper
    Range(670_000, 679_999, MAESTRO),
    Range(606_282, 606_282, SIXTEEN), // Hipercard
    Range(220_000, 220_499, JCB),     // Mir: JCB's lengths
    Range(979_200, 979_299, SIXTEEN), // Troy
];

/// Whether a text is, as a whole, a card number.
pub fn is_card_number<N: Node>(text: &N) -> bool {
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
    (12..=19).contains(&count)
        && other % 10 == 0
        && RANGES.iter().any(|Range(from, to, lengths)| (*from..=*to).contains(&prefix) && lengths & (1 << count) != 0)
}

fn doubled(digit: u32) -> u32 {
    if digit > 4 { digit * 2 - 9 } else { digit * 2 }
}
