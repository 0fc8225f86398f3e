//! One build at a time: an advisory lock on a file in the output folder.

use super::ground::{Ground, Stands};
use anyhow::{Context, Result, bail};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// The lock's file; there only while a build runs, or after one was killed.
pub(super) const LOCK_FILE: &str = ".pakt-lock";
/// Another build may remove the file between our opening and locking it; that often we try again.
const MAX_TRIES: usize = 16;

/// Held for as long as it lives; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock.
    ///
    /// # Errors
    /// Another build holds it, or the file cannot be made.
    pub(super) fn take(ground: &Ground) -> Result<Self> {
        let path = ground.own(LOCK_FILE);
        let shown = path.display();
        for _ in 0..MAX_TRIES {
            if !matches!(ground.stands_at(&path)?, Stands::Nothing | Stands::File { .. }) {
                bail!("cannot lock {shown}: it is no plain file");
            }
            let mut options = File::options();
            let opened = options.read(true).write(true).create(true).truncate(false).open(&path);
            let file = opened.with_context(|| format!("cannot lock {shown}"))?;
            match file.try_lock() {
                Ok(()) if names(&path, &file) => return Ok(Self { file, path }),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    bail!("another build is writing into {}", ground.root().display())
                }
                Err(TryLockError::Error(error)) => {
                    return Err(error).with_context(|| format!("cannot lock {shown}"));
                }
            }
        }
        bail!("other builds keep writing into {}", ground.root().display())
    }
}

impl Drop for Lock {
    /// Removes the file while the lock is held, so that who locks it next has another file. Where
    /// files cannot be told apart, it stays.
    fn drop(&mut self) {
        if cfg!(unix) && names(&self.path, &self.file) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Whether the path still names the file that is open.
#[cfg(unix)]
fn names(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    let (there, open) = (std::fs::symlink_metadata(path), file.metadata());
    matches!((there.map(identity), open.map(identity)), (Ok(there), Ok(open)) if there == open)
}

/// Elsewhere the file is never removed, so it is the same.
#[cfg(not(unix))]
fn names(_path: &Path, _file: &File) -> bool {
    true
}
