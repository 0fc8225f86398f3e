//! One artefact → its place in the output folder.

use super::manifest::ManifestEntry;
use super::output_dir::{OutputDir, PathState, parent_dirs, write_all_bytes};
use super::owned_files::OwnedFiles;
use super::plan::{Conflict, ConflictKind};
use crate::files::{ContentFile, Sha256Digest};
use crate::render::Artifact;
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

/// What became of an artefact.
#[derive(Debug)]
pub(super) enum PlaceOutcome {
    Written(ManifestEntry),
    Unchanged(ManifestEntry),
    /// It could not be rendered; its last file stays.
    Kept,
    /// A folder stands there, and may be gone when stale files are.
    Deferred(Artifact),
    Blocked(Conflict),
}

/// What the folder of an artefact stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ParentState {
    Folder,
    Missing,
    /// A file of an earlier build stands where a folder should be; the path of that file.
    OwnFile(String),
    Blocked(Conflict),
}

/// The folders that artefacts go to, as they were before the first was written.
#[derive(Debug)]
pub(super) struct Placement<'a> {
    pub(super) output_dir: &'a OutputDir,
    pub(super) owned: &'a OwnedFiles,
    footings: BTreeMap<&'a str, ParentState>,
}

impl<'a> Placement<'a> {
    /// Looks at all folders above the paths.
    pub(super) fn survey_parents(
        output_dir: &'a OutputDir,
        owned: &'a OwnedFiles,
        paths: &BTreeSet<&'a str>,
    ) -> Result<Self> {
        let folders: BTreeSet<&str> = paths.iter().flat_map(|path| parent_dirs(path)).collect();
        let folders: Vec<&str> = folders.into_iter().collect();
        let stands: Result<Vec<PathState>> =
            folders.par_iter().map(|folder| output_dir.path_state(folder)).collect();
        let mut footings = BTreeMap::new();
        // A folder comes after those above it.
        for (folder, stands) in folders.into_iter().zip(stands?) {
            let above = parent_dirs(folder).next().and_then(|above| footings.get(above));
            let footing = match above {
                Some(ParentState::Folder) | None => {
                    parent_state(output_dir, owned, folder, stands)?
                }
                Some(above) => above.clone(),
            };
            footings.insert(folder, footing);
        }
        Ok(Self { output_dir, owned, footings })
    }

    /// Whether a file of an earlier build must go, so that its path can be a folder.
    pub(super) fn is_replaced(&self, path: &str) -> bool {
        matches!(self.footings.get(path), Some(ParentState::OwnFile(file)) if file == path)
    }

    /// Whether a file that is not ours stands at a path; what stands above it does not count.
    pub(super) fn has_conflict(&self, path: &str) -> Result<bool> {
        if self.owned.is_owned(path) {
            return Ok(false);
        }
        match self.parent_state(path) {
            ParentState::Folder => Ok(!matches!(
                self.output_dir.path_state(path)?,
                PathState::Missing | PathState::Dir
            )),
            ParentState::Missing | ParentState::OwnFile(_) => Ok(false),
            ParentState::Blocked(_) => Ok(true),
        }
    }

