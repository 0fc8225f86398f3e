//! A site: all that is known about the content of a folder.

use super::asked_questions::AskedQuestion;
use super::calendar_index::CalendarIndex;
use super::citation_fates::CitationFates;
use super::citation_index::CitationGraph;
use super::config::SiteConfig;
use super::copied_files::CopiedFiles;
use super::declarations::DeclaredTypes;
use super::document_texts::SourceTexts;
use super::document_versions::DocumentVersions;
use super::embed_graph::EmbedGraph;
use super::entry::{Entry, EntryIndex};
use super::entry_links::{LinkGraph, LinkMention, mentions_in_language};
use super::entry_sources::EntrySources;
use super::glossary::Glossary;
use super::implicit_entries::MentionedNames;
use super::language_index::LanguageIndex;
use super::left_out;
use super::navigation;
use super::parsed_files::ParsedFiles;
use super::relations::{IncomingRelation, RelationGraph};
use super::routes::{ContentRoute, SiteRoutes};
use super::section_tree::{MenuTarget, SectionTree};
use super::settings::{GeneratedNames, RunSettings};
use super::site_names::SiteNames;
use super::source_text::SourceText;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::KeptBackReason;
use crate::files::{ContentFile, FileSet};
use crate::schema::{BuiltinType, EntryId, LanguageTag, PartialDate, Schema};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// All that is known about the content of a folder. Immutable.
///
/// The parts are in the order of the stages that make them; see `linker`.
#[derive(Debug)]
pub struct Site {
    /// The settings of the run.
    pub settings: RunSettings,
    /// The settings in `site.yaml`.
    pub config: SiteConfig,
    /// The entry types.
    pub schema: Schema,
    pub(super) types: DeclaredTypes,
    /// The names of generated pages, by language.
    pub(super) generated: Vec<GeneratedNames>,

    /// All entries, including drafts: the declared ones in path order, then the implicit ones.
    pub entries: Vec<Arc<Entry>>,
    /// Whether there are questions, which say what is unclear.
    pub has_questions: bool,
    /// The newest day on which a page was published, changed or reviewed.
    pub(super) newest_edit: Option<PartialDate>,
    pub(super) n_declared: usize,
    pub(super) mentioned_names: Arc<MentionedNames>,
    pub(super) sources: EntrySources,
    /// The files that are copied, by path in the content folder.
    pub assets: Arc<BTreeMap<Arc<str>, Arc<ContentFile>>>,
    pub(super) folders: Arc<HashSet<String>>,
    /// The texts of documents, by the id of the document.
    pub source_texts: Arc<BTreeMap<EntryId, Arc<SourceText>>>,
    /// The SHA-256 of the files of these texts in hex, by the id of the document.
    pub source_digests: Arc<BTreeMap<EntryId, String>>,
    pub(super) texts: SourceTexts,

    pub(super) names: SiteNames,
    /// The tree of sections.
    pub tree: Arc<SectionTree>,
    /// What is in the main menu, in order. `None` means the sections at the top.
    pub menu: Option<Vec<MenuTarget>>,
    /// The published entries that ask to be in the main menu, in reading order.
    pub in_menu: Vec<EntryIndex>,
    /// What the footer of every page links to, in order.
    pub footer_menu: Vec<MenuTarget>,
    /// What readers ask most.
    pub asked: Vec<AskedQuestion>,
    /// The page that has the legend of evidence statuses.
    pub legend: Option<EntryIndex>,

    pub(super) relations: RelationGraph,
    pub(super) links: LinkGraph,
    pub(super) embeds: EmbedGraph,
    pub(super) citations: CitationGraph,
    pub(super) versions: Arc<DocumentVersions>,
    pub(super) fates: Arc<CitationFates>,
    pub(super) glossary: Arc<Glossary>,
    /// Every artifact that the content makes, by its path in the output.
    pub routes: Arc<BTreeMap<Arc<str>, ContentRoute>>,
    pub(super) route_table: SiteRoutes,
    pub(super) calendar: Arc<CalendarIndex>,

    /// Diagnostics that concern more than one entry.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A site and the parsed files that it is linked from, which the next site shares.
#[derive(Debug)]
pub struct SiteSnapshot {
    /// The site.
    pub site: Arc<Site>,
    /// The files.
    pub parsed: ParsedFiles,
}

impl SiteSnapshot {
    /// Makes a site from the files of a folder.
    #[must_use]
    pub fn new(files: &FileSet, settings: &RunSettings) -> Self {
        ParsedFiles::new(files).link_snapshot(settings)
    }

    /// Makes a site from the files after a change. The result equals that of [`SiteSnapshot::new`].
    #[must_use]
    pub fn with_changed_files(&self, files: &FileSet, settings: &RunSettings) -> Self {
        self.parsed.with_changed_files(files).link_after(settings, self)
    }
}

impl Site {
    /// Returns whether the content declares any entry, published or not.
    #[must_use]
    pub fn has_declared_entries(&self) -> bool {
        self.n_declared > 0
    }

    /// Returns the files that look like pages and are not read, by ending: the first of each, and
    /// their number.
    #[must_use]
    pub fn unread_files(&self) -> BTreeMap<String, (&ContentFile, usize)> {
        left_out::unread_files(self.assets.values())
    }

    /// Returns the path of a file that looks like a page, is not read, and has a name.
    #[must_use]
    pub fn find_unread_file(&self, name: &str) -> Option<String> {
        left_out::find_unread_file(self.assets.values(), name)
    }

    /// Returns whether a published page links to a file, or shows it.
    #[must_use]
    pub fn is_linked_file(&self, path: &str) -> bool {
        self.links.linked_files.contains(path)
    }

