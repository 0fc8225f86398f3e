//! Lists the entries of a folder that can be content, in no particular order.
//!
//! Uses the patterns of the crate `ignore`, but not its walker. That one opens anything named
//! `.gitignore`, even a pipe (which blocks) or a link out of the site, and cannot start in a
//! subfolder with the patterns from above it, as [`DirectoryWalk::walk_below`] does after a save.
//!
//! Folders are listed level by level, in parallel and without recursion.

use super::dir_entry::{DirEntry, DirEntryKind, is_not_found};
use super::file::FilePaths;
use super::ignore_rules::{IGNORE_FILE, IgnoreRules, is_always_ignored};
use super::retry_eintr::retry_eintr;
use super::root_folder::{RootFolder, is_plain_path};
use crate::diagnostic::rules::{LeftOutReason, LimitUnit, LimitedPart, TextFormat};
use crate::diagnostic::{Diagnostic, DiagnosticKind, rules};
use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;
use std::ffi::OsString;
use std::fs::{self, FileType};
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

/// The maximum length of a path in the folder. The system cannot open longer paths.
pub(super) const PATH_LIMIT_BYTES: usize = 3000;
/// A larger `.gitignore` is not read.
pub(super) const IGNORE_FILE_LIMIT_BYTES: u64 = 1024 * 1024;

/// Walks a folder, or a part of it.
#[derive(Debug)]
pub(super) struct DirectoryWalk<'a> {
    pub(super) folder: &'a RootFolder,
    /// The canonical path of the folder.
    pub(super) root: PathBuf,
    /// Folders that are not walked, relative to the root.
    skip: Vec<PathBuf>,
}

/// The result of a walk.
#[derive(Debug, Default)]
pub(super) struct WalkListing {
    pub(super) entries: Vec<DirEntry>,
    /// Errors, with the path that each one is about, relative to the root.
    pub(super) errors: Vec<(PathBuf, WalkError)>,
}

/// Something that is wrong with a path that is not a file.
#[derive(Debug)]
pub(super) enum WalkError {
    /// An error of the author.
    Diagnostic(Box<Diagnostic>),
    /// An error of the system, in its own words.
    Unreadable(String),
}

/// A folder to list, with the rules from the folders above it.
struct PendingDir {
    relative_path: PathBuf,
    rules: IgnoreRules,
}

impl<'a> DirectoryWalk<'a> {
    /// Prepares to walk a folder.
    ///
    /// # Errors
    /// The folder does not exist, is not a folder or cannot be opened.
    pub(super) fn new(folder: &'a RootFolder) -> Result<Self> {
        let displayed = folder.root.display();
        let root = retry_eintr(|| fs::canonicalize(&folder.root))
            .with_context(|| format!("cannot open the folder {displayed}"))?;
        if !root.is_dir() {
            bail!("cannot open the folder {displayed}: it is a file");
        }
        retry_eintr(|| fs::read_dir(&root))
            .with_context(|| format!("cannot open the folder {displayed}"))?;
        let mut skip = Vec::new();
        for skipped in &folder.skip {
            match retry_eintr(|| fs::canonicalize(skipped)) {
                Ok(path) => skip.extend(path.strip_prefix(&root).ok().map(Path::to_path_buf)),
                // A folder that does not exist need not be skipped.
                Err(error) if is_not_found(&error) => {}
                Err(error) => {
                    let action = format!("cannot open the folder {}", skipped.display());
                    return Err(anyhow::Error::new(error).context(action));
                }
            }
        }
        Ok(Self { folder, root, skip })
    }

    /// Checks after a walk that the folder was not moved meanwhile: its files would look removed.
    ///
    /// # Errors
    /// The folder is not where it was.
    pub(super) fn require_root(&self) -> Result<()> {
        let action = || format!("cannot open the folder {}", self.folder.root.display());
        let root = retry_eintr(|| fs::canonicalize(&self.folder.root)).with_context(action)?;
        if root == self.root { Ok(()) } else { Err(anyhow!("it was moved")).with_context(action) }
    }

    /// Lists the whole folder.
    pub(super) fn walk_all(&self) -> WalkListing {
        self.walk_dir(PendingDir { relative_path: PathBuf::new(), rules: IgnoreRules::default() })
    }