    /// Writes an artefact, unless its file has its bytes already or something is in the way.
    pub(super) fn place_artifact(&self, path: &str, artefact: Artifact) -> Result<PlaceOutcome> {
        let at = self.output_dir.checked_path(path)?;
        let footing = self.parent_state(path);
        let stands = match footing {
            ParentState::Blocked(foreign) => return Ok(PlaceOutcome::Blocked(foreign.clone())),
            ParentState::Folder => self.output_dir.path_state_at(&at)?,
            // Another artefact may have made the folder, but nothing at this path.
            ParentState::Missing | ParentState::OwnFile(_) => PathState::Missing,
        };
        let record = manifest_entry(&artefact)?;
        let blocked =
            |obstacle| PlaceOutcome::Blocked(Conflict { path: path.to_owned(), obstacle });
        match stands {
            PathState::Dir => return Ok(PlaceOutcome::Deferred(artefact)),
            PathState::Symlink => return Ok(blocked(ConflictKind::Link)),
            PathState::Special => return Ok(blocked(ConflictKind::Special)),
            PathState::File { size_bytes } => {
                if size_bytes == record.size_bytes && self.is_unchanged(&at, &artefact, record)? {
                    return Ok(PlaceOutcome::Unchanged(record));
                }
                if !self.owned.is_owned(path) {
                    return Ok(blocked(ConflictKind::File));
                }
            }
            PathState::Missing => self.create_parent_dirs(&at, footing)?,
        }
        self.output_dir.write_atomically(&at, |file| match &artefact {
            Artifact::Bytes(bytes) => write_all_bytes(file, bytes),
            Artifact::File(asset) => copy_asset(asset, file, record),
        })?;
        Ok(PlaceOutcome::Written(record))
    }

    fn parent_state(&self, path: &str) -> &ParentState {
        let folder = parent_dirs(path).next();
        folder.and_then(|folder| self.footings.get(folder)).unwrap_or(&ParentState::Folder)
    }

    fn is_unchanged(
        &self,
        path: &Path,
        artefact: &Artifact,
        record: ManifestEntry,
    ) -> Result<bool> {
        match artefact {
            Artifact::Bytes(bytes) => self.output_dir.has_content(path, bytes),
            Artifact::File(_) => Ok(self.output_dir.file_digest(path)?.0 == record.digest),
        }
    }

    fn create_parent_dirs(&self, path: &Path, footing: &ParentState) -> Result<()> {
        if let ParentState::OwnFile(file) = footing
            && let PathState::File { .. } = self.output_dir.path_state(file)?
            && let Err(error) = self.output_dir.remove_file(&self.output_dir.checked_path(file)?)
            // Another artefact of the same folder may have been faster.
            && self.output_dir.path_state(file)? != PathState::Dir
        {
            return Err(error);
        }
        self.output_dir.create_parent_dirs(path)
    }
}

fn parent_state(
    ground: &OutputDir,
    owned: &OwnedFiles,
    folder: &str,
    stands: PathState,
) -> Result<ParentState> {
    Ok(match stands.conflict_kind() {
        None => ParentState::Missing,
        Some(ConflictKind::Folder) => ParentState::Folder,
        Some(ConflictKind::File) if owned.may_remove(ground, folder)? => {
            ParentState::OwnFile(folder.to_owned())
        }
        Some(obstacle) => ParentState::Blocked(Conflict { path: folder.to_owned(), obstacle }),
    })
}

fn manifest_entry(artefact: &Artifact) -> Result<ManifestEntry> {
    match artefact {
        Artifact::Bytes(bytes) => Ok(ManifestEntry {
            digest: Sha256Digest::of_bytes(bytes),
            size_bytes: bytes.len() as u64,
        }),
        Artifact::File(file) => match file.asset {
            Some(asset) => Ok(ManifestEntry { digest: asset.digest, size_bytes: asset.size_bytes }),
            None => bail!("{} is no asset and cannot be copied", file.on_disk.display()),
        },
    }
}

/// Copies an asset. Only the bytes that were read are published: if the file changed meanwhile, or
/// became a link to somewhere else, pages that speak of it would not fit.
fn copy_asset(asset: &ContentFile, into: &mut fs::File, record: ManifestEntry) -> Result<()> {
    let path = &asset.on_disk;
    let act = || format!("cannot copy {}", path.display());
    if !fs::metadata(path).with_context(act)?.is_file() {
        bail!("{} changed while the site was built", path.display());
    }
    let mut source = fs::File::open(path).with_context(act)?;
    let (digest, _) =
        Sha256Digest::of_stream(&mut source, |piece| into.write_all(piece)).with_context(act)?;
    if digest != record.digest {
        bail!("{} changed while the site was built", path.display());
    }
    Ok(())
}
