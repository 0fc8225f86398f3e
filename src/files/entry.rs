//! One entry of a folder → a file, a finding, or what the machine said.

use super::digest::Digest;
use super::file::{Asset, Content, File, Form, Place, TEXT_LIMIT_BYTES, extension};
use super::folder::Folder;
use super::picture;
use super::retry::uninterrupted;
use crate::diagnostic::{Diagnostic, Fault, Outside};
use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What the walk found and did not go into.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// Relative to the folder.
    pub(super) relative: PathBuf,
    pub(super) kind: EntryKind,
}

/// What an entry is by its folder's own record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EntryKind {
    Folder,
    File,
    Link,
    /// A pipe, a socket or a device: never opened, since that may wait for ever.
    Special,
}

/// What became of an entry.
#[derive(Debug)]
pub(super) enum Looked {
    File(Box<File>),
    Finding(Diagnostic),
    Unreadable(io::Error),
    /// It went away, or is a link to a folder of the site: nothing to tell.
    Nothing,
}

/// Looks at an entry. `root` is the folder's canonical path: nothing outside it is opened.
pub(super) fn look(folder: &Folder, root: &Path, entry: &Entry) -> Looked {
    let place = Place::new(folder, &entry.relative);
    match entry.kind {
        EntryKind::Folder => Looked::Nothing,
        EntryKind::Special => outside(&place, Outside::Special),
        EntryKind::Link => look_through(folder, root, place),
        EntryKind::File => {
            let at = place.on_disk.clone();
            match uninterrupted(|| fs::symlink_metadata(&at)) {
                Ok(metadata) if metadata.is_file() => read(folder, place, &at),
                Ok(_) => Looked::Nothing,
                Err(error) => failed(error),
            }
        }
    }
}

/// Looks at what a link leads to. A link to a folder of the site is not followed: what is there
/// has its own address, and following could go round for ever; one that holds itself is told.
fn look_through(folder: &Folder, root: &Path, place: Place) -> Looked {
    let target = match uninterrupted(|| fs::canonicalize(&place.on_disk)) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return failed(error),
        // Dangling or looping; or the link itself has gone.
        Err(_) => match fs::symlink_metadata(&place.on_disk) {
            Ok(_) => return outside(&place, Outside::Symlink),
            Err(error) => return failed(error),
        },
    };
    if !target.starts_with(root) {
        return outside(&place, Outside::Symlink);
    }
    match uninterrupted(|| fs::symlink_metadata(&target)) {
        Ok(metadata) if metadata.is_file() => read(folder, place, &target),
        Ok(metadata) if metadata.is_dir() => {
            let home = place.on_disk.parent().and_then(|parent| parent.canonicalize().ok());
            let holds_itself = home.is_some_and(|home| home.starts_with(&target));
            if holds_itself { outside(&place, Outside::Symlink) } else { Looked::Nothing }
        }
        Ok(_) => outside(&place, Outside::Special),
        Err(error) => failed(error),
    }
}

fn read(folder: &Folder, place: Place, at: &Path) -> Looked {
    let form = Form::of(&place.path, folder.kind);
    match content(at, form, &extension(&place.path)) {
        Ok(Some(content)) => Looked::File(Box::new(File::new(place, form, content))),
        Ok(None) => Looked::Nothing,
        Err(error) => failed(error),
    }
}

/// Reads a text whole and lets an asset stream by; nothing if it is no longer a plain file.
pub(super) fn content(at: &Path, form: Form, extension: &str) -> io::Result<Option<Content>> {
    let mut file = fs::File::open(at)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Ok(None);
    }
    if form == Form::Asset {
        return asset(&mut file, extension).map(|asset| Some(Content::Asset(asset)));
    }
    let bytes = if metadata.len() > TEXT_LIMIT_BYTES as u64 {
        Vec::new()
    } else {
        // It may grow while we read.
        let mut bytes = Vec::with_capacity(expected_bytes(&metadata) + 1);
        (&mut file).take(TEXT_LIMIT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() <= TEXT_LIMIT_BYTES {
            return Ok(Some(Content::Bytes(bytes)));
        }
        bytes
    };
    let known = match form {
        Form::Page => None,
        _ => Some(asset(&mut bytes.as_slice().chain(file), extension)?),
    };
    Ok(Some(Content::TooLarge(known)))
}

fn expected_bytes(metadata: &Metadata) -> usize {
    usize::try_from(metadata.len()).map_or(0, |size_bytes| size_bytes.min(TEXT_LIMIT_BYTES))
}

fn asset(reader: &mut impl Read, extension: &str) -> io::Result<Asset> {
    let head_limit = if picture::is_picture(extension) { picture::HEAD_LIMIT_BYTES } else { 0 };
    let mut head = Vec::new();
    let (digest, size) = Digest::of_stream(reader, |piece| {
        let wanted = piece.len().min(head_limit.saturating_sub(head.len()));
        head.extend_from_slice(piece.get(..wanted).unwrap_or_default());
        Ok(())
    })?;
    let dimensions = if head.is_empty() { None } else { picture::dimensions(&head) };
    Ok(Asset { digest, size, dimensions })
}

fn outside(place: &Place, what: Outside) -> Looked {
    Looked::Finding(place.finding(Fault::OutsideSite { what }))
}

/// A file that went away between listing and reading is simply not there.
fn failed(error: io::Error) -> Looked {
    if is_gone(&error) { Looked::Nothing } else { Looked::Unreadable(error) }
}

/// Whether nothing stands at a path.
pub(super) fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_machine_refuses_is_told() {
        // Nothing is mapped at address 0, so reading fails for root too.
        let refused = content(Path::new("/proc/self/mem"), Form::Page, "md");
        assert!(!is_gone(&refused.unwrap_err()));
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(content(folder.path(), Form::Asset, ""), Ok(None) | Err(_)));
        let gone = content(&folder.path().join("x"), Form::Asset, "").unwrap_err();
        assert!(is_gone(&gone));
    }
}
