//! Resolves the links of all entries, and finds which entries mention each entry.

use super::address::fold_name;
use super::config::RawHtmlSetting;
use super::entry::{Entry, EntryIndex};
use super::entry_citations::field_bodies;
use super::find_destination::LinkDestination;
use super::incoming_index::{IncomingIndex, IncomingItem};
use super::language_index::LanguageIndex;
use super::link_destination::wiki_name;
use super::link_resolver::DestinationFinder;
use super::name_index;
use super::resolve_link::{ResolvedLink, wiki_words};
use super::site_lookup::SiteLookup;
use super::site_names::NamedChanges;
use super::text_ref::TextRef;
use crate::diagnostic::Diagnostic;
use crate::files::file_name;
use crate::parse::{ExplicitAnchor, MarkdownBody, OutlineHeading, OutlineLink};
use crate::schema::FieldId;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// The number of entries that one thread looks at at a time.
const CHUNK_ENTRIES: usize = 128;

/// The links of one entry.
#[derive(Debug, Default)]
pub(super) struct EntryLinks {
    /// The linked entries without duplicates, in order. Empty for an unpublished entry, except for
    /// links in fields.
    pub(super) targets: Vec<EntryIndex>,
    /// The first link to each other entry in each text.
    pub(super) mentions: Vec<(EntryIndex, LinkMention)>,
    /// The linked files without duplicates. Empty for an unpublished entry.
    files: Vec<Arc<str>>,
    pub(super) diagnostics: Vec<Diagnostic>,
    dependencies: LinkDependencies,
}

/// What the links of an entry depend on besides the entry.
#[derive(Debug, Default)]
struct LinkDependencies {
    /// The entries that links name, except those of ambiguous names. Sorted, without duplicates.
    entries: Vec<EntryIndex>,
    /// The folded names that several entries have, without folders. Each of these entries counts.
    ambiguous_names: Vec<String>,
    /// The folded names of wiki links. Sorted, without duplicates.
    names: Vec<String>,
    /// Whether another set of addresses could give other targets.
    depends_on_addresses: bool,
}

/// The first link to an entry in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkMention {
    /// The entry whose text has the link.
    pub from: EntryIndex,
    /// The index of the text in the versions of the entry.
    pub version: usize,
    /// The index of the link in the text.
    pub link: usize,
}

impl IncomingItem for LinkMention {
    fn source(&self) -> EntryIndex {
        self.from
    }
}

/// The links of all entries, and the entries that mention each entry.
#[derive(Clone, Debug, Default)]
pub(super) struct LinkGraph {
    /// For each declared entry.
    pub(super) by_entry: Vec<Arc<EntryLinks>>,
    pub(super) mentions: IncomingIndex<LinkMention>,
    /// The files that published entries link to.
    pub(super) linked_files: Arc<BTreeSet<Arc<str>>>,
}

