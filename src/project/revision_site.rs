//! Makes the site that a revision of the content has, to compare it with another.

use super::loaded_project::{LoadedProject, Project};
use crate::changes::{UncomparedFiles, differing_settings, differing_theme};
use crate::diagnostic::DiagnosticCode;
use crate::diagnostic::sanitize::mask_passwords;
use crate::files::{
    FileSet, GitRevision, RevisionFiles, RevisionProblem, RootFolder, UnreadableFile,
};
use crate::site::settings::RunSettings;
use crate::site::{ParsedFiles, Site, SiteSnapshot};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How much of a line with a syntax error is shown, in characters.
const MAX_LINE_CHARS: usize = 80;

/// Two versions of a site.
#[derive(Debug)]
pub(crate) struct ComparedSites {
    /// The older one.
    pub(crate) old: Arc<Site>,
    /// The newer one.
    pub(crate) new: Arc<Site>,
    /// The files that differ and are not compared.
    pub(crate) uncompared: Vec<UncomparedFiles>,
    /// What is to know about the comparison.
    pub(crate) notes: Vec<RevisionNote>,
    /// The files of the work tree that could not be read.
    pub(crate) unreadable: Vec<UnreadableFile>,
}

/// Something to know about the version of a site that a revision has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RevisionNote {
    /// The clone lacks older commits.
    Shallow,
    /// A submodule is not read.
    Submodule {
        /// Its path in the content folder.
        path: String,
    },
    /// A file cannot be understood, so that its entries seem to be missing.
    BrokenFile {
        /// Its path in reports.
        path: String,
        /// The code of its first error.
        code: DiagnosticCode,
        /// The line of that error, from 1.
        line: usize,
        /// What is written on that line. Empty if the file is too large to be read.
        line_text: String,
        /// The revision. `None` means the work tree.
        revision: Option<String>,
    },
}

/// Why a revision has no site.
#[derive(Debug)]
pub(crate) enum RevisionFailure {
    /// The revision cannot be read.
    Revision {
        /// The revision as written.
        name: String,
        /// What is wrong.
        problem: RevisionProblem,
    },
    /// The work tree cannot be read.
    System(anyhow::Error),
}

impl From<anyhow::Error> for RevisionFailure {
    fn from(error: anyhow::Error) -> Self {
        Self::System(error)
    }
}

impl Project {
    /// Makes the sites of two revisions, with drafts. `None` means the work tree.
    ///
    /// The history is not read, because nothing that is compared depends on it. The theme is read
    /// only to say that it differs.
    pub(crate) fn compared_sites(
        &self,
        old: &str,
        new: Option<&str>,
    ) -> Result<ComparedSites, RevisionFailure> {
        rayon::scope(|_| {
            // Wrong names are reported before the work tree is read.
            let old_revision = self.find_revision(old)?;
            let new_revision = new.map(|name| self.find_revision(name)).transpose()?;
            let mut notes = Vec::new();
            if old_revision.is_shallow() {
                notes.push(RevisionNote::Shallow);
            }
            let root = self.paths.content_root();
            let (new_files, unreadable) = match (&new_revision, new) {
                (Some(revision), Some(name)) => {
                    let nothing = FileSet::from_texts(&[]);
                    (self.revision_files(revision, name, &nothing, &mut notes)?, Vec::new())
                }
                (None, _) | (_, None) => {
                    let files = FileSet::read(&root)?;
                    let unreadable = files.unreadable().to_vec();
                    (files, unreadable)
                }
            };
            let old_files = self.revision_files(&old_revision, old, &new_files, &mut notes)?;
            let new_parsed = ParsedFiles::new(&new_files);
            note_broken_files(&new_parsed, new, &mut notes);
            let new_site = new_parsed.link_snapshot(&self.settings);
            let old_site = old_snapshot(&new_site, &old_files, &self.settings);
            note_broken_files(&old_site.parsed, Some(old), &mut notes);
            notes.dedup();
            let mut uncompared = differing_settings(&old_site.parsed, &new_site.parsed);
            let themes = [&old_site, &new_site].map(|it| it.parsed.site_config().theme.as_ref());
            let revisions =
                ThemeRevisions { old: (&old_revision, old), new: new_revision.as_ref().zip(new) };
            for name in themes.into_iter().flatten().collect::<BTreeSet<&String>>() {
                uncompared.extend(self.theme_difference(name, &revisions)?);
            }
            let (old, new) = (old_site.site, new_site.site);
            Ok(ComparedSites { old, new, uncompared, notes, unreadable })
        })
    }

