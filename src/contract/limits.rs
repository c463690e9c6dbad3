//! Sizes, times, and the defaults of `stripe` 23.1.0.

/// The API version that a client asks for when its config names none: that of `stripe` 23.1.0.
pub const API_VERSION: &str = "2026-10-28.endive";

/// The time for one attempt, in milliseconds: `stripe`'s default.
pub const TIMEOUT: u32 = 80_000;

/// The longest timer that browsers keep, in milliseconds; a longer one would fire at once.
pub const MAX_TIMEOUT: u32 = i32::MAX as u32;

/// How often a call is retried: `stripe`'s default.
pub const MAX_NETWORK_RETRIES: u32 = 2;

/// More retries than anyone waits for.
pub const MOST_RETRIES: u32 = 100;

/// The longest name, payload, cursor or id, in characters (code points): `maxLength` in Stripe's OpenAPI
/// description.
pub const MAX_CHARACTERS: u32 = 5000;

/// The most own names of an object of a caller's, and entries of `expand`: more of them are a mistake, and could be
/// endless.
pub const MAX_NAMES: u32 = 100;

/// The longest name or value of a header, in UTF-16 units: what Node.js takes for all headers of a message, and more than
/// most servers do.
pub const MAX_HEADER: u32 = 16_384;

/// The most values of an answer, fields and items, each as often as it is met: a page of list has some hundred, and what a
/// host hands over could be endless.
pub const MAX_ANSWER: u32 = 100_000;

/// The longest page of a list.
pub const MAX_LIMIT: u32 = 100;

/// How far ahead a secret may expire: 100 years.
pub const MAX_EXPIRY_DAYS: u32 = 36_525;
