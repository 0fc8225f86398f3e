//! `.pakt-intent.json`: a write-ahead journal of the paths that a running build may write.
//!
//! A build that is killed does not write its manifest. From the journal the next build knows which
//! files are ours and which folders may contain temporary files. Paths with a file that is not
//! ours are left out, because that file would otherwise count as ours.

use super::manifest::{read_json_file, replace_json_file};
use super::output_dir::{OutputDir, is_relative_plain_path};
use anyhow::{Context, Result};
use std::collections::BTreeSet;

/// The journal's name in the output folder. The file exists while a build runs and after one was
/// killed.
pub(super) const JOURNAL_FILE: &str = ".pakt-intent.json";

/// Returns the paths in the journal of a build that did not finish; empty if there is no journal.
pub(super) fn read_journal(output_dir: &OutputDir) -> Result<BTreeSet<String>> {
    let bytes = read_json_file(output_dir, &output_dir.own_file_path(JOURNAL_FILE))?;
    let paths: Vec<String> = serde_json::from_slice(&bytes).unwrap_or_default();
    Ok(paths.into_iter().filter(|path| is_relative_plain_path(path)).collect())
}

/// Writes the paths to the journal.
pub(super) fn write_journal(output_dir: &OutputDir, paths: &BTreeSet<&str>) -> Result<()> {
    let text = serde_json::to_vec(paths).context("cannot write the list of paths")?;
    replace_json_file(output_dir, &output_dir.own_file_path(JOURNAL_FILE), &text)
}

/// Removes the journal of a build that has finished.
pub(super) fn remove_journal(output_dir: &OutputDir) -> Result<()> {
    output_dir.remove_file(&output_dir.own_file_path(JOURNAL_FILE))
}
