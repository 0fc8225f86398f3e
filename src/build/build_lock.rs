//! One build at a time: an advisory lock on a file in the output folder.

use super::output_dir::{OutputDir, PathState};
use crate::files::retry_eintr;
use anyhow::{Context, Result, bail};
use std::fs::{File, TryLockError};
use std::io;
use std::path::PathBuf;

/// The lock's file; there only while a build runs, or after one was killed.
pub(super) const LOCK_FILE: &str = ".pakt-lock";
/// Another build may remove the file between our opening and locking it; that often we try again.
const MAX_TRIES: usize = 16;

/// Held for as long as it lives; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct BuildLock {
    file: File,
    path: PathBuf,
}

impl BuildLock {
    /// Takes the lock.
    ///
    /// # Errors
    /// Another build holds it, or the file cannot be made.
    pub(super) fn acquire(ground: &OutputDir) -> Result<Self> {
        let path = ground.own_file_path(LOCK_FILE);
        let shown = path.display();
        for _ in 0..MAX_TRIES {
            if !matches!(ground.path_state_at(&path)?, PathState::Missing | PathState::File { .. })
            {
                bail!("cannot lock {shown}: it is no plain file");
            }
            let mut options = File::options();
            let opened = options.read(true).write(true).create(true).truncate(false).open(&path);
            let file = opened.with_context(|| format!("cannot lock {shown}"))?;
            match file.try_lock() {
                Ok(()) => {
                    let lock = Self { file, path: path.clone() };
                    if lock
                        .is_current_lock_file()
                        .with_context(|| format!("cannot lock {shown}"))?
                    {
                        return Ok(lock);
                    }
                }
                Err(TryLockError::WouldBlock) => {
                    bail!("another build is writing into {}", ground.root_path().display())
                }
                Err(TryLockError::Error(error)) => {
                    return Err(error).with_context(|| format!("cannot lock {shown}"));
                }
            }
        }
        bail!("other builds keep writing into {}", ground.root_path().display())
    }
}

impl BuildLock {
    /// Removes the file and lets go.
    ///
    /// # Errors
    /// The file cannot be removed; the lock is let go of all the same.
    pub(super) fn release(self) -> Result<()> {
        self.remove_lock_file().with_context(|| format!("cannot remove {}", self.path.display()))
    }

    /// Removes the file while the lock is held, so that who locks it next has another file. Where
    /// files cannot be told apart, it stays.
    fn remove_lock_file(&self) -> io::Result<()> {
        if cfg!(unix) && self.is_current_lock_file()? {
            retry_eintr(|| std::fs::remove_file(&self.path))?;
        }
        Ok(())
    }

    /// Whether the path still names the file that is locked.
    #[cfg(unix)]
    fn is_current_lock_file(&self) -> io::Result<bool> {
        use std::os::unix::fs::MetadataExt;
        let open = retry_eintr(|| self.file.metadata())?;
        match retry_eintr(|| std::fs::symlink_metadata(&self.path)) {
            Ok(there) => Ok((there.dev(), there.ino()) == (open.dev(), open.ino())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Elsewhere the file is never removed, so it is the same.
    #[cfg(not(unix))]
    fn is_current_lock_file(&self) -> io::Result<bool> {
        Ok(self.file.metadata()?.is_file())
    }
}

impl Drop for BuildLock {
    /// After an error: what cannot be removed, the next build takes over.
    fn drop(&mut self) {
        let _ = self.remove_lock_file();
    }
}
