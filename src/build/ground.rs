//! The output folder on disk, and the only functions that touch it.
//!
//! [`Ground::at`] checks every path just before it is used, whatever was checked before: relative,
//! no `..`, nothing that another system reads as more than a name.

use super::output::Obstacle;
use crate::files::{Digest, uninterrupted};
use anyhow::{Context, Result, anyhow, bail};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use tempfile::NamedTempFile;

/// How the names of temporary files begin; they lie beside the file that they become.
pub(super) const TEMPORARY_PREFIX: &str = ".pakt-tmp-";
const TEMPORARY_RANDOM_BYTES: usize = 12;
const BUFFER_BYTES: usize = 64 * 1024;

/// The output folder.
#[derive(Debug)]
pub(super) struct Ground {
    /// Canonical.
    root: PathBuf,
}

/// What is at a path, without following a link there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    Nothing,
    File { size_bytes: u64 },
    Folder,
    Link,
    Special,
}

/// What leads to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Real folders all the way.
    Open,
    /// Real folders, and then nothing.
    Ends,
    /// A link, or something else that is no folder.
    Blocked,
}

/// Whether a path is relative and goes straight down, on every system.
pub(super) fn is_plain(path: &str) -> bool {
    path.split('/').all(|name| {
        let mut parts = Path::new(name).components();
        let is_one_name = matches!(parts.next(), Some(Component::Normal(part)) if part == name);
        is_one_name && parts.next().is_none() && !name.contains('\0')
    })
}

/// The folders above a path, the nearest first, without the output folder itself.
pub(super) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(folder_of(path), |path| folder_of(path))
}

