//! Ensures that one build runs at a time, with an advisory lock on a file in the output folder.

use super::output_dir::{OutputDir, PathState};
use crate::files::retry_eintr;
use anyhow::{Context, Result, bail};
use std::fs::{File, TryLockError};
use std::io;
use std::path::PathBuf;

/// The lock file's name. The file exists while a build runs and after one was killed.
pub(super) const LOCK_FILE: &str = ".pakt-lock";
/// Number of attempts: another build may remove the file after we opened and before we locked it.
const MAX_TRIES: usize = 16;

/// A lock that is held until it is dropped. The system releases it when the process ends in any
/// way.
#[derive(Debug)]
pub(super) struct BuildLock {
    file: File,
    path: PathBuf,
}

impl BuildLock {
    /// Acquires the lock.
    ///
    /// # Errors
    /// Another build holds it, or the file cannot be created.
    pub(super) fn acquire(output_dir: &OutputDir) -> Result<Self> {
        let path = output_dir.own_file_path(LOCK_FILE);
        let action = || format!("cannot lock {}", path.display());
        for _ in 0..MAX_TRIES {
            if !matches!(
                output_dir.path_state_at(&path)?,
                PathState::Missing | PathState::File { .. }
            ) {
                bail!("{}: it is not a regular file", action());
            }
            let mut options = File::options();
            let file = options
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .with_context(action)?;
            match file.try_lock() {
                Ok(()) => {
                    let lock = Self { file, path: path.clone() };
                    if lock.is_current_lock_file().with_context(action)? {
                        return Ok(lock);
                    }
                }
                Err(TryLockError::WouldBlock) => {
                    bail!("another build is writing into {}", output_dir.root_path().display())
                }
                Err(TryLockError::Error(error)) => {
                    return Err(error).with_context(action);
                }
            }
        }
        bail!("other builds keep writing into {}", output_dir.root_path().display())
    }
}

impl BuildLock {
    /// Checks that the locked file is still in the output folder.
    ///
    /// # Errors
    /// Somebody has moved, replaced or emptied the folder.
    pub(super) fn check_folder(&self, output_dir: &OutputDir) -> Result<()> {
        let folder = output_dir.root_path().display();
        let is_same = self.is_current_lock_file();
        if !is_same.with_context(|| format!("cannot access {}", self.path.display()))? {
            bail!("{folder} was moved, replaced or emptied while the site was built");
        }
        Ok(())
    }

    /// Removes the lock file and releases the lock.
    ///
    /// # Errors
    /// The file cannot be removed. The lock is released nevertheless.
    pub(super) fn release(self) -> Result<()> {
        self.remove_lock_file().with_context(|| format!("cannot remove {}", self.path.display()))
    }

    /// Removes the file while the lock is held, so that the next build locks another file. On
    /// systems where files have no identity, it stays.
    fn remove_lock_file(&self) -> io::Result<()> {
        if cfg!(unix) && self.is_current_lock_file()? {
            retry_eintr(|| std::fs::remove_file(&self.path))?;
        }
        Ok(())
    }

    /// Returns whether the path still names the locked file.
    #[cfg(unix)]
    fn is_current_lock_file(&self) -> io::Result<bool> {
        use std::os::unix::fs::MetadataExt;
        let locked = retry_eintr(|| self.file.metadata())?;
        match retry_eintr(|| std::fs::symlink_metadata(&self.path)) {
            Ok(current) => Ok((current.dev(), current.ino()) == (locked.dev(), locked.ino())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Returns true: on other systems the file is never removed.
    #[cfg(not(unix))]
    fn is_current_lock_file(&self) -> io::Result<bool> {
        Ok(self.file.metadata()?.is_file())
    }
}

impl Drop for BuildLock {
    /// Removes the file after an error. If that fails, the next build uses the same file.
    fn drop(&mut self) {
        let _ = self.remove_lock_file();
    }
}
