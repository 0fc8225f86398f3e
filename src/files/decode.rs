//! Decodes bytes to text: UTF-8 without byte order mark, lines that end with `\n`, no NUL.
//!
//! A file that is not UTF-8 is decoded as far as possible, so that one bad byte does not hide the
//! other diagnostics of the page. The first bad byte is reported.

use crate::diagnostic::{DiagnosticKind, rules};
use memchr::memchr2;
use std::ops::Range;

/// Replaces bytes that cannot be decoded, and NUL.
const REPLACEMENT: &str = "\u{FFFD}";

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DecodedText {
    pub(super) text: String,
    /// Why the bytes are not UTF-8, and the first replacement in `text`.
    pub(super) problem: Option<(DiagnosticKind, Range<usize>)>,
}

/// Decodes bytes and normalizes newlines.
pub(super) fn decode_text(bytes: &[u8]) -> DecodedText {
    if let Some(text) = decode_utf16(bytes) {
        let kind = rules::NotUtf8 { detected_encoding: Some("UTF-16") };
        return DecodedText { text: normalize_newlines(&text), problem: Some((kind.into(), 0..0)) };
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) if memchr2(b'\r', 0, bytes).is_none() => {
            DecodedText { text: text.to_owned(), problem: None }
        }
        Ok(text) => DecodedText { text: normalize_newlines(text), problem: None },
        Err(_) => decode_lossy(bytes),
    }
}

fn decode_lossy(bytes: &[u8]) -> DecodedText {
    let mut text = String::with_capacity(bytes.len());
    let mut first_bad = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(&normalize_newlines(chunk.valid()));
        if !chunk.invalid().is_empty() {
            first_bad.get_or_insert(text.len());
            text.push_str(REPLACEMENT);
        }
    }
    let problem = first_bad.map(|start| {
        (rules::NotUtf8 { detected_encoding: None }.into(), start..start + REPLACEMENT.len())
    });
    DecodedText { text, problem }
}

/// Decodes text with a UTF-16 byte order mark; read as UTF-8 it would be unreadable.
/// `None` means that there is no such mark.
fn decode_utf16(bytes: &[u8]) -> Option<String> {
    let (body, to_unit): (_, fn([u8; 2]) -> u16) =
        if let Some(body) = bytes.strip_prefix(b"\xFF\xFE") {
            (body, u16::from_le_bytes)
        } else {
            (bytes.strip_prefix(b"\xFE\xFF")?, u16::from_be_bytes)
        };
    let (pairs, _) = body.as_chunks::<2>();
    let chars = char::decode_utf16(pairs.iter().map(|pair| to_unit(*pair)));
    Some(chars.map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

fn normalize_newlines(text: &str) -> String {
    let mut rest = text;
    let mut normalized = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once(['\r', '\0']) {
        normalized.push_str(before);
        if rest.as_bytes().get(before.len()) == Some(&0) {
            normalized.push_str(REPLACEMENT);
            rest = after;
        } else {
            normalized.push('\n');
            rest = after.strip_prefix('\n').unwrap_or(after);
        }
    }
    normalized.push_str(rest);
    normalized
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, problem: Option<(Option<&'static str>, Range<usize>)>) {
        let problem = problem
            .map(|(detected_encoding, range)| (rules::NotUtf8 { detected_encoding }.into(), range));
        assert_eq!(decode_text(bytes), DecodedText { text: text.to_owned(), problem });
    }

    #[test]
    fn newlines_byte_order_mark_and_nul_are_normalized() {
        check(b"", "", None);
        check("å\n".as_bytes(), "å\n", None);
        check(b"\xEF\xBB\xBFa\r\nb\rc\r\r\n\r", "a\nb\nc\n\n\n", None);
        check(b"a\0\r\n\0", "a\u{FFFD}\n\u{FFFD}", None);
        check("a\u{2028}b\u{FEFF}".as_bytes(), "a\u{2028}b\u{FEFF}", None);
    }

    #[test]
    fn the_first_bad_byte_is_reported_in_the_normalized_text() {
        check(b"a\r\nb\xE5c\xFF\n", "a\nb\u{FFFD}c\u{FFFD}\n", Some((None, 3..6)));
        check(b"\r\xE5\n", "\n\u{FFFD}\n", Some((None, 1..4)));
        check(b"ab\xE2\x82", "ab\u{FFFD}", Some((None, 2..5)));
    }

    #[test]
    fn utf16_is_reported_and_decoded() {
        check(b"\xFF\xFEh\0\xE5\0\r\0\n\0", "hå\n", Some((Some("UTF-16"), 0..0)));
        check(b"\xFE\xFF\0h\xD8\0\0!", "h\u{FFFD}!", Some((Some("UTF-16"), 0..0)));
    }

    #[test]
    fn decoding_twice_changes_nothing() {
        for bytes in [&b"a\r\n\0\xE5"[..], b"\xFF\xFEa\0", b"\xEF\xBB\xBFx\r"] {
            let text = decode_text(bytes).text;
            assert_eq!(decode_text(text.as_bytes()), DecodedText { text, problem: None });
        }
    }
}
