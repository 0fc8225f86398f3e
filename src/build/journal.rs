//! `.pakt-intent.json`: the paths that a running build may write.
//!
//! A build that is killed never comes to its manifest; by this note the next one knows which files
//! are ours, and where temporary files may lie. A path at which somebody else's file stands is not
//! noted, or that file would be taken for ours.

use super::manifest::{read_json_file, replace_json_file};
use super::output_dir::{OutputDir, is_relative_plain_path};
use anyhow::{Context, Result};
use std::collections::BTreeSet;

/// The note's name in the output folder; there only while a build runs, or after one was killed.
pub(super) const INTENT_FILE: &str = ".pakt-intent.json";

/// What a build that did not come to its end has noted.
pub(super) fn read_journal(ground: &OutputDir) -> Result<BTreeSet<String>> {
    let bytes = read_json_file(ground, &ground.own_file_path(INTENT_FILE))?;
    let paths: Vec<String> = serde_json::from_slice(&bytes).unwrap_or_default();
    Ok(paths.into_iter().filter(|path| is_relative_plain_path(path)).collect())
}

/// Notes the paths.
pub(super) fn write_journal(ground: &OutputDir, paths: &BTreeSet<&str>) -> Result<()> {
    let text = serde_json::to_vec(paths).context("cannot write the list of paths")?;
    replace_json_file(ground, &ground.own_file_path(INTENT_FILE), &text)
}

/// The build has come to its end.
pub(super) fn remove_journal(ground: &OutputDir) -> Result<()> {
    ground.remove_file(&ground.own_file_path(INTENT_FILE))
}
