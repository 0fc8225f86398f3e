//! Routes: the artifacts that the content makes, by their path in the output.

use super::address::asset_address;
use super::calendar_index::CalendarIndex;
use super::citation_index::DocumentUsage;
use super::content_history::EntryKnowledge;
use super::day_comparison::DayPair;
use super::document_versions::DocumentVersions;
use super::entry::EntryIndex;
use super::entry_links::{LinkMention, mentions_in_language};
use super::entry_sources::EntrySources;
use super::incoming_index::IncomingIndex;
use super::language_index::LanguageIndex;
use super::navigation;
use super::route_changes::RouteChanges;
use super::route_table::{RouteTable, alias_output_path};
use super::section_tree::{SectionIndex, SectionTree};
use super::settings::GeneratedNames;
use super::site_lookup::SiteLookup;
use super::snapshot::Site;
use crate::diagnostic::{Diagnostic, OutsideSiteReason, rules};
use crate::files::ContentFile;
use crate::schema::EntryTypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The number of mentions on one page of "mentioned in".
pub const MENTIONS_PER_PAGE: usize = 50;

/// The number of citing entries of a paragraph that the document's own page lists. If there are
/// more, pages of their own list all of them.
pub const CITING_ENTRIES_ON_DOCUMENT: usize = 50;

/// The number of citing entries of a paragraph on one page of their own.
pub const CITING_ENTRIES_PER_PAGE: usize = 200;

/// Returns the number of pages that list all entries that cite a paragraph, besides the document's
/// own page.
#[must_use]
pub fn n_citation_pages(n_citing_entries: usize) -> usize {
    match n_citing_entries > CITING_ENTRIES_ON_DOCUMENT {
        true => n_citing_entries.div_ceil(CITING_ENTRIES_PER_PAGE),
        false => 0,
    }
}

/// The file of a page, in the folder of its address.
pub(super) const PAGE: &str = "index.html";

/// One artifact made from the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentRoute {
    /// The page of an entry.
    Entry(EntryIndex, LanguageIndex),
    /// The page JSON of an entry.
    PageJson(EntryIndex, LanguageIndex),
    /// "Mentioned in", from the second page on. Pages count from 1.
    Mentions(EntryIndex, LanguageIndex, usize),
    /// The entries that cite a paragraph of a document, from the second page on: the index of the
    /// paragraph, and the page, which counts from 1.
    CitingEntries(EntryIndex, LanguageIndex, (usize, usize)),
    /// What has changed from an older version of a document to this one.
    Redline(EntryIndex, LanguageIndex, EntryIndex),
    /// The list of a section that has no index page.
    Section(SectionIndex, LanguageIndex),
    /// The list of everything.
    Index(LanguageIndex),
    /// The list of tags.
    Tags(LanguageIndex),
    /// The list of recent changes, newest first.
    Changes(LanguageIndex),
    /// A comparison of two days. Without them, the list of all comparisons.
    Comparison(LanguageIndex, Option<DayPair>),
    /// The book: one page with all pages in reading order.
    Book(LanguageIndex),
    /// The page of search results.
    Search(LanguageIndex),
    /// The redirect from an old address of an entry, by its path in the output.
    Redirect(EntryIndex, LanguageIndex, Arc<str>),
    /// The page "not found".
    NotFound,
    /// The list of addresses for search engines.
    Sitemap,
    /// Changes, for feed readers.
    Feed(LanguageIndex, FeedScope),
    /// The deadlines, ends and reviews of the site, or of an entry, as a calendar.
    Calendar(LanguageIndex, Option<EntryIndex>),
    /// A copied file, by its path in the content folder.
    Asset(Arc<str>),
}

/// What a feed is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedScope {
    /// The pages of the site.
    Site,
    /// What changed in an entry.
    Entry(EntryIndex),
    /// What changed in the entries of a type.
    Type(EntryTypeId),
}

/// Routes by path.
pub(super) type RouteMap = BTreeMap<Arc<str>, ContentRoute>;

/// All routes of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct SiteRoutes {
    /// The routes of entries, without their old addresses.
    pub(super) entries: Arc<RouteMap>,
    /// Conflicts between the routes of entries.
    pub(super) conflicts: Arc<Vec<Diagnostic>>,
    /// All routes.
    pub(super) all: Arc<RouteMap>,
    /// All conflicts, and old addresses that are not inside the site.
    pub(super) diagnostics: Arc<Vec<Diagnostic>>,
}

