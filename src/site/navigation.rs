//! Navigation: the section tree, the main menu, and which generated pages there are.

use super::address::{fold_name, page_address};
use super::asked_questions::{self, AskedQuestion};
use super::chronology::{act_date_field, has_same_act_order};
use super::collation::NoneLast;
use super::collect_entries::Content;
use super::config::MAX_MENU_ITEMS;
use super::declarations::Declared;
use super::entry::{Entry, EntryIndex};
use super::entry_changes::{ChangedEntry, ContentChanges};
use super::find_named::NamedEntry;
use super::publication::PublicationPolicy;
use super::section_tree::{MenuTarget, SectionIndex, SectionTree};
use super::site_lookup::SiteLookup;
use super::views::BuiltinView;
use crate::diagnostic::rules::{LimitUnit, LimitedPart};
use crate::diagnostic::{BrokenLinkReason, Diagnostic, Span, rules};
use crate::schema::{BuiltinType, LocalizedText, PartialDate, Schema, UncertainDate};
use std::sync::Arc;

/// Navigation of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct Navigation {
    pub(super) tree: Arc<SectionTree>,
    /// What is in the main menu, in order. `None` means the top sections.
    pub(super) menu: Option<Vec<MenuTarget>>,
    /// The published entries that ask to be in the main menu, in reading order.
    pub(super) in_menu: Vec<EntryIndex>,
    /// What the footer links to, in order.
    pub(super) footer_menu: Vec<MenuTarget>,
    /// What readers ask most.
    pub(super) asked: Vec<AskedQuestion>,
    /// The page that has the legend of evidence statuses.
    pub(super) legend: Option<EntryIndex>,
}

impl Navigation {
    /// Builds the menus. The diagnostics are about names in the menus of `site.yaml`, and about too
    /// many pages that ask to be in one.
    pub(super) fn new(lookup: SiteLookup<'_>, tree: Arc<SectionTree>) -> (Self, Vec<Diagnostic>) {
        let asks_for_menu = |entry_index: &EntryIndex| {
            let entry = lookup.entry(*entry_index);
            entry.is_some_and(|it| it.meta.in_menu == Some(true))
                && lookup.is_published(*entry_index)
        };
        let in_menu = (0..lookup.entries.len()).map(EntryIndex).filter(asks_for_menu);
        let mut in_menu: Vec<EntryIndex> = in_menu.collect();
        // The reading order of the first language, so that `order` has the effect that it has on
        // the page of a section.
        if in_menu.len() > 1 {
            let mut positions: Vec<Option<usize>> = vec![None; lookup.entries.len()];
            for (position, entry_index) in tree.reading_order().into_iter().enumerate() {
                if let Some(slot) = positions.get_mut(entry_index.0) {
                    *slot = Some(position);
                }
            }
            in_menu.sort_by_key(|entry_index| {
                NoneLast(positions.get(entry_index.0).copied().flatten())
            });
        }
        let surplus = in_menu.get(MAX_MENU_ITEMS).and_then(|it| lookup.entry(*it));
        in_menu.truncate(MAX_MENU_ITEMS);
        let (menu, mut diagnostics) = match &lookup.config.menu {
            Some(names) => {
                let (menu, diagnostics) = find_menu_entries(lookup, &tree, names);
                (Some(menu), diagnostics)
            }
            None => (None, Vec::new()),
        };
        let (footer_menu, footer_diagnostics) =
            find_menu_entries(lookup, &tree, &lookup.config.footer_menu);
        diagnostics.extend(footer_diagnostics);
        diagnostics.extend(surplus.map(|entry| {
            let (what, limit, unit) = (LimitedPart::Menu, MAX_MENU_ITEMS, LimitUnit::Links);
            Diagnostic::new(entry.span.clone(), rules::TooLarge { what, limit, unit })
        }));
        let (asked, asked_diagnostics) = asked_questions::find_answers(lookup, &tree);
        diagnostics.extend(asked_diagnostics);
        let legend = find_legend(lookup, &tree);
        (Self { tree, menu, in_menu, footer_menu, asked, legend }, diagnostics)
    }
}

