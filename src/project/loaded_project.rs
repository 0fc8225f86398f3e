//! Loads a project (site and theme) from disk, and reloads it after changes.
//!
//! The order is given: `site.yaml` is known once the files are parsed; it names the theme and the
//! languages; the theme's strings name the generated pages; and the site is linked with them.

use super::lru_cache::LruCache;
use super::missing_files::explain_missing_files;
use super::obsidian_vault::vault_line_breaks;
use super::project_paths::ProjectPaths;
use super::read_history::read_history;
use super::site_strings::{SiteStrings, generated_page_names};
use super::site_theme::SiteTheme;
use super::website::{Website, WebsiteRoute};
use crate::check::{self, Report};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::HistoryProblem;
use crate::files::{FileSet, RootFolder, UnreadableFile};
use crate::render::{OutputRoute, all_routes};
use crate::schema::PartialDate;
use crate::site::config::HistorySetting;
use crate::site::content_history::ContentHistory;
use crate::site::settings::RunSettings;
use crate::site::{ParsedFiles, Site, SiteSnapshot};
use crate::theme::Theme;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// A project on disk, and what a run decides about it.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folders of the project.
    pub paths: ProjectPaths,
    /// The settings of the run. [`Project::load`] fills in what depends on the theme and on git.
    pub settings: RunSettings,
}

/// What may have changed since a project was loaded.
#[derive(Clone, Copy, Debug)]
pub struct ProjectChange<'a> {
    /// The paths on disk where something may have happened.
    pub changed_paths: &'a [PathBuf],
    /// The texts of files that are open in an editor, by path in the content folder. They are used
    /// instead of those on disk.
    pub open_texts: &'a BTreeMap<String, Arc<str>>,
    /// What is shown of a file that is broken now.
    pub broken_files: BrokenFiles,
}

/// What is shown of a file that is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenFiles {
    /// What can be read of it, as after [`Project::load`].
    AsTheyAre,
    /// Its last good version.
    LastGood,
}

/// A project as it was read at one moment. Immutable.
pub struct LoadedProject {
    /// The files on disk.
    disk_files: FileSet,
    /// The files with the texts that are open in an editor.
    files: FileSet,
    site_theme: SiteTheme,
    site_strings: SiteStrings,
    snapshot: SiteSnapshot,
    website: Arc<Website>,
    /// Whether all files of the theme could be used.
    is_theme_complete: bool,
    /// Diagnostics of the theme and of the strings.
    diagnostics: Vec<Diagnostic>,
    template_diagnostics: OnceLock<Arc<[Diagnostic]>>,
    /// The last theme before this one that rendered every page.
    last_good_theme: Option<Arc<Theme>>,
    websites_as_of: LruCache<PartialDate, Website>,
    content_root: RootFolder,
}

/// The files of a content folder.
struct LoadedFiles {
    on_disk: FileSet,
    with_open_texts: FileSet,
}

/// A theme, and whether all of its files could be used.
struct ThemeState {
    theme: Arc<Theme>,
    is_complete: bool,
}

impl Project {
    /// Reads the whole project. Errors in the content are part of the value.
    ///
    /// # Errors
    /// The content folder cannot be read.
    pub fn load(&self) -> anyhow::Result<LoadedProject> {
        // Runs on one of the worker threads, so that memory which is freed here is reused by them.
        rayon::scope(|_| {
            let files = FileSet::read(&self.paths.content_root())?;
            let parsed = ParsedFiles::new(&files);
            let site_theme = SiteTheme::read(&self.paths, &parsed);
            let files = LoadedFiles { on_disk: files.clone(), with_open_texts: files };
            Ok(self.link(files, parsed, site_theme, None))
        })
    }

    /// Reads the changed paths again, and shares everything else with `previous`. A file or a theme
    /// that can no longer be read keeps its last good version. Apart from that, the result equals
    /// that of [`Project::load`].
    ///
    /// # Errors
    /// The content folder cannot be read.
    pub fn reload(
        &self,
        previous: &LoadedProject,
        changed_paths: &[PathBuf],
    ) -> anyhow::Result<LoadedProject> {
        let open_texts = &BTreeMap::new();
        let broken_files = BrokenFiles::LastGood;
        self.reload_with(previous, &ProjectChange { changed_paths, open_texts, broken_files })
    }

