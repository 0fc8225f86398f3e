//! A folder to read, and the paths of its files in reports.

use std::path::{Component, Path, PathBuf};

/// A folder to read: the content of a site, or a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootFolder {
    /// The path on disk. It can be a symbolic link, or inside a hidden or ignored folder.
    pub root: PathBuf,
    /// The paths of its files in reports.
    pub report_paths: ReportPaths,
    /// Folders that are not read, such as the output folder. Paths outside the root have no effect.
    pub skip: Vec<PathBuf>,
    /// What the folder is for; decides which of its files are texts.
    pub kind: FolderKind,
}

/// What a folder is for, and which files in it are texts besides Markdown, YAML, CSV and `.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderKind {
    /// The content of a site: no others.
    Content,
    /// A theme: `.html`, `.xml`, `.css` and `.js`.
    Theme,
}

/// The paths of a folder's files in reports, with `/`: relative to the site (`-C`) if the folder is
/// inside it, otherwise relative to the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportPaths {
    /// The prefix of each path: empty, or ending with `/`.
    prefix: String,
}

impl ReportPaths {
    /// Returns the report paths of the files in `root`, seen from `site`. Resolves symbolic links.
    #[must_use]
    pub fn new(site: &Path, root: &Path) -> Self {
        let unresolved = root.strip_prefix(site).ok().map(Path::to_path_buf);
        let root_in_site = unresolved.filter(|path| is_plain_path(path)).or_else(|| {
            let (site, root) = (site.canonicalize().ok()?, root.canonicalize().ok()?);
            root.strip_prefix(site).ok().map(Path::to_path_buf)
        });
        let mut prefix = root_in_site.as_deref().map(with_slashes).unwrap_or_default();
        if !prefix.is_empty() {
            prefix.push('/');
        }
        Self { prefix }
    }

    /// Returns the report path of the file at `path` in the folder.
    #[must_use]
    pub fn report_path(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }
}

/// Returns a relative path with `/` on every system. Bytes that are not UTF-8 become U+FFFD.
pub(super) fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Returns whether a path has only normal components: no root, no `.` and no `..`.
pub(super) fn is_plain_path(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn report_paths_are_relative_to_the_site_if_the_folder_is_inside() {
        let site = tempfile::tempdir().unwrap();
        let site = site.path();
        std::fs::create_dir_all(site.join("a/content")).unwrap();
        let report_path =
            |site: &Path, root: &Path| ReportPaths::new(site, root).report_path("x.md");
        assert_eq!(report_path(site, &site.join("a/content")), "a/content/x.md");
        assert_eq!(report_path(site, site), "x.md");
        assert_eq!(report_path(&site.join("a/content"), site), "x.md");
        assert_eq!(report_path(&site.join("a"), &site.join("a/../a/content")), "content/x.md");
        assert_eq!(report_path(Path::new("gone"), Path::new("gone/content")), "content/x.md");
    }
}
