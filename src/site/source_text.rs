//! The text of a document: paragraphs with locators, in sections.
//!
//! A line `[P19]` alone begins the paragraph P19, which ends at the next such line or heading. A
//! line `# Ärendet` after a blank line begins a section. Text before the first of either is shown
//! but cannot be cited. `\[` and `\#` at the start of a line are a bracket and a hash.
//!
//! The words of a paragraph are one text, and [`SourceParagraph::blocks`] has its shape.

use super::address::fold_name;
use super::quotes::{CitedText, ParagraphIndex};
use super::source_anchors::SourceAnchors;
use super::source_shape::{LineStart, SourceLine, source_blocks};
use super::unbracketed_mark::{may_be_unbracketed, unbracketed_marks};
use crate::diagnostic::rules::MarkProblem;
use crate::diagnostic::{Diagnostic, DiagnosticKind, RelatedNote, SourceFile, Span, rules};
use crate::parse::citation::{normalize_mark, normalize_whitespace};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

pub use super::redline::{
    AlignmentStep, RunSide, TextAlignment, TextUnit, UnitKind, WordRun, text_units, word_runs,
};
pub use super::source_locator::{LocatedParagraphs, LocatorProblem};
pub use super::source_shape::{
    SourceBlock, SourceBlockKind, is_list_item, is_separator_row, table_cells,
};

/// The maximum number of lines that look like marks that are reported of one text. The last report
/// has the number of the others.
const MAX_REPORTED: usize = 5;

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
    pub(super) by_locator: HashMap<String, usize>,
    /// The ids of paragraphs and headings.
    anchors: HashSet<String>,
    /// The id of the first heading with each text, folded.
    by_heading: HashMap<String, String>,
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
    /// For the check of quotes.
    pub(super) quote_index: Arc<ParagraphIndex>,
}

/// The heading of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceHeading {
    /// As written.
    pub text: String,
    /// The id of the heading on the page.
    pub anchor: String,
}

impl SourceParagraph {
    /// Returns the paragraphs, lists and tables that the lines of the text form.
    #[must_use]
    pub fn blocks(&self) -> Vec<SourceBlock> {
        source_blocks(&self.text, &self.text_lines)
    }

    /// Returns whether both have the same text in lines of the same kind.
    pub(super) fn has_same_words(&self, other: &Self) -> bool {
        self.text == other.text && self.text_lines == other.text_lines
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
        Self::read_after(source, &Self::default())
    }

