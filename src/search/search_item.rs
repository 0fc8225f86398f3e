//! Lists what can be found: entries, pages, statements, and paragraphs of source texts.

use super::index_context::IndexContext;
use crate::schema::{FieldDef, Statement};
use crate::site::{ContentRoute, EntryIndex};
use std::ops::Range;

/// One thing that can be found.
#[derive(Clone, Copy, Debug)]
pub(super) enum SearchItem<'a> {
    /// An entry or a page.
    Entry(EntryIndex),
    /// A statement on an entry's page.
    Fact(SearchFact<'a>),
    /// A paragraph of a document's source text.
    Paragraph(ParagraphRef),
}

/// A statement as one entry's page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SearchFact<'a> {
    /// The entry whose page shows it.
    pub(super) subject: EntryIndex,
    /// The entry that it is written in: the subject, or the other end of a relation.
    pub(super) written_in: EntryIndex,
    pub(super) field: &'a FieldDef,
    pub(super) statement: &'a Statement,
}

/// A paragraph of a document's source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ParagraphRef {
    pub(super) document: EntryIndex,
    /// Its index among the paragraphs of the text.
    pub(super) paragraph_index: usize,
}

/// All items of a language: entries, then pages, facts and paragraphs. An item's number in the
/// index is its position in `all`.
pub(super) struct SearchItems<'a> {
    pub(super) all: Vec<SearchItem<'a>>,
    /// The numbers of entries, pages, facts and paragraphs.
    pub(super) counts: [usize; 4],
    /// For each entry of the site, the item numbers of the facts on its page.
    pub(super) fact_ranges: Vec<Range<usize>>,
}

impl<'a> SearchItems<'a> {
    pub(super) fn collect(context: IndexContext<'a>) -> Self {
        let IndexedEntries { entries, pages } = context.indexed_entries();
        let facts_by_entry = context.indexed_facts();
        let mut next_item = entries.len() + pages.len();
        let fact_ranges = facts_by_entry
            .iter()
            .map(|facts| {
                let range = next_item..next_item + facts.len();
                next_item = range.end;
                range
            })
            .collect();
        let paragraphs = context.indexed_paragraphs();
        let n_facts = facts_by_entry.iter().map(Vec::len).sum();
        let counts = [entries.len(), pages.len(), n_facts, paragraphs.len()];
        let entries = entries.into_iter().chain(pages).map(SearchItem::Entry);
        let facts = facts_by_entry.into_iter().flatten().map(SearchItem::Fact);
        let paragraphs = paragraphs.into_iter().map(SearchItem::Paragraph);
        Self { all: entries.chain(facts).chain(paragraphs).collect(), counts, fact_ranges }
    }
}

struct IndexedEntries {
    entries: Vec<EntryIndex>,
    pages: Vec<EntryIndex>,
}

impl<'a> IndexContext<'a> {
    /// Returns whether an entry has a published page with text in this language.
    fn has_language_version(&self, entry_index: EntryIndex) -> bool {
        let languages = self.site.languages_of(entry_index);
        self.site.is_published(entry_index)
            && languages.is_none_or(|tags| tags.contains(self.localized.language_tag))
    }

    /// Returns the entries by type, and the pages in the site's order.
    fn indexed_entries(&self) -> IndexedEntries {
        let candidates = (0..self.site.entries.len())
            .map(EntryIndex)
            .filter(|entry_index| self.has_language_version(*entry_index));
        // If two entries have the same address, only one of them has a page there.
        let has_page = |entry_index: &EntryIndex| {
            let address =
                self.site.entry_at(*entry_index).addresses.get(self.localized.language_index.0);
            let path = address.map(|address| format!("{address}index.html"));
            let path = path.as_deref().map(|path| path.trim_start_matches('/'));
            let route = path.and_then(|path| self.site.routes.get(path));
            matches!(route, Some(ContentRoute::Entry(routed, _)) if routed == entry_index)
        };
        let is_page = |entry_index: &EntryIndex| self.site.entry_at(*entry_index).is_page();
        let (pages, mut entries): (Vec<_>, Vec<_>) = candidates.filter(has_page).partition(is_page);
        // The directory gives the types of entries as runs of item numbers.
        entries.sort_by_key(|entry_index| &self.site.entry_at(*entry_index).entry_type.id);
        IndexedEntries { entries, pages }
    }

    /// Returns the facts on each entry's page, parallel to the site's entries: its statements,
    /// then relations of other entries that have a label for this end.
    fn indexed_facts(&self) -> Vec<Vec<SearchFact<'a>>> {
        let entries = &self.site.entries;
        let mut facts: Vec<Vec<SearchFact<'_>>> = vec![Vec::new(); entries.len()];
        let mut inverse_facts = facts.clone();
        for (entry_index, entry) in entries.iter().enumerate() {
            let subject = EntryIndex(entry_index);
            if !self.has_language_version(subject) {
                continue;
            }
            for (field_id, statements) in &entry.fields {
                let field = entry.entry_type.find_field(field_id);
                let Some(field) =
                    field.filter(|field| !entry.entry_type.is_field_for_editors(&field.id))
                else {
                    continue;
                };
                for statement in statements {
                    let fact = SearchFact { subject, written_in: subject, field, statement };
                    if has_label_for_target(field)
                        && let Some(target) = self.site.related_target(field, &statement.value)
                        && self.site.is_published(target)
                        && let Some(target_facts) = inverse_facts.get_mut(target.0)
                    {
                        target_facts.push(SearchFact { subject: target, ..fact });
                    }
                    if let Some(subject_facts) = facts.get_mut(entry_index) {
                        subject_facts.push(fact);
                    }
                }
            }
        }
        facts.iter_mut().zip(inverse_facts).for_each(|(facts, inverse)| facts.extend(inverse));
        facts
    }

    /// Returns the paragraphs of all source texts that can be cited.
    fn indexed_paragraphs(&self) -> Vec<ParagraphRef> {
        let mut paragraphs = Vec::new();
        for (id, text) in self.site.source_texts.iter() {
            let document = self.site.find_document(id);
            let Some(document) = document.filter(|document| self.site.is_published(*document))
            else {
                continue;
            };
            let citable = text.paragraphs.iter().enumerate();
            let citable = citable.filter(|(_, paragraph)| !paragraph.locator.is_empty());
            paragraphs.extend(
                citable.map(|(paragraph_index, _)| ParagraphRef { document, paragraph_index }),
            );
        }
        paragraphs
    }
}

/// Returns whether a relation has a label on the page of the entry that it names.
fn has_label_for_target(field: &FieldDef) -> bool {
    [&field.inverse, &field.inverse_proposed, &field.inverse_interpreted]
        .into_iter()
        .any(Option::is_some)
}
