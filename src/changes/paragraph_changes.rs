//! Compares the source text of a document in two versions.

use super::entry_changes::entry_change;
use super::knowledge_change::{ChangeKind, ChangedValue, KnowledgeChange};
use super::paragraph_pairs::ParagraphPairs;
use crate::diagnostic::Span;
use crate::site::Entry;
use crate::site::source_text::{SourceParagraph, SourceText};

/// A source text in both versions. `None` means that the document has none.
pub(super) struct TextPair<'s> {
    pub(super) document: &'s Entry,
    pub(super) old: &'s SourceText,
    pub(super) new: &'s SourceText,
}

impl TextPair<'_> {
    /// Returns what changed, in the order of the newer text; what is removed is last.
    pub(super) fn changes(&self) -> Vec<KnowledgeChange> {
        let pairs = ParagraphPairs::new(self.old, self.new);
        let old = |index: usize| self.old.paragraphs.get(index);
        let new = |index: usize| self.new.paragraphs.get(index);
        let mut changes: Vec<(usize, KnowledgeChange)> = Vec::new();
        for (old_index, new_index) in pairs.renumbered {
            if let (Some(old), Some(new)) = (old(old_index), new(new_index)) {
                let values = (shown_locator(old), shown_locator(new));
                changes
                    .push((new_index, self.change(ChangeKind::ParagraphRenumbered, new, values)));
            }
        }
        for (old_index, new_index) in pairs.changed {
            if let (Some(old), Some(new)) = (old(old_index), new(new_index)) {
                let values = (shown_text(old), shown_text(new));
                changes.push((new_index, self.change(ChangeKind::ParagraphChanged, new, values)));
            }
        }
        for new_index in pairs.added {
            if let Some(new) = new(new_index) {
                let values = (None, shown_text(new));
                changes.push((new_index, self.change(ChangeKind::ParagraphAdded, new, values)));
            }
        }
        changes.sort_by_key(|(new_index, _)| *new_index);
        let mut changes: Vec<KnowledgeChange> =
            changes.into_iter().map(|(_, change)| change).collect();
        changes.extend(self.order_change(&pairs.same));
        for old in pairs.removed.into_iter().filter_map(old) {
            changes.push(self.change(ChangeKind::ParagraphRemoved, old, (shown_text(old), None)));
        }
        let mut unmarked = self.unmarked_changes();
        unmarked.append(&mut changes);
        unmarked
    }

    /// Returns the change of the order of paragraphs whose locators and words are as they were:
    /// those between the first and the last one that is in another place. The pairs are in the
    /// order of the newer text.
    fn order_change(&self, same: &[(usize, usize)]) -> Option<KnowledgeChange> {
        let mut old_order = same.to_vec();
        old_order.sort_unstable();
        let is_moved = |index: &usize| same.get(*index) != old_order.get(*index);
        let first = (0..same.len()).find(is_moved)?;
        let end = (0..same.len()).rfind(is_moved)? + 1;
        let names = |pairs: &[(usize, usize)]| {
            let pairs = pairs.get(first..end).unwrap_or_default().iter();
            let paragraphs = pairs.filter_map(|(_, new)| self.new.paragraphs.get(*new));
            let names = paragraphs.map(|it| match it.locator.is_empty() {
                true => it.text.clone(),
                false => it.locator.clone(),
            });
            ChangedValue::as_written(names.collect::<Vec<String>>())
        };
        let (_, first_index) = same.get(first)?;
        let paragraph = self.new.paragraphs.get(*first_index)?;
        let values = (Some(names(&old_order)), Some(names(same)));
        let change = self.change(ChangeKind::ParagraphRenumbered, paragraph, values);
        Some(KnowledgeChange { field: None, ..change })
    }

    /// Returns a change of a paragraph, or of the heading before it. The pair is what it was and
    /// what it is.
    pub(super) fn change(
        &self,
        kind: ChangeKind,
        paragraph: &SourceParagraph,
        values: (Option<ChangedValue>, Option<ChangedValue>),
    ) -> KnowledgeChange {
        let text = if kind == ChangeKind::ParagraphRemoved { self.old } else { self.new };
        let span = text.source.as_ref().map(|source| {
            let start = paragraph.marker.start;
            Span::new(source, start..paragraph.marker.end)
        });
        let (old, new) = values;
        let span = span.unwrap_or_else(|| self.document.span.clone());
        let locator = Some(paragraph.locator.clone()).filter(|locator| !locator.is_empty());
        KnowledgeChange { field: locator, old, new, ..entry_change(kind, self.document, span) }
    }
}

fn shown_text(paragraph: &SourceParagraph) -> Option<ChangedValue> {
    Some(ChangedValue::as_written(paragraph.text.as_str()))
}

/// Returns the locator of a paragraph. `None` means that it has none.
fn shown_locator(paragraph: &SourceParagraph) -> Option<ChangedValue> {
    let locator = paragraph.locator.as_str();
    (!locator.is_empty()).then(|| ChangedValue::as_written(locator))
}
