//! A folder → its files: walking, ignoring, decoding, and laying an editor's text on top.
//!
//! In: a [`RootFolder`] on disk. Out: [`FileSet`], a value that holds no handle and no time stamp:
//! equal
//! bytes give equal files. After a change, [`FileSet::rescan`] looks at the hinted places only and
//! shares everything else; it gives what [`FileSet::read`] would. What an editor can mend (bytes
//! that are not UTF-8, a link out of the site) is a finding; what the machine refused is listed by
//! [`FileSet::unreadable`], and hides nothing else. May use: `diagnostic`.
//!
//! ```
//! use pakt::files::FileSet;
//!
//! let files = FileSet::from_texts(&[("index.md", "# Hej\r\n"), ("a/b.txt", "[P1]\n")]);
//! let index = files.get("index.md").and_then(|file| file.text.as_ref());
//! assert_eq!(index.map(|source| &*source.text), Some("# Hej\n"));
//! ```

mod decode;
mod digest;
mod dir_entry;
mod file;
mod root_folder;
mod git_history;
mod image;
mod rescan;
mod retry_eintr;
mod ignore_rules;
mod file_set;
#[cfg(test)]
mod tests;
mod directory_walk;

pub use digest::Sha256Digest;
pub use file::{AssetData, ContentFile, TEXT_LIMIT_BYTES};
pub use file_set::{FileSet, UnreadableFile};
pub use git_history::{CommitDates, read_commit_dates};
pub(crate) use retry_eintr::retry_eintr;
pub use root_folder::{FolderKind, ReportPaths, RootFolder};
