//! One entry of a folder → a file, a finding, or what the machine said.

use super::digest::Sha256Digest;
use super::file::{
    AssetData, ContentFile, FileClass, FileContent, FilePaths, TEXT_LIMIT_BYTES, file_extension,
};
use super::image;
use super::retry_eintr::retry_eintr;
use super::root_folder::RootFolder;
use crate::diagnostic::{Diagnostic, DiagnosticKind, OutsideSiteReason};
use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What the walk found and did not go into.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DirEntry {
    /// Relative to the folder.
    pub(super) relative: PathBuf,
    pub(super) kind: DirEntryKind,
}

/// What an entry is by its folder's own record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DirEntryKind {
    Folder,
    File,
    Link,
    /// A pipe, a socket or a device: never opened, since that may wait for ever.
    Special,
}

/// What became of an entry.
#[derive(Debug)]
pub(super) enum ReadOutcome {
    File(Box<ContentFile>),
    Finding(Diagnostic),
    Unreadable(io::Error),
    /// It went away, or is a link to a folder of the site: nothing to tell.
    Nothing,
}

/// Looks at an entry. `root` is the folder's canonical path: nothing outside it is opened.
pub(super) fn read_entry(folder: &RootFolder, root: &Path, entry: &DirEntry) -> ReadOutcome {
    let place = FilePaths::new(folder, &entry.relative);
    match entry.kind {
        DirEntryKind::Folder => ReadOutcome::Nothing,
        DirEntryKind::Special => outside_site(&place, OutsideSiteReason::Special),
        DirEntryKind::Link => read_link_target(folder, root, place),
        DirEntryKind::File => {
            let path = place.on_disk.clone();
            match retry_eintr(|| fs::symlink_metadata(&path)) {
                Ok(metadata) if metadata.is_file() => read(folder, place, &path),
                Ok(_) => ReadOutcome::Nothing,
                Err(error) => read_failed(error),
            }
        }
    }
}

/// Looks at what a link leads to. A link to a folder of the site is not followed: what is there
/// has its own address, and following could go round for ever; one that holds itself is told.
fn read_link_target(folder: &RootFolder, root: &Path, place: FilePaths) -> ReadOutcome {
    let target = match retry_eintr(|| fs::canonicalize(&place.on_disk)) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return read_failed(error),
        // Dangling or looping; or the link itself has gone.
        Err(_) => match fs::symlink_metadata(&place.on_disk) {
            Ok(_) => return outside_site(&place, OutsideSiteReason::Symlink),
            Err(error) => return read_failed(error),
        },
    };
    if !target.starts_with(root) {
        return outside_site(&place, OutsideSiteReason::Symlink);
    }
    match retry_eintr(|| fs::symlink_metadata(&target)) {
        Ok(metadata) if metadata.is_file() => read(folder, place, &target),
        Ok(metadata) if metadata.is_dir() => {
            let home = place.on_disk.parent().and_then(|parent| parent.canonicalize().ok());
            let holds_itself = home.is_some_and(|home| home.starts_with(&target));
            if holds_itself {
                outside_site(&place, OutsideSiteReason::Symlink)
            } else {
                ReadOutcome::Nothing
            }
        }
        Ok(_) => outside_site(&place, OutsideSiteReason::Special),
        Err(error) => read_failed(error),
    }
}

fn read(folder: &RootFolder, place: FilePaths, path: &Path) -> ReadOutcome {
    let form = FileClass::classify(&place.path, folder.kind);
    match read_content(path, form, &file_extension(&place.path)) {
        Ok(Some(content)) => ReadOutcome::File(Box::new(ContentFile::new(place, form, content))),
        Ok(None) => ReadOutcome::Nothing,
        Err(error) => read_failed(error),
    }
}

/// Reads a text whole and lets an asset stream by; nothing if it is no longer a plain file.
pub(super) fn read_content(
    path: &Path,
    form: FileClass,
    extension: &str,
) -> io::Result<Option<FileContent>> {
    let mut file = fs::File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Ok(None);
    }
    if form == FileClass::Asset {
        return read_asset(&mut file, extension).map(|asset| Some(FileContent::Asset(asset)));
    }
    let bytes = if metadata.len() > TEXT_LIMIT_BYTES as u64 {
        Vec::new()
    } else {
        // It may grow while we read.
        let mut bytes = Vec::with_capacity(size_hint_bytes(&metadata) + 1);
        (&mut file).take(TEXT_LIMIT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() <= TEXT_LIMIT_BYTES {
            return Ok(Some(FileContent::Bytes(bytes)));
        }
        bytes
    };
    let known = match form {
        FileClass::Page => None,
        _ => Some(read_asset(&mut bytes.as_slice().chain(file), extension)?),
    };
    Ok(Some(FileContent::TooLarge(known)))
}

fn size_hint_bytes(metadata: &Metadata) -> usize {
    usize::try_from(metadata.len()).map_or(0, |size_bytes| size_bytes.min(TEXT_LIMIT_BYTES))
}

fn read_asset(reader: &mut impl Read, extension: &str) -> io::Result<AssetData> {
    let head_limit = if image::is_image(extension) { image::HEAD_LIMIT_BYTES } else { 0 };
    let mut head = Vec::new();
    let (digest, size) = Sha256Digest::of_stream(reader, |piece| {
        let wanted = piece.len().min(head_limit.saturating_sub(head.len()));
        head.extend_from_slice(piece.get(..wanted).unwrap_or_default());
        Ok(())
    })?;
    let dimensions = if head.is_empty() { None } else { image::image_size(&head) };
    Ok(AssetData { digest, size, dimensions })
}

fn outside_site(place: &FilePaths, what: OutsideSiteReason) -> ReadOutcome {
    ReadOutcome::Finding(place.to_diagnostic(DiagnosticKind::OutsideSite { what }))
}

/// A file that went away between listing and reading is simply not there.
fn read_failed(error: io::Error) -> ReadOutcome {
    if is_not_found(&error) { ReadOutcome::Nothing } else { ReadOutcome::Unreadable(error) }
}

/// Whether nothing stands at a path.
pub(super) fn is_not_found(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_machine_refuses_is_told() {
        // Nothing is mapped at address 0, so reading fails for root too.
        let refused = read_content(Path::new("/proc/self/mem"), FileClass::Page, "md");
        assert!(!is_not_found(&refused.unwrap_err()));
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read_content(folder.path(), FileClass::Asset, ""), Ok(None) | Err(_)));
        let gone = read_content(&folder.path().join("x"), FileClass::Asset, "").unwrap_err();
        assert!(is_not_found(&gone));
    }
}
