//! One artefact → its place in the output folder.

use super::ground::{Ground, Stands, folders_above, write_bytes};
use super::manifest::Record;
use super::output::{Foreign, Obstacle};
use super::owned::Owned;
use crate::files::{Digest, File};
use crate::render::Artefact;
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

/// What became of an artefact.
#[derive(Debug)]
pub(super) enum Placed {
    Written(Record),
    Unchanged(Record),
    /// It could not be rendered; its last file stays.
    Kept,
    /// A folder stands there, and may be gone when stale files are.
    Later(Artefact),
    Blocked(Foreign),
}

/// What the folder of an artefact stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Footing {
    Folder,
    Missing,
    /// A file of an earlier build stands where a folder should be; the path of that file.
    OwnFile(String),
    Blocked(Foreign),
}

/// The folders that artefacts go to, as they were before the first was written.
#[derive(Debug)]
pub(super) struct Places<'a> {
    pub(super) ground: &'a Ground,
    pub(super) owned: &'a Owned,
    footings: BTreeMap<&'a str, Footing>,
}

impl<'a> Places<'a> {
    /// Looks at all folders above the paths.
    pub(super) fn survey(
        ground: &'a Ground,
        owned: &'a Owned,
        paths: &BTreeSet<&'a str>,
    ) -> Result<Self> {
        let folders: BTreeSet<&str> = paths.iter().flat_map(|path| folders_above(path)).collect();
        let folders: Vec<&str> = folders.into_iter().collect();
        let stands: Result<Vec<Stands>> =
            folders.par_iter().map(|folder| ground.stands(folder)).collect();
        let mut footings = BTreeMap::new();
        // A folder comes after those above it.
        for (folder, stands) in folders.into_iter().zip(stands?) {
            let above = folders_above(folder).next().and_then(|above| footings.get(above));
            let footing = match above {
                Some(Footing::Folder) | None => footing(ground, owned, folder, stands)?,
                Some(above) => above.clone(),
            };
            footings.insert(folder, footing);
        }
        Ok(Self { ground, owned, footings })
    }

    /// Whether a file of an earlier build must go, so that its path can be a folder.
    pub(super) fn replaces(&self, path: &str) -> bool {
        matches!(self.footings.get(path), Some(Footing::OwnFile(file)) if file == path)
    }

    /// Whether a file that is not ours stands at a path; what stands above it does not count.
    pub(super) fn is_taken(&self, path: &str) -> Result<bool> {
        if self.owned.has(path) {
            return Ok(false);
        }
        match self.footing(path) {
            Footing::Folder => {
                Ok(!matches!(self.ground.stands(path)?, Stands::Nothing | Stands::Folder))
            }
            Footing::Missing | Footing::OwnFile(_) => Ok(false),
            Footing::Blocked(_) => Ok(true),
        }
    }

    /// Writes an artefact, unless its file has its bytes already or something is in the way.
    pub(super) fn place(&self, path: &str, artefact: Artefact) -> Result<Placed> {
        let at = self.ground.at(path)?;
        let footing = self.footing(path);
        let stands = match footing {
            Footing::Blocked(foreign) => return Ok(Placed::Blocked(foreign.clone())),
            Footing::Folder => self.ground.stands_at(&at)?,
            // Another artefact may have made the folder, but nothing at this path.
            Footing::Missing | Footing::OwnFile(_) => Stands::Nothing,
        };
        let record = record(&artefact)?;
        let blocked = |obstacle| Placed::Blocked(Foreign { path: path.to_owned(), obstacle });
        match stands {
            Stands::Folder => return Ok(Placed::Later(artefact)),
            Stands::Link => return Ok(blocked(Obstacle::Link)),
            Stands::Special => return Ok(blocked(Obstacle::Special)),
            Stands::File { size_bytes } => {
                if size_bytes == record.size_bytes && self.is_same(&at, &artefact, record)? {
                    return Ok(Placed::Unchanged(record));
                }
                if !self.owned.has(path) {
                    return Ok(blocked(Obstacle::File));
                }
            }
            Stands::Nothing => self.make_folders(&at, footing)?,
        }
        self.ground.replace(&at, |file| match &artefact {
            Artefact::Bytes(bytes) => write_bytes(file, bytes),
            Artefact::File(asset) => copy(asset, file, record),
        })?;
        Ok(Placed::Written(record))
    }

    fn footing(&self, path: &str) -> &Footing {
        let folder = folders_above(path).next();
        folder.and_then(|folder| self.footings.get(folder)).unwrap_or(&Footing::Folder)
    }

    fn is_same(&self, at: &Path, artefact: &Artefact, record: Record) -> Result<bool> {
        match artefact {
            Artefact::Bytes(bytes) => self.ground.holds(at, bytes),
            Artefact::File(_) => Ok(self.ground.digest(at)?.0 == record.digest),
        }
    }

    fn make_folders(&self, at: &Path, footing: &Footing) -> Result<()> {
        if let Footing::OwnFile(file) = footing
            && let Stands::File { .. } = self.ground.stands(file)?
            && let Err(error) = self.ground.remove(&self.ground.at(file)?)
            // Another artefact of the same folder may have been faster.
            && self.ground.stands(file)? != Stands::Folder
        {
            return Err(error);
        }
        self.ground.make_folders(at)
    }
}

fn footing(ground: &Ground, owned: &Owned, folder: &str, stands: Stands) -> Result<Footing> {
    Ok(match stands.obstacle() {
        None => Footing::Missing,
        Some(Obstacle::Folder) => Footing::Folder,
        Some(Obstacle::File) if owned.may_remove(ground, folder)? => {
            Footing::OwnFile(folder.to_owned())
        }
        Some(obstacle) => Footing::Blocked(Foreign { path: folder.to_owned(), obstacle }),
    })
}

fn record(artefact: &Artefact) -> Result<Record> {
    match artefact {
        Artefact::Bytes(bytes) => {
            Ok(Record { digest: Digest::of(bytes), size_bytes: bytes.len() as u64 })
        }
        Artefact::File(file) => match file.asset {
            Some(asset) => Ok(Record { digest: asset.digest, size_bytes: asset.size }),
            None => bail!("{} is no asset and cannot be copied", file.on_disk.display()),
        },
    }
}

/// Copies an asset. Only the bytes that were read are published: if the file changed meanwhile, or
/// became a link to somewhere else, pages that speak of it would not fit.
fn copy(asset: &File, into: &mut fs::File, record: Record) -> Result<()> {
    let at = &asset.on_disk;
    let act = || format!("cannot copy {}", at.display());
    if !fs::metadata(at).with_context(act)?.is_file() {
        bail!("{} changed while the site was built", at.display());
    }
    let mut source = fs::File::open(at).with_context(act)?;
    let (digest, _) =
        Digest::of_stream(&mut source, |piece| into.write_all(piece)).with_context(act)?;
    if digest != record.digest {
        bail!("{} changed while the site was built", at.display());
    }
    Ok(())
}
