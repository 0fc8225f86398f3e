//! Writes artifacts to the output folder: only what changed, each file atomically, and never over
//! a file that pakt did not write.
//!
//! Input: the paths of all artifacts, and a function that renders one of them, called in parallel.
//! Output: a [`BuildOutcome`] and `pakt-manifest.json`, from which the next build knows which files
//! are ours. The order of the steps makes a killed build harmless:
//!
//! 1. The paths are written to the journal, `.pakt-intent.json`.
//! 2. Each artifact that changed is written to a temporary file in its folder.
//! 3. Their digests are written to the journal, and the temporary files are renamed: first new
//!    files such as style sheets, then new pages, then those that replace others, so that no page
//!    is there before what it needs. A file at the path of an old folder is renamed after step 4.
//! 4. Files that are no longer produced are removed.
//! 5. The manifest is replaced.
//! 6. The journal is removed.
//!
//! Until step 3 nothing is replaced, so a failure, such as a full disk, leaves the old site.
//! This protects against a killed process, not against power loss: nothing is flushed to the disk.
//!
//! ```
//! use pakt::build::{BuildPlan, write};
//! use pakt::render::Artifact;
//!
//! let folder = tempfile::tempdir()?;
//! let paths = ["a.html".to_owned(), "b/index.html".to_owned()];
//! let output_folder = folder.path().join("output");
//! let render = |index| Some(Artifact::Bytes(vec![b'x'; index]));
//! let outcome = write(&output_folder, &BuildPlan::new(&paths), render)?;
//! assert_eq!((outcome.written, outcome.unchanged, outcome.removed), (2, 0, 0));
//! # anyhow::Ok(())
//! ```

mod plan;
mod output_guard;
mod build_run;
mod build_lock;
mod journal;
mod manifest;
mod owned_files;
mod placement;
mod output_dir;
mod verify;
mod published_copy;
#[cfg(test)]
mod tests;

pub use build_run::write;
pub use manifest::ManifestProblem;
pub use output_guard::{OutputRefusal, RefusalReason, check_output_dir};
pub use plan::{BuildFailure, BuildOutcome, BuildPlan, Conflict, ConflictKind, FileListPlan};
pub use verify::{Verification, VerifyFailure, verify};
