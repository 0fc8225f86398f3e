//! Decodes bytes to text: UTF-8 without byte order mark, lines that end with `\n`, and no control
//! characters, which HTML and XML must not contain.
//!
//! A file that is not UTF-8 is decoded as far as possible, so that one bad byte does not hide the
//! other diagnostics of the page. The first bad byte is reported.

use crate::diagnostic::{DiagnosticKind, rules};
use std::ops::Range;

/// How much of a file is looked at to recognize UTF-16 without a byte order mark. Even.
const UTF16_HEAD_BYTES: usize = 1024;
/// The fewest characters by which UTF-16 is recognized.
const MIN_UTF16_PAIRS: usize = 4;
/// Replaces bytes that cannot be decoded.
const REPLACEMENT: &str = "\u{FFFD}";

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DecodedText {
    pub(super) text: String,
    /// Why the bytes are not UTF-8. `None` means that they are.
    pub(super) problem: Option<EncodingProblem>,
    /// That control characters are left out, and the place of the first in `text`.
    pub(super) control_characters: Option<(DiagnosticKind, Range<usize>)>,
}

/// Why bytes are not UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct EncodingProblem {
    /// The encoding that the bytes seem to have. `None` means unknown.
    pub(super) detected_encoding: Option<&'static str>,
    /// The first replacement in the text.
    pub(super) range: Range<usize>,
}

/// A text with normal newlines, and what was left out of it.
#[derive(Debug, Default)]
struct TextNormalizer {
    text: String,
    /// The first control character, its place in `text`, and how many there are.
    control_characters: Option<(char, Range<usize>, usize)>,
}

/// Returns what a control character becomes. `None` means that it is not one.
pub(crate) fn control_replacement(char: char) -> Option<&'static str> {
    match char {
        '\u{b}' | '\u{c}' => Some(" "),
        '\n' | '\t' => None,
        '\0'..='\u{1f}' | '\u{7f}' => Some(""),
        _ if is_noncharacter(char) => Some(""),
        _ => None,
    }
}

/// Returns a text without its control characters.
pub(crate) fn without_control_characters(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for char in text.chars() {
        match control_replacement(char) {
            Some(replacement) => clean.push_str(replacement),
            None => clean.push(char),
        }
    }
    clean
}

/// Returns whether a code point is reserved for use within programs. XML must not contain the last
/// two of each plane, and pakt marks places in a text with some of the others.
fn is_noncharacter(char: char) -> bool {
    matches!(char, '\u{fdd0}'..='\u{fdef}') || u32::from(char) & 0xFFFE == 0xFFFE
}

/// Returns whether a byte begins a control character, or may begin a noncharacter.
fn can_begin_control(byte: u8) -> bool {
    (byte < b' ' && byte != b'\n' && byte != b'\t') || byte == 0x7f || byte >= 0xEF
}

/// Decodes bytes, normalizes newlines and leaves out control characters.
pub(super) fn decode_text(bytes: &[u8]) -> DecodedText {
    if let Some(text) = decode_utf16(bytes) {
        let problem = EncodingProblem { detected_encoding: Some("UTF-16"), range: 0..0 };
        return TextNormalizer::default().finish(&text, Some(problem));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) if !bytes.iter().fold(false, |any, byte| any | can_begin_control(*byte)) => {
            DecodedText { text: text.to_owned(), problem: None, control_characters: None }
        }
        Ok(text) => TextNormalizer::default().finish(text, None),
        Err(_) => decode_lossy(bytes),
    }
}

fn decode_lossy(bytes: &[u8]) -> DecodedText {
    let mut normalizer = TextNormalizer::default();
    let mut first_bad = None;
    for chunk in bytes.utf8_chunks() {
        normalizer.push(chunk.valid());
        if !chunk.invalid().is_empty() {
            first_bad.get_or_insert(normalizer.text.len());
            normalizer.text.push_str(REPLACEMENT);
        }
    }
    let problem = first_bad.map(|start| EncodingProblem {
        detected_encoding: None,
        range: start..start + REPLACEMENT.len(),
    });
    normalizer.finish("", problem)
}

