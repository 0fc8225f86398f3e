//! Reading folders on disk.

mod reading;
mod rescanning;

use super::*;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Creates a content folder with files.
pub(super) fn content_folder(files: &[(&str, &[u8])]) -> (TempDir, RootFolder) {
    let site = tempfile::tempdir().unwrap();
    let root = site.path().join("content");
    fs::create_dir(&root).unwrap();
    for (path, bytes) in files {
        write_file(&root.join(path), bytes);
    }
    let report_paths = ReportPaths::new(site.path(), &root);
    let skip = vec![root.join("out")];
    (site, RootFolder { root, report_paths, skip, kind: FolderKind::Content })
}

fn write_file(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn show(files: &FileSet) -> String {
    let mut out = String::new();
    for file in files {
        write!(out, "{}", file.path).unwrap();
        if let Some(source) = &file.text {
            write!(out, " text {:?}", source.text).unwrap();
        }
        if let Some(asset) = file.asset {
            write!(out, " asset {}", asset.size_bytes).unwrap();
        }
        out.push('\n');
    }
    for diagnostic in files.diagnostics() {
        let position = diagnostic.span.start_position();
        let path = &diagnostic.span.source().path;
        writeln!(out, "{path}:{}:{}: {:?}", position.line, position.column, diagnostic.kind)
            .unwrap();
    }
    for unreadable in files.unreadable() {
        writeln!(out, "unreadable {}", unreadable.path).unwrap();
    }
    out
}
