//! Whether two modules differ in nothing but names: those for people, and those of imports and exports, which are short
//! where they are published.

use anyhow::Result;
use wasmparser::Parser;

/// The numbers of the sections that hold names: custom ones, imports, exports. That these list the same things in the same
/// order follows from the code, which counts on it.
const NAMES: [u8; 3] = [CUSTOM, 2, 7];
const CUSTOM: u8 = 0;

/// Whether every other section is the same, byte for byte, and in the same order.
pub fn code(one: &[u8], other: &[u8]) -> Result<bool> {
    Ok(sections(one)? == sections(other)?)
}

fn sections(bytes: &[u8]) -> Result<Vec<(u8, &[u8])>> {
    let mut sections = Vec::new();
    for payload in Parser::new(0).parse_all(bytes) {
        if let Some((number, range)) = payload?.as_section()
            && !NAMES.contains(&number)
        {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            sections.extend(bytes.get(range).map(|section| (number, section)));
        }
    }
    Ok(sections)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A module with a memory of so many pages.
    fn module(pages: u8, name: Option<u8>) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0\x05\x03\x01\0".to_vec();
        bytes.push(pages);
        if let Some(name) = name {
            bytes.extend([CUSTOM, 2, 1, name]);
        }
        bytes
    }

    #[test]
    fn names_do_not_count_and_code_does() {
        assert!(code(&module(1, None), &module(1, Some(b'n'))).unwrap());
        assert!(!code(&module(1, None), &module(2, None)).unwrap());
    }
}
