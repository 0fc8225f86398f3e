//! A changed folder → its files, looking at the changed places only.
//!
//! A hint is a path at which something happened; the truth is what is on disk now. No time stamp
//! is compared. Each hint becomes a place that is forgotten and looked at afresh, with all below
//! it; so a file, a folder, a thing that has gone and a thing that is new are one case.

use super::directory_walk::DirectoryWalk;
use super::file::ContentFile;
use super::file_set::FileSet;
use super::ignore_rules::IGNORE_FILE;
use super::root_folder::{RootFolder, with_slashes};
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl FileSet {
    /// The files now, after changes at or below `changed` (files or folders, gone or new; the
    /// content folder itself means: anywhere). What did not change is shared.
    ///
    /// Equals [`FileSet::read`] of the same disk, if nothing changed elsewhere. Costs some system
    /// calls per hint and symbolic link, and a pass over the list of files.
    ///
    /// # Errors
    /// As for [`FileSet::read`].
    pub fn rescan(&self, folder: &RootFolder, changed: &[PathBuf]) -> Result<Self> {
        let walk = DirectoryWalk::new(folder)?;
        let hints = changed.iter().flat_map(|hint| walk.resolve_hint(hint));
        let mut places: BTreeSet<String> = if *self.folder == *folder {
            hints
                .chain(self.links.iter().cloned())
                .map(|hint| self.rescan_root(&walk, &hint))
                .collect()
        } else {
            BTreeSet::from([String::new()])
        };
        let all = places.clone();
        places.retain(|place| !ancestor_paths(place).any(|parent| all.contains(parent)));

        let is_kept = |path: &str| {
            !places.contains(path) && !ancestor_paths(path).any(|parent| places.contains(parent))
        };
        let mut files = Self {
            folder: if *self.folder == *folder {
                Arc::clone(&self.folder)
            } else {
                Arc::new(folder.clone())
            },
            files: self.files_outside(&places),
            diagnostics: self.diagnostics.clone(),
            unreadable: self.unreadable.clone(),
            links: self.links.clone(),
        };
        files.diagnostics.retain(|(path, _)| is_kept(path));
        files.unreadable.retain(|unreadable| is_kept(&unreadable.path));
        files.links.retain(|link| is_kept(&with_slashes(link)));
        for place in &places {
            files.add(&walk, walk.walk_below(Path::new(place)), Some(self));
        }
        files.sort_files();
        Ok(files)
    }

    /// The files that lie at no place and below none; the places lie apart from each other.
    fn files_outside(&self, places: &BTreeSet<String>) -> Vec<Arc<ContentFile>> {
        let mut ranges: Vec<_> = places.iter().flat_map(|place| self.path_ranges(place)).collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut files = Vec::with_capacity(self.files.len());
        let mut next = 0;
        for range in ranges {
            files.extend_from_slice(self.files.get(next..range.start).unwrap_or_default());
            next = range.end.max(next);
        }
        files.extend_from_slice(self.files.get(next..).unwrap_or_default());
        files
    }

    /// What to look at for a hint: the path itself, or a folder above it.
    fn rescan_root(&self, walk: &DirectoryWalk<'_>, hint: &Path) -> String {
        let names_rules = hint.file_name().is_some_and(|name| name == IGNORE_FILE);
        let hint = if names_rules { hint.parent().unwrap_or(hint) } else { hint };
        let mut place = with_slashes(&walk.rescan_anchor(hint));
        // Something else stood where a folder on the way is now.
        if let Some(parent) =
            ancestor_paths(&place).filter(|parent| self.contains_path(parent)).last()
        {
            place = parent.to_owned();
        }
        // A name that is not UTF-8 may share its path with another: look at both.
        while place.contains(char::REPLACEMENT_CHARACTER) {
            place = parent_path(&place).unwrap_or_default().to_owned();
        }
        place
    }

    /// Whether a file, a finding, a link or something unreadable stands at a path.
    fn contains_path(&self, path: &str) -> bool {
        self.get(path).is_some()
            || self.links.contains(Path::new(path))
            || self.diagnostics.iter().any(|(place, _)| place == path)
            || self.unreadable.iter().any(|unreadable| unreadable.path == path)
    }
}

/// The folders above a path, the nearest first, the content folder (empty) last.
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