impl LinkGraph {
    /// Resolves the links of all entries. After an edit only those that may have another target or
    /// diagnostic are resolved again. The second value has the entries whose list of mentions has
    /// changed; it is only meaningful if there is a previous site.
    pub(super) fn new(
        lookup: SiteLookup<'_>,
        n_declared: usize,
        changes: Option<&NamedChanges<'_>>,
    ) -> (Self, Vec<EntryIndex>) {
        let resolve = |entry_index| Arc::new(EntryLinks::resolve(lookup, entry_index));
        let Some(changes) = changes else {
            let all = (0..n_declared).into_par_iter().with_max_len(CHUNK_ENTRIES);
            let by_entry: Vec<_> = all.map(|index| resolve(EntryIndex(index))).collect();
            let mentions = mentions_by_target(lookup, &by_entry);
            let linked_files = linked_files(&by_entry);
            return (Self { by_entry, mentions, linked_files }, Vec::new());
        };
        let mut graph = changes.content.entries.previous.links.clone();
        let affected = AffectedLinks::new(lookup, changes).find(&graph.by_entry);
        let resolved: Vec<Arc<EntryLinks>> =
            affected.par_iter().map(|entry_index| resolve(*entry_index)).collect();
        let has_same_implicit = changes.content.has_same_implicit;
        if !has_same_implicit {
            // All links to an implicit entry are resolved again: they depend on its name or
            // address.
            let empty_lists = lookup.entries.iter().skip(n_declared).map(|_| None);
            graph.mentions = graph.mentions.with_implicit(n_declared, empty_lists);
        }
        let mut changed_targets = HashSet::new();
        let mut has_other_files = false;
        for (entry_index, links) in affected.into_iter().zip(resolved) {
            let Some(slot) = graph.by_entry.get_mut(entry_index.0) else { continue };
            let old = std::mem::replace(slot, links);
            has_other_files |= old.files != slot.files;
            if old.mentions != slot.mentions || !has_same_implicit {
                changed_targets.extend(old.mentions.iter().map(|(target, _)| *target));
                changed_targets.extend(slot.mentions.iter().map(|(target, _)| *target));
                graph.mentions.replace(entry_index, &old.mentions, &slot.mentions);
            }
        }
        if has_other_files {
            graph.linked_files = linked_files(&graph.by_entry);
        }
        let mut changed_targets: Vec<EntryIndex> = changed_targets.into_iter().collect();
        changed_targets.sort_unstable();
        (graph, changed_targets)
    }
}

/// Returns the mentions in texts that are shown in a language.
pub(super) fn mentions_in_language<'a>(
    lookup: SiteLookup<'a>,
    mentions: &'a [LinkMention],
    language_index: LanguageIndex,
) -> impl Iterator<Item = &'a LinkMention> {
    let tag = lookup.config.language_tag(language_index);
    mentions.iter().filter(move |mention| {
        let Some(from) = lookup.entry(mention.from) else { return false };
        let shown = tag.and_then(|tag| from.language_version(tag)).map(|it| &it.language);
        from.versions.get(mention.version).map(|version| &version.language) == shown
    })
}

fn linked_files(by_entry: &[Arc<EntryLinks>]) -> Arc<BTreeSet<Arc<str>>> {
    Arc::new(by_entry.iter().flat_map(|links| &links.files).map(Arc::clone).collect())
}

fn mentions_by_target(
    lookup: SiteLookup<'_>,
    by_entry: &[Arc<EntryLinks>],
) -> IncomingIndex<LinkMention> {
    let mentions = by_entry.iter().flat_map(|links| &links.mentions);
    IncomingIndex::new(lookup.entries.len(), mentions)
}

/// What has changed for links.
struct AffectedLinks<'a> {
    changes: &'a NamedChanges<'a>,
    /// For each declared entry, how much of it has changed.
    changed: Vec<Option<EntryChange>>,
    has_new_surface: bool,
    /// The folded names of all entries that have changed.
    changed_names: HashSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EntryChange {
    /// Only what links cannot lead to. Diagnostics that point into it have to be made again.
    Content,
    /// The places that links can lead to.
    Surface,
}

impl<'a> AffectedLinks<'a> {
    fn new(lookup: SiteLookup<'_>, changes: &'a NamedChanges<'a>) -> Self {
        let content = &changes.content;
        let mut changed = vec![None; content.entries.previous.n_declared];
        for pair in content.entries.pairs(lookup.entries) {
            if let Some(slot) = changed.get_mut(pair.entry_index.0) {
                let is_same = has_same_link_surface(pair.old, pair.new);
                *slot = Some(if is_same { EntryChange::Content } else { EntryChange::Surface });
            }
        }
        for (slot, entry) in changed.iter_mut().zip(lookup.entries) {
            match content.changed_texts.get(&entry.id) {
                Some(text) if text.has_same_marks() => {
                    slot.get_or_insert(EntryChange::Content);
                }
                Some(_) => *slot = Some(EntryChange::Surface),
                None => {}
            }
        }
        let has_new_surface = changed.contains(&Some(EntryChange::Surface));
        let with_change = lookup.entries.iter().zip(&changed).filter(|(_, it)| it.is_some());
        let changed_names =
            with_change.flat_map(|(entry, _)| name_index::folded_names(entry)).collect();
        Self { changes, changed, has_new_surface, changed_names }
    }