/// What routes depend on.
#[derive(Clone, Copy)]
pub(super) struct RouteInputs<'a> {
    pub(super) lookup: SiteLookup<'a>,
    pub(super) tree: &'a SectionTree,
    pub(super) assets: &'a BTreeMap<Arc<str>, Arc<ContentFile>>,
    pub(super) sources: &'a EntrySources,
    pub(super) linked_files: &'a BTreeSet<Arc<str>>,
    pub(super) mentions: &'a IncomingIndex<LinkMention>,
    pub(super) usage: &'a DocumentUsage,
    pub(super) calendar: &'a CalendarIndex,
    pub(super) versions: &'a DocumentVersions,
    /// By language.
    pub(super) generated: &'a [GeneratedNames],
}

impl SiteRoutes {
    /// Makes all routes. After an edit those that cannot have changed are shared.
    pub(super) fn new(inputs: RouteInputs<'_>, changes: Option<RouteChanges<'_>>) -> Self {
        let reusable = changes.filter(|changes| !changes.affects_conflicts());
        let previous = reusable.map(|changes| &changes.content.entries.previous.route_table);
        let patched = reusable.and_then(|changes| changes.patch_entry_routes(inputs));
        let (entries, conflicts) = patched.unwrap_or_else(|| {
            let table = RouteTable::from_entries(inputs);
            (Arc::new(table.by_path), Arc::new(table.diagnostics))
        });
        let is_same = |previous: &&Self| {
            Arc::ptr_eq(&previous.entries, &entries)
                && reusable.is_some_and(|changes| changes.has_same_other_routes(inputs))
        };
        if let Some(previous) = previous.filter(is_same) {
            return previous.clone();
        }
        let by_path = RouteMap::clone(&entries);
        let mut table = RouteTable { inputs, by_path, diagnostics: conflicts.to_vec() };
        table.add_other_routes();
        let (all, diagnostics) = (Arc::new(table.by_path), Arc::new(table.diagnostics));
        Self { entries, conflicts, all, diagnostics }
    }
}

impl RouteInputs<'_> {
    pub(super) fn has_tags(self) -> bool {
        navigation::has_tags(self.lookup.entries)
    }

    pub(super) fn has_changes(self) -> bool {
        navigation::has_changes(self.lookup.entries, self.lookup.policy())
    }

    /// Gives the routes of an entry to `add`, each with the parts of its path. `add` returns
    /// whether the path was free.
    pub(super) fn add_entry_routes(
        self,
        entry_index: EntryIndex,
        add: &mut impl FnMut(&[&str], ContentRoute) -> bool,
    ) {
        let lookup = self.lookup;
        let entry = lookup.entry(entry_index).filter(|_| lookup.is_published(entry_index));
        let Some(entry) = entry else { return };
        for (language_index, address) in (0..).map(LanguageIndex).zip(&entry.addresses) {
            let folder = address.trim_start_matches('/');
            if !add(&[folder, PAGE], ContentRoute::Entry(entry_index, language_index)) {
                // The other entry keeps the address. One diagnostic is enough for all languages.
                break;
            }
            add(&[folder, "index.json"], ContentRoute::PageJson(entry_index, language_index));
            let mentions = self.mentions.get(entry_index);
            let n_mentions = mentions_in_language(lookup, mentions, language_index).count();
            for number in 2..=n_mentions.div_ceil(MENTIONS_PER_PAGE) {
                let names = self.generated.get(language_index.0);
                let folder_name = names.map_or("mentions", |names| &names.mentions);
                let page = format!("{folder_name}/{number}/");
                let route = ContentRoute::Mentions(entry_index, language_index, number);
                add(&[folder, &page, PAGE], route);
            }
            for older in self.versions.compared_with(entry_index) {
                let names = self.generated.get(language_index.0);
                let folder_name = names.map_or("changes-since", |names| &names.redline);
                let Some(older_entry) = lookup.entry(older) else { continue };
                let page = format!("{folder_name}/{}/", older_entry.id);
                let route = ContentRoute::Redline(entry_index, language_index, older);
                add(&[folder, &page, PAGE], route);
            }
            let usage = self.usage.get(&entry_index).into_iter().flat_map(|usage| usage.iter());
            for (paragraph_index, paragraph) in usage.enumerate() {
                let text = lookup.source_texts.get(&entry.id);
                let text = text.and_then(|text| text.paragraphs.get(paragraph_index));
                let Some(text) = text.filter(|text| !text.anchor.is_empty()) else { continue };
                for number in 1..=n_citation_pages(paragraph.citing_entries.len()) {
                    let page = format!("{}/{number}/", text.anchor);
                    let position = (paragraph_index, number);
                    let route = ContentRoute::CitingEntries(entry_index, language_index, position);
                    add(&[folder, &page, PAGE], route);
                }
            }
        }
    }
}

