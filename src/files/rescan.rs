//! Rescans only the changed paths of a folder.
//!
//! A hint is a path where something happened; only the disk says what. Time stamps are not
//! compared. Each hint becomes a path that is forgotten and scanned again, with everything below
//! it, so files, folders, removed paths and new paths are one case.

use super::directory_walk::DirectoryWalk;
use super::file::ContentFile;
use super::file_set::{FileSet, content_of_unreadable};
use super::ignore_rules::IGNORE_FILE;
use super::root_folder::{RootFolder, with_slashes};
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl FileSet {
    /// Returns the files after changes at or below the paths `changed`, and shares unchanged files.
    ///
    /// The paths can be files or folders, new or removed; the root folder itself means anywhere.
    /// The result equals [`FileSet::read`] of the same disk if nothing changed elsewhere, except
    /// that what cannot be read keeps its last version. Costs some system calls per hint and
    /// symbolic link, and a pass over the list of files.
    ///
    /// # Errors
    /// Those of [`FileSet::read`].
    pub fn rescan(&self, folder: &RootFolder, changed: &[PathBuf]) -> Result<Self> {
        let walk = DirectoryWalk::new(folder)?;
        let hints = changed.iter().flat_map(|hint| walk.resolve_hint(hint));
        let mut scan_roots: BTreeSet<String> = if *self.folder == *folder {
            hints
                .chain(self.links.iter().cloned())
                .map(|hint| self.rescan_root(&walk, &hint))
                .collect()
        } else {
            BTreeSet::from([String::new()])
        };
        let all_roots = scan_roots.clone();
        scan_roots.retain(|path| !ancestor_paths(path).any(|parent| all_roots.contains(parent)));

        let is_outside = |path: &str| {
            !scan_roots.contains(path)
                && !ancestor_paths(path).any(|parent| scan_roots.contains(parent))
        };
        let mut files = Self {
            folder: if *self.folder == *folder {
                Arc::clone(&self.folder)
            } else {
                Arc::new(folder.clone())
            },
            files: self.files_outside(&scan_roots),
            diagnostics: self.diagnostics.clone(),
            unreadable: self.unreadable.clone(),
            links: self.links.clone(),
        };
        files.diagnostics.retain(|(path, _)| is_outside(path));
        files.unreadable.retain(|unreadable| is_outside(&unreadable.path));
        files.links.retain(|link| is_outside(&with_slashes(link)));
        for scan_root in &scan_roots {
            files.add_listing(&walk, walk.walk_below(Path::new(scan_root)), Some(self));
        }
        walk.require_root()?;
        files.keep_last_versions(self);
        files.sort_reports();
        Ok(files)
    }

    /// Returns the files that are neither at nor below a scan root. No scan root is below another.
    fn files_outside(&self, scan_roots: &BTreeSet<String>) -> Vec<Arc<ContentFile>> {
        let mut ranges: Vec<_> =
            scan_roots.iter().flat_map(|path| self.path_ranges(path)).collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut files = Vec::with_capacity(self.files.len());
        let mut next_index = 0;
        for range in ranges {
            files.extend_from_slice(self.files.get(next_index..range.start).unwrap_or_default());
            next_index = range.end.max(next_index);
        }
        files.extend_from_slice(self.files.get(next_index..).unwrap_or_default());
        files
    }

    /// Keeps the last version of what cannot be read now: it has not been removed. Where the ignore
    /// rules of a folder cannot be read, that is the whole folder.
    fn keep_last_versions(&mut self, old_files: &Self) {
        let unreadable =
            self.unreadable.iter().map(|unreadable| content_of_unreadable(&unreadable.path));
        let ranges = unreadable.flat_map(|path| old_files.path_ranges(path));
        let old = ranges.flat_map(|range| old_files.files.get(range).unwrap_or_default());
        let missing: Vec<_> = old.filter(|file| self.get(&file.path).is_none()).cloned().collect();
        self.insert_files(missing);
    }

    /// Returns the path to scan for a hint: the path itself, or a folder above it.
    fn rescan_root(&self, walk: &DirectoryWalk<'_>, hint: &Path) -> String {
        let is_ignore_file = hint.file_name().is_some_and(|name| name == IGNORE_FILE);
        let hint = if is_ignore_file { hint.parent().unwrap_or(hint) } else { hint };
        let mut path = with_slashes(&walk.rescan_anchor(hint));
        // A parent that is a folder now was something else before.
        if let Some(parent) =
            ancestor_paths(&path).filter(|parent| self.contains_path(parent)).last()
        {
            path = parent.to_owned();
        }
        // Two names that are not UTF-8 can have the same path; scan both.
        while path.contains(char::REPLACEMENT_CHARACTER) {
            path = parent_path(&path).unwrap_or_default().to_owned();
        }
        path
    }

    /// Returns whether there is a file, a diagnostic, a link or something unreadable at a path.
    fn contains_path(&self, path: &str) -> bool {
        self.get(path).is_some()
            || self.links.contains(Path::new(path))
            || self.diagnostics.iter().any(|(other_path, _)| other_path == path)
            || self.unreadable.iter().any(|unreadable| unreadable.path == path)
    }
}

/// Returns the folders above a path, the nearest first and the root folder (empty) last.
fn ancestor_paths(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent_path(path), |path| parent_path(path))
}

fn parent_path(path: &str) -> Option<&str> {
    match path.rsplit_once('/') {
        Some((parent, _)) => Some(parent),
        None if path.is_empty() => None,
        None => Some(""),
    }
}
