//! Killed builds, failed builds, concurrent builds, and paths that cannot be written.

use super::{build, counts, output, put, tree};
use crate::build::{BuildPlan, write};
use crate::files::{FileSet, FolderKind, ReportPaths, RootFolder, Sha256Digest};
use crate::render::Artifact;
use std::fs;

#[test]
fn files_of_a_killed_build_are_recognized_as_ours() {
    let (_site, output) = output();
    build(&output, &[("a.html", Some("a")), ("b.html", Some("b"))], 0).unwrap();
    let disk_path = |path: &str| output.join(path);
    // Killed after some renames, while another file was being written.
    let paths = r#"["a.html","b.html","new/x/index.html","new/y.html","new/z.html","../z"]"#;
    let digest = Sha256Digest::of_bytes(b"killed");
    let written = ["b.html", "new/y.html", "new/z.html"];
    let lines = written.map(|path| format!("[\"{path}\",\"{digest}\",6]\n")).concat();
    put(&disk_path(".pakt-intent.json"), &format!("{paths}\n{lines}[\"new/x/in"));
    put(&disk_path("b.html"), "killed");
    put(&disk_path("new/y.html"), "killed");
    put(&disk_path("new/z.html"), "edited");
    put(&disk_path("new/x/.pakt-tmp-0123456789ab"), "half");
    put(&disk_path(".pakt-tmp-0123456789ab"), "half");
    put(&disk_path(".pakt-lock"), "");
    put(&disk_path("foreign/.pakt-tmp-0123456789ab"), "not ours: not in the journal");
    put(&disk_path("new.txt"), "foreign");
    let outcome = build(&output, &[("a.html", Some("A"))], 0).unwrap();
    assert_eq!(counts(&outcome), (1, 0, 2, vec![]));
    let names: Vec<_> = tree(&output).into_keys().collect();
    let foreign = [
        "foreign",
        "foreign/.pakt-tmp-0123456789ab",
        "new",
        "new.txt",
        "new/z.html",
        "pakt-manifest.json",
    ];
    assert_eq!(names, [&["a.html"][..], &foreign].concat());
}

#[test]
fn a_failed_build_does_not_journal_files_that_are_not_ours() {
    let (site, output) = output();
    put(&output.join("a.html"), "foreign");
    let (paths, asset) = changed_asset(&site);
    let plan = BuildPlan { paths: &paths, count_errors: &|| 0, on_progress: &|_| {} };
    let result = write(&output, &plan, |index| match index {
        2 => Some(asset.clone()),
        _ => Some(Artifact::Bytes(b"ours".to_vec())),
    });
    let error = format!("{:#}", result.unwrap_err());
    assert!(error.contains("picture.png changed while the site was built"), "{error}");
    assert!(output.join(".pakt-intent.json").is_file());
    let routes = [("a.html", Some("ours"))];
    let outcome = build(&output, &routes, 0).unwrap();
    assert_eq!(outcome.conflicts.len(), 1);
    assert_eq!(fs::read_to_string(output.join("a.html")).unwrap(), "foreign");
    // Without conflicts, the files of the failed build are removed.
    build(&output, &[], 0).unwrap();
    let names: Vec<_> = tree(&output).into_keys().collect();
    assert_eq!(names, ["a.html", "pakt-manifest.json"]);
}

/// Returns three paths, and for the last one an asset whose file changed after it was read.
fn changed_asset(site: &tempfile::TempDir) -> (Vec<String>, Artifact) {
    let root = site.path().join("content");
    put(&root.join("picture.png"), "first");
    let (report_paths, skip) = (ReportPaths::default(), Vec::new());
    let folder = RootFolder { root, report_paths, skip, kind: FolderKind::Content };
    let files = FileSet::read(&folder).unwrap();
    put(&folder.root.join("picture.png"), "second");
    let paths = ["a.html", "b/index.html", "picture.png"].map(str::to_owned).to_vec();
    (paths, Artifact::File(files.get("picture.png").unwrap().clone()))
}

#[test]
fn one_build_at_a_time() {
    let (_site, output) = output();
    let paths = ["a.html".to_owned()];
    let plan = BuildPlan { paths: &paths, count_errors: &|| 0, on_progress: &|_| {} };
    let outcome = write(&output, &plan, |_| {
        let other = build(&output, &[("b.html", Some("b"))], 0);
        assert!(format!("{:#}", other.unwrap_err()).contains("another build is writing into"));
        Some(Artifact::Bytes(Vec::new()))
    });
    assert_eq!(counts(&outcome.unwrap()), (1, 0, 0, vec![]));
    let names: Vec<_> = tree(&output).into_keys().collect();
    assert_eq!(names, ["a.html", "pakt-manifest.json"]);
}

#[test]
fn a_path_outside_the_output_folder_is_an_error() {
    let (site, output) = output();
    for path in ["../x", "/x", "a/../../x", "a//b", "", "a/", "./a", "a\0b"] {
        let error = build(&output, &[("ok.html", Some("")), (path, Some(""))], 0).unwrap_err();
        assert!(error.to_string().contains(&format!("{path:?}")), "{error}");
    }
    assert!(build(&output, &[("a", Some("")), ("a", Some(""))], 0).is_err());
    assert!(tree(site.path()).is_empty());
}

#[test]
fn an_output_that_is_a_file_is_an_error_with_its_path() {
    let (_site, output) = output();
    put(&output, "a file");
    for folder in [output.clone(), output.join("below")] {
        let error = format!("{:#}", build(&folder, &[], 0).unwrap_err());
        assert!(error.contains("deep/output"), "{error}");
    }
    assert_eq!(fs::read_to_string(&output).unwrap(), "a file");
}
