//! What a form becomes on the wire, and what the emulator's parser, which is another reader's, makes of it.

pub use crate::written::{Written, spelt, written_number};
use std::fmt::Write;
use stripe_apps_secrets::contract::operations::Operation;
use stripe_apps_secrets_emulator::endpoint::Endpoint;

/// The form of these pairs, as stripe 23.1.0 encodes it: `encodeURIComponent`, `!*()'` encoded as well, `[` and `]`
/// left as they are.
pub fn encode<'a>(pairs: impl IntoIterator<Item = &'a (String, String)>) -> String {
    let mut form = String::new();
    for (key, value) in pairs {
        let between = if form.is_empty() { "" } else { "&" };
        let _ = write!(form, "{between}{}={}", escape(key), escape(value));
    }
    form
}

/// A key or a value, encoded.
pub fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'[' | b']' => {
                escaped.push(char::from(byte));
            }
            _ => {
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}

/// The emulator's endpoint of a method.
pub fn endpoint(operation: Operation) -> Endpoint {
    match operation {
        Operation::Create => Endpoint::Create,
        Operation::Find => Endpoint::Find,
        Operation::List => Endpoint::List,
        Operation::DeleteWhere => Endpoint::Delete,
    }
}
