//! The line at a place, made fit to be shown.
//!
//! The renderer counts the column in what it is given, so a character of the line stays one
//! character here, and the beginning of the line is never cut off.

use crate::diagnostic::Span;
use crate::diagnostic::sanitize::is_invisible;

use super::line_index::LineIndexCache;

/// Most of a line that is read before a place, in bytes. Beyond, nobody finds a place by looking,
/// and ten thousand findings on a line of a megabyte would be ten gigabytes of text to measure.
const BEFORE_MAX_BYTES: usize = 8_192;
/// Most of a line that is kept from a place on, in bytes; wider than any terminal.
const AFTER_MAX_BYTES: usize = 1_024;

/// One line of a file with the marked part of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    /// The line; a hidden character is a sign, such as `␛` or `�`.
    pub(super) text: String,
    /// Bytes of `text`. Invariant: inside it, on character boundaries; the renderer panics else.
    pub(super) mark: std::ops::Range<usize>,
}

/// The first line of a span, marked to its end if the span goes on; none if the place is too far
/// into a line to be found by looking.
pub(super) fn snippet(span: &Span, places: &mut LineIndexCache) -> Option<Snippet> {
    let line = places.first_line_range(span);
    let start = span.range().start;
    if start - line.start > BEFORE_MAX_BYTES {
        return None;
    }
    let source = &span.source().text;
    let last = source.floor_char_boundary(line.end.min(start + AFTER_MAX_BYTES));
    let end = span.range().end.min(last);

    let mut text = printable(source.get(line.start..start));
    let mark_start = text.len();
    text.push_str(&printable(source.get(start..end)));
    let mark = mark_start..text.len();
    text.push_str(&printable(source.get(end..last)));
    if last < line.end {
        text.push('…');
    }
    Some(Snippet { text, mark })
}

fn printable(part: Option<&str>) -> String {
    part.unwrap_or_default().chars().map(visible_control).collect()
}

/// A character, or the sign that stands for it. Tabs are left to the renderer, which counts them as
/// one character and draws them as four.
fn visible_control(character: char) -> char {
    match character {
        '\t' => '\t',
        // Unicode's "Control Pictures" lie in the order of the control characters.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('�'),
        '\u{7f}' => '␡',
        _ if is_invisible(character) => '�',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{AFTER_MAX_BYTES, BEFORE_MAX_BYTES, Snippet, snippet};
    use crate::diagnostic::emit::line_index::LineIndexCache;
    use crate::diagnostic::{SourceFile, Span};

    fn check(text: &str, range: std::ops::Range<usize>) -> Option<Snippet> {
        let source = Arc::new(SourceFile { path: "a.md".into(), text: text.into() });
        snippet(&Span::new(&source, range), &mut LineIndexCache::default())
    }

    fn marked(text: &str, mark: std::ops::Range<usize>) -> Option<Snippet> {
        Some(Snippet { text: text.into(), mark })
    }

    #[test]
    fn hidden_characters_are_signs_one_for_one() {
        assert_eq!(check("ett\n\tv\u{1b}\u{202e}r: dag\ntre", 5..10), marked("\tv␛�r: dag", 1..8));
    }

    #[test]
    fn a_span_of_several_lines_is_marked_to_the_end_of_the_first() {
        assert_eq!(check("ett två\ntre", 4..10), marked("ett två", 4..8));
    }

    #[test]
    fn a_line_that_nobody_can_read_is_cut() {
        let text = "å".repeat(1_000_000);
        assert_eq!(check(&text, BEFORE_MAX_BYTES + 2..BEFORE_MAX_BYTES + 4), None);
        let Some(excerpt) = check(&text, BEFORE_MAX_BYTES..2_000_000) else { panic!("is shown") };
        assert_eq!(excerpt.mark, BEFORE_MAX_BYTES..BEFORE_MAX_BYTES + AFTER_MAX_BYTES);
        assert!(excerpt.text.ends_with("å…"));
    }

    #[test]
    fn an_empty_file_has_an_empty_line() {
        assert_eq!(check("", 0..0), marked("", 0..0));
        assert_eq!(check("a\n", 2..2), marked("", 0..0));
    }
}
