//! The files of a folder at one moment.

use super::dir_entry::{DirEntry, DirEntryKind, ReadOutcome, read_entry};
use super::directory_walk::{DirectoryWalk, WalkError, WalkListing};
use super::file::{
    AssetContent, ContentFile, FileClass, FileContent, FilePaths, TEXT_LIMIT_BYTES, file_extension,
};
use super::ignore_rules::IGNORE_FILE;
use super::root_folder::{FolderKind, ReportPaths, RootFolder, with_slashes};
use crate::diagnostic::Diagnostic;
use anyhow::Result;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Fewer files are read on the caller's thread and inserted one by one.
const MIN_PARALLEL_FILES: usize = 16;
/// How many files a thread reads at a time. With more, the other threads wait at the end.
const MAX_BATCH_FILES: usize = 32;

/// The files of a folder at one moment, by path in byte order. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSet {
    pub(super) folder: Arc<RootFolder>,
    // Invariant: each list is sorted; the files by path and then by path on disk, because two names
    // that are not UTF-8 can have the same path.
    pub(super) files: Vec<Arc<ContentFile>>,
    /// Diagnostics about paths that are not files, with those paths.
    pub(super) diagnostics: Vec<(String, Diagnostic)>,
    pub(super) unreadable: Vec<UnreadableFile>,
    /// All symbolic links, because their targets can change without a hint about the link.
    pub(super) links: BTreeSet<PathBuf>,
}

