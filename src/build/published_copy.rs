//! A published copy of a site: a folder, or a zip file.

use super::manifest::MANIFEST_FILE;
use crate::files::{Sha256Digest, retry_eintr};
use anyhow::Context as _;
use flate2::read::DeflateDecoder;
use rawzip::{
    CompressionMethod, FileReader, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder,
};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization as _;

/// The bytes of a local file header without the name (APPNOTE.TXT, 4.3.7).
const LOCAL_HEADER_BYTES: u64 = 30;
/// A larger manifest was not written by pakt.
const MANIFEST_LIMIT_BYTES: u64 = 256 * 1024 * 1024;

/// A published copy of a site.
#[derive(Debug)]
pub(super) enum PublishedCopy {
    /// A folder.
    Folder(PathBuf),
    /// A zip file.
    Archive(ArchivedCopy),
}

/// A zip file with a site.
#[derive(Debug)]
pub(super) struct ArchivedCopy {
    archive: ZipArchive<FileReader>,
    /// The files, by their path in the site. Characters are composed, because some programs
    /// decompose those in names.
    members: BTreeMap<String, ArchiveMember>,
}

/// Where a file is in a zip file.
#[derive(Clone, Copy, Debug)]
struct ArchiveMember {
    wayfinder: ZipArchiveEntryWayfinder,
    compression: CompressionMethod,
    is_encrypted: bool,
}

/// What a copy has at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CopiedFile {
    /// Nothing.
    Missing,
    /// A file with this digest and the expected size.
    Digest(Sha256Digest),
    /// A file of another size.
    OtherSize,
    /// Not a file, or an entry of a zip file that is damaged or encrypted.
    Unreadable,
}

/// Why a copy cannot be read.
#[derive(Debug)]
pub(super) enum CopyError {
    /// Nothing is at the path.
    NotFound,
    /// Not a zip file, or a damaged one.
    NotArchive(String),
    /// A file or folder cannot be read.
    System(anyhow::Error),
}

impl PublishedCopy {
    pub(super) fn open(path: &Path) -> Result<Self, CopyError> {
        let cannot_read = || format!("cannot read {}", path.display());
        let metadata = match retry_eintr(|| fs::metadata(path)) {
            Ok(metadata) => metadata,
            Err(error) if is_missing(&error) => return Err(CopyError::NotFound),
            Err(error) => {
                return Err(CopyError::System(anyhow::Error::new(error).context(cannot_read())));
            }
        };
        if metadata.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        if !metadata.is_file() {
            return Err(CopyError::NotArchive("it is not a regular file".into()));
        }
        let file = retry_eintr(|| File::open(path)).with_context(cannot_read);
        let copy = ArchivedCopy::read(file.map_err(CopyError::System)?);
        copy.map(Self::Archive).map_err(CopyError::NotArchive)
    }

    /// Returns the bytes of the manifest. `None` means that there is none.
    pub(super) fn read_manifest(&mut self) -> Result<Option<Vec<u8>>, CopyError> {
        let mut bytes = Vec::new();
        match self {
            Self::Folder(root) => {
                let path = root.join(MANIFEST_FILE);
                match regular_file(&path)? {
                    FoundPath::File(_) => {
                        let read = File::open(&path).and_then(|file| {
                            file.take(MANIFEST_LIMIT_BYTES).read_to_end(&mut bytes)
                        });
                        read.with_context(|| format!("cannot read {}", path.display()))
                            .map_err(CopyError::System)?;
                    }
                    FoundPath::Missing | FoundPath::Other => return Ok(None),
                }
            }
            Self::Archive(copy) => {
                let Some(member) = copy.members.get(MANIFEST_FILE) else { return Ok(None) };
                let unpacked = copy.unpack(*member, |data| {
                    data.take(MANIFEST_LIMIT_BYTES).read_to_end(&mut bytes)
                });
                unpacked.map_err(|error| CopyError::NotArchive(error.to_string()))?;
            }
        }
        Ok(Some(bytes))
    }

    /// Returns what is at a path, of which not more than the expected size is read.
    pub(super) fn content(&mut self, path: &str, size_bytes: u64) -> Result<CopiedFile, CopyError> {
        match self {
            Self::Folder(root) => {
                let path = root.join(path);
                match regular_file(&path)? {
                    FoundPath::Missing => return Ok(CopiedFile::Missing),
                    FoundPath::Other => return Ok(CopiedFile::Unreadable),
                    FoundPath::File(found_bytes) if found_bytes != size_bytes => {
                        return Ok(CopiedFile::OtherSize);
                    }
                    FoundPath::File(_) => {}
                }
                retry_eintr(|| File::open(&path))
                    .and_then(|file| content_of(file, size_bytes))
                    .with_context(|| format!("cannot read {}", path.display()))
                    .map_err(CopyError::System)
            }
            Self::Archive(copy) => {
                let composed: String = path.nfc().collect();
                let Some(member) = copy.members.get(&composed) else {
                    return Ok(CopiedFile::Missing);
                };
                let content = copy.unpack(*member, |data| content_of(data, size_bytes));
                // What cannot be unpacked is not what was published.
                Ok(content.unwrap_or(CopiedFile::Unreadable))
            }
        }
    }

