//! The tree of sections, which follows the addresses and with them the folders.

use super::chronology::{self, ChronologicalList};
use super::collation::{NoneLast, collation_key};
use super::config::SiteConfig;
use super::declarations::Declared;
use super::entry::{Entry, EntryIndex};
use super::entry_changes::ContentChanges;
use super::language_choice::choose_language;
use super::page_entry::localized_addresses;
use super::titles::title_from_name;
use crate::schema::{
    BuiltinType, EntryId, EntryTypeId, Fraction, LanguageTag, LocalizedText, Schema,
};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The index of a section in [`SectionTree::sections`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionIndex(pub usize);

/// A folder of addresses: its index page and what is below it.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its address in each of the site's languages.
    pub addresses: Vec<Arc<str>>,
    /// The title of the index page, or the name of the type or the folder.
    pub title: LocalizedText,
    /// Its index page. `None` means that a list is generated.
    pub index: Option<EntryIndex>,
    /// The section above. `None` means the top.
    pub parent: Option<SectionIndex>,
    /// What is below it, in no order of a language.
    members: Vec<SectionChild>,
    /// What is below it, in the order of each language.
    pub children: Vec<Vec<SectionChild>>,
}

/// A child of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionChild {
    /// A page.
    Entry(EntryIndex),
    /// A section.
    Section(SectionIndex),
}

/// What an item of a menu leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuTarget {
    /// The page of an entry.
    Entry(EntryIndex),
    /// The list of a section, and the type that the menu names it by.
    Section(SectionIndex, Option<EntryTypeId>),
}

/// All sections, and the section of each entry.
#[derive(Debug, Default)]
pub struct SectionTree {
    /// Sorted by the address in the default language. The top is first.
    pub sections: Vec<Section>,
    /// For each entry, the section that it is in or that it is the index of.
    pub home: Vec<Option<SectionIndex>>,
}

/// The sort key of a child.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct ChildSortKey {
    /// The number that an editor gave it. A child with one comes before those without.
    order: NoneLast<Fraction>,
    group: ChildGroup,
    /// The file name or title, as a key of the language's alphabet.
    name: Vec<u32>,
}

/// What comes first among children without a number.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum ChildGroup {
    /// Pages and sections, by file name, because authors number files.
    Page,
    /// Other entries, by title.
    Entry,
}

/// A child of a section, with what it is sorted by.
#[derive(Clone, Copy)]
enum SortedChild<'a> {
    Entry(&'a Entry),
    /// A section with its address and its index page.
    Section(&'a str, Option<&'a Entry>),
}