/// Decodes text in UTF-16; read as UTF-8 it would be unreadable. `None` means that it is not.
fn decode_utf16(bytes: &[u8]) -> Option<String> {
    let (body, to_unit): (_, fn([u8; 2]) -> u16) =
        if let Some(body) = bytes.strip_prefix(b"\xFF\xFE") {
            (body, u16::from_le_bytes)
        } else if let Some(body) = bytes.strip_prefix(b"\xFE\xFF") {
            (body, u16::from_be_bytes)
        } else {
            (bytes, unmarked_utf16(bytes)?)
        };
    let (pairs, _) = body.as_chunks::<2>();
    let chars = char::decode_utf16(pairs.iter().map(|pair| to_unit(*pair)));
    Some(chars.map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// Returns how to read UTF-16 without a byte order mark: one byte of each pair is nearly always NUL
/// for letters and digits, and the other one never. `None` means another encoding.
fn unmarked_utf16(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    let head = bytes.get(..UTF16_HEAD_BYTES.min(bytes.len()))?;
    let (pairs, rest) = head.as_chunks::<2>();
    let n_nul = |index: usize| pairs.iter().filter(|pair| pair.get(index) == Some(&0)).count();
    let is_likely = |n_nul: usize| n_nul >= MIN_UTF16_PAIRS && n_nul * 2 > pairs.len();
    if !rest.is_empty() {
        return None;
    }
    match (n_nul(0), n_nul(1)) {
        (0, n_high) if is_likely(n_high) => Some(u16::from_le_bytes),
        (n_high, 0) if is_likely(n_high) => Some(u16::from_be_bytes),
        _ => None,
    }
}

impl TextNormalizer {
    fn push(&mut self, text: &str) {
        let mut rest = text;
        self.text.reserve(text.len());
        while let Some(offset) = rest.bytes().position(can_begin_control) {
            let (before, after) = rest.split_at_checked(offset).unwrap_or((rest, ""));
            self.text.push_str(before);
            let mut chars = after.chars();
            let char = chars.next().unwrap_or_default();
            rest = chars.as_str();
            if char == '\r' {
                self.text.push('\n');
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                continue;
            }
            let Some(replacement) = control_replacement(char) else {
                self.text.push(char);
                continue;
            };
            let start = self.text.len();
            self.text.push_str(replacement);
            let range = start..self.text.len();
            self.control_characters.get_or_insert((char, range, 0)).2 += 1;
        }
        self.text.push_str(rest);
    }

    fn finish(mut self, text: &str, problem: Option<EncodingProblem>) -> DecodedText {
        self.push(text);
        let control_characters = self.control_characters.map(|(character, range, count)| {
            (rules::ControlCharacter { character, count }.into(), range)
        });
        DecodedText { text: self.text, problem, control_characters }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, problem: Option<(Option<&'static str>, Range<usize>)>) {
        let problem =
            problem.map(|(detected_encoding, range)| EncodingProblem { detected_encoding, range });
        let decoded = DecodedText { text: text.to_owned(), problem, control_characters: None };
        assert_eq!(decode_text(bytes), decoded);
    }

    #[test]
    fn control_characters_are_left_out_and_counted() {
        let check = |bytes: &[u8], text: &str, character: char, place: Range<usize>, count| {
            let kind = rules::ControlCharacter { character, count }.into();
            let control_characters = Some((kind, place));
            let decoded = DecodedText { text: text.to_owned(), problem: None, control_characters };
            assert_eq!(decode_text(bytes), decoded);
        };
        check(b"a\0\r\n\0", "a\n", '\0', 1..1, 2);
        check(b"# A\x0bb\x0c\x1bc\x7f", "# A b c", '\u{b}', 3..4, 4);
    }

    #[test]
    fn newlines_and_byte_order_mark_are_normalized() {
        check(b"", "", None);
        check("å\n".as_bytes(), "å\n", None);
        check(b"\xEF\xBB\xBFa\r\nb\rc\r\r\n\r", "a\nb\nc\n\n\n", None);
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
        check(b"i\0d\0;\0\xE5\0", "id;å", Some((Some("UTF-16"), 0..0)));
        check(b"\0i\0d\0;\0\xE5", "id;å", Some((Some("UTF-16"), 0..0)));
    }

    #[test]
    fn decoding_twice_changes_nothing() {
        for bytes in [&b"a\r\n\0\xE5"[..], b"\xFF\xFEa\0", b"\xEF\xBB\xBFx\r"] {
            let text = decode_text(bytes).text;
            let decoded = decode_text(text.as_bytes());
            let expected = DecodedText { text, problem: None, control_characters: None };
            assert_eq!(decoded, expected);
        }
    }
}
