//! The text of a document: paragraphs with locators, in sections.
//!
//! A line `[P19]` alone begins the paragraph P19, which ends at the next such line or heading. A
//! line `# Ärendet` after a blank line begins a section. Text before the first of either is shown
//! but cannot be cited. `\[` and `\#` at the start of a line are a bracket and a hash.

use super::quotes::CitedText;
use crate::diagnostic::{Diagnostic, RelatedNote, SourceFile, Span, rules};
use crate::parse::citation::{is_locator, normalize_whitespace};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The text of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    /// The file.
    pub source: Option<Arc<SourceFile>>,
    /// The text before the first marker, as written.
    pub preamble: String,
    /// The paragraphs in order.
    pub paragraphs: Vec<SourceParagraph>,
    /// The index in `paragraphs` of each locator.
    by_locator: HashMap<String, usize>,
    /// One for each repeated locator.
    diagnostics: Vec<Diagnostic>,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceParagraph {
    /// `P19`; unique in the text. Empty for text that cannot be cited.
    pub locator: String,
    /// The heading of the section that begins with this paragraph.
    pub section: Option<String>,
    /// As written, in NFC, with white space collapsed to one space.
    pub text: String,
    /// The range of its marker in the file, or an empty range where text without a marker begins.
    pub marker: Range<usize>,
    /// The range of the lines below the marker.
    pub lines: Range<usize>,
}

impl SourceText {
    /// Reads a text. A repeated locator means its first paragraph, and is reported.
    #[must_use]
    pub fn read(source: &Arc<SourceFile>) -> Self {
        let mut text = Self { source: Some(Arc::clone(source)), ..Self::default() };
        let (mut section, mut offset, mut after_blank) = (None, 0, true);
        for line in source.text.split_inclusive('\n') {
            let trimmed = line.trim();
            let start = offset + (line.len() - line.trim_start().len());
            offset += line.len();
            if let Some(locator) = locator_marker(trimmed) {
                text.start_paragraph(locator, section.take(), start..start + trimmed.len());
            } else if let (true, Some(heading)) = (after_blank, trimmed.strip_prefix("# ")) {
                // The section before this one has no text.
                if section.is_some() {
                    text.start_paragraph("", section.take(), start..start);
                }
                section = Some(heading.trim().to_owned());
            } else {
                if section.is_some() && !trimmed.is_empty() {
                    // Text below a heading without a marker is shown but cannot be cited.
                    text.start_paragraph("", section.take(), start..start);
                }
                let is_escaped = trimmed.starts_with("\\[") || trimmed.starts_with("\\#");
                let unescaped = trimmed.get(usize::from(is_escaped)..).unwrap_or_default();
                text.push_line(unescaped, start..offset);
            }
            after_blank = trimmed.is_empty();
        }
        if section.is_some() {
            text.start_paragraph("", section, offset..offset);
        }
        text.diagnostics = text.index_locators(source);
        text
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

    /// Appends a line to the last paragraph, or to the preamble.
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

    /// Indexes the locators, and returns a diagnostic for each repeated one.
    fn index_locators(&mut self, source: &Arc<SourceFile>) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            if paragraph.locator.is_empty() {
                continue;
            }
            let first_index = *self.by_locator.entry(paragraph.locator.clone()).or_insert(index);
            if let (true, Some(earlier)) = (first_index != index, self.paragraphs.get(first_index))
            {
                let kind = rules::DuplicateId { id: paragraph.locator.clone() };
                let diagnostic = Diagnostic::new(Span::new(source, paragraph.marker.clone()), kind);
                let first_span = Span::new(source, earlier.marker.clone());
                diagnostics.push(diagnostic.with_related(first_span, RelatedNote::FirstDefinition));
            }
        }
        diagnostics
    }

    /// Returns one diagnostic for each repeated locator.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns whether a paragraph is the first with its locator.
    #[must_use]
    pub fn is_first_with_locator(&self, paragraph_index: usize) -> bool {
        let locator = self.paragraphs.get(paragraph_index).map(|paragraph| &paragraph.locator);
        locator.is_some_and(|locator| self.by_locator.get(locator) == Some(&paragraph_index))
    }

    /// Returns the index of the paragraph with a locator.
    #[must_use]
    pub fn find_locator(&self, locator: &str) -> Option<usize> {
        self.by_locator.get(locator).copied()
    }

    /// Returns whether a paragraph has a locator.
    #[must_use]
    pub fn has_locator(&self, locator: &str) -> bool {
        self.by_locator.contains_key(locator)
    }

    /// Returns the text of some paragraphs.
    #[must_use]
    pub fn cited_text(&self, paragraphs: Range<usize>) -> CitedText {
        let paragraphs = self.paragraphs.get(paragraphs).unwrap_or_default().iter();
        CitedText::new(paragraphs.map(|paragraph| paragraph.text.as_str()))
    }
}

/// Returns the locator of a line that consists of `[P19]`.
fn locator_marker(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']').filter(|locator| is_locator(locator))
}