impl SectionTree {
    /// Builds the tree of the published entries.
    pub(super) fn new(declared: &Declared, entries: &[Arc<Entry>]) -> Self {
        let (config, policy) = (&declared.config, declared.policy());
        // Tags are below the list of tags, which has a different name in each language.
        // An entry with the id of an earlier one is below no section.
        let mut ids: HashSet<EntryId> = HashSet::new();
        let mut has_own_id = |entry: &Arc<Entry>| {
            entry.is_page() || entry.is_implicit() || ids.insert(entry.id.clone())
        };
        let shown: Vec<(EntryIndex, &Arc<Entry>)> = entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (EntryIndex(index), entry))
            .filter(|(_, entry)| has_own_id(entry))
            .filter(|(_, entry)| !entry.entry_type.is(BuiltinType::Tag) && policy.publishes(entry))
            .collect();
        let mut by_address = collect_sections(&shown, &declared.types.schema);
        for (entry_index, entry) in &shown {
            let address = entry.addresses.first();
            if let Some((title, index)) = address.and_then(|it| by_address.get_mut(it))
                && index.is_none()
            {
                (*title, *index) = (entry.title.clone(), Some(*entry_index));
            }
        }
        let indexes: HashMap<&str, SectionIndex> =
            by_address.keys().enumerate().map(|(n, it)| (&**it, SectionIndex(n))).collect();
        let parent = |address: &str| indexes.get(parent_address(address)?).copied();
        let sections = by_address.iter().map(|(address, (title, index))| Section {
            addresses: localized_addresses(address, config),
            title: title.clone(),
            index: *index,
            parent: parent(address),
            members: Vec::new(),
            children: Vec::new(),
        });
        let mut tree = Self { sections: sections.collect(), home: vec![None; entries.len()] };
        for (entry_index, entry) in &shown {
            let address = entry.addresses.first().map_or("/", |address| address);
            let own_section = indexes.get(address).copied();
            let is_index = own_section
                .and_then(|section_index| tree.sections.get(section_index.0))
                .is_some_and(|section| section.index == Some(*entry_index));
            let home = if is_index { own_section } else { parent(address) };
            if let Some(slot) = tree.home.get_mut(entry_index.0) {
                *slot = home;
            }
            if let Some(section) = home.and_then(|home| tree.sections.get_mut(home.0))
                && !is_index
            {
                section.members.push(SectionChild::Entry(*entry_index));
            }
        }
        for index in 0..tree.sections.len() {
            let parent = tree.sections.get(index).and_then(|section| section.parent);
            if let Some(section) = parent.and_then(|parent| tree.sections.get_mut(parent.0)) {
                section.members.push(SectionChild::Section(SectionIndex(index)));
            }
        }
        tree.sort_children(entries, config, |_| true);
        tree
    }

    /// Returns this tree with changed entries, which have the same addresses as before.
    pub(super) fn with_changed_entries(
        &self,
        declared: &Declared,
        entries: &[Arc<Entry>],
        changes: &ContentChanges<'_>,
    ) -> Self {
        let mut tree = Self { sections: self.sections.clone(), home: self.home.clone() };
        for pair in changes.entries.pairs(entries) {
            let home = tree.home.get(pair.entry_index.0).copied().flatten();
            if let Some(section) = home.and_then(|home| tree.sections.get_mut(home.0))
                && section.index == Some(pair.entry_index)
            {
                section.title = pair.new.title.clone();
            }
        }
        let changed: HashSet<EntryIndex> = changes.entries.changed.iter().copied().collect();
        let is_changed = |child: &SectionChild| match child {
            SectionChild::Entry(entry_index) => changed.contains(entry_index),
            SectionChild::Section(section_index) => {
                let section = self.sections.get(section_index.0);
                let index = section.and_then(|section| section.index);
                index.is_some_and(|entry_index| changed.contains(&entry_index))
            }
        };
        tree.sort_children(entries, &declared.config, |section| {
            section.members.iter().any(is_changed)
        });
        tree
    }

    /// Sorts the members of some sections, in each language.
    fn sort_children(
        &mut self,
        entries: &[Arc<Entry>],
        config: &SiteConfig,
        needs_sorting: impl Fn(&Section) -> bool,
    ) {
        let sorted = self.sections.iter().map(|section| {
            if !needs_sorting(section) {
                return section.children.clone();
            }
            let languages = config.languages.iter();
            languages.map(|tag| self.sorted_members(section, entries, tag, config)).collect()
        });
        let sorted: Vec<Vec<Vec<SectionChild>>> = sorted.collect();
        for (section, children) in self.sections.iter_mut().zip(sorted) {
            section.children = children;
        }
    }

    /// Returns the members of a section in order, without pages that are removed.
    fn sorted_members(
        &self,
        section: &Section,
        entries: &[Arc<Entry>],
        tag: &LanguageTag,
        config: &SiteConfig,
    ) -> Vec<SectionChild> {
        let entry = |entry_index: EntryIndex| entries.get(entry_index.0).map(|entry| &**entry);
        let is_removed = |child: &&SectionChild| match child {
            SectionChild::Entry(entry_index) => {
                entry(*entry_index).is_some_and(|entry| entry.meta.removed.is_some())
            }
            SectionChild::Section(_) => false,
        };
        let shown = section.members.iter().filter(|child| !is_removed(child));
        let keyed = shown.filter_map(|child| {
            let sorted_child = match child {
                SectionChild::Entry(entry_index) => SortedChild::Entry(entry(*entry_index)?),
                SectionChild::Section(section_index) => {
                    let section = self.sections.get(section_index.0)?;
                    let address = section.addresses.first()?;
                    SortedChild::Section(address, section.index.and_then(entry))
                }
            };
            Some((child_sort_key(sorted_child, tag, config), *child))
        });
        let mut keyed: Vec<(ChildSortKey, SectionChild)> = keyed.collect();
        keyed.sort_by(|(left, _), (right, _)| left.cmp(right));
        let mut children: Vec<SectionChild> = keyed.into_iter().map(|(_, child)| child).collect();
        sort_acts(&mut children, entries, tag, config);
        children
    }

    /// Returns all pages in the order of their sections in the first language, depth first.
    pub(super) fn reading_order(&self) -> Vec<EntryIndex> {
        let (mut order, mut stack) = (Vec::new(), vec![SectionChild::Section(SectionIndex(0))]);
        while let Some(child) = stack.pop() {
            match child {
                SectionChild::Entry(entry_index) => order.push(entry_index),
                SectionChild::Section(section_index) => {
                    let Some(section) = self.sections.get(section_index.0) else { continue };
                    order.extend(section.index);
                    stack.extend(section.children.first().into_iter().flatten().rev());
                }
            }
        }
        order
    }
}

