//! `pakt diff` from the outside.

use super::history::{STEPS, commit, first_version, git, replace};
use crate::support::Workspace;
use expect_test::expect_file;
use serde_json::Value as Json;

/// Runs `pakt diff HEAD~1` after each commit, and returns what it prints.
fn reports(arguments: &[&str]) -> String {
    let site = first_version();
    let mut reports = String::new();
    for step in STEPS {
        (step.edit)(&site);
        commit(&site, step.name);
        let run = site.run(&[&["diff", "HEAD~1", "HEAD"], arguments].concat()).with_status(0);
        assert_eq!(run.stderr, "", "{}", step.name);
        reports.push_str(&format!("======== {}\n{}", step.name, run.stdout));
    }
    reports
}

#[test]
fn each_kind_of_change_has_its_sentence() {
    expect_file!["expected/human.en.txt"].assert_eq(&reports(&[]));
    expect_file!["expected/human.sv.txt"].assert_eq(&reports(&["--lang", "sv"]));
}

#[test]
fn each_kind_of_change_has_its_json() {
    expect_file!["expected/changes.json.txt"].assert_eq(&reports(&["--format", "json"]));
}

#[test]
fn each_kind_of_change_has_its_row() {
    expect_file!["expected/markdown.md"].assert_eq(&reports(&["--format", "markdown"]));
}

#[test]
fn the_work_tree_is_compared_with_the_last_commit_or_with_a_revision() {
    let site = first_version();
    let run = site.run(&["diff", "--exit-code"]).with_status(0);
    assert_eq!(run.stdout, "no changes\n");
    replace(&site, "content/bodies.yaml", "value: 5", "value: 7");
    assert!(site.run(&["diff"]).with_status(0).stdout.contains("Places: 5 → 7 (Deed P2)"));
    site.run(&["diff", "--exit-code"]).with_status(1);
    let json = site.run(&["diff", "--format", "json"]).with_status(0).json();
    assert_eq!((&json["from"], &json["to"]), (&"HEAD".into(), &Json::Null));
    commit(&site, "seven");
    assert_eq!(site.run(&["diff", "HEAD", "HEAD~1"]).stdout.matches("7 → 5").count(), 1);
    let json = site.run(&["diff", "HEAD~1", "main", "--format", "json"]).json();
    assert_eq!((&json["from"], &json["to"]), (&"HEAD~1".into(), &"main".into()));
    assert_eq!(json["changes"][0]["kind"], "value-changed");
    // From another folder.
    let run = site.run(&["-C", ".", "--content", "content", "diff", "HEAD~1"]).with_status(0);
    assert!(run.stdout.contains("5 → 7"), "{}", run.stdout);
}

#[test]
fn a_wrong_revision_is_wrong_usage_and_the_nearest_one_is_named() {
    let site = first_version();
    git(&site, &["branch", "proposal"]);
    let run = site.run(&["diff", "proposl"]).with_status(2);
    assert!(run.stderr.contains("`proposl`") && run.stderr.contains("`proposal`"), "{run:?}");
    let run = site.run(&["diff", "HEAD", "proposl~2"]).with_status(2);
    assert!(run.stderr.contains("`proposal~2`"), "{run:?}");
    for arguments in
        [&["diff", "--", "--output=x"][..], &["diff", "-x"], &["diff", "HEAD", "--", "-x"]]
    {
        site.run(arguments).with_status(2);
    }
    for name in ["", "HEAD:content", "main..main", "0000000", "a\nb"] {
        site.run(&["diff", name]).with_status(2);
    }
    for (name, cure) in [
        ("HEAD:../..", "leave out the path: `HEAD`"),
        ("proposl:content", "did you mean `proposal`?"),
        ("main..", "`pakt diff main HEAD`"),
        ("main...proposal", "`pakt diff main proposal`"),
    ] {
        let run = site.run(&["diff", name]).with_status(2);
        assert!(run.stderr.contains(cure), "{run:?}");
    }
    git(&site, &["branch", "maine"]);
    for name in ["main~99", "a..b..c", "..", "main..-x", "HEAD^{tree}"] {
        let run = site.run(&["diff", name]).with_status(2);
        assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
    }
    let run = site.run(&["diff", "nothing", "--lang", "sv"]).with_status(2);
    assert!(run.stderr.starts_with("fel: ingen incheckning"), "{run:?}");
    assert!(!site.join("x").exists());
}

#[test]
fn outside_a_repository_there_is_nothing_to_compare() {
    let site = Workspace::site();
    site.run(&["diff"]).with_status(2);
    git(&site, &["init", "--quiet"]);
    let run = site.run(&["diff"]).with_status(2);
    assert!(run.stderr.contains("nothing is committed"), "{run:?}");
}

