//! Things that are in many folders, found by the folder that is nearest.
//!
//! A site can have a page of the same name in each of its folders, and as many links to the name.
//! Looking at each page for each link would multiply the two.

use crate::files::parent_folder;
use std::collections::HashMap;
use std::sync::Arc;

/// How many folders before a file name are looked up in groups: `a/b/c/page`.
pub(super) const MAX_PATH_END_FOLDERS: usize = 3;

/// Things in folders. A thing is in its folder and in all folders around it.
#[derive(Clone, Debug)]
pub(super) struct FolderGroups<T> {
    /// The things in and below each folder, in the order in which they were added.
    by_folder: HashMap<String, Arc<[T]>>,
}

impl<T: Clone> FolderGroups<T> {
    /// Groups things by the folders of their paths.
    pub(super) fn new<'p>(things: impl Iterator<Item = (&'p str, T)>) -> Self {
        let mut by_folder: HashMap<&str, Vec<T>> = HashMap::new();
        for (path, thing) in things {
            for folder in folders_around(parent_folder(path)) {
                by_folder.entry(folder).or_default().push(thing.clone());
            }
        }
        let groups = by_folder.into_iter();
        Self { by_folder: groups.map(|(folder, group)| (folder.into(), group.into())).collect() }
    }

    /// Returns the things that share the most folders with a folder, counted from the top.
    pub(super) fn nearest(&self, folder: &str) -> Option<&Arc<[T]>> {
        folders_around(folder).find_map(|folder| self.by_folder.get(folder))
    }
}

/// Returns a folder and all folders around it, up to the top one, which is empty.
fn folders_around(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| match *folder {
        "" => None,
        folder => Some(parent_folder(folder)),
    })
}

/// Returns the ends of the path of a folder: of `a/b`, `b` and `a/b`. Of the top folder none.
pub(super) fn folder_ends(folder: &str) -> impl Iterator<Item = &str> {
    let starts = folder.rmatch_indices('/').map(|(index, _)| index + 1).chain([0]);
    let ends = starts.filter_map(|start| folder.get(start..)).filter(|end| !end.is_empty());
    ends.take(MAX_PATH_END_FOLDERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_things_share_the_most_folders() {
        let paths = ["x.md", "a/x.md", "a/b/x.md", "a/c/x.md", "ab/x.md"];
        let groups = FolderGroups::new(paths.into_iter().map(|path| (path, path)));
        let nearest = |folder| groups.nearest(folder).unwrap().join(" ");
        assert_eq!(nearest("a/b/d"), "a/b/x.md");
        assert_eq!(nearest("a/d"), "a/x.md a/b/x.md a/c/x.md");
        assert_eq!(nearest("d"), paths.join(" "));
        assert_eq!(nearest(""), paths.join(" "));
    }
}
