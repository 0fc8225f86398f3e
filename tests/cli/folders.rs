//! What a build must never do to a folder.

use super::totals;
use crate::support::{Workspace, tree};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fs;

#[test]
fn what_pakt_did_not_write_is_never_touched() {
    let site = Workspace::site();
    let foreign = [
        ("output/.gitignore", "*\n"),
        ("output/robots.txt", "User-agent: *\n"),
        ("output/radet/bild.txt", "min\n"),
        ("output/arkiv/index.html", "gammal\n"),
    ];
    for (path, text) in foreign {
        site.write(path, text);
    }
    site.run(&["build"]).with_status(0);
    fs::remove_file(site.join("content/radet.md")).unwrap();
    fs::remove_file(site.join("content/radet.en.md")).unwrap();
    site.write("content/index.md", "---\ntitle: {sv: Start, en: Start}\n---\n");
    site.write("content/index.en.md", "");
    site.run(&["build"]).with_status(0);
    assert!(!site.join("output/radet/index.html").exists());
    for (path, text) in foreign {
        assert_eq!(site.read(path), text, "{path}");
    }
}

#[test]
fn a_file_of_somebody_else_at_the_path_of_a_page_is_kept_and_reported() {
    let site = Workspace::site();
    site.write("output/radet/index.html", "min egen\n");
    let run = site.run(&["build"]).with_status(1);
    assert_eq!(site.read("output/radet/index.html"), "min egen\n");
    assert!(run.stderr.contains("radet/index.html"), "{run:?}");
    assert!(site.join("output/en/radet/index.html").exists());
}

#[test]
fn a_folder_in_the_way_of_a_page_stays() {
    let site = Workspace::site();
    site.write("output/radet/index.html/fil.txt", "min\n");
    let run = site.run(&["build"]);
    assert!([1, 3].contains(&run.status), "{run:?}");
    assert_eq!(site.read("output/radet/index.html/fil.txt"), "min\n");
}

