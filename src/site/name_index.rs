//! Looks up entries by name: id, alias, title, file name, or the end of a path.

use super::address::fold_name;
use super::entry::{Entry, EntryIndex, EntryOrigin};
use super::entry_changes::ContentChanges;
use super::sharded_map::ShardedMap;
use crate::files::{file_name, parent_folder};
use crate::schema::{BuiltinType, LocalizedText};
use std::collections::HashSet;
use std::sync::Arc;

/// The kinds of names, best first. `[[x]]` finds the entries whose name is of the best kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NameRank {
    Id,
    Alias,
    Title,
    /// The name of a file without its ending.
    Stem,
}

/// All names of entries.
#[derive(Clone, Debug, Default)]
pub(super) struct NameIndex {
    by_name: ShardedMap<String, (NameRank, EntryIndex)>,
}

/// What `[[name]]` means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NameLookup {
    Unique(EntryIndex),
    /// Several entries in equally near folders, in path order.
    Ambiguous(Vec<EntryIndex>),
}

impl NameIndex {
    /// Indexes the names of all entries.
    pub(super) fn new(entries: &[Arc<Entry>]) -> Self {
        let mut index = Self::default();
        for (position, entry) in entries.iter().enumerate() {
            for (rank, name) in entry_names(entry) {
                index.by_name.insert(name, (rank, EntryIndex(position)));
            }
        }
        index
    }

    /// Applies the changes of entries, and returns the names that have changed.
    pub(super) fn update(
        &mut self,
        entries: &[Arc<Entry>],
        changes: &ContentChanges<'_>,
    ) -> HashSet<String> {
        let mut changed_names = HashSet::new();
        for pair in changes.entries.pairs(entries) {
            let (old, new) = (entry_names(pair.old), entry_names(pair.new));
            if old == new {
                continue;
            }
            for (rank, name) in old.iter().filter(|name| new.binary_search(name).is_err()) {
                self.by_name.remove(name, &(*rank, pair.entry_index));
                changed_names.insert(name.clone());
            }
            for (rank, name) in new.into_iter().filter(|name| old.binary_search(name).is_err()) {
                changed_names.insert(name.clone());
                self.by_name.insert(name, (rank, pair.entry_index));
            }
        }
        if !changes.has_same_implicit {
            let previous = changes.entries.previous;
            let n_declared = previous.n_declared;
            for (offset, entry) in previous.implicit_entries().iter().enumerate() {
                for (rank, name) in entry_names(entry) {
                    self.by_name.remove(&name, &(rank, EntryIndex(n_declared + offset)));
                    changed_names.insert(name);
                }
            }
            for (index, entry) in entries.iter().enumerate().skip(n_declared) {
                for (rank, name) in entry_names(entry) {
                    changed_names.insert(name.clone());
                    self.by_name.insert(name, (rank, EntryIndex(index)));
                }
            }
        }
        changed_names
    }

    /// Finds the entries with a name, or with a path that ends in it, and chooses those nearest to
    /// a folder. `None` means that there is no such entry.
    pub(super) fn find_entry(
        &self,
        name: &str,
        folder: &str,
        entries: &[Arc<Entry>],
    ) -> Option<NameLookup> {
        let folded = fold_name(name.trim());
        let path_of = |entry_index: EntryIndex| {
            entries.get(entry_index.0).map_or("", |entry| entry.source_path())
        };
        let mut candidates = self.by_name.get(&folded).to_vec();
        if candidates.is_empty() {
            // The end of a path: `folder/page` for `top/folder/page.md`.
            let (_, file_name) = folded.rsplit_once('/')?;
            let path_end = format!("/{folded}.");
            let has_path_end =
                |entry_index| format!("/{}", fold_name(path_of(entry_index))).contains(&path_end);
            let with_file_name = self.by_name.get(file_name).iter();
            candidates.extend(with_file_name.filter(|(rank, entry_index)| {
                *rank == NameRank::Stem && has_path_end(*entry_index)
            }));
        }
        let best_rank = candidates.iter().map(|(rank, _)| *rank).min()?;
        candidates.retain(|(rank, _)| *rank == best_rank);
        let proximity = |entry_index| n_shared_folders(path_of(entry_index), folder);
        let max_proximity = candidates.iter().map(|(_, it)| proximity(*it)).max()?;
        let nearest = candidates.into_iter().map(|(_, entry_index)| entry_index);
        let mut entry_indexes: Vec<EntryIndex> =
            nearest.filter(|entry_index| proximity(*entry_index) == max_proximity).collect();
        entry_indexes.sort_unstable();
        entry_indexes.dedup();
        match entry_indexes.as_slice() {
            [entry_index] => Some(NameLookup::Unique(*entry_index)),
            _ => Some(NameLookup::Ambiguous(entry_indexes)),
        }
    }
}

/// Returns the folded names of an entry, sorted and without duplicates.
fn entry_names(entry: &Entry) -> Vec<(NameRank, String)> {
    let mut names: Vec<(NameRank, String)> = Vec::new();
    let mut add = |rank, name: &str| names.push((rank, fold_name(name.trim())));
    if matches!(entry.origin, EntryOrigin::Mentioned) {
        // An implicit entry has the weakest rank, so that it never hides a declared one.
        if let (LocalizedText::Same(title), true) =
            (&entry.title, !entry.entry_type.is(BuiltinType::Tag))
        {
            add(NameRank::Stem, title);
        }
        return names;
    }
    add(NameRank::Id, &entry.id);
    for (alias, _) in entry.meta.aliases.iter().filter(|(alias, _)| !alias.starts_with('/')) {
        add(NameRank::Alias, alias);
    }
    for title in entry.title.all_strings() {
        add(NameRank::Title, title);
    }
    if entry.versions.iter().any(|version| version.file.is_some()) {
        let path = entry.source_path();
        let file_name = file_name(path);
        let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
        let stem = stem.strip_suffix(".html").unwrap_or(stem);
        add(NameRank::Stem, stem);
        // In a wiki on GitHub, `[[Page Two]]` is the file `Page-Two.md`.
        if stem.contains('-') {
            add(NameRank::Stem, &stem.replace('-', " "));
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// Returns how many folders from the top a path and a folder share.
pub(super) fn n_shared_folders(path: &str, folder: &str) -> usize {
    let path_folder = parent_folder(path);
    let pairs = path_folder.split('/').zip(folder.split('/'));
    pairs.take_while(|(left, right)| left == right && !left.is_empty()).count()
}
