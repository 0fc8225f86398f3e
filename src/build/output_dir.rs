//! The output folder on disk, and the only functions that change it.
//!
//! [`OutputDir::checked_path`] validates every path immediately before use: relative, without `..`,
//! and a plain file name on every platform.

use super::plan::ConflictKind;
use crate::files::{Sha256Digest, retry_eintr};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;
use tempfile::{NamedTempFile, TempPath};

/// Prefix of temporary file names. A temporary file is in the same folder as the file it becomes.
pub(super) const TEMP_FILE_PREFIX: &str = ".pakt-tmp-";
const TEMP_NAME_RANDOM_BYTES: usize = 12;
const BUFFER_BYTES: usize = 64 * 1024;

/// The output folder.
#[derive(Debug)]
pub(super) struct OutputDir {
    /// The canonical path.
    root: PathBuf,
    /// Whether it did not exist before.
    is_new: bool,
}

/// What is at a path. Symbolic links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathState {
    Missing,
    File {
        size_bytes: u64,
        /// `None` means that the file system does not tell.
        modified_at: Option<SystemTime>,
    },
    Dir,
    Symlink,
    /// A pipe, a socket or a device.
    Special,
}

/// The state of the folders above a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ParentPath {
    /// All of them are folders.
    Exists,
    /// The lowest ones do not exist.
    Missing,
    /// One of them is a link or something else that is not a folder.
    Blocked,
}

/// Returns whether a path is relative, without `.` and `..`, and plain on every platform.
pub(super) fn is_relative_plain_path(path: &str) -> bool {
    path.split('/').all(|name| {
        let mut parts = Path::new(name).components();
        let is_one_name = matches!(parts.next(), Some(Component::Normal(part)) if part == name);
        is_one_name && parts.next().is_none() && !name.contains('\0')
    })
}

/// Returns the folders above a path, nearest first, without the output folder itself.
pub(super) fn parent_dirs(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent_dir(path), |path| parent_dir(path))
}

