//! A Markdown text, with its outline, its citations and its position in the file.

use super::citation::{self, Citation};
use super::outline::{MarkdownOutline, MisparsedCitation};
use super::scalar_map::ScalarSourceMap;
use crate::diagnostic::{CitationProblem, Diagnostic, SourceFile, Span, rules};
use std::ops::Range;
use std::sync::Arc;

/// A Markdown text: a `.md` file after its front matter, or a string in YAML.
#[derive(Debug, PartialEq, Eq)]
pub struct MarkdownBody {
    source: Arc<SourceFile>,
    text: BodySource,
    /// Headings, links and everything else that the site needs to know.
    pub outline: MarkdownOutline,
    /// The parsed citations, parallel to those of the outline: one pair of brackets can hold
    /// several.
    pub citations: Vec<Vec<Citation>>,
    /// Errors in the citations.
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Debug, PartialEq, Eq)]
enum BodySource {
    /// A part of the file, unchanged.
    Slice(Range<usize>),
    /// A scalar that YAML has folded or unescaped.
    Scalar { text: Box<str>, source_map: ScalarSourceMap },
}

impl MarkdownBody {
    /// Reads a part of a file as Markdown.
    #[must_use]
    pub fn from_slice(source: &Arc<SourceFile>, range: Range<usize>) -> Self {
        let outline =
            super::markdown::collect_outline(source.text.get(range.clone()).unwrap_or_default());
        Self::new(source, BodySource::Slice(range), outline)
    }

    /// Reads a YAML string as Markdown; `scalar_range` is its position in the file.
    #[must_use]
    pub fn from_scalar(source: &Arc<SourceFile>, text: &str, scalar_range: Range<usize>) -> Self {
        let outline = super::markdown::collect_outline(text);
        let source_map = ScalarSourceMap::new(text, &source.text, scalar_range);
        let text = BodySource::Scalar { text: text.into(), source_map };
        Self::new(source, text, outline)
    }

    fn new(source: &Arc<SourceFile>, text: BodySource, outline: MarkdownOutline) -> Self {
        let (source, citations, diagnostics) = (Arc::clone(source), Vec::new(), Vec::new());
        let mut body = Self { source, text, outline, citations, diagnostics };
        let to_span = |range| body.span(&range);
        let parse = |range| citation::parse_markdown_citations(body.text(), range, &to_span);
        let (citations, syntax_errors): (Vec<_>, Vec<_>) =
            body.outline.citations.iter().map(parse).unzip();
        let misparsed = body.outline.misparsed_citations.iter().map(|(range, reason)| {
            let problem = match reason {
                MisparsedCitation::Parenthesis => CitationProblem::Parenthesis,
                MisparsedCitation::TableCell => CitationProblem::TableCell,
                MisparsedCitation::Definition => CitationProblem::Definition,
                MisparsedCitation::Brackets => CitationProblem::Brackets,
            };
            Diagnostic::new(body.span(range), rules::CitationSyntax { problem })
        });
        let diagnostics = syntax_errors.into_iter().flatten().chain(misparsed).collect();
        body.diagnostics = diagnostics;
        body.citations = citations;
        body
    }

    /// Returns the Markdown.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.text {
            BodySource::Slice(range) => self.source.text.get(range.clone()).unwrap_or_default(),
            BodySource::Scalar { text, .. } => text,
        }
    }

    /// Returns the span in the file of a range of the Markdown.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        let file_range = match &self.text {
            BodySource::Slice(slice) => slice.start + range.start..slice.start + range.end,
            BodySource::Scalar { source_map, .. } => source_map.file_range(range),
        };
        Span::new(&self.source, file_range)
    }

    /// Returns the file that contains the text.
    #[must_use]
    pub fn source(&self) -> &Arc<SourceFile> {
        &self.source
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_in_a_block_scalar_has_a_span_in_its_file() {
        let file = "- id: a\n  body: |\n    one\n    two [[x]]\n";
        let source = Arc::new(SourceFile { path: "a.yaml".into(), text: file.into() });
        let start = file.find("    one").unwrap();
        let body = MarkdownBody::from_scalar(&source, "one\ntwo [[x]]\n", start..file.len());
        let offset = body.text().find('x').unwrap();
        let span = body.span(&(offset..offset + 1));
        assert_eq!(
            (span.text(), span.start_position().line, span.start_position().column),
            ("x", 4, 11)
        );
    }
}
