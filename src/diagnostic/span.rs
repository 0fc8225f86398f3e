//! Spans: a file and a half-open byte range, shown to people as line and column.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

/// The text of one file, as reports show it.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path for reports: relative to the site's root if inside it, with `/`.
    pub path: Box<str>,
    /// The decoded text: no byte order mark, lines end with `\n`.
    pub text: Box<str>,
}

/// A half-open byte range in one file.
///
/// Invariant: both ends are inside the text, on character boundaries, and `start <= end`.
#[derive(Clone, Debug)]
pub struct Span {
    source: Arc<SourceFile>,
    start: usize,
    end: usize,
}

/// A position as people count it: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    /// Counts from 1.
    pub line: usize,
    /// Counts from 1, in characters.
    pub column: usize,
}

impl Span {
    /// Makes a span, clamped to the text and to character boundaries.
    #[must_use]
    pub fn new(source: &Arc<SourceFile>, range: Range<usize>) -> Self {
        let start = source.text.floor_char_boundary(range.start);
        let end = source.text.ceil_char_boundary(range.end.max(start));
        Self { source: Arc::clone(source), start, end }
    }

    /// Makes the empty span at the start of a file: 1:1.
    #[must_use]
    pub fn start_of(source: &Arc<SourceFile>) -> Self {
        Self { source: Arc::clone(source), start: 0, end: 0 }
    }

    /// Returns the file.
    #[must_use]
    pub fn source(&self) -> &Arc<SourceFile> {
        &self.source
    }

    /// Returns the byte range.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns whether another span is in the same file and inside this one.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.source, &other.source)
            && self.start <= other.start
            && other.end <= self.end
    }

    /// Returns the text at the span.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.text.get(self.start..self.end).unwrap_or_default()
    }

    /// Returns whether a line begins with the first byte. Reads nothing else of the file.
    #[must_use]
    pub fn is_first_in_line(&self) -> bool {
        let before = self.source.text.get(..self.start).unwrap_or_default();
        before.is_empty() || before.ends_with('\n')
    }

    /// Returns the position of the first byte. Reads the file up to there.
    #[must_use]
    pub fn start_position(&self) -> LineCol {
        line_col(&self.source.text, self.start)
    }

    /// Returns the position after the last byte.
    #[must_use]
    pub fn end_position(&self) -> LineCol {
        line_col(&self.source.text, self.end)
    }
}

impl PartialEq for Span {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Span {}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Orders by path in byte order, then by range: the order of every report.
impl Ord for Span {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.source.path.as_bytes(), self.start, self.end).cmp(&(
            other.source.path.as_bytes(),
            other.start,
            other.end,
        ))
    }
}

fn line_col(text: &str, offset: usize) -> LineCol {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    LineCol {
        line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
    }
}
