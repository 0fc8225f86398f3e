//! Parsed files: what a site is linked from.

use super::config::SiteConfig;
use super::folder_publication::folder_publication;
use super::language_choice::LanguageSample;
use super::left_out::select_content;
use super::linker::ChangedFile;
use super::publication::DeclaredPublication;
use super::settings_files::is_site_file;
use crate::diagnostic::rules::LeftOutReason;
use crate::diagnostic::{Diagnostic, SourceFile, rules};
use crate::files::{ContentFile, FileSet};
use crate::parse::{self, ParsedContent, ParsedFile};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// The number of files that one thread parses at a time. With more, other threads would wait for
/// the last one.
const PARSE_CHUNK_FILES: usize = 32;

/// The files of a folder after parsing, each by itself.
///
/// The settings in `site.yaml` are part of it, because linking needs the names of generated pages,
/// which are strings of the theme in the site's languages.
#[derive(Clone, Debug)]
pub struct ParsedFiles {
    pub(super) by_path: Arc<BTreeMap<Arc<str>, Arc<ParsedFile>>>,
    pub(super) config: SiteConfig,
    /// Diagnostics of files as files, and of `site.yaml`.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The texts of files that are broken now and shown as they last were.
    stale: Vec<Arc<SourceFile>>,
    /// The texts that the language of a folder without settings is guessed from.
    samples: Vec<Arc<LanguageSample>>,
    /// What index pages say about the publication of the pages whose paths begin with a text.
    pub(super) folder_publications: Vec<(String, DeclaredPublication)>,
}

/// Which version of a broken file is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BrokenFilePolicy {
    Current,
    LastGood,
}

/// A broken file and its last good version.
struct LastGoodFile {
    broken: Arc<ParsedFile>,
    last_good: Arc<ParsedFile>,
}

impl ParsedFiles {
    /// Parses the files of a folder, in parallel.
    #[must_use]
    pub fn new(files: &FileSet) -> Self {
        Self::parse(None, files, BrokenFilePolicy::Current)
    }

    /// Parses the files after a change. Unchanged files are not parsed again. The result equals
    /// that of [`ParsedFiles::new`].
    #[must_use]
    pub fn with_changed_files(&self, files: &FileSet) -> Self {
        Self::parse(Some(self), files, BrokenFilePolicy::Current)
    }

    /// Parses the files after a change, but keeps the last good version of each file that is broken
    /// now. Of such a file only what breaks it is reported.
    #[must_use]
    pub fn with_last_good_files(&self, files: &FileSet) -> Self {
        Self::parse(Some(self), files, BrokenFilePolicy::LastGood)
    }

    /// Returns whether a text is the last good version of a file that is broken now.
    #[must_use]
    pub fn is_last_good(&self, text: &Arc<SourceFile>) -> bool {
        self.stale.iter().any(|stale| Arc::ptr_eq(stale, text))
    }

    /// Returns the settings in `site.yaml`, or the defaults of a folder without it.
    #[must_use]
    pub fn site_config(&self) -> &SiteConfig {
        &self.config
    }

    /// Returns the file with the settings: `site.yaml`, or else `site.yml`, or else one in other
    /// letters. `None` means that the folder has none.
    #[must_use]
    pub fn site_file(&self) -> Option<&Arc<ParsedFile>> {
        find_site_file(&self.by_path)
    }

    /// Returns whether an error keeps the content of a file from being read as intended.
    #[must_use]
    pub fn has_broken_files(&self) -> bool {
        self.by_path.values().any(|parsed| parsed.has_syntax_error())
    }

    /// Returns the first error of each file whose content an error keeps from being read as
    /// intended.
    pub(crate) fn syntax_errors(&self) -> impl Iterator<Item = &Diagnostic> {
        let files = self.by_path.values();
        files.filter_map(|parsed| parsed.diagnostics.iter().find(|it| it.makes_file_unreadable()))
    }

    /// Returns the files in a folder, and below it. Its name ends with a slash.
    pub fn in_folder<'p>(&'p self, folder: &'p str) -> impl Iterator<Item = &'p Arc<ParsedFile>> {
        let files = self.by_path.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
        let files = files.take_while(move |(path, _)| path.starts_with(folder));
        files.map(|(_, parsed)| parsed)
    }

