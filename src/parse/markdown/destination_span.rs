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
    let range = destination_range(text, skip_whitespace(text, open + 1))?;
    let after = skip_whitespace(text, destination_end(text, &range));
    match text.as_bytes().get(after)? {
        b')' => Some(range),
        b'"' | b'\'' | b'(' if after > range.end => Some(range),
        _ => None,
    }
}

/// The destination of the definition `[label]: destination` at `span`.
pub(super) fn definition_destination(text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes().get(..span.end)?;
    let mut offset = span.start + 1;
    while *bytes.get(offset)? != b']' {
        offset += if bytes.get(offset) == Some(&b'\\') { 2 } else { 1 };
    }
    if bytes.get(offset + 1) != Some(&b':') {
        return None;
    }
    destination_range(text, skip_whitespace(text, offset + 2))
}

/// Passes over white space, and over the `>` with which the next line of a quote begins.
fn skip_whitespace(text: &str, from: usize) -> usize {
    let (mut offset, mut is_line_start) = (from, false);
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

fn destination_range(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if bytes.get(from) == Some(&b'<') {
        let mut offset = from + 1;
        loop {
            match bytes.get(offset)? {
                b'>' => return Some(from + 1..offset),
                b'\n' | b'<' => return None,
                b'\\' => offset += 2,
                _ => offset += 1,
            }
        }
    }
    let (mut offset, mut depth) = (from, 0);
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
    Some(from..offset.min(bytes.len()))
}

/// Where the destination ends with its `>`, if it has one.
fn destination_end(text: &str, range: &Range<usize>) -> usize {
    let is_pointed = range.start > 0 && text.as_bytes().get(range.start - 1) == Some(&b'<');
    range.end + usize::from(is_pointed)
}