/// Returns every address above an entry, with the title of the section if it has no index page.
fn collect_sections(
    shown: &[(EntryIndex, &Arc<Entry>)],
    schema: &Schema,
) -> BTreeMap<Arc<str>, (LocalizedText, Option<EntryIndex>)> {
    let mut by_address = BTreeMap::new();
    by_address.insert("/".into(), (LocalizedText::Same("".into()), None));
    for (_, entry) in shown {
        let Some(address) = entry.addresses.first() else { continue };
        let mut above = parent_address(address);
        if above.is_none_or(|section| by_address.contains_key(section)) {
            continue;
        }
        // The folders of a page's path correspond to those of its address and give the names.
        let folder = super::address::to_nfc(entry.source_folder());
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
                LocalizedText::Same(title_from_name(name.unwrap_or(last)))
            });
            by_address.insert(section.into(), (title, None));
            above = parent_address(section);
        }
    }
    by_address
}

/// Returns the name of the type whose entries have their addresses in a section.
fn type_plural(section: &str, schema: &Schema) -> Option<LocalizedText> {
    let path = section.trim_matches('/');
    schema.types.values().find(|kind| *kind.path == *path).map(|kind| kind.plural.clone())
}

/// Returns the address above: `/a/` for `/a/b/`. `None` for `/`.
fn parent_address(address: &str) -> Option<&str> {
    let inner = address.strip_suffix('/').filter(|inner| !inner.is_empty())?;
    inner.get(..=inner.rfind('/')?)
}

/// Puts the acts of a section in chronological order, at the places that they have together.
fn sort_acts(
    children: &mut [SectionChild],
    entries: &[Arc<Entry>],
    tag: &LanguageTag,
    config: &SiteConfig,
) {
    let act = |child: &SectionChild| match child {
        SectionChild::Entry(entry_index) => {
            let entry: &Entry = entries.get(entry_index.0)?;
            chronology::act_date_field(&entry.entry_type)?;
            Some((*child, entry, chronology::act_date(entry)))
        }
        SectionChild::Section(_) => None,
    };
    let default = config.languages.first().unwrap_or(tag);
    let acts = children.iter().filter_map(act).collect();
    let mut sorted = ChronologicalList { tag, default, acts }.into_sorted().into_iter();
    for slot in children.iter_mut().filter(|child| act(child).is_some()) {
        if let Some(child) = sorted.next() {
            *slot = child;
        }
    }
}

/// Returns the sort key of a child.
fn child_sort_key(child: SortedChild<'_>, tag: &LanguageTag, config: &SiteConfig) -> ChildSortKey {
    let last_part = |address: &str| {
        let name = address.trim_matches('/').rsplit('/').next().unwrap_or_default();
        collation_key(&tag.0, name)
    };
    let (entry, group, name) = match child {
        SortedChild::Entry(entry) | SortedChild::Section(_, Some(entry)) if !entry.is_page() => {
            let default = config.languages.first().unwrap_or(tag);
            let title = choose_language(&entry.title, tag, default).0;
            (Some(entry), ChildGroup::Entry, collation_key(&tag.0, title))
        }
        SortedChild::Entry(entry) => (Some(entry), ChildGroup::Page, last_part(&entry.id)),
        SortedChild::Section(address, index) => (index, ChildGroup::Page, last_part(address)),
    };
    ChildSortKey { order: NoneLast(entry.and_then(|it| it.meta.order)), group, name }
}
