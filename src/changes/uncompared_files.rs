//! Finds the files that differ between two versions and that are not compared: settings, types, and
//! the theme with its strings.

use crate::files::{ContentFile, FileSet};
use crate::site::ParsedFiles;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The folders of a site's own types and strings.
const TYPES_FOLDER: &str = "_types/";
const STRINGS_FOLDER: &str = "_strings/";

/// Files of one kind that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncomparedFiles {
    /// What they are.
    pub kind: UncomparedKind,
    /// Their paths in reports, sorted and at least one.
    pub paths: Vec<String>,
}

/// What is not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UncomparedKind {
    /// `site.yaml`.
    Settings,
    /// The types of entries.
    Types,
    /// The texts of the user interface.
    Strings,
    /// The site's own theme.
    Theme,
}

impl UncomparedKind {
    /// Returns its name in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Types => "types",
            Self::Strings => "strings",
            Self::Theme => "theme",
        }
    }
}

/// Returns the files with settings, types and strings that differ.
#[must_use]
pub fn differing_settings(old: &ParsedFiles, new: &ParsedFiles) -> Vec<UncomparedFiles> {
    let settings = |parsed: &ParsedFiles| -> Vec<Arc<ContentFile>> {
        parsed.site_file().map(|parsed| Arc::clone(&parsed.file)).into_iter().collect()
    };
    let in_folder = |parsed: &ParsedFiles, folder: &str| -> Vec<Arc<ContentFile>> {
        parsed.in_folder(folder).map(|parsed| Arc::clone(&parsed.file)).collect()
    };
    let folder_pair = |folder: &str| (in_folder(old, folder), in_folder(new, folder));
    let all = [
        (UncomparedKind::Settings, (settings(old), settings(new))),
        (UncomparedKind::Types, folder_pair(TYPES_FOLDER)),
        (UncomparedKind::Strings, folder_pair(STRINGS_FOLDER)),
    ];
    let all = all.into_iter();
    all.filter_map(|(kind, (old, new))| differing_files(kind, &old, &new)).collect()
}

/// Returns the files of a theme that differ. An asset differs if its size does.
#[must_use]
pub fn differing_theme(old: &FileSet, new: &FileSet) -> Option<UncomparedFiles> {
    let files = |set: &FileSet| -> Vec<Arc<ContentFile>> { set.iter().map(Arc::clone).collect() };
    differing_files(UncomparedKind::Theme, &files(old), &files(new))
}

fn differing_files(
    kind: UncomparedKind,
    old: &[Arc<ContentFile>],
    new: &[Arc<ContentFile>],
) -> Option<UncomparedFiles> {
    let mut by_path: BTreeMap<&str, FilePair<'_>> = BTreeMap::new();
    for file in old {
        by_path.entry(file.report_path()).or_default().old = Some(FileBytes::new(file));
    }
    for file in new {
        by_path.entry(file.report_path()).or_default().new = Some(FileBytes::new(file));
    }
    let differing = by_path.into_iter().filter(|(_, pair)| pair.old != pair.new);
    let paths: Vec<String> = differing.map(|(path, _)| path.to_owned()).collect();
    (!paths.is_empty()).then_some(UncomparedFiles { kind, paths })
}

/// A file in both versions. `None` means that it does not exist.
#[derive(Clone, Copy, Default)]
struct FilePair<'f> {
    old: Option<FileBytes<'f>>,
    new: Option<FileBytes<'f>>,
}

/// What is compared of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
struct FileBytes<'f> {
    text: Option<&'f str>,
    size_bytes: Option<u64>,
}

impl<'f> FileBytes<'f> {
    fn new(file: &'f ContentFile) -> Self {
        let text = file.text.as_ref().map(|source| &*source.text);
        Self { text, size_bytes: file.asset.map(|asset| asset.size_bytes) }
    }
}
