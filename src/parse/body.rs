//! A Markdown text and where it stands in its file.

use super::aligned::Aligned;
use super::citation::{self, Citation};
use super::outline::{CitationTrap, Outline};
use crate::diagnostic::{CitationProblem, Diagnostic, Fault, Source, Span};
use std::ops::Range;
use std::sync::Arc;

/// A Markdown text: the rest of a `.md` file after its front matter, or a string in YAML.
#[derive(Debug, PartialEq, Eq)]
pub struct Body {
    source: Arc<Source>,
    text: BodyText,
    /// What it holds.
    pub outline: Outline,
    /// What is cited, parallel to the outline's citations: each pair of brackets may hold several.
    pub citations: Vec<Vec<Citation>>,
    /// What is wrong in the citations.
    pub findings: Vec<Diagnostic>,
}

#[derive(Debug, PartialEq, Eq)]
enum BodyText {
    /// The text stands in the file as it is.
    Slice(Range<usize>),
    /// The text was folded or unescaped by YAML.
    Scalar { text: Box<str>, place: Aligned },
}

impl Body {
    /// The part of a file that is Markdown.
    #[must_use]
    pub fn slice(source: &Arc<Source>, range: Range<usize>) -> Self {
        let outline = super::markdown::outline(source.text.get(range.clone()).unwrap_or_default());
        Self::new(source, BodyText::Slice(range), outline)
    }

    /// A string of YAML that is Markdown; `whole` is where the string stands in the file.
    #[must_use]
    pub fn scalar(source: &Arc<Source>, text: &str, whole: Range<usize>) -> Self {
        let outline = super::markdown::outline(text);
        let place = Aligned::new(text, &source.text, whole);
        let text = BodyText::Scalar { text: text.into(), place };
        Self::new(source, text, outline)
    }

    fn new(source: &Arc<Source>, text: BodyText, outline: Outline) -> Self {
        let (source, citations, findings) = (Arc::clone(source), Vec::new(), Vec::new());
        let mut body = Self { source, text, outline, citations, findings };
        let place = |part| body.span(&part);
        let read = |range| citation::read_markdown(body.text(), range, &place);
        let (citations, found): (Vec<_>, Vec<_>) = body.outline.citations.iter().map(read).unzip();
        let trapped = body.outline.citation_traps.iter().map(|(range, trap)| {
            let problem = match trap {
                CitationTrap::Parenthesis => CitationProblem::Parenthesis,
                CitationTrap::TableCell => CitationProblem::TableCell,
                CitationTrap::Definition => CitationProblem::Definition,
                CitationTrap::Brackets => CitationProblem::Brackets,
            };
            Diagnostic::at(body.span(range), Fault::CitationSyntax { problem })
        });
        let findings = found.into_iter().flatten().chain(trapped).collect();
        body.findings = findings;
        body.citations = citations;
        body
    }

    /// The Markdown.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.text {
            BodyText::Slice(range) => self.source.text.get(range.clone()).unwrap_or_default(),
            BodyText::Scalar { text, .. } => text,
        }
    }

    /// The place in the file of a range in the Markdown.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        let place = match &self.text {
            BodyText::Slice(whole) => whole.start + range.start..whole.start + range.end,
            BodyText::Scalar { place, .. } => place.place(range),
        };
        Span::new(&self.source, place)
    }

    /// The file that it stands in.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_block_scalar_is_found_in_its_file() {
        let file = "- id: a\n  body: |\n    one\n    two [[x]]\n";
        let source = Arc::new(Source { path: "a.yaml".into(), text: file.into() });
        let start = file.find("    one").unwrap();
        let body = Body::scalar(&source, "one\ntwo [[x]]\n", start..file.len());
        let at = body.text().find('x').unwrap();
        let span = body.span(&(at..at + 1));
        assert_eq!((span.text(), span.begins().line, span.begins().column), ("x", 4, 11));
    }
}
