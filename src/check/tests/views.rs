//! Views: their names and options.

use super::check;
use expect_test::{Expect, expect};

const BASE: &str = r#"==> site.yaml <==
title: T
languages: [sv]
checks: {orphan-page: off, missing-owner: off}
==> _types/part.yaml <==
name: Part
path: parter
fields:
  folk: {label: folk, kind: number}
==> _types/akt.yaml <==
name: Akt
path: akter
validity: tid
fields:
  vem: {label: vem, to: part}
  vad: {label: vad, to: part}
  dag: {label: dag, kind: date}
  tid: {label: tid, kind: period}
  del: {label: del, kind: fraction}
==> a.yaml <==
part: [{id: a, title: A, folk: 10}, {id: b, title: B, folk: 20}]
akt: [{id: k, title: K, vem: a, vad: b, del: 1/2}]
"#;

/// Checks a fence with these lines.
fn fence(lines: &str, expected: &Expect) {
    check(&format!("{BASE}==> index.md <==\n```{lines}\n```\n"), expected);
}

#[test]
fn each_wrong_option_is_reported_at_its_key() {
    fence(
        "{shares}\nrule: 3/2\nmembers: part\nweight: nej\nyear: x\namount: -1",
        &expect![[r#"
            index.md:2:1..5 «rule» view-option: `rule` is not a fraction
                write a value as the handbook shows for this view
            index.md:4:1..7 «weight» view-option: `weight` names `nej`, which is not a field
                write a field that the type declares
            index.md:5:1..5 «year» view-option: `year` is not a date
                write a value as the handbook shows for this view
            index.md:6:1..7 «amount» view-option: `amount` is not a number
                write a value as the handbook shows for this view
        "#]],
    );
    fence(
        "{shares}\nrule: a#folk\nmembers: part\nweight: folk",
        &expect![[r#"
        index.md:2:1..5 «rule» view-option: `rule` names `a#folk`, which is not a fraction
            write a field of the kind that the handbook shows
    "#]],
    );
    fence(
        "{shares}\nrule: k#del\nmembers: part\nweight: folk\nyear: 2015\namount: 10",
        &expect![""],
    );
    fence(
        "{graph}\nentry: a\ndepth: 4",
        &expect![[r#"
            index.md:3:1..6 «depth» view-option: `depth` is not `1`, `2` or `3`
                write a value as the handbook shows for this view
        "#]],
    );
}

#[test]
fn a_field_must_have_a_kind_that_the_view_can_draw() {
    fence(
        "{timeline}\nof: akt\ndate: vem\nuntil: tid",
        &expect![[r#"
        index.md:3:1..5 «date» view-option: `date` names `vem`, which is not a date
            write a field of the kind that the handbook shows
    "#]],
    );
    fence(
        "{matrix}\nrows: part\ncolumns: part\ncells: akt\nrow: vem\ncolumn: dag",
        &expect![[r#"
        index.md:6:1..7 «column» view-option: `column` names `dag`, which is not the id of an entry
            write a field of the kind that the handbook shows
    "#]],
    );
    fence(
        "{in-force}\nof: part",
        &expect![[r#"
            index.md:2:1..3 «of» view-option: `of` names `part`, which has no validity period (no `validity:` in its type)
                declare `validity: FIELD` for the type, with a `period` field
        "#]],
    );
}

#[test]
fn unreadable_lines_are_reported_once() {
    fence(
        "{list}\nof: [a, b",
        &expect![[r#"
            index.md:2:5..10 «[a, b» yaml-syntax: the value that begins with `[` does not end
                write `]` at the end
        "#]],
    );
    fence(
        "{list}\n- a",
        &expect![[r#"
        index.md:2:1..4 «- a» view-option: `list` is not a set of keys with values
            write a value as the handbook shows for this view
    "#]],
    );
    fence(
        "{list}\nof: part\nof: akt",
        &expect![[r#"
            index.md:3:1..3 «of» duplicate-key: duplicate key `of`
                keep one of them; a key that may have several values takes a list: `[one, two]`
        "#]],
    );
}
