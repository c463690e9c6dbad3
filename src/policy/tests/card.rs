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

#[test]
fn each_brand_has_its_lengths_and_no_other() {
    // (a prefix, the brand's lengths)
    let brands: [(&str, &[usize]); 22] = [
        ("4", &[16, 18, 19]),
        ("51", &[16]),
        ("55", &[16]),
        ("2221", &[16]),
        ("272099", &[16]),
        ("34", &[15]),
        ("37", &[15]),
        ("300", &[14, 16, 19]),
        ("36", &[14, 16, 19]),
        ("39", &[14, 16, 19]),
        ("6011", &[16, 19]),
        ("644", &[16, 19]),
        ("65", &[16, 19]),
        ("2131", &[16, 17, 18, 19]),
        ("1800", &[16, 17, 18, 19]),
        ("3528", &[16, 17, 18, 19]),
        ("3589", &[16, 17, 18, 19]),
        ("62", &[14, 15, 16, 17, 18, 19]),
        ("6304", &[12, 13, 14, 15, 16, 17, 18, 19]),
        ("606282", &[16]),
        ("2204", &[16, 17, 18, 19]),
        ("9792", &[16]),
    ];
    for (prefix, lengths) in brands {
        for length in 10..=22 {
            let number = number(prefix, length);
            assert_eq!(is_card(&number), lengths.contains(&length), "{prefix} of {length}");
        }
    }
}

#[test]
fn a_number_of_no_brand_is_an_ordinary_secret() {
    for prefix in ["0", "1000", "212", "2205", "272100", "3527", "359", "66", "68", "7", "606281", "818", "9"] {
        for length in 12..=19 {
            let number = number(prefix, length);
            assert!(!is_card(&number), "{number}");
        }
    }
}

#[test]
fn a_wrong_check_digit_is_no_card() {
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
