//! Compares the entries of a site with those of the previous one.
//!
//! Most edits leave all entries where they are: no file was added, and no entry has another id,
//! address or place in the order. Then each stage of linking looks at the entries that changed,
//! and shares the rest. After any other edit there are no [`ContentChanges`], and each stage
//! computes all of it.

use super::collect_entries::Content;
use super::document_texts::ChangedText;
use super::entry::{Entry, EntryIndex, LanguageVersion};
use super::linker::PreviousLink;
use super::snapshot::Site;
use crate::schema::EntryId;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The declared entries that changed, if all of them are where they were.
pub(super) struct EntryChanges<'p> {
    pub(super) previous: &'p Site,
    /// Sorted.
    pub(super) changed: Vec<EntryIndex>,
}

/// How the content of a site differs from that of the previous one.
pub(super) struct ContentChanges<'p> {
    pub(super) entries: EntryChanges<'p>,
    /// Whether the implicit entries are the same and have the same indexes.
    pub(super) has_same_implicit: bool,
    /// The texts of documents that are other ones, by the id of the document.
    pub(super) changed_texts: BTreeMap<EntryId, ChangedText>,
}

/// An entry that changed.
#[derive(Clone, Copy)]
pub(super) struct ChangedEntry<'a> {
    pub(super) entry_index: EntryIndex,
    pub(super) old: &'a Entry,
    pub(super) new: &'a Entry,
}

impl<'p> EntryChanges<'p> {
    /// Compares the declared entries with those of the previous site.
    ///
    /// `None` means that an entry was added, removed or moved, so that indexes differ.
    pub(super) fn new(previous: PreviousLink<'p>, entries: &[Arc<Entry>]) -> Option<Self> {
        let old_entries = previous.site.declared_entries();
        if !previous.has_same_paths || old_entries.len() != entries.len() {
            return None;
        }
        let mut changed = Vec::new();
        for (index, (old, new)) in old_entries.iter().zip(entries).enumerate() {
            if !Arc::ptr_eq(old, new) {
                if !has_same_identity(old, new) {
                    return None;
                }
                changed.push(EntryIndex(index));
            }
        }
        Some(Self { previous: previous.site, changed })
    }

    /// Returns the entries that changed, as they were and as they are.
    pub(super) fn pairs<'a>(
        &'a self,
        entries: &'a [Arc<Entry>],
    ) -> impl Iterator<Item = ChangedEntry<'a>> {
        self.changed.iter().filter_map(|entry_index| {
            let (old, new) =
                (self.previous.entries.get(entry_index.0)?, entries.get(entry_index.0)?);
            Some(ChangedEntry { entry_index: *entry_index, old, new })
        })
    }
}

impl<'p> ContentChanges<'p> {
    /// Completes the comparison of entries with that of all other content.
    pub(super) fn new(entries: EntryChanges<'p>, content: &Content) -> Self {
        let previous = entries.previous;
        let old_implicit = previous.implicit_entries();
        let new_implicit = content.entries.get(content.n_declared..).unwrap_or_default();
        let has_same_implicit = old_implicit.len() == new_implicit.len()
            && old_implicit.iter().zip(new_implicit).all(|(old, new)| Arc::ptr_eq(old, new));
        let changed_texts = content.texts.changed_since(&previous.texts);
        Self { entries, has_same_implicit, changed_texts }
    }

    /// Returns whether a property of all entries that changed is what it was.
    pub(super) fn all<'a>(
        &'a self,
        entries: &'a [Arc<Entry>],
        is_same: impl Fn(ChangedEntry<'a>) -> bool,
    ) -> bool {
        self.entries.pairs(entries).all(is_same)
    }
}

/// Returns whether two entries are the same thing: what other entries know of it besides its title
/// and its content.
fn has_same_identity(old: &Entry, new: &Entry) -> bool {
    let key = |version: &LanguageVersion| {
        let path = version.file.as_ref().map(|parsed| Arc::clone(&parsed.file.path));
        (version.language.clone(), path)
    };
    old.id == new.id
        && old.entry_type.id == new.entry_type.id
        && old.addresses == new.addresses
        && old.meta.publication == new.meta.publication
        && old.meta.published == new.meta.published
        && old.meta.has_lost_address == new.meta.has_lost_address
        && old.meta.removed.is_some() == new.meta.removed.is_some()
        && old.source_path() == new.source_path()
        && old.versions.iter().map(key).eq(new.versions.iter().map(key))
}
