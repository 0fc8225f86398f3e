//! Compares a published copy of a site with its manifest.

use super::manifest::{ManifestEntry, ManifestProblem, parse_manifest};
use super::owned_files::is_own_file;
use super::published_copy::{CopiedFile, CopyError, PublishedCopy};
use std::path::Path;

/// How a published copy differs from its manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// The name of the edition.
    pub edition: Option<String>,
    /// Number of files in the manifest.
    pub n_files: usize,
    /// The files with other bytes, sorted.
    pub changed: Vec<String>,
    /// The files that are not in the copy, sorted.
    pub missing: Vec<String>,
    /// The files that are not in the manifest, sorted.
    pub foreign: Vec<String>,
}

/// Why a copy could not be compared.
#[derive(Debug)]
pub enum VerifyFailure {
    /// Nothing is at the path.
    NotFound,
    /// A zip file that cannot be read, or a file of another kind. What is wrong, as the reader of
    /// zip files says it.
    NotArchive(String),
    /// It has no manifest.
    NoManifest,
    /// Its manifest is not as pakt writes it.
    BadManifest(ManifestProblem),
    /// A file or folder cannot be read.
    System(anyhow::Error),
}

/// Compares a folder or a zip file with the manifest in it. A zip file may have one folder at its
/// top. Symbolic links to files are read; those to folders are foreign files.
///
/// # Errors
/// There is nothing to compare, or it cannot be read.
pub fn verify(path: &Path) -> Result<Verification, VerifyFailure> {
    let mut copy = PublishedCopy::open(path)?;
    let bytes = copy.read_manifest()?.ok_or(VerifyFailure::NoManifest)?;
    let manifest = parse_manifest(&bytes).map_err(VerifyFailure::BadManifest)?;
    let mut verification = Verification {
        edition: manifest.edition,
        n_files: manifest.files.len(),
        ..Verification::default()
    };
    for (path, manifest_entry) in &manifest.files {
        let ManifestEntry { digest, size_bytes } = manifest_entry;
        match copy.content(path, *size_bytes)? {
            CopiedFile::Missing => verification.missing.push(path.clone()),
            CopiedFile::Digest(found) if found == *digest => {}
            CopiedFile::Digest(_) | CopiedFile::OtherSize | CopiedFile::Unreadable => {
                verification.changed.push(path.clone());
            }
        }
    }
    let is_foreign = |path: &String| !manifest.files.contains_key(path) && !is_own_file(path);
    verification.foreign = copy.file_paths()?.into_iter().filter(is_foreign).collect();
    verification.foreign.sort();
    Ok(verification)
}

impl From<CopyError> for VerifyFailure {
    fn from(error: CopyError) -> Self {
        match error {
            CopyError::NotFound => Self::NotFound,
            CopyError::NotArchive(problem) => Self::NotArchive(problem),
            CopyError::System(error) => Self::System(error),
        }
    }
}
