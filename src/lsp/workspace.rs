//! The site with the unsaved texts of the editor on top.
//!
//! A workspace has the site of all texts as they are, whose report is that of `pakt check` after
//! all of them are saved. While a file is broken it also has a site with its last good version,
//! which names, completions and definitions come from.

use super::file_uri::uri_of_path;
use super::open_documents::{OpenDocument, OpenDocuments};
use crate::diagnostic::SourceFile;
use crate::project::{BrokenFiles, LoadedProject, Project, ProjectChange};
use crate::site::Site;
use lsp_types::Uri;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A site that is open in the editor.
pub(super) struct Workspace {
    project: Project,
    /// The content folder, absolute, as the user names it and without symbolic links.
    content_roots: [PathBuf; 2],
    loaded: LoadedProject,
    /// The project with the last good version of each file that is broken. `None` means that no
    /// file is.
    last_good: Option<LoadedProject>,
    /// The paths on disk where something may have happened since.
    changed_paths: Vec<PathBuf>,
}

impl Workspace {
    /// Loads a project.
    ///
    /// # Errors
    /// The content folder cannot be read.
    pub(super) fn open(project: Project) -> anyhow::Result<Self> {
        let content = project.paths.content();
        let absolute = std::path::absolute(content)?;
        let canonical = content.canonicalize()?;
        let loaded = project.load()?;
        Ok(Self {
            project,
            content_roots: [absolute, canonical],
            loaded,
            last_good: None,
            changed_paths: Vec::new(),
        })
    }

    /// Returns the project with all texts as they are.
    pub(super) fn loaded(&self) -> &LoadedProject {
        &self.loaded
    }

    /// Returns the site to look things up in: with the last good version of a broken file.
    pub(super) fn site(&self) -> &Site {
        self.last_good.as_ref().unwrap_or(&self.loaded).site()
    }

    /// Notes that something may have happened at a path on disk.
    pub(super) fn add_changed_path(&mut self, path: PathBuf) {
        self.changed_paths.push(path);
    }

    /// Notes that something may have happened anywhere.
    pub(super) fn add_all_paths(&mut self) {
        let paths = &self.project.paths;
        self.changed_paths.extend([paths.content().to_owned(), paths.themes()]);
    }

    /// Reads what has changed on disk, and takes over the texts of the editor.
    ///
    /// # Errors
    /// The content folder cannot be read. The site stays as it was, and everything is read again at
    /// the next update.
    pub(super) fn update(&mut self, documents: &OpenDocuments) -> anyhow::Result<()> {
        let updated = self.update_from_disk(documents);
        if updated.is_err() {
            self.add_all_paths();
        }
        updated
    }

    fn update_from_disk(&mut self, documents: &OpenDocuments) -> anyhow::Result<()> {
        let changed_paths = std::mem::take(&mut self.changed_paths);
        let open_texts = self.open_texts(documents);
        let as_they_are = ProjectChange {
            changed_paths: &changed_paths,
            open_texts: &open_texts,
            broken_files: BrokenFiles::AsTheyAre,
        };
        let loaded = self.project.reload_with(&self.loaded, &as_they_are)?;
        self.last_good = if loaded.parsed_files().has_broken_files() {
            let last_good = ProjectChange { broken_files: BrokenFiles::LastGood, ..as_they_are };
            let previous = self.last_good.as_ref().unwrap_or(&self.loaded);
            Some(self.project.reload_with(previous, &last_good)?)
        } else {
            None
        };
        self.loaded = loaded;
        Ok(())
    }

    /// Returns the texts that are used instead of those on disk: of files that are read, and of
    /// those that are not saved yet. A file that the site leaves out stays out.
    fn open_texts(&self, documents: &OpenDocuments) -> BTreeMap<String, Arc<str>> {
        let is_hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
        let texts = documents.iter().filter_map(|(on_disk, document)| {
            let path = self.content_path(on_disk)?;
            let is_read = self.loaded.disk_files().get(&path).is_some();
            let is_new = || !is_hidden(&path) && !on_disk.exists();
            (is_read || is_new()).then(|| (path, Arc::from(document.text.as_str())))
        });
        texts.collect()
    }

    /// Returns the path in the content folder of a file. `None` means that it is outside.
    pub(super) fn content_path(&self, on_disk: &Path) -> Option<String> {
        let inside = |path: &Path| {
            let mut roots = self.content_roots.iter();
            let relative = roots.find_map(|root| path.strip_prefix(root).ok())?;
            let parts: Vec<&str> =
                relative.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
            let is_plain = !parts.is_empty() && !parts.contains(&"..");
            is_plain.then(|| parts.join("/"))
        };
        inside(on_disk).or_else(|| {
            let folder = on_disk.parent()?.canonicalize().ok()?;
            inside(&folder.join(on_disk.file_name()?))
        })
    }

    /// Returns the text of a file as it is now, by its path in the content folder.
    pub(super) fn text(&self, content_path: &str) -> Option<&Arc<SourceFile>> {
        self.loaded.files().get(content_path)?.text.as_ref()
    }

    /// Returns the path in reports of a file on disk. `None` means that it is outside.
    pub(super) fn report_path(&self, on_disk: &Path) -> Option<String> {
        self.content_path(on_disk).map(|path| self.project.paths.report_path(&path))
    }

    /// Returns the path in the content folder of a file that a report names.
    pub(super) fn content_path_of_report(&self, report_path: &str) -> Option<String> {
        let prefix = self.project.paths.report_path("");
        report_path.strip_prefix(&prefix).map(str::to_owned)
    }

    /// Returns the path on disk of a file in the content folder.
    pub(super) fn disk_path(&self, content_path: &str) -> PathBuf {
        let [root, _] = &self.content_roots;
        root.join(content_path)
    }

    /// Returns the addresses of files by their paths in reports.
    pub(super) fn uris<'a>(&'a self, documents: &'a OpenDocuments) -> FileUris<'a> {
        let open = documents.iter().filter_map(|(on_disk, document)| {
            let path = self.content_path(on_disk)?;
            Some((self.project.paths.report_path(&path), document))
        });
        FileUris { workspace: self, open: open.collect() }
    }
}

/// The addresses of files, as the client writes those that are open.
pub(super) struct FileUris<'a> {
    workspace: &'a Workspace,
    /// By path in reports.
    open: BTreeMap<String, &'a OpenDocument>,
}

impl FileUris<'_> {
    /// Returns the document at a path in reports, if it is open.
    pub(super) fn open_document(&self, report_path: &str) -> Option<&OpenDocument> {
        self.open.get(report_path).copied()
    }

    /// Returns the address of a file by its path in reports. An empty path is the site as a whole,
    /// which is the file with its settings.
    pub(super) fn uri(&self, report_path: &str) -> Option<Uri> {
        if let Some(document) = self.open.get(report_path) {
            return Some(document.uri.clone());
        }
        let [root, _] = &self.workspace.content_roots;
        if report_path.is_empty() {
            return uri_of_path(&root.join("site.yaml"));
        }
        let path = self.workspace.project.paths.reported_path(report_path);
        uri_of_path(&std::path::absolute(path).ok()?)
    }
}
