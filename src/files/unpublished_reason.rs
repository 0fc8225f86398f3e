//! Finds out why a file on the disk is not published.

use super::dir_entry::DirEntryKind;
use super::directory_walk::DirectoryWalk;
use super::file::file_extension;
use super::ignore_rules::is_always_ignored;
use super::root_folder::{RootFolder, is_plain_path};
use crate::diagnostic::rules::UnpublishedReason;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Returns why the file at a path in a folder, or the Markdown file with that name, is not
/// published. `None` means that there is no such file, or that nothing excludes it.
#[must_use]
pub fn unpublished_reason(root: &RootFolder, path: &str) -> Option<UnpublishedReason> {
    let candidates = [PathBuf::from(path), PathBuf::from(format!("{path}.md"))];
    let path = candidates.iter().find(|path| is_in_folder(root, path))?;
    let names: Vec<&str> = path.iter().filter_map(OsStr::to_str).collect();
    let (_, folders) = names.split_last()?;
    if names.iter().any(|name| name.starts_with('.')) {
        return Some(UnpublishedReason::Hidden);
    }
    if names.iter().any(|name| is_always_ignored(OsStr::new(name), DirEntryKind::File)) {
        return Some(UnpublishedReason::EditorFile);
    }
    if folders.iter().any(|name| name.starts_with('_')) {
        return Some(UnpublishedReason::UnderscoreFolder);
    }
    let walk = DirectoryWalk::new(root).ok()?;
    let is_listed = !walk.walk_below(path).entries.is_empty();
    let is_file = root.root.join(path).is_file();
    let is_data = matches!(file_extension(path.to_str()?).as_str(), "yaml" | "yml" | "csv");
    match is_listed {
        _ if !is_file => None,
        false => Some(UnpublishedReason::Ignored),
        true if is_data => Some(UnpublishedReason::Data),
        true => Some(UnpublishedReason::LeftOut),
    }
}

/// Returns whether a path without `..` names something in a folder.
fn is_in_folder(root: &RootFolder, path: &Path) -> bool {
    is_plain_path(path) && fs::symlink_metadata(root.root.join(path)).is_ok()
}