    /// Lists a path and everything below it, as [`DirectoryWalk::walk_all`] would.
    pub(super) fn walk_below(&self, relative_path: &Path) -> WalkListing {
        if relative_path.as_os_str().is_empty() {
            return self.walk_all();
        }
        let mut listing = WalkListing::default();
        let mut rules = IgnoreRules::default();
        let mut path = PathBuf::new();
        for name in relative_path.iter() {
            let Some(rules_here) = self.ignore_rules_for(&path, &rules, &mut listing) else {
                return listing;
            };
            rules = rules_here;
            path.push(name);
            let metadata = match retry_eintr(|| fs::symlink_metadata(self.root.join(&path))) {
                Ok(metadata) => metadata,
                Err(error) if is_not_found(&error) => return listing,
                Err(error) => {
                    listing.errors.push((path, WalkError::Unreadable(error.to_string())));
                    return listing;
                }
            };
            let is_last = path.as_path() == relative_path;
            let kind = entry_kind(metadata.file_type());
            if self.is_ignored(&path, kind, &rules) {
                return listing;
            }
            if kind == DirEntryKind::Folder && self.is_bare_repository(&path) {
                self.add_diagnostic(&path, left_out_repository(&path), &mut listing);
                return listing;
            }
            if kind != DirEntryKind::Folder {
                listing.entries.extend(is_last.then_some(DirEntry { relative_path: path, kind }));
                return listing;
            }
        }
        self.walk_dir(PendingDir { relative_path: path, rules })
    }

    /// Returns the path to scan after a change of `relative_path`: itself, or the shortest parent
    /// that is no longer a folder or cannot be read.
    pub(super) fn rescan_anchor(&self, relative_path: &Path) -> PathBuf {
        let mut path = PathBuf::new();
        for name in relative_path.iter() {
            let parent = path.clone();
            path.push(name);
            match retry_eintr(|| fs::symlink_metadata(self.root.join(&path))) {
                Ok(metadata) if metadata.is_dir() => {}
                Err(error) if !is_not_found(&error) => return parent,
                _ => return path,
            }
        }
        path
    }

    /// Returns the paths that a hint can refer to, relative to the root: the path itself, and the
    /// targets of symbolic links in it, because writing through a link changes its target. A folder
    /// above the root refers to the root. Empty if the hint is outside the root.
    pub(super) fn resolve_hint(&self, hint: &Path) -> Vec<PathBuf> {
        let relative_to = |root: &Path, path: &Path| {
            if root.starts_with(path) {
                return Some(PathBuf::new());
            }
            path.strip_prefix(root).ok().map(Path::to_path_buf)
        };
        let canonical_parent = hint.parent().and_then(|parent| parent.canonicalize().ok());
        let in_canonical_parent =
            canonical_parent.zip(hint.file_name()).map(|(parent, name)| parent.join(name));
        let candidates = [in_canonical_parent, hint.canonicalize().ok(), Some(hint.to_path_buf())];
        let mut relative_paths: Vec<PathBuf> = candidates
            .iter()
            .flatten()
            .filter_map(|path| relative_to(&self.root, path))
            .chain(relative_to(&self.folder.root, hint))
            .filter(|path| is_plain_path(path))
            .collect();
        relative_paths.sort();
        relative_paths.dedup();
        relative_paths
    }

    /// Lists a folder and everything below it.
    fn walk_dir(&self, dir: PendingDir) -> WalkListing {
        let mut listing = WalkListing::default();
        let mut level = vec![dir];
        while !level.is_empty() {
            let listed_dirs: Vec<_> = match level.as_slice() {
                [dir] => vec![self.list_dir(dir)],
                level => level.par_iter().map(|dir| self.list_dir(dir)).collect(),
            };
            level.clear();
            for (subdirs, dir_listing) in listed_dirs {
                level.extend(subdirs);
                listing.entries.extend(dir_listing.entries);
                listing.errors.extend(dir_listing.errors);
            }
        }
        listing
    }

    /// Lists one folder: the folders in it to walk, and the rest.
    fn list_dir(&self, dir: &PendingDir) -> (Vec<PendingDir>, WalkListing) {
        let mut listing = WalkListing::default();
        let mut subdirs = Vec::new();
        let entries = self.read_dir_entries(&dir.relative_path, &mut listing);
        // Read only if it is listed, so that an unreadable folder is reported once.
        let has_ignore_file = entries.iter().any(|(name, _)| name == IGNORE_FILE);
        let rules = if has_ignore_file {
            self.ignore_rules_for(&dir.relative_path, &dir.rules, &mut listing)
        } else {
            Some(dir.rules.clone())
        };
        // Without its rules nobody knows which of the files are to be published.
        let Some(rules) = rules else { return (Vec::new(), listing) };
        for (name, file_type) in entries {
            let relative_path = dir.relative_path.join(&name);
            let kind = entry_kind(file_type);
            if self.is_ignored(&relative_path, kind, &rules) {
                continue;
            }
            match kind {
                _ if relative_path.as_os_str().len() > PATH_LIMIT_BYTES => {
                    let (what, limit, unit) =
                        (LimitedPart::Path, PATH_LIMIT_BYTES, LimitUnit::Bytes);
                    let too_large = rules::TooLarge { what, limit, unit };
                    self.add_diagnostic(&relative_path, too_large.into(), &mut listing);
                }
                DirEntryKind::Folder if self.is_bare_repository(&relative_path) => {
                    let left_out = left_out_repository(&relative_path);
                    self.add_diagnostic(&relative_path, left_out, &mut listing);
                }
                DirEntryKind::Folder => {
                    if name.to_str().is_none() {
                        let not_utf8 =
                            rules::NotUtf8 { detected_encoding: None, format: TextFormat::Text };
                        self.add_diagnostic(&relative_path, not_utf8.into(), &mut listing);
                    }
                    subdirs.push(PendingDir { relative_path, rules: rules.clone() });
                }
                DirEntryKind::File | DirEntryKind::Link | DirEntryKind::Special => {
                    listing.entries.push(DirEntry { relative_path, kind });
                }
            }
        }
        (subdirs, listing)
    }

