//! Checks that git can read the objects of a repository without waiting for ever.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How many stores are looked at. More is a circle or a trap; git itself follows at most five.
const MAX_STORES: usize = 32;
/// The folders of a store whose files git opens, beside those of loose objects.
const OTHER_FOLDERS: [&str; 2] = ["pack", "info"];

/// Returns whether a store of objects has a file that is not regular, or borrows from one that
/// has: git waits for what is written into a pipe.
pub(super) fn has_special_files(objects: &Path) -> bool {
    let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
    let mut stores = vec![objects.to_path_buf()];
    while let Some(store) = stores.pop() {
        if seen.len() == MAX_STORES {
            return false;
        }
        if !seen.insert(store.clone()) {
            continue;
        }
        if special_file_below(&store).unwrap_or(false) {
            return true;
        }
        stores.extend(borrowed_stores(&store));
    }
    false
}

/// Returns whether a folder that git reads has a special file. An error means that git cannot read
/// it either, and says so.
fn special_file_below(store: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(store)? {
        let folder = entry?;
        let name = folder.file_name();
        let is_loose = name.len() == 2;
        if !is_loose && !OTHER_FOLDERS.iter().any(|other| name == *other) {
            continue;
        }
        for entry in fs::read_dir(folder.path()).into_iter().flatten() {
            let entry = entry?;
            let file_type = entry.file_type()?;
            let is_special = match file_type.is_symlink() {
                // A link that leads nowhere is an error of git, which does not wait for it.
                true => fs::metadata(entry.path()).is_ok_and(|it| !it.is_file() && !it.is_dir()),
                false => !file_type.is_file() && !file_type.is_dir(),
            };
            if is_special {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Returns the stores that a store borrows objects from (gitrepository-layout,
/// `objects/info/alternates`). Its file is regular.
fn borrowed_stores(store: &Path) -> Vec<PathBuf> {
    let list = fs::read_to_string(store.join("info/alternates")).unwrap_or_default();
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| store.join(line)).collect()
}
