//! Decodes the path of a request, and encodes a path for `Location`.
//!
//! A path is decoded once and then checked, so that the check sees what the look-up sees.
//! CVE-2023-40274 and similar vulnerabilities had another order, and used the path on the disk.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The longest path that is accepted, encoded.
const MAX_PATH_BYTES: usize = 8 * 1024;

/// What is encoded in `Location`: everything that is neither a `pchar` (RFC 3986 §3.3) nor `/`, and
/// also `&` and `$`.
const ENCODED_IN_LOCATION: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'@')
    .remove(b':')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'!')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*');

/// Decodes the path of a request, without its query, once.
///
/// `None` if the site cannot have it: it is not absolute, has a broken escape, is not UTF-8, or
/// contains a control character, `\`, an escaped `/`, an empty segment, `.` or `..`.
pub(super) fn decode_path(encoded_path: &str) -> Option<String> {
    if encoded_path.len() > MAX_PATH_BYTES || !encoded_path.split('%').skip(1).all(is_valid_escape)
    {
        return None;
    }
    let path = percent_decode_str(encoded_path).decode_utf8().ok()?;
    is_plain_path(&path).then(|| path.into_owned())
}

/// Returns whether the text after a `%` begins with two hexadecimal digits that do not mean `/`.
fn is_valid_escape(text_after_percent: &str) -> bool {
    let digits = text_after_percent.as_bytes().get(..2);
    digits.is_some_and(|digits| {
        digits.iter().all(u8::is_ascii_hexdigit) && !digits.eq_ignore_ascii_case(b"2f")
    })
}

/// Encodes a path for `Location`.
///
/// `None` unless it is a plain path of the site; so it is never `//evil`, which a browser takes for
/// another host.
pub(super) fn encode_path(path: &str) -> Option<String> {
    is_plain_path(path).then(|| utf8_percent_encode(path, ENCODED_IN_LOCATION).to_string())
}

/// Returns whether a decoded path is absolute and has only ordinary segments.
fn is_plain_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.contains("//")
        && !path.contains(|c: char| c == '\\' || c.is_control())
        && !path.split('/').any(|segment| segment == "." || segment == "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_once() {
        for (encoded_path, expected) in [
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
            assert_eq!(decode_path(encoded_path).as_deref(), Some(expected), "{encoded_path}");
        }
    }

    #[test]
    fn a_path_that_no_site_has_is_refused() {
        for encoded_path in [
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
            assert_eq!(decode_path(encoded_path), None, "{encoded_path}");
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
    fn an_encoded_location_decodes_to_the_same_path() {
        for path in ["/", "/å/ä/ö/", "/100 %/", "/<\">&'/", "/e\u{301}/"] {
            assert_eq!(
                encode_path(path).and_then(|encoded_path| decode_path(&encoded_path)).as_deref(),
                Some(path)
            );
        }
    }
}
