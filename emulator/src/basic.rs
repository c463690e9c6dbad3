//! Basic authentication, as in Stripe's curl examples: `curl -u KEY:`.
//!
//! Source: Stripe's reference, "Authentication": the key is the user's name, the password is empty.

/// The key in the credentials of `Authorization: Basic <credentials>`, if they hold one and no password.
pub fn key(credentials: &str) -> Option<String> {
    let text = String::from_utf8(decode(credentials)?).ok()?;
    text.strip_suffix(':').or(Some(&text)).filter(|key| !key.is_empty() && !key.contains(':')).map(str::to_owned)
}

/// Decodes base64 (RFC 4648), with or without padding.
fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for group in text.trim_end_matches('=').as_bytes().chunks(4) {
        if group.len() == 1 {
            return None;
        }
        let mut bits = 0;
        for place in 0..4 {
            bits = bits << 6 | group.get(place).map_or(Some(0), |&letter| sextet(letter))?;
        }
        let [_, triple @ ..] = u32::to_be_bytes(bits);
        bytes.extend(triple.iter().take(group.len() - 1));
    }
    Some(bytes)
}

fn sextet(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_what_curl_sends_before_the_colon() {
        assert_eq!(key("ZW11X2tleV8xOg==").as_deref(), Some("emu_key_1"), "of curl -u emu_key_1:");
        assert_eq!(key("ZW11X2tleV8xMjo=").as_deref(), Some("emu_key_12"));
        assert_eq!(key("ZW11X2tleV8xMjM6").as_deref(), Some("emu_key_123"));
        assert_eq!(key("ZW11X2tleV8x").as_deref(), Some("emu_key_1"), "without a colon");
    }

    #[test]
    fn a_header_without_a_key_gives_no_token() {
        for credentials in ["", "=", "Og==", "A", "a b", "ZW11X2tleV8xOnB3", "/////w==", "Ä"] {
            assert_eq!(key(credentials), None, "{credentials}");
        }
    }
}
