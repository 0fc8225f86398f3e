//! Reads a folder: walks it, applies ignore rules, decodes its files, and overlays unsaved text.
//!
//! Input is a [`RootFolder`] on disk. Output is a [`FileSet`], a value without handles and time
//! stamps: equal bytes give equal files. After a change, [`FileSet::rescan`] scans only the hinted
//! paths and shares everything else; the result equals that of [`FileSet::read`].
//!
//! What an author can fix (bytes that are not UTF-8, a link out of the site) is a diagnostic. What
//! the system refused is listed by [`FileSet::unreadable`], and the other files are read anyway.
//!
//! ```
//! use pakt::files::FileSet;
//!
//! let files = FileSet::from_texts(&[("index.md", "# Hej\r\n"), ("a/b.txt", "[P1]\n")]);
//! let index = files.get("index.md").and_then(|file| file.text.as_ref());
//! assert_eq!(index.map(|source| &*source.text), Some("# Hej\n"));
//! ```

mod root_folder;
mod unpublished_reason;
mod file_set;
mod rescan;
mod directory_walk;
mod ignore_rules;
mod dir_entry;
mod file;
mod decode;
mod image;
mod digest;
mod git_history;
mod git_object;
mod git_object_store;
mod git_process;
mod git_repository;
pub mod file_versions;
mod git_revision;
mod git_tree;
mod revision_files;
mod retry_eintr;
#[cfg(test)]
mod tests;

pub(crate) use decode::{control_replacement, without_control_characters};
pub use digest::{Sha256Digest, to_hex};
pub(crate) use dir_entry::read_regular_text;
pub use file::{
    AssetData, AssetWarning, ContentFile, TABLE_ENDINGS, TEXT_LIMIT_BYTES, file_extension,
    file_name, is_markdown, is_table, is_yaml, parent_folder,
};
pub use file_set::{FileSet, UnreadableFile};
pub use git_history::{
    CommitIndex, CommitLog, CommittedChange, FileInCommit, read_commit_log, read_committed_changes,
    read_committed_lines,
};
pub use git_repository::GitRepository;
pub(crate) use git_revision::{GitRevision, RevisionProblem};
pub(crate) use retry_eintr::retry_eintr;
pub(crate) use revision_files::RevisionFiles;
pub use root_folder::{FolderKind, ReportPaths, RootFolder};
pub use unpublished_reason::unpublished_reason;
