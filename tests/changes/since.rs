//! `pakt check --since` from the outside.

use super::history::{STEPS, commit, first_version, git, replace};
use crate::support::Workspace;
use expect_test::expect_file;
use serde_json::Value as Json;

/// What is reported since a revision: code, severity, file and line.
fn findings(site: &Workspace, revision: &str) -> Vec<String> {
    let codes = ["value-moved", "source-moved", "translation-behind"];
    let arguments = ["check", "--format", "json", "--since", revision, "--only"];
    let run = site.run(&[&arguments[..], &codes].concat());
    let line = |it: &Json| {
        let part = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
        format!("{} {} {}:{}", part("severity"), part("code"), part("file"), it["line"])
    };
    run.json()["diagnostics"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn each_code_is_reported_exactly_where_it_belongs() {
    let site = first_version();
    let mut found = Vec::new();
    for step in STEPS {
        (step.edit)(&site);
        commit(&site, step.name);
        found
            .extend(findings(&site, "HEAD~1").into_iter().map(|it| format!("{}: {it}", step.name)));
    }
    let found: String = found.iter().map(|line| format!("{line}\n")).collect();
    expect_file!["expected/since.txt"].assert_eq(&found);
}

#[test]
fn nothing_is_reported_of_a_rebase_without_changes() {
    let site = first_version();
    for step in STEPS.iter().take(8) {
        (step.edit)(&site);
        commit(&site, step.name);
    }
    git(&site, &["branch", "before"]);
    git(&site, &["commit", "--quiet", "--amend", "--message", "rebased"]);
    assert_eq!(findings(&site, "before"), [""; 0]);
}

#[test]
fn a_citation_of_a_paragraph_that_changed_is_reported_beside_a_value_that_did_not() {
    let site = first_version();
    replace(&site, "content/index.md", "Se ", "Rådet leds. [@deed P1]\n\nSe ");
    commit(&site, "prose");
    replace(
        &site,
        "content/deed.txt",
        "Ada Ek leads the council.",
        "Ada Ek leads the whole council.",
    );
    replace(&site, "content/deed.txt", "five places", "seven places");
    replace(
        &site,
        "content/bodies.yaml",
        "{value: 5, source: 'deed P2 \"five places\"'}",
        "{value: 7, source: 'deed P2 \"seven places\"'}",
    );
    let found = findings(&site, "HEAD");
    assert_eq!(
        found,
        ["warning source-moved content/bodies.yaml:7", "warning source-moved content/index.md:5"]
    );
    let json = site
        .run(&["check", "--format", "json", "--since", "HEAD", "--only", "source-moved"])
        .json();
    let related = &json["diagnostics"][0]["related"][0];
    assert_eq!((&related["file"], &related["line"]), (&"content/deed.txt".into(), &2.into()));
}

#[test]
fn a_value_that_changed_beside_other_words_than_its_quote_is_reported() {
    let site = first_version();
    let value = "{value: 5, source: 'deed P2 \"five places\"'}";
    replace(&site, "content/bodies.yaml", value, &value.replace("5,", "6,"));
    let text = std::fs::read_to_string(site.join("content/deed.txt")).unwrap();
    let paragraph = text.lines().find(|line| line.contains("five places")).unwrap();
    replace(&site, "content/deed.txt", paragraph, &format!("{paragraph} More is said."));
    assert_eq!(findings(&site, "HEAD"), ["warning value-moved content/bodies.yaml:8"]);
    replace(&site, "content/deed.txt", "five places", "six places");
    assert_eq!(findings(&site, "HEAD"), [""; 0]);
}

#[test]
fn a_new_source_for_the_same_value_and_a_new_value_with_a_new_source_are_nothing() {
    let site = first_version();
    replace(&site, "content/bodies.yaml", "source: 'deed P2 \"five places\"'", "source: deed P3");
    replace(&site, "content/bodies.yaml", "value: ada", "value: bo");
    replace(&site, "content/bodies.yaml", "source: 'deed P1 \"Ada Ek leads\"'", "source: deed P4");
    // A value without sources, and a text that changed in both languages.
    replace(&site, "content/bodies.yaml", "seat: Umeå", "seat: Luleå");
    replace(
        &site,
        "content/bodies.yaml",
        "{sv: Att råda, en: To advise}",
        "{sv: Att ge råd, en: To give advice}",
    );
    assert_eq!(findings(&site, "HEAD"), [""; 0]);
}

#[test]
fn a_text_is_behind_by_paragraph_and_a_small_correction_is_a_note() {
    let site = first_version();
    site.write(
        "content/om.md",
        "---\ntitle: {sv: Om, en: About}\n---\n\nEtt.\n\nTvå platser.\n\nGiltigt 5.\n",
    );
    site.write("content/om.en.md", "One.\n\nTwo places.\n\nValid 5.\n");
    commit(&site, "three paragraphs");
    let text = site.read("content/om.md");
    let after = |old: &str, new: &str| {
        site.write("content/om.md", text.replace(old, new));
        findings(&site, "HEAD")
    };
    assert_eq!(after("Två platser", "Två plasser"), ["note translation-behind content/om.en.md:3"]);
    assert_eq!(
        after("Två platser", "Två stora platser"),
        ["warning translation-behind content/om.en.md:3"]
    );
    assert_eq!(after("Giltigt", "Ogiltigt"), ["warning translation-behind content/om.en.md:5"]);
    assert_eq!(after("5.", "6."), ["warning translation-behind content/om.en.md:5"]);
    assert_eq!(
        after("Ett.\n", "Ett.\n\nEtt till.\n"),
        ["warning translation-behind content/om.en.md:1"]
    );
    replace(&site, "content/om.en.md", "One.\n", "One.\n\nOne more.\n");
    assert_eq!(findings(&site, "HEAD"), [""; 0]);
    // Both changed, in different paragraphs.
    site.write("content/om.md", text.replace("Ett.", "Ett och annat."));
    site.write("content/om.en.md", "One.\n\nTwo large places.\n\nValid 5.\n");
    let expected = [
        "warning translation-behind content/om.en.md:1",
        "warning translation-behind content/om.md:7",
    ];
    assert_eq!(findings(&site, "HEAD"), expected);
}

#[test]
fn all_formats_and_a_wrong_revision() {
    let site = first_version();
    replace(&site, "content/bodies.yaml", "value: 5", "value: 7");
    for format in ["sarif", "github", "gitlab", "json"] {
        let run = site.run(&["check", "--since", "HEAD", "--format", format]);
        assert!(run.stdout.contains("value-moved"), "{format}: {run:?}");
    }
    let run = site.run(&["check", "--since", "HEAD", "--lang", "sv"]);
    assert!(run.stderr.contains("har ett annat värde men samma källor"), "{run:?}");
    site.run(&["check", "--since", "HEAD", "--strict"]).with_status(1);
    site.run(&["check", "--since", "HAED"]).with_status(2);
    site.run(&["check", "--since", "-x"]).with_status(2);
    site.run(&["check", "--since=-x"]).with_status(2);
    Workspace::site().run(&["check", "--since", "HEAD"]).with_status(2);
}
