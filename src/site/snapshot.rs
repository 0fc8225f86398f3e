//! The site at one moment, and how the next moment is made from it.

use super::citation_index::{DocumentUsage, EntryCitations};
use super::collect_entries;
use super::config::{PublishProfile, SiteConfig};
use super::entry::{Entry, EntryIndex};
use super::language_index::LanguageIndex;
use super::memo::MemoSlot;
use super::name_index::NameIndex;
use super::relations::{IdIndex, IncomingRelation};
use super::routes::ContentRoute;
use super::section_tree::SectionTree;
use super::settings::{DraftPolicy, RunSettings};
use super::source_text::SourceText;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::files::{ContentFile, FileSet};
use crate::parse::{self, ParsedFile};
use crate::schema::{BuiltinType, EntryId, LanguageTag, PartialDate, Schema, UncertainDate};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// One thread parses so many files at a time: with more, the others wait for it at the end.
const PARSE_CHUNK_FILES: usize = 32;

/// All that is known about the content at one moment. Immutable.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// What the run decides.
    pub settings: RunSettings,
    /// What `site.yaml` says.
    pub config: SiteConfig,
    /// The types.
    pub schema: Schema,
    /// All entries, drafts too, in path order; those made by being mentioned last.
    pub entries: Vec<Arc<Entry>>,
    /// Whether it tells of anything that is unclear.
    pub has_questions: bool,
    /// Navigation.
    pub tree: Arc<SectionTree>,
    /// Every artefact that the content makes, by its path in the output.
    pub routes: Arc<BTreeMap<Arc<str>, ContentRoute>>,
    /// Files that are copied, by path in the content folder.
    pub assets: Arc<BTreeMap<Arc<str>, Arc<ContentFile>>>,
    /// The texts that documents stand for, by the document's id.
    pub source_texts: Arc<BTreeMap<EntryId, SourceText>>,
    /// The SHA-256 of the files of those texts, in hex, by the document's id.
    pub source_sums: Arc<BTreeMap<EntryId, String>>,
    /// Entries of the head menu, in order; none: the sections at the top.
    pub menu: Option<Vec<EntryIndex>>,
    /// Published entries that ask for a place in it, in order.
    pub in_menu: Vec<EntryIndex>,
    /// The words that the site explains, once a text is looked through for them.
    pub(super) terms: MemoSlot,
    /// What was wrong in each file, and what the whole shows to be wrong: all but what is wrong
    /// with the links and citations of one entry.
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) names: Arc<NameIndex>,
    pub(super) ids: Arc<IdIndex>,
    pub(super) folders: Arc<HashSet<String>>,
    pub(super) incoming: Arc<Vec<Vec<IncomingRelation>>>,
    pub(super) mentioned: Arc<Vec<Vec<LinkMention>>>,
    /// Parallel to the entries, as the next.
    pub(super) links: Vec<Arc<EntryLinks>>,
    pub(super) citations: Vec<Arc<EntryCitations>>,
    pub(super) paragraph_usage: Arc<DocumentUsage>,
}

/// Where the texts of one entry lead.
#[derive(Debug, Default)]
pub(super) struct EntryLinks {
    /// Without doubles, in order.
    pub(super) targets: Vec<EntryIndex>,
    /// What each text mentions first, of what is another entry.
    pub(super) mentions: Vec<(EntryIndex, LinkMention)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The first link to an entry in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkMention {
    /// The entry whose text it is.
    pub from: EntryIndex,
    /// Which of its versions.
    pub version: usize,
    /// Which link of the text.
    pub link: usize,
}

/// A folder's files after parsing, each by itself: what a site is linked of.
///
/// What `site.yaml` says is known here already, since the names of generated pages, which linking
/// needs, are words of the theme in the site's languages.
#[derive(Clone, Debug)]
pub struct ParsedFiles {
    pub(super) by_path: Arc<BTreeMap<Arc<str>, Arc<ParsedFile>>>,
    pub(super) config: SiteConfig,
    /// Of files as files, and of `site.yaml`.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The texts of files that stay as they last were, since they are broken now.
    stale: Vec<Arc<SourceFile>>,
}

/// A site and the parsed files that it is made of, which the next site shares.
#[derive(Debug)]
pub struct SiteSnapshot {
    /// The site.
    pub site: Arc<Site>,
    /// The files.
    pub parsed: ParsedFiles,
}

impl ParsedFiles {
    /// Parses a folder's files, in parallel.
    #[must_use]
    pub fn new(files: &FileSet) -> Self {
        Self::next(None, files, BrokenFilePolicy::AsTheyAre)
    }

    /// Parses the files as they are now. What did not change is not parsed again; the result is
    /// that of [`ParsedFiles::new`].
    #[must_use]
    pub fn with_changed_files(&self, files: &FileSet) -> Self {
        Self::next(Some(self), files, BrokenFilePolicy::AsTheyAre)
    }

