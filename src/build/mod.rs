//! Artefacts → the output folder: only what changed is written, each file as a whole, and nothing
//! that pakt did not write is touched.
//!
//! In: the paths to make and a function that makes one of them, called in parallel. Out: an
//! [`Outcome`] and `pakt-manifest.json`, which says next time what is ours. The order is what
//! makes a killed build harmless: the paths are noted in `.pakt-intent.json`, then each artefact
//! goes to a temporary file beside its place and is renamed, then what is no longer made is
//! removed, then the manifest is replaced, then the note is removed. The promise is about a killed
//! process, not about power loss: nothing is flushed to the disk. May use: `render`, `files`.
//!
//! ```
//! use pakt::build::{Output, Plan, write};
//! use pakt::render::Artefact;
//!
//! let folder = tempfile::tempdir()?;
//! let output = Output { folder: folder.path().join("output") };
//! let paths = ["a.html".to_owned(), "b/index.html".to_owned()];
//! let plan = Plan { paths: &paths, n_errors: &|| 0, progress: &|_done| {} };
//! let outcome = write(&output, &plan, |index| Some(Artefact::Bytes(vec![b'x'; index])))?;
//! assert_eq!((outcome.written, outcome.unchanged, outcome.removed), (2, 0, 0));
//! # anyhow::Ok(())
//! ```

mod ground;
mod intent;
mod lock;
mod manifest;
mod output;
mod owned;
mod place;
mod refusal;
#[cfg(test)]
mod tests;
mod writer;

pub use output::{Foreign, Obstacle, Outcome, Output, Plan};
pub use refusal::{Reason, Refusal, check_output};
pub use writer::write;
