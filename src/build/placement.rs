//! Writes one artifact to its path in the output folder, if nothing is in the way.

use super::journal::Journal;
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

/// What happened to an artifact.
#[derive(Debug)]
pub(super) enum PlaceOutcome {
    Written(ManifestEntry),
    Unchanged(ManifestEntry),
    /// It could not be rendered; the file of the last build stays.
    NotRendered,
    /// A folder is at its path, which may be empty once stale files are removed.
    Deferred(Artifact),
    Blocked(Conflict),
}

/// The state of the folder of an artifact before the build.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ParentState {
    Folder,
    Missing,
    /// A file of an earlier build is where a folder is needed; the path of that file.
    OwnFile(String),
    Blocked(Conflict),
}

/// The folders of all artifacts, as they were before the first was written.
#[derive(Debug)]
pub(super) struct Placement<'a> {
    pub(super) output_dir: &'a OutputDir,
    pub(super) owned_files: &'a OwnedFiles,
    parent_states: BTreeMap<&'a str, ParentState>,
}

impl<'a> Placement<'a> {
    /// Looks at all folders above the paths.
    pub(super) fn survey_parents(
        output_dir: &'a OutputDir,
        owned_files: &'a OwnedFiles,
        paths: &BTreeSet<&'a str>,
    ) -> Result<Self> {
        let folders: BTreeSet<&str> = paths.iter().flat_map(|path| parent_dirs(path)).collect();
        let folders: Vec<&str> = folders.into_iter().collect();
        let path_states: Result<Vec<PathState>> =
            folders.par_iter().map(|folder| output_dir.path_state(folder)).collect();
        let mut parent_states = BTreeMap::new();
        // The folders are sorted, so each comes after the folders above it.
        for (folder, path_state) in folders.into_iter().zip(path_states?) {
            let state_above = parent_dirs(folder).next().and_then(|above| parent_states.get(above));
            let state = match state_above {
                Some(ParentState::Folder) | None => {
                    folder_state(output_dir, owned_files, folder, path_state)?
                }
                Some(state_above) => state_above.clone(),
            };
            parent_states.insert(folder, state);
        }
        Ok(Self { output_dir, owned_files, parent_states })
    }

    /// Returns whether a file of an earlier build must be removed so that its path can become a
    /// folder.
    pub(super) fn is_replaced(&self, path: &str) -> bool {
        matches!(self.parent_states.get(path), Some(ParentState::OwnFile(file)) if file == path)
    }

