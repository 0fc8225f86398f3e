//! A site's own theme: the folder in `themes/` that `site.yaml` names.

use super::project_paths::ProjectPaths;
use crate::diagnostic::{Diagnostic, Span, rules};
use crate::files::{FileSet, RootFolder, UnreadableFile};
use crate::parse::ParsedContent;
use crate::parse::yaml;
use crate::site::ParsedFiles;
use crate::theme::{ThemeFile, ThemeFiles};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;

/// The files of a site's own theme.
#[derive(Debug, Default)]
pub(super) struct SiteTheme {
    /// `None` means that the site has no theme of its own, or that its folder cannot be read.
    pub(super) files: Option<FileSet>,
    /// The content of files that are not text, by path.
    binary_files: BTreeMap<Arc<str>, Arc<[u8]>>,
    /// The files that are not text and cannot be read, or the folder of the theme.
    unreadable_binary_files: Vec<UnreadableFile>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl SiteTheme {
    /// Reads the theme that the site names.
    pub(super) fn read(paths: &ProjectPaths, parsed: &ParsedFiles) -> Self {
        Self::read_with(paths, parsed, FileSet::read)
    }

    /// Reads the changed files of the theme again. The result equals that of [`SiteTheme::read`].
    pub(super) fn rescan(
        &self,
        paths: &ProjectPaths,
        parsed: &ParsedFiles,
        changed_paths: &[PathBuf],
    ) -> Self {
        let Some(old_files) = &self.files else { return Self::read(paths, parsed) };
        let mut rescanned =
            Self::read_with(paths, parsed, |folder| old_files.rescan(folder, changed_paths));
        for unreadable in &rescanned.unreadable_binary_files {
            let last_version = self.binary_files.get_key_value(&*unreadable.path);
            let last_version = last_version.map(|(path, bytes)| (path.clone(), bytes.clone()));
            rescanned.binary_files.extend(last_version);
        }
        if rescanned.files.as_ref() == Some(old_files) {
            return Self { binary_files: self.binary_files.clone(), ..rescanned };
        }
        rescanned
    }

    fn read_with(
        paths: &ProjectPaths,
        parsed: &ParsedFiles,
        read_files: impl Fn(&RootFolder) -> anyhow::Result<FileSet>,
    ) -> Self {
        let Some(name) = &parsed.site_config().theme else { return Self::default() };
        let files = match read_files(&paths.theme_root(name)) {
            Ok(files) => files,
            Err(error) if is_missing(&error) => {
                let diagnostic = missing_theme_diagnostic(parsed, &format!("{error:#}"));
                return Self { diagnostics: diagnostic.into_iter().collect(), ..Self::default() };
            }
            Err(error) => {
                let unreadable = UnreadableFile {
                    path: name.clone(),
                    on_disk: paths.themes().join(name),
                    problem: error.root_cause().to_string(),
                };
                return Self { unreadable_binary_files: vec![unreadable], ..Self::default() };
            }
        };
        let mut theme =
            Self { diagnostics: files.diagnostics().cloned().collect(), ..Self::default() };
        for file in files.iter().filter(|file| file.text.is_none()) {
            match std::fs::read(&file.on_disk) {
                Ok(bytes) => {
                    theme.binary_files.insert(Arc::clone(&file.path), bytes.into());
                }
                Err(error) => theme.unreadable_binary_files.push(UnreadableFile {
                    path: file.path.to_string(),
                    on_disk: file.on_disk.clone(),
                    problem: error.to_string(),
                }),
            }
        }
        theme.files = Some(files);
        theme
    }

    /// Returns the files in the form from which a theme is loaded.
    pub(super) fn to_theme_files(&self) -> ThemeFiles {
        let mut theme_files = BTreeMap::new();
        for file in self.files.iter().flatten() {
            let theme_file = match &file.text {
                Some(text) => Some(ThemeFile::Text(Arc::clone(text))),
                None => {
                    let bytes = self.binary_files.get(&file.path);
                    bytes.map(|bytes| ThemeFile::Bytes(Arc::clone(bytes)))
                }
            };
            theme_files.extend(theme_file.map(|theme_file| (file.path.to_string(), theme_file)));
        }
        ThemeFiles(theme_files)
    }

    /// Returns whether something could not be read of which there is no earlier version.
    pub(super) fn has_lost_files(&self) -> bool {
        let is_lost = |it: &UnreadableFile| !self.binary_files.contains_key(&*it.path);
        self.files.as_ref().is_some_and(FileSet::has_lost_files)
            || self.unreadable_binary_files.iter().any(is_lost)
    }

    /// Returns the files that the system did not let us read.
    pub(super) fn unreadable_files(&self) -> impl Iterator<Item = &UnreadableFile> {
        self.files.iter().flat_map(FileSet::unreadable).chain(&self.unreadable_binary_files)
    }
}

/// Returns whether a folder cannot be read because it is not there, or is not a folder.
fn is_missing(error: &anyhow::Error) -> bool {
    let kind = error.root_cause().downcast_ref::<io::Error>().map(io::Error::kind);
    matches!(kind, None | Some(ErrorKind::NotFound | ErrorKind::NotADirectory))
}

/// Returns the diagnostic for a theme folder that cannot be read, at its name in `site.yaml`.
fn missing_theme_diagnostic(parsed: &ParsedFiles, problem: &str) -> Option<Diagnostic> {
    let ParsedContent::Yaml(source, root) = &parsed.site_file()?.kind else {
        return None;
    };
    let name_node = root.as_ref().and_then(|root| root.get("theme"));
    let span =
        name_node.map_or_else(|| Span::start_of(source), |node| yaml::node_span(source, node));
    Some(Diagnostic::new(span, rules::TemplateError { problem: problem.to_owned() }))
}
