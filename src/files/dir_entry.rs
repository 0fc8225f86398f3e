//! Reads one directory entry: the result is a file, a diagnostic or an I/O error.

use super::decode::decode_text;
use super::digest::Sha256Digest;
use super::file::{
    AssetContent, AssetData, AssetWarning, ContentFile, FileClass, FileContent, FilePaths,
    TEXT_LIMIT_BYTES, WARNING_HEAD_BYTES, fenced_head, file_extension,
};
use super::image;
use super::retry_eintr::retry_eintr;
use super::root_folder::RootFolder;
use crate::diagnostic::{Diagnostic, OutsideSiteReason, rules};
use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// An entry that the walk found and that is not a folder to walk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DirEntry {
    /// Relative to the root folder.
    pub(super) relative_path: PathBuf,
    pub(super) kind: DirEntryKind,
}

/// The kind of an entry, as its folder records it: links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DirEntryKind {
    Folder,
    File,
    Link,
    /// A pipe, a socket or a device. It is never opened, because opening may block.
    Special,
}

/// The result of reading an entry.
#[derive(Debug)]
pub(super) enum ReadOutcome {
    File(Box<ContentFile>),
    Diagnostic(Box<Diagnostic>),
    Unreadable(io::Error),
    /// It no longer exists, or is a link to a folder of the site. Neither is reported.
    Ignored,
}

/// Reads an entry. `root` is the canonical path of the root folder; nothing outside it is opened.
pub(super) fn read_entry(folder: &RootFolder, root: &Path, entry: &DirEntry) -> ReadOutcome {
    let paths = FilePaths::new(folder, &entry.relative_path);
    match entry.kind {
        DirEntryKind::Folder => ReadOutcome::Ignored,
        DirEntryKind::Special => outside_site(&paths, OutsideSiteReason::Special),
        DirEntryKind::Link => read_link_target(folder, root, paths),
        DirEntryKind::File => {
            let path = paths.on_disk.clone();
            match retry_eintr(|| fs::symlink_metadata(&path)) {
                Ok(metadata) if metadata.is_file() => read_file(folder, paths, &path),
                Ok(_) => ReadOutcome::Ignored,
                Err(error) => read_failed(error),
            }
        }
    }
}

/// Returns the text of a file that is not content. `None` means that it is not a regular file,
/// cannot be read or is too large for a text.
pub(crate) fn read_regular_text(path: &Path) -> Option<String> {
    // Opening a pipe would wait for a writer.
    let is_file = retry_eintr(|| fs::metadata(path)).is_ok_and(|metadata| metadata.is_file());
    match is_file.then(|| read_content(path, FileClass::Text, ""))?.ok()?? {
        FileContent::Bytes(bytes) => Some(decode_text(&bytes).text),
        FileContent::TooLarge | FileContent::Asset(_) => None,
    }
}

/// Reads the target of a symbolic link.
///
/// A link to a folder of the site is not followed: the files there have addresses already. A link
/// to a folder that contains the link is reported.
fn read_link_target(folder: &RootFolder, root: &Path, paths: FilePaths) -> ReadOutcome {
    let target = match retry_eintr(|| fs::canonicalize(&paths.on_disk)) {
        Ok(target) => target,
        // The link dangles or loops, or has just been removed.
        Err(error) if is_not_found(&error) || is_link_loop(&error) => {
            match retry_eintr(|| fs::symlink_metadata(&paths.on_disk)) {
                Ok(_) => return outside_site(&paths, OutsideSiteReason::Symlink),
                Err(error) => return read_failed(error),
            }
        }
        Err(error) => return read_failed(error),
    };
    if !target.starts_with(root) {
        return outside_site(&paths, OutsideSiteReason::Symlink);
    }
    match retry_eintr(|| fs::symlink_metadata(&target)) {
        Ok(metadata) if metadata.is_file() => read_file(folder, paths, &target),
        Ok(metadata) if metadata.is_dir() => {
            let Some(parent) = paths.on_disk.parent() else { return ReadOutcome::Ignored };
            let parent = match retry_eintr(|| fs::canonicalize(parent)) {
                Ok(parent) => parent,
                Err(error) => return read_failed(error),
            };
            if parent.starts_with(&target) {
                outside_site(&paths, OutsideSiteReason::Symlink)
            } else {
                ReadOutcome::Ignored
            }
        }
        Ok(_) => outside_site(&paths, OutsideSiteReason::Special),
        Err(error) => read_failed(error),
    }
}

