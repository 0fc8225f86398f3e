//! Looks up what has an address: an entry, an old address of one, or a generated page.

use super::address;
use super::entry::{Entry, EntryIndex};
use super::entry_changes::ContentChanges;
use super::language_index::LanguageIndex;
use super::path_index::LinkTarget;
use super::sharded_map::ShardedMap;
use std::sync::Arc;

/// All addresses of a site. A current address takes precedence over an old one, and that over a
/// generated page.
#[derive(Clone, Debug, Default)]
pub(super) struct AddressIndex {
    by_address: ShardedMap<Arc<str>, AddressOwner>,
    generated: Vec<Arc<str>>,
}

/// The owners of an address, best first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum AddressOwner {
    /// `None` means the default language.
    Entry(EntryIndex, Option<LanguageIndex>),
    /// An old address of an entry.
    Alias(EntryIndex),
    Generated,
}

impl AddressIndex {
    /// Indexes the addresses of all entries.
    pub(super) fn new(entries: &[Arc<Entry>]) -> Self {
        let mut index = Self::default();
        for (position, entry) in entries.iter().enumerate() {
            for (address, owner) in entry_addresses(EntryIndex(position), entry) {
                index.by_address.insert(address, owner);
            }
        }
        index
    }

    /// Applies the changes of entries, and returns whether any address has changed.
    pub(super) fn update(&mut self, entries: &[Arc<Entry>], changes: &ContentChanges<'_>) -> bool {
        let mut has_changed = false;
        for pair in changes.entries.pairs(entries) {
            let old = entry_addresses(pair.entry_index, pair.old);
            let new = entry_addresses(pair.entry_index, pair.new);
            if old != new {
                self.replace(old, new);
                has_changed = true;
            }
        }
        if !changes.has_same_implicit {
            let n_declared = changes.entries.previous.n_declared;
            let addresses = |implicit: &[Arc<Entry>]| -> Vec<(Arc<str>, AddressOwner)> {
                let entries = implicit.iter().enumerate();
                let addresses = entries
                    .flat_map(|(offset, it)| entry_addresses(EntryIndex(n_declared + offset), it));
                addresses.collect()
            };
            let old = addresses(changes.entries.previous.implicit_entries());
            self.replace(old, addresses(entries.get(n_declared..).unwrap_or_default()));
            has_changed = true;
        }
        has_changed
    }

    fn replace(&mut self, old: Vec<(Arc<str>, AddressOwner)>, new: Vec<(Arc<str>, AddressOwner)>) {
        for (address, owner) in old {
            self.by_address.remove(&address, &owner);
        }
        for (address, owner) in new {
            self.by_address.insert(address, owner);
        }
    }

    /// Sets the addresses of generated pages, and returns whether they have changed.
    pub(super) fn set_generated(&mut self, addresses: Vec<Arc<str>>) -> bool {
        if self.generated == addresses {
            return false;
        }
        let with_owner = |addresses: &[Arc<str>]| -> Vec<(Arc<str>, AddressOwner)> {
            addresses.iter().map(|it| (Arc::clone(it), AddressOwner::Generated)).collect()
        };
        self.replace(with_owner(&self.generated), with_owner(&addresses));
        self.generated = addresses;
        true
    }

    /// Returns what has an address.
    pub(super) fn get(&self, address: &str) -> Option<LinkTarget> {
        Some(match self.by_address.get(address).first()? {
            AddressOwner::Entry(entry_index, language_index) => {
                LinkTarget::Entry(*entry_index, *language_index)
            }
            AddressOwner::Alias(entry_index) => LinkTarget::Entry(*entry_index, None),
            AddressOwner::Generated => LinkTarget::Generated(address.into()),
        })
    }
}

/// Returns the current and old addresses of an entry.
fn entry_addresses(entry_index: EntryIndex, entry: &Entry) -> Vec<(Arc<str>, AddressOwner)> {
    let mut addresses = Vec::with_capacity(entry.addresses.len());
    for (index, address) in entry.addresses.iter().enumerate() {
        let language_index = (index > 0).then_some(LanguageIndex(index));
        addresses.push((Arc::clone(address), AddressOwner::Entry(entry_index, language_index)));
    }
    for (alias, _) in entry.meta.aliases.iter().filter(|(alias, _)| alias.starts_with('/')) {
        let alias = alias.strip_suffix(".html").unwrap_or(alias);
        let address: Arc<str> = address::page_address(alias).into();
        addresses.push((address, AddressOwner::Alias(entry_index)));
    }
    addresses
}
