//! The text that a document stands for: paragraphs with locators, in sections.
//!
//! A line `[P19]` alone begins the paragraph P19, up to the next such line or heading. A line
//! `# Ärendet` after a blank line begins a section. What stands before the first of either is
//! shown,
//! but cannot be cited. `\[` and `\#` at the start of a line are a bracket and a hash.

use crate::diagnostic::{Diagnostic, DiagnosticKind, RelatedNote, SourceFile, Span};
use crate::parse::citation::{is_locator, normalize_whitespace};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// A paper's own text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    /// The file.
    pub source: Option<Arc<SourceFile>>,
    /// What stands before the first marker, as written.
    pub preamble: String,
    /// In order.
    pub paragraphs: Vec<SourceParagraph>,
    /// The place of each locator in `paragraphs`.
    by_locator: HashMap<String, usize>,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceParagraph {
    /// `P19`; unique in the text. Empty for words that cannot be cited.
    pub locator: String,
    /// The heading of the section that begins with this paragraph.
    pub section: Option<String>,
    /// As written, white space folded to one space; NFC.
    pub text: String,
    /// Its marker in the file; of words without one, the line that they begin on.
    pub marker: Range<usize>,
    /// The lines below the marker.
    pub lines: Range<usize>,
}

impl SourceText {
    /// Reads a text. A locator that stands twice keeps its first paragraph, with a finding.
    #[must_use]
    pub fn read(source: &Arc<SourceFile>) -> (Self, Vec<Diagnostic>) {
        let mut text = Self { source: Some(Arc::clone(source)), ..Self::default() };
        let (mut section, mut offset, mut after_blank) = (None, 0, true);
        for line in source.text.split_inclusive('\n') {
            let words = line.trim();
            let start = offset + (line.len() - line.trim_start().len());
            offset += line.len();
            if let Some(locator) = locator_marker(words) {
                text.start_paragraph(locator, section.take(), start..start + words.len());
            } else if let (true, Some(heading)) = (after_blank, words.strip_prefix("# ")) {
                // A section without words of its own.
                if section.is_some() {
                    text.start_paragraph("", section.take(), start..start);
                }
                section = Some(heading.trim().to_owned());
            } else {
                if section.is_some() && !words.is_empty() {
                    // Words below a heading that no marker claims: shown, not citable.
                    text.start_paragraph("", section.take(), start..start);
                }
                let is_escaped = words.starts_with("\\[") || words.starts_with("\\#");
                let words = words.get(usize::from(is_escaped)..).unwrap_or_default();
                text.push_line(words, start..offset);
            }
            after_blank = words.is_empty();
        }
        if section.is_some() {
            text.start_paragraph("", section, offset..offset);
        }
        let diagnostics = text.index(source);
        (text, diagnostics)
    }

    fn start_paragraph(&mut self, locator: &str, section: Option<String>, marker: Range<usize>) {
        self.paragraphs.push(SourceParagraph {
            locator: locator.to_owned(),
            section,
            text: String::new(),
            lines: marker.end..marker.end,
            marker,
        });
    }

    /// Adds a line to the last paragraph, or to what stands before the first.
    fn push_line(&mut self, line: &str, range: Range<usize>) {
        match self.paragraphs.last_mut() {
            None => {
                self.preamble.push_str(line);
                self.preamble.push('\n');
            }
            Some(paragraph) if !line.is_empty() => {
                if !paragraph.text.is_empty() {
                    paragraph.text.push(' ');
                }
                paragraph.text.push_str(&normalize_whitespace(line));
                paragraph.lines.end = range.end;
            }
            Some(_) => {}
        }
    }

    /// Notes where each locator stands; tells those that stand twice.
    fn index(&mut self, source: &Arc<SourceFile>) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            if paragraph.locator.is_empty() {
                continue;
            }
            let first = *self.by_locator.entry(paragraph.locator.clone()).or_insert(index);
            if let (true, Some(earlier)) = (first != index, self.paragraphs.get(first)) {
                let kind = DiagnosticKind::DuplicateId { id: paragraph.locator.clone() };
                let diagnostic = Diagnostic::new(Span::new(source, paragraph.marker.clone()), kind);
                let first = Span::new(source, earlier.marker.clone());
                diagnostics.push(diagnostic.with_related(first, RelatedNote::FirstDefinition));
            }
        }
        diagnostics
    }

    /// Whether a paragraph is the one that its locator means: the first of that name.
    #[must_use]
    pub fn is_first_in_section(&self, at: usize) -> bool {
        let locator = self.paragraphs.get(at).map(|paragraph| &paragraph.locator);
        locator.is_some_and(|locator| self.by_locator.get(locator) == Some(&at))
    }

    /// The place of a locator's paragraph.
    #[must_use]
    pub fn find_locator(&self, locator: &str) -> Option<usize> {
        self.by_locator.get(locator).copied()
    }

    /// Whether a paragraph has that locator.
    #[must_use]
    pub fn has_locator(&self, locator: &str) -> bool {
        self.by_locator.contains_key(locator)
    }

    /// The words of some paragraphs, joined by a space.
    #[must_use]
    pub fn joined_text(&self, paragraphs: Range<usize>) -> String {
        let parts = self.paragraphs.get(paragraphs).unwrap_or_default().iter();
        parts.map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The locator of a line that is `[P19]` alone.
fn locator_marker(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']').filter(|locator| is_locator(locator))
}
