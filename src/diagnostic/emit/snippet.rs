//! The line of a span, made safe to show.
//!
//! The renderer counts the column in the text that it gets, so each character of the line stays one
//! character, and the beginning of the line is never cut off.

use crate::diagnostic::sanitize::{is_invisible, mask_passwords};
use crate::diagnostic::{LineIndexCache, Span};

/// Longest part of a line before a span, in bytes. Beyond that nobody finds a span by looking, and
/// ten thousand diagnostics on a line of a megabyte would be ten gigabytes of text to measure.
const BEFORE_MAX_BYTES: usize = 8_192;
/// Longest part of a line from the start of a span on, in bytes; wider than any terminal.
const AFTER_MAX_BYTES: usize = 1_024;

/// One line of a file, with a mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    /// The line, with `␛`, `�` and the like for invisible characters.
    pub(super) text: String,
    /// The marked bytes of `text`.
    ///
    /// Invariant: inside it and on character boundaries, or the renderer panics.
    pub(super) mark: std::ops::Range<usize>,
}

/// Returns the first line of a span, marked to the end of the line if the span is longer.
///
/// `None` means that the span is too far into its line to be found by looking.
pub(super) fn snippet(span: &Span, line_indexes: &mut LineIndexCache) -> Option<Snippet> {
    let line = line_indexes.first_line_range(span);
    let start = span.range().start;
    if start - line.start > BEFORE_MAX_BYTES {
        return None;
    }
    let source = &span.source().text;
    let last = source.floor_char_boundary(line.end.min(start + AFTER_MAX_BYTES));
    let end = span.range().end.min(last);
    let shown = mask_passwords(source.get(line.start..last).unwrap_or_default());
    let part = |range: std::ops::Range<usize>| {
        printable(shown.get(range.start - line.start..range.end - line.start))
    };

    let mut text = part(line.start..start);
    let mark_start = text.len();
    text.push_str(&part(start..end));
    let mark = mark_start..text.len();
    text.push_str(&part(end..last));
    if last < line.end {
        text.push('…');
    }
    Some(Snippet { text, mark })
}

fn printable(text: Option<&str>) -> String {
    text.unwrap_or_default().chars().map(visible_control).collect()
}

/// Returns a visible character for one that is invisible, and any other as it is.
///
/// Tabs are left to the renderer, which counts them as one character and draws them as four.
fn visible_control(character: char) -> char {
    match character {
        '\t' => '\t',
        // Unicode's "Control Pictures" are in the order of the control characters.
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
    use crate::diagnostic::LineIndexCache;
    use crate::diagnostic::{SourceFile, Span};

    fn check(text: &str, range: std::ops::Range<usize>) -> Option<Snippet> {
        let source = Arc::new(SourceFile { path: "a.md".into(), text: text.into() });
        snippet(&Span::new(&source, range), &mut LineIndexCache::default())
    }

    fn marked(text: &str, mark: std::ops::Range<usize>) -> Option<Snippet> {
        Some(Snippet { text: text.into(), mark })
    }

    #[test]
    fn each_invisible_character_becomes_a_visible_one() {
        assert_eq!(check("ett\n\tv\u{1b}\u{202e}r: dag\ntre", 5..10), marked("\tv␛�r: dag", 1..8));
    }

    #[test]
    fn a_span_of_several_lines_is_marked_to_the_end_of_the_first() {
        assert_eq!(check("ett två\ntre", 4..10), marked("ett två", 4..8));
    }

    #[test]
    fn a_line_that_is_too_long_is_cut() {
        let text = "å".repeat(1_000_000);
        assert_eq!(check(&text, BEFORE_MAX_BYTES + 2..BEFORE_MAX_BYTES + 4), None);
        let Some(snippet) = check(&text, BEFORE_MAX_BYTES..2_000_000) else { panic!("is shown") };
        assert_eq!(snippet.mark, BEFORE_MAX_BYTES..BEFORE_MAX_BYTES + AFTER_MAX_BYTES);
        assert!(snippet.text.ends_with("å…"));
    }

    #[test]
    fn an_empty_file_has_an_empty_line() {
        assert_eq!(check("", 0..0), marked("", 0..0));
        assert_eq!(check("a\n", 2..2), marked("", 0..0));
    }
}
