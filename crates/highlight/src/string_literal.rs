//! Quoted strings. Languages differ in how a string ends.

use crate::scanner::CodeScanner;
use crate::token_class::TokenClass;

/// How a kind of string is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StringSyntax<'a> {
    pub(crate) open: &'a str,
    pub(crate) close: &'a str,
    pub(crate) escape: EscapeSyntax,
    pub(crate) lines: LineSpan,
}

/// How the closing quote is written inside the quoted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EscapeSyntax {
    Backslash,
    Doubled,
    Never,
}

/// Whether a string may continue on the next line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineSpan {
    One,
    Many,
}

/// A string that has been measured but not taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StringExtent {
    /// Its length including the quotes. Without a closing quote, it extends to the end of the line
    /// or of the block.
    pub(crate) bytes: usize,
    /// A quote that is not closed on its line is probably an apostrophe, and plain.
    pub(crate) class: TokenClass,
}

/// `"…"` on one line with backslash escapes, as in most languages.
pub(crate) const DOUBLE: StringSyntax<'static> =
    StringSyntax { open: "\"", close: "\"", escape: EscapeSyntax::Backslash, lines: LineSpan::One };

/// `'…'` on one line with backslash escapes.
pub(crate) const SINGLE: StringSyntax<'static> = StringSyntax { open: "'", close: "'", ..DOUBLE };

/// Measures the next string, which must begin with `syntax.open`. The caller must take all of it,
/// so that unclosed quotes are not measured again.
pub(crate) fn measure_string(scanner: &CodeScanner<'_>, syntax: StringSyntax<'_>) -> StringExtent {
    let bytes = scanner.rest().as_bytes();
    let close = syntax.close.as_bytes();
    let mut offset = syntax.open.len();
    while let Some(&byte) = bytes.get(offset) {
        let after_close = bytes.get(offset..).and_then(|left| left.strip_prefix(close));
        match (byte, after_close) {
            (b'\n', _) if syntax.lines == LineSpan::One => {
                return StringExtent { bytes: offset, class: TokenClass::Plain };
            }
            (b'\\', _) if syntax.escape == EscapeSyntax::Backslash => offset += 2,
            (_, Some(after))
                if syntax.escape == EscapeSyntax::Doubled && after.starts_with(close) =>
            {
                offset += 2 * close.len();
            }
            (_, Some(_)) => {
                return StringExtent { bytes: offset + close.len(), class: TokenClass::String };
            }
            _ => offset += 1,
        }
    }
    let class = if syntax.lines == LineSpan::Many { TokenClass::String } else { TokenClass::Plain };
    StringExtent { bytes: bytes.len(), class }
}

/// Takes the next string.
pub(crate) fn scan_string(scanner: &mut CodeScanner<'_>, syntax: StringSyntax<'_>) {
    let extent = measure_string(scanner, syntax);
    scanner.take_bytes(extent.bytes, extent.class);
}
