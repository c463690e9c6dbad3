//! What may stand in a header, and what is a real key: the design's rules once more.

use crate::fake::Fake;

/// One byte a character, and no control characters.
pub fn is_header_value(value: &Fake) -> bool {
    let is_sent = |c: char| u32::from(c) < 0x100 && !c.is_control();
    value.well_formed().is_some_and(|text| text.chars().all(is_sent))
}

/// RFC 9110, section 5.6.2.
pub fn is_token(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// `sk_`, `rk_` or `pk_` that is not the end of a longer word.
pub fn is_real_key(key: &Fake) -> bool {
    let text: Vec<char> = key.well_formed().unwrap_or_default().chars().collect();
    (0..text.len()).any(|at| {
        let begins = text[at..].starts_with(&['s', 'k', '_'])
            || text[at..].starts_with(&['r', 'k', '_'])
            || text[at..].starts_with(&['p', 'k', '_']);
        begins && (at == 0 || !text[at - 1].is_ascii_alphanumeric())
    })
}