    /// Returns the file with a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Arc<ParsedFile>> {
        self.by_path.get(path)
    }

    /// Returns whether two folders have files at the same paths.
    pub(super) fn has_same_paths(&self, other: &Self) -> bool {
        let mut pairs = self.by_path.keys().zip(other.by_path.keys());
        self.by_path.len() == other.by_path.len()
            && pairs.all(|(left, right)| Arc::ptr_eq(left, right) || left == right)
    }

    /// Returns the files that differ between two folders with the same paths.
    pub(super) fn changed_files<'p>(&'p self, new: &'p Self) -> Vec<ChangedFile<'p>> {
        let pairs = self.by_path.values().zip(new.by_path.values());
        pairs.filter(|(old, new)| !Arc::ptr_eq(old, new)).collect()
    }

    fn parse(previous: Option<&Self>, files: &FileSet, policy: BrokenFilePolicy) -> Self {
        let selection = select_content(files);
        let edited = previous.and_then(|previous| previous.with_edited_files(&selection.files));
        let mut by_path = edited.unwrap_or_else(|| {
            let chunks = selection.files.par_iter().with_max_len(PARSE_CHUNK_FILES);
            let parsed = chunks.map(|file| {
                let known = previous.and_then(|previous| previous.by_path.get(&file.path));
                let known = known.filter(|known| Arc::ptr_eq(&known.file, *file));
                let parsed = known.map_or_else(|| Arc::new(parse::parse(file)), Arc::clone);
                (Arc::clone(&file.path), parsed)
            });
            let parsed: Vec<_> = parsed.collect();
            Arc::new(parsed.into_iter().collect())
        });
        let mut diagnostics: Vec<Diagnostic> = files.diagnostics().cloned().collect();
        diagnostics.extend(selection.diagnostics);
        diagnostics.extend(second_site_files(&by_path));
        let mut stale = Vec::new();
        if let (Some(previous), BrokenFilePolicy::LastGood) = (previous, policy) {
            for LastGoodFile { broken, last_good } in last_good_files(&by_path, &previous.by_path) {
                diagnostics.extend(broken.diagnostics.iter().cloned());
                stale.extend(last_good.file.text.clone());
                Arc::make_mut(&mut by_path).insert(Arc::clone(&last_good.file.path), last_good);
            }
        }
        let known_samples = previous.map_or(&[][..], |previous| &previous.samples);
        let (config, samples) = match read_config(&by_path) {
            Some((config, config_diagnostics)) => {
                diagnostics.extend(config_diagnostics);
                (config, Vec::new())
            }
            None => {
                let samples = LanguageSample::take(by_path.values(), known_samples);
                let markdown = by_path.values();
                let markdown = markdown.filter(|it| matches!(it.kind, ParsedContent::Markdown(_)));
                let paths = markdown.map(|parsed| &parsed.file.path);
                let folders = LanguageSample::language_folders(paths, &samples);
                let language = LanguageSample::guess(&samples, &folders);
                let mut config = SiteConfig::for_plain_folder(language);
                config.language_folders = folders;
                (config, samples)
            }
        };
        let folder_publications = Vec::new();
        let mut parsed = Self { by_path, config, diagnostics, stale, samples, folder_publications };
        parsed.folder_publications = parsed.read_folder_publications(previous);
        parsed
    }

    /// Returns what index pages say about the publication of all pages in their folders. After an
    /// edit of other pages it is what it was.
    fn read_folder_publications(
        &self,
        previous: Option<&Self>,
    ) -> Vec<(String, DeclaredPublication)> {
        let read = |parsed: &Arc<ParsedFile>| folder_publication(parsed, &self.config);
        if let Some(previous) = previous
            && self.has_same_paths(previous)
            && self.config == previous.config
        {
            let mut changed = previous.changed_files(self).into_iter();
            if changed.all(|(old, new)| read(old).is_none() && read(new).is_none()) {
                return previous.folder_publications.clone();
            }
        }
        self.by_path.values().filter_map(read).collect()
    }

    /// Parses the files that differ. `None` means that a file was added or removed.
    fn with_edited_files(
        &self,
        files: &[&Arc<ContentFile>],
    ) -> Option<Arc<BTreeMap<Arc<str>, Arc<ParsedFile>>>> {
        if files.len() != self.by_path.len() {
            return None;
        }
        let mut changed = Vec::new();
        for (&file, (path, known)) in files.iter().zip(self.by_path.iter()) {
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
}

fn find_site_file(by_path: &BTreeMap<Arc<str>, Arc<ParsedFile>>) -> Option<&Arc<ParsedFile>> {
    let usual = ["site.yaml", "site.yml"].into_iter().find_map(|path| by_path.get(path));
    usual.or_else(|| by_path.iter().find(|(path, _)| is_site_file(path)).map(|(_, parsed)| parsed))
}

/// Reports files with settings beside the one that is read.
fn second_site_files(by_path: &BTreeMap<Arc<str>, Arc<ParsedFile>>) -> Vec<Diagnostic> {
    let first = find_site_file(by_path).map(Arc::as_ptr);
    let site_files = by_path.iter().filter(|(path, _)| is_site_file(path));
    let others = site_files.map(|(_, parsed)| parsed);
    let others = others.filter(|parsed| Some(Arc::as_ptr(parsed)) != first);
    let report = |parsed: &Arc<ParsedFile>| {
        let (reason, path) = (LeftOutReason::SecondSiteFile, parsed.file.path.to_string());
        Diagnostic::new(parsed.file.start_span(), rules::LeftOut { reason, path, n_files: 1 })
    };
    others.map(report).collect()
}

/// Reads the settings. `None` means that the folder has none.
fn read_config(
    by_path: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
) -> Option<(SiteConfig, Vec<Diagnostic>)> {
    let file = find_site_file(by_path)?;
    let ParsedContent::Yaml(source, root) = &file.kind else { return None };
    let (config, config_diagnostics) = SiteConfig::read(source, root.as_ref());
    let mut diagnostics = file.diagnostics.clone();
    diagnostics.extend(config_diagnostics);
    Some((config, diagnostics))
}

/// Returns the files that are broken and were not in the previous version.
fn last_good_files(
    by_path: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
    previous: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
) -> Vec<LastGoodFile> {
    let broken = by_path.iter().filter(|(_, parsed)| parsed.has_syntax_error());
    let pairs = broken.filter_map(|(path, parsed)| {
        let last_good = previous.get(path).filter(|known| !known.has_syntax_error())?;
        Some(LastGoodFile { broken: Arc::clone(parsed), last_good: Arc::clone(last_good) })
    });
    pairs.collect()
}