    /// Parses the files as they are now, but for those that are broken and were whole before: they
    /// stay as they last were, and only what breaks them is told.
    #[must_use]
    pub fn with_last_good_files(&self, files: &FileSet) -> Self {
        Self::next(Some(self), files, BrokenFilePolicy::AsTheyWere)
    }

    /// Whether a text is that of a file as it was before it was broken.
    #[must_use]
    pub fn is_last_good(&self, text: &Arc<SourceFile>) -> bool {
        self.stale.iter().any(|stale| Arc::ptr_eq(stale, text))
    }

    /// What `site.yaml` says, or the defaults of a plain folder.
    #[must_use]
    pub fn site_config(&self) -> &SiteConfig {
        &self.config
    }

    /// The file with this path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Arc<ParsedFile>> {
        self.by_path.get(path)
    }

    /// Links the files into a site.
    #[must_use]
    pub fn link_snapshot(self, settings: &RunSettings) -> SiteSnapshot {
        let site = Arc::new(super::linker::link_site(&self, settings, None));
        SiteSnapshot { site, parsed: self }
    }

    /// Links the files into a site; what is known from the one before is not looked up again. The
    /// result is that of [`ParsedFiles::link_snapshot`].
    #[must_use]
    pub fn link_after(self, settings: &RunSettings, before: &SiteSnapshot) -> SiteSnapshot {
        let site = super::relink::relink_edited(&self, settings, before)
            .unwrap_or_else(|| super::linker::link_site(&self, settings, Some(&before.site)));
        SiteSnapshot { site: Arc::new(site), parsed: self }
    }

    /// The parsed files, if no path came or went: most changes are in a file or two.
    fn reuse_unchanged_paths(
        &self,
        files: &FileSet,
    ) -> Option<Arc<BTreeMap<Arc<str>, Arc<ParsedFile>>>> {
        if files.iter().len() != self.by_path.len() {
            return None;
        }
        let mut changed = Vec::new();
        for (file, (path, known)) in files.iter().zip(self.by_path.iter()) {
            if !Arc::ptr_eq(file, &known.file) {
                if file.path != *path {
                    return None;
                }
                changed.push(file);
            }
        }
        let parsed: Vec<_> =
            changed.into_par_iter().map(|file| (file, parse::parse(file))).collect();
        let mut by_path = Arc::clone(&self.by_path);
        for (file, parsed) in parsed {
            Arc::make_mut(&mut by_path).insert(Arc::clone(&file.path), Arc::new(parsed));
        }
        Some(by_path)
    }

    fn next(previous: Option<&Self>, files: &FileSet, broken: BrokenFilePolicy) -> Self {
        let edited = previous.and_then(|previous| previous.reuse_unchanged_paths(files));
        let mut by_path = edited.unwrap_or_else(|| {
            let files_now: Vec<&Arc<ContentFile>> = files.iter().collect();
            let shared = files_now.into_par_iter().with_max_len(PARSE_CHUNK_FILES);
            let parsed = shared.map(|file| {
                let known = previous.and_then(|previous| previous.by_path.get(&file.path));
                match known.filter(|known| Arc::ptr_eq(&known.file, file)) {
                    Some(known) => (Arc::clone(&file.path), Arc::clone(known)),
                    None => (Arc::clone(&file.path), Arc::new(parse::parse(file))),
                }
            });
            let parsed: Vec<_> = parsed.collect();
            Arc::new(parsed.into_iter().collect())
        });
        let mut diagnostics: Vec<Diagnostic> = files.diagnostics().cloned().collect();
        let mut stale = Vec::new();
        if let (Some(previous), BrokenFilePolicy::AsTheyWere) = (previous, broken) {
            for (now, last) in last_good_files(&by_path, &previous.by_path) {
                diagnostics.extend(now.diagnostics.iter().cloned());
                stale.extend(last.file.text.clone());
                Arc::make_mut(&mut by_path).insert(Arc::clone(&last.file.path), last);
            }
        }
        let (config, found) = super::linker::read_config(&by_path);
        diagnostics.extend(found);
        Self { by_path, config, diagnostics, stale }
    }
}

/// What becomes of a file that cannot be read any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BrokenFilePolicy {
    AsTheyAre,
    AsTheyWere,
}

/// The files that are broken now and were whole, each as it is and as it was.
fn last_good_files(
    now: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
    before: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
) -> Vec<(Arc<ParsedFile>, Arc<ParsedFile>)> {
    let broken = now.iter().filter(|(_, parsed)| parsed.has_syntax_error());
    let pairs = broken.filter_map(|(path, parsed)| {
        let last = before.get(path).filter(|last| !last.has_syntax_error())?;
        Some((Arc::clone(parsed), Arc::clone(last)))
    });
    pairs.collect()
}