/// A file or folder that could not be read because of the system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnreadableFile {
    /// Relative to the root folder, with `/`; empty for the root folder itself.
    pub path: String,
    /// The path on disk.
    pub on_disk: PathBuf,
    /// The error message of the system.
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
    /// A file that cannot be read is listed by [`FileSet::unreadable`]; the others are read anyway.
    ///
    /// # Errors
    /// The folder does not exist, is not a folder or cannot be opened.
    pub fn read(folder: &RootFolder) -> Result<Self> {
        let walk = DirectoryWalk::new(folder)?;
        let mut files = Self::empty(Arc::new(folder.clone()));
        files.add_listing(&walk, walk.walk_all(), None);
        walk.require_root()?;
        files.sort_reports();
        Ok(files)
    }

    /// Makes a set of paths and texts that are not on disk, in any order.
    #[must_use]
    pub fn from_texts(texts: &[(&str, &str)]) -> Self {
        let folder = RootFolder {
            root: PathBuf::new(),
            report_paths: ReportPaths::default(),
            skip: Vec::new(),
            kind: FolderKind::Content,
        };
        let mut files = Self::empty(Arc::new(folder));
        for (path, text) in texts {
            files.insert_text(path, text);
        }
        files
    }

    /// Returns the same files with another text for one of them, or with one more file. `path` is
    /// relative to the root folder, with `/`.
    ///
    /// A file that is open in an editor has the text that is not saved yet.
    #[must_use]
    pub fn with_overlay_text(&self, path: &str, text: &str) -> Self {
        let mut files = self.clone();
        files.insert_text(path, text);
        files
    }

    /// Returns the same files with other texts for some of them, by path, or with more files.
    ///
    /// A text that is that of the file stays the file, and one that is that of a file of `previous`
    /// is shared with it.
    #[must_use]
    pub fn with_overlay_texts<'t>(
        &self,
        texts: impl IntoIterator<Item = (&'t str, &'t str)>,
        previous: &Self,
    ) -> Self {
        let mut files = self.clone();
        for (path, text) in texts {
            let file = files.overlay_file(path, text);
            if self.get(path).is_some_and(|known| known.text.is_some() && known.text == file.text) {
                continue;
            }
            let known = previous.get(path).filter(|known| ***known == file);
            files.insert_file(known.map_or_else(|| Arc::new(file), Arc::clone));
        }
        files
    }

    /// Returns the file at a path, which is relative to the root folder, with `/`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Arc<ContentFile>> {
        self.files.get(self.lower_bound(path)).filter(|file| &*file.path == path)
    }

    /// Iterates over all files, by path in byte order.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<ContentFile>> {
        self.files.iter()
    }

    /// Returns what is wrong with the files as such, and with paths that are not files.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_files = self.files.iter().flat_map(|file| &file.diagnostics);
        of_files.chain(self.diagnostics.iter().map(|(_, diagnostic)| diagnostic))
    }

    /// Returns what could not be read because of the system, by path.
    #[must_use]
    pub fn unreadable(&self) -> &[UnreadableFile] {
        &self.unreadable
    }

    /// Returns whether something could not be read of which the set has no earlier version.
    #[must_use]
    pub fn has_lost_files(&self) -> bool {
        let is_lost = |unreadable: &UnreadableFile| {
            let ranges = self.path_ranges(content_of_unreadable(&unreadable.path));
            ranges.into_iter().all(|range| range.is_empty())
        };
        self.unreadable.iter().any(is_lost)
    }

    pub(super) fn empty(folder: Arc<RootFolder>) -> Self {
        let (files, diagnostics, unreadable) = (Vec::new(), Vec::new(), Vec::new());
        Self { folder, files, diagnostics, unreadable, links: BTreeSet::new() }
    }

    /// Returns the index of the first file whose path is not less.
    fn lower_bound(&self, path: &str) -> usize {
        self.files.partition_point(|file| file.path.as_bytes() < path.as_bytes())
    }

    /// Returns the indexes of the files at a path and below it. They are two ranges, because `a-b`
    /// is sorted between `a` and `a/b`.
    pub(super) fn path_ranges(&self, path: &str) -> [Range<usize>; 2] {
        if path.is_empty() {
            return [0..self.files.len(), 0..0];
        }
        let index_of = |suffix: &str| self.lower_bound(&format!("{path}{suffix}"));
        // `0` is the character after `/`.
        [index_of("")..index_of("\0"), index_of("/")..index_of("0")]
    }

    fn insert_text(&mut self, path: &str, text: &str) {
        self.insert_file(Arc::new(self.overlay_file(path, text)));
    }

    /// Returns the file at a path as it would be with a text.
    fn overlay_file(&self, path: &str, text: &str) -> ContentFile {
        let class = FileClass::classify(path, self.folder.kind);
        let content = overlay_content(class, text.as_bytes(), &file_extension(path));
        ContentFile::new(FilePaths::new(&self.folder, Path::new(path)), class, content)
    }

    /// Inserts a file, or replaces the one at its path.
    fn insert_file(&mut self, file: Arc<ContentFile>) {
        let index = self.lower_bound(&file.path);
        match self.files.get_mut(index).filter(|existing| existing.path == file.path) {
            Some(existing) => *existing = file,
            None => self.files.insert(index, file),
        }
    }

    /// Reads the entries of a walk and adds them. A file that equals one of `old_files` is shared.
    pub(super) fn add_listing(
        &mut self,
        walk: &DirectoryWalk<'_>,
        listing: WalkListing,
        old_files: Option<&Self>,
    ) {
        let WalkListing { entries, errors } = listing;
        let read = |entry| read_entry(walk.folder, &walk.root, entry);
        // Waking other threads takes longer than reading what one save changes.
        let outcomes: Vec<_> = if entries.len() < MIN_PARALLEL_FILES {
            entries.iter().map(read).collect()
        } else {
            entries.par_iter().with_max_len(MAX_BATCH_FILES).map(read).collect()
        };
        let mut files = Vec::new();
        for (entry, outcome) in entries.into_iter().zip(outcomes) {
            let DirEntry { relative_path, kind } = entry;
            match outcome {
                ReadOutcome::File(file) => {
                    let unchanged = old_files
                        .and_then(|old_files| old_files.get(&file.path))
                        .filter(|old_file| ***old_file == *file);
                    files.push(unchanged.map_or_else(|| Arc::new(*file), Arc::clone));
                }
                ReadOutcome::Diagnostic(diagnostic) => {
                    self.diagnostics.push((with_slashes(&relative_path), *diagnostic));
                }
                ReadOutcome::Unreadable(error) => {
                    self.add_unreadable(&relative_path, error.to_string());
                }
                ReadOutcome::Ignored => {}
            }
            if kind == DirEntryKind::Link {
                self.links.insert(relative_path);
            }
        }
        self.insert_files(files);
        for (relative_path, error) in errors {
            match error {
                WalkError::Diagnostic(diagnostic) => {
                    self.diagnostics.push((with_slashes(&relative_path), *diagnostic));
                }
                WalkError::Unreadable(problem) => self.add_unreadable(&relative_path, problem),
            }
        }
    }

    fn add_unreadable(&mut self, relative_path: &Path, problem: String) {
        let on_disk = self.folder.root.join(relative_path);
        self.unreadable.push(UnreadableFile {
            path: with_slashes(relative_path),
            on_disk,
            problem,
        });
    }

    pub(super) fn insert_files(&mut self, files: Vec<Arc<ContentFile>>) {
        if files.len() < MIN_PARALLEL_FILES {
            for file in files {
                let key = sort_key(&file);
                let index = self.files.partition_point(|existing| sort_key(existing) < key);
                self.files.insert(index, file);
            }
        } else {
            self.files.extend(files);
            self.files.par_sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
        }
    }

    /// Sorts everything but the files, which are sorted already.
    pub(super) fn sort_reports(&mut self) {
        self.diagnostics.sort_by(|(_, a), (_, b)| (&a.span, a.code()).cmp(&(&b.span, b.code())));
        self.unreadable.sort();
    }
}

/// Returns the path of what is not known while something cannot be read: the path itself, or the
/// folder whose ignore rules it has.
pub(super) fn content_of_unreadable(path: &str) -> &str {
    match path {
        IGNORE_FILE => "",
        path => path.strip_suffix(IGNORE_FILE).unwrap_or(path).trim_end_matches('/'),
    }
}

fn sort_key(file: &ContentFile) -> (&[u8], &Path) {
    (file.path.as_bytes(), &file.on_disk)
}

/// Returns the content of a file that has its text from an overlay.
fn overlay_content(class: FileClass, bytes: &[u8], extension: &str) -> FileContent {
    match class {
        FileClass::Asset => FileContent::Asset(AssetContent::of_text(bytes, extension)),
        FileClass::Page | FileClass::Text | FileClass::TextIfUtf8 | FileClass::Table
            if bytes.len() <= TEXT_LIMIT_BYTES =>
        {
            FileContent::Bytes(bytes.to_vec())
        }
        FileClass::Page | FileClass::Text | FileClass::TextIfUtf8 | FileClass::Table => {
            FileContent::TooLarge
        }
    }
}

impl<'a> IntoIterator for &'a FileSet {
    type Item = &'a Arc<ContentFile>;
    type IntoIter = std::slice::Iter<'a, Arc<ContentFile>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
