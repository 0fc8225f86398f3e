//! The parts of a package: a ZIP file. What is unpacked is counted while it is unpacked.

use crate::import::{ImportFailure, MAX_BYTES};
use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive};
use std::io::Read as _;

const DAMAGED: ImportFailure = ImportFailure::Damaged("DOCX");

/// The most files in a package.
const MAX_ENTRIES: usize = 100_000;

/// An open package.
pub(super) struct DocxPackage<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    /// How many more bytes may be unpacked.
    bytes_left: u64,
}

impl<'a> DocxPackage<'a> {
    /// Opens a package.
    ///
    /// # Errors
    /// It is damaged, encrypted, or too large when unpacked.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ImportFailure> {
        let archive = ZipArchive::from_slice(bytes).map_err(|_| DAMAGED)?;
        let mut declared_bytes: u64 = 0;
        let mut entries = archive.entries();
        let mut n_entries = 0;
        while let Some(entry) = entries.next_entry().map_err(|_| DAMAGED)? {
            declared_bytes = declared_bytes.saturating_add(entry.uncompressed_size_hint());
            n_entries += 1;
            if declared_bytes > MAX_BYTES || n_entries > MAX_ENTRIES {
                return Err(ImportFailure::TooLarge);
            }
            let path = entry.file_path();
            if path.as_ref() == b"EncryptedPackage" || entry.flags().is_encrypted() {
                return Err(ImportFailure::Encrypted);
            }
        }
        Ok(Self { archive, bytes_left: MAX_BYTES })
    }

    /// Returns the names of the headers and footers in a folder, sorted.
    pub(super) fn running_parts(&self, folder: &str) -> Result<Vec<String>, ImportFailure> {
        let mut names = Vec::new();
        let mut entries = self.archive.entries();
        while let Some(entry) = entries.next_entry().map_err(|_| DAMAGED)? {
            let path = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
            let name = path.strip_prefix(folder).and_then(|name| name.strip_prefix('/'));
            let is_running = name.is_some_and(|name| {
                (name.starts_with("header") || name.starts_with("footer")) && name.ends_with(".xml")
            });
            if is_running {
                names.push(path);
            }
        }
        names.sort();
        Ok(names)
    }

    /// Returns a part as text. `None` means that there is none with this name.
    pub(super) fn read_part(&mut self, name: &str) -> Result<Option<String>, ImportFailure> {
        let mut entries = self.archive.entries();
        while let Some(entry) = entries.next_entry().map_err(|_| DAMAGED)? {
            let path = entry.file_path();
            if !path.as_ref().eq_ignore_ascii_case(name.as_bytes()) {
                continue;
            }
            let local_entry = self.archive.get_entry(entry.wayfinder()).map_err(|_| DAMAGED)?;
            let data = local_entry.data();
            let mut bytes = Vec::new();
            let limit = self.bytes_left + 1;
            let unpacked = match entry.compression_method() {
                CompressionMethod::STORE => data.take(limit).read_to_end(&mut bytes),
                CompressionMethod::DEFLATE => {
                    DeflateDecoder::new(data).take(limit).read_to_end(&mut bytes)
                }
                _ => return Err(DAMAGED),
            };
            let n_bytes = u64::try_from(unpacked.map_err(|_| DAMAGED)?).unwrap_or(u64::MAX);
            let bytes_left = self.bytes_left.checked_sub(n_bytes);
            self.bytes_left = bytes_left.ok_or(ImportFailure::TooLarge)?;
            return Ok(Some(super::super::decode_bytes::decode_bytes(&bytes)?.text));
        }
        Ok(None)
    }
}
