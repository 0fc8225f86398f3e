//! A folder → its files: walking, ignoring, decoding, and laying an editor's text on top.
//!
//! In: a [`Folder`] on disk. Out: [`Files`], a value that holds no handle and no time stamp: equal
//! bytes give equal files. After a change, [`Files::reread`] looks at the hinted places only and
//! shares everything else; it gives what [`Files::read`] would. What an editor can mend (bytes
//! that are not UTF-8, a link out of the site) is a finding; what the machine refused is listed by
//! [`Files::unreadable`], and hides nothing else. May use: `diagnostic`.
//!
//! ```
//! use pakt::files::Files;
//!
//! let files = Files::of_texts(&[("index.md", "# Hej\r\n"), ("a/b.txt", "[P1]\n")]);
//! let index = files.get("index.md").and_then(|file| file.text.as_ref());
//! assert_eq!(index.map(|source| &*source.text), Some("# Hej\n"));
//! ```

mod decoded;
mod digest;
mod entry;
mod file;
mod folder;
mod history;
mod picture;
mod reread;
mod retry;
mod rules;
mod snapshot;
#[cfg(test)]
mod tests;
mod walk;

pub use digest::Digest;
pub use file::{Asset, File, TEXT_LIMIT_BYTES};
pub use folder::{Folder, FolderKind, ShownPaths};
pub use history::{History, history};
pub(crate) use retry::uninterrupted;
pub use snapshot::{Files, Unreadable};
