//! Folders on disk, and what is read of them.

mod reading;
mod rereading;

use super::*;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A content folder with files.
fn content(files: &[(&str, &[u8])]) -> (TempDir, RootFolder) {
    let site = tempfile::tempdir().unwrap();
    let root = site.path().join("content");
    fs::create_dir(&root).unwrap();
    for (path, bytes) in files {
        put(&root.join(path), bytes);
    }
    let shown = ReportPaths::new(site.path(), &root);
    let skip = vec![root.join("out")];
    (site, RootFolder { root, shown, skip, kind: FolderKind::Content })
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn show(files: &FileSet) -> String {
    let mut shown = String::new();
    for file in files {
        write!(shown, "{}", file.path).unwrap();
        if let Some(source) = &file.text {
            write!(shown, " text {:?}", source.text).unwrap();
        }
        if let Some(asset) = file.asset {
            write!(shown, " asset {}", asset.size).unwrap();
        }
        shown.push('\n');
    }
    for finding in files.diagnostics() {
        let at = finding.span.start_position();
        let path = &finding.span.source().path;
        writeln!(shown, "{path}:{}:{}: {:?}", at.line, at.column, finding.kind).unwrap();
    }
    for unreadable in files.unreadable() {
        writeln!(shown, "unreadable {}", unreadable.path).unwrap();
    }
    shown
}