    /// Reads a text after an edit. The result equals that of [`SourceText::read`]; what is known of
    /// a paragraph for the check of quotes is shared with the previous text if it is the same.
    #[must_use]
    pub(super) fn read_after(source: &Arc<SourceFile>, previous: &Self) -> Self {
        let mut text = Self { source: Some(Arc::clone(source)), ..Self::default() };
        let (mut section, mut offset, mut after_blank) = (None, 0, true);
        // Whether the text before a line is complete, so that a mark may be meant there.
        let mut after_end = true;
        let mut not_marks: Vec<(Span, rules::NotAMark)> = Vec::new();
        let mut unbracketed: Vec<(Span, &str)> = Vec::new();
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
                let problem = match (marker, mark_before_text(trimmed)) {
                    (Some(_), _) => Some(MarkProblem::Signs),
                    (None, Some(mark)) if after_end => Some(MarkProblem::TextAfter(mark)),
                    _ => None,
                };
                let span = || Span::new(source, start..start + trimmed.len());
                if let Some(problem) = problem {
                    let line = trimmed.to_owned();
                    not_marks.push((span(), rules::NotAMark { line, problem, n_more: 0 }));
                } else if after_end && may_be_unbracketed(trimmed) {
                    unbracketed.push((span(), trimmed));
                }
                let is_escaped = trimmed.starts_with("\\[") || trimmed.starts_with("\\#");
                let unescaped = trimmed.get(usize::from(is_escaped)..).unwrap_or_default();
                let line_start =
                    if after_blank { LineStart::AfterBlank } else { LineStart::AfterLine };
                text.push_line(unescaped, start..offset, line_start);
            }
            after_blank = trimmed.is_empty();
            after_end = after_blank
                || marker.and_then(normalize_mark).is_some()
                || trimmed.ends_with(['.', ':', ';', '!', '?']);
        }
        if section.is_some() {
            text.start_paragraph("", section, offset..offset);
        }
        for paragraph in &mut text.paragraphs {
            paragraph.quote_index = previous.known_quote_index(paragraph).unwrap_or_else(|| {
                Arc::new(ParagraphIndex::new(&paragraph.text, &paragraph.blocks()))
            });
        }
        let marks = text.paragraphs.iter().map(|paragraph| paragraph.locator.as_str());
        not_marks.extend(unbracketed_marks(marks, unbracketed));
        not_marks.sort_by(|(left, _), (right, _)| left.cmp(right));
        let has_text_after_mark = not_marks
            .iter()
            .any(|(_, not_a_mark)| matches!(not_a_mark.problem, MarkProblem::TextAfter(_)));
        text.report_not_marks(not_marks);
        let duplicates = text.index_locators(source);
        text.diagnostics.extend(duplicates);
        if text.by_locator.is_empty() && !has_text_after_mark {
            text.diagnostics.push(Diagnostic::new(Span::new(source, 0..0), rules::NoMarks));
        }
        text.assign_anchors();
        text
    }

    fn report_not_marks(&mut self, mut not_marks: Vec<(Span, rules::NotAMark)>) {
        let n_more = not_marks.len().saturating_sub(MAX_REPORTED);
        not_marks.truncate(MAX_REPORTED);
        if let Some((_, last)) = not_marks.last_mut() {
            last.n_more = n_more;
        }
        let not_marks = not_marks.into_iter();
        self.diagnostics.extend(not_marks.map(|(span, kind)| Diagnostic::new(span, kind)));
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
            quote_index: Arc::default(),
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
            let kind = rules::DuplicateId::of_mark(&paragraph.locator);
            let diagnostic = Diagnostic::new(span, kind);
            let first_span = Span::new(source, earlier.marker.clone());
            diagnostics.push(diagnostic.with_related(first_span, RelatedNote::FirstDefinition));
        }
        diagnostics
    }

    /// Returns what is known of a paragraph of the next version of this text.
    fn known_quote_index(&self, paragraph: &SourceParagraph) -> Option<Arc<ParagraphIndex>> {
        let known = self.paragraphs.get(*self.by_locator.get(&paragraph.locator)?)?;
        known.has_same_words(paragraph).then(|| Arc::clone(&known.quote_index))
    }

    /// Returns whether both texts have the same marks and headings in the same order, so that a
    /// locator and an anchor mean the same paragraph in both.
    #[must_use]
    pub(super) fn has_same_marks(&self, other: &Self) -> bool {
        let mark = |it: &SourceParagraph| (it.locator.clone(), it.section.clone());
        self.paragraphs.iter().map(mark).eq(other.paragraphs.iter().map(mark))
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
                let folded = fold_name(&section.text);
                self.by_heading.entry(folded).or_insert_with(|| section.anchor.clone());
                self.anchors.insert(section.anchor.clone());
            }
            if !paragraph.anchor.is_empty() {
                self.anchors.insert(paragraph.anchor.clone());
            }
        }
    }

    /// Returns what is wrong with the text: repeated locators, lines that look like marks, and no
    /// marks at all.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns the anchor that a link to a part of the text means: a mark, an anchor or a heading.
    #[must_use]
    pub fn find_anchor(&self, wanted: &str) -> Option<&str> {
        if let Some(index) = self.find_mark(wanted) {
            return self.paragraphs.get(index).map(|paragraph| paragraph.anchor.as_str());
        }
        let anchor = self.anchors.get(wanted);
        anchor.or_else(|| self.by_heading.get(&fold_name(wanted))).map(String::as_str)
    }

    /// Returns whether a paragraph or a heading has an id on the page.
    #[must_use]
    pub fn has_anchor(&self, id: &str) -> bool {
        self.anchors.contains(id)
    }

    /// Returns the text of some paragraphs.
    #[must_use]
    pub fn cited_text(&self, paragraphs: Range<usize>) -> CitedText<'_> {
        let paragraphs = self.paragraphs.get(paragraphs).unwrap_or_default().iter();
        CitedText::new(paragraphs.map(|it| (it.text.as_str(), &*it.quote_index)))
    }
}

/// Returns the mark that a line is, as in `[P19]`. `None` means that it is none.
#[must_use]
pub fn mark_of_line(line: &str) -> Option<String> {
    normalize_mark(bracketed_line(line.trim())?)
}

/// Returns the mark at the start of a line that has other text after it, if it was probably meant
/// to begin a paragraph: `[P4] text` or `[P4]:`.
fn mark_before_text(line: &str) -> Option<String> {
    let (inside, after) = line.strip_prefix('[')?.split_once(']')?;
    let mark = normalize_mark(inside)?;
    let is_number = mark.contains(|char: char| char.is_ascii_digit() || char == '§');
    let is_letter = mark.chars().count() == 1 && mark.chars().all(char::is_uppercase);
    let has_only_sign = matches!(after.trim(), ":" | "." | "," | ";" | "-" | "–");
    let has_text = after.starts_with([' ', '\t', '\u{a0}', ':', '.', ')', '-', '–']);
    (has_only_sign || has_text && (is_number || is_letter)).then_some(mark)
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
