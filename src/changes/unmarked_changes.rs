//! Compares what of a source text is not a paragraph: the words before the first mark, and the
//! headings of sections.

use super::entry_changes::entry_change;
use super::knowledge_change::{ChangeKind, ChangedValue, KnowledgeChange};
use super::paragraph_changes::TextPair;
use super::paragraph_pairs::ParagraphPairs;
use super::text_words::single_spaced;
use crate::diagnostic::Span;
use crate::site::source_text::{SourceParagraph, SourceText};

impl TextPair<'_> {
    /// Returns what changed: the words before the first mark, then headings in the order of the
    /// newer text; headings that are gone are last.
    pub(super) fn unmarked_changes(&self) -> Vec<KnowledgeChange> {
        let mut changes: Vec<KnowledgeChange> = self.preamble_change().into_iter().collect();
        let pairs = ParagraphPairs::of_headings(self.old, self.new);
        let changed = pairs.changed.into_iter().map(|(old, new)| (Some(old), Some(new)));
        let added = pairs.added.into_iter().map(|new| (None, Some(new)));
        let mut places: Vec<(Option<usize>, Option<usize>)> = changed.chain(added).collect();
        places.sort_by_key(|(_, new_index)| *new_index);
        places.extend(pairs.removed.into_iter().map(|old| (Some(old), None)));
        for (old_index, new_index) in places {
            let old = old_index.and_then(|index| self.old.paragraphs.get(index));
            let new = new_index.and_then(|index| self.new.paragraphs.get(index));
            let values = (shown_heading(old), shown_heading(new));
            if let (Some(kind), Some(paragraph)) = (kind_of_change(&values), new.or(old)) {
                let change = self.change(kind, paragraph, values);
                changes.push(KnowledgeChange { field: None, ..change });
            }
        }
        changes
    }

    fn preamble_change(&self) -> Option<KnowledgeChange> {
        let (old, new) = (single_spaced(&self.old.preamble), single_spaced(&self.new.preamble));
        if old == new {
            return None;
        }
        let shown = |words: String| (!words.is_empty()).then(|| ChangedValue::as_written(words));
        let values = (shown(old), shown(new));
        let kind = kind_of_change(&values)?;
        let text = if kind == ChangeKind::ParagraphRemoved { self.old } else { self.new };
        let span = preamble_span(text).unwrap_or_else(|| self.document.span.clone());
        let (old, new) = values;
        Some(KnowledgeChange { old, new, ..entry_change(kind, self.document, span) })
    }
}

/// Returns the kind of a change from one text to another. `None` means that there is neither.
fn kind_of_change(values: &(Option<ChangedValue>, Option<ChangedValue>)) -> Option<ChangeKind> {
    match values {
        (None, None) => None,
        (None, Some(_)) => Some(ChangeKind::ParagraphAdded),
        (Some(_), None) => Some(ChangeKind::ParagraphRemoved),
        (Some(_), Some(_)) => Some(ChangeKind::ParagraphChanged),
    }
}

fn shown_heading(paragraph: Option<&SourceParagraph>) -> Option<ChangedValue> {
    let heading = paragraph?.section.as_ref()?;
    Some(ChangedValue::as_written(heading.text.as_str()))
}

/// Returns where the text before the first mark begins.
fn preamble_span(text: &SourceText) -> Option<Span> {
    let source = text.source.as_ref()?;
    let offset = source.text.len() - source.text.trim_start().len();
    Some(Span::new(source, offset..offset))
}
