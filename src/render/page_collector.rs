//! Collects what the parts of a page add to the page as a whole: numbered sources, whether it
//! depends on the as-of date, whether it needs more styles, and source marks.

use super::source_list::SourceNumbering;
use crate::diagnostic::{Diagnostic, Span};

/// What the parts of one page have added to the page as a whole so far.
///
/// It is passed to every function that can add something. The order of these calls is the order on
/// the page, which numbers the sources.
#[derive(Debug, Default)]
pub(super) struct PageCollector {
    /// The sources that are cited, numbered by their first markers.
    pub(super) numbering: SourceNumbering,
    /// Errors in the templates of views.
    pub(super) template_errors: Vec<Diagnostic>,
    /// Whether something on the page depends on the as-of date.
    pub(super) uses_as_of_date: bool,
    /// Whether the page has something that may need more styles than those of every page.
    pub(super) needs_page_styles: bool,
    /// How many comparisons of texts are on the page.
    pub(super) n_redlines: usize,
    /// How many texts of other pages are embedded, how much of them is shown, and how much was read
    /// for that.
    pub(super) n_embedded_notes: usize,
    pub(super) n_embedded_bytes: usize,
    pub(super) n_read_bytes: usize,
    /// The span of each source mark, by its number. `None` means that no marks are written.
    source_spans: Option<Vec<Span>>,
}

impl PageCollector {
    /// Returns a collector for a page with source marks.
    pub(super) fn with_source_marks() -> Self {
        Self { source_spans: Some(Vec::new()), ..Self::default() }
    }

    /// Begins another page of the same book, whose sources are numbered on.
    pub(super) fn begin_page(&mut self) {
        (self.n_embedded_notes, self.n_embedded_bytes, self.n_read_bytes) = (0, 0, 0);
    }

    /// Returns a source mark, which says that the text after it comes from a span. It is empty if
    /// no marks are written.
    pub(super) fn source_mark(&mut self, span: impl FnOnce() -> Span) -> String {
        let Some(source_spans) = &mut self.source_spans else { return String::new() };
        source_spans.push(span());
        source_mark_html(source_spans.len() - 1)
    }

    /// Returns the number of the next source mark. `None` means that no marks are written.
    pub(super) fn next_source_mark(&self) -> Option<usize> {
        self.source_spans.as_ref().map(Vec::len)
    }

    /// Adds the spans of marks that were numbered from [`Self::next_source_mark`] on.
    pub(super) fn extend_source_spans(&mut self, spans: impl Iterator<Item = Span>) {
        if let Some(source_spans) = &mut self.source_spans {
            source_spans.extend(spans);
        }
    }

    /// Returns the span of each source mark, by its number.
    pub(super) fn into_source_spans(self) -> Vec<Span> {
        self.source_spans.unwrap_or_default()
    }
}

/// Returns the HTML comment of the source mark with this number.
pub(super) fn source_mark_html(number: usize) -> String {
    format!("<!--@{number}-->")
}