fn parent_dir(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

impl OutputDir {
    /// Opens the output folder. Creates it and its parents if they are missing.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let action = || format!("cannot create the output folder {}", folder.display());
        let is_new = !folder.exists();
        retry_eintr(|| fs::create_dir_all(folder)).with_context(action)?;
        let root = retry_eintr(|| fs::canonicalize(folder)).with_context(action)?;
        Ok(Self { root, is_new })
    }

    /// Removes the folder if this build created it and nothing is in it.
    pub(super) fn remove_if_new(&self) {
        if self.is_new {
            // It is not empty if somebody else has put a file there.
            let _ = fs::remove_dir(&self.root);
        }
    }

    pub(super) fn root_path(&self) -> &Path {
        &self.root
    }

    /// Returns the disk path of one of pakt's own files, such as the manifest.
    pub(super) fn own_file_path(&self, name: &'static str) -> PathBuf {
        self.root.join(name)
    }

    /// Returns the disk path of a path in the output folder.
    ///
    /// # Errors
    /// The path leads out of the folder.
    pub(super) fn checked_path(&self, path: &str) -> Result<PathBuf> {
        if !is_relative_plain_path(path) {
            bail!("{path:?} is not a path inside the output folder {}", self.root.display());
        }
        Ok(self.root.join(path))
    }

    /// Returns what is at a disk path.
    pub(super) fn path_state_at(&self, disk_path: &Path) -> Result<PathState> {
        match retry_eintr(|| fs::symlink_metadata(disk_path)) {
            Ok(metadata) if metadata.is_symlink() => Ok(PathState::Symlink),
            Ok(metadata) if metadata.is_dir() => Ok(PathState::Dir),
            Ok(metadata) if metadata.is_file() => {
                let modified_at = metadata.modified().ok();
                Ok(PathState::File { size_bytes: metadata.len(), modified_at })
            }
            Ok(_) => Ok(PathState::Special),
            Err(error) if is_not_found(&error) => Ok(PathState::Missing),
            Err(error) => {
                Err(error).with_context(|| format!("cannot access {}", disk_path.display()))
            }
        }
    }

    /// Returns what is at a path in the output folder. The folders above it are not checked.
    pub(super) fn path_state(&self, path: &str) -> Result<PathState> {
        self.path_state_at(&self.checked_path(path)?)
    }

    /// Returns the state of the folders above a path.
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

    /// Writes the content of a file to a temporary one in a folder, which must exist. It is removed
    /// if it is not put in place.
    ///
    /// The file's mode follows the umask.
    pub(super) fn write_temp_file(
        &self,
        folder: &Path,
        path: &Path,
        write_content: impl FnOnce(&mut File) -> Result<()>,
    ) -> Result<TempPath> {
        let action = || format!("cannot write {}", path.display());
        let mut temp_file = create_temp_file(folder).with_context(action)?;
        write_content(temp_file.as_file_mut()).with_context(action)?;
        Ok(temp_file.into_temp_path())
    }

    /// Creates or replaces a file atomically, by renaming a temporary one.
    pub(super) fn put_in_place(&self, temp_path: TempPath, path: &Path) -> Result<()> {
        let mut temp_path = Some(temp_path);
        retry_eintr(|| match temp_path.take().map(|temp_path| temp_path.persist(path)) {
            None | Some(Ok(())) => Ok(()),
            Some(Err(error)) => {
                temp_path = Some(error.path);
                Err(error.error)
            }
        })
        .with_context(|| format!("cannot write {}", path.display()))
    }

    /// Creates or replaces one of pakt's own files atomically.
    pub(super) fn write_atomically(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let write_content = |file: &mut File| Ok(file.write_all(bytes)?);
        self.put_in_place(self.write_temp_file(&self.root, path, write_content)?, path)
    }

    /// Returns whether a file has exactly these bytes.
    pub(super) fn has_content(&self, path: &Path, bytes: &[u8]) -> Result<bool> {
        let mut remaining = bytes;
        let is_prefix = read_in_chunks(path, |chunk| match remaining.strip_prefix(chunk) {
            Some(after_chunk) => {
                remaining = after_chunk;
                true
            }
            None => false,
        });
        let is_prefix = is_prefix.with_context(|| format!("cannot read {}", path.display()))?;
        Ok(is_prefix && remaining.is_empty())
    }

    /// Returns the digest and the size in bytes of a file.
    pub(super) fn file_digest(&self, path: &Path) -> Result<(Sha256Digest, u64)> {
        let digest =
            File::open(path).and_then(|mut file| Sha256Digest::of_stream(&mut file, |_| Ok(())));
        digest.with_context(|| format!("cannot read {}", path.display()))
    }

    /// Creates the folders above a disk path.
    pub(super) fn create_parent_dirs(&self, path: &Path) -> Result<()> {
        let Some(parent) = path.parent() else { return Ok(()) };
        retry_eintr(|| fs::create_dir_all(parent))
            .with_context(|| format!("cannot create the folder {}", parent.display()))
    }

    /// Removes a file. It is not an error if the file does not exist.
    pub(super) fn remove_file(&self, path: &Path) -> Result<()> {
        match retry_eintr(|| fs::remove_file(path)) {
            Err(error) if !is_not_found(&error) => {
                Err(error).with_context(|| format!("cannot remove {}", path.display()))
            }
            _ => Ok(()),
        }
    }

    /// Removes the empty folders above a path, nearest first.
    pub(super) fn remove_empty_dirs(&self, path: &str) -> Result<()> {
        use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, ResourceBusy};
        for folder in parent_dirs(path) {
            let disk_path = self.checked_path(folder)?;
            match retry_eintr(|| fs::remove_dir(&disk_path)) {
                Ok(()) => {}
                Err(error) if is_not_found(&error) => {}
                // The system refuses to remove a folder that is not empty.
                Err(error)
                    if matches!(error.kind(), DirectoryNotEmpty | AlreadyExists | ResourceBusy) =>
                {
                    break;
                }
                Err(error) => {
                    return Err(error).with_context(|| {
                        format!("cannot remove the folder {}", disk_path.display())
                    });
                }
            }
        }
        Ok(())
    }

    /// Removes a folder if nothing is in it.
    pub(super) fn remove_dir_if_empty(&self, path: &str) {
        if let Ok(disk_path) = self.checked_path(path) {
            // An empty folder that cannot be removed does no harm.
            let _ = fs::remove_dir(disk_path);
        }
    }

    /// Returns the number of files in the folder that are not hidden.
    pub(super) fn count_files(&self) -> Result<usize> {
        let mut n_files = 0;
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            let action = || format!("cannot read the folder {}", folder.display());
            for dir_entry in retry_eintr(|| fs::read_dir(&folder)).with_context(action)? {
                let dir_entry = dir_entry.with_context(action)?;
                let is_hidden = dir_entry.file_name().as_encoded_bytes().starts_with(b".");
                match dir_entry.file_type().with_context(action)? {
                    _ if is_hidden => {}
                    file_type if file_type.is_dir() => folders.push(dir_entry.path()),
                    _ => n_files += 1,
                }
            }
        }
        Ok(n_files)
    }

    /// Removes the temporary files that a killed build left in a folder.
    pub(super) fn remove_temp_files(&self, folder: &Path) -> Result<()> {
        let action = || format!("cannot read the folder {}", folder.display());
        let dir_entries = match retry_eintr(|| fs::read_dir(folder)) {
            Err(error) if is_not_found(&error) => return Ok(()),
            dir_entries => dir_entries.with_context(action)?,
        };
        for dir_entry in dir_entries {
            let dir_entry = dir_entry.with_context(action)?;
            let is_temporary = dir_entry.file_name().to_str().is_some_and(is_temp_file_name);
            if is_temporary && dir_entry.file_type().is_ok_and(|file_type| file_type.is_file()) {
                self.remove_file(&dir_entry.path())?;
            }
        }
        Ok(())
    }
}

impl PathState {
    /// Returns the kind of conflict with an artifact at the same path; `None` if the path is free.
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

/// Returns whether a file name is one that pakt gives to temporary files.
pub(super) fn is_temp_file_name(name: &str) -> bool {
    name.strip_prefix(TEMP_FILE_PREFIX).is_some_and(|random| {
        random.len() == TEMP_NAME_RANDOM_BYTES && random.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

fn create_temp_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMP_FILE_PREFIX).suffix("").rand_bytes(TEMP_NAME_RANDOM_BYTES);
    // The default mode, 0600, would hide the site from the web server. The umask still applies.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Calls `on_chunk` with the bytes of a file until it returns false. Returns whether it never did.
fn read_in_chunks(path: &Path, mut on_chunk: impl FnMut(&[u8]) -> bool) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; BUFFER_BYTES];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(true),
            Ok(n_read) if on_chunk(buffer.get(..n_read).unwrap_or_default()) => {}
            Ok(_) => return Ok(false),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn is_not_found(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
