//! The site at one moment, and how the next moment is made from it.

use super::backing::{Backing, Loads};
use super::collect;
use super::config::{Config, Profile};
use super::entry::{Entry, EntryIndex};
use super::kept::Kept;
use super::names::Names;
use super::relations::{Ids, Incoming};
use super::routes::Route;
use super::settings::{Drafts, Settings};
use super::source_text::SourceText;
use super::tree::Tree;
use crate::diagnostic::{Diagnostic, Source};
use crate::files::{File, Files};
use crate::parse::{self, Parsed};
use crate::schema::{Date, Day, LanguageTag, Schema};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// One thread parses so many files at a time: with more, the others wait for it at the end.
const AT_A_TIME: usize = 32;

/// All that is known about the content at one moment. Immutable.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// What the run decides.
    pub settings: Settings,
    /// What `site.yaml` says.
    pub config: Config,
    /// The types.
    pub schema: Schema,
    /// All entries, drafts too, in path order; those made by being mentioned last.
    pub entries: Vec<Arc<Entry>>,
    /// Whether it tells of anything that is unclear.
    pub has_questions: bool,
    /// Navigation.
    pub tree: Arc<Tree>,
    /// Every artefact that the content makes, by its path in the output.
    pub routes: Arc<BTreeMap<Arc<str>, Route>>,
    /// Files that are copied, by path in the content folder.
    pub assets: Arc<BTreeMap<Arc<str>, Arc<File>>>,
    /// The texts that documents stand for, by the document's id.
    pub source_texts: Arc<BTreeMap<Arc<str>, SourceText>>,
    /// The SHA-256 of the files of those texts, in hex, by the document's id.
    pub source_sums: Arc<BTreeMap<Arc<str>, String>>,
    /// Entries of the head menu, in order; none: the sections at the top.
    pub menu: Option<Vec<EntryIndex>>,
    /// Published entries that ask for a place in it, in order.
    pub in_menu: Vec<EntryIndex>,
    /// The search index, once somebody has asked for it.
    pub kept: Kept,
    /// The words that the site explains, once a text is looked through for them.
    pub(super) terms: Kept,
    /// What was wrong in each file, and what the whole shows to be wrong: all but what is wrong
    /// with the links and citations of one entry.
    pub(super) findings: Vec<Diagnostic>,
    pub(super) names: Arc<Names>,
    pub(super) ids: Arc<Ids>,
    pub(super) folders: Arc<HashSet<String>>,
    pub(super) incoming: Arc<Vec<Vec<Incoming>>>,
    pub(super) mentioned: Arc<Vec<Vec<Mention>>>,
    /// Parallel to the entries, as the next.
    pub(super) links: Vec<Arc<Links>>,
    pub(super) backing: Vec<Arc<Backing>>,
    pub(super) loads: Arc<Loads>,
}

/// Where the texts of one entry lead.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Without doubles, in order.
    pub(super) targets: Vec<EntryIndex>,
    /// What each text mentions first, of what is another entry.
    pub(super) mentions: Vec<(EntryIndex, Mention)>,
    pub(super) findings: Vec<Diagnostic>,
}

/// The first link to an entry in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
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
    pub(super) by_path: Arc<BTreeMap<Arc<str>, Arc<Parsed>>>,
    pub(super) config: Config,
    /// Of files as files, and of `site.yaml`.
    pub(super) findings: Vec<Diagnostic>,
    /// The texts of files that stay as they last were, since they are broken now.
    stale: Vec<Arc<Source>>,
}

/// A site and the parsed files that it is made of, which the next site shares.
#[derive(Debug)]
pub struct Snapshot {
    /// The site.
    pub site: Arc<Site>,
    /// The files.
    pub parsed: ParsedFiles,
}

impl ParsedFiles {
    /// Parses a folder's files, in parallel.
    #[must_use]
    pub fn new(files: &Files) -> Self {
        Self::next(None, files, Broken::AsTheyAre)
    }

    /// Parses the files as they are now. What did not change is not parsed again; the result is
    /// that of [`ParsedFiles::new`].
    #[must_use]
    pub fn after(&self, files: &Files) -> Self {
        Self::next(Some(self), files, Broken::AsTheyAre)
    }

    /// Parses the files as they are now, but for those that are broken and were whole before: they
    /// stay as they last were, and only what breaks them is told.
    #[must_use]
    pub fn after_keeping(&self, files: &Files) -> Self {
        Self::next(Some(self), files, Broken::AsTheyWere)
    }

    /// Whether a text is that of a file as it was before it was broken.
    #[must_use]
    pub fn is_stale(&self, text: &Arc<Source>) -> bool {
        self.stale.iter().any(|stale| Arc::ptr_eq(stale, text))
    }

