//! Looks up entries by name: id, alias, title, file name, or the end of a path.

use super::address::fold_name;
use super::entry::{Entry, EntryIndex, EntryOrigin};
use super::entry_changes::ContentChanges;
use super::folder_groups::{FolderGroups, MAX_PATH_END_FOLDERS, folder_ends};
use super::sharded_map::ShardedMap;
use crate::files::{file_name, parent_folder};
use crate::schema::{BuiltinType, LocalizedText};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How many things with one name are looked at for each link. More are grouped by folder.
pub(super) const MAX_SCANNED: usize = 16;

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
    /// The names of more than [`MAX_SCANNED`] entries.
    crowded: Arc<HashMap<String, CrowdedName>>,
}

/// The entries with a name that many have.
#[derive(Clone, Debug)]
struct CrowdedName {
    /// Those whose name is of the best kind.
    best: FolderGroups<EntryIndex>,
    /// Those whose file has the name, by the end of its path: `folder/page`.
    by_path_end: HashMap<String, FolderGroups<EntryIndex>>,
}

/// What `[[name]]` means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NameLookup {
    Unique(EntryIndex),
    /// Several entries in equally near folders, in path order.
    Ambiguous(Arc<[EntryIndex]>),
}

impl NameIndex {
    /// Indexes the names of all entries.
    pub(super) fn new(entries: &[Arc<Entry>]) -> Self {
        let mut index = Self::default();
        let mut crowded_names = HashSet::new();
        let names_of = |(position, entry): (usize, &Arc<Entry>)| {
            let names = entry_names(entry).into_iter();
            names.map(move |(rank, name)| (rank, EntryIndex(position), name)).collect::<Vec<_>>()
        };
        let mut names: Vec<_> = entries.iter().enumerate().flat_map(names_of).collect();
        // Each is added at the end of its list, also if many entries have the same name.
        names.sort_by_key(|(rank, _, _)| *rank);
        for (rank, entry_index, name) in names {
            if index.by_name.get(&name).len() >= MAX_SCANNED {
                crowded_names.insert(name.clone());
            }
            index.by_name.insert(name, (rank, entry_index));
        }
        index.group_crowded(crowded_names.iter(), entries);
        index
    }

    /// Groups the entries of each of some names that many have.
    fn group_crowded<'n>(
        &mut self,
        names: impl Iterator<Item = &'n String>,
        entries: &[Arc<Entry>],
    ) {
        for name in names {
            let candidates = self.by_name.get(name);
            if candidates.len() > MAX_SCANNED {
                let crowded_name = CrowdedName::new(name, candidates, entries);
                Arc::make_mut(&mut self.crowded).insert(name.clone(), crowded_name);
            } else if self.crowded.contains_key(name) {
                Arc::make_mut(&mut self.crowded).remove(name);
            }
        }
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
        self.group_crowded(changed_names.iter(), entries);
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
        if let Some(crowded_name) = self.crowded.get(&folded) {
            return crowded_name.best.nearest(folder).and_then(NameLookup::of_group);
        }
        let mut candidates = self.by_name.get(&folded).to_vec();
        if candidates.is_empty() {
            // The end of a path: `folder/page` for `top/folder/page.md`.
            let (path_end, file_name) = folded.rsplit_once('/')?;
            if path_end.split('/').count() <= MAX_PATH_END_FOLDERS
                && let Some(crowded_name) = self.crowded.get(file_name)
            {
                let groups = crowded_name.by_path_end.get(&folded)?;
                return groups.nearest(folder).and_then(NameLookup::of_group);
            }
            let is_at_path_end = |entry_index| {
                let folder = fold_name(parent_folder(path_of(entry_index, entries)));
                folder.strip_suffix(path_end).is_some_and(|it| it.is_empty() || it.ends_with('/'))
            };
            let with_file_name = self.by_name.get(file_name).iter();
            candidates.extend(with_file_name.filter(|(rank, entry_index)| {
                *rank == NameRank::Stem && is_at_path_end(*entry_index)
            }));
        }
        if let [(_, entry_index)] = candidates.as_slice() {
            return Some(NameLookup::Unique(*entry_index));
        }
        let groups = best_groups(&candidates, entries);
        groups.nearest(folder).and_then(NameLookup::of_group)
    }
}

impl NameLookup {
    fn of_group(group: &Arc<[EntryIndex]>) -> Option<Self> {
        match &**group {
            [] => None,
            [entry_index] => Some(Self::Unique(*entry_index)),
            _ => Some(Self::Ambiguous(Arc::clone(group))),
        }
    }
}

impl CrowdedName {
    fn new(name: &str, candidates: &[(NameRank, EntryIndex)], entries: &[Arc<Entry>]) -> Self {
        let mut by_path_end: HashMap<String, Vec<(NameRank, EntryIndex)>> = HashMap::new();
        for (rank, entry_index) in candidates.iter().filter(|(rank, _)| *rank == NameRank::Stem) {
            let folder = fold_name(parent_folder(path_of(*entry_index, entries)));
            for folder_end in folder_ends(&folder) {
                let with_path_end = by_path_end.entry(format!("{folder_end}/{name}")).or_default();
                with_path_end.push((*rank, *entry_index));
            }
        }
        let path_ends = by_path_end.into_iter();
        Self {
            best: best_groups(candidates, entries),
            by_path_end: path_ends
                .map(|(path_end, candidates)| (path_end, best_groups(&candidates, entries)))
                .collect(),
        }
    }
}

/// Groups the entries whose name is of the best kind, each once and in order.
fn best_groups(
    candidates: &[(NameRank, EntryIndex)],
    entries: &[Arc<Entry>],
) -> FolderGroups<EntryIndex> {
    let best_rank = candidates.iter().map(|(rank, _)| *rank).min();
    let best = candidates.iter().filter(|(rank, _)| Some(*rank) == best_rank);
    let mut entry_indexes: Vec<EntryIndex> = best.map(|(_, entry_index)| *entry_index).collect();
    entry_indexes.sort_unstable();
    entry_indexes.dedup();
    FolderGroups::new(entry_indexes.into_iter().map(|it| (path_of(it, entries), it)))
}

fn path_of(entry_index: EntryIndex, entries: &[Arc<Entry>]) -> &str {
    entries.get(entry_index.0).map_or("", |entry| entry.source_path())
}

/// Returns the folded names of an entry, of all kinds.
pub(super) fn folded_names(entry: &Entry) -> impl Iterator<Item = String> {
    entry_names(entry).into_iter().map(|(_, name)| name)
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
