//! Builds into folders on disk.

mod build_rules;
mod system_failures;
mod random_builds;

use super::*;
use crate::render::Artifact;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Returns a temporary site folder and the path of an output folder in it that does not exist yet.
fn output() -> (TempDir, PathBuf) {
    let site = tempfile::tempdir().unwrap();
    let folder = site.path().join("deep/output");
    (site, folder)
}

/// Builds artifacts with these paths and texts. `None` means that one could not be rendered.
fn build(
    output: &Path,
    artifacts: &[(&str, Option<&str>)],
    n_errors: usize,
) -> Result<BuildOutcome, BuildFailure> {
    let paths: Vec<String> = artifacts.iter().map(|(path, _)| (*path).to_owned()).collect();
    let plan = BuildPlan { count_errors: &|| n_errors, ..BuildPlan::new(&paths) };
    write(output, &plan, |index| artifacts[index].1.map(|text| Artifact::Bytes(text.into())))
}

/// Returns the numbers of written, unchanged and removed files, and the conflicts.
fn counts(outcome: &BuildOutcome) -> (usize, usize, usize, Vec<(&str, ConflictKind)>) {
    let conflicts = outcome.conflicts.iter().map(|it| (it.path.as_str(), it.kind)).collect();
    (outcome.written, outcome.unchanged, outcome.removed, conflicts)
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Returns everything in a folder: files with their text, folders with `None`.
fn tree(folder: &Path) -> BTreeMap<String, Option<String>> {
    let mut files = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(folder_to_read) = open.pop() {
        for entry in fs::read_dir(folder_to_read).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            let metadata = fs::symlink_metadata(&path).unwrap();
            let text = metadata.is_file().then(|| fs::read_to_string(&path).unwrap());
            files.insert(name, text);
            if metadata.is_dir() {
                open.push(path);
            }
        }
    }
    files
}