    /// Returns whether a file that is not ours is at the path, or prevents its folder from being
    /// made.
    pub(super) fn has_conflict(&self, path: &str) -> Result<bool> {
        if self.owned_files.is_owned(path) {
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

    /// Writes an artifact, unless its file already has the same bytes or there is a conflict.
    pub(super) fn place_artifact(
        &self,
        journal: &Journal,
        path: &str,
        artifact: Artifact,
    ) -> Result<PlaceOutcome> {
        let disk_path = self.output_dir.checked_path(path)?;
        let parent_state = self.parent_state(path);
        let path_state = match parent_state {
            ParentState::Blocked(conflict) => return Ok(PlaceOutcome::Blocked(conflict.clone())),
            ParentState::Folder => self.output_dir.path_state_at(&disk_path)?,
            // Another artifact may have made the folder, but nothing at this path.
            ParentState::Missing | ParentState::OwnFile(_) => PathState::Missing,
        };
        let manifest_entry = manifest_entry_for(&artifact)?;
        let blocked = |kind| PlaceOutcome::Blocked(Conflict { path: path.to_owned(), kind });
        match path_state {
            PathState::Dir => return Ok(PlaceOutcome::Deferred(artifact)),
            PathState::Symlink => return Ok(blocked(ConflictKind::Link)),
            PathState::Special => return Ok(blocked(ConflictKind::Special)),
            PathState::File { size_bytes } => {
                if size_bytes == manifest_entry.size_bytes
                    && self.is_unchanged(&disk_path, &artifact, manifest_entry)?
                {
                    return Ok(PlaceOutcome::Unchanged(manifest_entry));
                }
                if !self.owned_files.is_as_written(self.output_dir, path)? {
                    let is_changed = self.owned_files.is_owned(path);
                    let kind = if is_changed { ConflictKind::Changed } else { ConflictKind::File };
                    return Ok(blocked(kind));
                }
            }
            PathState::Missing => self.create_parent_dirs(&disk_path, parent_state)?,
        }
        self.output_dir.write_atomically(&disk_path, |file| {
            match &artifact {
                Artifact::Bytes(bytes) => write_all_bytes(file, bytes)?,
                Artifact::File(asset) => copy_asset(asset, file, manifest_entry)?,
            }
            journal.add(path, manifest_entry)
        })?;
        Ok(PlaceOutcome::Written(manifest_entry))
    }

    fn parent_state(&self, path: &str) -> &ParentState {
        let folder = parent_dirs(path).next();
        folder.and_then(|folder| self.parent_states.get(folder)).unwrap_or(&ParentState::Folder)
    }

    fn is_unchanged(
        &self,
        disk_path: &Path,
        artifact: &Artifact,
        manifest_entry: ManifestEntry,
    ) -> Result<bool> {
        match artifact {
            Artifact::Bytes(bytes) => self.output_dir.has_content(disk_path, bytes),
            Artifact::File(_) => {
                Ok(self.output_dir.file_digest(disk_path)?.0 == manifest_entry.digest)
            }
        }
    }

    fn create_parent_dirs(&self, disk_path: &Path, parent_state: &ParentState) -> Result<()> {
        if let ParentState::OwnFile(file) = parent_state
            && let PathState::File { .. } = self.output_dir.path_state(file)?
            && let Err(error) = self.output_dir.remove_file(&self.output_dir.checked_path(file)?)
            // Another artifact of the same folder may have been faster.
            && self.output_dir.path_state(file)? != PathState::Dir
        {
            return Err(error);
        }
        self.output_dir.create_parent_dirs(disk_path)
    }
}

fn folder_state(
    output_dir: &OutputDir,
    owned_files: &OwnedFiles,
    folder: &str,
    path_state: PathState,
) -> Result<ParentState> {
    Ok(match path_state.conflict_kind() {
        None => ParentState::Missing,
        Some(ConflictKind::Folder) => ParentState::Folder,
        Some(ConflictKind::File) if owned_files.is_as_written(output_dir, folder)? => {
            ParentState::OwnFile(folder.to_owned())
        }
        Some(kind) => ParentState::Blocked(Conflict { path: folder.to_owned(), kind }),
    })
}

fn manifest_entry_for(artifact: &Artifact) -> Result<ManifestEntry> {
    match artifact {
        Artifact::Bytes(bytes) => Ok(ManifestEntry {
            digest: Sha256Digest::of_bytes(bytes),
            size_bytes: bytes.len() as u64,
        }),
        Artifact::File(file) => match file.asset {
            Some(asset) => Ok(ManifestEntry { digest: asset.digest, size_bytes: asset.size_bytes }),
            None => bail!("{} is not an asset and cannot be copied", file.on_disk.display()),
        },
    }
}

/// Copies an asset, if it still has the bytes that were read.
///
/// Pages contain the size and the digest of an asset, so a file that changed meanwhile, or became
/// a link to another file, would not match them.
fn copy_asset(
    asset: &ContentFile,
    output_file: &mut fs::File,
    manifest_entry: ManifestEntry,
) -> Result<()> {
    let path = &asset.on_disk;
    let action = || format!("cannot copy {}", path.display());
    if !fs::metadata(path).with_context(action)?.is_file() {
        bail!("{} changed while the site was built", path.display());
    }
    let mut source = fs::File::open(path).with_context(action)?;
    let (digest, _) = Sha256Digest::of_stream(&mut source, |chunk| output_file.write_all(chunk))
        .with_context(action)?;
    if digest != manifest_entry.digest {
        bail!("{} changed while the site was built", path.display());
    }
    Ok(())
}
