//! `pakt new` and `pakt add` from the command line: what an editor begins with has no problems, and
//! nothing is replaced.

use crate::support::{Workspace, finish, tree};
use expect_test::expect;
use std::fs;

const TEMPLATES: [&str; 3] = ["agreement", "handbook", "treaty"];
const LANGUAGES: [&str; 2] = ["sv", "en"];

/// Returns a folder with a new site in `site`.
fn new_site(template: &str, language: &str) -> Workspace {
    let work = Workspace::of(&[]);
    let run = work.run(&["new", "site", "--template", template, "--lang", language]).with_status(0);
    assert_eq!(run.stdout, "cd site\npakt serve\npakt build\n");
    work
}

#[test]
fn a_new_site_has_no_problems_on_any_day() {
    for (template, language) in TEMPLATES.iter().flat_map(|it| LANGUAGES.map(|tag| (*it, tag))) {
        let work = new_site(template, language);
        for extra in [&[][..], &["--as-of", "2001"], &["--as-of", "2040-02-29"], &["--drafts"]] {
            let args = [&["check", "--strict", "-C", "site"], extra].concat();
            let run = work.run(&args).with_status(0);
            let summary = "0 errors, 0 warnings, 0 notes, ";
            assert!(run.stdout.starts_with(summary), "{template} {language}: {run:?}");
        }
        work.run(&["build", "--strict", "-C", "site"]).with_status(0);
        assert!(work.join("site/output/index.html").is_file());
    }
}

#[test]
fn a_new_site_has_all_that_an_editor_needs() {
    for (template, language) in TEMPLATES.iter().flat_map(|it| LANGUAGES.map(|tag| (*it, tag))) {
        let files = tree(&new_site(template, language).join("site"));
        let text = |path: &str| std::str::from_utf8(&files[path]).unwrap();
        let has = |start: &str, end: &str| {
            files.keys().any(|path| path.starts_with(start) && path.ends_with(end))
        };
        assert!(has("content/_types/", ".yaml") && has("content/", ".txt"), "{template}");
        assert!(text("content/index.md").contains("```{table}"), "{template}");
        let second_tag = if language == "sv" { "en" } else { "sv" };
        let languages = match template {
            "handbook" => format!("languages: [{language}]\n"),
            _ => format!("languages: [{language}, {second_tag}]\n"),
        };
        assert!(text("content/site.yaml").contains(&languages), "{template} {language}");
        let heading = if language == "sv" { "## Publicera" } else { "## Publish" };
        assert!(text("README.md").contains(heading), "{template} {language}");
        let version = format!("/pakt-{}-x86_64-", env!("CARGO_PKG_VERSION"));
        for (path, format) in
            [(".github/workflows/site.yml", "github"), (".gitlab-ci.yml", "gitlab")]
        {
            let workflow = text(path);
            for step in [&version, "sha256sum --check", &format!("--format {format}")] {
                assert!(workflow.contains(step), "{path}: {step}");
            }
        }
    }
}

#[test]
fn the_default_is_an_agreement_in_the_language_of_the_messages() {
    let work = Workspace::of(&[]);
    work.run(&["new", "a"]).with_status(0);
    let mut swedish = work.command(&["new", "b"]);
    swedish.env("LANG", "sv_SE.UTF-8");
    assert!(swedish.output().unwrap().status.success());
    for (folder, language) in [("a", "en"), ("b", "sv")] {
        let expected = tree(&new_site("agreement", language).join("site"));
        assert!(tree(&work.join(folder)) == expected, "{folder}");
    }
}

#[test]
fn nothing_is_overwritten() {
    let work = Workspace::of(&[("mine/plan.txt", "mine"), ("mine/.hidden", ""), ("file", "mine")]);
    let before = tree(work.path());
    let run = work.run(&["new", "mine"]).with_status(2);
    assert!(run.stderr.contains("`.hidden`, `plan.txt`"), "{run:?}");
    assert_eq!(run.stdout, "");
    work.run(&["new", "file"]).with_status(2);
    work.run(&["new", "file/below"]).with_status(2);
    work.run(&["new", "x", "--template", "novel"]).with_status(2);
    work.run(&["new"]).with_status(2);
    assert!(tree(work.path()) == before);
}

#[test]
fn a_folder_with_only_a_repository_is_empty() {
    let work = Workspace::of(&[]);
    fs::create_dir_all(work.join("deep/site/.git")).unwrap();
    work.run(&["new", "deep/site"]).with_status(0);
    work.run(&["check", "--strict", "-C", "deep/site"]).with_status(0);
    let here = Workspace::of(&[]);
    let run = here.run(&["new", "."]).with_status(0);
    assert_eq!(run.stdout, "pakt serve\npakt check --strict\npakt build\n");
    here.run(&["check", "--strict"]).with_status(0);
}

