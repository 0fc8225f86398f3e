//! Request target → the path that is looked up; and back, for `Location`.
//!
//! Decoded once, then checked: the check sees what the look-up sees. That order, and a look-up
//! instead of the disk, is what CVE-2023-40274 and its kin lacked.

use std::fmt::Write;

/// The longest path that is looked at, encoded.
const MAX_PATH_BYTES: usize = 8 * 1024;

/// Decodes the path of a request, without its query, once. `None` if it cannot be one of ours:
/// not absolute, a broken escape, not UTF-8, a control character, `\`, an escaped `/`, an empty
/// segment, `.` or `..`.
pub(super) fn decode_path(raw: &str) -> Option<String> {
    if raw.len() > MAX_PATH_BYTES {
        return None;
    }
    let mut decoded = Vec::with_capacity(raw.len());
    let mut bytes = raw.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            decoded.push(byte);
            continue;
        }
        match hex_value(bytes.next()?)? * 16 + hex_value(bytes.next()?)? {
            b'/' => return None,
            escaped => decoded.push(escaped),
        }
    }
    let path = String::from_utf8(decoded).ok()?;
    is_plain_path(&path).then_some(path)
}

/// Encodes a decoded path for `Location`. `None` unless it is a plain path of this site; so
/// never `//evil`, which a browser takes for another host.
pub(super) fn encode_path(path: &str) -> Option<String> {
    if !is_plain_path(path) {
        return None;
    }
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~@:+,;=!'()*".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").ok()?;
        }
    }
    Some(encoded)
}

/// Whether a decoded path is absolute and made of ordinary segments only.
fn is_plain_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.contains("//")
        && !path.contains(|c: char| c == '\\' || c.is_control())
        && !path.split('/').any(|segment| segment == "." || segment == "..")
}

fn hex_value(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_once() {
        for (raw, expected) in [
            ("/", "/"),
            ("/parter/solna/", "/parter/solna/"),
            ("/r%C3%A5d/", "/råd/"),
            ("/råd/", "/råd/"),
            ("/a%20b", "/a b"),
            ("/%252e%252e/", "/%2e%2e/"),
            ("/...", "/..."),
            ("/.a", "/.a"),
            ("/C:/x", "/C:/x"),
            ("/%3Fx%23", "/?x#"),
        ] {
            assert_eq!(decode_path(raw).as_deref(), Some(expected), "{raw}");
        }
    }

    #[test]
    fn what_cannot_be_a_path_of_a_site_is_refused() {
        for raw in [
            "",
            "*",
            "a",
            "//",
            "//evil",
            "/a//b",
            "/.",
            "/..",
            "/./a",
            "/a/../b",
            "/%2e%2e/a",
            "/%2E./a",
            "/a/%2e",
            "/a%2fb",
            "/a%2F..",
            "/a\\b",
            "/a%5cb",
            "/..%5c",
            "/%00",
            "/a%0ab",
            "/%7f",
            "/%c0%ae",
            "/%ff",
            "/%",
            "/%2",
            "/%2g",
            "/%+1",
            "/%é1",
            "/%C2%85",
        ] {
            assert_eq!(decode_path(raw), None, "{raw}");
        }
        assert_eq!(decode_path(&format!("/{}", "a".repeat(MAX_PATH_BYTES))), None);
    }

    #[test]
    fn a_location_is_a_path_of_this_site_in_ascii() {
        for (path, expected) in [
            ("/parter/", Some("/parter/")),
            ("/råd 1/", Some("/r%C3%A5d%201/")),
            ("/a?b#c%/", Some("/a%3Fb%23c%25/")),
            ("//evil.test/", None),
            ("/\\evil.test/", None),
            ("/a\r\nX: y", None),
            ("https://evil.test/", None),
            ("", None),
        ] {
            assert_eq!(encode_path(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn a_location_leads_to_the_path_it_was_made_from() {
        for path in ["/", "/å/ä/ö/", "/100 %/", "/<\">&'/", "/e\u{301}/"] {
            assert_eq!(encode_path(path).and_then(|raw| decode_path(&raw)).as_deref(), Some(path));
        }
    }
}
