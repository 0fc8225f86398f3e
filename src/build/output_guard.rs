//! Rejects unsafe output folders before anything is written.

use std::path::{Component, Path, PathBuf, absolute};

/// An output folder that a build must not write to. This is wrong usage, not a system error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputRefusal {
    /// The folder, with links resolved.
    pub folder: PathBuf,
    /// Why it is refused.
    pub reason: RefusalReason,
}

/// Why an output folder is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalReason {
    /// It is the content folder.
    IsContent,
    /// It contains the content folder.
    ContainsContent,
    /// It is the root of the file system.
    IsRoot,
    /// It is the user's home folder.
    IsHome,
    /// It is the top of a git repository.
    IsRepository,
}

/// Checks an output folder before anything is written. A folder inside the content is allowed.
///
/// Links are resolved in both paths. A git worktree, whose `.git` is a file, does not count as the
/// top of a repository, because publishing to a worktree is common. `home` is the user's home
/// folder, if there is one.
///
/// # Errors
/// The folder is one of those that [`RefusalReason`] names.
pub fn check_output_dir(
    output: &Path,
    content: &Path,
    home: Option<&Path>,
) -> Result<(), OutputRefusal> {
    let folder = resolve_existing_parent(output);
    let content = resolve_existing_parent(content);
    let reason = if folder.parent().is_none() {
        RefusalReason::IsRoot
    } else if folder == content {
        RefusalReason::IsContent
    } else if home
        .is_some_and(|home| !home.as_os_str().is_empty() && resolve_existing_parent(home) == folder)
    {
        RefusalReason::IsHome
    } else if content.starts_with(&folder) {
        RefusalReason::ContainsContent
    } else if folder.join(".git").is_dir() {
        RefusalReason::IsRepository
    } else {
        return Ok(());
    };
    Err(OutputRefusal { folder, reason })
}

/// Returns the canonical path. The part of the path that does not exist yet is appended unchanged.
fn resolve_existing_parent(path: &Path) -> PathBuf {
    let path = absolute(path).unwrap_or_else(|_| path.to_path_buf());
    // A `..` after a missing part may lead to a link, so the result is canonicalized once more.
    canonicalize_once(&canonicalize_once(&path))
}

fn canonicalize_once(path: &Path) -> PathBuf {
    let mut missing = Vec::new();
    let mut existing = path.components();
    loop {
        if let Ok(mut resolved) = existing.as_path().canonicalize() {
            for part in missing.into_iter().rev() {
                match part {
                    Component::ParentDir => drop(resolved.pop()),
                    part => resolved.push(part),
                }
            }
            return resolved;
        }
        match existing.next_back() {
            Some(part) => missing.push(part),
            None => return path.to_path_buf(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn content_its_parents_root_home_and_repositories_are_refused() {
        let site = tempfile::tempdir().unwrap();
        let site = site.path().canonicalize().unwrap();
        let content = site.join("content");
        fs::create_dir_all(content.join("sub")).unwrap();
        fs::create_dir_all(site.join("repository/.git")).unwrap();
        fs::create_dir_all(site.join("worktree")).unwrap();
        fs::write(site.join("worktree/.git"), "gitdir: elsewhere").unwrap();
        let check = |path: &str, expected: Option<RefusalReason>| {
            let home = site.join("home");
            let checked = check_output_dir(&site.join(path), &content, Some(&home));
            assert_eq!(checked.err().map(|refusal| refusal.reason), expected, "{path}");
        };
        check("content", Some(RefusalReason::IsContent));
        check("content/", Some(RefusalReason::IsContent));
        check("gone/../content/sub/..", Some(RefusalReason::IsContent));
        check(".", Some(RefusalReason::ContainsContent));
        check("..", Some(RefusalReason::ContainsContent));
        check("/", Some(RefusalReason::IsRoot));
        check("home", Some(RefusalReason::IsHome));
        check("repository", Some(RefusalReason::IsRepository));
        check("repository/out", None);
        check("worktree", None);
        check("content/out", None);
        check("content-2", None);
        check("out/deep", None);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_resolved() {
        let site = tempfile::tempdir().unwrap();
        let site = site.path();
        fs::create_dir_all(site.join("content/sub")).unwrap();
        std::os::unix::fs::symlink("content", site.join("link")).unwrap();
        std::os::unix::fs::symlink("content/sub", site.join("below")).unwrap();
        let reason = |output: &str, content: &str| {
            let checked = check_output_dir(&site.join(output), &site.join(content), None);
            checked.err().map(|refusal| refusal.reason)
        };
        assert_eq!(reason("link", "content"), Some(RefusalReason::IsContent));
        assert_eq!(reason("content", "link"), Some(RefusalReason::IsContent));
        assert_eq!(reason("below/..", "content"), Some(RefusalReason::IsContent));
        assert_eq!(reason("gone/../link", "content"), Some(RefusalReason::IsContent));
        assert_eq!(reason("below/new", "content"), None);
    }
}
