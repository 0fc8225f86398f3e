//! The report for people: what is folded, what comes last, and what `--quiet` and `--only` show.

use crate::support::Workspace;

/// Sixty notes with one cause, and one error.
fn vault() -> Workspace {
    let site = Workspace::of(&[]);
    for number in 1..=60 {
        site.write(&format!("content/p{number}.md"), "---\ncssclasses: wide\n---\nWords.\n");
    }
    site.write("content/z.md", "[x](nope.md)\n");
    site
}

#[test]
fn findings_of_one_kind_and_cause_are_one_block_and_errors_come_last() {
    let site = vault();
    let ran = site.run(&["check", "--lang", "en"]).with_status(1);
    assert!(ran.stderr.lines().count() < 40, "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("note[unknown-key]").count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("and 59 more"), "{}", ran.stderr);
    let (note, error) =
        (ran.stderr.find("note[unknown-key]"), ran.stderr.find("error[broken-link]"));
    assert!(note < error, "{}", ran.stderr);
    let swedish = site.run(&["check", "--lang", "sv"]).with_status(1);
    assert!(swedish.stderr.contains("och 59 till"), "{}", swedish.stderr);
}

#[test]
fn all_lists_each_finding_as_the_formats_for_programs_do() {
    let site = vault();
    let ran = site.run(&["check", "--all", "--lang", "en"]).with_status(1);
    assert_eq!(ran.stderr.matches("note[unknown-key]").count(), 60);
    let json = site.run(&["check", "--format", "json"]).with_status(1).json();
    assert_eq!(json["diagnostics"].as_array().unwrap().len(), 61);
    assert_eq!(json["summary"]["notes"], 60);
    let github = site.run(&["check", "--format", "github"]).with_status(1);
    assert_eq!(github.stdout.lines().count(), 61);
    let sarif = site.run(&["check", "--format", "sarif"]).with_status(1).json();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 61);
}

#[test]
fn quiet_shows_what_makes_the_run_fail() {
    let site = vault();
    for command in [&["check", "--quiet"][..], &["build", "-q", "-o", "out"]] {
        let ran = site.run(&[command, &["--lang", "en"]].concat()).with_status(1);
        assert!(!ran.stderr.contains("note["), "{}", ran.stderr);
        assert!(ran.stderr.contains("error[broken-link]"), "{}", ran.stderr);
        assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
    }
}

#[test]
fn only_reports_the_codes_that_it_names() {
    let site = vault();
    let ran = site.run(&["check", "--only", "unknown-key", "--lang", "en"]).with_status(0);
    assert!(!ran.stderr.contains("broken-link"), "{}", ran.stderr);
    assert!(ran.stdout.starts_with("0 errors, 0 warnings, 60 notes"), "{}", ran.stdout);
    for list in [&["broken-link", "missing-heading"][..], &["broken-link,missing-heading"]] {
        let arguments = [&["check", "--format", "json", "--only"], list].concat();
        let report = site.run(&arguments).with_status(1).json();
        assert_eq!(report["diagnostics"].as_array().unwrap().len(), 1);
    }
    let unknown = site.run(&["check", "--only", "brokenlink", "--lang", "en"]).with_status(2);
    assert!(unknown.stderr.contains("did you mean `broken-link`?"), "{}", unknown.stderr);
}

#[test]
fn a_vault_with_3500_unknown_keys_fits_on_two_screens() {
    let site = Workspace::of(&[]);
    for number in 0..500 {
        let keys: String = (0..7).map(|key| format!("key-{key}: x\n")).collect();
        site.write(&format!("content/n{number}.md"), format!("---\n{keys}---\nWords.\n"));
    }
    let ran = site.run(&["check", "--lang", "en"]).with_status(0);
    assert!(ran.stdout.contains("3500 notes"), "{}", ran.stdout);
    assert!(ran.stderr.lines().count() <= 40, "{}", ran.stderr);
    for key in 0..7 {
        assert!(ran.stderr.contains(&format!("`key-{key}`")), "{}", ran.stderr);
    }
}

#[test]
fn uncited_paragraphs_are_one_note_for_each_document() {
    let site = Workspace::site();
    site.write("content/deed.md", "---\ntype: document\ntitle: The deed\ntext: deed.txt\n---\n");
    let text: String = (1..=60).map(|n| format!("[{n}]\nWords of {n}.\n\n")).collect();
    site.write("content/deed.txt", &text);
    let ran = site.run(&["check", "--only", "uncited-paragraph", "--lang", "en"]);
    assert_eq!(ran.stderr.matches("uncited-paragraph").count(), 1, "{}", ran.stderr);
    let words = "60 of 60 paragraphs of `deed` are cited by no entry: `1`, `2`, `3`";
    assert!(ran.stderr.contains(words), "{}", ran.stderr);
    let arguments = ["check", "--only", "uncited-paragraph", "--format", "json"];
    let report = site.run(&arguments).json();
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 60);
}

#[test]
fn a_name_of_many_pages_is_reported_in_little_text() {
    let site = Workspace::of(&[]);
    for number in 0..300 {
        site.write(&format!("content/d{number}/same.md"), "# S\n");
    }
    site.write("content/a.md", "See [[same]].\n\n".repeat(300));
    for format in ["json", "sarif"] {
        let ran = site.run(&["check", "--format", format]);
        assert!(ran.stdout.len() < 1_000_000, "{format}: {}", ran.stdout.len());
    }
    let report = site.run(&["check", "--format", "json", "--lang", "en"]).json();
    let first = &report["diagnostics"][0];
    assert_eq!(first["code"], "ambiguous-link");
    assert_eq!(first["related"].as_array().unwrap().len(), 5);
    let message = first["message"].as_str().unwrap();
    assert!(message.starts_with("`same` can mean 300 pages: `d0/same.md`"), "{message}");
}

#[test]
fn a_menu_of_pages_that_ask_for_it_has_a_limit() {
    let site = Workspace::of(&[("content/site.yaml", "title: T\nlanguages: [en]\nowner: A\n")]);
    for number in 0..103 {
        let text = format!("---\nin_menu: true\n---\n# Page {number}\n");
        site.write(&format!("content/p{number}.md"), text);
    }
    let run = site.run(&["build", "--format", "json", "--only", "too-large"]).with_status(1);
    assert_eq!(run.json()["diagnostics"].as_array().map(Vec::len), Some(1), "{run:?}");
    let html = site.read("output/p0/index.html");
    let menu = html.split_once("<nav").and_then(|(_, rest)| rest.split_once("</nav>"));
    assert_eq!(menu.unwrap().0.matches("<a ").count(), 100);
}