    /// Returns which files of a theme differ. A theme that the work tree does not have is not
    /// looked for in git.
    fn theme_difference(
        &self,
        name: &str,
        revisions: &ThemeRevisions<'_>,
    ) -> Result<Option<UncomparedFiles>, RevisionFailure> {
        let root = self.paths.theme_root(name);
        if !root.root.is_dir() {
            return Ok(None);
        }
        let nothing = FileSet::from_texts(&[]);
        let new = match revisions.new {
            Some(revision) => read_revision(&root, revision, &nothing)?.files,
            None => FileSet::read(&root)?,
        };
        let old = read_revision(&root, revisions.old, &new)?.files;
        Ok(differing_theme(&old, &new))
    }

    fn find_revision(&self, name: &str) -> Result<GitRevision, RevisionFailure> {
        GitRevision::find(self.paths.content(), name)
            .map_err(|problem| RevisionFailure::Revision { name: name.to_owned(), problem })
    }

    fn revision_files(
        &self,
        revision: &GitRevision,
        name: &str,
        known: &FileSet,
        notes: &mut Vec<RevisionNote>,
    ) -> Result<FileSet, RevisionFailure> {
        let root = self.paths.content_root();
        let RevisionFiles { files, submodules } = read_revision(&root, (revision, name), known)?;
        notes.extend(submodules.into_iter().map(|path| RevisionNote::Submodule { path }));
        Ok(files)
    }
}

impl LoadedProject {
    /// Makes the site that a revision has, with the settings of this one.
    pub(crate) fn site_of_revision(
        &self,
        project: &Project,
        name: &str,
    ) -> Result<(Arc<Site>, Vec<RevisionNote>), RevisionFailure> {
        let revision = project.find_revision(name)?;
        let mut notes = Vec::new();
        if revision.is_shallow() {
            notes.push(RevisionNote::Shallow);
        }
        let files = project.revision_files(&revision, name, self.files(), &mut notes)?;
        let settings = &self.site().settings;
        let snapshot = old_snapshot(self.snapshot(), &files, settings);
        note_broken_files(&snapshot.parsed, Some(name), &mut notes);
        Ok((snapshot.site, notes))
    }
}

/// The revisions of a theme, with their names as written.
struct ThemeRevisions<'r> {
    old: (&'r GitRevision, &'r str),
    /// `None` means the work tree.
    new: Option<(&'r GitRevision, &'r str)>,
}

/// Reads the files of a folder in a revision, which is given with its name as written.
fn read_revision(
    folder: &RootFolder,
    revision: (&GitRevision, &str),
    known: &FileSet,
) -> Result<RevisionFiles, RevisionFailure> {
    let (revision, name) = revision;
    RevisionFiles::read(folder, revision, known)
        .map_err(|problem| RevisionFailure::Revision { name: name.to_owned(), problem })
}

/// Makes the older site, which shares what it can with the newer one.
fn old_snapshot(new: &SiteSnapshot, files: &FileSet, settings: &RunSettings) -> SiteSnapshot {
    new.with_changed_files(files, settings)
}

fn note_broken_files(parsed: &ParsedFiles, revision: Option<&str>, notes: &mut Vec<RevisionNote>) {
    let broken = parsed.syntax_errors().map(|error| {
        let source = error.span.source();
        let line = error.span.start_position().line;
        let line_text = source.text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        RevisionNote::BrokenFile {
            path: source.path.to_string(),
            code: error.code(),
            line,
            line_text: mask_passwords(line_text.trim()).chars().take(MAX_LINE_CHARS).collect(),
            revision: revision.map(str::to_owned),
        }
    });
    notes.extend(broken);
}
