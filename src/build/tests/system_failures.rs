//! Killed builds, failed builds, concurrent builds, and paths that cannot be written.

use super::{build, counts, output, put, tree};
use crate::build::{BuildFailure, BuildPlan, ConflictKind, write};
use crate::files::{FileSet, FolderKind, ReportPaths, RootFolder, Sha256Digest};
use crate::render::Artifact;
use std::fs;
#[cfg(unix)]
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

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
fn a_failed_build_changes_nothing() {
    let (site, output) = output();
    let (paths, asset) = changed_asset(&site);
    let plan = BuildPlan::new(&paths);
    let fail = || {
        let result = write(&output, &plan, |index| match index {
            2 => Some(asset.clone()),
            _ => Some(Artifact::Bytes(b"ours".to_vec())),
        });
        let Err(BuildFailure::Unchanged(error)) = result else { panic!("{result:?}") };
        let error = format!("{error:#}");
        assert!(error.contains("picture.png changed while the site was built"), "{error}");
    };
    fail();
    assert!(!output.exists());
    // A file of others, one of ours that becomes a folder, a folder that becomes a file, and a
    // folder that the build would create.
    build(&output, &[("b", Some("b")), ("picture.png/x", Some("x")), ("c", Some("c"))], 0).unwrap();
    put(&output.join("a.html"), "foreign");
    let before = tree(&output);
    fail();
    assert_eq!(tree(&output), before);
    let routes = [("a.html", Some("ours")), ("b", Some("b")), ("c", Some("c"))];
    let outcome = build(&output, &routes, 1).unwrap();
    assert_eq!(counts(&outcome), (0, 2, 0, vec![("a.html", ConflictKind::File)]));
}

#[test]
fn an_interrupted_build_changes_nothing() {
    let (_site, output) = output();
    build(&output, &[("a.html", Some("a")), ("b/c.html", Some("c"))], 0).unwrap();
    let before = tree(&output);
    let paths = ["a.html".to_owned(), "d/e.html".to_owned()];
    let plan = BuildPlan::new(&paths);
    let n_rendered = AtomicUsize::new(0);
    let at_once = BuildPlan { is_interrupted: &|| true, ..plan };
    let when_rendered = BuildPlan { may_replace_files: &|| false, ..plan };
    for (plan, expected) in [(at_once, 0), (when_rendered, 2)] {
        let result = write(&output, &plan, |_| {
            n_rendered.fetch_add(1, Ordering::Relaxed);
            Some(Artifact::Bytes(b"new".to_vec()))
        });
        assert!(matches!(result, Err(BuildFailure::Interrupted)), "{result:?}");
        assert_eq!(n_rendered.load(Ordering::Relaxed), expected);
        assert_eq!(tree(&output), before);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_moved_or_replaced_during_a_build_is_an_error() {
    let paths = ["a.html".to_owned(), "d/e.html".to_owned()];
    let replacements: [fn(&Path); 3] = [
        |_| {},
        |folder| fs::create_dir(folder).unwrap(),
        |folder| put(&folder.join("a.html"), "foreign"),
    ];
    for replace in replacements {
        let (site, output) = output();
        build(&output, &[("a.html", Some("a"))], 0).unwrap();
        let moved = site.path().join("moved");
        let count_errors = || {
            fs::rename(&output, &moved).unwrap();
            replace(&output);
            0
        };
        let plan = BuildPlan { count_errors: &count_errors, ..BuildPlan::new(&paths) };
        let result = write(&output, &plan, |_| Some(Artifact::Bytes(b"new".to_vec())));
        let Err(BuildFailure::Unchanged(error)) = result else { panic!("{result:?}") };
        assert!(error.to_string().contains("was moved, replaced or emptied"), "{error:#}");
        assert_eq!(fs::read_to_string(moved.join("a.html")).unwrap(), "a");
        assert!(!output.join("d").exists());
    }
}

#[test]
fn what_somebody_puts_at_a_path_during_a_build_stays() {
    let (_site, output) = output();
    build(&output, &[("a.html", Some("a")), ("b.html", Some("b"))], 0).unwrap();
    let paths = ["a.html", "b.html", "c.html"].map(str::to_owned);
    let count_errors = || {
        put(&output.join("a.html"), "edited");
        put(&output.join("c.html"), "foreign");
        0
    };
    let plan = BuildPlan { count_errors: &count_errors, ..BuildPlan::new(&paths) };
    let outcome = write(&output, &plan, |_| Some(Artifact::Bytes(b"new".to_vec()))).unwrap();
    let conflicts = vec![("a.html", ConflictKind::Changed), ("c.html", ConflictKind::File)];
    assert_eq!(counts(&outcome), (1, 0, 0, conflicts));
    let files = tree(&output);
    let texts = ["a.html", "b.html", "c.html"].map(|path| files[path].as_deref());
    assert_eq!(texts, [Some("edited"), Some("new"), Some("foreign")]);
}

#[test]
fn a_name_that_the_file_system_does_not_take_changes_nothing() {
    let (_site, output) = output();
    build(&output, &[("a.html", Some("a"))], 0).unwrap();
    let before = tree(&output);
    let long_name = "x".repeat(300);
    for path in [&long_name, &format!("new/{long_name}"), &format!("{long_name}/index.html")] {
        let result = build(&output, &[("a.html", Some("new")), (path, Some("x"))], 0);
        let Err(BuildFailure::Unchanged(error)) = result else { panic!("{result:?}") };
        assert!(format!("{error:#}").contains(&long_name), "{error:#}");
        assert_eq!(tree(&output), before);
    }
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
    let plan = BuildPlan::new(&paths);
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
