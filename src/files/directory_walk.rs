//! A folder → the entries that may be content, in no order.
//!
//! Our own loop over `ignore`'s patterns, not its walker: that one opens whatever is named
//! `.gitignore`, also a pipe (which waits for ever) or a link out of the site, and cannot begin in
//! the middle of a folder with the patterns from above it, which [`DirectoryWalk::under`] does
//! after a save.
//! Folders are listed level by level, in parallel and without recursion.

use super::dir_entry::{DirEntry, DirEntryKind, is_not_found};
use super::file::FilePaths;
use super::ignore_rules::{IGNORE_FILE, IgnoreRules, is_always_ignored};
use super::retry_eintr::retry_eintr;
use super::root_folder::{RootFolder, is_plain_path};
use crate::diagnostic::{Diagnostic, DiagnosticKind};
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::ffi::OsString;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

/// A path inside the folder may be this long: what is deeper, the system could not open.
const PATH_LIMIT_BYTES: usize = 3000;
/// A larger `.gitignore` is not read.
const IGNORE_LIMIT_BYTES: u64 = 1024 * 1024;

/// One look at a folder.
#[derive(Debug)]
pub(super) struct DirectoryWalk<'a> {
    pub(super) folder: &'a RootFolder,
    /// The folder's canonical path.
    pub(super) root: PathBuf,
    /// Relative to the folder.
    skip: Vec<PathBuf>,
}

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct WalkListing {
    pub(super) entries: Vec<DirEntry>,
    pub(super) troubles: Vec<(PathBuf, WalkError)>,
}

/// What is told of a place that is no file.
#[derive(Debug)]
pub(super) enum WalkError {
    Finding(Diagnostic),
    Unreadable(String),
}

/// A folder to list, and the rules from above it.
struct PendingDir {
    relative: PathBuf,
    rules: IgnoreRules,
}

impl<'a> DirectoryWalk<'a> {
    /// # Errors
    /// The folder itself is not there or is no folder.
    pub(super) fn new(folder: &'a RootFolder) -> Result<Self> {
        let shown = folder.root.display();
        let root = retry_eintr(|| fs::canonicalize(&folder.root))
            .with_context(|| format!("cannot open the folder {shown}"))?;
        if !root.is_dir() {
            bail!("cannot open the folder {shown}: it is a file");
        }
        retry_eintr(|| fs::read_dir(&root))
            .with_context(|| format!("cannot open the folder {shown}"))?;
        let skip = folder.skip.iter().filter_map(|skip| {
            // What is not there needs no skipping.
            Some(skip.canonicalize().ok()?.strip_prefix(&root).ok()?.to_path_buf())
        });
        let skip = skip.collect();
        Ok(Self { folder, root, skip })
    }

    /// Everything.
    pub(super) fn walk_all(&self) -> WalkListing {
        self.walk_dir(PendingDir { relative: PathBuf::new(), rules: IgnoreRules::default() })
    }

    /// What [`DirectoryWalk::all`] finds at a path and below it.
    pub(super) fn walk_below(&self, relative: &Path) -> WalkListing {
        if relative.as_os_str().is_empty() {
            return self.walk_all();
        }
        let mut listing = WalkListing::default();
        let mut rules = IgnoreRules::default();
        let mut above = PathBuf::new();
        for name in relative.iter() {
            rules = self.ignore_rules_for(&above, &rules, &mut WalkListing::default());
            above.push(name);
            let Ok(metadata) = retry_eintr(|| fs::symlink_metadata(self.root.join(&above))) else {
                return listing;
            };
            let is_last = above.as_path() == relative;
            let kind = entry_kind(metadata.file_type());
            if self.is_ignored(&above, kind, &rules) {
                return listing;
            }
            if kind != DirEntryKind::Folder {
                listing.entries.extend(is_last.then_some(DirEntry { relative: above, kind }));
                return listing;
            }
        }
        self.walk_dir(PendingDir { relative: above, rules })
    }

    /// The shortest path above `relative`, or itself, that must be looked at when it changed:
    /// a parent that is no folder any more, or that does not let us look.
    pub(super) fn rescan_anchor(&self, relative: &Path) -> PathBuf {
        let mut above = PathBuf::new();
        for name in relative.iter() {
            let parent = above.clone();
            above.push(name);
            match retry_eintr(|| fs::symlink_metadata(self.root.join(&above))) {
                Ok(metadata) if metadata.is_dir() => {}
                Err(error) if !is_not_found(&error) => return parent,
                _ => return above,
            }
        }
        above
    }

    /// The paths that a hint may mean, relative to the folder: as it is written, and what links in
    /// it lead to, since who writes through a link changes another file. A folder above means all.
    /// None if it lies outside.
    pub(super) fn resolve_hint(&self, hint: &Path) -> Vec<PathBuf> {
        let within = |root: &Path, path: &Path| {
            if root.starts_with(path) {
                return Some(PathBuf::new());
            }
            path.strip_prefix(root).ok().map(Path::to_path_buf)
        };
        let written = within(&self.folder.root, hint);
        let parent = hint.parent().and_then(|parent| parent.canonicalize().ok());
        let beside = parent.zip(hint.file_name()).map(|(parent, name)| parent.join(name));
        let resolved = [beside, hint.canonicalize().ok(), Some(hint.to_path_buf())];
        let below = |path: PathBuf| within(&self.root, &path);
        let mut meant: Vec<_> = resolved.into_iter().flatten().filter_map(below).collect();
        meant.extend(written);
        meant.retain(|path| is_plain_path(path));
        meant.sort();
        meant.dedup();
        meant
    }

