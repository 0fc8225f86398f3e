//! What can be found: entries, pages, what entries say in their fields, paragraphs of papers.

use super::analyzer::Analyzer;
use crate::schema::{FieldDef, FieldValue, LanguageTag, LocalizedText, Statement};
use crate::site::{ContentRoute, Entry, EntryIndex, LanguageIndex, Site, choose_language};
use crate::theme::Strings;

/// One language of a site, as it is searched.
#[derive(Clone, Copy)]
pub(super) struct IndexContext<'a> {
    pub(super) site: &'a Site,
    pub(super) strings: &'a Strings,
    /// The place of the language in the site's list.
    pub(super) language_index: LanguageIndex,
    pub(super) tag: &'a LanguageTag,
    pub(super) tongue: &'a Analyzer,
}

/// The kinds of units, in the order of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentKind {
    Entry,
    Page,
    Fact,
    Paragraph,
}

impl DocumentKind {
    pub(super) const ALL: [Self; 4] = [Self::Entry, Self::Page, Self::Fact, Self::Paragraph];
}

/// What an entry says in a field, or what another says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SearchFact<'a> {
    /// Whose page says it.
    pub(super) subject: EntryIndex,
    /// The entry that it is written in: the subject, or the one at the other end of a relation.
    pub(super) written_in: EntryIndex,
    pub(super) field: &'a FieldDef,
    pub(super) statement: &'a Statement,
}

impl<'a> IndexContext<'a> {
    /// A text in this language, or in the one that it has.
    pub(super) fn localized_str(&self, text: &'a LocalizedText) -> &'a str {
        choose_language(text, self.tag, self.site.default_language()).0
    }

    /// An entry's title; the site's for a front page without one.
    pub(super) fn entry_title(&self, entry_index: EntryIndex) -> &'a str {
        let title = self.localized_str(&self.site.entry_at(entry_index).title);
        match (title, &self.site.config.title) {
            ("", Some(site)) => self.localized_str(site),
            ("", None) => self.strings.get_str("front-title"),
            _ => title,
        }
    }

    /// Whether an entry's page has words in this language.
    fn has_language_version(&self, entry_index: EntryIndex) -> bool {
        let written = self.site.languages_of(entry_index);
        self.site.is_published(entry_index) && written.is_none_or(|tags| tags.contains(self.tag))
    }

    /// Entries that are no pages, and pages, each type's in the site's order.
    pub(super) fn indexed_entries(&self) -> [Vec<EntryIndex>; 2] {
        let all = (0..self.site.entries.len())
            .map(EntryIndex)
            .filter(|entry_index| self.has_language_version(*entry_index));
        // Of two entries with one address one has the page.
        let has_page = |entry_index: &EntryIndex| {
            let address = self.site.entry_at(*entry_index).addresses.get(self.language_index.0);
            let path = address.map(|address| format!("{address}index.html"));
            let path = path.as_deref().map(|path| path.trim_start_matches('/'));
            let route = path.and_then(|path| self.site.routes.get(path));
            matches!(route, Some(ContentRoute::Entry(own, _)) if own == entry_index)
        };
        let is_page = |entry_index: &EntryIndex| self.site.entry_at(*entry_index).is_page();
        let (pages, mut entries): (Vec<_>, Vec<_>) = all.filter(has_page).partition(is_page);
        // Entries of one type follow each other, so that the directory can tell types by numbers.
        entries.sort_by_key(|entry_index| &self.site.entry_at(*entry_index).kind.id);
        [entries, pages]
    }

    /// What every entry's page says in single statements, parallel to the site's entries: its own
    /// fields first, then relations that lead to it and have words for this end.
    pub(super) fn indexed_facts(&self) -> Vec<Vec<SearchFact<'a>>> {
        let entries = &self.site.entries;
        let mut own: Vec<Vec<SearchFact<'_>>> = vec![Vec::new(); entries.len()];
        let mut of_others = own.clone();
        for (index, entry) in entries.iter().enumerate() {
            let entry_index = EntryIndex(index);
            if !self.has_language_version(entry_index) {
                continue;
            }
            for (id, statements) in &entry.fields {
                let Some(field) =
                    entry.kind.find_field(id).filter(|field| is_indexed_field(entry, field))
                else {
                    continue;
                };
                for statement in statements {
                    let fact = SearchFact {
                        subject: entry_index,
                        written_in: entry_index,
                        field,
                        statement,
                    };
                    let target = match &statement.value {
                        FieldValue::Reference(name) if field.inverse.is_some() => {
                            self.site.find_related(field, name)
                        }
                        _ => None,
                    };
                    let list = target.and_then(|target| of_others.get_mut(target.0));
                    if let (Some(list), Some(target)) = (list, target) {
                        list.push(SearchFact { subject: target, ..fact });
                    }
                    own.get_mut(entry_index.0).into_iter().for_each(|list| list.push(fact));
                }
            }
        }
        own.iter_mut().zip(of_others).for_each(|(own, others)| own.extend(others));
        own
    }

    /// The paragraphs of all papers: the paper and the paragraph's place in its text.
    pub(super) fn indexed_paragraphs(&self) -> Vec<(EntryIndex, usize)> {
        let papers = self.site.source_texts.iter().filter_map(|(id, text)| {
            let entry_index = self
                .site
                .find_document(id)
                .filter(|entry_index| self.site.is_published(*entry_index))?;
            Some((entry_index, text))
        });
        let mut found = Vec::new();
        for (entry_index, text) in papers {
            let citable = text.paragraphs.iter().enumerate();
            let citable = citable.filter(|(_, paragraph)| !paragraph.locator.is_empty());
            found.extend(citable.map(|(number, _)| (entry_index, number)));
        }
        found
    }
}

/// Whether a field is something to find: the texts of papers are found as paragraphs, and what
/// guards them is for editors.
fn is_indexed_field(entry: &Entry, field: &FieldDef) -> bool {
    !entry.kind.is_field_for_editors(&field.id)
}
