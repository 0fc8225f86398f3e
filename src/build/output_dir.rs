//! The output folder on disk, and the only functions that touch it.
//!
//! [`OutputDir::at`] checks every path just before it is used, whatever was checked before:
//! relative,
//! no `..`, nothing that another system reads as more than a name.

use super::plan::ConflictKind;
use crate::files::{Sha256Digest, retry_eintr};
use anyhow::{Context, Result, anyhow, bail};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use tempfile::NamedTempFile;

/// How the names of temporary files begin; they lie beside the file that they become.
pub(super) const TEMP_FILE_PREFIX: &str = ".pakt-tmp-";
const TEMPORARY_RANDOM_BYTES: usize = 12;
const BUFFER_BYTES: usize = 64 * 1024;

/// The output folder.
#[derive(Debug)]
pub(super) struct OutputDir {
    /// Canonical.
    root: PathBuf,
}

/// What is at a path, without following a link there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathState {
    Missing,
    File { size_bytes: u64 },
    Dir,
    Symlink,
    Special,
}

/// What leads to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ParentPath {
    /// Real folders all the way.
    Exists,
    /// Real folders, and then nothing.
    Missing,
    /// A link, or something else that is no folder.
    Blocked,
}

/// Whether a path is relative and goes straight down, on every system.
pub(super) fn is_relative_plain_path(path: &str) -> bool {
    path.split('/').all(|name| {
        let mut parts = Path::new(name).components();
        let is_one_name = matches!(parts.next(), Some(Component::Normal(part)) if part == name);
        is_one_name && parts.next().is_none() && !name.contains('\0')
    })
}

/// The folders above a path, the nearest first, without the output folder itself.
pub(super) fn parent_dirs(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent_dir(path), |path| parent_dir(path))
}

