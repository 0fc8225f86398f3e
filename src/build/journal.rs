//! `.pakt-intent.json`: a write-ahead journal of the paths that a running build may write.
//!
//! A build that is killed does not write its manifest. From the journal the next build knows which
//! files are ours and which folders may contain temporary files. Its first line has all paths; each
//! file has a line with its digest before the first is put in place, so that a file that somebody
//! changed since is not taken for ours.

use super::manifest::{ManifestEntry, read_json_file, replace_json_file};
use super::output_dir::{OutputDir, is_relative_plain_path};
use crate::files::Sha256Digest;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Write as _;

/// The journal's name in the output folder. The file exists while a build runs and after one was
/// killed.
pub(super) const JOURNAL_FILE: &str = ".pakt-intent.json";

/// The journal of a build that did not finish; empty if there is none.
#[derive(Debug, Default)]
pub(super) struct JournalContent {
    /// The paths that the build could write.
    pub(super) paths: BTreeSet<String>,
    /// What it wrote, or was about to write.
    pub(super) written: BTreeMap<String, ManifestEntry>,
}

/// Reads the journal of a build that did not finish.
pub(super) fn read_journal(output_dir: &OutputDir) -> Result<JournalContent> {
    let bytes = read_json_file(output_dir, &output_dir.own_file_path(JOURNAL_FILE))?;
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let paths: Vec<String> =
        lines.next().and_then(|line| serde_json::from_slice(line).ok()).unwrap_or_default();
    let mut content = JournalContent::default();
    content.paths.extend(paths.into_iter().filter(|path| is_relative_plain_path(path)));
    for line in lines {
        // The last line of a killed build can be cut off.
        let Ok((path, digest, size_bytes)) = serde_json::from_slice::<(String, String, u64)>(line)
        else {
            continue;
        };
        if let (Some(digest), true) =
            (Sha256Digest::from_hex(&digest), content.paths.contains(&path))
        {
            content.written.insert(path, ManifestEntry { digest, size_bytes });
        }
    }
    Ok(content)
}

/// The journal of the running build.
#[derive(Debug)]
pub(super) struct Journal(File);

impl Journal {
    /// Writes the paths to the journal, and what an unfinished build wrote.
    pub(super) fn start(
        output_dir: &OutputDir,
        paths: &BTreeSet<&str>,
        written: &BTreeMap<String, ManifestEntry>,
    ) -> Result<Self> {
        let path = output_dir.own_file_path(JOURNAL_FILE);
        let mut text = serde_json::to_vec(paths).context("cannot write the list of paths")?;
        text.push(b'\n');
        for (path, manifest_entry) in written {
            text.extend(journal_line(path, *manifest_entry)?);
        }
        replace_json_file(output_dir, &path, &text)?;
        let file = File::options().append(true).open(&path);
        let file = file.with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self(file))
    }

    /// Adds the files that are about to be put in place.
    pub(super) fn add<'a>(
        &mut self,
        files: impl Iterator<Item = (&'a str, ManifestEntry)>,
    ) -> Result<()> {
        let mut lines = Vec::new();
        for (path, manifest_entry) in files {
            lines.extend(journal_line(path, manifest_entry)?);
        }
        self.0.write_all(&lines).context("cannot write the journal of the build")
    }
}

fn journal_line(path: &str, manifest_entry: ManifestEntry) -> Result<Vec<u8>> {
    let ManifestEntry { digest, size_bytes } = manifest_entry;
    let line = (path, digest.to_string(), size_bytes);
    let mut line = serde_json::to_vec(&line).context("cannot write the journal of the build")?;
    line.push(b'\n');
    Ok(line)
}

/// Removes the journal of a build that has finished.
pub(super) fn remove_journal(output_dir: &OutputDir) -> Result<()> {
    output_dir.remove_file(&output_dir.own_file_path(JOURNAL_FILE))
}
