//! Builds into folders on disk.

mod machine;
mod rules;
mod sequences;

use super::*;
use crate::render::Artifact;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder for output that is not there yet.
fn output() -> (TempDir, OutputOptions) {
    let site = tempfile::tempdir().unwrap();
    let folder = site.path().join("deep/output");
    (site, OutputOptions { folder })
}

/// Builds these paths and texts; a text of `None` could not be rendered.
fn build(
    output: &OutputOptions,
    artefacts: &[(&str, Option<&str>)],
    n_errors: usize,
) -> Result<BuildOutcome> {
    let paths: Vec<String> = artefacts.iter().map(|(path, _)| (*path).to_owned()).collect();
    let plan = BuildPlan { paths: &paths, n_errors: &|| n_errors, progress: &|_| {} };
    write(output, &plan, |index| artefacts[index].1.map(|text| Artifact::Bytes(text.into())))
}

/// The numbers written, unchanged, removed and what was in the way.
fn told(outcome: &BuildOutcome) -> (usize, usize, usize, Vec<(&str, ConflictKind)>) {
    let foreign = outcome.foreign.iter().map(|it| (it.path.as_str(), it.obstacle)).collect();
    (outcome.written, outcome.unchanged, outcome.removed, foreign)
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// All that is in a folder: files with their text, folders with none.
fn tree(folder: &Path) -> BTreeMap<String, Option<String>> {
    let mut found = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            let metadata = fs::symlink_metadata(&path).unwrap();
            let text = metadata.is_file().then(|| fs::read_to_string(&path).unwrap());
            found.insert(name, text);
            if metadata.is_dir() {
                open.push(path);
            }
        }
    }
    found
}