    /// Returns the names and types of the entries of one folder.
    fn read_dir_entries(
        &self,
        folder: &Path,
        listing: &mut WalkListing,
    ) -> Vec<(OsString, FileType)> {
        let mut names_and_types = Vec::new();
        let mut report_error = |error: io::Error| {
            if !is_not_found(&error) {
                let walk_error = WalkError::Unreadable(error.to_string());
                listing.errors.push((folder.to_path_buf(), walk_error));
            }
        };
        let listed = without_panic(|| {
            let mut results = Vec::new();
            for entry in retry_eintr(|| fs::read_dir(self.root.join(folder)))? {
                results.push(entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))));
            }
            Ok(results)
        });
        match listed {
            Ok(results) => {
                for result in results {
                    match result {
                        Ok(name_and_type) => names_and_types.push(name_and_type),
                        Err(error) => report_error(error),
                    }
                }
            }
            Err(error) => report_error(error),
        }
        names_and_types
    }

    fn add_diagnostic(
        &self,
        relative_path: &Path,
        kind: DiagnosticKind,
        listing: &mut WalkListing,
    ) {
        let diagnostic = FilePaths::new(self.folder, relative_path).to_diagnostic(kind);
        listing
            .errors
            .push((relative_path.to_path_buf(), WalkError::Diagnostic(Box::new(diagnostic))));
    }

    /// Returns whether a path is not content, given that the folder that contains it is.
    pub(super) fn is_ignored(
        &self,
        relative_path: &Path,
        kind: DirEntryKind,
        rules: &IgnoreRules,
    ) -> bool {
        relative_path.file_name().is_none_or(|name| is_always_ignored(name, kind))
            || (!rules.is_empty() && rules.is_ignored(&self.root.join(relative_path), kind))
            || self.skip.iter().any(|skip| skip == relative_path)
    }

    /// Returns whether a folder is a git repository without a work tree, whose files are never
    /// content. git recognizes it by the same names.
    fn is_bare_repository(&self, relative_path: &Path) -> bool {
        let folder = self.root.join(relative_path);
        folder.join("HEAD").symlink_metadata().is_ok()
            && folder.join("objects").is_dir()
            && folder.join("refs").is_dir()
    }

    /// Returns the rules that apply in a folder. As in git, an ignore file that is a link is not
    /// read. `None` means that the rules cannot be read, which is reported.
    fn ignore_rules_for(
        &self,
        folder: &Path,
        outer_rules: &IgnoreRules,
        listing: &mut WalkListing,
    ) -> Option<IgnoreRules> {
        let relative_path = folder.join(IGNORE_FILE);
        let path = self.root.join(&relative_path);
        let result = match retry_eintr(|| fs::symlink_metadata(&path)) {
            Ok(metadata) if !metadata.is_file() => return Some(outer_rules.clone()),
            Ok(metadata) if metadata.len() > IGNORE_FILE_LIMIT_BYTES => {
                Err(io::Error::other(format!("more than {IGNORE_FILE_LIMIT_BYTES} bytes")))
            }
            Ok(_) => retry_eintr(|| fs::read(&path)),
            Err(error) => Err(error),
        };
        let problem = match result {
            Ok(bytes) => match outer_rules.with_ignore_file(&self.root.join(folder), &bytes) {
                Ok(rules) => return Some(rules),
                Err(error) => format!("{error:#}"),
            },
            Err(error) if is_not_found(&error) => return Some(outer_rules.clone()),
            Err(error) => error.to_string(),
        };
        listing.errors.push((relative_path, WalkError::Unreadable(problem)));
        None
    }
}

/// Runs a function that reads a folder. The standard library panics if the system fails to close
/// the folder, which is one more way of failing to read it.
fn without_panic<T>(read: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    panic::catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(io::Error::other("the folder cannot be closed")))
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
/// Returns the report of a git repository that is not content.
fn left_out_repository(relative_path: &Path) -> DiagnosticKind {
    let path = relative_path.to_string_lossy().replace('\\', "/");
    rules::LeftOut { reason: LeftOutReason::GitRepository, path, n_files: 1 }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::tests::content_folder;

    #[test]
    fn a_folder_that_was_moved_during_a_walk_is_not_taken_for_empty() {
        let (site, folder) = content_folder(&[("a.md", b"a")]);
        let walk = DirectoryWalk::new(&folder).unwrap();
        assert!(walk.require_root().is_ok());
        fs::rename(&folder.root, site.path().join("away")).unwrap();
        assert!(walk.require_root().is_err());
    }
}
