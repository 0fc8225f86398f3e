//! Omits what follows from a broken mark in a source text: it is counted there, and not listed.
//!
//! Without its mark, the words of a paragraph belong to the one before it. What is reported of the
//! citations of the paragraph would say to cite that one, which is wrong once the mark is mended.

use super::omitted_findings::omit_caused;
use crate::diagnostic::rules::{DuplicateIdKind, MarkProblem};
use crate::diagnostic::{Diagnostic, DiagnosticKind, Span};
use crate::site::entry_citations::entry_citations;
use crate::site::{EntryIndex, Site};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with a mark of a document.
enum BrokenMark<'d> {
    /// A line that is not the mark that it was meant to be.
    NotAMark { line: &'d str, problem: &'d MarkProblem, n_more: usize },
    /// A mark that occurs earlier in the text, so the one that was meant may be missing.
    Repeated(&'d str),
}

/// What is wrong with a citation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CitationFault {
    /// The document does not have the paragraph.
    UnknownParagraph,
    /// The paragraph does not have the words.
    MissingWords,
}

/// Omits findings about citations of a paragraph whose mark is broken. The finding about the mark
/// counts them, and is as severe as they are.
pub(super) fn omit_mark_effects(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let broken_marks: Vec<(usize, BrokenMark<'_>)> = diagnostics
        .iter()
        .enumerate()
        .filter_map(|(index, it)| Some((index, broken_mark(&it.kind)?)))
        .collect();
    if broken_marks.is_empty() {
        return;
    }
    let mut documents_by_path: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, text) in site.source_texts.iter() {
        if let Some(source) = &text.source {
            documents_by_path.entry(&source.path).or_default().push(id);
        }
    }
    let mut marks_by_document: BTreeMap<&str, Vec<&(usize, BrokenMark<'_>)>> = BTreeMap::new();
    for broken_mark in &broken_marks {
        let path = diagnostics.get(broken_mark.0).map(|it| it.span.source().path.clone());
        for id in path.iter().flat_map(|path| documents_by_path.get(&**path)).flatten() {
            marks_by_document.entry(id).or_default().push(broken_mark);
        }
    }
    let quote_spans = quote_spans(site, &marks_by_document.keys().copied().collect());
    let cause_of = |effect: &Diagnostic| {
        let (document, locator, fault) = match &effect.kind {
            DiagnosticKind::UnknownLocator(unknown) => (
                unknown.document.as_str(),
                unknown.locator.as_deref()?,
                CitationFault::UnknownParagraph,
            ),
            DiagnosticKind::QuoteNotFound(quote) => (
                *quote_spans.get(&effect.span)?,
                quote.locator.as_str(),
                CitationFault::MissingWords,
            ),
            _ => return None,
        };
        let mut marks = marks_by_document.get(document)?.iter();
        let cause = marks.find(|(_, mark)| mark.explains(locator, fault));
        cause.map(|(index, _)| *index)
    };
    let cause_indexes: Vec<Option<usize>> = diagnostics.iter().map(cause_of).collect();
    let severities: Vec<_> = diagnostics.iter().map(|it| it.severity).collect();
    for (cause_index, severity) in cause_indexes.iter().zip(severities) {
        if let Some(cause) = cause_index.and_then(|index| diagnostics.get_mut(index)) {
            cause.severity = cause.severity.min(severity);
        }
    }
    omit_caused(diagnostics, &cause_indexes);
}

fn broken_mark(kind: &DiagnosticKind) -> Option<BrokenMark<'_>> {
    match kind {
        DiagnosticKind::NotAMark(it) if it.problem != MarkProblem::InBody => {
            Some(BrokenMark::NotAMark { line: &it.line, problem: &it.problem, n_more: it.n_more })
        }
        DiagnosticKind::DuplicateId(it) if it.kind == DuplicateIdKind::Mark => {
            Some(BrokenMark::Repeated(&it.id))
        }
        _ => None,
    }
}

/// Returns the documents that quotes are from, by the span of the quote.
fn quote_spans<'s>(site: &'s Site, documents: &BTreeSet<&str>) -> BTreeMap<Span, &'s str> {
    let entries = (0..site.entries.len()).map(|index| site.entry_at(EntryIndex(index)));
    let citations = entries.flat_map(entry_citations).map(|(_, citation)| citation);
    citations
        .filter(|citation| documents.contains(&*citation.document.text))
        .filter_map(|citation| {
            Some((citation.quote.as_ref()?.span.clone(), &*citation.document.text))
        })
        .collect()
}

impl BrokenMark<'_> {
    /// Returns whether a citation with a locator is wrong because of the mark.
    fn explains(&self, locator: &str, fault: CitationFault) -> bool {
        let is_unknown = fault == CitationFault::UnknownParagraph;
        let names = |mark: &str| {
            locator.split(['-', '–']).chain([locator]).any(|part| letters(part) == letters(mark))
        };
        match self {
            Self::NotAMark { line, problem, n_more } => {
                let is_meant = match problem {
                    MarkProblem::TextAfter(mark) | MarkProblem::NoBrackets(mark) => names(mark),
                    MarkProblem::Signs => letters(line).starts_with(&letters(locator)),
                    MarkProblem::InBody => false,
                };
                is_unknown && (*n_more > 0 || is_meant)
            }
            Self::Repeated(mark) => is_unknown || names(mark),
        }
    }
}

/// Returns the letters and digits of a text, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
