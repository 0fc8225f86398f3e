//! Quoted text, which all languages have and no two end in the same way.

use super::class::Class;
use super::scanner::Scanner;

/// A kind of quote.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quote<'a> {
    pub(super) open: &'a str,
    pub(super) close: &'a str,
    pub(super) escape: Escape,
    pub(super) lines: Lines,
}

/// How the closing quote is written inside the quoted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escape {
    Backslash,
    Doubled,
    Never,
}

/// How far quoted text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    Many,
}

/// Quoted text that has been found but not taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted {
    /// With its quotes; to the end of the line or block if there is no closing one.
    pub(super) bytes: usize,
    /// A quote that its line does not close is more likely an apostrophe: not colored.
    pub(super) class: Class,
}

/// `"…"` with backslashes on one line, as most languages have it.
pub(super) const DOUBLE: Quote<'static> =
    Quote { open: "\"", close: "\"", escape: Escape::Backslash, lines: Lines::One };

/// `'…'` with backslashes on one line.
pub(super) const SINGLE: Quote<'static> = Quote { open: "'", close: "'", ..DOUBLE };

/// Measures the quoted text at hand, which must begin with `quote.open`. The caller takes it all:
/// that keeps unclosed quotes linear.
pub(super) fn measure(scanner: &Scanner<'_>, quote: Quote<'_>) -> Quoted {
    let bytes = scanner.rest().as_bytes();
    let close = quote.close.as_bytes();
    let mut at = quote.open.len();
    while let Some(&byte) = bytes.get(at) {
        let after_close = bytes.get(at..).and_then(|left| left.strip_prefix(close));
        match (byte, after_close) {
            (b'\n', _) if quote.lines == Lines::One => {
                return Quoted { bytes: at, class: Class::Plain };
            }
            (b'\\', _) if quote.escape == Escape::Backslash => at += 2,
            (_, Some(after)) if quote.escape == Escape::Doubled && after.starts_with(close) => {
                at += 2 * close.len();
            }
            (_, Some(_)) => return Quoted { bytes: at + close.len(), class: Class::String },
            _ => at += 1,
        }
    }
    let class = if quote.lines == Lines::Many { Class::String } else { Class::Plain };
    Quoted { bytes: bytes.len(), class }
}

/// Takes the quoted text at hand.
pub(super) fn take(scanner: &mut Scanner<'_>, quote: Quote<'_>) {
    let quoted = measure(scanner, quote);
    scanner.take(quoted.bytes, quoted.class);
}
