//! The names of files and folders that keep what is in them back.

use super::page_files::is_wiki_part;
use crate::files::{file_name, is_markdown, is_yaml};

/// Names of folders for what is not published yet.
const DRAFT_FOLDERS: [&str; 16] = [
    "drafts",
    "draft",
    "utkast",
    "kladdar",
    "unpublished",
    "opublicerat",
    "wip",
    "private",
    "privat",
    "entwürfe",
    "brouillons",
    "borradores",
    "rascunhos",
    "bozze",
    "kladder",
    "luonnokset",
];
/// Words between two dots of a name that mean a draft.
const DRAFT_PARTS: [&str; 2] = ["draft", "utkast"];
/// Words in the names of copies that programs make when two people edit a file.
const COPY_WORDS: [&str; 3] = ["conflicted copy", "sync-conflict", "motstridig kopia"];

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
    let is_draft = name.split('.').skip(1).any(|part| DRAFT_PARTS.contains(&part));
    is_marked || is_draft || COPY_WORDS.iter().any(|words| name.contains(words))
}

/// Returns the highest folder for drafts of a path.
pub(super) fn draft_folder(folder: &str) -> Option<&str> {
    let mut end = 0;
    for name in folder.split('/') {
        end += name.len();
        let lower_case = name.to_lowercase();
        if DRAFT_FOLDERS.contains(&&*lower_case) {
            return folder.get(..end);
        }
        end += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::handbook_rows::{handbook_line, handbook_rows};

    #[test]
    fn the_handbook_lists_the_names() {
        let mut names = handbook_rows("name of a page or a list").concat();
        // The reader of front matter knows the days of names.
        assert_eq!(names.pop(), Some("2024-05-01-plan.md"));
        for name in names {
            assert!(is_draft_file(name), "{name}");
        }
        let (others, lines) = (["_index.md", "_Sidebar.md"], handbook_line("Other names mean"));
        for name in others.into_iter().chain(lines) {
            assert!(!is_draft_file(name), "{name}");
        }
        assert_eq!(handbook_line("The folders"), DRAFT_FOLDERS);
        assert_eq!(handbook_line("between two dots").split_off(1), DRAFT_PARTS);
        assert_eq!(handbook_line("anywhere").split_off(1), COPY_WORDS);
    }
}
