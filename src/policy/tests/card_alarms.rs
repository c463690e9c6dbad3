//! How often a secret that is no card number is taken for one: measured on what people store, from a fixed
//! seed, so that the figures are the same everywhere. The README states them, and is held to them.

use super::fake::Fake;
use crate::policy::card::is_card_number;
use std::thread;

const SAMPLES: u32 = 100_000;

/// SplitMix64: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `from` to one below `to`.
    fn within(&mut self, from: u64, to: u64) -> u64 {
        from + self.next() % (to - from)
    }

    /// So many letters of an alphabet, four of each random number.
    fn letters(&mut self, alphabet: &[u8], count: u64) -> String {
        let mut rest = 0;
        let letter = |place| {
            rest = if place % 4 == 0 { self.next() } else { rest >> 16 };
            char::from(alphabet[((rest & 0xFFFF) as usize * alphabet.len()) >> 16])
        };
        (0..count).map(letter).collect()
    }
}

const HEX: &[u8] = b"0123456789abcdef";
const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_URL: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGITS: &[u8] = b"0123456789";

/// From 2015 to 2035, in seconds of Unix time.
const YEARS: (u64, u64) = (1_420_070_400, 2_051_222_400);

/// Country codes, and how many digits follow: the most populous countries, and neighbours of card prefixes.
const COUNTRIES: [(&str, u64); 16] = [
    ("1", 10),
    ("27", 9),
    ("33", 9),
    ("34", 9),
    ("44", 10),
    ("49", 11),
    ("52", 10),
    ("55", 11),
    ("61", 9),
    ("62", 11),
    ("63", 10),
    ("81", 10),
    ("86", 11),
    ("91", 10),
    ("234", 10),
    ("593", 9),
];

fn jwt(random: &mut Random) -> String {
    let (header, payload, signature) = (random.within(20, 60), random.within(40, 200), 43);
    let mut part = |count| random.letters(BASE64_URL, count);
    format!("eyJ{}.eyJ{}.{}", part(header), part(payload), part(signature))
}

fn uuid(random: &mut Random) -> String {
    let mut part = |count| random.letters(HEX, count);
    format!("{}-{}-4{}-a{}-{}", part(8), part(4), part(3), part(3), part(12))
}

fn base64(random: &mut Random) -> String {
    let count = random.within(12, 65);
    random.letters(BASE64, count)
}

fn hex(random: &mut Random, count: u64) -> String {
    random.letters(HEX, count)
}

/// A number of so many digits, the first of which is no zero.
fn number(random: &mut Random, count: u64) -> String {
    random.letters(&DIGITS[1..], 1) + &random.letters(DIGITS, count - 1)
}

/// A moment of Unix time, in units of which a second has so many.
fn time(random: &mut Random, unit: u64) -> String {
    random.within(YEARS.0 * unit, YEARS.1 * unit).to_string()
}

/// Milliseconds since an epoch, shifted by 22 bits, which tell machine and place.
fn snowflake(random: &mut Random, epoch: u64) -> String {
    let milliseconds = random.within(YEARS.0 * 1000, YEARS.1 * 1000);
    ((milliseconds - epoch) << 22 | random.within(0, 1 << 22)).to_string()
}

fn phone(random: &mut Random) -> String {
    let (country, count) = COUNTRIES[random.within(0, COUNTRIES.len() as u64) as usize];
    format!("{country}{}", number(random, count))
}

/// Runs of 1,000 consecutive ids of 16 digits.
fn sequential() -> impl FnMut(&mut Random) -> String {
    let mut next = 0;
    move |random| {
        next = if next % 1000 == 0 { random.within(10_u64.pow(12), 10_u64.pow(13)) * 1000 } else { next };
        next += 1;
        (next - 1).to_string()
    }
}

/// How many of the samples are taken for a card number, as the README writes it.
fn alarms(mut sample: impl FnMut(&mut Random) -> String) -> String {
    let mut random = Random(0);
    let count = (0..SAMPLES).filter(|_| is_card_number(&Fake::from(sample(&mut random)))).count();
    match 100.0 * count as f64 / f64::from(SAMPLES) {
        0.0 => "none".into(),
        percent if percent < 0.01 => "under 0.01%".into(),
        percent => format!("{percent:.2}%"),
    }
}

/// A row of the table: what it is about, and a figure for each kind of sample.
type Row = (&'static str, Vec<Sample>);
type Sample = Box<dyn FnMut(&mut Random) -> String + Send>;

fn rows() -> Vec<Row> {
    let boxed = |sample: fn(&mut Random) -> String| -> Sample { Box::new(sample) };
    let hexes = [12, 16, 32].map(|count| -> Sample { Box::new(move |random| hex(random, count)) });
    let numbers = |count| -> Sample { Box::new(move |random| number(random, count)) };
    let times =
        [1, 1000, 1_000_000, 1_000_000_000].map(|unit| -> Sample { Box::new(move |random| time(random, unit)) });
    let epochs = [1_288_834_974_657, 1_420_070_400_000];
    let snowflakes = epochs.map(|epoch| -> Sample { Box::new(move |random| snowflake(random, epoch)) });
    vec![
        ("JWTs; UUIDs; base64 of 12 to 64 characters", vec![boxed(jwt), boxed(uuid), boxed(base64)]),
        ("hex of 12 digits; 16; 32", hexes.into()),
        ("random numbers of 10 digits; 11; 20", [10, 11, 20].map(numbers).into()),
        ("random numbers of 12 digits; 13; 14; 15; 16; 17; 18; 19", (12..=19).map(numbers).collect()),
        ("consecutive ids of 16 digits, in runs of 1,000", vec![Box::new(sequential())]),
        ("Unix time, 2015 to 2035, in s; ms; µs; ns", times.into()),
        ("Twitter's ids; Discord's, of those years", snowflakes.into()),
        ("phone numbers with a country code, without `+`", vec![boxed(phone)]),
    ]
}

/// The README's table.
fn table() -> String {
    let line = |(what, samples): Row| {
        thread::spawn(move || {
            format!("| {what} | {} |\n", samples.into_iter().map(alarms).collect::<Vec<_>>().join("; "))
        })
    };
    let lines: Vec<_> = rows().into_iter().map(line).collect();
    let head = "| 100,000 of each, from a fixed seed | taken for a card number |\n| --- | --- |\n".to_string();
    lines.into_iter().fold(head, |table, line| table + &line.join().unwrap())
}

#[test]
fn the_readme_says_how_often_another_secret_is_taken_for_a_card_number() {
    let readme = include_str!("../../../README.md");
    let marked =
        readme.split("<!-- card alarms -->\n").nth(1).and_then(|rest| rest.split("<!-- /card alarms -->").next());
    let table = table();
    assert_eq!(marked, Some(&*table), "the README must hold, between its markers:\n\n{table}");
}
