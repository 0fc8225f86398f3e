//! Statements, lists and files, and the rules that types declare for them.

use super::check;
use expect_test::{Expect, expect};

const BASE: &str = r#"==> site.yaml <==
title: T
languages: [sv]
checks: {orphan-page: off, missing-owner: off}
==> _types/part.yaml <==
name: Part
path: parter
==> _types/forum.yaml <==
name: Forum
path: forum
fields:
  chair: {label: chair, to: part, at_most: 1}
  when: {label: when, kind: date}
  plan: {label: plan, kind: file}
  seats: {label: seats, kind: group, fields: {n: {label: n, kind: text, unique: true}, who: {label: who, to: part}}}
==> parter.yaml <==
part: [{id: a, title: A}]
"#;

fn with(files: &str, expected: &Expect) {
    check(&format!("{BASE}{files}"), expected);
}

#[test]
fn an_item_without_an_id_is_checked_like_the_others() {
    with(
        "==> forum.yaml <==\nforum:\n  - title: X\n    chair: b\n    body: 'Se [[c]].'\n  - {id: Q, chair: d}\n",
        &expect![[r#"
            forum.yaml:2:5..10 «title» missing-field: `id` is missing; `forum` requires it
                add the line `id: …`
            forum.yaml:3:12..13 «b» unknown-entry: there is no entry `b`
                write the id of an entry that exists, or add the entry
            forum.yaml:4:17..18 «c» broken-link: the link goes to `c`, which does not exist
                write the path or the id of a page that exists
            forum.yaml:5:10..11 «Q» wrong-kind: `Q` is not an id
                use a–z, 0–9 and hyphens; `unknown` and `none` are reserved
            forum.yaml:5:20..21 «d» unknown-entry: there is no entry `d`
                write the id of an entry that exists, or add the entry
        "#]],
    );
}

#[test]
fn a_unique_value_of_a_group_occurs_once_in_the_type() {
    with(
        "==> forum/x.md <==\n---\nseats: [{n: ett}, {n: två}, {n: ett}]\n---\n\
         ==> forum/y.md <==\n---\nseats: [{n: två, who: a}, {n: unknown, who: a}, {n: unknown}]\n---\n",
        &expect![[r#"
            forum/x.md:2:33..36 «ett» duplicate-value: the value `ett` of `n` is already used
                give one of them another value, or remove it
            forum/y.md:2:13..16 «två» duplicate-value: the value `två` of `n` is already used
                give one of them another value, or remove it
        "#]],
    );
}

#[test]
fn two_types_do_not_share_a_folder() {
    with(
        "==> _types/bolag.yaml <==\nname: B\npath: /forum/\n",
        &expect![[r#"
            _types/forum.yaml:2:1..5 «path» duplicate-route: the address `/forum/` is already used
                rename one of the two, or remove the alias
        "#]],
    );
    with(
        "==> _types/sources.yaml <==\nname: B\nvalidity: x\n",
        &expect![[r#"
            _types/sources.yaml:1:1..1 «» duplicate-route: the address `/sources/` is already used
                rename one of the two, or remove the alias
            _types/sources.yaml:2:11..12 «x» wrong-kind: `x` is not a name that is declared
                write one of these words
        "#]],
    );
}

#[test]
fn two_types_may_share_a_folder_whose_page_is_written() {
    with(
        "==> _types/bolag.yaml <==\nname: B\npath: forum\n==> forum/index.md <==\n# F\n",
        &expect![""],
    );
}

#[test]
fn bounds_leave_a_day_for_a_date() {
    with(
        "==> forum/x.md <==\n---\nwhen:\n\
         - {value: 2014, earliest: 2015}\n\
         - {value: 2014, latest: 2013-12}\n\
         - {value: unknown, earliest: 2014-03, latest: 2014-02-28}\n\
         - {value: 2014, earliest: 2014-03, latest: 2015}\n\
         chair: {value: a, from: {value: unknown, earliest: 2015}, until: 2014}\n---\n",
        &expect![[r#"
            forum/x.md:3:11..15 «2014» reversed-period: `value` (`2014`) is before `earliest` (`2015`)
                swap the two dates, or correct one: `earliest` comes before `value`
            forum/x.md:4:25..32 «2013-12» reversed-period: `latest` (`2013-12`) is before `value` (`2014`)
                swap the two dates, or correct one: `value` comes before `latest`
            forum/x.md:5:47..57 «2014-02-28» reversed-period: `latest` (`2014-02-28`) is before `earliest` (`2014-03`)
                swap the two dates, or correct one: `earliest` comes before `latest`
            forum/x.md:7:66..70 «2014» reversed-period: the end of the period (`2014`) is not after its start (`2015`)
                write a later end; `until` is the first day on which the value is no longer in force
        "#]],
    );
}

#[test]
fn a_pdf_has_a_text_beside_it() {
    with(
        "==> index.md <==\n[a](forum/a.pdf), [b](forum/b.pdf), [c](forum/c.pdf), [[d.pdf]] [d](forum/d.pdf)\n\
         ==> forum/x.md <==\n---\nplan: e.pdf\n---\n\
         ==> forum/y.md <==\n---\nplan: c.pdf\n---\nTexten.\n\
         ==> forum/a.pdf <==\n%PDF\n==> forum/b.pdf <==\n%PDF\n==> forum/b.html <==\nx\n\
         ==> forum/c.pdf <==\n%PDF\n==> forum/d.pdf <==\n%PDF\n==> forum/e.pdf <==\n%PDF\n",
        &expect![[r#"
            forum/b.html:1:1..1 «» orphan-file: `forum/b.html` is published, and no page links to it
                link to it from a page, or move it out of the content folder
            forum/x.md:2:7..12 «e.pdf» pdf-without-text: `forum/e.pdf` has no accessible text version
                put its text beside it as Markdown, or as the `text:` of a document with this file
            index.md:1:5..16 «forum/a.pdf» pdf-without-text: `forum/a.pdf` has no accessible text version
                put its text beside it as Markdown, or as the `text:` of a document with this file
            index.md:1:57..62 «d.pdf» pdf-without-text: `forum/d.pdf` has no accessible text version
                put its text beside it as Markdown, or as the `text:` of a document with this file
        "#]],
    );
}