    /// Reads the changed paths again, uses the texts of an editor instead of those on disk, and
    /// shares everything else with `previous`. With [`BrokenFiles::AsTheyAre`] the site equals that
    /// of [`Project::load`] after all texts are saved.
    ///
    /// # Errors
    /// The content folder cannot be read.
    pub fn reload_with(
        &self,
        previous: &LoadedProject,
        change: &ProjectChange<'_>,
    ) -> anyhow::Result<LoadedProject> {
        let ProjectChange { changed_paths, open_texts, broken_files } = *change;
        let on_disk = if changed_paths.is_empty() {
            previous.disk_files.clone()
        } else {
            previous.disk_files.rescan(&self.paths.content_root(), changed_paths)?
        };
        let texts = open_texts.iter().map(|(path, text)| (path.as_str(), &**text));
        let with_open_texts = on_disk.with_overlay_texts(texts, &previous.files);
        let parsed = match broken_files {
            BrokenFiles::AsTheyAre => previous.snapshot.parsed.with_changed_files(&with_open_texts),
            BrokenFiles::LastGood => {
                previous.snapshot.parsed.with_last_good_files(&with_open_texts)
            }
        };
        let site_theme = previous.site_theme.rescan(&self.paths, &parsed, changed_paths);
        let files = LoadedFiles { on_disk, with_open_texts };
        Ok(self.link(files, parsed, site_theme, Some(previous)))
    }

    fn link(
        &self,
        files: LoadedFiles,
        parsed: ParsedFiles,
        site_theme: SiteTheme,
        previous: Option<&LoadedProject>,
    ) -> LoadedProject {
        let (site_strings, mut diagnostics) = SiteStrings::read(&parsed, &site_theme);
        let ThemeState { theme, is_complete: is_theme_complete } =
            load_theme(&site_theme, &site_strings, previous, &mut diagnostics);
        diagnostics.extend(site_theme.diagnostics.iter().cloned());
        if parsed.site_file().is_none() {
            diagnostics.extend(self.paths.settings_outside_content());
        }
        let (history, history_problem) = self.history(&parsed, previous);
        let settings = RunSettings {
            generated: generated_page_names(&parsed, &theme),
            history,
            history_problem,
            line_breaks: vault_line_breaks(self.paths.content()),
            views: theme.view_names(),
            ..self.settings.clone()
        };
        let snapshot = match previous {
            Some(previous) => parsed.link_after(&settings, &previous.snapshot),
            None => parsed.link_snapshot(&settings),
        };
        let template_diagnostics = previous
            .filter(|previous| Arc::ptr_eq(previous.theme(), &theme))
            .map_or_else(OnceLock::new, |previous| previous.template_diagnostics.clone());
        LoadedProject {
            website: Arc::new(Website::new(Arc::clone(&snapshot.site), theme)),
            disk_files: files.on_disk,
            files: files.with_open_texts,
            site_theme,
            site_strings,
            snapshot,
            is_theme_complete,
            diagnostics,
            template_diagnostics,
            last_good_theme: previous.and_then(LoadedProject::newest_good_theme).cloned(),
            websites_as_of: LruCache::default(),
            content_root: self.paths.content_root(),
        }
    }

    /// Returns the history of the content. It changes with commits and not with the edits that a
    /// preview follows, so it is read once.
    fn history(
        &self,
        parsed: &ParsedFiles,
        previous: Option<&LoadedProject>,
    ) -> (Option<Arc<ContentHistory>>, Option<HistoryProblem>) {
        if parsed.site_config().history == HistorySetting::None {
            return (None, None);
        }
        let known = previous.and_then(|previous| previous.site().settings.history.clone());
        match known.map_or_else(|| read_history(self.paths.content(), parsed).map(Arc::new), Ok) {
            Ok(history) => (Some(history), None),
            Err(problem) => (None, Some(problem)),
        }
    }
}

/// Loads the theme, or returns that of `previous` if nothing changed or if the new one is broken.
fn load_theme(
    site_theme: &SiteTheme,
    site_strings: &SiteStrings,
    previous: Option<&LoadedProject>,
    diagnostics: &mut Vec<Diagnostic>,
) -> ThemeState {
    // Loading a theme takes some milliseconds. One with diagnostics is always loaded again, because
    // they show lines of files that may have changed around them.
    let unchanged = previous.filter(|previous| {
        previous.diagnostics.is_empty()
            && previous.site_theme.files == site_theme.files
            && previous.site_strings == *site_strings
    });
    if let Some(previous) = unchanged {
        return previous.theme_state();
    }
    let (theme, theme_diagnostics) =
        Theme::load_theme(&site_theme.to_theme_files(), &site_strings.0);
    diagnostics.extend(theme_diagnostics);
    let is_complete = !diagnostics.iter().any(Diagnostic::makes_file_unreadable);
    let last_good = previous.filter(|previous| {
        !is_complete
            && previous.is_theme_complete
            && previous.site_strings.has_same_languages(site_strings)
    });
    match last_good {
        Some(previous) => previous.theme_state(),
        None => ThemeState { theme: Arc::new(theme), is_complete },
    }
}

impl LoadedProject {
    /// Returns the site.
    #[must_use]
    pub fn site(&self) -> &Arc<Site> {
        &self.snapshot.site
    }

