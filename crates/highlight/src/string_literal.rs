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
    pub(crate) interpolation: Option<Interpolation>,
}

/// How the closing quote is written inside the quoted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EscapeSyntax {
    Backslash,
    /// As in PowerShell, where the quote may also be doubled.
    Backtick,
    Doubled,
    Never,
}

/// Whether a string may continue on the next line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineSpan {
    One,
    Many,
}

/// How code is written inside a string. It has the color of the string, but may contain strings of
/// the same kind: `"${names["mill"]}"`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Interpolation {
    /// What it begins with; the last byte is the opening bracket.
    pub(crate) open: &'static str,
    pub(crate) close_bracket: u8,
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

/// `${…}`
pub(crate) const DOLLAR_BRACES: Option<Interpolation> =
    Some(Interpolation { open: "${", close_bracket: b'}' });

/// `"…"` on one line with backslash escapes, as in most languages.
pub(crate) const DOUBLE: StringSyntax<'static> = StringSyntax {
    open: "\"",
    close: "\"",
    escape: EscapeSyntax::Backslash,
    lines: LineSpan::One,
    interpolation: None,
};

/// `'…'` on one line with backslash escapes.
pub(crate) const SINGLE: StringSyntax<'static> = StringSyntax { open: "'", close: "'", ..DOUBLE };

/// `"""…"""` with backslash escapes.
pub(crate) const TRIPLE_DOUBLE: StringSyntax<'static> =
    StringSyntax { open: "\"\"\"", close: "\"\"\"", lines: LineSpan::Many, ..DOUBLE };

/// `'''…'''` with backslash escapes.
pub(crate) const TRIPLE_SINGLE: StringSyntax<'static> =
    StringSyntax { open: "'''", close: "'''", lines: LineSpan::Many, ..SINGLE };

/// Measures the next string, which must begin with `syntax.open`. The caller must take all of it,
/// so that unclosed quotes are not measured again.
pub(crate) fn measure_string(rest: &str, syntax: StringSyntax<'_>) -> StringExtent {
    let bytes = rest.as_bytes();
    let mut offset = syntax.open.len();
    // The number of open brackets of each interpolation. Inside code, `is_text` is false.
    let mut brackets: Vec<usize> = Vec::new();
    let mut is_text = true;
    while let Some(&byte) = bytes.get(offset) {
        if byte == b'\n' && syntax.lines == LineSpan::One {
            return StringExtent { bytes: offset, class: TokenClass::Plain };
        }
        let left = bytes.get(offset..).unwrap_or_default();
        if !is_text {
            (offset, is_text) = skip_in_interpolation(left, offset, syntax, &mut brackets);
            continue;
        }
        if let Some(interpolation) = syntax.interpolation
            && begins_with(left, interpolation.open)
        {
            // `{{` is a brace in strings whose code is in single braces.
            let n_bytes = interpolation.open.len();
            let is_escape = n_bytes == 1 && left.get(1) == Some(&byte);
            offset += if is_escape { 2 } else { n_bytes };
            is_text = is_escape;
            if !is_escape {
                brackets.push(0);
            }
            continue;
        }
        match text_step(left, syntax) {
            TextStep::Skip(n_bytes) => offset += n_bytes,
            TextStep::Close if brackets.is_empty() => {
                return StringExtent {
                    bytes: offset + syntax.close.len(),
                    class: TokenClass::String,
                };
            }
            TextStep::Close => {
                offset += syntax.close.len();
                is_text = false;
            }
        }
    }
    let class = if syntax.lines == LineSpan::Many { TokenClass::String } else { TokenClass::Plain };
    StringExtent { bytes: bytes.len(), class }
}

/// What the next bytes of a quoted text are.
enum TextStep {
    Skip(usize),
    Close,
}

fn text_step(left: &[u8], syntax: StringSyntax<'_>) -> TextStep {
    let close = syntax.close.as_bytes();
    match (left.first(), syntax.escape) {
        (Some(b'\\'), EscapeSyntax::Backslash) | (Some(b'`'), EscapeSyntax::Backtick) => {
            return TextStep::Skip(2);
        }
        _ => {}
    }
    if !begins_with(left, syntax.close) {
        return TextStep::Skip(1);
    }
    let after = left.get(close.len()..).unwrap_or_default();
    let is_doubled = matches!(syntax.escape, EscapeSyntax::Doubled | EscapeSyntax::Backtick)
        && after.starts_with(close);
    if is_doubled { TextStep::Skip(2 * close.len()) } else { TextStep::Close }
}

/// Returns the next offset in the code of an interpolation, and whether text follows there.
fn skip_in_interpolation(
    left: &[u8],
    offset: usize,
    syntax: StringSyntax<'_>,
    brackets: &mut Vec<usize>,
) -> (usize, bool) {
    let (Some(&byte), Some(interpolation), Some(depth)) =
        (left.first(), syntax.interpolation, brackets.last_mut())
    else {
        return (offset + 1, true);
    };
    if interpolation.open.as_bytes().last() == Some(&byte) {
        *depth += 1;
    } else if byte == interpolation.close_bracket && *depth > 0 {
        *depth -= 1;
    } else if byte == interpolation.close_bracket {
        brackets.pop();
        return (offset + 1, true);
    } else if begins_with(left, syntax.open) {
        return (offset + syntax.open.len(), true);
    }
    (offset + 1, false)
}

/// Returns whether bytes begin with a mark. Most do not even have its first byte, which is compared
/// faster than a slice.
fn begins_with(bytes: &[u8], mark: &str) -> bool {
    bytes.first() == mark.as_bytes().first() && bytes.starts_with(mark.as_bytes())
}

/// Takes the next string.
pub(crate) fn scan_string(scanner: &mut CodeScanner<'_>, syntax: StringSyntax<'_>) {
    let extent = measure_string(scanner.rest(), syntax);
    scanner.take_bytes(extent.bytes, extent.class);
}

/// Returns the length of the `/…/` that the text begins with. `None` means that it is not closed
/// on its line.
pub(crate) fn measure_regex(rest: &str) -> Option<usize> {
    let (mut in_class, mut is_escaped) = (false, false);
    for (index, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => break,
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return Some(index + 1),
            _ => {}
        }
    }
    None
}
