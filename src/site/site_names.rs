//! Third stage of linking: everything that a link or a relation may call an entry or a file.

use super::Site;
use super::address_index::AddressIndex;
use super::asset_names::AssetNames;
use super::collect_entries::{Collected, Content};
use super::config::SiteConfig;
use super::declarations::Declared;
use super::entry::Entry;
use super::entry_changes::{ContentChanges, EntryChanges};
use super::id_index::IdIndex;
use super::linker::PreviousLink;
use super::name_index::NameIndex;
use super::navigation::{self, Navigation};
use super::path_index::PathIndex;
use super::section_tree::SectionTree;
use super::site_lookup::SiteLookup;
use super::type_lists::TypeLists;
use crate::diagnostic::{Diagnostic, RelatedNote, rules};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The names of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct SiteNames {
    pub(super) ids: IdIndex,
    pub(super) entries: NameIndex,
    pub(super) addresses: AddressIndex,
    pub(super) paths: Arc<PathIndex>,
    pub(super) assets: Arc<AssetNames>,
    /// The folded paths of all published folders.
    pub(super) folders: Arc<HashSet<String>>,
    pub(super) type_lists: Arc<TypeLists>,
}

/// The names that differ from those of the previous site.
pub(super) struct NameChanges {
    /// Folded.
    pub(super) names: HashSet<String>,
    pub(super) has_changed_addresses: bool,
}

/// The third stage: content with names and navigation.
pub(super) struct Named<'p> {
    pub(super) declared: Declared,
    pub(super) content: Content,
    pub(super) names: SiteNames,
    pub(super) navigation: Navigation,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) changes: Option<NamedChanges<'p>>,
}

/// How content and names differ from those of the previous site.
pub(super) struct NamedChanges<'p> {
    pub(super) content: ContentChanges<'p>,
    pub(super) names: NameChanges,
}

/// Names all content.
pub(super) fn name(collected: Collected, previous: Option<PreviousLink<'_>>) -> Named<'_> {
    let Collected { declared, content } = collected;
    let declared_entries = content.entries.get(..content.n_declared).unwrap_or_default();
    let changes = previous.and_then(|previous| EntryChanges::new(previous, declared_entries));
    let changes = changes.map(|changes| ContentChanges::new(changes, &content));
    let tree = || {
        let reusable =
            changes.as_ref().and_then(|it| navigation::reused_tree(it, &content, &declared));
        reusable.unwrap_or_else(|| Arc::new(SectionTree::new(&declared, &content.entries)))
    };
    let names = || SiteNames::new(&content, &declared.config, changes.as_ref());
    let (tree, (mut names, name_changes)) = rayon::join(tree, names);
    let generated = navigation::generated_addresses(&declared, &content, &tree);
    let has_changed_generated = names.addresses.set_generated(generated);
    let has_changed_lists = names.set_type_lists(TypeLists::new(&declared.types.schema));
    let changes = changes.zip(name_changes).map(|(content, mut names)| {
        names.has_changed_addresses |= has_changed_generated || has_changed_lists;
        NamedChanges { content, names }
    });
    let lookup = SiteLookup {
        settings: &declared.settings,
        config: &declared.config,
        entries: &content.entries,
        names: &names,
        source_texts: &content.texts.by_document,
    };
    let (navigation, mut diagnostics) = Navigation::new(lookup, tree);
    diagnostics.extend(duplicate_ids(&content.entries));
    Named { declared, content, names, navigation, diagnostics, changes }
}

impl SiteNames {
    /// Indexes all names, or applies the changes to the names of the previous site. The second
    /// value is `None` if nothing of the previous site could be used.
    fn new(
        content: &Content,
        config: &SiteConfig,
        changes: Option<&ContentChanges<'_>>,
    ) -> (Self, Option<NameChanges>) {
        let (entries, assets) = (&content.entries, &content.copied.assets);
        let Some(changes) = changes else {
            let by_name = || NameIndex::new(entries);
            let others = || {
                let paths = PathIndex::new(entries, config, assets.keys());
                (paths, AddressIndex::new(entries), IdIndex::new(entries, content.n_declared))
            };
            let (names, (paths, addresses, ids)) = rayon::join(by_name, others);
            let names = Self {
                ids,
                entries: names,
                addresses,
                paths: Arc::new(paths),
                assets: Arc::new(AssetNames::new(assets.keys())),
                folders: Arc::clone(&content.copied.folders),
                type_lists: Arc::default(),
            };
            return (names, None);
        };
        let mut site_names = changes.entries.previous.names.clone();
        let names = site_names.entries.update(entries, changes);
        let has_changed_addresses = site_names.addresses.update(entries, changes);
        if !changes.has_same_implicit {
            site_names.ids.set_implicit(entries, content.n_declared);
        }
        (site_names, Some(NameChanges { names, has_changed_addresses }))
    }

    /// Sets the lists of types, and returns whether they have changed.
    fn set_type_lists(&mut self, type_lists: TypeLists) -> bool {
        let has_changed = *self.type_lists != type_lists;
        if has_changed {
            self.type_lists = Arc::new(type_lists);
        }
        has_changed
    }
}

impl Site {
    /// Returns the ids and source paths of all entries, in order and without duplicates.
    #[must_use]
    pub fn ids_and_paths(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.entries.iter().map(|entry| &*entry.id).collect();
        names.extend(self.entries.iter().map(|entry| entry.source_path()));
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// Reports each declared entry whose id an earlier one has. Pages have different paths.
fn duplicate_ids(entries: &[Arc<Entry>]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut first_by_id: HashMap<&str, &Arc<Entry>> = HashMap::new();
    for entry in entries.iter().filter(|it| !it.is_page() && !it.is_implicit()) {
        let first = *first_by_id.entry(&entry.id).or_insert(entry);
        if !Arc::ptr_eq(first, entry) {
            let kind = rules::DuplicateId::new(&entry.id);
            let diagnostic = Diagnostic::new(entry.span.clone(), kind);
            diagnostics
                .push(diagnostic.with_related(first.span.clone(), RelatedNote::FirstDefinition));
        }
    }
    diagnostics
}