    /// Returns the files of the content folder, with the texts that are open in an editor.
    #[must_use]
    pub fn files(&self) -> &FileSet {
        &self.files
    }

    /// Returns the files of the content folder as they are on disk.
    #[must_use]
    pub fn disk_files(&self) -> &FileSet {
        &self.disk_files
    }

    /// Returns the site with the parsed files that it is linked from.
    pub(super) fn snapshot(&self) -> &SiteSnapshot {
        &self.snapshot
    }

    /// Returns the parsed files that the site is linked from.
    #[must_use]
    pub fn parsed_files(&self) -> &ParsedFiles {
        &self.snapshot.parsed
    }

    /// Returns the site with its theme.
    #[must_use]
    pub fn website(&self) -> &Arc<Website> {
        &self.website
    }

    /// Returns the website as of a date. The last two are cached.
    #[must_use]
    pub fn website_as_of(&self, date: PartialDate) -> Arc<Website> {
        self.websites_as_of.get_or_build(date, || {
            let settings = RunSettings { as_of: Some(date), ..self.site().settings.clone() };
            let site = self.snapshot.parsed.clone().link_snapshot(&settings).site;
            Arc::new(Website::new(site, Arc::clone(self.theme())))
        })
    }

    /// Returns the theme to use for what the theme of the website cannot render. `None` means that
    /// there is no other, or that the theme is known to render every page.
    #[must_use]
    pub fn fallback_theme(&self) -> Option<&Arc<Theme>> {
        let last_good_theme = self.last_good_theme.as_ref();
        last_good_theme.filter(|it| !self.is_theme_good() && !Arc::ptr_eq(it, self.theme()))
    }

    /// Returns the errors of templates on all pages. The embedded templates have none, so without a
    /// theme of the site's own nothing is rendered. Computed once for each theme.
    #[must_use]
    pub fn template_diagnostics(&self) -> &[Diagnostic] {
        self.template_diagnostics.get_or_init(|| {
            if self.site_theme.files.is_none() || self.has_lost_files() {
                return Arc::default();
            }
            let template_errors =
                |route: OutputRoute| match self.website.render(&WebsiteRoute::Rendered(route)) {
                    Ok(rendered) => rendered.template_errors,
                    Err(diagnostic) => vec![*diagnostic],
                };
            let mut diagnostics: Vec<Diagnostic> = all_routes(self.site(), self.theme())
                .into_par_iter()
                .flat_map_iter(|(_, route)| template_errors(route))
                .collect();
            // A broken template is reported once, however many pages it breaks.
            diagnostics.dedup();
            diagnostics.into()
        })
    }

    /// Returns all diagnostics of the project. `template_diagnostics` are those of rendering:
    /// either [`LoadedProject::template_diagnostics`] or those of a build. Empty if a file could
    /// not be read and has no earlier version, because most diagnostics would follow from that.
    #[must_use]
    pub fn report(&self, template_diagnostics: &[Diagnostic]) -> Report {
        if self.has_lost_files() {
            return Report::default();
        }
        let mut report =
            check::report(self.site(), &[&self.diagnostics, template_diagnostics].concat());
        // Diagnostics about the last good version of a broken file do not fit the file on disk.
        let is_current =
            |diagnostic: &Diagnostic| !self.snapshot.parsed.is_last_good(diagnostic.span.source());
        report.diagnostics.retain(is_current);
        report.suppressed.retain(is_current);
        let paths = self.files.iter().map(|file| &*file.path);
        explain_missing_files(&self.content_root, &paths, &mut report.diagnostics);
        report
    }

    /// Returns the files that the system did not let us read.
    pub fn unreadable_files(&self) -> impl Iterator<Item = &UnreadableFile> {
        self.files.unreadable().iter().chain(self.site_theme.unreadable_files())
    }

    /// Returns whether a file could not be read and has no earlier version.
    fn has_lost_files(&self) -> bool {
        self.files.has_lost_files() || self.site_theme.has_lost_files()
    }

    /// Returns whether both were loaded from the same bytes.
    #[must_use]
    pub fn has_same_content(&self, other: &Self) -> bool {
        self.files == other.files && self.site_theme.files == other.site_theme.files
    }

    fn theme(&self) -> &Arc<Theme> {
        self.website.theme()
    }

    fn theme_state(&self) -> ThemeState {
        ThemeState { theme: Arc::clone(self.theme()), is_complete: self.is_theme_complete }
    }

    /// Returns whether the theme is known to render every page.
    fn is_theme_good(&self) -> bool {
        let is_checked = self.template_diagnostics.get();
        self.is_theme_complete && is_checked.is_some_and(|diagnostics| diagnostics.is_empty())
    }

    fn newest_good_theme(&self) -> Option<&Arc<Theme>> {
        if self.is_theme_good() { Some(self.theme()) } else { self.last_good_theme.as_ref() }
    }
}
