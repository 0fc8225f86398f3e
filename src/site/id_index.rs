//! Looks up entries by id, and implicit entries by name.

use super::address::fold_name;
use super::entry::{Entry, EntryIndex, EntryOrigin};
use crate::schema::{EntryId, EntryTypeId, LocalizedText};
use std::collections::HashMap;
use std::sync::Arc;

/// The ids of declared entries, and the names of implicit ones.
#[derive(Clone, Debug, Default)]
pub(super) struct IdIndex {
    by_id: Arc<HashMap<EntryId, EntryIndex>>,
    /// By type and folded name.
    implicit: Arc<HashMap<(EntryTypeId, String), EntryIndex>>,
}

impl IdIndex {
    /// Indexes all entries. Of two entries with the same id the first in path order is found, and a
    /// declared entry before a page.
    pub(super) fn new(entries: &[Arc<Entry>], n_declared: usize) -> Self {
        let mut by_id = HashMap::new();
        let declared = || entries.iter().take(n_declared).enumerate();
        let others = declared().filter(|(_, entry)| !entry.is_page());
        for (index, entry) in others.chain(declared().filter(|(_, entry)| entry.is_page())) {
            by_id.entry(entry.id.clone()).or_insert(EntryIndex(index));
        }
        let mut ids = Self { by_id: Arc::new(by_id), implicit: Arc::default() };
        ids.set_implicit(entries, n_declared);
        ids
    }

    /// Replaces the names of the implicit entries.
    pub(super) fn set_implicit(&mut self, entries: &[Arc<Entry>], n_declared: usize) {
        let mut implicit = HashMap::new();
        for (index, entry) in entries.iter().enumerate().skip(n_declared) {
            if let (EntryOrigin::Mentioned, LocalizedText::Same(name)) =
                (&entry.origin, &entry.title)
            {
                let key = (entry.entry_type.id.clone(), fold_name(name));
                implicit.insert(key, EntryIndex(index));
            }
        }
        self.implicit = Arc::new(implicit);
    }

    pub(super) fn find_entry(&self, id: &str) -> Option<EntryIndex> {
        self.by_id.get(id).copied()
    }

    pub(super) fn find_implicit(&self, type_id: &EntryTypeId, name: &str) -> Option<EntryIndex> {
        let key = (type_id.clone(), fold_name(name.trim()));
        self.implicit.get(&key).copied()
    }
}