#[test]
fn an_entry_is_a_draft_with_its_fields_as_comments() {
    let work = new_site("agreement", "sv");
    let run = work.run(&["add", "obligation", "Tvätta bussen", "-C", "site"]).with_status(0);
    assert_eq!(run.stdout, "site/content/ataganden/tvatta-bussen.md\n");
    expect![[r#"
        ---
        title:
          sv: Tvätta bussen
          # en:
        draft: true
        # Ta bort # framför det som du fyller i, och `draft` när posten är klar.
        # En källa skrivs 'dokument beteckning "ord ur stycket"'.

        # En mening som säger vad det här är.
        # description: {sv: , en: }

        # Enligt: id för en post (Avtal). Obligatoriskt.
        # agreement:

        # Vem: id för en post (Part). Obligatoriskt. Flera skrivs som en lista: [a, b].
        # by: {value: , source: ''}

        # Vad: en text. Obligatoriskt.
        # says: {value: {sv: , en: }, source: ''}

        # Gäller: en period; `until` är den första dagen då det inte längre gäller.
        # valid: {value: {from: , until: }, source: ''}
        ---
    "#]]
    .assert_eq(&work.read("site/content/ataganden/tvatta-bussen.md"));
    // It is kept back, and the site has no problems.
    work.run(&["check", "--strict", "-C", "site"]).with_status(0);
    let drafts = work.run(&["check", "--drafts", "-C", "site"]).with_status(1);
    assert!(drafts.stderr.contains("missing-field"), "{drafts:?}");
    // The list that the other obligations are in is as it was.
    assert_eq!(
        work.read("site/content/ataganden.yaml"),
        new_site("agreement", "sv").read("site/content/ataganden.yaml")
    );
}

#[test]
fn every_comment_with_a_key_is_yaml() {
    for (template, language) in TEMPLATES.iter().flat_map(|it| LANGUAGES.map(|tag| (*it, tag))) {
        let work = new_site(template, language);
        let types: Vec<String> = tree(&work.join("site/content/_types"))
            .into_keys()
            .map(|path| path.trim_end_matches(".yaml").to_owned())
            .chain(["page", "document", "question", "term"].map(str::to_owned))
            .collect();
        for name in types {
            let path =
                work.run(&["add", &name, "Nr 1: \"x\" #", "-C", "site"]).with_status(0).stdout;
            let path = path.trim_end();
            let text = work.read(path);
            let is_key = |line: &str| {
                let key = line.trim_start().strip_prefix("# ").and_then(|it| it.split_once(':'));
                key.is_some_and(|(key, _)| {
                    key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
                })
            };
            let lines = text.lines().map(|line| match is_key(line) {
                true => line.replacen("# ", "", 1) + "\n",
                false => format!("{line}\n"),
            });
            work.write(path, lines.collect::<String>());
            let run = work.run(&["check", "--drafts", "-C", "site", "--format", "json"]);
            for one in run.json()["diagnostics"].as_array().unwrap() {
                let code = one["code"].as_str().unwrap();
                let is_open = ["missing-field", "missing-source", "citation-syntax", "wrong-kind"];
                let is_open = is_open.contains(&code) || one["severity"] != "error";
                assert!(is_open, "{template} {language} {name}: {one}");
            }
            fs::remove_file(work.join(path)).unwrap();
        }
    }
}

#[test]
fn an_entry_that_exists_is_left_as_it_is() {
    let work = new_site("agreement", "en");
    let site = work.join("site");
    let before = tree(&site);
    // In a list, in a file of its own, and of another type.
    for (name, title) in
        [("party", "Ekby"), ("agreement", "Book bus agreement"), ("term", "stop at the library")]
    {
        let run = work.run(&["add", name, title, "-C", "site"]).with_status(1);
        assert_eq!(run.stdout, "");
        assert!(run.stderr.contains("content/"), "{run:?}");
    }
    let run = work.run(&["add", "obligations", "Wash", "-C", "site"]).with_status(2);
    assert!(run.stderr.contains("did you mean `obligation`?"), "{run:?}");
    for title in ["", "***", "Index", "unknown", "Ж"] {
        work.run(&["add", "party", title, "-C", "site"]).with_status(2);
    }
    work.run(&["add", "party", "X"]).with_status(2);
    assert!(tree(&site) == before);
}

#[test]
fn a_new_file_is_beside_those_of_its_type() {
    let work = new_site("agreement", "en");
    let add = |args: &[&str]| {
        let mut command = work.command(&[&["add"], args].concat());
        command.current_dir(work.join("site"));
        finish(command).with_status(0).stdout
    };
    assert_eq!(add(&["document", "Minutes"]), "content/papers/minutes.md\n");
    assert!(work.read("site/content/papers/minutes.md").contains("\ntype: document\n"));
    assert_eq!(add(&["page", "About us"]), "content/about-us.md\n");
    assert_eq!(add(&["party", "Lindby"]), "content/parties/lindby.md\n");
    assert!(!work.read("site/content/parties/lindby.md").contains("type:"));
    let absolute = work.join("site");
    let path = add(&["party", "Björk", "-C", absolute.to_str().unwrap()]);
    assert_eq!(path, "content/parties/bjork.md\n");
}

#[cfg(unix)]
#[test]
fn an_entry_is_not_made_through_a_link_out_of_the_content() {
    let work = new_site("agreement", "sv");
    fs::create_dir(work.join("outside")).unwrap();
    std::os::unix::fs::symlink(work.join("outside"), work.join("site/content/ataganden")).unwrap();
    let run = work.run(&["add", "obligation", "Tvätta", "-C", "site"]).with_status(3);
    assert!(run.stdout.is_empty() && run.stderr.contains("ataganden is a link"), "{run:?}");
    assert!(tree(&work.join("outside")).is_empty());
}
