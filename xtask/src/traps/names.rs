//! Function names as they stand in the list: without the hashes that change from one compiler to the next.

/// What wasm-bindgen appends to the functions that it wraps.
const WRAPPED: &str = " externref shim multivalue shim";

/// `a[0123abcd]::b::__wbg_c_9f` becomes `a::b`: without the crates' hashes, and without what wasm-bindgen adds.
pub fn plain(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        match after.split_once(']') {
            Some((hash, after)) if is_hash(hash) => rest = after,
            _ => {
                text.push('[');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    let path = text.split_once("::__wbg_").map_or(text.as_str(), |(path, _)| path);
    path.strip_suffix(WRAPPED).unwrap_or(path).to_owned()
}

fn is_hash(text: &str) -> bool {
    text.len() > 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_for_every_compiler() {
        let names = [
            ("<a[30c3896b19fb69dc]::b::C>::new", "<a::b::C>::new"),
            ("a[30c3896b19fb69dc]::b::c::__wbg_send_871e1f32abdd3ada", "a::b::c"),
            ("client_open externref shim multivalue shim", "client_open"),
            ("f::<[u8; 4]>", "f::<[u8; 4]>"),
            ("__externref_table_alloc", "__externref_table_alloc"),
        ];
        for (given, expected) in names {
            assert_eq!(plain(given), expected);
        }
    }
}