fn parent_dir(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

impl OutputDir {
    /// Makes the folder if it is not there, and its parents.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let act = || format!("cannot make the output folder {}", folder.display());
        retry_eintr(|| fs::create_dir_all(folder)).with_context(act)?;
        let root = retry_eintr(|| fs::canonicalize(folder)).with_context(act)?;
        Ok(Self { root })
    }

    pub(super) fn root_path(&self) -> &Path {
        &self.root
    }

    /// Where one of pakt's own files lies.
    pub(super) fn own_file_path(&self, name: &'static str) -> PathBuf {
        self.root.join(name)
    }

    /// Where a path of the output lies.
    pub(super) fn checked_path(&self, path: &str) -> Result<PathBuf> {
        if !is_relative_plain_path(path) {
            bail!("{path:?} is no path inside the output folder {}", self.root.display());
        }
        Ok(self.root.join(path))
    }

    /// What is at an absolute path.
    pub(super) fn path_state_at(&self, path: &Path) -> Result<PathState> {
        match retry_eintr(|| fs::symlink_metadata(path)) {
            Ok(metadata) if metadata.is_symlink() => Ok(PathState::Symlink),
            Ok(metadata) if metadata.is_dir() => Ok(PathState::Dir),
            Ok(metadata) if metadata.is_file() => {
                Ok(PathState::File { size_bytes: metadata.len() })
            }
            Ok(_) => Ok(PathState::Special),
            Err(error) if is_not_found(&error) => Ok(PathState::Missing),
            Err(error) => Err(error).with_context(|| format!("cannot look at {}", path.display())),
        }
    }

    /// What is at a path of the output; the folders above it are not looked at.
    pub(super) fn path_state(&self, path: &str) -> Result<PathState> {
        self.path_state_at(&self.checked_path(path)?)
    }

    /// Whether real folders lead to a path.
    pub(super) fn parent_path(&self, path: &str) -> Result<ParentPath> {
        let mut folders: Vec<_> = parent_dirs(path).collect();
        while let Some(folder) = folders.pop() {
            match self.path_state(folder)? {
                PathState::Dir => {}
                PathState::Missing => return Ok(ParentPath::Missing),
                _ => return Ok(ParentPath::Blocked),
            }
        }
        Ok(ParentPath::Exists)
    }

    /// Replaces or makes a file, as a whole or not at all: a temporary file is filled and renamed.
    /// The folder must be there. Modes follow the umask.
    pub(super) fn write_atomically<T>(
        &self,
        at: &Path,
        fill: impl FnOnce(&mut File) -> Result<T>,
    ) -> Result<T> {
        let act = || format!("cannot write {}", at.display());
        let parent = at.parent().ok_or_else(|| anyhow!("no folder")).with_context(act)?;
        let mut temporary = create_temp_file(parent).with_context(act)?;
        let filled = fill(temporary.as_file_mut()).with_context(act)?;
        let mut path = Some(temporary.into_temp_path());
        retry_eintr(|| match path.take().map(|path| path.persist(at)) {
            None | Some(Ok(())) => Ok(()),
            Some(Err(failed)) => {
                path = Some(failed.path);
                Err(failed.error)
            }
        })
        .with_context(act)?;
        Ok(filled)
    }

    /// Whether a file has exactly these bytes.
    pub(super) fn has_content(&self, path: &Path, bytes: &[u8]) -> Result<bool> {
        let mut rest = bytes;
        let same = read_in_chunks(path, |piece| match rest.strip_prefix(piece) {
            Some(after) => {
                rest = after;
                true
            }
            None => false,
        });
        Ok(same.with_context(|| format!("cannot read {}", path.display()))? && rest.is_empty())
    }

    /// Digest and size of a file.
    pub(super) fn file_digest(&self, path: &Path) -> Result<(Sha256Digest, u64)> {
        let digest =
            File::open(path).and_then(|mut file| Sha256Digest::of_stream(&mut file, |_| Ok(())));
        digest.with_context(|| format!("cannot read {}", path.display()))
    }

    /// Makes the folders above a path.
    pub(super) fn create_parent_dirs(&self, path: &Path) -> Result<()> {
        let Some(parent) = path.parent() else { return Ok(()) };
        retry_eintr(|| fs::create_dir_all(parent))
            .with_context(|| format!("cannot make the folder {}", parent.display()))
    }

    /// Removes one file; that it is gone already is fine.
    pub(super) fn remove_file(&self, path: &Path) -> Result<()> {
        match retry_eintr(|| fs::remove_file(path)) {
            Err(error) if !is_not_found(&error) => {
                Err(error).with_context(|| format!("cannot remove {}", path.display()))
            }
            _ => Ok(()),
        }
    }

    /// Removes the folders above a path that are empty, from the nearest up.
    pub(super) fn remove_empty_dirs(&self, path: &str) -> Result<()> {
        use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, ResourceBusy};
        for folder in parent_dirs(path) {
            let at = self.checked_path(folder)?;
            match retry_eintr(|| fs::remove_dir(&at)) {
                Ok(()) => {}
                Err(error) if is_not_found(&error) => {}
                // The system itself sees to it that nothing is lost.
                Err(error)
                    if matches!(error.kind(), DirectoryNotEmpty | AlreadyExists | ResourceBusy) =>
                {
                    break;
                }
                Err(error) => {
                    let act = || format!("cannot remove the folder {}", at.display());
                    return Err(error).with_context(act);
                }
            }
        }
        Ok(())
    }

    /// Removes what a killed build left half written in a folder.
    pub(super) fn remove_temp_files(&self, folder: &Path) -> Result<()> {
        let act = || format!("cannot read the folder {}", folder.display());
        let entries = match retry_eintr(|| fs::read_dir(folder)) {
            Err(error) if is_not_found(&error) => return Ok(()),
            entries => entries.with_context(act)?,
        };
        for entry in entries {
            let entry = entry.with_context(act)?;
            let is_temporary = entry.file_name().to_str().is_some_and(is_temp_file_name);
            if is_temporary && entry.file_type().is_ok_and(|file_type| file_type.is_file()) {
                self.remove_file(&entry.path())?;
            }
        }
        Ok(())
    }
}

impl PathState {
    /// What it is to an artefact that wants its place.
    pub(super) fn conflict_kind(self) -> Option<ConflictKind> {
        match self {
            Self::Missing => None,
            Self::File { .. } => Some(ConflictKind::File),
            Self::Dir => Some(ConflictKind::Folder),
            Self::Symlink => Some(ConflictKind::Link),
            Self::Special => Some(ConflictKind::Special),
        }
    }
}

/// Whether a name is one that we give to temporary files.
pub(super) fn is_temp_file_name(name: &str) -> bool {
    name.strip_prefix(TEMP_FILE_PREFIX).is_some_and(|random| {
        random.len() == TEMPORARY_RANDOM_BYTES && random.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

fn create_temp_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMP_FILE_PREFIX).suffix("").rand_bytes(TEMPORARY_RANDOM_BYTES);
    // The default, 0600, would hide the site from the web server; the umask takes its part of this.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Reads a file until `keep` says no; whether it never did.
fn read_in_chunks(path: &Path, mut keep: impl FnMut(&[u8]) -> bool) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; BUFFER_BYTES];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(true),
            Ok(n_read) if keep(buffer.get(..n_read).unwrap_or_default()) => {}
            Ok(_) => return Ok(false),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Writes bytes, for [`OutputDir::replace`].
pub(super) fn write_all_bytes(file: &mut File, bytes: &[u8]) -> Result<()> {
    Ok(file.write_all(bytes)?)
}

fn is_not_found(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
