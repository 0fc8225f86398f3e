//! What the preview shows, and how a change on disk changes it.

use crate::check::Report;
use crate::devserver::FileChange;
use crate::diagnostic::{Diagnostic, ReportLanguage};
use crate::project::{LoadedProject, Project};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What the preview shows. [`ServeState::apply`] takes it from one change to the next.
pub(super) struct ServeState {
    project: Project,
    loaded: Arc<LoadedProject>,
    /// Increases with each version of the site that is shown.
    revision: u64,
    report: Report,
    /// Whether the last attempt to read the content folder failed.
    is_content_missing: bool,
}

/// What a change did to the preview.
pub(super) enum ServeUpdate {
    /// The preview shows the same as before, and there is nothing new to report.
    Unchanged,
    /// There is a new version of the site. Its report is still that of the version before, until
    /// [`ServeState::update_report`].
    Reloaded,
    /// The content folder cannot be read, as the system describes it. The last version stays.
    ContentLost(String),
    /// The content folder can be read again, with the same content as before.
    ContentBack,
}

impl ServeState {
    /// Loads the project and checks it.
    ///
    /// # Errors
    /// The content folder cannot be read.
    pub(super) fn load(project: Project) -> anyhow::Result<Self> {
        let loaded = Arc::new(project.load()?);
        Ok(Self {
            project,
            loaded,
            revision: 1,
            report: Report::default(),
            is_content_missing: false,
        })
    }

    pub(super) fn project(&self) -> &Project {
        &self.project
    }

    pub(super) fn loaded(&self) -> &Arc<LoadedProject> {
        &self.loaded
    }

    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    pub(super) fn report(&self) -> &Report {
        &self.report
    }

    /// Reloads what a change on disk affects.
    pub(super) fn apply(&mut self, change: FileChange) -> ServeUpdate {
        let changed_paths: Vec<PathBuf> = match change {
            // Changes that happened while the folder could not be read are not known one by one.
            FileChange::Paths(paths) if !self.is_content_missing => paths.into_iter().collect(),
            FileChange::Paths(_) | FileChange::Everything | FileChange::Polling(_) => {
                let paths = &self.project.paths;
                vec![paths.content().to_owned(), paths.themes()]
            }
        };
        let was_content_missing = self.is_content_missing;
        let reloaded = match self.project.reload(&self.loaded, &changed_paths) {
            Ok(reloaded) => reloaded,
            Err(_) if was_content_missing => return ServeUpdate::Unchanged,
            Err(error) => {
                self.is_content_missing = true;
                return ServeUpdate::ContentLost(error.root_cause().to_string());
            }
        };
        self.is_content_missing = false;
        if reloaded.has_same_content(&self.loaded) {
            return if was_content_missing {
                ServeUpdate::ContentBack
            } else {
                ServeUpdate::Unchanged
            };
        }
        self.loaded = Arc::new(reloaded);
        self.revision += 1;
        ServeUpdate::Reloaded
    }

    /// Checks the current version of the site. Returns the diagnostics that the report before did
    /// not have, wherever they were in their file.
    ///
    /// This renders every page if the site has a theme of its own that changed, which takes long.
    pub(super) fn update_report(&mut self, language: ReportLanguage) -> Vec<Diagnostic> {
        let report = self.loaded.report(self.loaded.template_diagnostics());
        let old_report = std::mem::replace(&mut self.report, report);
        added_diagnostics(&old_report.diagnostics, &self.report.diagnostics, language)
    }
}

/// Returns the new diagnostics that are not among the old ones. Those with the same file and
/// message are the same, even if their position changed.
fn added_diagnostics(
    old_diagnostics: &[Diagnostic],
    new_diagnostics: &[Diagnostic],
    language: ReportLanguage,
) -> Vec<Diagnostic> {
    let key = |diagnostic: &Diagnostic| {
        (diagnostic.span.source().path.clone(), diagnostic.message(language))
    };
    let mut old_counts: HashMap<(Box<str>, String), usize> = HashMap::new();
    for diagnostic in old_diagnostics {
        *old_counts.entry(key(diagnostic)).or_default() += 1;
    }
    let is_new = |diagnostic: &&Diagnostic| match old_counts.get_mut(&key(diagnostic)) {
        Some(n_left) if *n_left > 0 => {
            *n_left -= 1;
            false
        }
        _ => true,
    };
    new_diagnostics.iter().filter(is_new).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceFile, Span, rules};
    use crate::project::ProjectPaths;
    use crate::site::settings::RunSettings;
    use std::fs;
    use std::path::Path;

    fn bad_date(path: &str, offset: usize, date: &str) -> Diagnostic {
        let source = Arc::new(SourceFile { path: path.into(), text: " ".repeat(9).into() });
        let kind = rules::BadDate { value: date.into(), words: rules::DateKeywords::Unknown };
        Diagnostic::new(Span::new(&source, offset..offset), kind)
    }

    #[test]
    fn a_diagnostic_that_only_moved_is_not_new() {
        let old = [bad_date("a.md", 1, "x"), bad_date("b.md", 1, "x")];
        let new = [bad_date("a.md", 5, "x"), bad_date("a.md", 7, "x"), bad_date("b.md", 1, "y")];
        let added = added_diagnostics(&old, &new, ReportLanguage::English);
        assert_eq!(added, [bad_date("a.md", 7, "x"), bad_date("b.md", 1, "y")]);
    }

    fn write(root: &Path, text: &str) {
        fs::create_dir_all(root.join("content")).unwrap();
        fs::write(root.join("content/index.md"), text).unwrap();
    }

    #[test]
    fn the_last_version_stays_while_the_content_folder_is_missing() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        write(root, "# Hej\n");
        let paths = ProjectPaths::in_folder(root);
        let project = Project { paths, settings: RunSettings::default() };
        let mut state = ServeState::load(project).unwrap();
        let front_page = || FileChange::Paths([root.join("content/index.md")].into());
        assert!(matches!(state.apply(front_page()), ServeUpdate::Unchanged));

        fs::rename(root.join("content"), root.join("moved")).unwrap();
        assert!(matches!(state.apply(FileChange::Everything), ServeUpdate::ContentLost(_)));
        assert!(matches!(state.apply(FileChange::Everything), ServeUpdate::Unchanged));
        assert_eq!(state.loaded().site().entries.len(), 1);

        fs::rename(root.join("moved"), root.join("content")).unwrap();
        assert!(matches!(state.apply(FileChange::Everything), ServeUpdate::ContentBack));
        assert_eq!(state.revision(), 1);

        write(root, "# Hej igen\n");
        assert!(matches!(state.apply(front_page()), ServeUpdate::Reloaded));
        assert_eq!(state.revision(), 2);
    }
}
