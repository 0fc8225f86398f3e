//! The folders of a project on disk.

use crate::diagnostic::rules::LeftOutReason;
use crate::diagnostic::{Diagnostic, SourceFile, Span, rules};
use crate::files::{FolderKind, ReportPaths, RootFolder, read_regular_text};
use crate::site::declares_settings;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folders of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectPaths {
    /// The root folder. Reports name files relative to it.
    root: PathBuf,
    /// The content folder.
    content: PathBuf,
    /// The folder that a build writes to. It need not exist.
    output: PathBuf,
}

/// Why the folders of a project could not be located.
#[derive(Debug)]
pub enum LocateError {
    /// A folder that was named does not exist.
    NoFolder(PathBuf),
    /// A path that was named is not a folder.
    NotFolder(PathBuf),
    /// The root has no content folder. The second path is a root that has one: the folder above, if
    /// the root is itself a content folder.
    NoContent(PathBuf, Option<PathBuf>),
    /// The system did not allow access.
    System(anyhow::Error),
}

impl ProjectPaths {
    /// Returns the usual folders in `root`, without checking whether they exist: `content` and
    /// `output`.
    #[must_use]
    pub fn in_folder(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            content: join_below(root, "content"),
            output: join_below(root, "output"),
        }
    }

    /// Locates the folders, and checks that the root and the content exist. `None` means the usual
    /// folder in `root`.
    ///
    /// # Errors
    /// The root or the content does not exist, is not a folder or cannot be accessed.
    pub fn locate(
        root: &Path,
        content: Option<&Path>,
        output: Option<&Path>,
    ) -> Result<Self, LocateError> {
        if !folder_exists(root)? {
            return Err(LocateError::NoFolder(root.to_owned()));
        }
        let mut paths = Self::in_folder(root);
        if let Some(content) = content {
            if !folder_exists(content)? {
                return Err(LocateError::NoFolder(content.to_owned()));
            }
            paths.content = content.to_owned();
        } else if !folder_exists(&paths.content)? {
            return Err(LocateError::NoContent(paths.content, root_above(root)));
        }
        if let Some(output) = output {
            paths.output = output.to_owned();
        }
        Ok(paths)
    }

    /// Returns the content folder.
    #[must_use]
    pub fn content(&self) -> &Path {
        &self.content
    }

    /// Returns the folder that a build writes to.
    #[must_use]
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// Returns the diagnostic for a file with settings beside the content folder, where it is not
    /// read.
    pub(super) fn settings_outside_content(&self) -> Option<Diagnostic> {
        ["site.yaml", "site.yml"].into_iter().find_map(|name| {
            // One that cannot be read is not a file with settings.
            let text = read_regular_text(&join_below(&self.root, name))?;
            if !declares_settings(&text) {
                return None;
            }
            let source = Arc::new(SourceFile { path: name.into(), text: text.into() });
            let (reason, path) = (LeftOutReason::SiteFileOutside, name.to_owned());
            let kind = rules::LeftOut { reason, path, n_files: 1 };
            Some(Diagnostic::new(Span::start_of(&source), kind))
        })
    }

    /// Returns the folder that contains the site's own themes. It need not exist.
    #[must_use]
    pub fn themes(&self) -> PathBuf {
        join_below(&self.root, "themes")
    }

    /// Returns the absolute path of a file that a report names. `None` means that it does not
    /// exist.
    #[must_use]
    pub fn disk_path(&self, report_path: &str) -> Option<PathBuf> {
        [&self.root, &self.content].into_iter().find_map(|folder| {
            let path = folder.join(report_path);
            path.canonicalize().ok()
        })
    }

    /// Returns the path of a file that a report names, whether it exists or not.
    #[must_use]
    pub fn reported_path(&self, report_path: &str) -> PathBuf {
        let prefix = self.content_root().report_paths.report_path("");
        match report_path.strip_prefix(&prefix) {
            Some(path) => self.content.join(path),
            None => self.root.join(report_path),
        }
    }

    /// Returns the path in reports of a file in the content folder.
    #[must_use]
    pub fn report_path(&self, content_path: &str) -> String {
        self.content_root().report_paths.report_path(content_path)
    }

    /// Returns the content folder to read, without the output folder, which may be inside it.
    pub(super) fn content_root(&self) -> RootFolder {
        RootFolder {
            root: self.content.clone(),
            report_paths: ReportPaths::new(&self.root, &self.content),
            skip: vec![self.output.clone()],
            kind: FolderKind::Content,
        }
    }

    /// Returns the folder of one of the site's own themes.
    pub(super) fn theme_root(&self, name: &str) -> RootFolder {
        let root = self.themes().join(name);
        RootFolder {
            report_paths: ReportPaths::new(&self.root, &root),
            root,
            skip: Vec::new(),
            kind: FolderKind::Theme,
        }
    }
}

/// Joins a name to the root. Leaves out `./`, because people read the result.
fn join_below(root: &Path, name: &str) -> PathBuf {
    if root == Path::new(".") { name.into() } else { root.join(name) }
}

/// Returns the folder above a root that is named `content`, as a person would write it.
fn root_above(root: &Path) -> Option<PathBuf> {
    let is_content = root.canonicalize().ok()?.file_name()? == "content";
    let above = match root.parent() {
        _ if root == Path::new(".") => PathBuf::from(".."),
        Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
        parent => parent?.to_owned(),
    };
    is_content.then_some(above)
}

fn folder_exists(path: &Path) -> Result<bool, LocateError> {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(_) => Err(LocateError::NotFolder(path.to_owned())),
        Err(error) => match error.kind() {
            ErrorKind::NotFound => Ok(false),
            // An empty name, a name that contains NUL, or a file where a folder is needed.
            ErrorKind::InvalidInput | ErrorKind::NotADirectory => Ok(false),
            _ => {
                let action = format!("cannot access the folder {}", path.display());
                Err(LocateError::System(anyhow::Error::new(error).context(action)))
            }
        },
    }
}