    /// Returns the entries whose links have to be resolved again.
    fn find(&self, by_entry: &[Arc<EntryLinks>]) -> Vec<EntryIndex> {
        let entries = by_entry.iter().enumerate();
        let affected = entries.filter(|(index, links)| {
            self.change_of(EntryIndex(*index)).is_some() || self.is_affected(links)
        });
        affected.map(|(index, _)| EntryIndex(index)).collect()
    }

    fn is_affected(&self, links: &EntryLinks) -> bool {
        let dependencies = &links.dependencies;
        let names = &self.changes.names;
        let has_related = || links.diagnostics.iter().any(|it| !it.related.is_empty());
        let mut entry_changes = dependencies.entries.iter().map(|it| self.change_of(*it));
        names.has_changed_addresses && dependencies.depends_on_addresses
            || !names.names.is_empty()
                && dependencies.names.iter().any(|name| names.names.contains(name))
            || dependencies.ambiguous_names.iter().any(|name| self.changed_names.contains(name))
            || self.has_new_surface
                && entry_changes.clone().any(|it| it == Some(EntryChange::Surface))
            || has_related() && entry_changes.any(|it| it.is_some())
    }

    fn change_of(&self, entry_index: EntryIndex) -> Option<EntryChange> {
        self.changed.get(entry_index.0).copied().flatten()
    }
}

/// Returns whether links can lead to the same places in two versions of an entry.
fn has_same_link_surface(old: &Entry, new: &Entry) -> bool {
    let bodies = |entry: &Entry| -> Vec<Arc<MarkdownBody>> {
        entry.versions.iter().map(|version| Arc::clone(&version.body)).collect()
    };
    let heading = |it: &OutlineHeading| (it.text.clone(), it.anchor.clone());
    let anchor = |it: &ExplicitAnchor| it.name.clone();
    let has_same_anchors = |old: &MarkdownBody, new: &MarkdownBody| {
        let (old, new) = (&old.outline, &new.outline);
        old.headings.iter().map(heading).eq(new.headings.iter().map(heading))
            && old.anchors.iter().map(anchor).eq(new.anchors.iter().map(anchor))
    };
    let fields = |entry: &Entry| -> Vec<FieldId> {
        let with_values = entry.fields.iter().filter(|(_, statements)| !statements.is_empty());
        with_values.map(|(id, _)| id.clone()).collect()
    };
    Arc::ptr_eq(&old.entry_type, &new.entry_type)
        && fields(old) == fields(new)
        && bodies(old).iter().zip(&bodies(new)).all(|(old, new)| has_same_anchors(old, new))
}