impl RouteTable<'_> {
    /// Adds all routes but those of entries.
    fn add_other_routes(&mut self) {
        let RouteInputs { lookup, tree, assets, generated, .. } = self.inputs;
        let config = lookup.config;
        let (has_tags, has_changes) = (self.inputs.has_tags(), self.inputs.has_changes());
        let kept_back = self.inputs.kept_back_files();
        for path in assets.keys().filter(|path| !kept_back.contains(&***path)) {
            self.add(&[&asset_address(path)], ContentRoute::Asset(Arc::clone(path)));
        }
        for (index, section) in tree.sections.iter().enumerate() {
            let addresses = (0..).map(LanguageIndex).zip(&section.addresses);
            for (language_index, address) in addresses.filter(|_| section.index.is_none()) {
                let route = ContentRoute::Section(SectionIndex(index), language_index);
                self.add_generated(address, route);
            }
        }
        for (language_index, names) in (0..).map(LanguageIndex).zip(generated) {
            let address = |name: &str| config.language_prefixed(language_index, name);
            self.add_generated(&address(&names.index), ContentRoute::Index(language_index));
            if has_tags {
                self.add_generated(&address(&names.tags), ContentRoute::Tags(language_index));
            }
            if has_changes {
                self.add_generated(&address(&names.changes), ContentRoute::Changes(language_index));
            }
            if !config.as_of_days.is_empty() {
                self.add_comparisons(language_index, &address(&names.comparison));
            }
            if config.has_book {
                self.add_generated(&address(&names.book), ContentRoute::Book(language_index));
            }
            self.add_generated(&address(&names.search), ContentRoute::Search(language_index));
            if config.has_absolute_addresses() {
                let feed = address("feed.xml");
                self.add(
                    &[feed.trim_matches('/')],
                    ContentRoute::Feed(language_index, FeedScope::Site),
                );
            }
        }
        self.add_calendars();
        self.add_change_feeds();
        self.add(&["404.html"], ContentRoute::NotFound);
        if config.has_absolute_addresses() {
            self.add(&["sitemap.xml"], ContentRoute::Sitemap);
        }
        for path in assets.keys() {
            self.release_folder(&asset_address(path));
        }
        for entry_index in (0..lookup.entries.len()).map(EntryIndex) {
            if lookup.is_published(entry_index) {
                self.add_old_addresses(entry_index);
            }
        }
    }

    /// Adds the calendar of the site, and those of entries in the folders of their pages.
    fn add_calendars(&mut self) {
        let RouteInputs { calendar, generated, lookup, .. } = self.inputs;
        if !calendar.has_dates() {
            return;
        }
        for (language_index, names) in (0..).map(LanguageIndex).zip(generated) {
            let file_name = names.calendar_file();
            let site_path = lookup.config.language_prefixed(language_index, &file_name);
            let route = ContentRoute::Calendar(language_index, None);
            self.add(&[site_path.trim_matches('/')], route);
            for entry_index in calendar.entries() {
                let addresses = lookup.entry(entry_index).map(|entry| &entry.addresses);
                let address = addresses.and_then(|addresses| addresses.get(language_index.0));
                let Some(address) = address else { continue };
                let route = ContentRoute::Calendar(language_index, Some(entry_index));
                // The front page has the calendar of the site.
                let path = [address.trim_start_matches('/'), &file_name];
                if !self.by_path.contains_key(path.concat().as_str()) {
                    self.add(&path, route);
                }
            }
        }
    }

    /// Adds the feeds of what changed in each entry and in those of each type.
    fn add_change_feeds(&mut self) {
        let RouteInputs { generated, lookup, .. } = self.inputs;
        if !lookup.config.has_absolute_addresses() {
            return;
        }
        let all = (0..lookup.entries.len()).map(EntryIndex);
        let entry_indexes: Vec<EntryIndex> =
            all.filter(|entry_index| lookup.has_change_feed(*entry_index)).collect();
        for (language_index, names) in (0..).map(LanguageIndex).zip(generated) {
            let mut types: BTreeSet<EntryTypeId> = BTreeSet::new();
            let file_name = names.change_feed();
            for entry_index in &entry_indexes {
                let Some(entry) = lookup.entry(*entry_index) else { continue };
                let Some(address) = entry.addresses.get(language_index.0) else { continue };
                let route = ContentRoute::Feed(language_index, FeedScope::Entry(*entry_index));
                self.add(&[address.trim_start_matches('/'), &file_name], route);
                types.insert(entry.entry_type.id.clone());
            }
            for type_id in types {
                let name = names.type_feed(&type_id);
                let path = lookup.config.language_prefixed(language_index, &name);
                let route = ContentRoute::Feed(language_index, FeedScope::Type(type_id));
                self.add(&[path.trim_matches('/')], route);
            }
        }
    }

    /// Adds the comparisons of each pair of days, and the list of them.
    fn add_comparisons(&mut self, language_index: LanguageIndex, folder: &str) {
        self.add_generated(folder, ContentRoute::Comparison(language_index, None));
        let days = &self.inputs.lookup.config.as_of_days;
        for (index, first) in days.iter().enumerate() {
            for second in days.iter().skip(index + 1) {
                let pair = DayPair { first: *first, second: *second };
                let route = ContentRoute::Comparison(language_index, Some(pair));
                self.add_generated(&format!("{folder}{first}/{second}/"), route);
            }
        }
    }

    /// Adds the old addresses of an entry, unless something has the address today.
    fn add_old_addresses(&mut self, entry_index: EntryIndex) {
        let lookup = self.inputs.lookup;
        let Some(entry) = lookup.entry(entry_index) else { return };
        for (alias, span) in entry.meta.aliases.iter().filter(|(alias, _)| alias.starts_with('/')) {
            match alias_output_path(alias) {
                Some(path) => {
                    let language_index = lookup.config.alias_language(entry, alias, span);
                    let output_path = path.as_str().into();
                    let route = ContentRoute::Redirect(entry_index, language_index, output_path);
                    self.add_alias(path, route, span);
                }
                None => {
                    let what = OutsideSiteReason::Alias(alias.clone());
                    let kind = rules::OutsideSite { reason: what };
                    self.diagnostics.push(Diagnostic::new(span.clone(), kind));
                }
            }
        }
    }
}

