//! The source texts of documents.

use super::{check, files};
use crate::site::SiteSnapshot;
use crate::site::settings::RunSettings;
use crate::site::source_text::SourceParagraph;
use expect_test::{Expect, expect};

const BASE: &str = "==> site.yaml <==\ntitle: T\nlanguages: [sv]\n\
    checks: {orphan-page: off, missing-owner: off}\n";

fn with(files: &str, expected: &Expect) {
    check(&format!("{BASE}{files}"), expected);
}

#[test]
fn a_text_is_a_file_of_the_site_that_pakt_reads() {
    with(
        "==> a.md <==\n---\n{type: document, text: a.pdf}\n---\n==> a.pdf <==\n%PDF\n\
         ==> b.md <==\n---\n{type: document, text: b.txt}\n---\n\
         ==> c.md <==\n---\n{type: document, text: ../../c.txt}\n---\n",
        &expect![[r#"
            a.md:2:24..29 «a.pdf» wrong-kind: `a.pdf` is not a text file that pakt reads
                save the text as UTF-8 in a file that ends with `.txt`
            b.md:2:24..29 «b.txt» broken-link: the link goes to `b.txt`, which does not exist
                write the path of a file that is in the content folder
            c.md:2:24..35 «../../c.txt» outside-site: the link `../../c.txt` goes outside the content folder
                move the file into the content folder, or link to its web address
        "#]],
    );
}

#[test]
fn a_repeated_locator_is_reported_once() {
    with(
        "==> a.md <==\n---\n{type: document, text: a.txt, no_claim: [P1, P2]}\n---\n\
         ==> a.txt <==\n[P1]\nEtt.\n[P1]\nTvå.\n",
        &expect![[r#"
            a.txt:3:1..5 «[P1]» duplicate-id: the mark `P1` is already used (1 other finding follows from it)
                give each paragraph its own mark
        "#]],
    );
}

#[test]
fn a_section_without_words_keeps_its_heading() {
    let text = "==> a.md <==\n---\n{type: document, text: a.txt}\n---\n\
        ==> a.txt <==\n# Ett\n\n# Två\n\n[P1]\nOrd.\n\n# Tre\n";
    let site = SiteSnapshot::new(&files(&format!("{BASE}{text}")), &RunSettings::default()).site;
    let paragraphs = &site.source_texts.get("a").unwrap().paragraphs;
    let heading = |one: &SourceParagraph| one.section.as_ref().map(|it| it.text.clone());
    let told: Vec<_> = paragraphs.iter().map(|one| (heading(one), one.locator.as_str())).collect();
    let name = |heading: &str| Some(heading.to_owned());
    assert_eq!(told, [(name("Ett"), ""), (name("Två"), "P1"), (name("Tre"), "")]);
}
