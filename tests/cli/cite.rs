//! `pakt cite`.

use crate::support::Workspace;
use expect_test::expect;

const TEXT: &str = "\
Words before any mark.

[P1]
The tenant keeps the mill. The owner pays, unless the tenant is late.

[P2]
The tenant keeps
the mill and says \"it is mine\" [sic] at § 3; the owner's men do

[P3]
not agree: the rent is 12 crowns.

# Signatures

Signed by all.
";

fn site() -> Workspace {
    Workspace::of(&[
        ("content/site.yaml", "title: Arrendet\nlanguages: [sv]\nowner: Redaktionen\n"),
        ("content/index.md", "---\ntitle: Start\n---\n\nText.\n"),
        ("content/lease.md", "---\ntype: document\ntitle: Lease\ntext: lease.txt\n---\n"),
        ("content/lease.txt", TEXT),
        ("content/plain.md", "---\ntitle: Plain\n---\n\nText.\n"),
        ("content/letter.md", "---\ntype: document\ntitle: Letter\n---\n"),
    ])
}

#[test]
fn words_are_printed_as_yaml_and_as_markdown() {
    let site = site();
    let run = site.run(&["cite", "lease", "the rent is 12 crowns"]).with_status(0);
    expect![[r#"
        yaml: 'lease P3 "the rent is 12 crowns"'
        markdown: [@lease P3 "the rent is 12 crowns"]
    "#]]
    .assert_eq(&run.stdout);
    assert_eq!(run.stderr, "");
    // Words need no quotation marks of the shell.
    assert_eq!(
        site.run(&["cite", "lease", "the", "rent", "is", "12", "crowns"]).stdout,
        run.stdout
    );
}

#[test]
fn quotation_marks_apostrophes_and_brackets_are_escaped() {
    let words = "says \"it is mine\" [sic] at § 3; the owner's men do";
    let run = site().run(&["cite", "lease", words]).with_status(0);
    // Without the next word, the quote would say the opposite.
    expect![[r#"
        yaml: 'lease P2 "says \"it is mine\" … sic … at § 3; the owner''s men do"'
        markdown: [@lease P2 "says \"it is mine\" … sic … at § 3; the owner's men do"]
    "#]]
    .assert_eq(&run.stdout);
    assert!(run.stderr.contains("brackets"), "{run:?}");
}

#[test]
fn each_place_gets_a_pair_and_a_quote_over_the_end_of_a_paragraph_a_range() {
    let site = site();
    let run = site.run(&["cite", "lease", "The  tenant keeps the mill"]).with_status(0);
    expect![[r#"
        yaml: 'lease P1 "The tenant keeps the mill"'
        markdown: [@lease P1 "The tenant keeps the mill"]
        yaml: 'lease P2 "The tenant keeps the mill"'
        markdown: [@lease P2 "The tenant keeps the mill"]
    "#]]
    .assert_eq(&run.stdout);
    let run = site.run(&["cite", "lease", "the owner's men do not agree"]).with_status(0);
    expect![[r#"
        yaml: 'lease P2-P3 "the owner''s men do not agree"'
        markdown: [@lease P2-P3 "the owner's men do not agree"]
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn a_quote_that_would_mislead_is_extended() {
    let run = site().run(&["cite", "lease", "The owner pays"]).with_status(0);
    expect![[r#"
        yaml: 'lease P1 "The owner pays, unless the tenant is late"'
        markdown: [@lease P1 "The owner pays, unless the tenant is late"]
    "#]]
    .assert_eq(&run.stdout);
    assert!(run.stderr.contains("P1"), "{run:?}");
}

#[test]
fn json_has_the_place_of_the_paragraph() {
    let run = site().run(&["cite", "lease", "12 crowns", "--format", "json"]).with_status(0);
    expect![[r#"
        {
          "version": 1,
          "citations": [
            {
              "document": "lease",
              "locator": "P3",
              "quote": "12 crowns",
              "yaml": "'lease P3 \"12 crowns\"'",
              "markdown": "[@lease P3 \"12 crowns\"]",
              "extended": false,
              "file": "content/lease.txt",
              "line": 10
            }
          ]
        }
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn the_nearest_passage_of_missing_words_is_shown() {
    let site = site();
    let run = site.run(&["cite", "lease", "the rent is 13 crowns"]).with_status(1);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("the rent is [12] crowns"), "{run:?}");
    assert!(run.stderr.contains("P3"), "{run:?}");
    let run = site.run(&["cite", "lease", "the rent is 13 crowns", "--lang", "sv"]).with_status(1);
    assert!(run.stderr.contains("i `P3` står ”the rent is [12] crowns.”"), "{run:?}");
    // A single word that is misspelt is found too.
    let run = site.run(&["cite", "lease", "teenant"]).with_status(1);
    assert!(run.stderr.contains("[tenant]"), "{run:?}");
    let run = site.run(&["cite", "lease", "xyzzy", "--format", "json"]).with_status(1);
    assert_eq!(run.json()["citations"], serde_json::json!([]));
    assert_eq!(run.json()["nearest"], serde_json::Value::Null);
}

#[test]
fn text_without_a_mark_cannot_be_cited() {
    for words in ["Words before any mark", "Signed by all"] {
        let run = site().run(&["cite", "lease", words]).with_status(1);
        assert!(run.stderr.contains("without a mark of its own: content/lease.txt:"), "{run:?}");
    }
}

#[test]
fn an_unknown_document_is_wrong_usage() {
    let run = site().run(&["cite", "leese", "the mill"]).with_status(2);
    assert!(run.stderr.contains("`lease`"), "{run:?}");
    let run = site().run(&["cite", "plain", "the mill"]).with_status(2);
    assert!(run.stderr.contains("`plain` is not a document"), "{run:?}");
    let run = site().run(&["cite", "letter", "the mill"]).with_status(1);
    assert!(run.stderr.contains("has no text"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_citation_is_copied_by_the_program_of_the_system() {
    use crate::support::finish;
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    let site = site();
    site.write("bin/xclip", "#!/bin/sh\n/bin/cat > copied\n");
    fs::set_permissions(site.join("bin/xclip"), fs::Permissions::from_mode(0o755)).unwrap();
    let cite = |path: &str, copy: &str| {
        let mut command = site.command(&["cite", "lease", "12 crowns", copy]);
        command.env("PATH", site.join(path)).env("DISPLAY", ":0").env_remove("WAYLAND_DISPLAY");
        finish(command).with_status(0)
    };
    let run = cite("bin", "--copy");
    assert!(run.stderr.contains("copied"), "{run:?}");
    assert_eq!(site.read("copied"), "[@lease P3 \"12 crowns\"]");
    cite("bin", "--copy=yaml");
    assert_eq!(site.read("copied"), "'lease P3 \"12 crowns\"'");
    let run = cite("none", "--copy");
    assert!(run.stderr.contains("not copied"), "{run:?}");
    assert!(run.stdout.contains("12 crowns"), "{run:?}");
}

#[test]
fn the_borders_of_cells_and_the_form_of_quotation_marks_are_found_out() {
    let site = site();
    let text = "[P1]\nThe towns are:\n\n| Town | People |\n|---|---|\n| Elm | 31 200 |\n| Oak | 5 600 |\n\n\
                [P2]\nThe words ”24 hours” become ”12 hours”.\n";
    site.write("content/lease.txt", text);
    let run = site.run(&["cite", "lease", "Elm 31 200"]).with_status(0);
    assert!(run.stdout.starts_with("yaml: 'lease P1 \"Elm | 31 200\"'\n"), "{run:?}");
    let run = site.run(&["cite", "lease", "words \"24 hours\" become"]).with_status(0);
    assert!(run.stdout.contains("words ”24 hours” become"), "{run:?}");
    let run = site.run(&["cite", "lease", "Town … Oak … 31 200"]).with_status(1);
    assert!(run.stderr.contains("one row of a table, in their order"), "{run:?}");
}
