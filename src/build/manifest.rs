//! `pakt-manifest.json`: what a build made, for the next one and for who publishes.
//!
//! It is input too, and may be old, cut off or written by somebody else: what cannot be read is as
//! if it were not there, and a path that leads anywhere but into the output folder is dropped.

use super::output_dir::{OutputDir, PathState, is_relative_plain_path, write_all_bytes};
use super::plan::ConflictKind;
use crate::files::Sha256Digest;
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
pub(super) struct ManifestEntry {
    pub(super) digest: Sha256Digest,
    pub(super) size_bytes: u64,
}

#[derive(Deserialize)]
struct ManifestJson {
    version: u64,
    files: Vec<ManifestFileJson>,
}

#[derive(Deserialize)]
struct ManifestFileJson {
    path: String,
    sha256: String,
    size: u64,
}

/// What the last build's manifest lists; nothing if there is none that can be read.
pub(super) fn read_manifest(ground: &OutputDir) -> Result<BTreeMap<String, ManifestEntry>> {
    let bytes = read_json_file(ground, &ground.own_file_path(MANIFEST_FILE))?;
    let Ok(manifest) = serde_json::from_slice::<ManifestJson>(&bytes) else {
        return Ok(BTreeMap::new());
    };
    if manifest.version != VERSION {
        return Ok(BTreeMap::new());
    }
    let records =
        manifest.files.into_iter().filter(|file| is_relative_plain_path(&file.path)).filter_map(
            |file| {
                let record = ManifestEntry {
                    digest: Sha256Digest::from_hex(&file.sha256)?,
                    size_bytes: file.size,
                };
                Some((file.path, record))
            },
        );
    Ok(records.collect())
}

/// Replaces the manifest if it changed: one line per file, by path.
pub(super) fn write_manifest(
    ground: &OutputDir,
    files: &BTreeMap<String, ManifestEntry>,
    n_errors: usize,
) -> Result<()> {
    let mut text = format!("{{\"version\": {VERSION}, \"errors\": {n_errors}, \"files\": [");
    for (index, (path, record)) in files.iter().enumerate() {
        let comma = if index == 0 { "\n" } else { ",\n" };
        let path = serde_json::Value::from(path.as_str());
        let ManifestEntry { digest, size_bytes } = record;
        write!(
            text,
            "{comma}{{\"path\": {path}, \"sha256\": \"{digest}\", \"size\": {size_bytes}}}"
        )?;
    }
    text.push_str("\n]}\n");
    replace_json_file(ground, &ground.own_file_path(MANIFEST_FILE), text.as_bytes())
}

/// The bytes of a list that pakt keeps in the output folder; empty if it is not there.
pub(super) fn read_json_file(ground: &OutputDir, path: &Path) -> Result<Vec<u8>> {
    match ground.path_state_at(path)? {
        PathState::File { size_bytes } if size_bytes <= LIST_LIMIT_BYTES => {
            std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
        }
        PathState::File { .. } | PathState::Missing => Ok(Vec::new()),
        stands => {
            bail!("cannot write {}: {}", path.display(), describe_conflict(stands.conflict_kind()))
        }
    }
}

/// Replaces such a list, if it changed.
pub(super) fn replace_json_file(ground: &OutputDir, path: &Path, bytes: &[u8]) -> Result<()> {
    if let PathState::File { size_bytes } = ground.path_state_at(path)?
        && size_bytes == bytes.len() as u64
        && ground.has_content(path, bytes)?
    {
        return Ok(());
    }
    ground.write_atomically(path, |file| write_all_bytes(file, bytes))
}

fn describe_conflict(obstacle: Option<ConflictKind>) -> &'static str {
    match obstacle {
        Some(ConflictKind::Folder) => "it is a folder",
        Some(ConflictKind::Link) => "it is a symbolic link",
        _ => "it is no plain file",
    }
}
