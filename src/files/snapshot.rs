//! All files of a folder at one moment.

use super::digest::Digest;
use super::entry::{Entry, EntryKind, Looked, look};
use super::file::{Asset, Content, File, Form, Place, TEXT_LIMIT_BYTES};
use super::folder::{Folder, FolderKind, ShownPaths, slashed};
use super::walk::{Listing, Trouble, Walk};
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
pub struct Files {
    pub(super) folder: Arc<Folder>,
    // Invariant: each list is sorted, the files by path and then by place on disk, since two names
    // that are not UTF-8 may have one path.
    pub(super) files: Vec<Arc<File>>,
    /// Of what is no file, by path.
    pub(super) findings: Vec<(String, Diagnostic)>,
    pub(super) unreadable: Vec<Unreadable>,
    /// All symbolic links: where they lead may change without a hint about themselves.
    pub(super) links: BTreeSet<PathBuf>,
}

/// A file or folder that the machine did not let us read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unreadable {
    /// Relative to the folder, with `/`; empty for the folder itself.
    pub path: String,
    /// Where it lies.
    pub on_disk: PathBuf,
    /// The system's own words.
    pub problem: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot read {}: {}", self.on_disk.display(), self.problem)
    }
}

impl std::error::Error for Unreadable {}

impl Files {
    /// Reads a folder, in parallel.
    ///
    /// A file that cannot be read is listed by [`Files::unreadable`] and hides no other.
    ///
    /// # Errors
    /// The folder itself is not there, is no folder, or cannot be opened.
    pub fn read(folder: &Folder) -> Result<Self> {
        let walk = Walk::new(folder)?;
        let mut files = Self::empty(Arc::new(folder.clone()));
        files.add(&walk, walk.all(), None);
        files.sort();
        Ok(files)
    }

    /// Content that is no folder: paths and texts, in any order.
    #[must_use]
    pub fn of_texts(texts: &[(&str, &str)]) -> Self {
        let folder = Folder {
            root: PathBuf::new(),
            shown: ShownPaths::default(),
            skip: Vec::new(),
            kind: FolderKind::Content,
        };
        let mut files = Self::empty(Arc::new(folder));
        for (path, text) in texts {
            files.put(path, text);
        }
        files
    }

    /// The same files with another text for one of them, or with one more: what an editor holds
    /// and has not saved. `path` is relative to the folder, with `/`.
    #[must_use]
    pub fn with_text(&self, path: &str, text: &str) -> Self {
        let mut files = self.clone();
        files.put(path, text);
        files
    }

    /// The file with this path, relative to the folder, with `/`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Arc<File>> {
        self.files.get(self.index(path)).filter(|file| &*file.path == path)
    }

    /// All files, by path in byte order.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<File>> {
        self.files.iter()
    }

    /// What is wrong with files as files, and with what is no file but stands among them.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_files = self.files.iter().flat_map(|file| &file.findings);
        of_files.chain(self.findings.iter().map(|(_, finding)| finding))
    }

    /// What the machine did not let us read, by path; each is an error of the machine.
    #[must_use]
    pub fn unreadable(&self) -> &[Unreadable] {
        &self.unreadable
    }

    fn empty(folder: Arc<Folder>) -> Self {
        let (files, findings, unreadable) = (Vec::new(), Vec::new(), Vec::new());
        Self { folder, files, findings, unreadable, links: BTreeSet::new() }
    }

    /// Where the first file stands whose path is not less.
    fn index(&self, path: &str) -> usize {
        self.files.partition_point(|file| file.path.as_bytes() < path.as_bytes())
    }

    /// Where the files at a path and below it stand: two ranges, as `a.md` comes before `a/b.md`.
    pub(super) fn ranges(&self, path: &str) -> [Range<usize>; 2] {
        if path.is_empty() {
            return [0..self.files.len(), 0..0];
        }
        let from = |end: &str| self.index(&format!("{path}{end}"));
        // `0` is the character after `/`.
        [from("")..from("\0"), from("/")..from("0")]
    }

    fn put(&mut self, path: &str, text: &str) {
        let form = Form::of(path, self.folder.kind);
        let content = content_of(form, text.as_bytes());
        let place = Place::new(&self.folder, Path::new(path));
        let file = Arc::new(File::new(place, form, content));
        let index = self.index(path);
        match self.files.get_mut(index).filter(|old| old.path == file.path) {
            Some(old) => *old = file,
            None => self.files.insert(index, file),
        }
    }

    /// Reads what a walk found and adds it, sharing what `old` has of the same value.
    pub(super) fn add(&mut self, walk: &Walk<'_>, listing: Listing, old: Option<&Self>) {
        let Listing { entries, troubles } = listing;
        let one = |entry| look(walk.folder, &walk.root, entry);
        // Waking other threads takes longer than reading what one save changes.
        let looked: Vec<_> = if entries.len() < MANY {
            entries.iter().map(one).collect()
        } else {
            entries.par_iter().with_max_len(AT_A_TIME).map(one).collect()
        };
        let mut read = Vec::new();
        for (entry, looked) in entries.into_iter().zip(looked) {
            let Entry { relative, kind } = entry;
            match looked {
                Looked::File(file) => {
                    let same =
                        old.and_then(|old| old.get(&file.path)).filter(|old| ***old == *file);
                    read.push(same.map_or_else(|| Arc::new(*file), Arc::clone));
                }
                Looked::Finding(finding) => self.findings.push((slashed(&relative), finding)),
                Looked::Unreadable(error) => self.refuse(&relative, error.to_string()),
                Looked::Nothing => {}
            }
            if kind == EntryKind::Link {
                self.links.insert(relative);
            }
        }
        self.insert(read);
        for (relative, trouble) in troubles {
            match trouble {
                Trouble::Finding(finding) => self.findings.push((slashed(&relative), finding)),
                Trouble::Unreadable(problem) => self.refuse(&relative, problem),
            }
        }
    }

    fn refuse(&mut self, relative: &Path, problem: String) {
        let on_disk = self.folder.root.join(relative);
        self.unreadable.push(Unreadable { path: slashed(relative), on_disk, problem });
    }

    fn insert(&mut self, read: Vec<Arc<File>>) {
        if read.len() < MANY {
            for file in read {
                let index = self.files.partition_point(|other| order(other) < order(&file));
                self.files.insert(index, file);
            }
        } else {
            self.files.extend(read);
            self.files.par_sort_by(|one, other| order(one).cmp(&order(other)));
        }
    }

    /// Sorts what is not files.
    pub(super) fn sort(&mut self) {
        self.findings.sort_by(|(_, one), (_, other)| {
            (&one.span, one.code()).cmp(&(&other.span, other.code()))
        });
        self.unreadable.sort();
    }
}

fn order(file: &File) -> (&[u8], &Path) {
    (file.path.as_bytes(), &file.on_disk)
}

/// What a text on top of the disk holds.
fn content_of(form: Form, bytes: &[u8]) -> Content {
    let (digest, size) = (Digest::of(bytes), bytes.len() as u64);
    let asset = Asset { digest, size, dimensions: None };
    match form {
        Form::Asset => Content::Asset(asset),
        _ if bytes.len() <= TEXT_LIMIT_BYTES => Content::Bytes(bytes.to_vec()),
        Form::Page => Content::TooLarge(None),
        Form::Text | Form::PerhapsText => Content::TooLarge(Some(asset)),
    }
}

impl<'a> IntoIterator for &'a Files {
    type Item = &'a Arc<File>;
    type IntoIter = std::slice::Iter<'a, Arc<File>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
