//! Which headers a caller may add, and what may be a header's value.

use super::fault::Fault;
use super::node::Node;
use crate::contract::errors::Reason;
use crate::contract::kinds::Kind;
use crate::contract::limits::MAX_HEADER;
use crate::contract::words::Word;

/// Checks the headers that a caller adds.
///
/// # Errors
/// `option_invalid`, `header_invalid`, `header_refused`.
pub fn check<N: Node>(headers: N) -> Result<(), Fault> {
    let refuse = |code| Err(Fault::of(code, Word::Headers));
    if !headers.is_record_or_nothing() {
        return refuse(Reason::OptionInvalid);
    }
    for place in 0..headers.count() {
        let (name, value) = (headers.key_at(place), headers.at(place));
        if value.is_nullish() {
            continue;
        }
        if !is_name(name) || !is_value(value) {
            return refuse(Reason::HeaderInvalid);
        }
        if is_reserved(name) {
            return refuse(Reason::HeaderRefused);
        }
    }
    Ok(())
}

/// The headers that are not a caller's to set, in capitals, which are a third shorter in the script; a name that ends in `-`
/// stands for all that begin so. They decide who asks, how the request is read, and what becomes of the connection:
/// Stripe's own, those of one hop (RFC 9110, section 7.6.1), the forbidden request headers of the Fetch standard, and those
/// that make a request another method's. The client of `/fetch` has the same list.
const RESERVED: &[u8] = include_bytes!("reserved_headers.txt").trim_ascii_end();

/// Whether a name is reserved. Names have no case, and many a server takes `_` for `-`, as CGI does.
fn is_reserved<N: Node>(name: N) -> bool {
    RESERVED.split(|byte| *byte == b' ').any(|reserved| {
        starts_with(name, reserved) && (reserved.ends_with(b"-") || name.units() as usize == reserved.len())
    })
}

/// Whether a text starts with capitals, whatever its own case; `_` counts as `-`.
fn starts_with<N: Node>(text: N, start: &[u8]) -> bool {
    text.units() as usize >= start.len()
        && (0..).zip(start).all(|(index, byte)| match text.unit(index) as u8 {
            b'_' => *byte == b'-',
            letter => letter.to_ascii_uppercase() == *byte,
        })
}

/// Whether a text may be a header's name: a `token` of RFC 9110, section 5.6.2.
fn is_name<N: Node>(name: N) -> bool {
    name.is_filled()
        && name.units() <= MAX_HEADER
        && (0..name.units()).all(|index| match u8::try_from(name.unit(index)) {
            Ok(b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z') => true,
            Ok(byte) => matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'^'..=b'`' | b'|' | b'~'),
            Err(_) => false,
        })
}

/// Whether a value may be a header's: a text of at most [`MAX_HEADER`] units without control characters and with nothing
/// that does not fit into a byte, which `fetch` refuses.
pub fn is_value<N: Node>(value: N) -> bool {
    value.kind() == Kind::Text
        && value.units() <= MAX_HEADER
        && (0..value.units()).all(|index| matches!(value.unit(index), 0x20..=0x7E | 0xA0..=0xFF))
}

/// Whether `sk_`, `rk_` or `pk_` begins a word in a text: a real key. `/fetch` has the rule once more, in
/// `pkg-template/src/fetch/options.js`.
pub fn is_real_key<N: Node>(text: N) -> bool {
    let unit = |index| u8::try_from(text.unit(index)).unwrap_or(b'?');
    text.kind() == Kind::Text
        && (2..text.units()).any(|end| {
            unit(end) == b'_'
                && unit(end - 1) == b'k'
                && matches!(unit(end - 2), b's' | b'r' | b'p')
                && (end == 2 || !unit(end - 3).is_ascii_alphanumeric())
        })
}
