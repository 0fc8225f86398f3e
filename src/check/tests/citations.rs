//! Citations and the words that they quote.

use super::{check, files};
use crate::check::report;
use crate::diagnostic::ReportLanguage;
use crate::site::SiteSnapshot;
use crate::site::settings::RunSettings;
use expect_test::{Expect, expect};

const BASE: &str = r#"==> site.yaml <==
title: T
languages: [sv]
checks: {orphan-page: off, missing-owner: off, uncited-paragraph: off}
==> _types/forum.yaml <==
name: Forum
path: forum
fields:
  chair: {label: chair, kind: text, sourced: true}
==> beslut.md <==
---
type: document
title: Beslutet
text: beslut.txt
---
==> beslut.txt <==
[P1]
Regionala rådet, med länsstyrelsen som ordförande, är: ett (råd) # för "alla"
i länet.
[P2]
Andra stycket, med *stjärna* och å | streck.
"#;

/// Checks a field with a source, given as front matter.
fn source(yaml: &str, expected: &Expect) {
    let page = format!("==> forum/radet.md <==\n---\ntype: forum\ntitle: R\n{yaml}\n---\n");
    check(&format!("{BASE}{page}"), expected);
}

/// Checks the body of a page.
fn body(text: &str, expected: &Expect) {
    check(&format!("{BASE}==> index.md <==\n{text}\n"), expected);
}

