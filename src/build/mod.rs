//! Artifacts → the output folder: only what changed is written, each file as a whole, and nothing
//! that pakt did not write is touched.
//!
//! In: the paths to make and a function that makes one of them, called in parallel. Out: an
//! [`BuildOutcome`] and `pakt-manifest.json`, which says next time what is ours. The order is what
//! makes a killed build harmless: the paths are noted in `.pakt-intent.json`, then each artefact
//! goes to a temporary file beside its place and is renamed, then what is no longer made is
//! removed, then the manifest is replaced, then the note is removed. The promise is about a killed
//! process, not about power loss: nothing is flushed to the disk. May use: `render`, `files`.
//!
//! ```
//! use pakt::build::{BuildPlan, OutputOptions, write};
//! use pakt::render::Artifact;
//!
//! let folder = tempfile::tempdir()?;
//! let output = OutputOptions { folder: folder.path().join("output") };
//! let paths = ["a.html".to_owned(), "b/index.html".to_owned()];
//! let plan = BuildPlan { paths: &paths, n_errors: &|| 0, progress: &|_done| {} };
//! let outcome = write(&output, &plan, |index| Some(Artifact::Bytes(vec![b'x'; index])))?;
//! assert_eq!((outcome.written, outcome.unchanged, outcome.removed), (2, 0, 0));
//! # anyhow::Ok(())
//! ```

mod output_dir;
mod journal;
mod build_lock;
mod manifest;
mod plan;
mod owned_files;
mod placement;
mod output_guard;
#[cfg(test)]
mod tests;
mod build_run;

pub use build_run::write;
pub use output_guard::{OutputRefusal, RefusalReason, check_output_dir};
pub use plan::{BuildOutcome, BuildPlan, Conflict, ConflictKind, OutputOptions};
