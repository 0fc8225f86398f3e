//! The text of a document: paragraphs with locators, in sections.
//!
//! A line `[P19]` alone begins the paragraph P19, which ends at the next such line or heading. A
//! line `# Ärendet` after a blank line begins a section. Text before the first of either is shown
//! but cannot be cited. `\[` and `\#` at the start of a line are a bracket and a hash.
//!
//! The words of a paragraph are one text, and [`SourceParagraph::blocks`] has its shape.

use super::address::fold_name;
use super::quotes::CitedText;
use super::source_anchors::SourceAnchors;
use super::source_shape::{LineStart, SourceLine, source_blocks};
use crate::diagnostic::{Diagnostic, DiagnosticKind, RelatedNote, SourceFile, Span, rules};
use crate::parse::citation::{normalize_mark, normalize_whitespace};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

pub use super::source_shape::{SourceBlock, SourceBlockKind, is_separator_row, table_cells};

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
    /// For each repeated locator, each line that looks like a mark, and a text without marks.
    diagnostics: Vec<Diagnostic>,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceParagraph {
    /// `P19`; unique in the text. Empty for text that cannot be cited.
    pub locator: String,
    /// The id of the paragraph on the page, unique in the text. Empty for text that cannot be
    /// cited, and for a repeated locator.
    pub anchor: String,
    /// The heading of the section that begins with this paragraph.
    pub section: Option<SourceHeading>,
    /// As written, in NFC, with white space collapsed to one space.
    pub text: String,
    /// The range of its marker in the file, or an empty range where text without a marker begins.
    pub marker: Range<usize>,
    /// The range of the lines below the marker.
    pub lines: Range<usize>,
    /// The lines of the text that are not empty.
    text_lines: Vec<SourceLine>,
}

/// The heading of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceHeading {
    /// As written.
    pub text: String,
    /// The id of the heading on the page.
    pub anchor: String,
}

/// The paragraphs that a locator names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocatedParagraphs {
    /// The index of the first.
    pub first: usize,
    /// The index of the last, which may be before the first.
    pub last: usize,
}

/// Why a locator names no paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocatorProblem {
    /// It has characters that marks do not have.
    NotALocator,
    /// This mark, which is all of the locator or one end of a range, is not in the text.
    UnknownMark(String),
}

impl SourceParagraph {
    /// Returns the paragraphs, lists and tables that the lines of the text form.
    #[must_use]
    pub fn blocks(&self) -> Vec<SourceBlock> {
        source_blocks(&self.text, &self.text_lines)
    }

    fn push_line(&mut self, line: &str, line_start: LineStart) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(&normalize_whitespace(line));
        self.text_lines.push(SourceLine { range: start..self.text.len(), start: line_start });
    }
}

impl SourceText {
    /// Reads a text. A repeated locator means its first paragraph, and is reported, as is a line in
    /// brackets that is not a mark.
    #[must_use]
    pub fn read(source: &Arc<SourceFile>) -> Self {
        let mut text = Self { source: Some(Arc::clone(source)), ..Self::default() };
        let (mut section, mut offset, mut after_blank) = (None, 0, true);
        for line in source.text.split_inclusive('\n') {
            let trimmed = line.trim();
            let start = offset + (line.len() - line.trim_start().len());
            offset += line.len();
            let marker = bracketed_line(trimmed);
            if let Some(locator) = marker.and_then(normalize_mark) {
                text.start_paragraph(&locator, section.take(), start..start + trimmed.len());
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
                if marker.is_some() {
                    let span = Span::new(source, start..start + trimmed.len());
                    let kind = rules::NotAMark { line: trimmed.to_owned() };
                    text.diagnostics.push(Diagnostic::new(span, kind));
                }
                let is_escaped = trimmed.starts_with("\\[") || trimmed.starts_with("\\#");
                let unescaped = trimmed.get(usize::from(is_escaped)..).unwrap_or_default();
                let line_start =
                    if after_blank { LineStart::AfterBlank } else { LineStart::AfterLine };
                text.push_line(unescaped, start..offset, line_start);
            }
            after_blank = trimmed.is_empty();
        }
        if section.is_some() {
            text.start_paragraph("", section, offset..offset);
        }
        let duplicates = text.index_locators(source);
        text.diagnostics.extend(duplicates);
        if text.by_locator.is_empty() {
            text.diagnostics.push(Diagnostic::new(Span::new(source, 0..0), rules::NoMarks));
        }
        text.assign_anchors();
        text
    }

    fn start_paragraph(&mut self, locator: &str, section: Option<String>, marker: Range<usize>) {
        self.paragraphs.push(SourceParagraph {
            locator: locator.to_owned(),
            anchor: String::new(),
            section: section.map(|text| SourceHeading { text, anchor: String::new() }),
            text: String::new(),
            lines: marker.end..marker.end,
            marker,
            text_lines: Vec::new(),
        });
    }

    /// Appends a line to the last paragraph, or to the preamble.
    fn push_line(&mut self, line: &str, range: Range<usize>, line_start: LineStart) {
        match self.paragraphs.last_mut() {
            None => {
                self.preamble.push_str(line);
                self.preamble.push('\n');
            }
            Some(paragraph) if !line.is_empty() => {
                paragraph.push_line(line, line_start);
                paragraph.lines.end = range.end;
            }
            Some(_) => {}
        }
    }

