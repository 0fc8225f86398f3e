//! A folder to read, and how reports name what lies in it.

use std::path::{Component, Path, PathBuf};

/// Where content lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootFolder {
    /// The content folder. It may itself be a symbolic link, or lie in a hidden or ignored folder.
    pub root: PathBuf,
    /// How reports name its files.
    pub shown: ReportPaths,
    /// Folders that are not read, such as the output folder; those outside do not matter.
    pub skip: Vec<PathBuf>,
    /// Which of its files are texts.
    pub kind: FolderKind,
}

/// Which files are texts besides Markdown, YAML, CSV and plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderKind {
    /// A site's content: none.
    Content,
    /// A theme: `.html`, `.xml`, `.css` and `.js`.
    Theme,
}

/// How reports name the files of a folder: relative to the site (`-C`) if the folder lies inside
/// it, else relative to the folder; with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportPaths {
    /// What stands before the path inside the folder: empty, or with a `/` at its end.
    before: String,
}

impl ReportPaths {
    /// The names of files in `root`, seen from `site`. Looks at the disk to see through links.
    #[must_use]
    pub fn new(site: &Path, root: &Path) -> Self {
        let written = root.strip_prefix(site).ok().map(Path::to_path_buf);
        let inside = written.filter(|path| is_plain_path(path)).or_else(|| {
            let (site, root) = (site.canonicalize().ok()?, root.canonicalize().ok()?);
            root.strip_prefix(site).ok().map(Path::to_path_buf)
        });
        let mut before = inside.as_deref().map(with_slashes).unwrap_or_default();
        if !before.is_empty() {
            before.push('/');
        }
        Self { before }
    }

    /// The name of a file by its path inside the folder.
    #[must_use]
    pub fn report_path(&self, path: &str) -> String {
        format!("{}{path}", self.before)
    }
}

/// A relative path with `/` on every system; what is not UTF-8 becomes U+FFFD.
pub(super) fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Whether a path goes straight down: no `..`, no root.
pub(super) fn is_plain_path(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_relative_to_the_site_if_the_folder_lies_inside() {
        let site = tempfile::tempdir().unwrap();
        let site = site.path();
        std::fs::create_dir_all(site.join("a/content")).unwrap();
        let show = |from: &Path, root: &Path| ReportPaths::new(from, root).report_path("x.md");
        assert_eq!(show(site, &site.join("a/content")), "a/content/x.md");
        assert_eq!(show(site, site), "x.md");
        assert_eq!(show(&site.join("a/content"), site), "x.md");
        assert_eq!(show(&site.join("a"), &site.join("a/../a/content")), "content/x.md");
        assert_eq!(show(Path::new("gone"), Path::new("gone/content")), "content/x.md");
    }
}