    /// What `site.yaml` says, or the defaults of a plain folder.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The file with this path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Arc<Parsed>> {
        self.by_path.get(path)
    }

    /// Links the files into a site.
    #[must_use]
    pub fn link(self, settings: &Settings) -> Snapshot {
        let site = Arc::new(super::link::link(&self, settings, None));
        Snapshot { site, parsed: self }
    }

    /// Links the files into a site; what is known from the one before is not looked up again. The
    /// result is that of [`ParsedFiles::link`].
    #[must_use]
    pub fn link_after(self, settings: &Settings, before: &Snapshot) -> Snapshot {
        let site = super::edited::edited(&self, settings, before)
            .unwrap_or_else(|| super::link::link(&self, settings, Some(&before.site)));
        Snapshot { site: Arc::new(site), parsed: self }
    }

    /// The parsed files, if no path came or went: most changes are in a file or two.
    fn with_the_same_paths(&self, files: &Files) -> Option<Arc<BTreeMap<Arc<str>, Arc<Parsed>>>> {
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

    fn next(previous: Option<&Self>, files: &Files, broken: Broken) -> Self {
        let edited = previous.and_then(|previous| previous.with_the_same_paths(files));
        let mut by_path = edited.unwrap_or_else(|| {
            let files_now: Vec<&Arc<File>> = files.iter().collect();
            let shared = files_now.into_par_iter().with_max_len(AT_A_TIME);
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
        let mut findings: Vec<Diagnostic> = files.findings().cloned().collect();
        let mut stale = Vec::new();
        if let (Some(previous), Broken::AsTheyWere) = (previous, broken) {
            for (now, last) in kept(&by_path, &previous.by_path) {
                findings.extend(now.findings.iter().cloned());
                stale.extend(last.file.text.clone());
                Arc::make_mut(&mut by_path).insert(Arc::clone(&last.file.path), last);
            }
        }
        let (config, found) = super::link::config(&by_path);
        findings.extend(found);
        Self { by_path, config, findings, stale }
    }
}

/// What becomes of a file that cannot be read any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Broken {
    AsTheyAre,
    AsTheyWere,
}

/// The files that are broken now and were whole, each as it is and as it was.
fn kept(
    now: &BTreeMap<Arc<str>, Arc<Parsed>>,
    before: &BTreeMap<Arc<str>, Arc<Parsed>>,
) -> Vec<(Arc<Parsed>, Arc<Parsed>)> {
    let broken = now.iter().filter(|(_, parsed)| parsed.is_broken());
    let pairs = broken.filter_map(|(path, parsed)| {
        let last = before.get(path).filter(|last| !last.is_broken())?;
        Some((Arc::clone(parsed), Arc::clone(last)))
    });
    pairs.collect()
}

impl Snapshot {
    /// Makes a site of a folder's files.
    #[must_use]
    pub fn new(files: &Files, settings: &Settings) -> Self {
        ParsedFiles::new(files).link(settings)
    }

    /// Makes a site of the files as they are now; the result is that of [`Snapshot::new`].
    #[must_use]
    pub fn after(&self, files: &Files, settings: &Settings) -> Self {
        self.parsed.after(files).link_after(settings, self)
    }
}

impl Site {
    /// Whether an entry has a page.
    #[must_use]
    pub fn is_published(&self, at: EntryIndex) -> bool {
        let entry = self.entries.get(at.0);
        entry.is_some_and(|e| !e.meta.is_draft || self.settings.drafts == Drafts::Publish)
    }

    /// An entry.
    ///
    /// # Panics
    /// If the index is another site's.
    #[must_use]
    pub fn entry(&self, at: EntryIndex) -> &Entry {
        let Some(entry) = self.entries.get(at.0) else { unreachable!("an index of this site") };
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
        self.config.base_url.is_some() && self.config.profile == Profile::Public
    }

    /// Relations that lead to an entry.
    #[must_use]
    pub fn incoming(&self, at: EntryIndex) -> &[Incoming] {
        self.incoming.get(at.0).map_or(&[], Vec::as_slice)
    }

    /// Entries that an entry's texts link to, without doubles, in order.
    #[must_use]
    pub fn links(&self, at: EntryIndex) -> &[EntryIndex] {
        self.links.get(at.0).map_or(&[], |links| &links.targets)
    }

    /// The first mention of an entry on each page, as shown in a language.
    pub fn mentions(&self, at: EntryIndex, language: usize) -> impl Iterator<Item = &Mention> {
        let tag = self.config.languages.get(language);
        self.mentioned.get(at.0).into_iter().flatten().filter(move |mention| {
            let from = self.entry(mention.from);
            let shown = tag.and_then(|tag| from.version(tag)).map(|version| &version.language);
            from.versions.get(mention.version).map(|version| &version.language) == shown
        })
    }

    /// Whether any entry has tags.
    #[must_use]
    pub fn has_tags(&self) -> bool {
        // Entries that are made by being mentioned stand last.
        let mentioned = self.entries.iter().rev().take_while(|entry| entry.path().is_empty());
        mentioned.into_iter().any(|entry| &*entry.kind.id == "tag")
    }

    /// Whether any page says when it was changed or published.
    #[must_use]
    pub fn has_changes(&self) -> bool {
        (0..self.entries.len()).map(EntryIndex).any(|at| self.changed(at).is_some())
    }

    /// The day on which an entry's page was last changed, else first published.
    #[must_use]
    pub fn changed(&self, at: EntryIndex) -> Option<Day> {
        let meta = &self.entry(at).meta;
        let day = |date: &Option<Date>| date.as_ref().and_then(|date| date.value);
        let is_there = self.is_published(at) && meta.removed.is_none();
        day(&meta.updated).or(day(&meta.published)).filter(|_| is_there)
    }

    /// The entry of a tag, by its name.
    #[must_use]
    pub fn tag(&self, name: &str) -> Option<EntryIndex> {
        self.ids.mentioned(&"tag".into(), name)
    }

    /// Whether any published text links to an entry.
    #[must_use]
    pub fn is_mentioned(&self, at: EntryIndex) -> bool {
        self.mentioned.get(at.0).is_some_and(|list| !list.is_empty())
    }

    /// What is wrong in the files, and what only the whole could show.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_links = self.links.iter().flat_map(|links| &links.findings);
        let of_citations = self.backing.iter().flat_map(|backing| backing.findings());
        self.findings.iter().chain(of_links).chain(of_citations)
    }

    /// Whether a file is copied to the output.
    pub(super) fn is_asset(&self, path: &str, kind: &parse::Kind) -> bool {
        collect::is_published(path)
            && match kind {
                parse::Kind::Markdown(_) => false,
                parse::Kind::Yaml(..) => self.config.declared.is_none(),
                _ => true,
            }
    }
}
