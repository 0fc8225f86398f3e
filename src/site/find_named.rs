//! Finds what a setting or a key of front matter names: an entry, by one of its names.

use super::entry::EntryIndex;
use super::name_index::NameLookup;
use super::site_lookup::SiteLookup;
use super::snapshot::Site;
use crate::diagnostic::{Diagnostic, RelatedNote, Span, rules};

/// The entry that a name means.
pub(super) struct NamedEntry {
    pub(super) entry_index: EntryIndex,
    /// The diagnostic about a name that several entries have.
    pub(super) ambiguity: Option<Box<Diagnostic>>,
}

impl Site {
    /// Returns the entry with a name, nearest to a folder. Of several, it is the first one that is
    /// published.
    #[must_use]
    pub fn find_entry_named(&self, name: &str, folder: &str) -> Option<EntryIndex> {
        match self.names.entries.find_entry(name, folder, &self.entries)? {
            NameLookup::Unique(entry_index) => Some(entry_index),
            NameLookup::Ambiguous(entry_indexes) => self.lookup().first_published(&entry_indexes),
        }
    }
}

impl SiteLookup<'_> {
    /// Finds the entry with a name, nearest to a folder. Of several, it is the first one that is
    /// published. `span` is where the name is written.
    pub(super) fn find_named(self, name: &str, folder: &str, span: &Span) -> Option<NamedEntry> {
        match self.names.entries.find_entry(name, folder, self.entries)? {
            NameLookup::Unique(entry_index) => Some(NamedEntry { entry_index, ambiguity: None }),
            NameLookup::Ambiguous(entry_indexes) => {
                let entry_index = self.first_published(&entry_indexes)?;
                let ambiguity = self.ambiguous_name(name, &entry_indexes, span);
                Some(NamedEntry { entry_index, ambiguity: ambiguity.map(Box::new) })
            }
        }
    }

    /// Returns the first of some entries that is published, or else the first one.
    pub(super) fn first_published(self, entry_indexes: &[EntryIndex]) -> Option<EntryIndex> {
        let mut published = entry_indexes.iter().filter(|it| self.is_published(**it));
        published.next().or(entry_indexes.first()).copied()
    }

    /// Returns the diagnostic about a name of several entries. `None` means that they have the same
    /// id, which is reported as `duplicate-id`.
    pub(super) fn ambiguous_name(
        self,
        name: &str,
        entry_indexes: &[EntryIndex],
        span: &Span,
    ) -> Option<Diagnostic> {
        let candidates = || entry_indexes.iter().filter_map(|entry_index| self.entry(*entry_index));
        let first_id = candidates().next().map(|entry| &entry.id);
        if candidates().all(|entry| Some(&entry.id) == first_id) {
            return None;
        }
        let first = || candidates().take(Diagnostic::MAX_RELATED);
        let kind = rules::AmbiguousLink {
            name: name.to_owned(),
            candidates: first().map(|entry| entry.source_path().to_owned()).collect(),
            n_candidates: entry_indexes.len(),
        };
        let mut diagnostic = Diagnostic::new(span.clone(), kind);
        for entry in first() {
            diagnostic.push_related(entry.span.clone(), RelatedNote::Target);
        }
        diagnostic.n_more_related = entry_indexes.len().saturating_sub(Diagnostic::MAX_RELATED);
        Some(diagnostic)
    }
}