fn read_file(folder: &RootFolder, paths: FilePaths, path: &Path) -> ReadOutcome {
    let class = FileClass::classify(&paths.path, folder.kind);
    match read_content(path, class, &file_extension(&paths.path)) {
        Ok(Some(content)) => ReadOutcome::File(Box::new(ContentFile::new(paths, class, content))),
        Ok(None) => ReadOutcome::Ignored,
        Err(error) => read_failed(error),
    }
}

/// Reads a text as a whole, and digests an asset as a stream. `None` means that the path is no
/// longer a regular file.
pub(super) fn read_content(
    path: &Path,
    class: FileClass,
    extension: &str,
) -> io::Result<Option<FileContent>> {
    let mut file = retry_eintr(|| fs::File::open(path))?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Ok(None);
    }
    if class == FileClass::Asset {
        return read_asset(&mut file, extension).map(|asset| Some(FileContent::Asset(asset)));
    }
    if metadata.len() > TEXT_LIMIT_BYTES as u64 {
        return Ok(Some(FileContent::TooLarge));
    }
    // The file can grow while it is read.
    let mut bytes = Vec::with_capacity(size_hint_bytes(&metadata) + 1);
    file.take(TEXT_LIMIT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    let is_too_large = bytes.len() > TEXT_LIMIT_BYTES;
    Ok(Some(if is_too_large { FileContent::TooLarge } else { FileContent::Bytes(bytes) }))
}

fn size_hint_bytes(metadata: &Metadata) -> usize {
    usize::try_from(metadata.len()).map_or(0, |size_bytes| size_bytes.min(TEXT_LIMIT_BYTES))
}

fn read_asset(reader: &mut impl Read, extension: &str) -> io::Result<AssetContent> {
    let is_image = image::is_image(extension);
    let head_limit = if is_image { image::HEAD_LIMIT_BYTES } else { WARNING_HEAD_BYTES };
    let mut head = Vec::new();
    let (digest, size_bytes) = Sha256Digest::of_stream(reader, |chunk| {
        let n_wanted = chunk.len().min(head_limit.saturating_sub(head.len()));
        head.extend_from_slice(chunk.get(..n_wanted).unwrap_or_default());
        Ok(())
    })?;
    let dimensions = if is_image { image::image_size(&head) } else { None };
    let warning = if is_image { None } else { AssetWarning::from_head(&head, extension) };
    let data = AssetData { digest, size_bytes, dimensions, warning };
    let head = head.get(..WARNING_HEAD_BYTES).unwrap_or(&head);
    Ok(AssetContent { data, fenced_head: fenced_head(head) })
}

fn outside_site(paths: &FilePaths, what: OutsideSiteReason) -> ReadOutcome {
    ReadOutcome::Diagnostic(Box::new(paths.to_diagnostic(rules::OutsideSite { reason: what })))
}

/// A file that was removed between listing and reading is ignored.
fn read_failed(error: io::Error) -> ReadOutcome {
    if is_not_found(&error) { ReadOutcome::Ignored } else { ReadOutcome::Unreadable(error) }
}

/// Returns whether the error means that the path does not exist.
pub(super) fn is_not_found(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Returns whether the error means that symbolic links form a loop.
fn is_link_loop(error: &io::Error) -> bool {
    // `ErrorKind::FilesystemLoop` is unstable; this is `ELOOP` on Linux, and on macOS and the BSDs.
    matches!(error.raw_os_error(), Some(40 | 62))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn an_io_error_is_returned() {
        // Nothing is mapped at address 0, so reading fails for root too.
        let result = read_content(Path::new("/proc/self/mem"), FileClass::Page, "md");
        assert!(!is_not_found(&result.unwrap_err()));
    }

    #[test]
    fn a_folder_is_not_read_as_a_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read_content(folder.path(), FileClass::Asset, ""), Ok(None) | Err(_)));
        let error = read_content(&folder.path().join("x"), FileClass::Asset, "").unwrap_err();
        assert!(is_not_found(&error));
    }
}
