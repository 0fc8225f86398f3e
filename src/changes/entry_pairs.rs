//! Finds which entry of one version is which in the other: by its id, by an alias, or by its file.

use super::statement_record::RecordReader;
use super::text_words::RenamedIds;
use crate::files::file_name;
use crate::schema::EntryId;
use crate::site::{Entry, EntryIndex, Site};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// The entries of two versions.
#[derive(Debug, Default)]
pub(super) struct EntryPairs {
    /// Those of both, in the order of the newer version.
    pub(super) pairs: Vec<EntryPair>,
    /// Those of the older version alone.
    pub(super) removed: Vec<EntryIndex>,
    /// Those of the newer version alone.
    pub(super) added: Vec<EntryIndex>,
    /// The ids that differ in both versions.
    pub(super) renamed: RenamedIds,
}

/// An entry in both versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EntryPair {
    pub(super) old: EntryIndex,
    pub(super) new: EntryIndex,
    pub(super) identity: PairIdentity,
}

/// How an entry was recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PairIdentity {
    /// It has the same id.
    SameId,
    /// It has another id.
    Renamed,
    /// It is a page, whose id is its path, in another folder.
    Moved,
}

/// The entries that have no partner with the same id.
struct UnpairedEntries<'s> {
    old_site: &'s Site,
    new_site: &'s Site,
    old: Vec<EntryIndex>,
    new: Vec<EntryIndex>,
    pairs: Vec<EntryPair>,
}

impl EntryPairs {
    /// Pairs the entries of two versions. One with `removed:` is not in its version.
    pub(super) fn new(old_site: &Site, new_site: &Site) -> Self {
        let old_by_id = present_entries(old_site);
        let new_by_id = present_entries(new_site);
        let mut pairs = Vec::new();
        let mut unpaired =
            UnpairedEntries { old_site, new_site, old: vec![], new: vec![], pairs: vec![] };
        for (id, new) in &new_by_id {
            match old_by_id.get(id) {
                Some(old) => {
                    pairs.push(EntryPair { old: *old, new: *new, identity: PairIdentity::SameId });
                }
                None => unpaired.new.push(*new),
            }
        }
        unpaired.old.extend(
            old_by_id.iter().filter(|(id, _)| !new_by_id.contains_key(*id)).map(|(_, old)| *old),
        );
        unpaired.old.sort();
        unpaired.new.sort();
        unpaired.pair_by_alias();
        unpaired.pair_by_file();
        unpaired.pair_moved_pages();
        let renamed = unpaired.pairs.iter().map(|pair| {
            let id = |site: &Site, index| -> EntryId { site.entry_at(index).id.clone() };
            (id(old_site, pair.old), id(new_site, pair.new))
        });
        let renamed = renamed.collect();
        pairs.extend(unpaired.pairs);
        pairs.sort_by_key(|pair| pair.new);
        Self { pairs, removed: unpaired.old, added: unpaired.new, renamed }
    }
}

/// Returns the entries that are declared and not removed, by id.
fn present_entries(site: &Site) -> BTreeMap<&EntryId, EntryIndex> {
    let mut by_id = BTreeMap::new();
    for (index, entry) in site.entries.iter().enumerate() {
        let entry_index = EntryIndex(index);
        let is_present = !entry.is_implicit()
            && entry.meta.removed.is_none()
            && !site.has_duplicate_id(entry_index);
        if is_present {
            by_id.entry(&entry.id).or_insert(entry_index);
        }
    }
    by_id
}

