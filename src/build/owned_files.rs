//! Tracks which files in the output folder were written by pakt.

use super::build_lock::LOCK_FILE;
use super::journal::{JOURNAL_FILE, JournalContent, read_journal};
use super::manifest::{MANIFEST_FILE, ManifestEntry, read_manifest};
use super::output_dir::{OutputDir, ParentPath, PathState, TEMP_FILE_PREFIX, parent_dirs};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

/// The files of earlier builds.
#[derive(Debug)]
pub(super) struct OwnedFiles {
    /// The entries in the manifest of the last build that finished.
    listed: BTreeMap<String, ManifestEntry>,
    /// The paths in the journal of a build that did not finish.
    journaled: BTreeSet<String>,
    /// What that build wrote, or was about to write.
    unfinished: BTreeMap<String, ManifestEntry>,
}

/// Returns whether a path is that of a file which a finished build leaves for the next one.
pub(super) fn is_own_file(path: &str) -> bool {
    [MANIFEST_FILE, LOCK_FILE].contains(&path)
}

/// Returns whether a path is reserved for pakt's own lists and temporary files, in upper or lower
/// case.
pub(super) fn is_reserved_path(path: &str) -> bool {
    let reserved_names = [MANIFEST_FILE, JOURNAL_FILE, LOCK_FILE];
    let top_name = path.split('/').next().unwrap_or_default();
    reserved_names.iter().any(|name| top_name.eq_ignore_ascii_case(name))
        || path.split('/').any(|name| {
            name.get(..TEMP_FILE_PREFIX.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(TEMP_FILE_PREFIX))
        })
}

impl OwnedFiles {
    /// Reads the manifest and the journal, and removes the temporary files of a killed build.
    pub(super) fn read(output_dir: &OutputDir) -> Result<Self> {
        let mut listed = read_manifest(output_dir)?;
        let JournalContent { paths: mut journaled, written: mut unfinished } =
            read_journal(output_dir)?;
        listed.retain(|path, _| !is_reserved_path(path));
        journaled.retain(|path| !is_reserved_path(path));
        unfinished.retain(|path, _| !is_reserved_path(path));
        output_dir.remove_temp_files(output_dir.root_path())?;
        let folders: BTreeSet<&str> = journaled.iter().flat_map(|path| parent_dirs(path)).collect();
        for folder in folders {
            if output_dir.parent_path(folder)? == ParentPath::Exists
                && output_dir.path_state(folder)? == PathState::Dir
            {
                output_dir.remove_temp_files(&output_dir.checked_path(folder)?)?;
            }
        }
        Ok(Self { listed, journaled, unfinished })
    }

    /// Returns whether an earlier build wrote a file at this path, or may have.
    pub(super) fn is_owned(&self, path: &str) -> bool {
        self.listed.contains_key(path) || self.journaled.contains(path)
    }

    /// Returns whether no build has written to the folder.
    pub(super) fn is_empty(&self) -> bool {
        self.listed.is_empty() && self.journaled.is_empty()
    }

    /// Returns all paths, sorted.
    pub(super) fn owned_paths(&self) -> BTreeSet<&str> {
        self.listed.keys().chain(&self.journaled).map(String::as_str).collect()
    }

    /// Returns the paths in the journal of a build that did not finish.
    pub(super) fn journaled_paths(&self) -> impl Iterator<Item = &str> {
        self.journaled.iter().map(String::as_str)
    }

    /// Returns what a build that did not finish wrote.
    pub(super) fn unfinished(&self) -> &BTreeMap<String, ManifestEntry> {
        &self.unfinished
    }

    /// Returns whether the file at this path has exactly the bytes that an earlier build wrote. Any
    /// other file was written by somebody else, or the lists are not ours.
    pub(super) fn is_as_written(&self, output_dir: &OutputDir, path: &str) -> Result<bool> {
        let PathState::File { size_bytes, .. } = output_dir.path_state(path)? else {
            return Ok(false);
        };
        let written = [self.listed.get(path), self.unfinished.get(path)];
        if written.into_iter().flatten().all(|entry| entry.size_bytes != size_bytes) {
            return Ok(false);
        }
        let (digest, _) = output_dir.file_digest(&output_dir.checked_path(path)?)?;
        Ok(written.into_iter().flatten().any(|entry| entry.digest == digest))
    }

    /// Returns the entry in the next manifest for a file that this build leaves as it is.
    pub(super) fn carried_over_entry(
        &self,
        output_dir: &OutputDir,
        path: &str,
    ) -> Result<Option<ManifestEntry>> {
        if !self.is_owned(path)
            || output_dir.parent_path(path)? != ParentPath::Exists
            || !matches!(output_dir.path_state(path)?, PathState::File { .. })
        {
            return Ok(None);
        }
        // What the unfinished build wrote is newer than what the manifest lists.
        let unfinished = self.unfinished.get(path).filter(|_| self.journaled.contains(path));
        let (digest, size_bytes) = output_dir.file_digest(&output_dir.checked_path(path)?)?;
        let current = ManifestEntry { digest, size_bytes };
        Ok(unfinished.filter(|it| **it == current).or(self.listed.get(path)).copied())
    }
}