#[test]
fn a_quote_that_yaml_ends_early_is_reported_once_with_its_own_help() {
    source(
        r#"chair: {value: x, source: beslut P1 "Regionala rådet, med länsstyrelsen"}"#,
        &expect![[r#"
            forum/radet.md:4:37..73 «"Regionala rådet, med länsstyrelsen"» citation-syntax: a comma ended the quote too early
                a comma in braces or brackets ends a value: put the whole value in single quotes: `'…'`
        "#]],
    );
    source(
        "chair: {value: x, source: {document: beslut, locator: P1, quote: rådet, med}}",
        &expect![[r#"
            forum/radet.md:4:66..76 «rådet, med» citation-syntax: a comma ended the quote too early
                a comma in braces ends a value: put the quote in quotation marks: `quote: "…"`
        "#]],
    );
    source(
        r#"chair: {value: x, source: [beslut P1 "rådet, med", beslut P1 "råd"]}"#,
        &expect![[r#"
            forum/radet.md:4:38..50 «"rådet, med"» citation-syntax: a comma ended the quote too early
                a comma in braces or brackets ends a value: put the whole value in single quotes: `'…'`
        "#]],
    );
    source(
        "chair:\n  value: x\n  source: beslut P1 \"(råd) # för\"",
        &expect![[r#"
            forum/radet.md:6:21..27 «"(råd)» citation-syntax: the quote is not closed
                ` #` begins a comment in YAML: put the whole value in single quotes: `'…'`
        "#]],
    );
    source(
        "chair:\n  value: x\n  source: beslut P1 \"är: ett\"",
        &expect![[r#"
            forum/radet.md:6:24..25 «:» yaml-syntax: an unquoted value contains a colon followed by a space; the page is kept back
                put the whole value in single quotes, `'…'`, or write `>-` after the key and the value on the next line, indented
        "#]],
    );
    source(
        "chair: {value: x, source: {document: beslut, locator: P2, quote: *stjärna*}}",
        &expect![[r#"
            forum/radet.md:4:66..75 «*stjärna*» yaml-syntax: a value cannot begin with `*`, which is reserved in YAML; the page is kept back
                put the whole value in single quotes: `'…'`
        "#]],
    );
    source(
        "chair:\n  value: x\n  source:\n    - *beslut P1",
        &expect![[r#"
            forum/radet.md:7:7..14 «*beslut» yaml-syntax: a value cannot begin with `*`, which is reserved in YAML; the page is kept back
                put the whole value in single quotes: `'…'`
        "#]],
    );
    source(
        "chair:\n  value: x\n  source: \"beslut P1 \"rådet\"\"",
        &expect![[r#"
            forum/radet.md:6:11..30 «"beslut P1 "rådet""» yaml-syntax: `"` inside the value ends it too early; the page is kept back
                write `'beslut P1 "rådet"'`
        "#]],
    );
}

#[test]
fn a_finding_points_at_the_part_that_is_wrong() {
    body(
        "å [@beslut P1-P7 \"x\"] [@beslut P2-P1 \"x\"] [@beslut P9 \"x\"; beslt P1 \"x\"]",
        &expect![[r#"
            index.md:1:15..17 «P7» unknown-locator: `beslut` has no paragraph `P7`
                write a locator that the text has in brackets, such as `P1`
            index.md:1:32..37 «P2-P1» citation-syntax: `P2-P1` ends before it begins
                put the earlier paragraph first: `P4-P6`
            index.md:1:52..54 «P9» unknown-locator: `beslut` has no paragraph `P9`
                write a locator that the text has in brackets, such as `P1`
            index.md:1:60..65 «beslt» unknown-document: there is no document `beslt`
                did you mean `beslut`?
        "#]],
    );
    body(
        "[@beslut P1 \"Regionala\n rådet utan\"] [@beslut P1 \" … \"]",
        &expect![[r#"
            index.md:1:13..2:13 «"Regionala
             rådet utan"» quote-not-found: quote not found in `P1`: `Regionala rådet utan`
                paragraph P1 says “Regionala [rådet,] [med]”; copy the quote from the text
            index.md:2:27..32 «" … "» citation-syntax: the quote is empty
                write the quote, or remove the quotation marks
        "#]],
    );
}

#[test]
fn the_marks_of_a_quote_are_named() {
    body(
        "[@beslut \"ordförande\"] [@beslut \"med\"] [@beslut \"hm\"] [@beslut P7 \"Andra\"] [@beslut p02 \"hm\"]",
        &expect![[r#"
            index.md:1:2..22 «@beslut "ordförande"» unknown-locator: the citation of `beslut` names no paragraph
                the quote is in the text: write `beslut P1`
            index.md:1:25..38 «@beslut "med"» unknown-locator: the citation of `beslut` names no paragraph
                the quote is in the text: write `beslut P1` or `beslut P2`
            index.md:1:41..53 «@beslut "hm"» unknown-locator: the citation of `beslut` names no paragraph
                write the mark of the paragraph before the quote, such as `beslut P1`
            index.md:1:64..66 «P7» unknown-locator: `beslut` has no paragraph `P7`
                the quote is in the text: write `beslut P2`
            index.md:1:85..88 «p02» unknown-locator: `beslut` has no paragraph `p02`
                did you mean `P2`?
        "#]],
    );
    body(
        "[@beslut P2 \"ordförande\"] [@beslut P1 \"i länet. Andra stycket\"]",
        &expect![[r#"
        index.md:1:13..25 «"ordförande"» quote-not-found: quote not found in `P2` but in `P1`: `ordförande`
            write `P1` for `P2`
        index.md:1:39..63 «"i länet. Andra stycket"» quote-not-found: quote not found in `P1` but in `P1-P2`: `i länet. Andra stycket`
            write `P1-P2` for `P1`
    "#]],
    );
}

#[test]
fn the_nearest_passage_shows_the_part_that_goes_wrong() {
    body(
        "[@beslut P1 \"lämet\"] [@beslut P1 \"Regionala … ordförade\"]",
        &expect![[r#"
            index.md:1:13..20 «"lämet"» quote-not-found: quote not found in `P1`: `lämet`
                paragraph P1 says “[länet].”; copy the quote from the text
            index.md:1:34..57 «"Regionala … ordförade"» quote-not-found: quote not found in `P1`: `Regionala … ordförade`
                paragraph P1 says “[ordförande],”; copy the quote from the text
        "#]],
    );
    body(
        "[@beslut P1 \"länsstyrelsen … rådet\"] [@beslut P2 \"ordförande\"]",
        &expect![[r#"
            index.md:1:13..36 «"länsstyrelsen … rådet"» quote-not-found: quote not found in `P1`: `länsstyrelsen … rådet`
                paragraph P1 says “rådet,”; copy the quote from the text
            index.md:1:50..62 «"ordförande"» quote-not-found: quote not found in `P2` but in `P1`: `ordförande`
                write `P1` for `P2`
        "#]],
    );
}

#[test]
fn only_a_sign_that_stands_alone_leaves_words_out() {
    body(
        "[@beslut P1 \"Regionala … länet\"] [@beslut P1 \"Regionala…länet\"]",
        &expect![[r#"
            index.md:1:46..63 «"Regionala…länet"» quote-not-found: quote not found in `P1`: `Regionala…länet`
                write ` … `, with a space on each side, for words that are left out
        "#]],
    );
}

#[test]
fn a_quote_that_can_mislead_is_reported_with_its_cure() {
    let text = "[9]\nThe owner is not bound. The owner may sell, if asked. The owner may buy.\n";
    let base = BASE.replace("[P1]\n", &format!("{text}[P1]\n"));
    let body = |body: &str, expected: &Expect| {
        check(&format!("{base}==> index.md <==\n{body}\n"), expected);
    };
    body(
        "[@beslut 9 \"The owner is … bound\"] [@beslut 9 \"may sell\"] [@beslut 9 \"The owner may\"]",
        &expect![[r#"
            index.md:1:26..27 «…» omitted-negation: the ellipsis leaves out `not`
                quote `not` too, or quote words that are true without the rest
            index.md:1:47..57 «"may sell"» clipped-negation: the quote ends right before `if`
                quote “if asked” too; if it changes nothing, write `allow: [clipped-negation]`
            index.md:1:70..85 «"The owner may"» ambiguous-quote: `The owner may` occurs 2 times in `9`
                quote more words: “The owner may sell, if asked” or “The owner may buy”
        "#]],
    );
    body(
        "[@beslut 9 \"is … may buy\"] [@beslut 9-P1 \"buy … ett\"] [@beslut 9 \"the\"] [@beslut 9 \"is\"]",
        &expect![[r#"
            index.md:1:16..17 «…» citation-syntax: ` … ` joins words that are more than one sentence apart
                write two citations, one for each part, with `;` between them or one per item of a list
            index.md:1:47..48 «…» citation-syntax: ` … ` joins words of two paragraphs
                write two citations, one for each part, with `;` between them or one per item of a list
            index.md:1:66..71 «"the"» quote-not-found: quote not found in `9`: `the`
                paragraph 9 says “[The]”; copy the quote from the text
            index.md:1:84..88 «"is"» ambiguous-quote: `is` alone is too common to be a quote
                quote more words: “is not bound”
            index.md:1:84..88 «"is"» clipped-negation: the quote ends right before `not`
                quote “not bound” too; if it changes nothing, write `allow: [clipped-negation]`
        "#]],
    );
    body(
        "[@beslut 9 \"is ... bound\"] [@beslut 9 \"is . . . bond\"]",
        &expect![[r#"
            index.md:1:12..26 «"is ... bound"» quote-not-found: quote not found in `9`: `is ... bound`
                write ` … `, with a space on each side, for words that are left out
            index.md:1:39..54 «"is . . . bond"» quote-not-found: quote not found in `9`: `is . . . bond`
                write ` … `, with a space on each side, for words that are left out; paragraph 9 says “[bound].”; copy the quote from the text
        "#]],
    );
}

#[test]
fn a_citation_that_is_read_as_words_is_told() {
    body(
        "a [@beslut P1 \"råd 17 KBM\n\n\\[@beslut P1 `[@beslut P1`",
        &expect![[r#"
            index.md:1:3..26 «[@beslut P1 "råd 17 KBM» citation-syntax: this citation is not closed and is shown as text
                write `[@beslut P1 "råd 17 KBM"]`
        "#]],
    );
    body(
        "a [@] b [@ beslut P1 \"råd\"] [@beslut P1 \"[råd]\"]",
        &expect![[r#"
            index.md:1:9..28 «[@ beslut P1 "råd"]» citation-syntax: this citation is not closed and is shown as text
                write `[@beslut P1 "råd"]`
            index.md:1:29..49 «[@beslut P1 "[råd]"]» citation-syntax: this citation is not closed and is shown as text
                end it with `]`; do not write brackets inside it or a space after `[@`
        "#]],
    );
}

#[test]
fn quotes_after_the_twentieth_get_no_nearest_passage() {
    let quotes: String = "[@beslut P2 \"Andra stycken\"]\n\n".repeat(21);
    let site = format!("{BASE}==> index.md <==\n{quotes}");
    let site = SiteSnapshot::new(&files(&site), &RunSettings::default()).site;
    let helps: Vec<String> = report(&site, &[])
        .diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.kind.help(ReportLanguage::English))
        .collect();
    let (with_passage, without_passage) = helps.split_at(20);
    assert!(
        with_passage.iter().all(|help| help.starts_with("paragraph P2 says “Andra [stycket],”")),
        "{with_passage:?}"
    );
    expect![[r#"
        [
            "copy the quote from the text; the most similar passage is shown for the first quotes only",
        ]
    "#]]
    .assert_debug_eq(&without_passage);
}