impl SiteLookup<'_> {
    /// Returns whether an entry has a feed of what changed in it.
    pub(super) fn has_change_feed(self, entry_index: EntryIndex) -> bool {
        let history = self.settings.history.as_ref();
        let entry = self.entry(entry_index).filter(|_| self.is_published(entry_index));
        history.zip(entry).is_some_and(|(history, entry)| {
            entry.meta.removed.is_none()
                && !self.has_duplicate_id(entry_index)
                && history.has_knowledge(entry)
        })
    }
}

impl Site {
    /// Returns what commits changed in an entry, newest first.
    #[must_use]
    pub fn knowledge_changes(&self, entry_index: EntryIndex) -> Vec<EntryKnowledge<'_>> {
        let history = self.settings.history.as_ref();
        history.map(|history| history.knowledge(self.entry_at(entry_index))).unwrap_or_default()
    }

    /// Returns whether an entry has a feed of what changed in it.
    #[must_use]
    pub fn has_change_feed(&self, entry_index: EntryIndex) -> bool {
        self.lookup().has_change_feed(entry_index)
    }

    /// Returns the entries of a type that have a feed of what changed in them.
    pub fn entries_with_feed(&self, type_id: &EntryTypeId) -> impl Iterator<Item = EntryIndex> {
        let entries = self.entries.iter().enumerate();
        let of_type = entries.filter(move |(_, entry)| entry.entry_type.id == *type_id);
        let entry_indexes = of_type.map(|(index, _)| EntryIndex(index));
        entry_indexes.filter(|entry_index| self.lookup().has_change_feed(*entry_index))
    }

    /// Returns the address of a generated page in a language.
    #[must_use]
    pub fn language_prefixed(&self, language_index: LanguageIndex, name: &str) -> String {
        self.config.language_prefixed(language_index, name)
    }

    pub(super) fn route_inputs(&self) -> RouteInputs<'_> {
        RouteInputs {
            lookup: self.lookup(),
            tree: &self.tree,
            assets: &self.assets,
            sources: &self.sources,
            linked_files: &self.links.linked_files,
            mentions: &self.links.mentions,
            usage: &self.citations.usage,
            calendar: &self.calendar,
            versions: &self.versions,
            generated: &self.generated,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::rules;
    use crate::files::FileSet;
    use crate::site::SiteSnapshot;
    use crate::site::settings::RunSettings;

    #[test]
    fn a_file_leaves_its_name_to_the_folder_of_a_page() {
        let files = [("index.md", "# Start\n"), ("x.md", "# X\n"), ("x", "hej"), ("xy", "hej")];
        let site = SiteSnapshot::new(&FileSet::from_texts(&files), &RunSettings::default()).site;
        let found: Vec<_> = site.diagnostics().map(|found| &found.kind).collect();
        assert_eq!(found, [&rules::DuplicateRoute { address: "/x/".into() }.into()]);
        let has = |path| site.routes.contains_key(path);
        assert!(has("x/index.html") && has("xy") && !has("x"));
    }
}
