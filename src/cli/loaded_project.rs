//! A folder on disk → a site and its theme, ready for any command; and the same after a change.
//!
//! The order matters: what `site.yaml` says is known when the files are parsed; it names the theme
//! and the languages; the theme's words name the generated pages; and with these names the site is
//! linked.

use super::project_paths::ProjectPaths;
use super::site_strings;
use super::site_theme::SiteTheme;
use crate::check::{self, Report};
use crate::diagnostic::Diagnostic;
use crate::files::{self, FileSet, UnreadableFile};
use crate::site::config::HistorySetting;
use crate::site::settings::RunSettings;
use crate::site::{ParsedFiles, Site, SiteSnapshot};
use crate::theme::{StringOverrides, Theme};
use std::path::PathBuf;
use std::sync::Arc;

/// Where the site lies, and what the run decides about it.
#[derive(Debug)]
pub(super) struct Project {
    pub(super) paths: ProjectPaths,
    pub(super) settings: RunSettings,
}

/// A project as read at one moment.
pub(super) struct LoadedProject {
    files: FileSet,
    own_theme: SiteTheme,
    words: Vec<StringOverrides>,
    snapshot: SiteSnapshot,
    pub(super) theme: Arc<Theme>,
    /// Whether nothing was wrong with the theme when it was loaded.
    pub(super) is_theme_whole: bool,
    /// Of the theme and its words.
    diagnostics: Vec<Diagnostic>,
}

impl Project {
    /// Reads all of it. What is wrong in it is in the value.
    ///
    /// # Errors
    /// The content folder cannot be opened.
    pub(super) fn read(&self) -> anyhow::Result<LoadedProject> {
        // On one of the threads that share the work: what it frees there it uses again.
        rayon::scope(|_| {
            let files = FileSet::read(&self.paths.content_dir())?;
            let parsed = ParsedFiles::new(&files);
            let own_theme = SiteTheme::read(&self.paths, &parsed);
            Ok(self.link_project((files, parsed), own_theme, None))
        })
    }

    /// Reads it again after changes at these paths, and shares what stayed the same. What cannot be
    /// read any more, because it is broken, stays as it last was: a file, and the theme as a whole.
    ///
    /// # Errors
    /// As for [`Project::read`].
    pub(super) fn rescan(
        &self,
        before: &LoadedProject,
        changed: &[PathBuf],
    ) -> anyhow::Result<LoadedProject> {
        let files = before.files.rescan(&self.paths.content_dir(), changed)?;
        let parsed = before.snapshot.parsed.with_last_good_files(&files);
        let own_theme = before.own_theme.rescan(&self.paths, &parsed, changed);
        Ok(self.link_project((files, parsed), own_theme, Some(before)))
    }

    fn link_project(
        &self,
        (files, parsed): (FileSet, ParsedFiles),
        own_theme: SiteTheme,
        before: Option<&LoadedProject>,
    ) -> LoadedProject {
        let (words, mut diagnostics) = site_strings::read(&parsed, &own_theme);
        // A theme takes some milliseconds to load. One with findings is loaded anew: they show
        // lines of files that may have changed around them.
        let same = before.filter(|before| {
            before.diagnostics.is_empty()
                && before.own_theme.files == own_theme.files
                && site_strings::has_same_strings(&before.words, &words)
        });
        let (theme, is_theme_whole) = match same {
            Some(before) => (Arc::clone(&before.theme), before.is_theme_whole),
            None => {
                let (theme, found) = Theme::load_theme(&own_theme.to_theme_files(), &words);
                diagnostics.extend(found);
                let is_whole = !diagnostics.iter().any(Diagnostic::makes_file_unreadable);
                let last = before.filter(|before| {
                    !is_whole
                        && before.is_theme_whole
                        && site_strings::has_same_languages(&before.words, &words)
                });
                match last {
                    Some(before) => (Arc::clone(&before.theme), true),
                    None => (Arc::new(theme), is_whole),
                }
            }
        };
        diagnostics.extend(own_theme.diagnostics.iter().cloned());
        let generated = site_strings::generated_page_names(&parsed, &theme);
        let history = match (parsed.site_config().history, before) {
            (HistorySetting::None, _) => None,
            // Dates change with commits, not with the edits that a preview follows.
            (HistorySetting::Git, Some(before)) if before.site().settings.history.is_some() => {
                before.site().settings.history.clone()
            }
            (HistorySetting::Git, _) => {
                files::read_commit_dates(&self.paths.content_dir().root).map(Arc::new)
            }
        };
        let views = theme.view_names();
        let settings = RunSettings { generated, history, views, ..self.settings.clone() };
        let snapshot = match before {
            Some(before) => parsed.link_after(&settings, &before.snapshot),
            None => parsed.link_snapshot(&settings),
        };
        LoadedProject { files, own_theme, words, snapshot, theme, is_theme_whole, diagnostics }
    }
}

impl LoadedProject {
    pub(super) fn site(&self) -> &Arc<Site> {
        &self.snapshot.site
    }

    pub(super) fn snapshot(&self) -> &SiteSnapshot {
        &self.snapshot
    }

    /// All findings; `rendering` are those of templates at work.
    pub(super) fn to_report(&self, rendering: &[Diagnostic]) -> Report {
        let mut report = check::report(self.site(), &[&self.diagnostics, rendering].concat());
        let is_now =
            |diagnostic: &Diagnostic| !self.snapshot.parsed.is_last_good(diagnostic.span.source());
        report.diagnostics.retain(is_now);
        report.suppressed.retain(is_now);
        report
    }

    /// Whether the site has templates that pakt did not make.
    pub(super) fn has_site_theme(&self) -> bool {
        self.own_theme.files.is_some()
    }

    /// What the machine did not let us read.
    pub(super) fn unreadable_files(&self) -> impl Iterator<Item = &UnreadableFile> {
        self.files.unreadable().iter().chain(self.own_theme.unreadable_files())
    }

    /// Whether both hold the same bytes.
    pub(super) fn has_same_content(&self, other: &Self) -> bool {
        self.files == other.files && self.own_theme.files == other.own_theme.files
    }
}
