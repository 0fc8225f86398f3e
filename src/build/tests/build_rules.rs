//! What a build writes, removes and leaves alone, rule by rule.

use super::{build, counts, output, put, tree};
use crate::build::{BuildOutcome, BuildPlan, ConflictKind, FileListPlan, write};
use crate::files::{FileSet, FolderKind, ReportPaths, RootFolder};
use crate::render::Artifact;
use crate::render::offline::BuiltFile;
use expect_test::expect;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn a_build_writes_changed_files_and_removes_stale_ones() {
    let (_site, output) = output();
    let first = [("a.html", Some("a")), ("b/c/index.html", Some("c")), ("b/index.html", Some("b"))];
    assert_eq!(counts(&build(&output, &first, 0).unwrap()), (3, 0, 0, vec![]));
    let manifest = fs::read_to_string(output.join("pakt-manifest.json")).unwrap();
    expect![[r#"
        {"version": 1, "errors": 0, "files": [
        {"path": "a.html", "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", "size": 1},
        {"path": "b/c/index.html", "sha256": "2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6", "size": 1},
        {"path": "b/index.html", "sha256": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d", "size": 1}
        ]}
    "#]]
    .assert_eq(&manifest);

    let modified_at = |path: &str| fs::metadata(output.join(path)).unwrap().modified().unwrap();
    let before = (modified_at("a.html"), modified_at("pakt-manifest.json"));
    assert_eq!(counts(&build(&output, &first, 0).unwrap()), (0, 3, 0, vec![]));
    assert_eq!((modified_at("a.html"), modified_at("pakt-manifest.json")), before);

    let second = [("a.html", Some("A")), ("b/index.html", Some("b"))];
    assert_eq!(counts(&build(&output, &second, 0).unwrap()), (1, 1, 1, vec![]));
    let names: Vec<_> = tree(&output).into_keys().collect();
    assert_eq!(names, ["a.html", "b", "b/index.html", "pakt-manifest.json"]);
}

#[test]
fn with_errors_stale_files_stay_and_remain_in_the_manifest() {
    let (_site, output) = output();
    build(&output, &[("a.html", Some("a")), ("b/index.html", Some("b"))], 0).unwrap();
    let broken = [("b/index.html", None), ("c.html", None), ("d.html", Some("d"))];
    assert_eq!(counts(&build(&output, &broken, 2).unwrap()), (1, 0, 0, vec![]));
    let files = tree(&output);
    assert_eq!(files["a.html"].as_deref(), Some("a"));
    assert_eq!(files["b/index.html"].as_deref(), Some("b"));
    let manifest = files["pakt-manifest.json"].as_deref().unwrap();
    assert!(manifest.contains("\"errors\": 2") && manifest.contains("a.html"));
    assert!(manifest.contains("b/index.html") && !manifest.contains("c.html"));
    assert_eq!(counts(&build(&output, &[("d.html", Some("d"))], 0).unwrap()), (0, 1, 2, vec![]));
    assert_eq!(tree(&output).len(), 2);
}

#[test]
fn the_list_of_files_has_what_the_folder_will_have() {
    let (_site, output) = output();
    let paths = ["a.html", "b.html", "c.html", "list"].map(str::to_owned);
    let make = |built: &[BuiltFile<'_>]| {
        let lines = built.iter().map(|it| {
            let digest = it.digest.to_string();
            format!("{} {} {}\n", it.path, digest.split_at(4).0, it.size_bytes)
        });
        Artifact::Bytes(lines.collect::<String>().into_bytes())
    };
    let file_list = Some(FileListPlan { index: 3, make: &make });
    let plan = BuildPlan { file_list, ..BuildPlan::new(&paths) };
    let render = |texts: [Option<&'static str>; 3]| {
        move |index: usize| texts[index].map(|text| Artifact::Bytes(text.into()))
    };
    put(&output.join("c.html"), "foreign");
    let first = write(&output, &plan, render([Some("a"), Some("bb"), Some("c")])).unwrap();
    assert_eq!(counts(&first), (3, 0, 0, vec![("c.html", ConflictKind::File)]));
    let list = || tree(&output)["list"].clone().unwrap();
    assert_eq!(list(), "a.html ca97 1\nb.html 3b64 2\n");
    // What cannot be rendered stays as it is.
    let failed = BuildPlan { count_errors: &|| 1, ..plan };
    write(&output, &failed, render([Some("A"), None, Some("c")])).unwrap();
    assert_eq!(list(), "a.html 559a 1\nb.html 3b64 2\n");
    let again = write(&output, &failed, render([Some("A"), None, Some("c")])).unwrap();
    assert_eq!(counts(&again).0, 0);
}

#[test]
fn files_of_others_are_never_changed() {
    let (_site, output) = output();
    for path in [".gitignore", "notes/readme.txt", "a.html", "b.html", "c/mine.txt"] {
        put(&output.join(path), "foreign");
    }
    fs::create_dir(output.join("d.html")).unwrap();
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
    let conflicts = vec![
        ("a.html", ConflictKind::File),
        ("c", ConflictKind::Folder),
        ("d.html", ConflictKind::Folder),
        ("notes/readme.txt", ConflictKind::File),
        ("pakt-manifest.json", ConflictKind::Reserved),
        ("x", ConflictKind::Artifact),
    ];
    assert_eq!(counts(&outcome), (1, 1, 0, conflicts));
    let files = tree(&output);
    for path in [".gitignore", "notes/readme.txt", "a.html", "b.html", "c/mine.txt"] {
        assert_eq!(files[path].as_deref(), Some("foreign"), "{path}");
    }
    assert!(files["pakt-manifest.json"].as_deref().unwrap().contains("\"errors\": 6"));
    // A file with our bytes becomes ours; all others stay as they are.
    assert_eq!(counts(&build(&output, &[], 0).unwrap()), (0, 0, 2, vec![]));
    let names: Vec<_> = tree(&output).into_keys().collect();
    let expected = [
        ".gitignore",
        "a.html",
        "c",
        "c/mine.txt",
        "d.html",
        "notes",
        "notes/readme.txt",
        "pakt-manifest.json",
    ];
    assert_eq!(names, expected);
}

#[cfg(unix)]
#[test]
fn links_in_the_output_folder_are_never_followed() {
    use std::os::unix::fs::symlink;
    let (site, output) = output();
    build(&output, &[("a.html", Some("a")), ("en/index.html", Some("en"))], 0).unwrap();
    let outside = site.path().join("outside");
    put(&outside.join("index.html"), "outside");
    put(&outside.join("a.html"), "outside");
    fs::remove_file(output.join("a.html")).unwrap();
    fs::remove_dir_all(output.join("en")).unwrap();
    symlink(outside.join("a.html"), output.join("a.html")).unwrap();
    symlink(&outside, output.join("en")).unwrap();
    let before = tree(&outside);
    let routes = [("a.html", Some("A")), ("en/index.html", Some("EN")), ("en/x/y", Some("new"))];
    let conflicts = vec![("a.html", ConflictKind::Link), ("en", ConflictKind::Link)];
    assert_eq!(counts(&build(&output, &routes, 0).unwrap()), (0, 0, 0, conflicts));
    // Removing files does not follow them either.
    build(&output, &[], 0).unwrap();
    assert_eq!(tree(&outside), before);
    assert!(output.join("a.html").is_symlink() && output.join("en").is_symlink());
}

#[cfg(unix)]
#[test]
fn a_hard_link_and_a_read_only_file_are_replaced_and_modes_follow_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let (site, output) = output();
    build(&output, &[("a/b.html", Some("old"))], 0).unwrap();
    let page_path = output.join("a/b.html");
    let twin = site.path().join("twin");
    fs::hard_link(&page_path, &twin).unwrap();
    fs::set_permissions(&page_path, fs::Permissions::from_mode(0o400)).unwrap();
    build(&output, &[("a/b.html", Some("new"))], 0).unwrap();
    assert_eq!(fs::read_to_string(&twin).unwrap(), "old");
    assert_eq!(fs::read_to_string(&page_path).unwrap(), "new");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    put(&site.path().join("plain/file"), "");
    assert_eq!(mode(&page_path), mode(&site.path().join("plain/file")));
    assert_eq!(mode(&output.join("pakt-manifest.json")), mode(&page_path));
    assert_eq!(mode(&output.join("a")), mode(&site.path().join("plain")));
}

#[test]
fn a_manifest_is_untrusted_input() {
    let digest = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"; // Of "a".
    let manifest_with = |paths: &[&str]| {
        let file =
            |path: &&str| format!("{{\"path\": {path:?}, \"sha256\": {digest:?}, \"size\": 1}}");
        let files: Vec<_> = paths.iter().map(file).collect();
        format!("{{\"version\": 1, \"errors\": 0, \"files\": [{}]}}", files.join(","))
    };
    let check = |manifest: &str| {
        let (site, output) = output();
        put(&site.path().join("deep/secret"), "a");
        put(&output.join("foreign"), "b");
        put(&output.join("sub/foreign"), "a");
        put(&output.join("pakt-manifest.json"), manifest);
        let outcome = build(&output, &[("a.html", Some("x"))], 0).unwrap();
        assert_eq!(counts(&outcome), (1, 0, 0, vec![]), "{manifest}");
        let files = tree(site.path());
        assert!(files.contains_key("deep/secret") && files.contains_key("deep/output/foreign"));
        assert!(files.contains_key("deep/output/sub/foreign"));
    };
    let absolute = std::env::temp_dir().join("pakt-no-such-file");
    check(&manifest_with(&[
        "../secret",
        "./sub/foreign",
        "sub//foreign",
        "sub/../foreign",
        "/",
        "",
        ".",
    ]));
    check(&manifest_with(&[
        "foreign",
        "sub",
        "sub/foreign/",
        "gone/x",
        absolute.to_str().unwrap(),
    ]));
    check(manifest_with(&["sub/foreign"]).strip_suffix('}').unwrap());
    check(&manifest_with(&["sub/foreign"]).replace("\"version\": 1", "\"version\": 2"));
    check(&manifest_with(&["sub/foreign"]).replace(digest, "not a digest"));
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
    let on_progress = |done| n_done.store(done, Ordering::Relaxed);
    let plan = BuildPlan { on_progress: &on_progress, ..BuildPlan::new(&paths) };
    let copy = || -> BuildOutcome {
        let files = FileSet::read(&folder).unwrap();
        let file = files.get("picture.png").unwrap();
        write(&output, &plan, |_| Some(Artifact::File(file.clone()))).unwrap()
    };
    assert_eq!(counts(&copy()), (1, 0, 0, vec![]));
    assert_eq!(counts(&copy()), (0, 1, 0, vec![]));
    put(&folder.root.join("picture.png"), &"LARGE ".repeat(50_000));
    assert_eq!(counts(&copy()), (1, 0, 0, vec![]));
    let copied = fs::read_to_string(output.join("images/picture.png")).unwrap();
    assert!(copied.starts_with("LARGE") && n_done.load(Ordering::Relaxed) == 1);
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let (_site, output) = output();
    build(&output, &[("a", Some("a")), ("b/c/index.html", Some("b"))], 0).unwrap();
    let swapped = [("a/x/index.html", Some("x")), ("a/y.html", Some("y")), ("b", Some("B"))];
    // With errors the stale files in `b/` stay, so `b` cannot be written.
    let outcome = build(&output, &swapped, 1).unwrap();
    assert_eq!(counts(&outcome), (2, 0, 1, vec![("b", ConflictKind::Folder)]));
    assert_eq!(counts(&build(&output, &swapped, 0).unwrap()), (1, 2, 1, vec![]));
    assert_eq!(tree(&output)["b"].as_deref(), Some("B"));
}