/// Finds the page with the view `standings`. A page of its own comes before the front page.
fn find_legend(lookup: SiteLookup<'_>, tree: &SectionTree) -> Option<EntryIndex> {
    let front = tree.sections.first().and_then(|top| top.index);
    let has_legend = |entry: &Entry| {
        let directives = entry.versions.iter().flat_map(|it| &it.body.outline.directives);
        directives.into_iter().any(|directive| directive.name == BuiltinView::Standings.name())
    };
    let is_legend = |entry_index: &EntryIndex| {
        let entry = lookup.entry(*entry_index);
        entry.is_some_and(|entry| has_legend(entry) && entry.meta.removed.is_none())
            && lookup.is_published(*entry_index)
    };
    let mut pages = (0..lookup.entries.len()).map(EntryIndex).filter(is_legend);
    let first = pages.next();
    if first.is_some() && first == front { pages.next().or(first) } else { first }
}

/// Finds what a menu names. The diagnostics are about names without a published entry or a list.
fn find_menu_entries(
    lookup: SiteLookup<'_>,
    tree: &SectionTree,
    names: &[(String, Span)],
) -> (Vec<MenuTarget>, Vec<Diagnostic>) {
    let (mut targets, mut diagnostics) = (Vec::new(), Vec::new());
    for (name, span) in names {
        match find_menu_target(lookup, tree, name, span) {
            Ok(menu) => {
                targets.push(menu.target);
                diagnostics.extend(menu.ambiguity.map(|ambiguity| *ambiguity));
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    (targets, diagnostics)
}

/// What a name in a menu means.
pub(super) struct FoundMenuTarget {
    pub(super) target: MenuTarget,
    /// The diagnostic about a name that several entries have.
    pub(super) ambiguity: Option<Box<Diagnostic>>,
}

/// Finds what a name in a menu means: an entry, the list of a folder, or that of a type.
pub(super) fn find_menu_target(
    lookup: SiteLookup<'_>,
    tree: &SectionTree,
    name: &str,
    span: &Span,
) -> Result<FoundMenuTarget, Box<Diagnostic>> {
    let path = name.trim_matches('/');
    let path = path.strip_suffix(".md").unwrap_or(path);
    let section_with = |address: &str| {
        let has_address = |it: &Arc<str>| **it == *address;
        let mut sections = tree.sections.iter();
        let position =
            sections.position(|section| section.addresses.first().is_some_and(has_address));
        position.map(SectionIndex)
    };
    let section_index = || section_with(&page_address(&fold_name(path)));
    let by_folder = || tree.sections.get(section_index()?.0)?.index;
    let by_type = || {
        let list = lookup.find_type_list(path)?;
        Some(MenuTarget::Section(section_with(&list.address)?, Some(list.kind.clone())))
    };
    let by_id = lookup.names.ids.find_entry(path).or_else(by_folder);
    let by_id = by_id.map(|entry_index| NamedEntry { entry_index, ambiguity: None });
    let reason = match by_id.or_else(|| lookup.find_named(path, "", span)) {
        Some(NamedEntry { entry_index, ambiguity }) if lookup.is_published(entry_index) => {
            return Ok(FoundMenuTarget { target: MenuTarget::Entry(entry_index), ambiguity });
        }
        Some(named) => lookup
            .entry(named.entry_index)
            .and_then(|entry| lookup.policy().kept_back_reason(entry))
            .map_or(BrokenLinkReason::NotFound, BrokenLinkReason::KeptBack),
        None => {
            let list = section_index().map(|index| MenuTarget::Section(index, None));
            match list.or_else(by_type) {
                Some(target) => return Ok(FoundMenuTarget { target, ambiguity: None }),
                None if lookup.names.type_lists.get(path).is_some() => BrokenLinkReason::EmptyList,
                None => BrokenLinkReason::NotFound,
            }
        }
    };
    let kind = rules::BrokenLink { target: name.to_owned(), reason, suggestion: None, place: None };
    Err(Box::new(Diagnostic::new(span.clone(), kind)))
}

/// Returns the section tree of the previous site with its changes. `None` means that the tree has
/// to be built from all entries.
pub(super) fn reused_tree(
    changes: &ContentChanges<'_>,
    content: &Content,
    declared: &Declared,
) -> Option<Arc<SectionTree>> {
    let section_names = |schema: &Schema| -> Vec<(Arc<str>, LocalizedText)> {
        schema.types.values().map(|kind| (Arc::clone(&kind.path), kind.plural.clone())).collect()
    };
    let old_types = &changes.entries.previous.types;
    let has_same_names = declared.types.is_same(old_types)
        || section_names(&declared.types.schema) == section_names(&old_types.schema);
    let tree = &changes.entries.previous.tree;
    let is_index = |entry_index: EntryIndex| {
        let section = tree.home.get(entry_index.0).copied().flatten();
        let section = section.and_then(|section| tree.sections.get(section.0));
        section.is_some_and(|section| section.index == Some(entry_index))
    };
    // The titles of pages in the middle of a section are not in the tree.
    let has_shown_title =
        |pair: ChangedEntry<'_>| !pair.new.is_page() || is_index(pair.entry_index);
    let is_act = |pair: ChangedEntry<'_>| act_date_field(&pair.new.entry_type).is_some();
    let is_same = |pair: ChangedEntry<'_>| {
        pair.old.meta.order == pair.new.meta.order
            && (!is_act(pair) || has_same_act_order(pair.old, pair.new))
            && Arc::ptr_eq(&pair.old.entry_type, &pair.new.entry_type)
            && (pair.old.title == pair.new.title || !has_shown_title(pair))
    };
    let entries = &content.entries;
    // Tags are not in the tree.
    let is_tag = |entry: &Arc<Entry>| entry.entry_type.is(BuiltinType::Tag);
    let has_only_tags = || {
        let new_implicit = entries.get(content.n_declared..).unwrap_or_default();
        changes.entries.previous.implicit_entries().iter().chain(new_implicit).all(is_tag)
    };
    if !has_same_names || !(changes.has_same_implicit || has_only_tags()) {
        return None;
    }
    Some(match changes.all(entries, is_same) {
        true => Arc::clone(tree),
        false => Arc::new(tree.with_changed_entries(declared, entries, changes)),
    })
}

/// Returns the addresses of all generated pages that links may lead to.
pub(super) fn generated_addresses(
    declared: &Declared,
    content: &Content,
    tree: &SectionTree,
) -> Vec<Arc<str>> {
    let without_page = tree.sections.iter().filter(|section| section.index.is_none());
    let mut addresses: Vec<Arc<str>> =
        without_page.flat_map(|section| &section.addresses).map(Arc::clone).collect();
    let has_tags = has_tags(&content.entries);
    let has_changes = has_changes(&content.entries, declared.policy());
    for (language_index, names) in declared.config.language_indexes().zip(&declared.generated) {
        let mut add = |name: &str| {
            addresses.push(declared.config.language_prefixed(language_index, name).into());
        };
        add(&names.index);
        if has_tags {
            add(&names.tags);
        }
        if has_changes {
            add(&names.changes);
        }
    }
    addresses
}

/// Returns whether any entry has tags.
pub(super) fn has_tags(entries: &[Arc<Entry>]) -> bool {
    // Implicit entries are last.
    let implicit = entries.iter().rev().take_while(|entry| entry.is_implicit());
    implicit.into_iter().any(|entry| entry.entry_type.is(BuiltinType::Tag))
}

/// Returns whether any page has a date of change or publication.
pub(super) fn has_changes(entries: &[Arc<Entry>], policy: PublicationPolicy) -> bool {
    let is_dated = |entry: &Entry| changed_on(entry, policy, entry.meta.updated.as_ref()).is_some();
    entries.iter().any(|entry| is_dated(entry))
}

/// Returns the date on which the page of an entry was last changed, which is given, or was
/// published. `None` means that it has no date or no page.
pub(super) fn changed_on(
    entry: &Entry,
    policy: PublicationPolicy,
    updated: Option<&UncertainDate>,
) -> Option<PartialDate> {
    let meta = &entry.meta;
    let date = |date: Option<&UncertainDate>| date.and_then(|date| date.value);
    let has_page = policy.publishes(entry) && meta.removed.is_none();
    date(updated).or(date(meta.published.as_ref())).filter(|_| has_page)
}

#[cfg(test)]
mod tests {
    use crate::files::FileSet;
    use crate::site::SiteSnapshot;
    use crate::site::settings::RunSettings;

    #[test]
    fn pages_that_ask_to_be_in_the_menu_are_in_reading_order() {
        let files = [
            ("index.md", "# Start"),
            ("a.md", "---\nin_menu: true\norder: 2\n---\n# A"),
            ("b.md", "---\nin_menu: true\norder: 1\n---\n# B"),
            ("c/index.md", "---\norder: 3\n---\n# C"),
            ("c/d.md", "---\nin_menu: true\n---\n# D"),
        ];
        let site = SiteSnapshot::new(&FileSet::from_texts(&files), &RunSettings::default()).site;
        let ids = site.in_menu.iter().map(|entry_index| &*site.entry_at(*entry_index).id);
        assert_eq!(ids.collect::<Vec<_>>(), ["b", "a", "c/d"]);
    }
}
