//! Navigation: sections follow the addresses, and with them the folders.

use super::collation::collation_key;
use super::config::SiteConfig;
use super::entry::{Entry, EntryIndex};
use super::language_choice::choose_language;
use crate::schema::{BuiltinType, Fraction, LanguageTag, LocalizedText, Schema};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The place of a section in [`SectionTree::sections`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionIndex(pub usize);

/// A folder of addresses: its index page and what lies below.
#[derive(Clone, Debug)]
pub struct Section {
    /// In each of the site's languages.
    pub addresses: Vec<Arc<str>>,
    /// The index page's title, the type's name, or the folder's.
    pub title: LocalizedText,
    /// The page that stands for the section; none: a list is generated.
    pub index: Option<EntryIndex>,
    /// The section above; none at the top.
    pub parent: Option<SectionIndex>,
    /// What lies below, in each language's order.
    pub children: Vec<Vec<SectionChild>>,
}

/// What lies in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionChild {
    /// A page.
    Entry(EntryIndex),
    /// A section of its own.
    Section(SectionIndex),
}

/// All sections, and where each entry lies.
#[derive(Debug, Default)]
pub struct SectionTree {
    /// By address of the default language; the top is first.
    pub sections: Vec<Section>,
    /// For each entry: the section that it lies in; of an index, the section that it is the index
    /// of.
    pub home: Vec<Option<SectionIndex>>,
    /// For each language: all pages in reading order.
    pub reading: Vec<Vec<EntryIndex>>,
    /// For each entry: its place in the reading order, by language.
    pub position: Vec<Vec<Option<usize>>>,
}

/// What sorts a child: a number if it has one, then file name or title.
type Key = (Option<Fraction>, u8, Vec<u32>);

impl SectionTree {
    /// Makes the tree of the published entries.
    pub(super) fn new(
        entries: &[Arc<Entry>],
        (config, schema): (&SiteConfig, &Schema),
        is_published: impl Fn(EntryIndex) -> bool,
    ) -> Self {
        let shown: Vec<(EntryIndex, &Arc<Entry>)> = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| (EntryIndex(at), entry))
            // Tags lie below their own list, under a name of each language.
            .filter(|(entry_index, entry)| {
                !entry.kind.is(BuiltinType::Tag) && is_published(*entry_index)
            })
            .collect();
        let mut by_address = collect_sections(&shown, schema);
        for (entry_index, entry) in &shown {
            if let Some(found) = entry.addresses.first().and_then(|own| by_address.get_mut(own)) {
                let (title, index) = found;
                if index.is_none() {
                    (*title, *index) = (entry.title.clone(), Some(*entry_index));
                }
            }
        }
        let number: BTreeMap<&str, SectionIndex> =
            by_address.keys().enumerate().map(|(at, a)| (&**a, SectionIndex(at))).collect();
        let sections = by_address
            .iter()
            .map(|(address, (title, index))| Section {
                addresses: super::collect_entries::localized_addresses(address, config),
                title: title.clone(),
                index: *index,
                parent: parent_address(address).and_then(|above| number.get(above).copied()),
                children: Vec::new(),
            })
            .collect();
        let mut tree = Self { sections, home: vec![None; entries.len()], ..Self::default() };
        tree.place_entries(entries, &shown, (&number, config));
        tree
    }

    fn place_entries(
        &mut self,
        entries: &[Arc<Entry>],
        shown: &[(EntryIndex, &Arc<Entry>)],
        (number, config): (&BTreeMap<&str, SectionIndex>, &SiteConfig),
    ) {
        let mut children: Vec<Vec<SectionChild>> = vec![Vec::new(); self.sections.len()];
        for (entry_index, entry) in shown {
            let address = entry.addresses.first().map_or("/", |address| address);
            let own = number.get(address).copied();
            let is_index = own
                .and_then(|own| self.sections.get(own.0))
                .is_some_and(|s| s.index == Some(*entry_index));
            let section = if is_index {
                own
            } else {
                parent_address(address).and_then(|above| number.get(above).copied())
            };
            if let Some(home) = self.home.get_mut(entry_index.0) {
                *home = section;
            }
            if let (false, Some(section)) = (is_index, section)
                && let Some(list) = children.get_mut(section.0)
            {
                list.push(SectionChild::Entry(*entry_index));
            }
        }
        for (index, section) in self.sections.iter().enumerate() {
            if let Some(list) = section.parent.and_then(|above| children.get_mut(above.0)) {
                list.push(SectionChild::Section(SectionIndex(index)));
            }
        }
        for (index, list) in children.into_iter().enumerate() {
            let sorted = config
                .languages
                .iter()
                .map(|tag| self.sorted_children(&list, entries, (tag, config)));
            let sorted = sorted.collect();
            if let Some(section) = self.sections.get_mut(index) {
                section.children = sorted;
            }
        }
        self.build_reading_order(entries.len(), config.languages.len());
    }

    fn sorted_children(
        &self,
        list: &[SectionChild],
        entries: &[Arc<Entry>],
        (tag, config): (&LanguageTag, &SiteConfig),
    ) -> Vec<SectionChild> {
        let mut keyed: Vec<(Key, SectionChild)> = list
            .iter()
            .map(|child| {
                let (entry, address) = match child {
                    SectionChild::Entry(entry_index) => (entries.get(entry_index.0), None),
                    SectionChild::Section(section_index) => {
                        let section = self.sections.get(section_index.0);
                        let index = section
                            .and_then(|s| s.index)
                            .and_then(|entry_index| entries.get(entry_index.0));
                        (index, section.and_then(|s| s.addresses.first()))
                    }
                };
                (
                    child_sort_key(
                        entry.map(|entry| &**entry),
                        address.map(|a| &**a),
                        (tag, config),
                    ),
                    *child,
                )
            })
            .collect();
        keyed.sort_by(|(left, _), (right, _)| {
            // What has a number stands before what has none.
            (left.0.is_none(), left).cmp(&(right.0.is_none(), right))
        });
        keyed.into_iter().map(|(_, child)| child).collect()
    }

    /// Walks the tree depth first: the order in which one reads a book.
    fn build_reading_order(&mut self, n_entries: usize, n_languages: usize) {
        for language_index in 0..n_languages {
            let (mut order, mut stack) = (Vec::new(), vec![SectionChild::Section(SectionIndex(0))]);
            while let Some(child) = stack.pop() {
                match child {
                    SectionChild::Entry(entry_index) => order.push(entry_index),
                    SectionChild::Section(section_index) => {
                        let Some(section) = self.sections.get(section_index.0) else { continue };
                        order.extend(section.index);
                        let below = section.children.get(language_index).into_iter().flatten();
                        stack.extend(below.rev());
                    }
                }
            }
            let mut position = vec![None; n_entries];
            for (place, entry_index) in order.iter().enumerate() {
                if let Some(slot) = position.get_mut(entry_index.0) {
                    *slot = Some(place);
                }
            }
            self.reading.push(order);
            self.position.push(position);
        }
    }
}

