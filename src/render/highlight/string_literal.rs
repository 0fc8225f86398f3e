//! Quoted text, which all languages have and no two end in the same way.

use super::scanner::CodeScanner;
use super::token_class::TokenClass;

/// A kind of quote.
#[derive(Clone, Copy, Debug)]
pub(super) struct StringSyntax<'a> {
    pub(super) open: &'a str,
    pub(super) close: &'a str,
    pub(super) escape: EscapeSyntax,
    pub(super) lines: LineSpan,
}

/// How the closing quote is written inside the quoted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EscapeSyntax {
    Backslash,
    Doubled,
    Never,
}

/// How far quoted text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineSpan {
    One,
    Many,
}

/// Quoted text that has been found but not taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct StringExtent {
    /// With its quotes; to the end of the line or block if there is no closing one.
    pub(super) bytes: usize,
    /// A quote that its line does not close is more likely an apostrophe: not colored.
    pub(super) class: TokenClass,
}

/// `"…"` with backslashes on one line, as most languages have it.
pub(super) const DOUBLE: StringSyntax<'static> =
    StringSyntax { open: "\"", close: "\"", escape: EscapeSyntax::Backslash, lines: LineSpan::One };

/// `'…'` with backslashes on one line.
pub(super) const SINGLE: StringSyntax<'static> = StringSyntax { open: "'", close: "'", ..DOUBLE };

/// Measures the quoted text at hand, which must begin with `quote.open`. The caller takes it all:
/// that keeps unclosed quotes linear.
pub(super) fn measure_string(scanner: &CodeScanner<'_>, quote: StringSyntax<'_>) -> StringExtent {
    let bytes = scanner.rest().as_bytes();
    let close = quote.close.as_bytes();
    let mut offset = quote.open.len();
    while let Some(&byte) = bytes.get(offset) {
        let after_close = bytes.get(offset..).and_then(|left| left.strip_prefix(close));
        match (byte, after_close) {
            (b'\n', _) if quote.lines == LineSpan::One => {
                return StringExtent { bytes: offset, class: TokenClass::Plain };
            }
            (b'\\', _) if quote.escape == EscapeSyntax::Backslash => offset += 2,
            (_, Some(after))
                if quote.escape == EscapeSyntax::Doubled && after.starts_with(close) =>
            {
                offset += 2 * close.len();
            }
            (_, Some(_)) => {
                return StringExtent { bytes: offset + close.len(), class: TokenClass::String };
            }
            _ => offset += 1,
        }
    }
    let class = if quote.lines == LineSpan::Many { TokenClass::String } else { TokenClass::Plain };
    StringExtent { bytes: bytes.len(), class }
}

/// Takes the quoted text at hand.
pub(super) fn scan_string(scanner: &mut CodeScanner<'_>, quote: StringSyntax<'_>) {
    let quoted = measure_string(scanner, quote);
    scanner.take_bytes(quoted.bytes, quoted.class);
}