impl EntryLinks {
    /// Resolves all links of an entry.
    fn resolve(lookup: SiteLookup<'_>, entry_index: EntryIndex) -> Self {
        let mut resolver = EntryLinksBuilder { lookup, links: Self::default() };
        let Some(entry) = lookup.entry(entry_index) else { return resolver.links };
        let is_published = lookup.is_published(entry_index);
        for (version_index, version) in entry.versions.iter().enumerate() {
            let path = version.file.as_ref().map_or(entry.source_path(), |file| &file.file.path);
            let language_index =
                lookup.config.language_index(&version.language).unwrap_or_default();
            let body = &version.body;
            let place = TextRef { entry_index, language_index, body, path };
            let mut finder = DestinationFinder::new(lookup, place);
            let mut mentioned = HashSet::new();
            for (link_index, link) in body.outline.links.iter().enumerate() {
                let target = match resolver.resolve(&mut finder, place, link) {
                    ResolvedLink::Entry { entry, .. } => entry,
                    ResolvedLink::Field(embed) => embed.entry,
                    ResolvedLink::SamePage(_)
                    | ResolvedLink::Generated(_)
                    | ResolvedLink::List { .. }
                    | ResolvedLink::Asset(..)
                    | ResolvedLink::External(_)
                    | ResolvedLink::Broken => continue,
                };
                if target != entry_index && mentioned.insert(target) && is_published {
                    let mention =
                        LinkMention { from: entry_index, version: version_index, link: link_index };
                    resolver.links.mentions.push((target, mention));
                    resolver.links.targets.push(target);
                }
            }
            for link in resolver.html_links(body) {
                let target = resolver.resolve(&mut finder, place, link);
                if let ResolvedLink::Entry { entry: target, .. } = target {
                    resolver.links.targets.push(target);
                }
            }
        }
        for body in field_bodies(entry) {
            let (language_index, path) = (LanguageIndex::default(), entry.source_path());
            let place = TextRef { entry_index, language_index, body, path };
            let mut finder = DestinationFinder::new(lookup, place);
            for link in body.outline.links.iter().chain(resolver.html_links(body)) {
                let target = resolver.resolve(&mut finder, place, link);
                if let ResolvedLink::Entry { entry: target, .. } = target {
                    resolver.links.targets.push(target);
                }
            }
        }
        resolver.add_successor(entry_index);
        let mut links = resolver.links;
        let mut seen = HashSet::new();
        links.targets.retain(|target| seen.insert(*target));
        links.dependencies.entries.sort_unstable();
        links.dependencies.entries.dedup();
        links.files.sort_unstable();
        links.files.dedup();
        links.dependencies.names.sort_unstable();
        links.dependencies.names.dedup();
        links.dependencies.ambiguous_names.sort_unstable();
        links.dependencies.ambiguous_names.dedup();
        links
    }
}

/// Resolves links one by one, and notes what they depend on.
struct EntryLinksBuilder<'a> {
    lookup: SiteLookup<'a>,
    links: EntryLinks,
}

impl EntryLinksBuilder<'_> {
    /// Returns the addresses in raw HTML, if the site uses it.
    fn html_links<'b>(&self, body: &'b MarkdownBody) -> &'b [OutlineLink] {
        match self.lookup.config.raw_html {
            RawHtmlSetting::Allow => &body.outline.html_links,
            RawHtmlSetting::Escape => &[],
        }
    }

    /// Adds the entry that replaces a removed page.
    fn add_successor(&mut self, entry_index: EntryIndex) {
        let Some(successor) = self.lookup.successor(entry_index) else { return };
        let dependencies = &mut self.links.dependencies;
        dependencies.names.push(fold_name(successor.name));
        dependencies.depends_on_addresses = true;
        dependencies.entries.extend(successor.entry_index);
        if self.lookup.is_published(entry_index) {
            self.links.targets.extend(successor.entry_index);
        }
        self.links.diagnostics.extend(self.lookup.check_successor(entry_index));
    }

    fn resolve<'a>(
        &mut self,
        finder: &mut DestinationFinder<'a>,
        place: TextRef<'a>,
        link: &'a OutlineLink,
    ) -> ResolvedLink {
        let (found_destination, is_repeated) = finder.find(link);
        let dependencies = &mut self.links.dependencies;
        if !is_repeated {
            dependencies.depends_on_addresses |= found_destination.depends_on_addresses;
            dependencies.names.extend(wiki_name(link));
            match &found_destination.destination {
                LinkDestination::Page(page) => dependencies.entries.push(page.entry_index),
                LinkDestination::Ambiguous(..) => {
                    let name = wiki_name(link);
                    let file_name = name.as_deref().map(file_name).map(str::to_owned);
                    dependencies.ambiguous_names.extend(file_name);
                }
                LinkDestination::Target(_)
                | LinkDestination::SamePage(_)
                | LinkDestination::Missing
                | LinkDestination::Refused(_) => {}
            }
        }
        if let LinkDestination::Missing = found_destination.destination {
            // A message offers the page that the words name.
            dependencies.names.extend(wiki_words(place.body, link).map(fold_name));
        }
        let resolution =
            self.lookup.resolve_destination(place, link, &found_destination.destination);
        if let ResolvedLink::Asset(path, _) = &resolution.target
            && self.lookup.is_published(place.entry_index)
        {
            self.links.files.push(Arc::clone(path));
        }
        self.links.diagnostics.extend(resolution.diagnostic);
        resolution.target
    }
}
