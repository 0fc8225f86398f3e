//! Citations of paragraphs that changed, beside values and texts that did not.

use super::{CitedParagraphs, SinceComparison};
use crate::changes::ChangeKind;
use crate::diagnostic::{Diagnostic, RelatedNote, Span, rules};
use crate::parse::{Citation, MarkdownBody};
use crate::schema::{EntryId, Statement};
use crate::site::{Entry, EntryIndex};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

pub(super) fn check(comparison: &SinceComparison<'_>) -> Vec<Diagnostic> {
    let moved = MovedDocuments::new(comparison);
    if moved.documents.is_empty() {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    for (index, entry) in comparison.new.entries.iter().enumerate() {
        let is_compared = !entry.is_implicit()
            && !moved.added_entries.contains(&entry.id)
            && !comparison.new.has_duplicate_id(EntryIndex(index));
        if is_compared {
            moved.check_statements(entry, &mut diagnostics);
            moved.check_texts(entry, &mut diagnostics);
        }
    }
    diagnostics
}

/// The documents whose texts differ, and what else differs.
struct MovedDocuments<'s> {
    comparison: &'s SinceComparison<'s>,
    documents: BTreeSet<EntryId>,
    added_entries: BTreeSet<&'s EntryId>,
    /// Where values are that differ.
    changed_values: BTreeSet<&'s Span>,
}

impl<'s> MovedDocuments<'s> {
    fn new(comparison: &'s SinceComparison<'s>) -> Self {
        let texts = comparison.new.source_texts.iter();
        let texts = texts.filter(|(id, new)| {
            let old = comparison.old.source_texts.get(*id);
            old.is_some_and(|old| !Arc::ptr_eq(old, new))
        });
        let added = comparison.changes.iter().filter(|it| it.kind == ChangeKind::EntryAdded);
        let values = comparison.changes.iter().filter(|it| it.field.is_some());
        Self {
            comparison,
            documents: texts.map(|(id, _)| id.clone()).collect(),
            added_entries: added.map(|change| &change.entry).collect(),
            changed_values: values.map(|change| &change.span).collect(),
        }
    }

    /// Checks the citations of values that are as they were.
    fn check_statements(&self, entry: &Entry, diagnostics: &mut Vec<Diagnostic>) {
        let is_same = |statement: &Statement| {
            statement.with_nested().all(|it| !self.changed_values.contains(&it.span))
        };
        for statement in entry.statements_deep().filter(|it| is_same(it)) {
            let citations = statement.own_citations().into_iter();
            diagnostics.extend(citations.filter_map(|citation| self.moved_citation(citation)));
        }
    }

    /// Checks the citations in paragraphs of texts that are as they were.
    fn check_texts(&self, entry: &Entry, diagnostics: &mut Vec<Diagnostic>) {
        let old_site = self.comparison.old;
        let Some(old_entry) = old_site.find_id(&entry.id).map(|it| old_site.entry_at(it)) else {
            return;
        };
        for version in &entry.versions {
            let old = old_entry.versions.iter().find(|old| old.language == version.language);
            let Some(old) = old else { continue };
            let body = &version.body;
            let citations = body.outline.citations.iter().zip(&body.citations);
            for (range, citations) in citations {
                let moved: Vec<Diagnostic> =
                    citations.iter().filter_map(|it| self.moved_citation(it)).collect();
                if !moved.is_empty() && single_spaced(old.body.text()).contains(&block(body, range))
                {
                    diagnostics.extend(moved);
                }
            }
        }
    }

    /// Returns the report of a citation whose paragraphs have other words now.
    fn moved_citation(&self, citation: &Citation) -> Option<Diagnostic> {
        let new_site = self.comparison.new;
        let document = new_site.find_document(&citation.document.text)?;
        let document_id = &new_site.entry_at(document).id;
        let locator = citation.locator.as_ref().filter(|_| self.documents.contains(document_id))?;
        let old = CitedParagraphs::find(self.comparison.old, document_id, &locator.text)?;
        let new = CitedParagraphs::find(new_site, document_id, &locator.text)?;
        if old.words() == new.words() {
            return None;
        }
        let kind = rules::SourceMoved {
            document: document_id.to_string(),
            locator: locator.text.to_string(),
        };
        let diagnostic = Diagnostic::new(citation.span.clone(), kind);
        Some(match new.span() {
            Some(span) => diagnostic.with_related(span, RelatedNote::CurrentParagraph),
            None => diagnostic,
        })
    }
}

/// Returns the paragraph of a text that has a range, with single spaces.
fn block(body: &MarkdownBody, range: &Range<usize>) -> String {
    let text = body.text();
    let before = text.get(..range.start).unwrap_or_default();
    let start = before.rfind("\n\n").map_or(0, |offset| offset + 2);
    let after = text.get(range.end..).unwrap_or_default();
    let end = after.find("\n\n").map_or(text.len(), |offset| range.end + offset);
    single_spaced(text.get(start..end).unwrap_or_default())
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
