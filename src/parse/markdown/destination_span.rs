//! Finds the ranges of link destinations, which pulldown-cmark does not provide.

use std::ops::Range;

/// The maximum nesting of parentheses in a destination without `<>`, as in pulldown-cmark.
const MAX_PARENTHESES: usize = 32;

/// Returns the destination of an inline link whose text ends at `text_end`: it follows the next
/// `](`.
pub(super) fn inline_destination(
    text: &str,
    text_end: usize,
    link_end: usize,
) -> Option<Range<usize>> {
    let rest = text.get(text_end..link_end)?;
    let start = text_end + rest.find("](")? + 2;
    destination_range(text, skip_whitespace(text, start))
}

/// Returns the destination in `(destination "title")` at `start`. `None` means that the text there
/// is something else.
pub(super) fn parenthesized(text: &str, start: usize) -> Option<Range<usize>> {
    if text.as_bytes().get(start) != Some(&b'(') {
        return None;
    }
    let range = destination_range(text, skip_whitespace(text, start + 1))?;
    let after = skip_whitespace(text, destination_end(text, &range));
    match text.as_bytes().get(after)? {
        b')' => Some(range),
        b'"' | b'\'' | b'(' if after > range.end => Some(range),
        _ => None,
    }
}

/// Returns the destination of the definition `[label]: destination` at `range`.
pub(super) fn definition_destination(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes().get(..range.end)?;
    let mut offset = range.start + 1;
    while *bytes.get(offset)? != b']' {
        offset += if bytes.get(offset) == Some(&b'\\') { 2 } else { 1 };
    }
    if bytes.get(offset + 1) != Some(&b':') {
        return None;
    }
    destination_range(text, skip_whitespace(text, offset + 2))
}

/// Skips white space, and the `>` at the start of a line of a quote.
fn skip_whitespace(text: &str, start: usize) -> usize {
    let (mut offset, mut is_line_start) = (start, false);
    while let Some(byte) = text.as_bytes().get(offset) {
        match byte {
            b'\n' | b'\r' => is_line_start = true,
            b' ' | b'\t' => {}
            b'>' if is_line_start => {}
            _ => break,
        }
        offset += 1;
    }
    offset
}

fn destination_range(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if bytes.get(start) == Some(&b'<') {
        let mut offset = start + 1;
        loop {
            match bytes.get(offset)? {
                b'>' => return Some(start + 1..offset),
                b'\n' | b'<' => return None,
                b'\\' => offset += 2,
                _ => offset += 1,
            }
        }
    }
    let (mut offset, mut depth) = (start, 0);
    while let Some(byte) = bytes.get(offset) {
        match byte {
            0..=b' ' => break,
            b'(' if depth == MAX_PARENTHESES => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            b'\\' if bytes.get(offset + 1).is_some_and(u8::is_ascii_punctuation) => offset += 1,
            _ => {}
        }
        offset += 1;
    }
    Some(start..offset.min(bytes.len()))
}

/// Returns the end of a destination, including its `>` if it has one.
fn destination_end(text: &str, range: &Range<usize>) -> usize {
    let is_in_angle_brackets =
        range.start > 0 && text.as_bytes().get(range.start - 1) == Some(&b'<');
    range.end + usize::from(is_in_angle_brackets)
}
