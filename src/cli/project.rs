//! A folder on disk → a site and its theme, ready for any command; and the same after a change.
//!
//! The order matters: what `site.yaml` says is known when the files are parsed; it names the theme
//! and the languages; the theme's words name the generated pages; and with these names the site is
//! linked.

use super::own_theme::OwnTheme;
use super::own_words;
use super::place::Place;
use crate::check::{self, Report};
use crate::diagnostic::Diagnostic;
use crate::files::{self, Files, Unreadable};
use crate::site::config::History;
use crate::site::settings::Settings;
use crate::site::{ParsedFiles, Site, Snapshot};
use crate::theme::{OwnWords, Theme};
use std::path::PathBuf;
use std::sync::Arc;

/// Where the site lies, and what the run decides about it.
#[derive(Debug)]
pub(super) struct Project {
    pub(super) place: Place,
    pub(super) settings: Settings,
}

/// A project as read at one moment.
pub(super) struct Reading {
    files: Files,
    own_theme: OwnTheme,
    words: Vec<OwnWords>,
    snapshot: Snapshot,
    pub(super) theme: Arc<Theme>,
    /// Whether nothing was wrong with the theme when it was loaded.
    pub(super) is_theme_whole: bool,
    /// Of the theme and its words.
    findings: Vec<Diagnostic>,
}

impl Project {
    /// Reads all of it. What is wrong in it is in the value.
    ///
    /// # Errors
    /// The content folder cannot be opened.
    pub(super) fn read(&self) -> anyhow::Result<Reading> {
        // On one of the threads that share the work: what it frees there it uses again.
        rayon::scope(|_| {
            let files = Files::read(&self.place.content_folder())?;
            let parsed = ParsedFiles::new(&files);
            let own_theme = OwnTheme::read(&self.place, &parsed);
            Ok(self.link((files, parsed), own_theme, None))
        })
    }

    /// Reads it again after changes at these paths, and shares what stayed the same. What cannot be
    /// read any more, because it is broken, stays as it last was: a file, and the theme as a whole.
    ///
    /// # Errors
    /// As for [`Project::read`].
    pub(super) fn reread(&self, before: &Reading, changed: &[PathBuf]) -> anyhow::Result<Reading> {
        let files = before.files.reread(&self.place.content_folder(), changed)?;
        let parsed = before.snapshot.parsed.after_keeping(&files);
        let own_theme = before.own_theme.reread(&self.place, &parsed, changed);
        Ok(self.link((files, parsed), own_theme, Some(before)))
    }

    fn link(
        &self,
        (files, parsed): (Files, ParsedFiles),
        own_theme: OwnTheme,
        before: Option<&Reading>,
    ) -> Reading {
        let (words, mut findings) = own_words::read(&parsed, &own_theme);
        // A theme takes some milliseconds to load. One with findings is loaded anew: they show
        // lines of files that may have changed around them.
        let same = before.filter(|before| {
            before.findings.is_empty()
                && before.own_theme.files == own_theme.files
                && own_words::same(&before.words, &words)
        });
        let (theme, is_theme_whole) = match same {
            Some(before) => (Arc::clone(&before.theme), before.is_theme_whole),
            None => {
                let (theme, found) = Theme::load(&own_theme.theme_files(), &words);
                findings.extend(found);
                let is_whole = !findings.iter().any(Diagnostic::is_unreadable);
                let last = before.filter(|before| {
                    !is_whole
                        && before.is_theme_whole
                        && own_words::same_languages(&before.words, &words)
                });
                match last {
                    Some(before) => (Arc::clone(&before.theme), true),
                    None => (Arc::new(theme), is_whole),
                }
            }
        };
        findings.extend(own_theme.findings.iter().cloned());
        let generated = own_words::generated(&parsed, &theme);
        let history = match (parsed.config().history, before) {
            (History::None, _) => None,
            // Dates change with commits, not with the edits that a preview follows.
            (History::Git, Some(before)) if before.site().settings.history.is_some() => {
                before.site().settings.history.clone()
            }
            (History::Git, _) => files::history(&self.place.content_folder().root).map(Arc::new),
        };
        let views = theme.own_views();
        let settings = Settings { generated, history, views, ..self.settings.clone() };
        let snapshot = match before {
            Some(before) => parsed.link_after(&settings, &before.snapshot),
            None => parsed.link(&settings),
        };
        Reading { files, own_theme, words, snapshot, theme, is_theme_whole, findings }
    }
}

impl Reading {
    pub(super) fn site(&self) -> &Arc<Site> {
        &self.snapshot.site
    }

    pub(super) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// All findings; `rendering` are those of templates at work.
    pub(super) fn report(&self, rendering: &[Diagnostic]) -> Report {
        let mut report = check::report(self.site(), &[&self.findings, rendering].concat());
        let is_now = |found: &Diagnostic| !self.snapshot.parsed.is_stale(found.span.source());
        report.diagnostics.retain(is_now);
        report.excused.retain(is_now);
        report
    }

    /// Whether the site has templates that pakt did not make.
    pub(super) fn has_own_theme(&self) -> bool {
        self.own_theme.files.is_some()
    }

    /// What the machine did not let us read.
    pub(super) fn unreadable(&self) -> impl Iterator<Item = &Unreadable> {
        self.files.unreadable().iter().chain(self.own_theme.unreadable())
    }

    /// Whether both hold the same bytes.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.files == other.files && self.own_theme.files == other.own_theme.files
    }
}
