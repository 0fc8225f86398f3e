//! What in the output folder is pakt's own.

use super::build_lock::LOCK_FILE;
use super::journal::{INTENT_FILE, read_journal};
use super::manifest::{MANIFEST_FILE, ManifestEntry, read_manifest};
use super::output_dir::{OutputDir, ParentPath, PathState, TEMP_FILE_PREFIX, parent_dirs};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

/// The files of earlier builds.
#[derive(Debug)]
pub(super) struct OwnedFiles {
    /// By the manifest of the last build that came to its end.
    listed: BTreeMap<String, ManifestEntry>,
    /// By the note of a build that did not.
    noted: BTreeSet<String>,
}

/// Whether a path is kept for pakt's own lists and temporary files, in any case of letters.
pub(super) fn is_reserved_path(path: &str) -> bool {
    let own = [MANIFEST_FILE, INTENT_FILE, LOCK_FILE];
    let first = path.split('/').next().unwrap_or_default();
    own.iter().any(|name| first.eq_ignore_ascii_case(name))
        || path.split('/').any(|name| {
            name.get(..TEMP_FILE_PREFIX.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(TEMP_FILE_PREFIX))
        })
}

impl OwnedFiles {
    /// Reads both lists, and clears what a killed build left half written.
    pub(super) fn read(ground: &OutputDir) -> Result<Self> {
        let mut listed = read_manifest(ground)?;
        let mut noted = read_journal(ground)?;
        listed.retain(|path, _| !is_reserved_path(path));
        noted.retain(|path| !is_reserved_path(path));
        ground.remove_temp_files(ground.root_path())?;
        let folders: BTreeSet<&str> =
            noted.iter().filter_map(|path| parent_dirs(path).next()).collect();
        for folder in folders {
            if ground.parent_path(folder)? == ParentPath::Exists
                && ground.path_state(folder)? == PathState::Dir
            {
                ground.remove_temp_files(&ground.checked_path(folder)?)?;
            }
        }
        Ok(Self { listed, noted })
    }

    /// Whether an earlier build wrote a file at this path, or may have.
    pub(super) fn is_owned(&self, path: &str) -> bool {
        self.listed.contains_key(path) || self.noted.contains(path)
    }

    /// All paths, in order.
    pub(super) fn owned_paths(&self) -> BTreeSet<&str> {
        self.listed.keys().chain(&self.noted).map(String::as_str).collect()
    }

    /// What a build that did not come to its end has noted.
    pub(super) fn journaled_paths(&self) -> impl Iterator<Item = &str> {
        self.noted.iter().map(String::as_str)
    }

    /// Whether the file that stands at this path may be removed: noted, or the very bytes that the
    /// manifest lists. Anything else there was put by somebody, or the manifest is not ours.
    pub(super) fn may_remove(&self, ground: &OutputDir, path: &str) -> Result<bool> {
        let PathState::File { size_bytes } = ground.path_state(path)? else { return Ok(false) };
        if self.noted.contains(path) {
            return Ok(true);
        }
        let Some(record) = self.listed.get(path) else { return Ok(false) };
        Ok(record.size_bytes == size_bytes
            && ground.file_digest(&ground.checked_path(path)?)?.0 == record.digest)
    }

    /// What the next manifest says about a file that this build leaves as it is.
    pub(super) fn carried_over_entry(
        &self,
        ground: &OutputDir,
        path: &str,
    ) -> Result<Option<ManifestEntry>> {
        if !self.is_owned(path)
            || ground.parent_path(path)? != ParentPath::Exists
            || !matches!(ground.path_state(path)?, PathState::File { .. })
        {
            return Ok(None);
        }
        match self.listed.get(path) {
            Some(record) if !self.noted.contains(path) => Ok(Some(*record)),
            _ => {
                let (digest, size_bytes) = ground.file_digest(&ground.checked_path(path)?)?;
                Ok(Some(ManifestEntry { digest, size_bytes }))
            }
        }
    }
}