    /// Returns the paths of all files. A symbolic link to a folder is one of them, and is not
    /// followed.
    pub(super) fn file_paths(&self) -> Result<Vec<String>, CopyError> {
        match self {
            Self::Folder(root) => files_below(root).map_err(CopyError::System),
            Self::Archive(copy) => Ok(copy.members.keys().cloned().collect()),
        }
    }
}

impl ArchivedCopy {
    /// Finds the files of the site. If the manifest is in a folder at the top, they are below it.
    ///
    /// # Errors
    /// What is wrong with the zip file.
    fn read(file: File) -> Result<Self, String> {
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let archive =
            ZipArchive::from_file(file, &mut buffer).map_err(|error| error.to_string())?;
        let mut members = BTreeMap::new();
        let mut data_places = Vec::new();
        let mut entries = archive.entries(&mut buffer);
        while let Some(entry) = entries.next_entry().map_err(|error| error.to_string())? {
            let path =
                String::from_utf8_lossy(entry.file_path().as_ref()).nfc().collect::<String>();
            let data_bytes = entry.compressed_size_hint().saturating_add(LOCAL_HEADER_BYTES);
            data_places.push((entry.local_header_offset(), data_bytes, path.clone()));
            if entry.is_dir() {
                continue;
            }
            let member = ArchiveMember {
                wayfinder: entry.wayfinder(),
                compression: entry.compression_method(),
                is_encrypted: entry.flags().is_encrypted(),
            };
            if members.insert(path.clone(), member).is_some() {
                return Err(format!("two files have the path {path}"));
            }
        }
        if let Some(path) = overlapping_file(data_places) {
            return Err(format!("{path} shares its bytes with another file"));
        }
        if !members.contains_key(MANIFEST_FILE) {
            members = without_top_folder(members);
        }
        Ok(Self { archive, members })
    }

    /// Calls a function with the bytes of a file.
    fn unpack<T>(
        &self,
        member: ArchiveMember,
        read: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> io::Result<T> {
        let entry = self.archive.get_entry(member.wayfinder).map_err(io::Error::other)?;
        let mut packed = entry.reader();
        match member.compression {
            _ if member.is_encrypted => Err(io::Error::other("it is encrypted")),
            CompressionMethod::STORE => read(&mut packed),
            CompressionMethod::DEFLATE => read(&mut DeflateDecoder::new(packed)),
            method => Err(io::Error::other(format!("it is compressed with {method}"))),
        }
    }
}

/// Returns a file of which the bytes overlap with those of another one, so that a small zip file
/// could have any number of large files. `data_places` has offset, length in bytes and path.
fn overlapping_file(mut data_places: Vec<(u64, u64, String)>) -> Option<String> {
    data_places.sort();
    let mut previous_end = 0;
    for (offset, length, path) in data_places {
        if offset < previous_end {
            return Some(path);
        }
        previous_end = offset.saturating_add(length);
    }
    None
}

/// Returns the files with paths below the folder that has the manifest. Those beside that folder
/// are outside of the site: their path begins with `../`, as no path of a manifest does.
fn without_top_folder<T>(files: BTreeMap<String, T>) -> BTreeMap<String, T> {
    let top_folder = files.keys().find_map(|path| {
        let (folder, name) = path.split_once('/')?;
        (name == MANIFEST_FILE).then(|| format!("{folder}/"))
    });
    let Some(top_folder) = top_folder else { return files };
    let site_path = |path: String| match path.strip_prefix(&top_folder) {
        Some(below) => below.to_owned(),
        None => format!("../{path}"),
    };
    files.into_iter().map(|(path, file)| (site_path(path), file)).collect()
}

/// What is at a path on disk, behind symbolic links.
enum FoundPath {
    Missing,
    /// A file of this size in bytes.
    File(u64),
    /// A folder, a pipe, a socket or a device.
    Other,
}

fn regular_file(path: &Path) -> Result<FoundPath, CopyError> {
    match retry_eintr(|| fs::metadata(path)) {
        Ok(metadata) if metadata.is_file() => Ok(FoundPath::File(metadata.len())),
        Ok(_) => Ok(FoundPath::Other),
        Err(error) if is_missing(&error) => Ok(FoundPath::Missing),
        Err(error) => {
            let action = format!("cannot access {}", path.display());
            Err(CopyError::System(anyhow::Error::new(error).context(action)))
        }
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Returns the paths of all files below a folder, with `/`.
fn files_below(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let on_disk = root.join(&folder);
        let cannot_read = || format!("cannot read {}", on_disk.display());
        for entry in fs::read_dir(&on_disk).with_context(cannot_read)? {
            let entry = entry.with_context(cannot_read)?;
            let path = format!("{folder}{}", entry.file_name().to_string_lossy());
            if entry.file_type().with_context(cannot_read)?.is_dir() {
                folders.push(format!("{path}/"));
            } else {
                files.push(path);
            }
        }
    }
    Ok(files)
}

/// Returns the digest of a file that should have this size, of which not much more is read.
fn content_of(file: impl Read, size_bytes: u64) -> io::Result<CopiedFile> {
    let mut limited = file.take(size_bytes.saturating_add(1));
    let (digest, n_read) = Sha256Digest::of_stream(&mut limited, |_chunk| Ok(()))?;
    Ok(if n_read == size_bytes { CopiedFile::Digest(digest) } else { CopiedFile::OtherSize })
}
