//! Rules of reading a folder.

use super::{content_folder, show, write_file};
use crate::diagnostic::{OutsideSiteReason, rules};
use crate::files::{FileSet, FolderKind, RootFolder, Sha256Digest, TEXT_LIMIT_BYTES};
use expect_test::{Expect, expect};
use std::fs;
use std::sync::Arc;

fn check(files: &[(&str, &[u8])], expected: &Expect) {
    let (_site, folder) = content_folder(files);
    expected.assert_eq(&show(&FileSet::read(&folder).unwrap()));
}

#[test]
fn files_are_sorted_by_path_and_have_text_depending_on_their_extension() {
    check(
        &[
            ("index.md", b"\xEF\xBB\xBFa\r\nb"),
            ("a/B.MD", b""),
            ("a-b.yaml", b"a: 1\r\n"),
            ("a.csv", b"x;y"),
            ("a.yml", b"a: 1"),
            ("t.html", b"<p>"),
            ("x.md/y.markdown", b"in a folder"),
            ("_types/forum.yaml", b""),
        ],
        &expect![[r#"
            _types/forum.yaml text "" asset 0
            a-b.yaml text "a: 1\n" asset 6
            a.csv text "x;y" asset 3
            a.yml text "a: 1" asset 4
            a/B.MD text ""
            index.md text "a\nb"
            t.html asset 3
            x.md/y.markdown text "in a folder"
        "#]],
    );
}

#[test]
fn bytes_that_are_not_utf8_are_reported_where_text_is_required() {
    check(
        &[
            ("a.md", b"a\r\nbc\xE5"),
            ("b.yaml", b"\xFF\xFEa\0"),
            ("c.txt", b"\xE5"),
            ("d.csv", b"\xFF\xFEa\0"),
        ],
        &expect![[r#"
            a.md text "a\nbc�"
            b.yaml text "a" asset 4
            c.txt asset 1
            d.csv text "a" asset 4
            content/a.md:2:3: NotUtf8 { detected_encoding: None, format: Text }
            content/b.yaml:1:1: NotUtf8 { detected_encoding: Some("UTF-16"), format: Text }
        "#]],
    );
}

#[test]
fn hidden_ignored_and_skipped_files_and_those_of_editors_are_not_read() {
    check(
        &[
            (".hidden.md", b""),
            (".git/a.md", b""),
            ("a.md~", b""),
            ("#a.md#", b""),
            ("4913", b""),
            ("4913a/a.md", b"folder"),
            (".gitignore", b"/draft/\n*.log\n"),
            (".ignore", b"*.md"),
            ("draft/a.md", b""),
            ("sub/draft/a.md", b"deeper"),
            ("sub/.gitignore", b"!keep.log\nx.md"),
            ("sub/keep.log", b""),
            ("sub/a.log", b""),
            ("sub/x.md", b""),
            ("x.md", b"not sub"),
            ("out/index.html", b""),
            ("sub/out/a.md", b"another out"),
        ],
        &expect![[r#"
            4913a/a.md text "folder"
            sub/draft/a.md text "deeper"
            sub/keep.log asset 0
            sub/out/a.md text "another out"
            x.md text "not sub"
        "#]],
    );
}

#[test]
fn an_ignore_file_above_the_content_folder_has_no_effect() {
    let (site, folder) = content_folder(&[("a.md", b"a")]);
    fs::create_dir(site.path().join(".git")).unwrap();
    fs::write(site.path().join(".gitignore"), "content/\n*.md\n").unwrap();
    assert!(FileSet::read(&folder).unwrap().get("a.md").is_some());
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_to_files_inside_the_folder() {
    use std::os::unix::fs::symlink;
    let (site, folder) = content_folder(&[("a.md", b"a"), ("d/b.txt", b"b")]);
    write_file(&site.path().join("secret.md"), b"secret");
    write_file(&site.path().join("content-2/secret.md"), b"secret");
    let link = |target: &str, path: &str| symlink(target, folder.root.join(path)).unwrap();
    link("../a.md", "d/inside.md");
    link("inside.md", "d/twice.md");
    link("../secret.md", "outside.md");
    link("../content-2/secret.md", "prefix.md");
    link(&site.path().join("secret.md").display().to_string(), "outside.txt");
    link("gone.md", "dangling.md");
    link("loop-b.md", "loop-a.md");
    link("loop-a.md", "loop-b.md");
    link("..", "up");
    link(".", "self");
    link("d", "folder");
    link("/dev/zero", "zero.png");
    link("editor@host.1", ".#a.md");
    expect![[r#"
        a.md text "a"
        d/b.txt text "b" asset 1
        d/inside.md text "a"
        d/twice.md text "a"
        content/dangling.md:1:1: OutsideSite { reason: Symlink }
        content/loop-a.md:1:1: OutsideSite { reason: Symlink }
        content/loop-b.md:1:1: OutsideSite { reason: Symlink }
        content/outside.md:1:1: OutsideSite { reason: Symlink }
        content/outside.txt:1:1: OutsideSite { reason: Symlink }
        content/prefix.md:1:1: OutsideSite { reason: Symlink }
        content/self:1:1: OutsideSite { reason: Symlink }
        content/up:1:1: OutsideSite { reason: Symlink }
        content/zero.png:1:1: OutsideSite { reason: Symlink }
    "#]]
    .assert_eq(&show(&FileSet::read(&folder).unwrap()));
}

#[cfg(target_os = "linux")]
#[test]
fn pipes_and_sockets_are_reported_and_not_opened() {
    let (_site, folder) = content_folder(&[("a.md", b"a")]);
    let _socket = std::os::unix::net::UnixListener::bind(folder.root.join("b.md")).unwrap();
    let pipe = |path: &str| {
        let status = std::process::Command::new("mkfifo").arg(folder.root.join(path)).status();
        assert!(status.unwrap().success());
    };
    pipe("c.md");
    pipe(".gitignore");
    std::os::unix::fs::symlink("c.md", folder.root.join("d.md")).unwrap();
    let special = rules::OutsideSite { reason: OutsideSiteReason::Special }.into();
    let files = FileSet::read(&folder).unwrap();
    assert_eq!(files.iter().count(), 1);
    let kinds: Vec<_> = files.diagnostics().map(|diagnostic| &diagnostic.kind).collect();
    assert_eq!(kinds, [&special, &special, &special]);
    assert_eq!(files.rescan(&folder, &[folder.root.join("c.md")]).unwrap(), files);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_reported_and_the_file_is_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let (_site, folder) = content_folder(&[]);
    write_file(&folder.root.join(OsStr::from_bytes(b"\xE5.md")), b"one");
    write_file(&folder.root.join(OsStr::from_bytes(b"\xE4.md")), b"two");
    write_file(&folder.root.join(OsStr::from_bytes(b"d\xE5/a.md")), b"three");
    let files = FileSet::read(&folder).unwrap();
    expect![[r#"
        d�/a.md text "three"
        �.md text "two"
        �.md text "one"
        content/�.md:1:1: NotUtf8 { detected_encoding: None, format: Text }
        content/�.md:1:1: NotUtf8 { detected_encoding: None, format: Text }
        content/d�:1:1: NotUtf8 { detected_encoding: None, format: Text }
    "#]]
    .assert_eq(&show(&files));
    write_file(&folder.root.join(OsStr::from_bytes(b"\xE4.md")), b"changed");
    let hint = folder.root.join(OsStr::from_bytes(b"\xE4.md"));
    let rescanned = files.rescan(&folder, &[hint]).unwrap();
    assert_eq!(rescanned, FileSet::read(&folder).unwrap());
    assert!(show(&rescanned).contains("changed"));
}

#[test]
fn a_text_over_the_limit_is_reported_and_not_read() {
    let large = vec![b'a'; TEXT_LIMIT_BYTES + 1];
    let (_site, folder) = content_folder(&[
        ("a.md", &large),
        ("b.yaml", &large),
        ("c.png", &large),
        ("d.md", &large[1..]),
    ]);
    let files = FileSet::read(&folder).unwrap();
    let has = |path: &str| {
        let file = files.get(path).unwrap();
        (file.text.is_some(), file.asset.map(|asset| asset.size_bytes), file.diagnostics.len())
    };
    let size = Some(large.len() as u64);
    assert_eq!(has("a.md"), (false, None, 1));
    assert_eq!(has("b.yaml"), (false, None, 1));
    assert_eq!(has("c.png"), (false, size, 0));
    assert_eq!(has("d.md"), (true, None, 0));
    assert_eq!(files.get("c.png").unwrap().asset.unwrap().digest, Sha256Digest::of_bytes(&large));
}

#[test]
fn a_file_five_hundred_folders_deep_is_read() {
    let path = format!("{}a.md", "d/".repeat(500));
    let (_site, folder) = content_folder(&[(&path, b"deep")]);
    let files = FileSet::read(&folder).unwrap();
    assert!(files.get(&path).is_some());
    fs::write(folder.root.join(&path), "changed").unwrap();
    let rescanned = files.rescan(&folder, &[folder.root.join(&path)]).unwrap();
    assert_eq!(rescanned, FileSet::read(&folder).unwrap());
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_does_not_hide_the_others() {
    use std::os::unix::fs::PermissionsExt;
    let (_site, folder) = content_folder(&[("a.md", b"a"), ("b.md", b"\xE5"), ("d/c.md", b"c")]);
    let set = |path: &str, mode| {
        fs::set_permissions(folder.root.join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    set("a.md", 0);
    set("d", 0);
    let files = FileSet::read(&folder).unwrap();
    assert!(files.get("b.md").is_some());
    assert_eq!(files.diagnostics().count(), 1);
    // Root can read both.
    let paths: Vec<_> = files.unreadable().iter().map(|file| file.path.as_str()).collect();
    assert!(paths == ["a.md", "d"] || (paths.is_empty() && files.get("d/c.md").is_some()));
    set("a.md", 0o644);
    set("d", 0o755);
    let rescanned = files.rescan(&folder, &["a.md", "d/c.md"].map(|path| folder.root.join(path)));
    assert_eq!(rescanned.unwrap(), FileSet::read(&folder).unwrap());
}

#[test]
fn a_missing_folder_is_an_error_with_its_path() {
    let (_site, folder) = content_folder(&[("a.md", b"")]);
    for path in ["gone", "a.md"] {
        let folder = RootFolder { root: folder.root.join(path), ..folder.clone() };
        let error = format!("{:#}", FileSet::read(&folder).unwrap_err());
        assert!(error.contains(path), "{error}");
    }
}

#[test]
fn templates_and_style_sheets_of_a_theme_are_texts() {
    let (_site, folder) =
        content_folder(&[("a.html", b"<p>\r\n"), ("b.css", b"\xE5"), ("c.png", b"")]);
    let files = FileSet::read(&RootFolder { kind: FolderKind::Theme, ..folder }).unwrap();
    expect![[r#"
        a.html text "<p>\n" asset 5
        b.css text "�" asset 1
        c.png asset 0
        content/b.css:1:1: NotUtf8 { detected_encoding: None, format: Text }
    "#]]
    .assert_eq(&show(&files));
}

#[test]
fn an_overlay_replaces_or_adds_one_text_and_shares_the_other_files() {
    let (_site, folder) = content_folder(&[("a.md", b"a"), ("c.yaml", b"c: 1")]);
    let files = FileSet::read(&folder).unwrap();
    let over = files.with_overlay_text("a.md", "x\r\n").with_overlay_text("b/new.md", "new");
    let new = over.get("b/new.md").unwrap();
    assert_eq!(over.get("a.md").unwrap().text.as_ref().unwrap().text.as_ref(), "x\n");
    assert_eq!(new.on_disk, folder.root.join("b/new.md"));
    assert_eq!(new.text.as_ref().unwrap().path.as_ref(), "content/b/new.md");
    assert!(Arc::ptr_eq(over.get("c.yaml").unwrap(), files.get("c.yaml").unwrap()));
    assert_eq!(files.with_overlay_text("a.md", "a"), files);
}