/// Every address above an entry, with the title it has if no page stands there.
fn collect_sections(
    shown: &[(EntryIndex, &Arc<Entry>)],
    schema: &Schema,
) -> BTreeMap<Arc<str>, (LocalizedText, Option<EntryIndex>)> {
    let mut by_address = BTreeMap::new();
    by_address.insert("/".into(), (LocalizedText::Same("".into()), None));
    for (_, entry) in shown {
        let Some(address) = entry.addresses.first() else { continue };
        let folder = super::address::to_nfc(entry.source_folder());
        let mut above = parent_address(address);
        // Of a page, the folders of its path are those of its address: they give the names.
        let mut names = if entry.is_page() { folder.rsplit('/') } else { "".rsplit('/') };
        if entry.is_page() && super::address::page_address(&folder) == **address {
            names.next();
        }
        while let Some(section) = above {
            let name = names.next().filter(|name| !name.is_empty());
            if by_address.contains_key(section) {
                break;
            }
            let title = type_plural(section, schema).unwrap_or_else(|| {
                let last = section.trim_matches('/').rsplit('/').next().unwrap_or_default();
                LocalizedText::Same(name.unwrap_or(last).into())
            });
            by_address.insert(section.into(), (title, None));
            above = parent_address(section);
        }
    }
    by_address
}

/// The name of the type whose entries have their addresses in a section.
fn type_plural(section: &str, schema: &Schema) -> Option<LocalizedText> {
    let path = section.trim_matches('/');
    schema.types.values().find(|kind| *kind.path == *path).map(|kind| kind.plural.clone())
}

/// `/a/b/` → `/a/`; nothing is above `/`.
fn parent_address(address: &str) -> Option<&str> {
    let inner = address.strip_suffix('/').filter(|inner| !inner.is_empty())?;
    inner.get(..=inner.rfind('/')?)
}

/// Pages go by file name, since authors number files; declared entries by title.
fn child_sort_key(
    entry: Option<&Entry>,
    section: Option<&str>,
    (tag, config): (&LanguageTag, &SiteConfig),
) -> Key {
    let order = entry.and_then(|entry| entry.meta.order);
    let default = config.languages.first().unwrap_or(tag);
    match (entry, section) {
        (Some(entry), _) if !entry.is_page() => {
            (order, 1, collation_key(&tag.0, choose_language(&entry.title, tag, default).0))
        }
        (_, Some(address)) => {
            let name = address.trim_matches('/').rsplit('/').next().unwrap_or_default();
            (order, 0, collation_key(&tag.0, name))
        }
        (Some(entry), None) => {
            let name = entry.id.rsplit('/').next().unwrap_or_default();
            (order, 0, collation_key(&tag.0, name))
        }
        (None, None) => (order, 0, Vec::new()),
    }
}