#[test]
fn the_content_may_be_newer_than_the_revision() {
    let site = Workspace::of(&[("readme.md", "x")]);
    git(&site, &["init", "--quiet"]);
    commit(&site, "nothing yet");
    site.write("content/index.md", "# Start\n\nText.\n");
    let json = site.run(&["diff", "--format", "json"]).with_status(0).json();
    assert_eq!(json["changes"][0]["kind"], "entry-added", "{json}");
}

#[test]
fn a_shallow_clone_is_said() {
    let origin = first_version();
    for step in STEPS.iter().take(3) {
        (step.edit)(&origin);
        commit(&origin, step.name);
    }
    let clone = Workspace::of(&[]);
    let url = format!("file://{}", origin.path().display());
    git(&clone, &["clone", "--quiet", "--depth", "2", &url, "."]);
    let run = clone.run(&["diff", "HEAD~1"]).with_status(0);
    assert!(run.stderr.contains("shallow") && run.stdout.contains("removed"), "{run:?}");
    let run = clone.run(&["diff", "HEAD~2"]).with_status(2);
    assert!(run.stderr.contains("shallow"), "{run:?}");
}

#[test]
fn a_draft_that_is_published_is_not_a_new_entry() {
    let site = first_version();
    let draft = "---\ntitle: {sv: Ny, en: New}\ndraft: true\n---\n\nText.\n";
    site.write("content/ny.md", draft);
    commit(&site, "draft");
    assert!(site.run(&["diff", "HEAD~1"]).stdout.contains("new entry: Page"));
    site.write("content/ny.md", draft.replace("draft: true\n", ""));
    let json = site.run(&["diff", "--format", "json"]).json();
    let change = &json["changes"][0];
    let parts = ["kind", "field", "old", "new"].map(|key| change[key].clone());
    let expected = serde_json::json!(["value-changed", "draft", true, false]);
    assert_eq!(Json::from(parts.to_vec()), expected);
}

#[test]
fn a_file_that_cannot_be_read_is_said() {
    let site = first_version();
    site.write("content/bodies.yaml", "body:\n  - id: [\n");
    let run = site.run(&["diff"]).with_status(0);
    assert!(
        run.stderr
            .contains("`content/bodies.yaml` cannot be read (`yaml-syntax` on line 2, `- id: [`)"),
        "{run:?}"
    );
    commit(&site, "broken");
    replace(&site, "content/bodies.yaml", "  - id: [\n", "  - id: council\n");
    let run = site.run(&["diff", "--lang", "sv"]).with_status(0);
    let expected =
        "i `HEAD`: `content/bodies.yaml` går inte att läsa (`yaml-syntax` på rad 2, `- id: [`)";
    assert!(run.stderr.contains(expected), "{run:?}");
}

/// Files that are decoded in different ways, or that are not read as texts.
fn write_many_encodings(site: &Workspace, word: &str) {
    site.write("content/bom.md", format!("\u{feff}# Bom\n\n{word}\n"));
    site.write("content/dos.md", format!("# Dos\r\n\r\n{word}\r\n"));
    site.write("content/latin.md", [b"# L\xe5tin\n\n", word.as_bytes(), b"\n"].concat());
    site.write("content/control.md", format!("# Control\n\n{word}\u{1}\u{b}\n"));
    site.write("content/empty.md", "");
    site.write("content/table.csv", format!("id,title\r\nt1,{word}\r\n"));
    site.write("content/text.txt", format!("{word}\n"));
    site.write("content/picture.bin", [0_u8, 1, 2]);
}

#[test]
fn a_file_that_is_not_read_again_is_the_one_in_the_revision() {
    let site = first_version();
    write_many_encodings(&site, "one");
    commit(&site, "one");
    write_many_encodings(&site, "two");
    replace(&site, "content/bodies.yaml", "value: 5", "value: 7");
    commit(&site, "two");
    let changes = |arguments: &[&str]| {
        let arguments = [&["diff", "--format", "json"], arguments].concat();
        site.run(&arguments).with_status(0).json()["changes"].clone()
    };
    // Unchanged texts are recognized by their hashes in one, and all read from git in the other.
    let of_work_tree = changes(&["HEAD~1"]);
    assert_eq!(of_work_tree, changes(&["HEAD~1", "HEAD"]));
    assert!(of_work_tree.as_array().is_some_and(|changes| changes.len() >= 5), "{of_work_tree}");
    assert_eq!(changes(&["HEAD"]), Json::Array(Vec::new()));
    assert_eq!(changes(&["HEAD", "HEAD"]), Json::Array(Vec::new()));
}

#[test]
fn a_repository_with_long_hashes_is_read() {
    let site = first_version();
    std::fs::remove_dir_all(site.join(".git")).unwrap();
    git(&site, &["init", "--quiet", "--object-format=sha256"]);
    commit(&site, "sha256");
    replace(&site, "content/bodies.yaml", "value: 5", "value: 7");
    assert!(site.run(&["diff"]).with_status(0).stdout.contains("Places: 5 → 7"));
}
