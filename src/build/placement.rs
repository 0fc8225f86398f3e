//! Writes one artifact to a temporary file, and later puts it in place, if nothing is in the way.

use super::manifest::ManifestEntry;
use super::output_dir::{OutputDir, PathState, parent_dirs};
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
use tempfile::TempPath;

/// What happened to an artifact before any file was replaced.
#[derive(Debug)]
pub(super) enum StageOutcome {
    Staged(StagedFile),
    Unchanged(ManifestEntry),
    /// It could not be rendered; the file of the last build stays.
    NotRendered,
    Blocked(Conflict),
}

/// A new or changed artifact in a temporary file, which is removed if it is not put in place.
#[derive(Debug)]
pub(super) struct StagedFile {
    pub(super) manifest_entry: ManifestEntry,
    temp_path: TempPath,
    /// What is at its path.
    path_state: PathState,
}

impl StagedFile {
    /// Returns whether nothing is at its path.
    pub(super) fn is_new(&self) -> bool {
        self.path_state == PathState::Missing
    }

    /// Returns whether a folder is at its path, which may be gone once stale files are removed.
    pub(super) fn replaces_folder(&self) -> bool {
        self.path_state == PathState::Dir
    }
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

    /// Writes an artifact to a temporary file, unless its file already has the same bytes or there
    /// is a conflict. Creates the folders that are missing.
    pub(super) fn stage_artifact(&self, path: &str, artifact: &Artifact) -> Result<StageOutcome> {
        let disk_path = self.output_dir.checked_path(path)?;
        let parent_state = self.parent_state(path);
        let own_file_path;
        let temp_folder = match parent_state {
            ParentState::Blocked(conflict) => return Ok(StageOutcome::Blocked(conflict.clone())),
            ParentState::Folder => disk_path.parent(),
            ParentState::Missing => {
                self.output_dir.create_parent_dirs(&disk_path)?;
                disk_path.parent()
            }
            // The folder can be created only when files are put in place.
            ParentState::OwnFile(file) => {
                own_file_path = self.output_dir.checked_path(file)?;
                own_file_path.parent()
            }
        };
        let temp_folder = temp_folder.unwrap_or(self.output_dir.root_path());
        // Also an error if the file system does not accept the name.
        let path_state = self.output_dir.path_state_at(&disk_path)?;
        let manifest_entry = manifest_entry_for(artifact)?;
        let blocked = |kind| StageOutcome::Blocked(Conflict { path: path.to_owned(), kind });
        match path_state {
            PathState::Symlink => return Ok(blocked(ConflictKind::Link)),
            PathState::Special => return Ok(blocked(ConflictKind::Special)),
            PathState::File { size_bytes, .. } => {
                if size_bytes == manifest_entry.size_bytes
                    && self.is_unchanged(&disk_path, artifact, manifest_entry)?
                {
                    return Ok(StageOutcome::Unchanged(manifest_entry));
                }
                if !self.owned_files.is_as_written(self.output_dir, path)? {
                    return Ok(blocked(self.conflict_with_file(path)));
                }
            }
            PathState::Dir | PathState::Missing => {}
        }
        let temp_path =
            self.output_dir.write_temp_file(temp_folder, &disk_path, |file| match artifact {
                Artifact::Bytes(bytes) => Ok(file.write_all(bytes)?),
                Artifact::File(asset) => copy_asset(asset, file, manifest_entry),
            })?;
        Ok(StageOutcome::Staged(StagedFile { manifest_entry, temp_path, path_state }))
    }

    /// Puts a staged file in place. Returns the conflict if something else is there by now.
    pub(super) fn put_in_place(&self, path: &str, staged: StagedFile) -> Result<Option<Conflict>> {
        let disk_path = self.output_dir.checked_path(path)?;
        let path_state = self.output_dir.path_state_at(&disk_path)?;
        let is_expected = path_state == staged.path_state && path_state != PathState::Dir;
        if !is_expected && let Some(kind) = path_state.conflict_kind() {
            let kind = match kind {
                ConflictKind::File if self.owned_files.is_as_written(self.output_dir, path)? => {
                    None
                }
                ConflictKind::File => Some(self.conflict_with_file(path)),
                kind => Some(kind),
            };
            if let Some(kind) = kind {
                return Ok(Some(Conflict { path: path.to_owned(), kind }));
            }
        }
        if let ParentState::OwnFile(file) = self.parent_state(path) {
            self.replace_by_folder(file, &disk_path)?;
        }
        self.output_dir.put_in_place(staged.temp_path, &disk_path)?;
        Ok(None)
    }

    /// Removes the folders that staging created. They are empty, unless somebody else uses them.
    pub(super) fn remove_created_dirs(&self) {
        for (folder, parent_state) in self.parent_states.iter().rev() {
            if *parent_state == ParentState::Missing {
                self.output_dir.remove_dir_if_empty(folder);
            }
        }
    }

    /// Returns the conflict with a file at a path.
    fn conflict_with_file(&self, path: &str) -> ConflictKind {
        if self.owned_files.is_owned(path) { ConflictKind::Changed } else { ConflictKind::File }
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

    /// Removes a file of an earlier build, and creates folders at its path and below.
    fn replace_by_folder(&self, file: &str, disk_path: &Path) -> Result<()> {
        if let PathState::File { .. } = self.output_dir.path_state(file)?
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
