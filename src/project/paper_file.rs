//! Reads a file that is to be imported, from anywhere on the disk.

use anyhow::Context as _;
use std::fs;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

/// A file that is to be imported.
#[derive(Debug, PartialEq, Eq)]
pub enum PaperFile {
    /// Its content.
    Bytes(Vec<u8>),
    /// It has more bytes than allowed.
    TooLarge,
    /// It does not exist.
    Missing,
    /// It is a folder, a pipe or a device.
    NotFile,
}

/// Reads a file of at most so many bytes.
///
/// # Errors
/// The system does not allow it.
pub fn read_paper_file(path: &Path, max_bytes: u64) -> anyhow::Result<PaperFile> {
    let describe = || format!("cannot read the file {}", path.display());
    // Opening a pipe would wait for a writer.
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => {}
        Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Err(error).with_context(describe);
        }
        Ok(_) => return Ok(PaperFile::NotFile),
        Err(_) => return Ok(PaperFile::Missing),
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).with_context(describe)?;
    file.take(max_bytes + 1).read_to_end(&mut bytes).with_context(describe)?;
    let is_too_large = u64::try_from(bytes.len()).is_ok_and(|n_bytes| n_bytes > max_bytes);
    Ok(if is_too_large { PaperFile::TooLarge } else { PaperFile::Bytes(bytes) })
}
