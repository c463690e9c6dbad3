//! What is taken for a card number. The numbers are those that Stripe's documentation publishes for
//! tests, and numbers made from a prefix by completing the check digit.

use super::fake::Fake;
use crate::policy::card::is_card_number;

fn is_card(text: &str) -> bool {
    is_card_number(&Fake::from(text))
}

/// Whether a string of digits passes the Luhn check: from the right, every second digit doubled.
fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .map(|digit| u32::from(digit - b'0'))
        .enumerate()
        .map(|(place, digit)| {
            let doubled = digit * 2;
            if place.is_multiple_of(2) { digit } else { doubled / 10 + doubled % 10 }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// A number of so many digits that begins with `prefix`, goes on with zeros and passes the Luhn check.
fn number(prefix: &str, length: usize) -> String {
    let body = format!("{prefix:0<width$}", width = length - 1);
    let numbers = (0..10).map(|check| format!("{body}{check}"));
    numbers.into_iter().find(|number| passes_luhn(number)).expect("a check digit")
}

#[test]
fn the_published_test_cards_of_each_brand_are_recognised() {
    for card in [
        "4242424242424242",    // Visa
        "4000056655665556",    // Visa (debit)
        "5555555555554444",    // Mastercard
        "2223003122003222",    // Mastercard (2-series)
        "5200828282828210",    // Mastercard (debit)
        "378282246310005",     // American Express
        "371449635398431",     // American Express
        "6011111111111117",    // Discover
        "6011000990139424",    // Discover
        "3056930009020004",    // Diners Club
        "36227206271667",      // Diners Club (14 digits)
        "3566002020360505",    // JCB
        "6200000000000005",    // UnionPay
        "6205500000000000004", // UnionPay (19 digits)
    ] {
        assert!(is_card(card), "{card}");
    }
}

#[test]
fn spaces_and_dashes_do_not_hide_a_card_number() {
    for card in [
        "4242 4242 4242 4242",
        "4242-4242-4242-4242",
        "4242 4242-42424242",
        " 4242424242424242 ",
        "-4242--4242  4242-4242",
        "3782 822463 10005",
        "4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 ",
    ] {
        assert!(is_card(card), "{card:?}");
    }
}

const NONE: &[usize] = &[];
const VISA: &[usize] = &[16, 18, 19];
const SIXTEEN: &[usize] = &[16];
const AMEX: &[usize] = &[15];
const DINERS: &[usize] = &[14, 16, 19];
const JCB: &[usize] = &[16, 17, 18, 19];
const UNIONPAY: &[usize] = &[14, 15, 16, 17, 18, 19];
const MAESTRO: &[usize] = &[12, 13, 14, 15, 16, 17, 18, 19];

/// Every prefix of six digits, by where it begins to belong to other brands, with their lengths.
const BORDERS: [(u32, &[usize]); 38] = [
    (0, NONE),
    (180_000, JCB),
    (180_100, NONE),
    (213_100, JCB),
    (213_200, NONE),
    (220_000, JCB), // Mir
    (220_500, NONE),
    (222_100, SIXTEEN), // Mastercard
    (272_100, NONE),
    (300_000, DINERS),
    (306_000, NONE),
    (340_000, AMEX),
    (350_000, NONE),
    (352_800, JCB),
    (359_000, NONE),
    (360_000, DINERS),
    (370_000, AMEX),
    (380_000, DINERS),
    (400_000, VISA),
    (493_698, MAESTRO),
    (493_699, VISA),
    (500_000, MAESTRO),
    (504_175, SIXTEEN), // Elo
    (504_176, MAESTRO),
    (506_699, SIXTEEN), // Elo
    (506_779, MAESTRO),
    (509_000, SIXTEEN), // Elo
    (510_000, SIXTEEN), // Mastercard
    (559_999, SIXTEEN),
    (560_000, MAESTRO),
    (620_000, MAESTRO), // with UnionPay
    (650_000, MAESTRO), // with Discover
    (700_000, NONE),
    (810_000, UNIONPAY),
    (817_200, NONE),
    (979_200, SIXTEEN), // Troy
    (979_300, NONE),
    (1_000_000, NONE),
];

#[test]
fn each_brand_has_its_prefixes_and_lengths_and_no_other() {
    for borders in BORDERS.windows(2) {
        let (first, next, lengths) = (borders[0].0, borders[1].0, borders[0].1);
        for prefix in [first, (first + next) / 2, next - 1] {
            for length in 10..=22 {
                let number = number(&format!("{prefix:06}"), length);
                assert_eq!(is_card(&number), lengths.contains(&length), "{prefix} of {length}");
            }
        }
    }
}

#[test]
fn a_number_with_a_wrong_check_digit_is_not_a_card() {
    for last in ["0", "1", "3", "4", "5", "6", "7", "8", "9"] {
        let number = format!("424242424242424{last}");
        assert!(!is_card(&number), "{number}");
    }
    assert!(!is_card("378282246310006"));
    assert!(!is_card("2424242424242424"), "two digits swapped");
}

#[test]
fn a_text_that_holds_a_card_number_is_not_one_as_a_whole() {
    for text in [
        "card: 4242 4242 4242 4242",
        "4242424242424242x",
        "4242.4242.4242.4242",
        "4242/4242/4242/4242",
        "4242:424242424242",
        "4242\t4242\t4242\t4242",
        "4242\u{2013}4242\u{2013}4242\u{2013}4242",
        "４２４２４２４２４２４２４２４２",
        "{\"n\":4242424242424242}",
        "",
        " ",
        "----------------",
        "payload-placeholder",
    ] {
        assert!(!is_card(text), "{text:?}");
    }
}

#[test]
fn nineteen_digits_with_a_separator_after_each_are_the_longest_that_is_looked_at() {
    let spaced: String = "6205500000000000004".chars().flat_map(|digit| [digit, ' ']).collect();
    assert_eq!(spaced.len(), 38);
    assert!(is_card(&spaced));
    assert!(!is_card(&(spaced + " ")));
    assert!(!is_card(&"4242424242424242".repeat(3)));
}

#[test]
fn the_tests_own_luhn_check_is_right() {
    assert!(passes_luhn("79927398713") && !passes_luhn("79927398710"));
}
