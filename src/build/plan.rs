//! What a build is asked for, and what it did.

use std::path::PathBuf;

/// Where a build writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputOptions {
    /// Made if it is not there, with its parents. Check it first with [`super::check_output_dir`].
    pub folder: PathBuf,
}

/// What a build makes.
#[derive(Clone, Copy)]
pub struct BuildPlan<'a> {
    /// Relative to the output folder, with `/`; sorted, each once. The index goes to the renderer.
    pub paths: &'a [String],
    /// How many errors the build has had; asked once, after the last artefact was rendered. With
    /// any, nothing stale is removed.
    pub n_errors: &'a (dyn Fn() -> usize + Sync),
    /// Told, from any thread, how many artefacts are done.
    pub progress: &'a (dyn Fn(usize) + Sync),
}

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildOutcome {
    /// Artefacts that were new or had other bytes. The manifest is not counted.
    pub written: usize,
    /// Artefacts whose file had their bytes already, and was left alone.
    pub unchanged: usize,
    /// Files of an earlier build that are no longer made.
    pub removed: usize,
    /// What stood in the way and was not touched, by path, each once. Any is an error of the run.
    pub foreign: Vec<Conflict>,
}

/// Something that stands where an artefact should go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// What stands in the way: the artefact's own path or that of a folder above it; relative to
    /// the output folder, with `/`.
    pub path: String,
    /// What it is.
    pub obstacle: ConflictKind,
}

/// What stands in the way of an artefact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// A file that pakt did not write, with other bytes.
    File,
    /// A folder that holds what pakt did not write.
    Folder,
    /// A symbolic link: never written through, never replaced.
    Link,
    /// No plain file or folder: a pipe, a socket, a device.
    Special,
    /// Another artefact of the same build: the path is both a file and a folder.
    Artefact,
    /// The name is one of pakt's own in the output folder, such as `pakt-manifest.json`.
    Reserved,
}