impl<'s> UnpairedEntries<'s> {
    fn old_entry(&self, index: EntryIndex) -> &'s Entry {
        self.old_site.entry_at(index)
    }

    fn new_entry(&self, index: EntryIndex) -> &'s Entry {
        self.new_site.entry_at(index)
    }

    /// Pairs an entry with the one whose id, address or title is among its aliases. Read
    /// backwards, the alias is one of the older entry.
    fn pair_by_alias(&mut self) {
        if self.old.is_empty() || self.new.is_empty() {
            return;
        }
        let old_names = names_of(self.old_site, &self.old);
        let new_names = names_of(self.new_site, &self.new);
        let mut found: Vec<(EntryIndex, EntryIndex)> = Vec::new();
        for new in &self.new {
            let aliases = self.new_entry(*new).meta.aliases.iter();
            let olds = aliases.filter_map(|(alias, _)| old_names.get(&folded_name(alias)));
            found.extend(olds.map(|old| (*old, *new)));
        }
        for old in &self.old {
            let aliases = self.old_entry(*old).meta.aliases.iter();
            let news = aliases.filter_map(|(alias, _)| new_names.get(&folded_name(alias)));
            found.extend(news.map(|new| (*old, *new)));
        }
        found.sort();
        for (old, new) in found {
            self.push(old, new, PairIdentity::Renamed);
        }
    }

    /// Pairs entries that are in the same file: a page of its own, or the same item of a list,
    /// which has the same title or says the same.
    fn pair_by_file(&mut self) {
        self.pair_by_key(PairIdentity::Renamed, |_, entry| {
            let is_own = entry.is_declared_in_file() && !entry.is_page();
            is_own.then(|| json!(entry.source_path()))
        });
        self.pair_by_key(PairIdentity::Renamed, |_, entry| {
            let title: Vec<&str> = entry.title.all_strings().collect();
            item_key(entry, &json!(title))
        });
        self.pair_by_key(PairIdentity::Renamed, |reader, entry| {
            let values = statement_values(reader);
            let has_values = !values.is_empty();
            has_values.then(|| item_key(entry, &Json::Array(values))).flatten()
        });
    }

    /// Pairs pages that have the same text, or the same file name and title.
    fn pair_moved_pages(&mut self) {
        self.pair_by_key(PairIdentity::Moved, |reader, entry| {
            let texts: Vec<&str> =
                entry.versions.iter().map(|version| version.body.text().trim()).collect();
            let has_text = texts.iter().any(|text| !text.is_empty());
            let titles: Vec<&str> = entry.title.all_strings().collect();
            (entry.is_page() && has_text).then(|| json!([titles, texts, statement_values(reader)]))
        });
        self.pair_by_key(PairIdentity::Moved, |_, entry| {
            let titles: Vec<&str> = entry.title.all_strings().collect();
            entry.is_page().then(|| json!([file_name(entry.source_path()), titles]))
        });
    }

    /// Pairs entries with the same key, if only one of each version has it.
    fn pair_by_key(
        &mut self,
        identity: PairIdentity,
        key: impl Fn(RecordReader<'s>, &'s Entry) -> Option<Json>,
    ) {
        if self.old.is_empty() || self.new.is_empty() {
            return;
        }
        let by_key = |site: &'s Site, indexes: &[EntryIndex]| {
            let mut by_key: BTreeMap<String, Vec<EntryIndex>> = BTreeMap::new();
            for entry_index in indexes {
                let reader = RecordReader { site, entry_index: *entry_index, renamed: None };
                if let Some(key) = key(reader, site.entry_at(*entry_index)) {
                    by_key.entry(key.to_string()).or_default().push(*entry_index);
                }
            }
            by_key
        };
        let (old, new) = (by_key(self.old_site, &self.old), by_key(self.new_site, &self.new));
        for (key, old) in old {
            if let ([old], Some([new])) = (old.as_slice(), new.get(&key).map(Vec::as_slice)) {
                self.push(*old, *new, identity);
            }
        }
    }

    fn push(&mut self, old: EntryIndex, new: EntryIndex, identity: PairIdentity) {
        if self.old.contains(&old) && self.new.contains(&new) {
            self.old.retain(|index| *index != old);
            self.new.retain(|index| *index != new);
            self.pairs.push(EntryPair { old, new, identity });
        }
    }
}

/// Returns the entries by their ids, addresses and titles.
fn names_of(site: &Site, indexes: &[EntryIndex]) -> BTreeMap<String, EntryIndex> {
    let mut names = BTreeMap::new();
    for entry_index in indexes {
        let entry = site.entry_at(*entry_index);
        names.entry(folded_name(&entry.id)).or_insert(*entry_index);
        for address in &entry.addresses {
            names.entry(folded_name(address)).or_insert(*entry_index);
        }
    }
    for entry_index in indexes {
        for title in site.entry_at(*entry_index).title.all_strings() {
            names.entry(folded_name(title)).or_insert(*entry_index);
        }
    }
    names
}

/// Returns a name as it is compared: an address with or without the slash at its end.
fn folded_name(name: &str) -> String {
    name.trim().trim_end_matches('/').to_lowercase()
}

/// Returns a key of an item of a list: its file, its type and something else.
fn item_key(entry: &Entry, key: &Json) -> Option<Json> {
    let is_item = !entry.is_declared_in_file() && !entry.is_implicit();
    is_item.then(|| json!([entry.source_path(), &*entry.entry_type.id, key]))
}

/// Returns the values of an entry, as they are compared.
fn statement_values(reader: RecordReader<'_>) -> Vec<Json> {
    let fields = reader.entry_records().into_iter().map(|field| {
        let values = field.records.iter().map(|record| record.value.clone());
        json!([&*field.field.id, values.collect::<Json>()])
    });
    fields.collect()
}
