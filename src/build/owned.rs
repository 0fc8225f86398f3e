//! What in the output folder is pakt's own.

use super::ground::{Ground, Stands, TEMPORARY_PREFIX, Way, folders_above};
use super::intent::{INTENT_FILE, read_intent};
use super::lock::LOCK_FILE;
use super::manifest::{MANIFEST_FILE, Record, read_manifest};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

/// The files of earlier builds.
#[derive(Debug)]
pub(super) struct Owned {
    /// By the manifest of the last build that came to its end.
    listed: BTreeMap<String, Record>,
    /// By the note of a build that did not.
    noted: BTreeSet<String>,
}

/// Whether a path is kept for pakt's own lists and temporary files, in any case of letters.
pub(super) fn is_reserved(path: &str) -> bool {
    let own = [MANIFEST_FILE, INTENT_FILE, LOCK_FILE];
    let first = path.split('/').next().unwrap_or_default();
    own.iter().any(|name| first.eq_ignore_ascii_case(name))
        || path.split('/').any(|name| {
            name.get(..TEMPORARY_PREFIX.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(TEMPORARY_PREFIX))
        })
}

impl Owned {
    /// Reads both lists, and clears what a killed build left half written.
    pub(super) fn read(ground: &Ground) -> Result<Self> {
        let mut listed = read_manifest(ground)?;
        let mut noted = read_intent(ground)?;
        listed.retain(|path, _| !is_reserved(path));
        noted.retain(|path| !is_reserved(path));
        ground.remove_temporaries(ground.root())?;
        let folders: BTreeSet<&str> =
            noted.iter().filter_map(|path| folders_above(path).next()).collect();
        for folder in folders {
            if ground.way_to(folder)? == Way::Open && ground.stands(folder)? == Stands::Folder {
                ground.remove_temporaries(&ground.at(folder)?)?;
            }
        }
        Ok(Self { listed, noted })
    }

    /// Whether an earlier build wrote a file at this path, or may have.
    pub(super) fn has(&self, path: &str) -> bool {
        self.listed.contains_key(path) || self.noted.contains(path)
    }

    /// All paths, in order.
    pub(super) fn paths(&self) -> BTreeSet<&str> {
        self.listed.keys().chain(&self.noted).map(String::as_str).collect()
    }

    /// What a build that did not come to its end has noted.
    pub(super) fn noted(&self) -> impl Iterator<Item = &str> {
        self.noted.iter().map(String::as_str)
    }

    /// Whether the file that stands at this path may be removed: noted, or the very bytes that the
    /// manifest lists. Anything else there was put by somebody, or the manifest is not ours.
    pub(super) fn may_remove(&self, ground: &Ground, path: &str) -> Result<bool> {
        let Stands::File { size_bytes } = ground.stands(path)? else { return Ok(false) };
        if self.noted.contains(path) {
            return Ok(true);
        }
        let Some(record) = self.listed.get(path) else { return Ok(false) };
        Ok(record.size_bytes == size_bytes && ground.digest(&ground.at(path)?)?.0 == record.digest)
    }

    /// What the next manifest says about a file that this build leaves as it is.
    pub(super) fn carried(&self, ground: &Ground, path: &str) -> Result<Option<Record>> {
        if !self.has(path)
            || ground.way_to(path)? != Way::Open
            || !matches!(ground.stands(path)?, Stands::File { .. })
        {
            return Ok(None);
        }
        match self.listed.get(path) {
            Some(record) if !self.noted.contains(path) => Ok(Some(*record)),
            _ => {
                let (digest, size_bytes) = ground.digest(&ground.at(path)?)?;
                Ok(Some(Record { digest, size_bytes }))
            }
        }
    }
}
