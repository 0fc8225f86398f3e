//! What the writer does and leaves alone, rule by rule.

use super::{build, output, put, told, tree};
use crate::build::{BuildOutcome, BuildPlan, ConflictKind, write};
use crate::files::{FileSet, FolderKind, ReportPaths, RootFolder};
use crate::render::Artifact;
use expect_test::expect;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn a_build_writes_what_changed_and_removes_what_is_no_longer_made() {
    let (_site, output) = output();
    let first = [("a.html", Some("a")), ("b/c/index.html", Some("c")), ("b/index.html", Some("b"))];
    assert_eq!(told(&build(&output, &first, 0).unwrap()), (3, 0, 0, vec![]));
    let manifest = fs::read_to_string(output.folder.join("pakt-manifest.json")).unwrap();
    expect![[r#"
        {"version": 1, "errors": 0, "files": [
        {"path": "a.html", "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", "size": 1},
        {"path": "b/c/index.html", "sha256": "2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6", "size": 1},
        {"path": "b/index.html", "sha256": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d", "size": 1}
        ]}
    "#]]
    .assert_eq(&manifest);

    let times = |path: &str| fs::metadata(output.folder.join(path)).unwrap().modified().unwrap();
    let before = (times("a.html"), times("pakt-manifest.json"));
    assert_eq!(told(&build(&output, &first, 0).unwrap()), (0, 3, 0, vec![]));
    assert_eq!((times("a.html"), times("pakt-manifest.json")), before);

    let second = [("a.html", Some("A")), ("b/index.html", Some("b"))];
    assert_eq!(told(&build(&output, &second, 0).unwrap()), (1, 1, 1, vec![]));
    let names: Vec<_> = tree(&output.folder).into_keys().collect();
    assert_eq!(names, ["a.html", "b", "b/index.html", "pakt-manifest.json"]);
}

#[test]
fn with_errors_nothing_stale_is_removed_and_nothing_is_forgotten() {
    let (_site, output) = output();
    build(&output, &[("a.html", Some("a")), ("b/index.html", Some("b"))], 0).unwrap();
    let broken = [("b/index.html", None), ("c.html", None), ("d.html", Some("d"))];
    assert_eq!(told(&build(&output, &broken, 2).unwrap()), (1, 0, 0, vec![]));
    let found = tree(&output.folder);
    assert_eq!(found["a.html"].as_deref(), Some("a"));
    assert_eq!(found["b/index.html"].as_deref(), Some("b"));
    let manifest = found["pakt-manifest.json"].as_deref().unwrap();
    assert!(manifest.contains("\"errors\": 2") && manifest.contains("a.html"));
    assert!(manifest.contains("b/index.html") && !manifest.contains("c.html"));
    assert_eq!(told(&build(&output, &[("d.html", Some("d"))], 0).unwrap()), (0, 1, 2, vec![]));
    assert_eq!(tree(&output.folder).len(), 2);
}

#[test]
fn foreign_files_are_never_touched() {
    let (_site, output) = output();
    for path in [".gitignore", "notes/readme.txt", "a.html", "b.html", "c/mine.txt"] {
        put(&output.folder.join(path), "foreign");
    }
    fs::create_dir(output.folder.join("d.html")).unwrap();
    let routes = [
        ("a.html", Some("ours")),
        ("b.html", Some("foreign")),
        ("c", Some("ours")),
        ("d.html", Some("ours")),
        ("notes/readme.txt/index.html", Some("ours")),
        ("pakt-manifest.json", Some("ours")),
        ("x", Some("ours")),
        ("x/index.html", Some("ours")),
    ];
    let outcome = build(&output, &routes, 0).unwrap();
    let foreign = vec![
        ("a.html", ConflictKind::File),
        ("c", ConflictKind::Folder),
        ("d.html", ConflictKind::Folder),
        ("notes/readme.txt", ConflictKind::File),
        ("pakt-manifest.json", ConflictKind::Reserved),
        ("x", ConflictKind::Artefact),
    ];
    assert_eq!(told(&outcome), (1, 1, 0, foreign));
    let found = tree(&output.folder);
    for path in [".gitignore", "notes/readme.txt", "a.html", "b.html", "c/mine.txt"] {
        assert_eq!(found[path].as_deref(), Some("foreign"), "{path}");
    }
    assert!(found["pakt-manifest.json"].as_deref().unwrap().contains("\"errors\": 6"));
    // What has our bytes is ours from then on; the rest stays as it is.
    assert_eq!(told(&build(&output, &[], 0).unwrap()), (0, 0, 2, vec![]));
    let names: Vec<_> = tree(&output.folder).into_keys().collect();
    let left = [
        ".gitignore",
        "a.html",
        "c",
        "c/mine.txt",
        "d.html",
        "notes",
        "notes/readme.txt",
        "pakt-manifest.json",
    ];
    assert_eq!(names, left);
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_never_written_through() {
    use std::os::unix::fs::symlink;
    let (site, output) = output();
    build(&output, &[("a.html", Some("a")), ("en/index.html", Some("en"))], 0).unwrap();
    let outside = site.path().join("outside");
    put(&outside.join("index.html"), "outside");
    put(&outside.join("a.html"), "outside");
    fs::remove_file(output.folder.join("a.html")).unwrap();
    fs::remove_dir_all(output.folder.join("en")).unwrap();
    symlink(outside.join("a.html"), output.folder.join("a.html")).unwrap();
    symlink(&outside, output.folder.join("en")).unwrap();
    let before = tree(&outside);
    let routes = [("a.html", Some("A")), ("en/index.html", Some("EN")), ("en/x/y", Some("new"))];
    let foreign = vec![("a.html", ConflictKind::Link), ("en", ConflictKind::Link)];
    assert_eq!(told(&build(&output, &routes, 0).unwrap()), (0, 0, 0, foreign));
    // Nor is anything removed through them.
    build(&output, &[], 0).unwrap();
    assert_eq!(tree(&outside), before);
    assert!(output.folder.join("a.html").is_symlink() && output.folder.join("en").is_symlink());
}

#[cfg(unix)]
#[test]
fn a_hard_link_and_a_read_only_file_are_replaced_and_modes_follow_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let (site, output) = output();
    build(&output, &[("a/b.html", Some("old"))], 0).unwrap();
    let at = output.folder.join("a/b.html");
    let twin = site.path().join("twin");
    fs::hard_link(&at, &twin).unwrap();
    fs::set_permissions(&at, fs::Permissions::from_mode(0o400)).unwrap();
    build(&output, &[("a/b.html", Some("new"))], 0).unwrap();
    assert_eq!(fs::read_to_string(&twin).unwrap(), "old");
    assert_eq!(fs::read_to_string(&at).unwrap(), "new");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    put(&site.path().join("plain/file"), "");
    assert_eq!(mode(&at), mode(&site.path().join("plain/file")));
    assert_eq!(mode(&output.folder.join("pakt-manifest.json")), mode(&at));
    assert_eq!(mode(&output.folder.join("a")), mode(&site.path().join("plain")));
}

#[test]
fn a_manifest_is_input_too() {
    let digest = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"; // Of "a".
    let list = |paths: &[&str]| {
        let file =
            |path: &&str| format!("{{\"path\": {path:?}, \"sha256\": {digest:?}, \"size\": 1}}");
        let files: Vec<_> = paths.iter().map(file).collect();
        format!("{{\"version\": 1, \"errors\": 0, \"files\": [{}]}}", files.join(","))
    };
    let check = |manifest: &str| {
        let (site, output) = output();
        put(&site.path().join("deep/secret"), "a");
        put(&output.folder.join("foreign"), "b");
        put(&output.folder.join("sub/foreign"), "a");
        put(&output.folder.join("pakt-manifest.json"), manifest);
        let outcome = build(&output, &[("a.html", Some("x"))], 0).unwrap();
        assert_eq!(told(&outcome), (1, 0, 0, vec![]), "{manifest}");
        let found = tree(site.path());
        assert!(found.contains_key("deep/secret") && found.contains_key("deep/output/foreign"));
        assert!(found.contains_key("deep/output/sub/foreign"));
    };
    let absolute = std::env::temp_dir().join("pakt-no-such-file");
    check(&list(&["../secret", "./sub/foreign", "sub//foreign", "sub/../foreign", "/", "", "."]));
    check(&list(&["foreign", "sub", "sub/foreign/", "gone/x", absolute.to_str().unwrap()]));
    check(list(&["sub/foreign"]).strip_suffix('}').unwrap());
    check(&list(&["sub/foreign"]).replace("\"version\": 1", "\"version\": 2"));
    check(&list(&["sub/foreign"]).replace(digest, "not a digest"));
    check("");
    check("[1, 2");
}

#[test]
fn assets_are_copied_and_compared_by_digest() {
    let (site, output) = output();
    let root = site.path().join("content");
    put(&root.join("picture.png"), &"large ".repeat(50_000));
    let (report_paths, skip) = (ReportPaths::default(), Vec::new());
    let folder = RootFolder { root, report_paths, skip, kind: FolderKind::Content };
    let paths = vec!["images/picture.png".to_owned()];
    let n_done = AtomicUsize::new(0);
    let progress = |done| n_done.store(done, Ordering::Relaxed);
    let plan = BuildPlan { paths: &paths, n_errors: &|| 0, progress: &progress };
    let copy = || -> BuildOutcome {
        let files = FileSet::read(&folder).unwrap();
        let file = files.get("picture.png").unwrap();
        write(&output, &plan, |_| Some(Artifact::File(file.clone()))).unwrap()
    };
    assert_eq!(told(&copy()), (1, 0, 0, vec![]));
    assert_eq!(told(&copy()), (0, 1, 0, vec![]));
    put(&folder.root.join("picture.png"), &"LARGE ".repeat(50_000));
    assert_eq!(told(&copy()), (1, 0, 0, vec![]));
    let copied = fs::read_to_string(output.folder.join("images/picture.png")).unwrap();
    assert!(copied.starts_with("LARGE") && n_done.load(Ordering::Relaxed) == 1);
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let (_site, output) = output();
    build(&output, &[("a", Some("a")), ("b/c/index.html", Some("b"))], 0).unwrap();
    let turned = [("a/x/index.html", Some("x")), ("a/y.html", Some("y")), ("b", Some("B"))];
    // With errors the stale files in `b/` stay, and so `b` cannot be written.
    let outcome = build(&output, &turned, 1).unwrap();
    assert_eq!(told(&outcome), (2, 0, 1, vec![("b", ConflictKind::Folder)]));
    assert_eq!(told(&build(&output, &turned, 0).unwrap()), (1, 2, 1, vec![]));
    assert_eq!(tree(&output.folder)["b"].as_deref(), Some("B"));
}