impl SiteSnapshot {
    /// Makes a site of a folder's files.
    #[must_use]
    pub fn new(files: &FileSet, settings: &RunSettings) -> Self {
        ParsedFiles::new(files).link_snapshot(settings)
    }

    /// Makes a site of the files as they are now; the result is that of [`SiteSnapshot::new`].
    #[must_use]
    pub fn with_changed_files(&self, files: &FileSet, settings: &RunSettings) -> Self {
        self.parsed.with_changed_files(files).link_after(settings, self)
    }
}

impl Site {
    /// Whether an entry has a page.
    #[must_use]
    pub fn is_published(&self, entry_index: EntryIndex) -> bool {
        let entry = self.entries.get(entry_index.0);
        entry.is_some_and(|e| !e.meta.is_draft || self.settings.drafts == DraftPolicy::Include)
    }

    /// An entry.
    ///
    /// # Panics
    /// If the index is another site's.
    #[must_use]
    pub fn entry_at(&self, entry_index: EntryIndex) -> &Entry {
        let Some(entry) = self.entries.get(entry_index.0) else {
            unreachable!("an index of this site")
        };
        entry
    }

    /// The first language: the one whose addresses have no prefix.
    ///
    /// # Panics
    /// Never: a site has at least one language.
    #[must_use]
    pub fn default_language(&self) -> &LanguageTag {
        let Some(first) = self.config.languages.first() else {
            unreachable!("a site has a language")
        };
        first
    }

    /// Whether the site may name itself by an absolute address.
    #[must_use]
    pub fn has_absolute_addresses(&self) -> bool {
        self.config.base_url.is_some() && self.config.profile == PublishProfile::Public
    }

    /// Relations that lead to an entry.
    #[must_use]
    pub fn incoming_relations(&self, entry_index: EntryIndex) -> &[IncomingRelation] {
        self.incoming.get(entry_index.0).map_or(&[], Vec::as_slice)
    }

    /// Entries that an entry's texts link to, without doubles, in order.
    #[must_use]
    pub fn linked_entries(&self, entry_index: EntryIndex) -> &[EntryIndex] {
        self.links.get(entry_index.0).map_or(&[], |links| &links.targets)
    }

    /// The first mention of an entry on each page, as shown in a language.
    pub fn mentions_of(
        &self,
        entry_index: EntryIndex,
        language_index: LanguageIndex,
    ) -> impl Iterator<Item = &LinkMention> {
        let tag = self.config.language_tag(language_index);
        self.mentioned.get(entry_index.0).into_iter().flatten().filter(move |mention| {
            let from = self.entry_at(mention.from);
            let shown =
                tag.and_then(|tag| from.language_version(tag)).map(|version| &version.language);
            from.versions.get(mention.version).map(|version| &version.language) == shown
        })
    }

    /// Whether any entry has tags.
    #[must_use]
    pub fn has_tags(&self) -> bool {
        // Entries that are made by being mentioned stand last.
        let mentioned =
            self.entries.iter().rev().take_while(|entry| entry.source_path().is_empty());
        mentioned.into_iter().any(|entry| entry.kind.is(BuiltinType::Tag))
    }

    /// Whether any page says when it was changed or published.
    #[must_use]
    pub fn has_changes(&self) -> bool {
        (0..self.entries.len())
            .map(EntryIndex)
            .any(|entry_index| self.changed_on(entry_index).is_some())
    }

    /// The day on which an entry's page was last changed, else first published.
    #[must_use]
    pub fn changed_on(&self, entry_index: EntryIndex) -> Option<PartialDate> {
        let meta = &self.entry_at(entry_index).meta;
        let day = |date: &Option<UncertainDate>| date.as_ref().and_then(|date| date.value);
        let is_there = self.is_published(entry_index) && meta.removed.is_none();
        day(&meta.updated).or(day(&meta.published)).filter(|_| is_there)
    }

    /// The entry of a tag, by its name.
    #[must_use]
    pub fn find_tag(&self, name: &str) -> Option<EntryIndex> {
        self.ids.find_implicit(&BuiltinType::Tag.id().into(), name)
    }

    /// Whether any published text links to an entry.
    #[must_use]
    pub fn is_mentioned(&self, entry_index: EntryIndex) -> bool {
        self.mentioned.get(entry_index.0).is_some_and(|list| !list.is_empty())
    }

    /// What is wrong in the files, and what only the whole could show.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_links = self.links.iter().flat_map(|links| &links.diagnostics);
        let of_citations = self.citations.iter().flat_map(|backing| backing.diagnostics());
        self.diagnostics.iter().chain(of_links).chain(of_citations)
    }

    /// Whether a file is copied to the output.
    pub(super) fn is_copied_asset(&self, path: &str, kind: &parse::ParsedContent) -> bool {
        collect_entries::is_published(path)
            && match kind {
                parse::ParsedContent::Markdown(_) => false,
                parse::ParsedContent::Yaml(..) => self.config.declared.is_none(),
                _ => true,
            }
    }
}
