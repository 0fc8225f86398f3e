//! `pakt-manifest.json`: what a build made, for the next one and for who publishes.
//!
//! It is input too, and may be old, cut off or written by somebody else: what cannot be read is as
//! if it were not there, and a path that leads anywhere but into the output folder is dropped.

use super::ground::{Ground, Stands, is_plain, write_bytes};
use super::output::Obstacle;
use crate::files::Digest;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The manifest's name in the output folder.
pub(super) const MANIFEST_FILE: &str = "pakt-manifest.json";
const VERSION: u64 = 1;
/// A larger file is no list of ours.
const LIST_LIMIT_BYTES: u64 = 1024 * 1024 * 1024;

/// What a manifest says about one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) digest: Digest,
    pub(super) size_bytes: u64,
}

#[derive(Deserialize)]
struct ManifestText {
    version: u64,
    files: Vec<FileText>,
}

#[derive(Deserialize)]
struct FileText {
    path: String,
    sha256: String,
    size: u64,
}

/// What the last build's manifest lists; nothing if there is none that can be read.
pub(super) fn read_manifest(ground: &Ground) -> Result<BTreeMap<String, Record>> {
    let bytes = read_list(ground, &ground.own(MANIFEST_FILE))?;
    let Ok(manifest) = serde_json::from_slice::<ManifestText>(&bytes) else {
        return Ok(BTreeMap::new());
    };
    if manifest.version != VERSION {
        return Ok(BTreeMap::new());
    }
    let records =
        manifest.files.into_iter().filter(|file| is_plain(&file.path)).filter_map(|file| {
            let record = Record { digest: Digest::from_hex(&file.sha256)?, size_bytes: file.size };
            Some((file.path, record))
        });
    Ok(records.collect())
}

/// Replaces the manifest if it changed: one line per file, by path.
pub(super) fn write_manifest(
    ground: &Ground,
    files: &BTreeMap<String, Record>,
    n_errors: usize,
) -> Result<()> {
    let mut text = format!("{{\"version\": {VERSION}, \"errors\": {n_errors}, \"files\": [");
    for (index, (path, record)) in files.iter().enumerate() {
        let comma = if index == 0 { "\n" } else { ",\n" };
        let path = serde_json::Value::from(path.as_str());
        let Record { digest, size_bytes } = record;
        write!(
            text,
            "{comma}{{\"path\": {path}, \"sha256\": \"{digest}\", \"size\": {size_bytes}}}"
        )?;
    }
    text.push_str("\n]}\n");
    replace_list(ground, &ground.own(MANIFEST_FILE), text.as_bytes())
}

/// The bytes of a list that pakt keeps in the output folder; empty if it is not there.
pub(super) fn read_list(ground: &Ground, at: &Path) -> Result<Vec<u8>> {
    match ground.stands_at(at)? {
        Stands::File { size_bytes } if size_bytes <= LIST_LIMIT_BYTES => {
            std::fs::read(at).with_context(|| format!("cannot read {}", at.display()))
        }
        Stands::File { .. } | Stands::Nothing => Ok(Vec::new()),
        stands => bail!("cannot write {}: {}", at.display(), what(stands.obstacle())),
    }
}

/// Replaces such a list, if it changed.
pub(super) fn replace_list(ground: &Ground, at: &Path, bytes: &[u8]) -> Result<()> {
    if let Stands::File { size_bytes } = ground.stands_at(at)?
        && size_bytes == bytes.len() as u64
        && ground.holds(at, bytes)?
    {
        return Ok(());
    }
    ground.replace(at, |file| write_bytes(file, bytes))
}

fn what(obstacle: Option<Obstacle>) -> &'static str {
    match obstacle {
        Some(Obstacle::Folder) => "it is a folder",
        Some(Obstacle::Link) => "it is a symbolic link",
        _ => "it is no plain file",
    }
}
