//! A Markdown text and where it stands in its file.

use super::citation::{self, Citation};
use super::outline::{MarkdownOutline, MisparsedCitation};
use super::scalar_map::ScalarSourceMap;
use crate::diagnostic::{CitationProblem, Diagnostic, DiagnosticKind, SourceFile, Span};
use std::ops::Range;
use std::sync::Arc;

/// A Markdown text: the rest of a `.md` file after its front matter, or a string in YAML.
#[derive(Debug, PartialEq, Eq)]
pub struct MarkdownBody {
    source: Arc<SourceFile>,
    text: BodySource,
    /// What it holds.
    pub outline: MarkdownOutline,
    /// What is cited, parallel to the outline's citations: each pair of brackets may hold several.
    pub citations: Vec<Vec<Citation>>,
    /// What is wrong in the citations.
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Debug, PartialEq, Eq)]
enum BodySource {
    /// The text stands in the file as it is.
    Slice(Range<usize>),
    /// The text was folded or unescaped by YAML.
    Scalar { text: Box<str>, place: ScalarSourceMap },
}

impl MarkdownBody {
    /// The part of a file that is Markdown.
    #[must_use]
    pub fn from_slice(source: &Arc<SourceFile>, range: Range<usize>) -> Self {
        let outline =
            super::markdown::collect_outline(source.text.get(range.clone()).unwrap_or_default());
        Self::new(source, BodySource::Slice(range), outline)
    }

    /// A string of YAML that is Markdown; `whole` is where the string stands in the file.
    #[must_use]
    pub fn from_scalar(source: &Arc<SourceFile>, text: &str, whole: Range<usize>) -> Self {
        let outline = super::markdown::collect_outline(text);
        let place = ScalarSourceMap::new(text, &source.text, whole);
        let text = BodySource::Scalar { text: text.into(), place };
        Self::new(source, text, outline)
    }

    fn new(source: &Arc<SourceFile>, text: BodySource, outline: MarkdownOutline) -> Self {
        let (source, citations, diagnostics) = (Arc::clone(source), Vec::new(), Vec::new());
        let mut body = Self { source, text, outline, citations, diagnostics };
        let place = |part| body.span(&part);
        let read = |range| citation::read_markdown(body.text(), range, &place);
        let (citations, found): (Vec<_>, Vec<_>) = body.outline.citations.iter().map(read).unzip();
        let trapped = body.outline.citation_traps.iter().map(|(range, trap)| {
            let problem = match trap {
                MisparsedCitation::Parenthesis => CitationProblem::Parenthesis,
                MisparsedCitation::TableCell => CitationProblem::TableCell,
                MisparsedCitation::Definition => CitationProblem::Definition,
                MisparsedCitation::Brackets => CitationProblem::Brackets,
            };
            Diagnostic::new(body.span(range), DiagnosticKind::CitationSyntax { problem })
        });
        let diagnostics = found.into_iter().flatten().chain(trapped).collect();
        body.diagnostics = diagnostics;
        body.citations = citations;
        body
    }

    /// The Markdown.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.text {
            BodySource::Slice(range) => self.source.text.get(range.clone()).unwrap_or_default(),
            BodySource::Scalar { text, .. } => text,
        }
    }

    /// The place in the file of a range in the Markdown.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        let place = match &self.text {
            BodySource::Slice(whole) => whole.start + range.start..whole.start + range.end,
            BodySource::Scalar { place, .. } => place.file_range(range),
        };
        Span::new(&self.source, place)
    }

    /// The file that it stands in.
    #[must_use]
    pub fn source(&self) -> &Arc<SourceFile> {
        &self.source
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_block_scalar_is_found_in_its_file() {
        let file = "- id: a\n  body: |\n    one\n    two [[x]]\n";
        let source = Arc::new(SourceFile { path: "a.yaml".into(), text: file.into() });
        let start = file.find("    one").unwrap();
        let body = MarkdownBody::from_scalar(&source, "one\ntwo [[x]]\n", start..file.len());
        let at = body.text().find('x').unwrap();
        let span = body.span(&(at..at + 1));
        assert_eq!(
            (span.text(), span.start_position().line, span.start_position().column),
            ("x", 4, 11)
        );
    }
}
