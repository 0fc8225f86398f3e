//! The names of files and folders that keep what is in them back.

use super::page_files::is_wiki_part;
use crate::files::{file_name, is_markdown, is_yaml};

/// Names of folders for what is not published yet.
const DRAFT_FOLDERS: [&str; 4] = ["drafts", "draft", "utkast", "kladdar"];

/// Returns whether a page or a list is kept back because of its name.
pub(super) fn is_draft_file(path: &str) -> bool {
    (is_markdown(path) || is_yaml(path)) && has_draft_name(file_name(path))
}

/// Returns whether the name of a file is that of a draft or of a copy that nobody meant to publish:
/// `_plan.md`, `~plan.md`, `plan.draft.md`, `plan (conflicted copy).md`.
fn has_draft_name(name: &str) -> bool {
    let name = name.to_lowercase();
    let is_other_tool = name.split('.').next() == Some("_index") || is_wiki_part(&name);
    let is_marked = name.starts_with('~') || (name.starts_with('_') && !is_other_tool);
    let is_draft = name.split('.').skip(1).any(|part| matches!(part, "draft" | "utkast"));
    let is_copy = ["conflicted copy", "sync-conflict", "motstridig kopia"];
    is_marked || is_draft || is_copy.iter().any(|words| name.contains(words))
}

/// Returns the highest folder for drafts of a path.
pub(super) fn draft_folder(folder: &str) -> Option<&str> {
    let mut end = 0;
    for name in folder.split('/') {
        end += name.len();
        if DRAFT_FOLDERS.iter().any(|draft| name.eq_ignore_ascii_case(draft)) {
            return folder.get(..end);
        }
        end += 1;
    }
    None
}
