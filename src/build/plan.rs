//! The input and the outcome of a build.

use crate::render::Artifact;
use crate::render::offline::BuiltFile;
use std::error::Error;
use std::fmt;

/// What a build writes.
#[derive(Clone, Copy)]
pub struct BuildPlan<'a> {
    /// The paths of all artifacts, relative to the output folder, with `/`; unique. The renderer
    /// gets an index into this list.
    pub paths: &'a [String],
    /// The name of the edition, for the manifest.
    pub edition: Option<&'a str>,
    /// The artifact that lists the others, if there is one. It is made last.
    pub file_list: Option<FileListPlan<'a>>,
    /// Returns the number of errors of the run. Called once, after all artifacts are rendered; if
    /// there are any, no stale file is removed.
    pub count_errors: &'a (dyn Fn() -> usize + Sync),
    /// Called with the number of finished artifacts, from any thread.
    pub on_progress: &'a (dyn Fn(usize) + Sync),
    /// Returns whether the build should stop. Asked before each artifact is rendered.
    pub is_interrupted: &'a (dyn Fn() -> bool + Sync),
    /// Called once, after everything is rendered and before the first file is put in place. If it
    /// returns false, the build stops and changes nothing.
    pub may_replace_files: &'a (dyn Fn() -> bool + Sync),
}

/// An artifact that lists the others, of which it needs the digests.
#[derive(Clone, Copy)]
pub struct FileListPlan<'a> {
    /// Its index in the paths of the plan.
    pub index: usize,
    /// Makes it of the files that the output folder will have, in the order of the plan. An
    /// artifact that could not be rendered is listed as the file of the last build, which stays.
    pub make: &'a (dyn Fn(&[BuiltFile<'_>]) -> Artifact + Sync),
}

impl<'a> BuildPlan<'a> {
    /// Returns the plan of a build without errors that nobody interrupts.
    pub fn new(paths: &'a [String]) -> Self {
        Self {
            paths,
            edition: None,
            file_list: None,
            count_errors: &|| 0,
            on_progress: &|_n_done| (),
            is_interrupted: &|| false,
            may_replace_files: &|| true,
        }
    }
}

/// Why a build was not completed, and what it left in the output folder.
#[derive(Debug)]
pub enum BuildFailure {
    /// It was interrupted. The folder is as it was before.
    Interrupted,
    /// A system error. The folder is as it was before.
    Unchanged(anyhow::Error),
    /// A system error while files were put in place: some are new and others old, each complete.
    /// The next build repairs this.
    Mixed(anyhow::Error),
}

impl fmt::Display for BuildFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interrupted => formatter.write_str("interrupted"),
            Self::Unchanged(error) | Self::Mixed(error) => write!(formatter, "{error:#}"),
        }
    }
}

impl Error for BuildFailure {}

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildOutcome {
    /// Number of artifacts that were new or had changed. The manifest is not counted.
    pub written: usize,
    /// Number of artifacts whose file already had the right bytes and was left alone.
    pub unchanged: usize,
    /// Number of files of an earlier build that are no longer produced and were removed.
    pub removed: usize,
    /// Number of files that were in the folder before its first build; hidden ones are not counted.
    pub foreign: usize,
    /// The files that were not overwritten, sorted and unique. Each is an error of the run.
    pub conflicts: Vec<Conflict>,
}

/// An existing file or folder that a build must not overwrite.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The path of the artifact or of a folder above it; relative to the output folder, with `/`.
    pub path: String,
    /// What is at that path.
    pub kind: ConflictKind,
}

/// What prevents an artifact from being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// A file that pakt did not write, with other bytes.
    File,
    /// A file that pakt wrote and that somebody has changed since.
    Changed,
    /// A folder with files that pakt did not write.
    Folder,
    /// A symbolic link. Links are never followed and never replaced.
    Link,
    /// Neither a regular file nor a folder: a pipe, a socket or a device.
    Special,
    /// Another artifact of the same build: the path is both a file and a folder.
    Artifact,
    /// The name is reserved for pakt's own files, such as `pakt-manifest.json`.
    Reserved,
}
