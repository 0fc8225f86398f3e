//! `pakt-manifest.json`: lists the files that a build wrote, for the next build and for publishing
//! scripts.
//!
//! The manifest is input as well, and may be old, truncated or written by somebody else. One that
//! cannot be read counts as missing, and paths that lead out of the output folder are dropped.

use super::output_dir::{OutputDir, PathState, is_relative_plain_path};
use super::plan::ConflictKind;
use crate::files::Sha256Digest;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::path::Path;

/// The manifest's name in the output folder.
pub(super) const MANIFEST_FILE: &str = "pakt-manifest.json";
const VERSION: u64 = 1;
/// A larger file was not written by pakt.
const LIST_LIMIT_BYTES: u64 = 1024 * 1024 * 1024;

/// A file in the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ManifestEntry {
    pub(super) digest: Sha256Digest,
    pub(super) size_bytes: u64,
}

/// A manifest in which everything is as pakt writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) edition: Option<String>,
    pub(super) files: BTreeMap<String, ManifestEntry>,
}

/// What is wrong with a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManifestProblem {
    /// It is not JSON, or not of this shape. The place and the problem, as the JSON reader says it.
    Syntax(String),
    /// Another version of the format.
    Version(u64),
    /// A path that leads out of the folder, or that occurs twice.
    Path(String),
    /// The digest of the file with this path is none.
    Digest(String),
}

impl fmt::Display for ManifestProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(problem) => formatter.write_str(problem),
            Self::Version(version) => write!(formatter, "version {version}"),
            Self::Path(path) | Self::Digest(path) => formatter.write_str(path),
        }
    }
}

#[derive(Deserialize)]
struct ManifestJson {
    version: u64,
    edition: Option<String>,
    files: Vec<ManifestFileJson>,
}

#[derive(Deserialize)]
struct ManifestFileJson {
    path: String,
    sha256: String,
    size: u64,
}

/// Returns the files in the manifest of the last build; empty if there is no readable manifest.
pub(super) fn read_manifest(output_dir: &OutputDir) -> Result<BTreeMap<String, ManifestEntry>> {
    let bytes = read_json_file(output_dir, &output_dir.own_file_path(MANIFEST_FILE))?;
    let Ok(manifest) = serde_json::from_slice::<ManifestJson>(&bytes) else {
        return Ok(BTreeMap::new());
    };
    if manifest.version != VERSION {
        return Ok(BTreeMap::new());
    }
    let manifest_entries =
        manifest.files.into_iter().filter(|file| is_relative_plain_path(&file.path)).filter_map(
            |file| {
                let manifest_entry = ManifestEntry {
                    digest: Sha256Digest::from_hex(&file.sha256)?,
                    size_bytes: file.size,
                };
                Some((file.path, manifest_entry))
            },
        );
    Ok(manifest_entries.collect())
}

/// Reads a manifest that somebody relies on.
///
/// # Errors
/// Anything in it is not as pakt writes it.
pub(super) fn parse_manifest(bytes: &[u8]) -> Result<Manifest, ManifestProblem> {
    let json: ManifestJson = serde_json::from_slice(bytes)
        .map_err(|error| ManifestProblem::Syntax(error.to_string()))?;
    if json.version != VERSION {
        return Err(ManifestProblem::Version(json.version));
    }
    let mut files = BTreeMap::new();
    for file in json.files {
        let Some(digest) = Sha256Digest::from_hex(&file.sha256) else {
            return Err(ManifestProblem::Digest(file.path));
        };
        let manifest_entry = ManifestEntry { digest, size_bytes: file.size };
        if !is_relative_plain_path(&file.path) || files.contains_key(&file.path) {
            return Err(ManifestProblem::Path(file.path));
        }
        files.insert(file.path, manifest_entry);
    }
    Ok(Manifest { edition: json.edition, files })
}

/// Replaces the manifest if it changed. It has one line per file, sorted by path.
pub(super) fn write_manifest(
    output_dir: &OutputDir,
    edition: Option<&str>,
    files: &BTreeMap<String, ManifestEntry>,
    n_errors: usize,
) -> Result<()> {
    let mut text = format!("{{\"version\": {VERSION}, ");
    if let Some(edition) = edition {
        write!(text, "\"edition\": {}, ", serde_json::Value::from(edition))?;
    }
    write!(text, "\"errors\": {n_errors}, \"files\": [")?;
    for (index, (path, manifest_entry)) in files.iter().enumerate() {
        let comma = if index == 0 { "\n" } else { ",\n" };
        let path = serde_json::Value::from(path.as_str());
        let ManifestEntry { digest, size_bytes } = manifest_entry;
        write!(
            text,
            "{comma}{{\"path\": {path}, \"sha256\": \"{digest}\", \"size\": {size_bytes}}}"
        )?;
    }
    text.push_str("\n]}\n");
    replace_json_file(output_dir, &output_dir.own_file_path(MANIFEST_FILE), text.as_bytes())
}

/// Returns the bytes of one of pakt's own files in the output folder; empty if it is missing.
pub(super) fn read_json_file(output_dir: &OutputDir, path: &Path) -> Result<Vec<u8>> {
    match output_dir.path_state_at(path)? {
        PathState::File { size_bytes, .. } if size_bytes <= LIST_LIMIT_BYTES => {
            std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
        }
        PathState::File { .. } | PathState::Missing => Ok(Vec::new()),
        path_state => {
            let problem = describe_conflict(path_state.conflict_kind());
            bail!("cannot write {}: {problem}", path.display())
        }
    }
}

/// Replaces one of pakt's own files in the output folder, if it changed.
pub(super) fn replace_json_file(output_dir: &OutputDir, path: &Path, bytes: &[u8]) -> Result<()> {
    if let PathState::File { size_bytes, .. } = output_dir.path_state_at(path)?
        && size_bytes == bytes.len() as u64
        && output_dir.has_content(path, bytes)?
    {
        return Ok(());
    }
    output_dir.write_atomically(path, bytes)
}

fn describe_conflict(kind: Option<ConflictKind>) -> &'static str {
    match kind {
        Some(ConflictKind::Folder) => "it is a folder",
        Some(ConflictKind::Link) => "it is a symbolic link",
        _ => "it is not a regular file",
    }
}
