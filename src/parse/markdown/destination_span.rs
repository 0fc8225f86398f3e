//! Where the destination of a link stands in the text: pulldown-cmark tells what it is, not where.

use std::ops::Range;

/// Deepest nesting of parentheses in a destination without `<>`; pulldown-cmark's own limit.
const MAX_PARENTHESES: usize = 32;

/// The destination of an inline link whose words end at `words_end`: it follows the next `](`.
pub(super) fn inline_destination(
    text: &str,
    words_end: usize,
    link_end: usize,
) -> Option<Range<usize>> {
    let rest = text.get(words_end..link_end)?;
    let open = words_end + rest.find("](")? + 2;
    destination_range(text, skip_whitespace(text, open))
}

/// The destination in `(destination "title")` at `open`; none if that is not what stands there.
pub(super) fn parenthesized(text: &str, open: usize) -> Option<Range<usize>> {
    if text.as_bytes().get(open) != Some(&b'(') {
        return None;
    }
    let found = destination_range(text, skip_whitespace(text, open + 1))?;
    let after = skip_whitespace(text, destination_end(text, &found));
    match text.as_bytes().get(after)? {
        b')' => Some(found),
        b'"' | b'\'' | b'(' if after > found.end => Some(found),
        _ => None,
    }
}

/// The destination of the definition `[label]: destination` at `span`.
pub(super) fn definition_destination(text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes().get(..span.end)?;
    let mut at = span.start + 1;
    while *bytes.get(at)? != b']' {
        at += if bytes.get(at) == Some(&b'\\') { 2 } else { 1 };
    }
    if bytes.get(at + 1) != Some(&b':') {
        return None;
    }
    destination_range(text, skip_whitespace(text, at + 2))
}

/// Passes over white space, and over the `>` with which the next line of a quote begins.
fn skip_whitespace(text: &str, from: usize) -> usize {
    let (mut at, mut is_line_start) = (from, false);
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'\n' | b'\r' => is_line_start = true,
            b' ' | b'\t' => {}
            b'>' if is_line_start => {}
            _ => break,
        }
        at += 1;
    }
    at
}

fn destination_range(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if bytes.get(from) == Some(&b'<') {
        let mut at = from + 1;
        loop {
            match bytes.get(at)? {
                b'>' => return Some(from + 1..at),
                b'\n' | b'<' => return None,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
    }
    let (mut at, mut depth) = (from, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            0..=b' ' => break,
            b'(' if depth == MAX_PARENTHESES => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            _ => {}
        }
        at += 1;
    }
    Some(from..at.min(bytes.len()))
}

/// Where the destination ends with its `>`, if it has one.
fn destination_end(text: &str, found: &Range<usize>) -> usize {
    let is_pointed = found.start > 0 && text.as_bytes().get(found.start - 1) == Some(&b'<');
    found.end + usize::from(is_pointed)
}
