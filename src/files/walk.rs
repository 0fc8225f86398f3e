//! A folder → the entries that may be content, in no order.
//!
//! Our own loop over `ignore`'s patterns, not its walker: that one opens whatever is named
//! `.gitignore`, also a pipe (which waits for ever) or a link out of the site, and cannot begin in
//! the middle of a folder with the patterns from above it, which [`Walk::under`] does after a save.
//! Folders are listed level by level, in parallel and without recursion.

use super::entry::{Entry, EntryKind, is_gone};
use super::file::Place;
use super::folder::{Folder, is_plain};
use super::retry::uninterrupted;
use super::rules::{IGNORE_FILE, Rules, is_passed_over};
use crate::diagnostic::{Diagnostic, Fault};
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
pub(super) struct Walk<'a> {
    pub(super) folder: &'a Folder,
    /// The folder's canonical path.
    pub(super) root: PathBuf,
    /// Relative to the folder.
    skip: Vec<PathBuf>,
}

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) entries: Vec<Entry>,
    pub(super) troubles: Vec<(PathBuf, Trouble)>,
}

/// What is told of a place that is no file.
#[derive(Debug)]
pub(super) enum Trouble {
    Finding(Diagnostic),
    Unreadable(String),
}

/// A folder to list, and the rules from above it.
struct Branch {
    relative: PathBuf,
    rules: Rules,
}

impl<'a> Walk<'a> {
    /// # Errors
    /// The folder itself is not there or is no folder.
    pub(super) fn new(folder: &'a Folder) -> Result<Self> {
        let shown = folder.root.display();
        let root = uninterrupted(|| fs::canonicalize(&folder.root))
            .with_context(|| format!("cannot open the folder {shown}"))?;
        if !root.is_dir() {
            bail!("cannot open the folder {shown}: it is a file");
        }
        uninterrupted(|| fs::read_dir(&root))
            .with_context(|| format!("cannot open the folder {shown}"))?;
        let skip = folder.skip.iter().filter_map(|skip| {
            // What is not there needs no skipping.
            Some(skip.canonicalize().ok()?.strip_prefix(&root).ok()?.to_path_buf())
        });
        let skip = skip.collect();
        Ok(Self { folder, root, skip })
    }

    /// Everything.
    pub(super) fn all(&self) -> Listing {
        self.descend(Branch { relative: PathBuf::new(), rules: Rules::default() })
    }

    /// What [`Walk::all`] finds at a path and below it.
    pub(super) fn under(&self, relative: &Path) -> Listing {
        if relative.as_os_str().is_empty() {
            return self.all();
        }
        let mut listing = Listing::default();
        let mut rules = Rules::default();
        let mut above = PathBuf::new();
        for name in relative.iter() {
            rules = self.rules_of(&above, &rules, &mut Listing::default());
            above.push(name);
            let Ok(metadata) = uninterrupted(|| fs::symlink_metadata(self.root.join(&above)))
            else {
                return listing;
            };
            let is_last = above.as_path() == relative;
            let kind = kind(metadata.file_type());
            if self.passes_over(&above, kind, &rules) {
                return listing;
            }
            if kind != EntryKind::Folder {
                listing.entries.extend(is_last.then_some(Entry { relative: above, kind }));
                return listing;
            }
        }
        self.descend(Branch { relative: above, rules })
    }

    /// The shortest path above `relative`, or itself, that must be looked at when it changed:
    /// a parent that is no folder any more, or that does not let us look.
    pub(super) fn anchor(&self, relative: &Path) -> PathBuf {
        let mut above = PathBuf::new();
        for name in relative.iter() {
            let parent = above.clone();
            above.push(name);
            match uninterrupted(|| fs::symlink_metadata(self.root.join(&above))) {
                Ok(metadata) if metadata.is_dir() => {}
                Err(error) if !is_gone(&error) => return parent,
                _ => return above,
            }
        }
        above
    }

    /// The paths that a hint may mean, relative to the folder: as it is written, and what links in
    /// it lead to, since who writes through a link changes another file. A folder above means all.
    /// None if it lies outside.
    pub(super) fn meant(&self, hint: &Path) -> Vec<PathBuf> {
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
        meant.retain(|path| is_plain(path));
        meant.sort();
        meant.dedup();
        meant
    }