    /// Indexes the locators, and returns a diagnostic for each one that is repeated, at its second
    /// place.
    fn index_locators(&mut self, source: &Arc<SourceFile>) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        // The index of the diagnostic of each repeated locator.
        let mut repeated: HashMap<&str, usize> = HashMap::new();
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            if paragraph.locator.is_empty() {
                continue;
            }
            let first_index = *self.by_locator.entry(paragraph.locator.clone()).or_insert(index);
            let Some(earlier) = self.paragraphs.get(first_index).filter(|_| first_index != index)
            else {
                continue;
            };
            let span = Span::new(source, paragraph.marker.clone());
            let at_repeated = repeated.get(&*paragraph.locator);
            if let Some(diagnostic) = at_repeated.and_then(|index| diagnostics.get_mut(*index)) {
                diagnostic.push_related(span, RelatedNote::AnotherPlace);
                if let DiagnosticKind::DuplicateId(duplicate) = &mut diagnostic.kind {
                    duplicate.n_uses += 1;
                }
                continue;
            }
            repeated.insert(&paragraph.locator, diagnostics.len());
            let diagnostic = Diagnostic::new(span, rules::DuplicateId::new(&paragraph.locator));
            let first_span = Span::new(source, earlier.marker.clone());
            diagnostics.push(diagnostic.with_related(first_span, RelatedNote::FirstDefinition));
        }
        diagnostics
    }

    /// Gives the paragraphs that can be cited, and the headings, their anchors.
    fn assign_anchors(&mut self) {
        let citable = self.paragraphs.iter().enumerate();
        let citable = citable
            .filter(|(index, paragraph)| self.by_locator.get(&paragraph.locator) == Some(index));
        let marks: Vec<&str> = citable.map(|(_, paragraph)| paragraph.locator.as_str()).collect();
        let mut anchors = SourceAnchors::new(&marks);
        for (index, paragraph) in self.paragraphs.iter_mut().enumerate() {
            if self.by_locator.get(&paragraph.locator) == Some(&index) {
                paragraph.anchor = anchors.mark_anchor(&paragraph.locator);
            }
            if let Some(section) = &mut paragraph.section {
                section.anchor = anchors.heading_anchor(&section.text);
            }
        }
    }

    /// Returns what is wrong with the text: repeated locators, lines that look like marks, and no
    /// marks at all.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns the index of the paragraph with a mark.
    #[must_use]
    pub fn find_mark(&self, mark: &str) -> Option<usize> {
        match self.by_locator.get(mark) {
            Some(index) => Some(*index),
            None => self.by_locator.get(&normalize_mark(mark)?).copied(),
        }
    }

    /// Returns the first mark of the text. `None` means that it has none.
    #[must_use]
    pub fn first_mark(&self) -> Option<&str> {
        let marks = self.paragraphs.iter().map(|paragraph| paragraph.locator.as_str());
        marks.into_iter().find(|mark| !mark.is_empty())
    }

    /// Returns the paragraphs of a locator as written in a citation: a mark, or two with a hyphen
    /// between them. A mark of the text is never a range, so `3-1` is the paragraph `3-1` if there
    /// is one.
    ///
    /// # Errors
    /// A mark that the text does not have, or text that cannot be a mark.
    pub fn locate(&self, locator: &str) -> Result<LocatedParagraphs, LocatorProblem> {
        let locator = normalize_whitespace(locator);
        if let Some(index) = self.find_mark(&locator) {
            return Ok(LocatedParagraphs { first: index, last: index });
        }
        let (mut unknown_end, mut has_range_syntax) = (None, false);
        for (offset, hyphen) in locator.match_indices('-') {
            let first = locator.get(..offset).unwrap_or_default().trim_end();
            let last = locator.get(offset + hyphen.len()..).unwrap_or_default().trim_start();
            let missing = match (self.find_mark(first), self.find_mark(last)) {
                (Some(first), Some(last)) => return Ok(LocatedParagraphs { first, last }),
                (Some(_), None) => last,
                (None, Some(_)) => first,
                (None, None) => &locator,
            };
            has_range_syntax |= normalize_mark(first).is_some() && normalize_mark(last).is_some();
            if missing != locator && normalize_mark(missing).is_some() {
                unknown_end = unknown_end.or(Some(missing.to_owned()));
            }
        }
        if has_range_syntax || normalize_mark(&locator).is_some() {
            return Err(LocatorProblem::UnknownMark(unknown_end.unwrap_or(locator)));
        }
        Err(LocatorProblem::NotALocator)
    }

    /// Returns the anchor that a link to a part of the text means: a mark, an anchor or a heading.
    #[must_use]
    pub fn find_anchor(&self, wanted: &str) -> Option<&str> {
        if let Some(index) = self.find_mark(wanted) {
            return self.paragraphs.get(index).map(|paragraph| paragraph.anchor.as_str());
        }
        let folded = fold_name(wanted);
        let headings = self.paragraphs.iter().filter_map(|paragraph| paragraph.section.as_ref());
        let mut anchors = self
            .paragraphs
            .iter()
            .map(|paragraph| paragraph.anchor.as_str())
            .chain(headings.clone().map(|heading| heading.anchor.as_str()));
        anchors.find(|anchor| *anchor == wanted && !wanted.is_empty()).or_else(|| {
            let mut headings = headings;
            let heading = headings.find(|heading| fold_name(&heading.text) == folded)?;
            Some(&heading.anchor)
        })
    }

    /// Returns the text of some paragraphs.
    #[must_use]
    pub fn cited_text(&self, paragraphs: Range<usize>) -> CitedText {
        let paragraphs = self.paragraphs.get(paragraphs).unwrap_or_default().iter();
        CitedText::new(paragraphs.map(|paragraph| paragraph.text.as_str()))
    }
}

/// Returns the text of a line that consists of brackets, as in `[P19]`.
fn bracketed_line(line: &str) -> Option<&str> {
    let inside = line.strip_prefix('[')?.strip_suffix(']')?;
    let mut depth = 0_usize;
    for char in inside.chars() {
        match char {
            '[' => depth += 1,
            // The first bracket ends before the line does.
            ']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    (depth == 0).then_some(inside)
}
