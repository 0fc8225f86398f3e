//! Line and column of many places, without reading a file from its start for each.
//!
//! A file of a megabyte may have ten thousand findings, perhaps all on one line; a scan for each
//! would be ten thousand megabytes. [`LineIndexCache`] reads a file once and then looks at no more
//! than
//! [`STEP_BYTES`] of it per place.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{LineCol, SourceFile, Span};

/// The distance of the places where characters are counted beforehand, in bytes.
const STEP_BYTES: usize = 512;

/// The places of the sources seen so far.
#[derive(Default)]
pub(super) struct LineIndexCache {
    /// By the source's address: the findings hold the sources, so an address stays what it is.
    lines: HashMap<*const SourceFile, LineIndex>,
}

/// Where a span begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineColRange {
    pub(super) begins: LineCol,
    /// The first place after it.
    pub(super) ends: LineCol,
}

struct LineIndex {
    /// The byte at which each line begins; never empty, ascending.
    starts: Vec<usize>,
    /// Characters that begin before byte `index * STEP_BYTES`.
    n_before: Vec<usize>,
}

impl LineIndexCache {
    /// Where a span begins and ends, as [`Span::begins`] and [`Span::ends`] tell it.
    pub(super) fn line_col_range(&mut self, span: &Span) -> LineColRange {
        let (lines, text) = self.lines_of(span);
        let range = span.range();
        LineColRange {
            begins: lines.line_col(text, range.start),
            ends: lines.line_col(text, range.end),
        }
    }

    /// The bytes of the line on which a span begins, without its line break.
    pub(super) fn first_line_range(&mut self, span: &Span) -> Range<usize> {
        let (lines, text) = self.lines_of(span);
        let next = lines.starts.partition_point(|start| *start <= span.range().start);
        let end = lines.starts.get(next).map_or(text.len(), |start| start - 1);
        lines.line_start(next)..end
    }

    fn lines_of<'a>(&mut self, span: &'a Span) -> (&LineIndex, &'a str) {
        let source = span.source();
        let lines =
            self.lines.entry(Arc::as_ptr(source)).or_insert_with(|| LineIndex::new(&source.text));
        (lines, &source.text)
    }
}

impl LineIndex {
    fn new(text: &str) -> Self {
        let mut lines = Self { starts: vec![0], n_before: Vec::new() };
        let mut n_chars = 0;
        for (index, byte) in text.bytes().enumerate() {
            if index % STEP_BYTES == 0 {
                lines.n_before.push(n_chars);
            }
            n_chars += usize::from(is_char_boundary_byte(byte));
            if byte == b'\n' {
                lines.starts.push(index + 1);
            }
        }
        lines
    }

    /// The start of the line before the line of that index; of the first line, if there is none.
    fn line_start(&self, next_line: usize) -> usize {
        self.starts.get(next_line.saturating_sub(1)).copied().unwrap_or_default()
    }

    fn line_col(&self, text: &str, offset: usize) -> LineCol {
        let line = self.starts.partition_point(|start| *start <= offset);
        let column = self.n_chars(text, offset) - self.n_chars(text, self.line_start(line)) + 1;
        LineCol { line, column }
    }

    /// How many characters begin before `offset`.
    fn n_chars(&self, text: &str, offset: usize) -> usize {
        // The very end of a text may lie on a step that has no count, so take the one before.
        let step = (offset / STEP_BYTES).min(self.n_before.len().saturating_sub(1));
        let counted = self.n_before.get(step).copied().unwrap_or_default();
        let rest = text.as_bytes().get(step * STEP_BYTES..offset).unwrap_or_default();
        counted + rest.iter().filter(|byte| is_char_boundary_byte(**byte)).count()
    }
}

/// Whether a byte of UTF-8 begins a character (RFC 3629, section 3).
fn is_char_boundary_byte(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::{LineColRange, LineIndexCache, STEP_BYTES};
    use crate::diagnostic::{SourceFile, Span};

    fn source(text: String) -> Arc<SourceFile> {
        Arc::new(SourceFile { path: "a.md".into(), text: text.into() })
    }

    fn check(source: &Arc<SourceFile>, range: std::ops::Range<usize>) {
        let span = Span::new(source, range);
        let expected = LineColRange { begins: span.start_position(), ends: span.end_position() };
        let mut places = LineIndexCache::default();
        assert_eq!(
            places.line_col_range(&span),
            expected,
            "{:?} of {:?}",
            span.range(),
            source.text
        );
        let line = places.first_line_range(&span);
        let text = source.text.get(line.clone()).expect("a line lies on character boundaries");
        assert!(!text.contains('\n'));
        assert!(line.start <= span.range().start && span.range().start <= line.end);
    }

    #[test]
    fn the_end_of_a_text_that_fills_its_steps_has_a_place() {
        for n in [0, 1, STEP_BYTES - 1, STEP_BYTES, STEP_BYTES + 1, 2 * STEP_BYTES] {
            let source = source("å".repeat(n));
            check(&source, 0..2 * n);
            check(&source, 2 * n..2 * n);
        }
    }

    proptest! {
        #[test]
        fn places_are_those_of_the_span(
            text in "[aå🙂\n]{0,1500}",
            start in 0usize..6_000,
            length in 0usize..2_000,
        ) {
            let source = source(text);
            check(&source, start..start + length);
        }
    }
}
