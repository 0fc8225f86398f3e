//! Looks up copied files by name, or by the end of their path.

use super::address::fold_name;
use super::folder_groups::{FolderGroups, MAX_PATH_END_FOLDERS, folder_ends};
use super::name_index::MAX_SCANNED;
use crate::files::{file_name, parent_folder};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The names of all copied files.
#[derive(Debug, Default)]
pub(super) struct AssetNames {
    /// By folded file name, the preferred ones first: short paths, then the last in path order.
    by_name: BTreeMap<String, Vec<Arc<str>>>,
    /// Those whose file name more than [`MAX_SCANNED`] have, by the ends of their folded paths.
    crowded: HashMap<String, FolderGroups<Arc<str>>>,
}

impl AssetNames {
    /// Indexes the names of files. The paths are in order.
    pub(super) fn new<'a>(paths: impl DoubleEndedIterator<Item = &'a Arc<str>>) -> Self {
        let mut by_name: BTreeMap<String, Vec<Arc<str>>> = BTreeMap::new();
        for path in paths.rev() {
            by_name.entry(fold_name(file_name(path))).or_default().push(Arc::clone(path));
        }
        let mut by_path_end: HashMap<String, Vec<Arc<str>>> = HashMap::new();
        for (name, paths) in &mut by_name {
            paths.sort_by_key(|path| path.len());
            if paths.len() <= MAX_SCANNED {
                continue;
            }
            by_path_end.insert(name.clone(), paths.clone());
            for path in paths {
                let folder = fold_name(parent_folder(path));
                for folder_end in folder_ends(&folder) {
                    let with_path_end = by_path_end.entry(format!("{folder_end}/{name}"));
                    with_path_end.or_default().push(Arc::clone(path));
                }
            }
        }
        let groups = |paths: &[Arc<str>]| {
            FolderGroups::new(paths.iter().map(|path| (&**path, Arc::clone(path))))
        };
        let by_path_end = by_path_end.into_iter();
        let crowded = by_path_end.map(|(path_end, paths)| (path_end, groups(&paths))).collect();
        Self { by_name, crowded }
    }

    /// Returns the file with a name or with a path that ends in it, nearest to a folder.
    pub(super) fn find(&self, name: &str, folder: &str) -> Option<&Arc<str>> {
        let folded = fold_name(name);
        let paths = self.by_name.get(file_name(&folded))?;
        let is_grouped = folded.matches('/').count() <= MAX_PATH_END_FOLDERS;
        if paths.len() > MAX_SCANNED && is_grouped {
            return self.crowded.get(&folded)?.nearest(folder)?.first();
        }
        let path_end = format!("/{folded}");
        let matching =
            paths.iter().filter(|path| format!("/{}", fold_name(path)).ends_with(&path_end));
        let groups = FolderGroups::new(matching.map(|path| (&**path, path)));
        groups.nearest(folder)?.first().copied()
    }
}
