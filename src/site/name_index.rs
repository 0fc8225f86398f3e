//! What a link may call an entry or a file: id, alias, title, file name, path, address.

use super::address::{self, fold_name};
use super::entry::{Entry, EntryIndex, EntryOrigin};
use super::language_index::LanguageIndex;
use super::path_index::PathIndex;
use crate::schema::{BuiltinType, LocalizedText};
use std::collections::HashMap;
use std::sync::Arc;

/// With more entries of another title, looking through them at each look-up costs too much.
const MAX_RENAMED: usize = 64;

/// How good a name is; `[[x]]` finds by the best that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NameRank {
    Id,
    Alias,
    Title,
    Stem,
}

/// What a path in the content folder is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LinkTarget {
    /// A text of an entry, in one of its languages if the path says which.
    Entry(EntryIndex, Option<LanguageIndex>),
    /// A file that is copied, by its path on disk.
    Asset(Arc<str>),
    /// A generated page, by its address.
    Generated(Arc<str>),
}

/// All names of a site. Built once; look-ups only. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct NameIndex {
    by_name: Arc<HashMap<String, Vec<(NameRank, EntryIndex)>>>,
    by_path: Arc<PathIndex>,
    by_address: Arc<HashMap<Arc<str>, LinkTarget>>,
    /// Assets by folded file name.
    by_file_name: Arc<HashMap<String, Vec<Arc<str>>>>,
    /// What has had another title since.
    renamed: Vec<EntryRename>,
}

/// An entry that has another title than it had, each folded, in every language.
#[derive(Clone, Debug)]
pub(super) struct EntryRename {
    pub(super) entry: EntryIndex,
    pub(super) old_names: Vec<String>,
    pub(super) new_names: Vec<String>,
}

/// What `[[name]]` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NameLookup {
    Unique(EntryIndex),
    /// Several that are equally near, in path order.
    Ambiguous(Vec<EntryIndex>),
}

impl NameIndex {
    pub(super) fn new(entries: &[Arc<Entry>], assets: &[Arc<str>]) -> Self {
        let by_name = || index_names(entries);
        let others =
            || (index_paths(entries, assets), index_addresses(entries), index_file_names(assets));
        let (by_name, (by_path, by_address, by_file_name)) = rayon::join(by_name, others);
        Self {
            by_name: Arc::new(by_name),
            by_path: Arc::new(by_path),
            by_address: Arc::new(by_address),
            by_file_name: Arc::new(by_file_name),
            renamed: Vec::new(),
        }
    }

    /// Makes an address known that no entry has.
    pub(super) fn add_generated(&mut self, address: &Arc<str>) {
        Arc::make_mut(&mut self.by_address)
            .entry(Arc::clone(address))
            .or_insert_with(|| LinkTarget::Generated(Arc::clone(address)));
    }

    /// Makes the new title of an entry known in the place of the old one; false if that has been
    /// done for so many that building anew is as fast.
    pub(super) fn apply_rename(&mut self, rename: EntryRename) -> bool {
        match self.renamed.iter_mut().find(|known| known.entry == rename.entry) {
            Some(known) => known.new_names = rename.new_names,
            None => self.renamed.push(rename),
        }
        self.renamed.len() <= MAX_RENAMED
    }

    /// The file at a path; in the same letter case if there is one, else in any.
    pub(super) fn find_path(&self, path: &str) -> Option<&LinkTarget> {
        self.by_path.get(path)
    }

    /// What has an address.
    pub(super) fn find_address(&self, address: &str) -> Option<&LinkTarget> {
        self.by_address.get(address)
    }

    /// The asset of that name that is nearest to a folder.
    pub(super) fn find_asset(&self, name: &str, folder: &str) -> Option<&Arc<str>> {
        let file_name = name.rsplit('/').next().unwrap_or(name);
        let list = self.by_file_name.get(&fold_name(file_name))?;
        let wanted = format!("/{}", fold_name(name));
        let fits = list.iter().filter(|path| format!("/{}", fold_name(path)).ends_with(&wanted));
        fits.max_by_key(|path| (n_shared_folders(path, folder), std::cmp::Reverse(path.len())))
    }