    /// Returns the files that are not copied to the output because no page links to them: tables of
    /// entries, files that only entries name which are kept back, and pages that are not read.
    #[must_use]
    pub fn kept_back_files(&self) -> BTreeSet<String> {
        self.route_inputs().kept_back_files()
    }

    /// Returns why an entry is kept back: without `--drafts` it has no page.
    #[must_use]
    pub fn kept_back_reason(&self, entry_index: EntryIndex) -> Option<KeptBackReason> {
        self.lookup().policy().kept_back_reason(self.entry_at(entry_index))
    }

    /// Returns whether an entry has a page.
    #[must_use]
    pub fn is_published(&self, entry_index: EntryIndex) -> bool {
        self.lookup().is_published(entry_index)
    }

    /// Returns whether an earlier entry has the same id, which is reported as `duplicate-id`.
    #[must_use]
    pub fn has_duplicate_id(&self, entry_index: EntryIndex) -> bool {
        self.lookup().has_duplicate_id(entry_index)
    }

    /// Returns an entry.
    ///
    /// # Panics
    /// Panics if the index is from another site.
    #[must_use]
    pub fn entry_at(&self, entry_index: EntryIndex) -> &Entry {
        let Some(entry) = self.entries.get(entry_index.0) else {
            unreachable!("an index of this site")
        };
        entry
    }

    /// Returns the first language, whose addresses have no prefix.
    ///
    /// # Panics
    /// Never, because a site has at least one language.
    #[must_use]
    pub fn default_language(&self) -> &LanguageTag {
        let Some(first) = self.config.languages.first() else {
            unreachable!("a site has a language")
        };
        first
    }

    /// Returns whether pages may contain absolute addresses of the site.
    #[must_use]
    pub fn has_absolute_addresses(&self) -> bool {
        self.config.has_absolute_addresses()
    }

    /// Returns the relations that point to an entry.
    #[must_use]
    pub fn incoming_relations(&self, entry_index: EntryIndex) -> &[IncomingRelation] {
        self.relations.incoming.get(entry_index)
    }

    /// Returns the entries that the texts of an entry link to, without duplicates, in order.
    #[must_use]
    pub fn linked_entries(&self, entry_index: EntryIndex) -> &[EntryIndex] {
        self.links.by_entry.get(entry_index.0).map_or(&[], |links| &links.targets)
    }

    /// Returns the first mention of an entry on each page that is shown in a language.
    pub fn mentions_of(
        &self,
        entry_index: EntryIndex,
        language_index: LanguageIndex,
    ) -> impl Iterator<Item = &LinkMention> {
        mentions_in_language(self.lookup(), self.links.mentions.get(entry_index), language_index)
    }

    /// Returns whether any entry has tags.
    #[must_use]
    pub fn has_tags(&self) -> bool {
        navigation::has_tags(&self.entries)
    }

    /// Returns whether any page has a date of change or publication.
    #[must_use]
    pub fn has_changes(&self) -> bool {
        navigation::has_changes(&self.entries, self.lookup().policy())
    }

    /// Returns the date on which the page of an entry was last changed for readers of a language,
    /// or was published.
    #[must_use]
    pub fn changed_on(
        &self,
        entry_index: EntryIndex,
        language: &LanguageTag,
    ) -> Option<PartialDate> {
        let entry = self.entry_at(entry_index);
        let updated = entry.meta.updated_in(language);
        navigation::changed_on(entry, self.lookup().policy(), updated.as_ref())
            .filter(|_| !self.has_duplicate_id(entry_index))
    }

    /// Returns the entry of a tag by its name.
    #[must_use]
    pub fn find_tag(&self, name: &str) -> Option<EntryIndex> {
        self.names.ids.find_implicit(&BuiltinType::Tag.id().into(), name)
    }

    /// Returns whether any published text links to an entry.
    #[must_use]
    pub fn is_mentioned(&self, entry_index: EntryIndex) -> bool {
        !self.links.mentions.get(entry_index).is_empty()
    }

    /// Returns the names of the terms that the site explains.
    #[must_use]
    pub fn site_glossary(&self) -> &Arc<Glossary> {
        &self.glossary
    }

    /// Returns the diagnostics of all files and stages of linking, stage by stage.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_relations = self.relations.by_entry.iter().flat_map(|it| &it.diagnostics);
        let of_links = self.links.by_entry.iter().flat_map(|it| &it.diagnostics);
        let of_embeds = self.embeds.diagnostics.iter();
        let of_citations = self.citations.by_entry.iter().flat_map(|it| it.diagnostics());
        let of_stages = self.types.diagnostics.iter().chain(self.sources.diagnostics());
        let of_stages = of_stages.chain(self.texts.diagnostics()).chain(&self.diagnostics);
        let of_routes = self.route_table.diagnostics.iter();
        of_stages
            .chain(of_routes)
            .chain(of_relations)
            .chain(of_links)
            .chain(of_embeds)
            .chain(of_citations)
    }

    /// Returns the entries that files declare, in path order.
    pub(super) fn declared_entries(&self) -> &[Arc<Entry>] {
        self.entries.get(..self.n_declared).unwrap_or_default()
    }

    /// Returns the entries that exist because they are mentioned.
    pub(super) fn implicit_entries(&self) -> &[Arc<Entry>] {
        self.entries.get(self.n_declared..).unwrap_or_default()
    }

    pub(super) fn copied_files(&self) -> CopiedFiles {
        CopiedFiles { assets: Arc::clone(&self.assets), folders: Arc::clone(&self.folders) }
    }
}