    fn walk_dir(&self, first: PendingDir) -> WalkListing {
        let mut listing = WalkListing::default();
        let mut level = vec![first];
        while !level.is_empty() {
            let listed: Vec<_> = match level.as_slice() {
                [branch] => vec![self.list_dir(branch)],
                level => level.par_iter().map(|branch| self.list_dir(branch)).collect(),
            };
            level.clear();
            for (branches, found) in listed {
                level.extend(branches);
                listing.entries.extend(found.entries);
                listing.troubles.extend(found.troubles);
            }
        }
        listing
    }

    /// One folder: the folders in it that are walked, and the rest.
    fn list_dir(&self, branch: &PendingDir) -> (Vec<PendingDir>, WalkListing) {
        let mut listing = WalkListing::default();
        let mut branches = Vec::new();
        let found = self.dir_entry_names(&branch.relative, &mut listing);
        // Looked for only where it was seen: a folder that lets nobody look is told once.
        let has_rules = found.iter().any(|(name, _)| name == IGNORE_FILE);
        let rules = if has_rules {
            self.ignore_rules_for(&branch.relative, &branch.rules, &mut listing)
        } else {
            branch.rules.clone()
        };
        for (name, file_type) in found {
            let relative = branch.relative.join(&name);
            let kind = entry_kind(file_type);
            if self.is_ignored(&relative, kind, &rules) {
                continue;
            }
            match kind {
                _ if relative.as_os_str().len() > PATH_LIMIT_BYTES => {
                    let (what, limit, unit) = ("path", PATH_LIMIT_BYTES, "bytes");
                    self.add_diagnostic(
                        &relative,
                        DiagnosticKind::TooLarge { what, limit, unit },
                        &mut listing,
                    );
                }
                DirEntryKind::Folder => {
                    if name.to_str().is_none() {
                        self.add_diagnostic(
                            &relative,
                            DiagnosticKind::NotUtf8 { found: None },
                            &mut listing,
                        );
                    }
                    branches.push(PendingDir { relative, rules: rules.clone() });
                }
                kind => listing.entries.push(DirEntry { relative, kind }),
            }
        }
        (branches, listing)
    }

    /// Names and kinds of what is in one folder.
    fn dir_entry_names(
        &self,
        folder: &Path,
        listing: &mut WalkListing,
    ) -> Vec<(OsString, FileType)> {
        let mut found = Vec::new();
        let mut fail = |error: io::Error| {
            if !is_not_found(&error) {
                let trouble = WalkError::Unreadable(error.to_string());
                listing.troubles.push((folder.to_path_buf(), trouble));
            }
        };
        match retry_eintr(|| fs::read_dir(self.root.join(folder))) {
            Ok(entries) => {
                for entry in entries {
                    match entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))) {
                        Ok(entry) => found.push(entry),
                        Err(error) => fail(error),
                    }
                }
            }
            Err(error) => fail(error),
        }
        found
    }

    fn add_diagnostic(&self, relative: &Path, kind: DiagnosticKind, listing: &mut WalkListing) {
        let diagnostic = FilePaths::new(self.folder, relative).to_diagnostic(kind);
        listing.troubles.push((relative.to_path_buf(), WalkError::Finding(diagnostic)));
    }

    fn is_ignored(&self, relative: &Path, kind: DirEntryKind, rules: &IgnoreRules) -> bool {
        relative.file_name().is_none_or(|name| is_always_ignored(name, kind))
            || (!rules.is_empty() && rules.is_ignored(&self.root.join(relative), kind))
            || self.skip.iter().any(|skip| skip == relative)
    }

    /// The rules in a folder. Like git, an ignore file that is a link is not read.
    fn ignore_rules_for(
        &self,
        folder: &Path,
        above: &IgnoreRules,
        listing: &mut WalkListing,
    ) -> IgnoreRules {
        let relative = folder.join(IGNORE_FILE);
        let path = self.root.join(&relative);
        let read = match retry_eintr(|| fs::symlink_metadata(&path)) {
            Ok(metadata) if !metadata.is_file() => return above.clone(),
            Ok(metadata) if metadata.len() > IGNORE_LIMIT_BYTES => {
                let limit = usize::try_from(IGNORE_LIMIT_BYTES).unwrap_or(usize::MAX);
                let kind = DiagnosticKind::TooLarge { what: "file", limit, unit: "bytes" };
                self.add_diagnostic(&relative, kind, listing);
                return above.clone();
            }
            Ok(_) => fs::read(&path),
            Err(error) => Err(error),
        };
        let problem = match read {
            Ok(bytes) => match above.with_ignore_file(&self.root.join(folder), &bytes) {
                Ok(rules) => return rules,
                Err(error) => error.to_string(),
            },
            Err(error) if is_not_found(&error) => return above.clone(),
            Err(error) => error.to_string(),
        };
        listing.troubles.push((relative, WalkError::Unreadable(problem)));
        above.clone()
    }
}

fn entry_kind(file_type: FileType) -> DirEntryKind {
    if file_type.is_dir() {
        DirEntryKind::Folder
    } else if file_type.is_symlink() {
        DirEntryKind::Link
    } else if file_type.is_file() {
        DirEntryKind::File
    } else {
        DirEntryKind::Special
    }
}
