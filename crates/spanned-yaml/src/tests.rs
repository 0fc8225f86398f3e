//! The tree with the bytes of each scalar, and the errors with their positions.

use crate::parser::{MAX_REPARSED_BYTES, build_tree};
use crate::{MAX_NODES, NodeKind, TextStyle, YamlErrorKind, YamlNode, parse, parse_range};
use expect_test::{Expect, expect};
use std::fmt::Write;
use std::ops::Range;

fn check(yaml: &str, expected: &Expect) {
    let document = parse(yaml);
    let mut actual = document.root.map_or_else(|| "no root".into(), |root| show(&root));
    for error in document.errors {
        write!(actual, "\n{} ", position(yaml, &error.range)).unwrap();
        match error.kind {
            YamlErrorKind::DuplicateKey { key, first_range } => {
                let first_position = position(yaml, &first_range);
                write!(actual, "DuplicateKey {key:?}, first at {first_position}").unwrap();
            }
            kind => write!(actual, "{kind:?}").unwrap(),
        }
    }
    expected.assert_eq(&actual);
}

/// A range as lines and columns, both from 1.
fn position(text: &str, range: &Range<usize>) -> String {
    let line_and_column = |offset| {
        let before = text.get(..offset).unwrap();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        format!("{line}:{}", before.get(line_start..).unwrap().chars().count() + 1)
    };
    format!("{}..{}", line_and_column(range.start), line_and_column(range.end))
}

fn show(node: &YamlNode) -> String {
    let Range { start, end } = node.range;
    match &node.kind {
        NodeKind::Text { text, style: TextStyle::Plain } => format!("{text}@{start}..{end}"),
        NodeKind::Text { text, style } => format!("{style:?} {text:?}@{start}..{end}"),
        NodeKind::List(items) => {
            let items: Vec<_> = items.iter().map(show).collect();
            format!("[{}]@{start}..{end}", items.join(", "))
        }
        NodeKind::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| show(key) + ": " + &show(value));
            format!("{{{}}}@{start}..{end}", pairs.collect::<Vec<_>>().join(", "))
        }
        NodeKind::Empty if node.is_unreadable() => format!("?@{start}..{end}"),
        NodeKind::Empty => format!("-@{start}"),
    }
}

#[test]
fn scalars_keep_their_text() {
    check(
        "a: no\nb: 1.10\nc: 2014-04-01\nd: 'x ''y'\ne: \"\\u00e5\"\n",
        &expect![[
            r#"{a@0..1: no@3..5, b@6..7: 1.10@9..13, c@14..15: 2014-04-01@17..27, d@28..29: Quoted "x 'y"@31..38, e@39..40: Quoted "å"@42..50}@0..50"#
        ]],
    );
    check(
        "a: |\n  x\n  y\n\nb: >-\n  x\n  y\nc: x\n  y\n",
        &expect![[
            r#"{a@0..1: Block "x\ny\n"@7..12, b@14..15: Block "x y"@22..27, c@28..29: x y@31..36}@0..36"#
        ]],
    );
}

#[test]
fn blocks_end_with_their_last_value() {
    check(
        "é:\n  - {a: 1}\n  - b:\n      c\n\n\nd: [1,\n 2]\n",
        &expect![
            "{é@0..2: [{a@9..10: 1@12..13}@8..14, {b@19..20: c@28..29}@19..29]@6..29, d@32..33: [1@36..37, 2@40..41]@35..42}@0..42"
        ],
    );
}

#[test]
fn a_missing_value_is_empty() {
    check(
        "a:\nb: ~\nc: null\nd: 'null'\ne:\n  f: # x\n",
        &expect![[
            r#"{a@0..1: -@1, b@3..4: -@6, c@8..9: -@11, d@16..17: Quoted "null"@19..25, e@26..27: {f@31..32: -@32}@31..32}@0..32"#
        ]],
    );
    check("", &expect!["no root"]);
    check("# x\n", &expect!["no root"]);
    check("a:1", &expect!["a:1@0..3"]);
}

