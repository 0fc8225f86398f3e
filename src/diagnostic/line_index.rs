//! Finds the line and column of many offsets without reading a file from its start for each.
//!
//! A file of a megabyte may have ten thousand places to report, perhaps all on one line; a scan for
//! each would read ten gigabytes. [`LineIndexCache`] reads a file once, and then at most
//! [`STEP_BYTES`] per offset.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{LineCol, SourceFile, Span};

/// The distance between the offsets whose characters are counted in advance, in bytes.
const STEP_BYTES: usize = 512;

/// The line indexes of the files seen so far.
#[derive(Default)]
pub(crate) struct LineIndexCache {
    /// By address, with the file, so that no other one can get the same address.
    by_file: HashMap<*const SourceFile, (Arc<SourceFile>, LineIndex)>,
}

/// The start and end of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LineColRange {
    pub(crate) start: LineCol,
    /// The position after the last byte.
    pub(crate) end: LineCol,
}

struct LineIndex {
    /// The offset at which each line begins; ascending, never empty.
    line_starts: Vec<usize>,
    /// The number of characters that begin before byte `index * STEP_BYTES`.
    n_before: Vec<usize>,
}

impl LineIndexCache {
    /// Returns the same as [`Span::start_position`].
    pub(crate) fn start_position(&mut self, span: &Span) -> LineCol {
        let (lines, text) = self.line_index(span);
        lines.line_col(text, span.range().start)
    }

    /// Returns the same as [`Span::start_position`] and [`Span::end_position`].
    pub(crate) fn line_col_range(&mut self, span: &Span) -> LineColRange {
        let (lines, text) = self.line_index(span);
        let range = span.range();
        LineColRange {
            start: lines.line_col(text, range.start),
            end: lines.line_col(text, range.end),
        }
    }

    /// Returns the byte range of the line on which a span begins, without its line break.
    pub(crate) fn first_line_range(&mut self, span: &Span) -> Range<usize> {
        let (lines, text) = self.line_index(span);
        let next = lines.line_starts.partition_point(|start| *start <= span.range().start);
        let end = lines.line_starts.get(next).map_or(text.len(), |start| start - 1);
        lines.line_start(next)..end
    }

    fn line_index<'a>(&mut self, span: &'a Span) -> (&LineIndex, &'a str) {
        let source = span.source();
        let (_, lines) = self
            .by_file
            .entry(Arc::as_ptr(source))
            .or_insert_with(|| (Arc::clone(source), LineIndex::new(&source.text)));
        (lines, &source.text)
    }
}

impl LineIndex {
    fn new(text: &str) -> Self {
        let mut lines = Self { line_starts: vec![0], n_before: Vec::new() };
        let mut n_chars = 0;
        for (index, byte) in text.bytes().enumerate() {
            if index % STEP_BYTES == 0 {
                lines.n_before.push(n_chars);
            }
            n_chars += usize::from(is_char_boundary_byte(byte));
            if byte == b'\n' {
                lines.line_starts.push(index + 1);
            }
        }
        lines
    }

    /// Returns the start of the line before the one with this index, or of the first line.
    fn line_start(&self, next_line: usize) -> usize {
        self.line_starts.get(next_line.saturating_sub(1)).copied().unwrap_or_default()
    }

    fn line_col(&self, text: &str, offset: usize) -> LineCol {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let column = self.n_chars(text, offset) - self.n_chars(text, self.line_start(line)) + 1;
        LineCol { line, column }
    }

    /// Returns how many characters begin before `offset`.
    fn n_chars(&self, text: &str, offset: usize) -> usize {
        // The end of a text may be on a step that has no count, so the step before it is used.
        let step = (offset / STEP_BYTES).min(self.n_before.len().saturating_sub(1));
        let n_counted = self.n_before.get(step).copied().unwrap_or_default();
        let uncounted = text.as_bytes().get(step * STEP_BYTES..offset).unwrap_or_default();
        n_counted + uncounted.iter().filter(|byte| is_char_boundary_byte(**byte)).count()
    }
}

/// Returns whether a byte of UTF-8 begins a character (RFC 3629, section 3).
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
        let expected = LineColRange { start: span.start_position(), end: span.end_position() };
        let mut line_indexes = LineIndexCache::default();
        assert_eq!(
            line_indexes.line_col_range(&span),
            expected,
            "{:?} of {:?}",
            span.range(),
            source.text
        );
        let line = line_indexes.first_line_range(&span);
        let text = source.text.get(line.clone()).expect("a line lies on character boundaries");
        assert!(!text.contains('\n'));
        assert!(line.start <= span.range().start && span.range().start <= line.end);
    }

    #[test]
    fn the_end_of_a_text_that_fills_its_steps_has_a_position() {
        for n in [0, 1, STEP_BYTES - 1, STEP_BYTES, STEP_BYTES + 1, 2 * STEP_BYTES] {
            let source = source("å".repeat(n));
            check(&source, 0..2 * n);
            check(&source, 2 * n..2 * n);
        }
    }

    proptest! {
        #[test]
        fn positions_are_those_of_the_span(
            text in "[aå🙂\n]{0,1500}",
            start in 0usize..6_000,
            length in 0usize..2_000,
        ) {
            let source = source(text);
            check(&source, start..start + length);
        }
    }
}