    /// The entry of that id, alias, title, file name or path's end, nearest to a folder.
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
        let mut candidates: Vec<(NameRank, EntryIndex)> =
            self.by_name.get(&folded).cloned().unwrap_or_default();
        for rename in &self.renamed {
            let title = (NameRank::Title, rename.entry);
            if rename.old_names.contains(&folded) {
                candidates.retain(|candidate| *candidate != title);
            }
            candidates.extend(rename.new_names.contains(&folded).then_some(title));
        }
        if candidates.is_empty() {
            // A path's end: `folder/page` for `top/folder/page.md`.
            let (_, last) = folded.rsplit_once('/')?;
            let wanted = format!("/{folded}.");
            candidates.extend(self.by_name.get(last)?.iter().copied().filter(
                |(rank, entry_index)| {
                    *rank == NameRank::Stem
                        && format!("/{}", fold_name(path_of(*entry_index))).contains(&wanted)
                },
            ));
        }
        let best = candidates.iter().map(|(rank, _)| *rank).min()?;
        candidates.retain(|(rank, _)| *rank == best);
        let nearness = |entry_index: EntryIndex| n_shared_folders(path_of(entry_index), folder);
        let nearest = candidates.iter().map(|(_, entry_index)| nearness(*entry_index)).max()?;
        let mut found: Vec<EntryIndex> = candidates
            .into_iter()
            .map(|(_, entry_index)| entry_index)
            .filter(|entry_index| nearness(*entry_index) == nearest)
            .collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [one] => Some(NameLookup::Unique(*one)),
            _ => Some(NameLookup::Ambiguous(found)),
        }
    }

    /// Every id, title and path, for "did you mean".
    pub(super) fn all_names<'a>(&'a self, entries: &'a [Arc<Entry>]) -> Vec<&'a str> {
        let mut all: Vec<&str> = entries.iter().map(|entry| &*entry.id).collect();
        all.extend(entries.iter().map(|entry| entry.source_path()));
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn index_names(entries: &[Arc<Entry>]) -> HashMap<String, Vec<(NameRank, EntryIndex)>> {
    /// Id, title and file name.
    const NAMES_PER_ENTRY: usize = 3;
    let mut names: HashMap<String, Vec<(NameRank, EntryIndex)>> =
        HashMap::with_capacity(NAMES_PER_ENTRY * entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let entry_index = EntryIndex(index);
        let mut add = |rank, name: &str| {
            let list = names.entry(fold_name(name.trim())).or_default();
            if !list.contains(&(rank, entry_index)) {
                list.push((rank, entry_index));
            }
        };
        if matches!(entry.origin, EntryOrigin::Mentioned) {
            // What is only mentioned never stands in the way of what is written.
            if let (LocalizedText::Same(title), true) =
                (&entry.title, !entry.kind.is(BuiltinType::Tag))
            {
                add(NameRank::Stem, title);
            }
            continue;
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
            let stem = path.rsplit('/').next().unwrap_or(path);
            add(NameRank::Stem, stem.rsplit_once('.').map_or(stem, |(stem, _)| stem));
        }
    }
    names
}

fn index_paths(entries: &[Arc<Entry>], assets: &[Arc<str>]) -> PathIndex {
    let mut paths = PathIndex::with_capacity(entries.len() + assets.len());
    for (index, entry) in entries.iter().enumerate() {
        for (nth, version) in entry.versions.iter().enumerate() {
            let Some(file) = &version.file else { continue };
            // The first language's file stands for the entry in any language.
            paths.add(
                &file.file.path,
                LinkTarget::Entry(EntryIndex(index), (nth > 0).then_some(LanguageIndex(nth))),
            );
        }
    }
    for path in assets {
        paths.add(path, LinkTarget::Asset(Arc::clone(path)));
    }
    paths
}

fn index_addresses(entries: &[Arc<Entry>]) -> HashMap<Arc<str>, LinkTarget> {
    let mut addresses = HashMap::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        for (language_index, address) in (0..).map(LanguageIndex).zip(&entry.addresses) {
            let language_index = (!language_index.is_default()).then_some(language_index);
            addresses
                .entry(Arc::clone(address))
                .or_insert(LinkTarget::Entry(EntryIndex(index), language_index));
        }
    }
    // Old addresses lead on, where nothing of today has them.
    for (index, entry) in entries.iter().enumerate() {
        for (alias, _) in entry.meta.aliases.iter().filter(|(alias, _)| alias.starts_with('/')) {
            let alias = alias.strip_suffix(".html").unwrap_or(alias);
            let address: Arc<str> = address::page_address(alias).into();
            addresses.entry(address).or_insert(LinkTarget::Entry(EntryIndex(index), None));
        }
    }
    addresses
}

fn index_file_names(assets: &[Arc<str>]) -> HashMap<String, Vec<Arc<str>>> {
    let mut names: HashMap<String, Vec<Arc<str>>> = HashMap::new();
    for path in assets {
        let name = path.rsplit('/').next().unwrap_or(path);
        names.entry(fold_name(name)).or_default().push(Arc::clone(path));
    }
    names
}

/// How many folders from the top two places share.
fn n_shared_folders(path: &str, folder: &str) -> usize {
    let own = path.rsplit_once('/').map_or("", |(own, _)| own);
    own.split('/').zip(folder.split('/')).take_while(|(a, b)| a == b && !a.is_empty()).count()
}