#[test]
fn a_part_of_a_text_has_ranges_in_the_text() {
    let text = "---\ntitle: Å\nå: *x\n---\n";
    let document = parse_range(text, 4..text.len() - 4);
    let root = document.root.unwrap();
    let title = root.get("title").unwrap();
    assert_eq!((title.as_str(), text.get(title.range.clone())), (Some("Å"), Some("Å")));
    let positions: Vec<_> =
        document.errors.iter().map(|error| position(text, &error.range)).collect();
    assert_eq!(positions, ["3:4..3:6"]);
}

#[test]
fn the_first_of_equal_keys_wins() {
    check(
        "a: 1\nb: 2\na: 3\na: 4\nc: {x: 1, x: 2}\n",
        &expect![[r#"
            {a@0..1: 1@3..4, b@5..6: 2@8..9, c@20..21: {x@24..25: 1@27..28}@23..35}@0..35
            3:1..3:2 DuplicateKey "a", first at 1:1..1:2
            4:1..4:2 DuplicateKey "a", first at 1:1..1:2
            5:11..5:12 DuplicateKey "x", first at 5:5..5:6"#]],
    );
}

#[test]
fn a_key_must_be_text() {
    check(
        "[a]: 1\n: 2\nb: 3\n",
        &expect![[r#"
            {b@11..12: 3@14..15}@0..15
            1:1..1:4 KeyIsNotText
            2:1..2:1 KeyIsNotText"#]],
    );
    check(
        "? {a: b}\n: 2\n",
        &expect![[r#"
            {}@0..12
            1:3..1:9 KeyIsNotText"#]],
    );
}

#[test]
fn aliases_anchors_tags_and_merge_keys_are_errors() {
    check(
        "a: &x b\nc: *x\nd: !!binary e\nf: !g\n  h: 1\n<<: *x\ni: {<<: {j: 1}}\n",
        &expect![[r#"
            {a@0..1: b@6..7, c@8..9: ?@11..13, d@14..15: e@26..27, f@28..29: {h@36..37: 1@39..40}@36..40, i@48..49: {}@51..63}@0..63
            1:4..1:6 Alias
            2:4..2:6 Alias
            3:4..3:12 Alias
            4:4..4:6 Alias
            6:5..6:7 Alias
            7:5..7:7 Alias"#]],
    );
}

#[test]
fn an_unquoted_colon_makes_only_its_value_unreadable() {
    check(
        "id: a\nsource: doc P19 \"avsnitt: krav\"\nb: 1\n",
        &expect![[r#"
            {id@0..2: a@4..5, source@6..12: ?@14..37, b@38..39: 1@41..42}@0..42
            2:25..2:26 UnquotedColon"#]],
    );
    check(
        "p:\n  - id: a\n    n: x: y\n    m: z\n  - id: b\nq: 1\n",
        &expect![[r#"
            {p@0..1: [{id@7..9: a@11..12, n@17..18: ?@20..24, m@29..30: z@32..33}@7..33, {id@38..40: b@42..43}@38..43]@5..43, q@44..45: 1@47..48}@0..48
            3:9..3:10 UnquotedColon"#]],
    );
    check(
        "p:\n- id: a: b\n- id: c\nq: 1\n",
        &expect![[r#"
            {p@0..1: [{id@5..7: ?@9..13}@5..13, {id@16..18: c@20..21}@16..21]@3..21, q@22..23: 1@25..26}@0..26
            2:8..2:9 UnquotedColon"#]],
    );
    check(
        "- a: b: c\n- d\n",
        &expect![[r#"
            [{a@2..3: ?@5..9}@2..9, d@12..13]@0..13
            1:7..1:8 UnquotedColon"#]],
    );
}

#[test]
fn a_deeper_key_after_a_value_is_not_an_unquoted_colon() {
    check(
        "a: b\n  c: d\ne: f\n",
        &expect![[r#"
            {a@0..1: ?@3..11, e@12..13: f@15..16}@0..16
            2:4..2:5 Syntax(KeyInValue)"#]],
    );
}

#[test]
fn errors_name_reserved_characters() {
    check(
        "a: [@doc P1]\nb: @x\nc: %x\nd: `x\n",
        &expect![[r#"
            {a@0..1: ?@3..12, b@13..14: ?@15..18, c@19..20: ?@21..24, d@25..26: ?@27..30}@0..30
            1:5..1:6 ReservedStart('@')
            2:4..2:5 ReservedStart('@')
            3:4..3:5 ReservedStart('%')
            4:4..4:5 ReservedStart('`')"#]],
    );
    check(
        "a: *x* y\nb: * x\nc: & x\nd: - x\ne: ? x\nf: ] x\n",
        &expect![[r#"
            {a@0..1: ?@3..8, b@9..10: ?@11..15, c@16..17: ?@18..22, d@23..24: ?@25..29, e@30..31: ?@32..36, f@37..38: ?@39..43}@0..43
            1:4..1:7 ReservedStart('*')
            2:4..2:5 ReservedStart('*')
            3:4..3:5 ReservedStart('&')
            4:4..4:5 ReservedStart('-')
            5:4..5:5 ReservedStart('?')
            6:4..6:5 ReservedStart(']')"#]],
    );
    check(
        "a: \"x\" y\nb: 'x' y\nc: 'it's'\nd: [x] y\ne: {x} y\nf: | y\n",
        &expect![[r#"
            {a@0..1: ?@6..8, b@9..10: ?@15..17, c@18..19: ?@24..27, d@28..29: ?@31..36, e@37..38: ?@40..45, f@46..47: ?@48..52}@0..52
            1:8..1:9 TextAfterQuote('"')
            2:8..2:9 TextAfterQuote('\'')
            3:8..3:9 TextAfterQuote('\'')
            4:8..4:9 ReservedStart('[')
            5:8..5:9 ReservedStart('{')
            6:4..6:5 ReservedStart('|')"#]],
    );
    check(
        "%x: 1\n",
        &expect![[r#"
            no root
            1:1..1:2 ReservedStart('%')"#]],
    );
}

#[test]
fn an_unreadable_range_ends_on_a_character_boundary() {
    check(
        "[]?: å",
        &expect![[r#"
            {}@0..7
            1:1..1:3 KeyIsNotText
            1:3..1:4 Syntax(NotAKey)"#]],
    );
}

#[test]
fn a_tab_as_indentation_has_its_own_error() {
    check(
        "a:\n\tb: c\nd: e\n",
        &expect![[r#"
            {a@0..1: ?@3..8, d@9..10: e@12..13}@0..13
            2:2..2:3 Tab"#]],
    );
}

#[test]
fn a_comment_is_reported_only_if_it_hides_the_closing_brace() {
    check(
        "a: {b: c # d}\ne: f\n",
        &expect![[r#"
        {a@0..1: ?@3..18}@0..18
        2:1..2:2 CommentInFlow"#]],
    );
    check(
        "a: {b: c # d\ne: f\n",
        &expect![[r#"
            {a@0..1: ?@3..17}@0..17
            2:1..2:2 Syntax(MissingComma('{'))"#]],
    );
    check(
        "a: {b: c\ne: f\n",
        &expect![[r#"
            {a@0..1: ?@3..13}@0..13
            2:2..2:3 Syntax(MissingComma('{'))"#]],
    );
}

#[test]
fn other_errors_have_the_message_of_the_parser() {
    check(
        "a: [b\nc: d\n",
        &expect![[r#"
            {a@0..1: ?@3..10}@0..10
            2:2..2:3 Syntax(MisplacedColon)"#]],
    );
    check(
        "a: \"b\nc: d\n",
        &expect![[r#"
            {a@0..1: ?@2..5, c@6..7: d@9..10}@0..10
            1:4..1:5 Syntax(UnclosedQuote)"#]],
    );
    check(
        "a: \"b\\q\"\nc: d\n",
        &expect![[r#"
            {a@0..1: ?@2..8, c@9..10: d@12..13}@0..13
            1:4..1:5 Syntax(Escape)"#]],
    );
    check(
        "a: 1\nb c\nd: 2\n",
        &expect![[r#"
            {a@0..1: 1@3..4, d@9..10: 2@12..13}@0..13
            2:1..2:2 Syntax(MissingColon)"#]],
    );
    check(
        "a: 1\n---\nb: 2\n",
        &expect![[r#"
            {a@0..1: 1@3..4}@0..4
            2:1..2:4 SecondDocument"#]],
    );
    check(
        "- a\nb: 1\n",
        &expect![[r#"
            [a@2..3]@0..3
            2:1..2:2 Syntax(NotAnItem)"#]],
    );
}

/// Parses hostile input within the limits, and returns its first errors.
fn first_errors(yaml: &str) -> String {
    let tree = build_tree(yaml, 0..yaml.len());
    // The segment that exceeds the limit is counted and not parsed.
    assert!(tree.n_reparsed_bytes <= MAX_REPARSED_BYTES + yaml.len());
    let kinds = tree.errors.iter().take(3).map(|error| match &error.kind {
        YamlErrorKind::DuplicateKey { key, .. } => format!("DuplicateKey {key:?}"),
        kind => format!("{kind:?}"),
    });
    kinds.collect::<Vec<_>>().join("; ")
}

#[test]
fn hostile_input_exceeds_a_limit() {
    let bomb = (0..9).map(|n| format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1));
    let blocks = (0..1000).map(|n| " ".repeat(n) + "a:\n");
    let actual = [
        first_errors(&"[".repeat(10_000)),
        first_errors(&"{a: ".repeat(10_000)),
        first_errors(&"- ".repeat(10_000)),
        first_errors(&blocks.collect::<String>()),
        first_errors(&format!("{}: 1\n", "k".repeat(1_000_000))),
        first_errors(&format!("a: 1\n{}: 1\n", "k".repeat(2_000))),
        first_errors(&format!("? {}\n: 1\n", "k".repeat(2_000))),
        first_errors(&bomb.collect::<String>()),
        first_errors(&"- a\n".repeat(MAX_NODES + 1)),
        first_errors(&"a: \"\n".repeat(20_000)),
        first_errors(&"a: b: c\n".repeat(20_000)),
    ];
    expect![[r#"
        TooDeep
        TooDeep
        TooDeep
        TooDeep
        KeyTooLong
        KeyTooLong
        KeyTooLong
        Alias; ReservedStart('*'); ReservedStart('*')
        TooManyNodes
        DuplicateKey "a"; DuplicateKey "a"; DuplicateKey "a"
        UnquotedColon; UnquotedColon; UnquotedColon"#]]
    .assert_eq(&actual.join("\n"));
}

#[test]
fn a_large_text_is_read() {
    let text = (0..100_000)
        .map(|n| {
            format!(
                "- {{id: a{n}}}
"
            )
        })
        .collect::<String>();
    let document = parse(&text);
    assert_eq!((document.root.unwrap().list_items().len(), document.errors.len()), (100_000, 0));
}

fn assert_nested(node: &YamlNode, text: &str, within: &Range<usize>) {
    assert!(text.get(node.range.clone()).is_some(), "{node:?}");
    assert!(
        within.start <= node.range.start && node.range.end <= within.end,
        "{node:?} {within:?}"
    );
    let pairs = node.map_entries().iter().flat_map(|(key, value)| [key, value]);
    pairs.chain(node.list_items()).for_each(|inner| assert_nested(inner, text, &node.range));
}

proptest::proptest! {
    #[test]
    fn ranges_are_in_the_text_and_nested(
        text in "(a|å|: |:|\n|\n  |\n- |- |\\[|\\]|\\{|\\}|, |\"|'|\\*|&|!|\\||>|#| |\t|\\?|---|@|%|~){0,40}"
    ) {
        let document = parse(&text);
        if let Some(root) = document.root {
            assert_nested(&root, &text, &(0..text.len()));
        }
        assert!(document.errors.iter().all(|error| text.get(error.range.clone()).is_some()));
    }

    #[test]
    fn nothing_panics(text in "\\PC{0,60}") {
        let _ = parse(&text);
    }
}
