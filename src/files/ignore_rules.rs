//! Ignore rules: hidden files, editor backups, and `.gitignore` patterns.
//!
//! Only the `.gitignore` files of the content folder and below count, not those above it,
//! `.git/info/exclude` or the user's global file. A checkout therefore gives the same site on every
//! machine, and a content folder can be ignored by the repository that contains it.

use super::decode::decode_text;
use super::dir_entry::DirEntryKind;
use anyhow::bail;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

/// The file with patterns for its folder and those below.
pub(super) const IGNORE_FILE: &str = ".gitignore";

/// Returns whether a name is never content: hidden, or a temporary file of an editor.
///
/// Editors write backups (`a.md~`), automatic copies (`#a.md#`), swap files (`a.md.swp`, usually
/// hidden too), Vim's probe (`4913`) and the copies of JetBrains (`a.md___jb_tmp___`).
pub(super) fn is_always_ignored(name: &OsStr, kind: DirEntryKind) -> bool {
    let name = name.as_encoded_bytes();
    let has_suffix = |suffix: &str| name.ends_with(suffix.as_bytes());
    let is_editor_file = || {
        has_suffix("~")
            || has_suffix(".bak")
            || (name.len() > 1 && name.starts_with(b"#") && has_suffix("#"))
            || [".swp", ".swo", ".swx", "___jb_tmp___", "___jb_old___"].into_iter().any(has_suffix)
            || matches!(name, b"4913" | b"Thumbs.db")
    };
    name.starts_with(b".") || (kind != DirEntryKind::Folder && is_editor_file())
}

/// The ignore files from the content folder down to one folder. They match absolute paths.
#[derive(Clone, Debug, Default)]
pub(super) struct IgnoreRules(Vec<Arc<Gitignore>>);

impl IgnoreRules {
    /// Returns these rules and those of one more ignore file, which take precedence.
    ///
    /// A line that is not a pattern is skipped, as in git. PowerShell writes UTF-16.
    ///
    /// # Errors
    /// The file is not text, or the patterns together are too large to compile.
    pub(super) fn with_ignore_file(
        &self,
        folder: &Path,
        ignore_file: &[u8],
    ) -> anyhow::Result<Self> {
        let mut builder = GitignoreBuilder::new(folder);
        let decoded = decode_text(ignore_file);
        if decoded.problem.is_some_and(|problem| !problem.range.is_empty()) {
            bail!("it is not text in UTF-8");
        }
        for line in decoded.text.lines() {
            let _ = builder.add_line(None, line);
        }
        let mut rules = self.0.clone();
        rules.push(Arc::new(builder.build()?));
        Ok(Self(rules))
    }

    /// Returns whether there are no rules.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether a file or folder is ignored, given that its parent folder is not.
    pub(super) fn is_ignored(&self, path: &Path, kind: DirEntryKind) -> bool {
        for rules in self.0.iter().rev() {
            match rules.matched(path, kind == DirEntryKind::Folder) {
                Match::None => {}
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::DirEntryKind::{File, Folder};
    use super::*;

    #[test]
    fn hidden_and_editor_files_are_ignored() {
        for name in
            [".a", "a.md~", "#a.md#", ".#a.md", "a.swp", "a.swo", "4913", ".DS_Store", "Thumbs.db"]
        {
            assert!(is_always_ignored(OsStr::new(name), File), "{name}");
        }
        for name in ["a.md___jb_tmp___", "___jb_old___"] {
            assert!(is_always_ignored(OsStr::new(name), File), "{name}");
        }
        for name in ["a.md", "#", "#1 a.md", "a#", "49130", "_types", "~a", "swp"] {
            assert!(!is_always_ignored(OsStr::new(name), File), "{name}");
        }
        assert!(is_always_ignored(OsStr::new(".git"), Folder));
        assert!(!is_always_ignored(OsStr::new("4913"), Folder));
    }

    #[test]
    fn the_deeper_ignore_file_wins_and_bad_lines_are_skipped() {
        let top = IgnoreRules::default()
            .with_ignore_file(Path::new("/s"), b"*.tmp\n{a,\n/only\nb/\n")
            .unwrap();
        let deep = top.with_ignore_file(Path::new("/s/d"), b"!keep.tmp\r\n").unwrap();
        assert!(top.is_ignored(Path::new("/s/d/keep.tmp"), File));
        assert!(!deep.is_ignored(Path::new("/s/d/keep.tmp"), File));
        assert!(deep.is_ignored(Path::new("/s/d/x.tmp"), File));
        assert!(deep.is_ignored(Path::new("/s/only"), File));
        assert!(!deep.is_ignored(Path::new("/s/d/only"), File));
        assert!(
            deep.is_ignored(Path::new("/s/d/b"), Folder)
                && !deep.is_ignored(Path::new("/s/d/b"), File)
        );
    }
}
