//! All files of a folder at one moment.

use super::digest::Sha256Digest;
use super::dir_entry::{DirEntry, DirEntryKind, ReadOutcome, read_entry};
use super::directory_walk::{DirectoryWalk, WalkError, WalkListing};
use super::file::{AssetData, ContentFile, FileClass, FileContent, FilePaths, TEXT_LIMIT_BYTES};
use super::root_folder::{FolderKind, ReportPaths, RootFolder, with_slashes};
use crate::diagnostic::Diagnostic;
use anyhow::Result;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Fewer files than this are read on the caller's thread, and put in their places one by one.
const MANY: usize = 16;
/// One thread reads so many at a time: with more, the others wait for the last one at the end.
const AT_A_TIME: usize = 32;

/// All files of a folder at one moment, by path in byte order. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSet {
    pub(super) folder: Arc<RootFolder>,
    // Invariant: each list is sorted, the files by path and then by place on disk, since two names
    // that are not UTF-8 may have one path.
    pub(super) files: Vec<Arc<ContentFile>>,
    /// Of what is no file, by path.
    pub(super) diagnostics: Vec<(String, Diagnostic)>,
    pub(super) unreadable: Vec<UnreadableFile>,
    /// All symbolic links: where they lead may change without a hint about themselves.
    pub(super) links: BTreeSet<PathBuf>,
}

/// A file or folder that the machine did not let us read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnreadableFile {
    /// Relative to the folder, with `/`; empty for the folder itself.
    pub path: String,
    /// Where it lies.
    pub on_disk: PathBuf,
    /// The system's own words.
    pub problem: String,
}

impl fmt::Display for UnreadableFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot read {}: {}", self.on_disk.display(), self.problem)
    }
}

impl std::error::Error for UnreadableFile {}

impl FileSet {
    /// Reads a folder, in parallel.
    ///
    /// A file that cannot be read is listed by [`FileSet::unreadable`] and hides no other.
    ///
    /// # Errors
    /// The folder itself is not there, is no folder, or cannot be opened.
    pub fn read(folder: &RootFolder) -> Result<Self> {
        let walk = DirectoryWalk::new(folder)?;
        let mut files = Self::empty(Arc::new(folder.clone()));
        files.add(&walk, walk.walk_all(), None);
        files.sort_files();
        Ok(files)
    }

    /// Content that is no folder: paths and texts, in any order.
    #[must_use]
    pub fn from_texts(texts: &[(&str, &str)]) -> Self {
        let folder = RootFolder {
            root: PathBuf::new(),
            shown: ReportPaths::default(),
            skip: Vec::new(),
            kind: FolderKind::Content,
        };
        let mut files = Self::empty(Arc::new(folder));
        for (path, text) in texts {
            files.insert_text(path, text);
        }
        files
    }

    /// The same files with another text for one of them, or with one more: what an editor holds
    /// and has not saved. `path` is relative to the folder, with `/`.
    #[must_use]
    pub fn with_overlay_text(&self, path: &str, text: &str) -> Self {
        let mut files = self.clone();
        files.insert_text(path, text);
        files
    }