    fn descend(&self, first: Branch) -> Listing {
        let mut listing = Listing::default();
        let mut level = vec![first];
        while !level.is_empty() {
            let listed: Vec<_> = match level.as_slice() {
                [branch] => vec![self.list(branch)],
                level => level.par_iter().map(|branch| self.list(branch)).collect(),
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
    fn list(&self, branch: &Branch) -> (Vec<Branch>, Listing) {
        let mut listing = Listing::default();
        let mut branches = Vec::new();
        let found = self.names(&branch.relative, &mut listing);
        // Looked for only where it was seen: a folder that lets nobody look is told once.
        let has_rules = found.iter().any(|(name, _)| name == IGNORE_FILE);
        let rules = if has_rules {
            self.rules_of(&branch.relative, &branch.rules, &mut listing)
        } else {
            branch.rules.clone()
        };
        for (name, file_type) in found {
            let relative = branch.relative.join(&name);
            let kind = kind(file_type);
            if self.passes_over(&relative, kind, &rules) {
                continue;
            }
            match kind {
                _ if relative.as_os_str().len() > PATH_LIMIT_BYTES => {
                    let (what, limit, unit) = ("path", PATH_LIMIT_BYTES, "bytes");
                    self.find(&relative, Fault::TooLarge { what, limit, unit }, &mut listing);
                }
                EntryKind::Folder => {
                    if name.to_str().is_none() {
                        self.find(&relative, Fault::NotUtf8 { found: None }, &mut listing);
                    }
                    branches.push(Branch { relative, rules: rules.clone() });
                }
                kind => listing.entries.push(Entry { relative, kind }),
            }
        }
        (branches, listing)
    }

    /// Names and kinds of what is in one folder.
    fn names(&self, folder: &Path, listing: &mut Listing) -> Vec<(OsString, FileType)> {
        let mut found = Vec::new();
        let mut fail = |error: io::Error| {
            if !is_gone(&error) {
                let trouble = Trouble::Unreadable(error.to_string());
                listing.troubles.push((folder.to_path_buf(), trouble));
            }
        };
        match uninterrupted(|| fs::read_dir(self.root.join(folder))) {
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

    fn find(&self, relative: &Path, fault: Fault, listing: &mut Listing) {
        let finding = Place::new(self.folder, relative).finding(fault);
        listing.troubles.push((relative.to_path_buf(), Trouble::Finding(finding)));
    }

    fn passes_over(&self, relative: &Path, kind: EntryKind, rules: &Rules) -> bool {
        relative.file_name().is_none_or(|name| is_passed_over(name, kind))
            || (!rules.is_empty() && rules.ignore(&self.root.join(relative), kind))
            || self.skip.iter().any(|skip| skip == relative)
    }

    /// The rules in a folder. Like git, an ignore file that is a link is not read.
    fn rules_of(&self, folder: &Path, above: &Rules, listing: &mut Listing) -> Rules {
        let relative = folder.join(IGNORE_FILE);
        let at = self.root.join(&relative);
        let read = match uninterrupted(|| fs::symlink_metadata(&at)) {
            Ok(metadata) if !metadata.is_file() => return above.clone(),
            Ok(metadata) if metadata.len() > IGNORE_LIMIT_BYTES => {
                let limit = usize::try_from(IGNORE_LIMIT_BYTES).unwrap_or(usize::MAX);
                let fault = Fault::TooLarge { what: "file", limit, unit: "bytes" };
                self.find(&relative, fault, listing);
                return above.clone();
            }
            Ok(_) => fs::read(&at),
            Err(error) => Err(error),
        };
        let problem = match read {
            Ok(bytes) => match above.with(&self.root.join(folder), &bytes) {
                Ok(rules) => return rules,
                Err(error) => error.to_string(),
            },
            Err(error) if is_gone(&error) => return above.clone(),
            Err(error) => error.to_string(),
        };
        listing.troubles.push((relative, Trouble::Unreadable(problem)));
        above.clone()
    }
}

fn kind(file_type: FileType) -> EntryKind {
    if file_type.is_dir() {
        EntryKind::Folder
    } else if file_type.is_symlink() {
        EntryKind::Link
    } else if file_type.is_file() {
        EntryKind::File
    } else {
        EntryKind::Special
    }
}