#[test]
fn a_manifest_cannot_make_it_remove_anything_outside() {
    let site = Workspace::site();
    site.write("viktig.txt", "min\n");
    site.write("output/egen.txt", "min\n");
    site.run(&["build"]).with_status(0);
    let outside = site.join("viktig.txt");
    for path in ["../viktig.txt", outside.to_str().unwrap(), "a/../../viktig.txt", "egen.txt"] {
        let digest = Sha256::digest(b"annat\n");
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let file = serde_json::json!({"path": path, "sha256": digest, "size": 6});
        let manifest = serde_json::json!({"version": 1, "errors": 0, "files": [file]});
        site.write("output/pakt-manifest.json", manifest.to_string());
        site.run(&["build"]);
        assert_eq!(site.read("viktig.txt"), "min\n", "{path}");
        assert_eq!(site.read("output/egen.txt"), "min\n", "{path}");
    }
    for broken in ["", "{", "[]", "null", "{\"files\": 3}"] {
        site.write("output/pakt-manifest.json", broken);
        site.run(&["build"]);
        assert_eq!(site.read("output/egen.txt"), "min\n", "{broken}");
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_in_the_output_is_not_written_through() {
    let site = Workspace::site();
    site.write("annat/index.html", "min\n");
    fs::create_dir_all(site.join("output")).unwrap();
    std::os::unix::fs::symlink(site.join("annat"), site.join("output/radet")).unwrap();
    let run = site.run(&["build"]);
    assert_ne!(run.status, 0, "{run:?}");
    assert_eq!(tree(&site.join("annat")).len(), 1);
    assert_eq!(site.read("annat/index.html"), "min\n");
}

#[test]
fn the_output_may_not_be_the_content_nor_hold_it() {
    for output in ["content", ".", "content/.", "content/../content", "/"] {
        let site = Workspace::site();
        let before = tree(site.path());
        let run = site.run(&["build", "-o", output]).with_status(2);
        assert!(run.stderr.contains("-o"), "how to do better is not said: {run:?}");
        assert_eq!(tree(site.path()), before, "{output}");
    }
}

#[test]
fn an_output_below_the_content_is_not_read_again() {
    let site = Workspace::site();
    let arguments = ["build", "-o", "content/ut"];
    let first = totals(&site.run(&arguments).with_status(0));
    let before = tree(&site.join("content/ut"));
    let second = totals(&site.run(&arguments).with_status(0));
    assert_eq!([first[0], 0], [second[0], second[1]]);
    assert_eq!(tree(&site.join("content/ut")), before);
}

#[test]
fn an_output_that_cannot_be_is_a_failure_of_the_machine() {
    // A file where the folder should be stops root as well as anybody.
    let site = Workspace::site();
    site.write("upptagen", "min\n");
    for output in ["upptagen", "upptagen/ut"] {
        let run = site.run(&["build", "-o", output]).with_status(3);
        assert!(run.stderr.contains("upptagen"), "{run:?}");
    }
    assert_eq!(site.read("upptagen"), "min\n");
}

#[test]
fn reading_changes_nothing() {
    let site = Workspace::site();
    site.write("content/radet.en.md", "See [x](saknas.md).\n");
    let before = tree(site.path());
    for format in ["human", "json", "sarif", "github", "gitlab"] {
        site.run(&["check", "--format", format]).with_status(1);
    }
    site.run(&["build"]).with_status(1);
    let after: BTreeSet<_> = tree(site.path()).into_iter().collect();
    assert!(before.into_iter().all(|file| after.contains(&file)));
}

#[cfg(unix)]
#[test]
fn a_special_file_is_reported_and_blocks_nothing() {
    use std::os::unix::fs::symlink;
    let site = Workspace::site();
    site.write("hemligt.txt", "hemligt\n");
    symlink(site.join("hemligt.txt"), site.join("content/ut.txt")).unwrap();
    symlink(site.path(), site.join("content/upp")).unwrap();
    symlink("saknas", site.join("content/bruten.md")).unwrap();
    // Settings beside the content folder are looked for, too.
    for pipe in ["content/ror.md", "site.yaml"] {
        let status = std::process::Command::new("mkfifo").arg(site.join(pipe)).status();
        assert!(status.unwrap().success());
    }
    let run = site.run(&["build", "--format", "json"]).with_status(1);
    let report = run.json();
    let reported = report["diagnostics"].as_array().unwrap();
    for file in ["content/ut.txt", "content/upp", "content/ror.md"] {
        let is_told = |one: &serde_json::Value| {
            one["file"] == file && one["code"] == "outside-site" && one["line"] == 1
        };
        assert!(reported.iter().any(is_told), "{file} in {reported:?}");
    }
    let leaked = tree(&site.join("output")).into_values();
    assert!(!leaked.into_iter().any(|bytes| bytes.starts_with(b"hemligt")));
}

#[test]
fn files_of_others_are_counted_before_the_first_build() {
    let site = Workspace::site();
    site.write("mine/letter.txt", "x");
    let run = site.run(&["build", "-o", "mine"]).with_status(0);
    let expected = "`mine` holds 1 file that pakt did not write and leaves alone";
    assert!(run.stderr.contains(expected), "{run:?}");
    let again = site.run(&["build", "-o", "mine"]).with_status(0);
    assert!(!again.stderr.contains("holds") && site.join("mine/letter.txt").is_file(), "{again:?}");
}

#[test]
fn a_page_that_somebody_changed_is_kept_and_reported() {
    let site = Workspace::site();
    site.run(&["build"]).with_status(0);
    let page = "output/radet/index.html";
    let built = site.read(page);
    // A change of the content does not matter where nothing was changed by hand.
    site.write(page, "by hand\n");
    site.write("content/radet.md", "# Rådet\n\nNytt.\n");
    let run = site.run(&["build"]).with_status(1);
    assert!(run.stderr.contains("somebody has changed the file"), "{run:?}");
    assert_eq!(site.read(page), "by hand\n");
    // It stays reported until the file is gone.
    assert_eq!(site.run(&["build"]).status, 1);
    fs::remove_file(site.join(page)).unwrap();
    site.run(&["build"]).with_status(0);
    assert!(site.read(page).contains("Nytt.") && site.read(page) != built);
}

#[test]
fn what_somebody_changed_after_a_killed_build_is_kept() {
    let site = Workspace::site();
    site.run(&["build"]).with_status(0);
    let paths = ["radet/index.html", "gone/index.html", "late/index.html"];
    let digest: String =
        Sha256::digest(b"ours\n").iter().map(|byte| format!("{byte:02x}")).collect();
    let line = |path: &str| format!("[\"{path}\",\"{digest}\",5]\n");
    let lines = format!("{}{}[\"lat", line(paths[1]), line(paths[2]));
    let list = serde_json::to_string(&paths).unwrap();
    site.write("output/.pakt-intent.json", format!("{list}\n{lines}"));
    site.write("output/gone/index.html", "ours\n");
    site.write("output/late/index.html", "by hand\n");
    site.run(&["build"]).with_status(0);
    assert!(!site.join("output/gone/index.html").exists());
    assert_eq!(site.read("output/late/index.html"), "by hand\n");
    assert!(!site.join("output/.pakt-intent.json").exists());
}

#[test]
fn settings_beside_the_content_folder_are_reported() {
    let folder = Workspace::of(&[]);
    folder.write("site.yaml", "title: Test\nlanguages: [en]\nowner: Ada\n");
    folder.write("content/index.md", "# Start\n");
    let run = folder.run(&["check", "--format", "json"]).with_status(0);
    assert!(run.stdout.contains("\"left-out\"") && run.stdout.contains("site.yaml"), "{run:?}");
    folder.write("content/site.yaml", "title: Test\nlanguages: [en]\nowner: Ada\n");
    let run = folder.run(&["check", "--format", "json"]);
    assert!(!run.stdout.contains("\"left-out\""), "{run:?}");
}