    /// The file with this path, relative to the folder, with `/`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Arc<ContentFile>> {
        self.files.get(self.index(path)).filter(|file| &*file.path == path)
    }

    /// All files, by path in byte order.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<ContentFile>> {
        self.files.iter()
    }

    /// What is wrong with files as files, and with what is no file but stands among them.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_files = self.files.iter().flat_map(|file| &file.diagnostics);
        of_files.chain(self.diagnostics.iter().map(|(_, diagnostic)| diagnostic))
    }

    /// What the machine did not let us read, by path; each is an error of the machine.
    #[must_use]
    pub fn unreadable(&self) -> &[UnreadableFile] {
        &self.unreadable
    }

    fn empty(folder: Arc<RootFolder>) -> Self {
        let (files, diagnostics, unreadable) = (Vec::new(), Vec::new(), Vec::new());
        Self { folder, files, diagnostics, unreadable, links: BTreeSet::new() }
    }

    /// Where the first file stands whose path is not less.
    fn index(&self, path: &str) -> usize {
        self.files.partition_point(|file| file.path.as_bytes() < path.as_bytes())
    }

    /// Where the files at a path and below it stand: two ranges, as `a.md` comes before `a/b.md`.
    pub(super) fn path_ranges(&self, path: &str) -> [Range<usize>; 2] {
        if path.is_empty() {
            return [0..self.files.len(), 0..0];
        }
        let from = |end: &str| self.index(&format!("{path}{end}"));
        // `0` is the character after `/`.
        [from("")..from("\0"), from("/")..from("0")]
    }

    fn insert_text(&mut self, path: &str, text: &str) {
        let form = FileClass::classify(path, self.folder.kind);
        let content = decode_content(form, text.as_bytes());
        let place = FilePaths::new(&self.folder, Path::new(path));
        let file = Arc::new(ContentFile::new(place, form, content));
        let index = self.index(path);
        match self.files.get_mut(index).filter(|old| old.path == file.path) {
            Some(old) => *old = file,
            None => self.files.insert(index, file),
        }
    }

    /// Reads what a walk found and adds it, sharing what `old` has of the same value.
    pub(super) fn add(
        &mut self,
        walk: &DirectoryWalk<'_>,
        listing: WalkListing,
        old: Option<&Self>,
    ) {
        let WalkListing { entries, troubles } = listing;
        let one = |entry| read_entry(walk.folder, &walk.root, entry);
        // Waking other threads takes longer than reading what one save changes.
        let looked: Vec<_> = if entries.len() < MANY {
            entries.iter().map(one).collect()
        } else {
            entries.par_iter().with_max_len(AT_A_TIME).map(one).collect()
        };
        let mut read = Vec::new();
        for (entry, looked) in entries.into_iter().zip(looked) {
            let DirEntry { relative, kind } = entry;
            match looked {
                ReadOutcome::File(file) => {
                    let same =
                        old.and_then(|old| old.get(&file.path)).filter(|old| ***old == *file);
                    read.push(same.map_or_else(|| Arc::new(*file), Arc::clone));
                }
                ReadOutcome::Finding(diagnostic) => {
                    self.diagnostics.push((with_slashes(&relative), diagnostic));
                }
                ReadOutcome::Unreadable(error) => self.add_unreadable(&relative, error.to_string()),
                ReadOutcome::Nothing => {}
            }
            if kind == DirEntryKind::Link {
                self.links.insert(relative);
            }
        }
        self.insert(read);
        for (relative, trouble) in troubles {
            match trouble {
                WalkError::Finding(diagnostic) => {
                    self.diagnostics.push((with_slashes(&relative), diagnostic));
                }
                WalkError::Unreadable(problem) => self.add_unreadable(&relative, problem),
            }
        }
    }

    fn add_unreadable(&mut self, relative: &Path, problem: String) {
        let on_disk = self.folder.root.join(relative);
        self.unreadable.push(UnreadableFile { path: with_slashes(relative), on_disk, problem });
    }

    fn insert(&mut self, read: Vec<Arc<ContentFile>>) {
        if read.len() < MANY {
            for file in read {
                let index = self.files.partition_point(|other| sort_key(other) < sort_key(&file));
                self.files.insert(index, file);
            }
        } else {
            self.files.extend(read);
            self.files.par_sort_by(|one, other| sort_key(one).cmp(&sort_key(other)));
        }
    }

    /// Sorts what is not files.
    pub(super) fn sort_files(&mut self) {
        self.diagnostics.sort_by(|(_, diagnostic), (_, other)| {
            (&diagnostic.span, diagnostic.code()).cmp(&(&other.span, other.code()))
        });
        self.unreadable.sort();
    }
}

fn sort_key(file: &ContentFile) -> (&[u8], &Path) {
    (file.path.as_bytes(), &file.on_disk)
}

/// What a text on top of the disk holds.
fn decode_content(form: FileClass, bytes: &[u8]) -> FileContent {
    let (digest, size) = (Sha256Digest::of_bytes(bytes), bytes.len() as u64);
    let asset = AssetData { digest, size, dimensions: None };
    match form {
        FileClass::Asset => FileContent::Asset(asset),
        _ if bytes.len() <= TEXT_LIMIT_BYTES => FileContent::Bytes(bytes.to_vec()),
        FileClass::Page => FileContent::TooLarge(None),
        FileClass::Text | FileClass::PerhapsText => FileContent::TooLarge(Some(asset)),
    }
}

impl<'a> IntoIterator for &'a FileSet {
    type Item = &'a Arc<ContentFile>;
    type IntoIter = std::slice::Iter<'a, Arc<ContentFile>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
