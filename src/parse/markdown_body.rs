//! A Markdown text, with its outline, its citations and its position in the file.

use super::citation::{self, Citation};
use super::dialect::{self, ForeignUse, OffsetMap};
use super::loose_citation::LooseCitation;
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
    /// The text in pakt's Markdown. `None` means that it is written so.
    translation: Option<TranslatedText>,
    /// Headings, links and everything else that the site needs to know.
    pub outline: MarkdownOutline,
    /// The parsed citations, parallel to those of the outline: one pair of brackets can hold
    /// several.
    pub citations: Vec<Vec<Citation>>,
    /// Errors in the citations.
    pub diagnostics: Vec<Diagnostic>,
    /// The uses of syntax that is not read, by their ranges in the file.
    pub foreign_uses: Vec<ForeignUse>,
}

/// A text that was written for another tool, in pakt's Markdown.
#[derive(Debug, PartialEq, Eq)]
struct TranslatedText {
    text: Box<str>,
    /// From its offsets to those of the original.
    maps: Vec<OffsetMap>,
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
        Self::new(source, BodySource::Slice(range))
    }

    /// Reads a YAML string as Markdown; `scalar_range` is its position in the file.
    #[must_use]
    pub fn from_scalar(source: &Arc<SourceFile>, text: &str, scalar_range: Range<usize>) -> Self {
        let source_map = ScalarSourceMap::new(text, &source.text, scalar_range);
        Self::new(source, BodySource::Scalar { text: text.into(), source_map })
    }

    fn new(source: &Arc<SourceFile>, text: BodySource) -> Self {
        let written = text.as_str(source);
        let translation = dialect::translate(written);
        let markdown = translation.as_ref().map_or(written, |translation| &*translation.text);
        let outline = super::markdown::collect_outline(markdown);
        let (maps, mut foreign) = match &translation {
            Some(translation) => (&*translation.maps, translation.foreign.clone()),
            None => (&[][..], Vec::new()),
        };
        for foreign_use in &outline.foreign {
            let range = dialect::original_range(maps, foreign_use.range.clone());
            foreign.push(ForeignUse { kind: foreign_use.kind, range });
        }
        let translation =
            translation.map(|it| TranslatedText { text: it.text.into(), maps: it.maps });
        let mut body = Self {
            source: Arc::clone(source),
            text,
            translation,
            outline,
            citations: Vec::new(),
            diagnostics: Vec::new(),
            foreign_uses: Vec::new(),
        };
        for foreign_use in &mut foreign {
            foreign_use.range = body.original_span(&foreign_use.range).range();
        }
        body.foreign_uses = foreign;
        let to_span = |range| body.span(&range);
        let parse = |range| citation::parse_markdown_citations(body.text(), range, &to_span);
        let (citations, syntax_errors): (Vec<_>, Vec<_>) =
            body.outline.citations.iter().map(parse).unzip();
        let misparsed = body.outline.misparsed_citations.iter().map(|(range, reason)| {
            let problem = match reason {
                MisparsedCitation::Parenthesis => CitationProblem::Parenthesis,
                MisparsedCitation::TableCell => CitationProblem::TableCell,
                MisparsedCitation::Definition => CitationProblem::Definition,
                MisparsedCitation::Brackets => {
                    let written = body.text().get(range.clone()).unwrap_or_default();
                    let loose = LooseCitation::parse(written).map(|it| it.to_citation_text());
                    let citation = loose.filter(|it| !it.contains(['[', ']']));
                    CitationProblem::Brackets(citation.map(|it| format!("[@{it}]")))
                }
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
        match &self.translation {
            Some(translation) => &translation.text,
            None => self.text.as_str(&self.source),
        }
    }

    /// Returns the span in the file of a range of the Markdown.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        match &self.translation {
            Some(translation) => {
                self.original_span(&dialect::original_range(&translation.maps, range.clone()))
            }
            None => self.original_span(range),
        }
    }

    /// Returns the span in the file of a range of the text as it is written.
    fn original_span(&self, range: &Range<usize>) -> Span {
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

impl BodySource {
    /// Returns the text as it is written.
    fn as_str<'a>(&'a self, source: &'a SourceFile) -> &'a str {
        match self {
            Self::Slice(range) => source.text.get(range.clone()).unwrap_or_default(),
            Self::Scalar { text, .. } => text,
        }
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
