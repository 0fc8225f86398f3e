//! A site's own theme: the folder in `themes/` that `site.yaml` names.

use super::project_paths::ProjectPaths;
use crate::diagnostic::{Diagnostic, DiagnosticKind, Span};
use crate::files::{FileSet, UnreadableFile};
use crate::parse;
use crate::parse::yaml::{self, YamlNode};
use crate::site::ParsedFiles;
use crate::theme::{ThemeFile, ThemeFiles};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The files of a theme. None if the site has no theme of its own, or it is not there.
#[derive(Debug, Default)]
pub(super) struct SiteTheme {
    pub(super) files: Option<FileSet>,
    /// Files that are no text, by path.
    bytes: BTreeMap<Arc<str>, Arc<[u8]>>,
    /// What the theme could not read, besides what its files could not.
    refused: Vec<UnreadableFile>,
    /// That it is not there.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl SiteTheme {
    /// Reads the theme that the site names.
    pub(super) fn read(place: &ProjectPaths, parsed: &ParsedFiles) -> Self {
        Self::next(place, parsed, FileSet::read)
    }

    /// The theme as it is after changes at these paths; `self` is as it was before.
    pub(super) fn rescan(
        &self,
        place: &ProjectPaths,
        parsed: &ParsedFiles,
        changed: &[PathBuf],
    ) -> Self {
        let Some(before) = &self.files else { return Self::read(place, parsed) };
        let now = Self::next(place, parsed, |folder| before.rescan(folder, changed));
        if now.files.as_ref() == Some(before) {
            // The same bytes: what they were read into is shared.
            return Self { bytes: self.bytes.clone(), ..now };
        }
        now
    }

    fn next(
        place: &ProjectPaths,
        parsed: &ParsedFiles,
        read: impl Fn(&crate::files::RootFolder) -> anyhow::Result<FileSet>,
    ) -> Self {
        let Some(name) = &parsed.site_config().theme else { return Self::default() };
        let folder = place.theme_dir(name);
        let files = match read(&folder) {
            Ok(files) => files,
            Err(error) => {
                let findings = missing_theme_diagnostic(parsed, &format!("{error:#}"));
                return Self { diagnostics: findings.into_iter().collect(), ..Self::default() };
            }
        };
        let mut theme = Self::default();
        for file in files.iter().filter(|file| file.text.is_none()) {
            match std::fs::read(&file.on_disk) {
                Ok(bytes) => {
                    theme.bytes.insert(Arc::clone(&file.path), bytes.into());
                }
                Err(error) => theme.refused.push(UnreadableFile {
                    path: file.path.to_string(),
                    on_disk: file.on_disk.clone(),
                    problem: error.to_string(),
                }),
            }
        }
        theme.diagnostics = files.diagnostics().cloned().collect();
        theme.files = Some(files);
        theme
    }

    /// The files as a theme is loaded of them.
    pub(super) fn to_theme_files(&self) -> ThemeFiles {
        let mut all = BTreeMap::new();
        for file in self.files.iter().flatten() {
            let text = file.text.as_ref().map(|text| ThemeFile::Text(Arc::clone(text)));
            let bytes = || self.bytes.get(&file.path).map(|b| ThemeFile::Bytes(Arc::clone(b)));
            if let Some(content) = text.or_else(bytes) {
                all.insert(file.path.to_string(), content);
            }
        }
        ThemeFiles(all)
    }

    /// What the machine did not let us read.
    pub(super) fn unreadable_files(&self) -> impl Iterator<Item = &UnreadableFile> {
        self.files.iter().flat_map(FileSet::unreadable).chain(&self.refused)
    }
}

/// That the theme named in `site.yaml` cannot be opened, at its name.
fn missing_theme_diagnostic(parsed: &ParsedFiles, problem: &str) -> Option<Diagnostic> {
    let parse::ParsedContent::Yaml(source, root) = &parsed.get("site.yaml")?.kind else {
        return None;
    };
    let node = root.as_ref().and_then(|root| root.get("theme"));
    let span = node
        .map_or_else(|| Span::start_of(source), |node: &YamlNode| yaml::node_span(source, node));
    Some(Diagnostic::new(span, DiagnosticKind::TemplateError { problem: problem.to_owned() }))
}