fn folder_of(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

impl Ground {
    /// Makes the folder if it is not there, and its parents.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let act = || format!("cannot make the output folder {}", folder.display());
        uninterrupted(|| fs::create_dir_all(folder)).with_context(act)?;
        let root = uninterrupted(|| fs::canonicalize(folder)).with_context(act)?;
        Ok(Self { root })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where one of pakt's own files lies.
    pub(super) fn own(&self, name: &'static str) -> PathBuf {
        self.root.join(name)
    }

    /// Where a path of the output lies.
    pub(super) fn at(&self, path: &str) -> Result<PathBuf> {
        if !is_plain(path) {
            bail!("{path:?} is no path inside the output folder {}", self.root.display());
        }
        Ok(self.root.join(path))
    }

    /// What is at an absolute path.
    pub(super) fn stands_at(&self, at: &Path) -> Result<Stands> {
        match uninterrupted(|| fs::symlink_metadata(at)) {
            Ok(metadata) if metadata.is_symlink() => Ok(Stands::Link),
            Ok(metadata) if metadata.is_dir() => Ok(Stands::Folder),
            Ok(metadata) if metadata.is_file() => Ok(Stands::File { size_bytes: metadata.len() }),
            Ok(_) => Ok(Stands::Special),
            Err(error) if is_gone(&error) => Ok(Stands::Nothing),
            Err(error) => Err(error).with_context(|| format!("cannot look at {}", at.display())),
        }
    }

    /// What is at a path of the output; the folders above it are not looked at.
    pub(super) fn stands(&self, path: &str) -> Result<Stands> {
        self.stands_at(&self.at(path)?)
    }

    /// Whether real folders lead to a path.
    pub(super) fn way_to(&self, path: &str) -> Result<Way> {
        let mut folders: Vec<_> = folders_above(path).collect();
        while let Some(folder) = folders.pop() {
            match self.stands(folder)? {
                Stands::Folder => {}
                Stands::Nothing => return Ok(Way::Ends),
                _ => return Ok(Way::Blocked),
            }
        }
        Ok(Way::Open)
    }

    /// Replaces or makes a file, as a whole or not at all: a temporary file is filled and renamed.
    /// The folder must be there. Modes follow the umask.
    pub(super) fn replace<T>(
        &self,
        at: &Path,
        fill: impl FnOnce(&mut File) -> Result<T>,
    ) -> Result<T> {
        let act = || format!("cannot write {}", at.display());
        let parent = at.parent().ok_or_else(|| anyhow!("no folder")).with_context(act)?;
        let mut temporary = temporary_in(parent).with_context(act)?;
        let filled = fill(temporary.as_file_mut()).with_context(act)?;
        let mut path = Some(temporary.into_temp_path());
        uninterrupted(|| match path.take().map(|path| path.persist(at)) {
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
    pub(super) fn holds(&self, at: &Path, bytes: &[u8]) -> Result<bool> {
        let mut rest = bytes;
        let same = read_by_pieces(at, |piece| match rest.strip_prefix(piece) {
            Some(after) => {
                rest = after;
                true
            }
            None => false,
        });
        Ok(same.with_context(|| format!("cannot read {}", at.display()))? && rest.is_empty())
    }

    /// Digest and size of a file.
    pub(super) fn digest(&self, at: &Path) -> Result<(Digest, u64)> {
        let digest = File::open(at).and_then(|mut file| Digest::of_stream(&mut file, |_| Ok(())));
        digest.with_context(|| format!("cannot read {}", at.display()))
    }

    /// Makes the folders above a path.
    pub(super) fn make_folders(&self, at: &Path) -> Result<()> {
        let Some(parent) = at.parent() else { return Ok(()) };
        uninterrupted(|| fs::create_dir_all(parent))
            .with_context(|| format!("cannot make the folder {}", parent.display()))
    }

    /// Removes one file; that it is gone already is fine.
    pub(super) fn remove(&self, at: &Path) -> Result<()> {
        match uninterrupted(|| fs::remove_file(at)) {
            Err(error) if !is_gone(&error) => {
                Err(error).with_context(|| format!("cannot remove {}", at.display()))
            }
            _ => Ok(()),
        }
    }

    /// Removes the folders above a path that are empty, from the nearest up.
    pub(super) fn remove_empty_folders(&self, path: &str) -> Result<()> {
        use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, ResourceBusy};
        for folder in folders_above(path) {
            let at = self.at(folder)?;
            match uninterrupted(|| fs::remove_dir(&at)) {
                Ok(()) => {}
                Err(error) if is_gone(&error) => {}
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
    pub(super) fn remove_temporaries(&self, folder: &Path) -> Result<()> {
        let act = || format!("cannot read the folder {}", folder.display());
        let entries = match uninterrupted(|| fs::read_dir(folder)) {
            Err(error) if is_gone(&error) => return Ok(()),
            entries => entries.with_context(act)?,
        };
        for entry in entries {
            let entry = entry.with_context(act)?;
            let is_temporary = entry.file_name().to_str().is_some_and(is_temporary);
            if is_temporary && entry.file_type().is_ok_and(|file_type| file_type.is_file()) {
                self.remove(&entry.path())?;
            }
        }
        Ok(())
    }
}

impl Stands {
    /// What it is to an artefact that wants its place.
    pub(super) fn obstacle(self) -> Option<Obstacle> {
        match self {
            Self::Nothing => None,
            Self::File { .. } => Some(Obstacle::File),
            Self::Folder => Some(Obstacle::Folder),
            Self::Link => Some(Obstacle::Link),
            Self::Special => Some(Obstacle::Special),
        }
    }
}

/// Whether a name is one that we give to temporary files.
pub(super) fn is_temporary(name: &str) -> bool {
    name.strip_prefix(TEMPORARY_PREFIX).is_some_and(|random| {
        random.len() == TEMPORARY_RANDOM_BYTES && random.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX).suffix("").rand_bytes(TEMPORARY_RANDOM_BYTES);
    // The default, 0600, would hide the site from the web server; the umask takes its part of this.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Reads a file until `keep` says no; whether it never did.
fn read_by_pieces(at: &Path, mut keep: impl FnMut(&[u8]) -> bool) -> io::Result<bool> {
    let mut file = File::open(at)?;
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

/// Writes bytes, for [`Ground::replace`].
pub(super) fn write_bytes(file: &mut File, bytes: &[u8]) -> Result<()> {
    Ok(file.write_all(bytes)?)
}

fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
