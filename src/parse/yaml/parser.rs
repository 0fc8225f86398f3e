//! The events of `granit_parser` → a tree. The only file that names that crate.

use super::node::{NodeKind, TextStyle, YamlNode};
use super::recovery::{BlockLevel, CollectionKind, line_start, next_line_start, next_segment};
use super::tree_builder::{CollectionForm, TreeBuilder};
use crate::diagnostic::{Diagnostic, DiagnosticKind, SourceFile, Span, YamlProblem};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle};
use std::ops::Range;
use std::sync::Arc;

/// How deep lists and maps may lie in each other.
pub const NESTING_LEVELS: usize = 64;
/// How many keys, values, lists and maps a file may hold.
pub const NODES: usize = 500_000;
/// How long a key may be. YAML's own limit is 1,024 characters.
pub const KEY_BYTES: usize = 1024;
/// How often reading goes on after a mistake.
const RESUMES: usize = 64;
/// How much may be read again in all. An unclosed quote is read to the end of the file each time.
const RESUMED_BYTES: usize = 32 << 20;

/// Reads the bytes `range` of a file as YAML: its root, if there is one, and findings.
///
/// All places are places in the file. After a mistake the root holds everything that could still
/// be read; what could not is [`YamlNode::is_unreadable`].
#[must_use]
pub fn read(source: &Arc<SourceFile>, range: Range<usize>) -> (Option<YamlNode>, Vec<Diagnostic>) {
    let text = source.text.get(..range.end).unwrap_or_default();
    let mut tree =
        TreeBuilder { source, text, open: vec![], root: None, n_nodes: 0, diagnostics: vec![] };
    let (mut from, mut to) = (range.start, range.end);
    let mut n_bytes = 0;
    for _ in 0..=RESUMES {
        let go_on = match parse_segment(&mut tree, from..to) {
            StopReason::End => to,
            StopReason::Error(error) => report_scan_error(&mut tree, &error, from),
            StopReason::Limit => break,
        };
        let levels: Vec<BlockLevel> = tree.open.iter().map(|open| open.block_level(text)).collect();
        let Some(piece) = next_segment(text, go_on, &levels) else { break };
        n_bytes += piece.range.len();
        if n_bytes > RESUMED_BYTES {
            break;
        }
        tree.close_down_to(piece.level + 1);
        (from, to) = (piece.range.start, piece.range.end);
    }
    tree.close_down_to(0);
    tree.diagnostics.sort_by(|a, b| a.span.cmp(&b.span));
    (tree.root, tree.diagnostics)
}

enum StopReason {
    End,
    Error(ScanError),
    Limit,
}

/// Reads one piece. If a collection is open, the piece goes on with the innermost one.
fn parse_segment(tree: &mut TreeBuilder, piece: Range<usize>) -> StopReason {
    let yaml = tree.text.get(piece.clone()).unwrap_or_default();
    let options = granit_parser::options! {
        disallow_directives: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: NESTING_LEVELS,
        block_nesting_limit: NESTING_LEVELS,
    };
    let resumed = tree.open.len();
    let (mut joins, mut n_documents) = (resumed > 0, 0);
    for next in Parser::new_from_str_with_options(yaml, options) {
        let (event, span) = match next {
            Ok(next) => next,
            Err(error) => return StopReason::Error(error),
        };
        let range = span.byte_range().unwrap_or_default();
        let mut at = piece.start + range.start..piece.start + range.end;
        if let Some(tag) = span.tag_start().and_then(|mark| mark.byte_offset()) {
            let word = word_range(tree.text, piece.start + tag);
            tree.report_syntax(word, YamlProblem::Alias);
        }
        let here = Span::new(tree.source, at.clone());
        match event {
            Event::DocumentStart(..) if n_documents > 0 => {
                tree.report_syntax(at, YamlProblem::SecondDocument);
                return StopReason::Limit;
            }
            Event::DocumentStart(..) => n_documents += 1,
            Event::SequenceStart(..) | Event::MappingStart(..) if joins => joins = false,
            Event::SequenceStart(StructureStyle::Block, ..) => {
                tree.open_collection(
                    dash_offset(tree.text, at.start),
                    CollectionForm::Block,
                    CollectionKind::List,
                );
            }
            Event::SequenceStart(..) => {
                tree.open_collection(at.start, CollectionForm::Flow, CollectionKind::List);
            }
            Event::MappingStart(style, ..) => {
                tree.open_collection(at.start, collection_form(style), CollectionKind::Map);
            }
            Event::SequenceEnd | Event::MappingEnd if tree.open.len() > resumed => {
                tree.close_collection(at.end);
            }
            Event::Scalar(text, style, ..) => {
                if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
                    let written = tree.text.get(at.clone()).unwrap_or_default();
                    at.end = at.start + written.trim_end().len();
                }
                tree.push_node(scalar_node(&text, style, at));
            }
            Event::Anchor(..) => tree.report_syntax(at, YamlProblem::Alias),
            Event::Alias(_) => {
                tree.report_syntax(at.clone(), YamlProblem::Alias);
                tree.push_node(YamlNode::unreadable_at(at));
            }
            // Nothing has that name, so it was hardly meant as an alias: `note: *viktigt*`.
            Event::UnresolvedAlias(_) => {
                tree.report_syntax(at.clone(), YamlProblem::ReservedStart('*'));
                tree.push_node(YamlNode::unreadable_at(at));
            }
            _ => {}
        }
        if let Some(kind) = tree.limit_exceeded() {
            tree.diagnostics.push(Diagnostic::new(here, kind));
            return StopReason::Limit;
        }
    }
    StopReason::End
}

/// Tells where the parser stopped, gives up what it was reading, and returns the beginning of the
/// next line that is to be read. A second mistake on a line has the same cause as the first.
fn report_scan_error(tree: &mut TreeBuilder, error: &ScanError, base: usize) -> usize {
    let offset = base + error.marker().byte_offset().unwrap_or_default();
    let offset = tree.text.floor_char_boundary(offset);
    let (start, next) = (line_start(tree.text, offset), next_line_start(tree.text, offset));
    let is_told =
        tree.diagnostics.last().is_some_and(|diagnostic| diagnostic.span.range().end > start);
    if !is_told {
        let mark = tree.text.get(offset..).and_then(|rest| rest.chars().next());
        let width = mark.filter(|mark| *mark != '\n').map_or(0, char::len_utf8);
        let span = Span::new(tree.source, offset..offset + width);
        tree.diagnostics.push(Diagnostic::new(span, diagnose_scan_error(error, tree.text, offset)));
    }
    let end =
        tree.text.get(offset..next).map_or(next, |rest| offset + rest.trim_end_matches('\n').len());
    tree.mark_unreadable(&(start..end), offset);
    if *error.kind() == ErrorKind::RecursionLimitExceeded { tree.text.len() } else { next }
}

/// What the parser's error means for somebody who never heard of YAML's grammar.
fn diagnose_scan_error(error: &ScanError, text: &str, offset: usize) -> DiagnosticKind {
    let start = line_start(text, offset);
    let before = text.get(start..offset).unwrap_or_default();
    let problem = match error.kind() {
        ErrorKind::RecursionLimitExceeded => {
            return DiagnosticKind::TooLarge {
                what: "nesting",
                limit: NESTING_LEVELS,
                unit: "levels",
            };
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::SimpleKeyExpected
            if begins_with_long_key(text.get(start..).unwrap_or_default()) =>
        {
            return DiagnosticKind::TooLarge { what: "key", limit: KEY_BYTES, unit: "bytes" };
        }
        ErrorKind::MappingValueNotAllowed if value_after_key(before).is_some() => {
            YamlProblem::UnquotedColon
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => YamlProblem::Tab,
        ErrorKind::UnexpectedCharacter { character } => YamlProblem::ReservedStart(*character),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => YamlProblem::AfterQuote('"'),
        ErrorKind::InvalidTrailingSingleQuotedScalar => YamlProblem::AfterQuote('\''),
        ErrorKind::DirectiveDisallowed => YamlProblem::ReservedStart('%'),
        kind => match reserved_first_char(kind, text, offset) {
            Some(mark) => YamlProblem::ReservedStart(mark),
            None => {
                unquoted_in_flow(text, offset).unwrap_or_else(|| YamlProblem::Parser(error.info()))
            }
        },
    };
    DiagnosticKind::YamlSyntax { problem }
}

/// What an editor did not see in a value between braces: ` #` that begins a comment, or `: `.
fn unquoted_in_flow(text: &str, offset: usize) -> Option<YamlProblem> {
    // A comment swallows the closing brace, so that the parser stops on a later line.
    let before = text.get(..offset).unwrap_or_default().trim_end();
    let start = line_start(text, before.len());
    let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let (_, inside) = line.split_once('{')?;
    let quote = inside.split_once('"').map_or("", |(_, rest)| rest);
    match () {
        () if line.contains(" #") && !inside.contains('}') => Some(YamlProblem::Comment),
        () if inside.split(" #").next().is_some_and(|words| !words.contains('}')) => {
            Some(YamlProblem::Comment)
        }
        () if quote.contains(": ") => Some(YamlProblem::UnquotedColon),
        () => None,
    }
}

/// The character that made the parser take a value for something else than words.
fn reserved_first_char(kind: &ErrorKind, text: &str, offset: usize) -> Option<char> {
    let before = text.get(line_start(text, offset)..offset).and_then(value_after_key)?;
    let here = text.get(offset..)?.chars().next()?;
    let is_told_better = matches!(kind, ErrorKind::UnclosedFlowCollection { .. });
    match before.chars().next() {
        None if !is_told_better => Some(here).filter(|mark| "*&!,]}|>?-".contains(*mark)),
        // `[x] y`: a list, and then words.
        Some(mark @ ('[' | '{')) if *kind == ErrorKind::ExpectedBlockMappingKey => Some(mark),
        Some(mark @ ('|' | '>')) => Some(mark),
        _ => None,
    }
}

/// What stands after `key: ` or `- ` on a line.
fn value_after_key(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start();
    }
    let is_item = rest.len() < line.trim_start().len();
    match rest.split_once(": ") {
        Some((_, value)) => Some(value.trim_start()),
        None => is_item.then_some(rest).filter(|rest| rest.is_empty()),
    }
}

fn begins_with_long_key(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    let key = line.split_once(": ").map(|(key, _)| key).or_else(|| line.strip_suffix(':'));
    key.is_some_and(|key| key.trim_start().len() > KEY_BYTES)
}

fn scalar_node(text: &str, style: ScalarStyle, range: Range<usize>) -> YamlNode {
    // The parser gives an empty value as `~` with an empty range.
    let is_empty = style == ScalarStyle::Plain && matches!(text, "~" | "null");
    if is_empty {
        return YamlNode { range: range.start..range.start, kind: NodeKind::Empty };
    }
    let style = match style {
        ScalarStyle::Plain => TextStyle::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => TextStyle::Quoted,
        ScalarStyle::Literal | ScalarStyle::Folded => TextStyle::Block,
    };
    YamlNode { range, kind: NodeKind::Text { text: text.into(), style } }
}

/// Where a block list begins. In a list that is not indented under its key the parser points
/// behind the first dash.
fn dash_offset(text: &str, start: usize) -> usize {
    let line = line_start(text, start);
    let before = text.get(line..start).unwrap_or_default();
    let is_before = before.trim_start_matches(' ') == "- ";
    before.rfind('-').filter(|_| is_before).map_or(start, |offset| line + offset)
}

fn collection_form(style: StructureStyle) -> CollectionForm {
    match style {
        StructureStyle::Flow => CollectionForm::Flow,
        StructureStyle::Block => CollectionForm::Block,
    }
}

fn word_range(text: &str, start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default();
    start..start + rest.find(char::is_whitespace).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use std::fmt::Write;
    use std::time::{Duration, Instant};

    fn source(text: &str) -> Arc<SourceFile> {
        Arc::new(SourceFile { path: "a.yaml".into(), text: text.into() })
    }

    /// The tree with the bytes of each scalar, and the findings with their places.
    fn check(text: &str, expected: &Expect) {
        let source = source(text);
        let (root, found) = read(&source, 0..text.len());
        let mut shown = root.map_or_else(|| "nothing".into(), |root| show(&root));
        for found in found {
            write!(shown, "\n{} {} {:?}", place(&found.span), found.code().code_name(), found.kind)
                .unwrap();
            for related in found.related {
                write!(shown, "\n  {} {:?}", place(&related.span), related.note).unwrap();
            }
        }
        expected.assert_eq(&shown);
    }

    fn place(span: &Span) -> String {
        let (begins, ends) = (span.start_position(), span.end_position());
        format!("{}:{}..{}:{}", begins.line, begins.column, ends.line, ends.column)
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
    fn nothing_is_empty() {
        check(
            "a:\nb: ~\nc: null\nd: 'null'\ne:\n  f: # x\n",
            &expect![[
                r#"{a@0..1: -@1, b@3..4: -@6, c@8..9: -@11, d@16..17: Quoted "null"@19..25, e@26..27: {f@31..32: -@32}@31..32}@0..32"#
            ]],
        );
        check("", &expect!["nothing"]);
        check("# x\n", &expect!["nothing"]);
        check("a:1", &expect!["a:1@0..3"]);
    }

    #[test]
    fn a_part_of_a_file_has_places_in_the_file() {
        let text = "---\ntitle: Å\nå: *x\n---\n";
        let (root, found) = read(&source(text), 4..text.len() - 4);
        let root = root.unwrap();
        let title = root.get("title").unwrap();
        assert_eq!((title.as_str(), text.get(title.range.clone())), (Some("Å"), Some("Å")));
        assert_eq!(found.iter().map(|found| place(&found.span)).collect::<Vec<_>>(), ["3:4..3:6"]);
    }

    #[test]
    fn the_first_of_equal_keys_wins() {
        check(
            "a: 1\nb: 2\na: 3\na: 4\nc: {x: 1, x: 2}\n",
            &expect![[r#"
                {a@0..1: 1@3..4, b@5..6: 2@8..9, c@20..21: {x@24..25: 1@27..28}@23..35}@0..35
                3:1..3:2 duplicate-key DuplicateKey { key: "a" }
                  1:1..1:2 FirstDefinition
                4:1..4:2 duplicate-key DuplicateKey { key: "a" }
                  1:1..1:2 FirstDefinition
                5:11..5:12 duplicate-key DuplicateKey { key: "x" }
                  5:5..5:6 FirstDefinition"#]],
        );
    }

    #[test]
    fn keys_are_words() {
        check(
            "[a]: 1\n: 2\nb: 3\n",
            &expect![[r#"
            {b@11..12: 3@14..15}@0..15
            1:1..1:4 wrong-kind WrongKind { expected: Text, found: "[a]" }
            2:1..2:1 wrong-kind WrongKind { expected: Text, found: "" }"#]],
        );
        check(
            "? {a: b}\n: 2\n",
            &expect![[r#"
            {}@0..12
            1:3..1:9 wrong-kind WrongKind { expected: Text, found: "{a: b}" }"#]],
        );
    }

    #[test]
    fn aliases_anchors_and_tags_are_findings() {
        check(
            "a: &x b\nc: *x\nd: !!binary e\nf: !g\n  h: 1\n<<: *x\ni: {<<: {j: 1}}\n",
            &expect![[r#"
                {a@0..1: b@6..7, c@8..9: ?@11..13, d@14..15: e@26..27, f@28..29: {h@36..37: 1@39..40}@36..40, i@48..49: {}@51..63}@0..63
                1:4..1:6 yaml-syntax YamlSyntax { problem: Alias }
                2:4..2:6 yaml-syntax YamlSyntax { problem: Alias }
                3:4..3:12 yaml-syntax YamlSyntax { problem: Alias }
                4:4..4:6 yaml-syntax YamlSyntax { problem: Alias }
                6:5..6:7 yaml-syntax YamlSyntax { problem: Alias }
                7:5..7:7 yaml-syntax YamlSyntax { problem: Alias }"#]],
        );
    }

    #[test]
    fn an_unquoted_colon_costs_its_value_alone() {
        check(
            "id: a\nsource: doc P19 \"avsnitt: krav\"\nb: 1\n",
            &expect![[r#"
            {id@0..2: a@4..5, source@6..12: ?@14..37, b@38..39: 1@41..42}@0..42
            2:25..2:26 yaml-syntax YamlSyntax { problem: UnquotedColon }"#]],
        );
        check(
            "p:\n  - id: a\n    n: x: y\n    m: z\n  - id: b\nq: 1\n",
            &expect![[r#"
            {p@0..1: [{id@7..9: a@11..12, n@17..18: ?@20..24, m@29..30: z@32..33}@7..33, {id@38..40: b@42..43}@38..43]@5..43, q@44..45: 1@47..48}@0..48
            3:9..3:10 yaml-syntax YamlSyntax { problem: UnquotedColon }"#]],
        );
        check(
            "p:\n- id: a: b\n- id: c\nq: 1\n",
            &expect![[r#"
                {p@0..1: [{id@5..7: ?@9..13}@5..13, {id@16..18: c@20..21}@16..21]@3..21, q@22..23: 1@25..26}@0..26
                2:8..2:9 yaml-syntax YamlSyntax { problem: UnquotedColon }"#]],
        );
        check(
            "- a: b: c\n- d\n",
            &expect![[r#"
            [{a@2..3: ?@5..9}@2..9, d@12..13]@0..13
            1:7..1:8 yaml-syntax YamlSyntax { problem: UnquotedColon }"#]],
        );
    }

    #[test]
    fn a_deeper_key_after_a_value_is_no_unquoted_colon() {
        check(
            "a: b\n  c: d\ne: f\n",
            &expect![[r#"
            {a@0..1: ?@3..11, e@12..13: f@15..16}@0..16
            2:4..2:5 yaml-syntax YamlSyntax { problem: Parser("mapping values are not allowed in this context") }"#]],
        );
    }

    #[test]
    fn reserved_characters_are_named() {
        check(
            "a: [@doc P1]\nb: @x\nc: %x\nd: `x\n",
            &expect![[r#"
            {a@0..1: ?@3..12, b@13..14: ?@15..18, c@19..20: ?@21..24, d@25..26: ?@27..30}@0..30
            1:5..1:6 yaml-syntax YamlSyntax { problem: ReservedStart('@') }
            2:4..2:5 yaml-syntax YamlSyntax { problem: ReservedStart('@') }
            3:4..3:5 yaml-syntax YamlSyntax { problem: ReservedStart('%') }
            4:4..4:5 yaml-syntax YamlSyntax { problem: ReservedStart('`') }"#]],
        );
        check(
            "a: *x* y\nb: * x\nc: & x\nd: - x\ne: ? x\nf: ] x\n",
            &expect![[r#"
            {a@0..1: ?@3..8, b@9..10: ?@11..15, c@16..17: ?@18..22, d@23..24: ?@25..29, e@30..31: ?@32..36, f@37..38: ?@39..43}@0..43
            1:4..1:7 yaml-syntax YamlSyntax { problem: ReservedStart('*') }
            2:4..2:5 yaml-syntax YamlSyntax { problem: ReservedStart('*') }
            3:4..3:5 yaml-syntax YamlSyntax { problem: ReservedStart('&') }
            4:4..4:5 yaml-syntax YamlSyntax { problem: ReservedStart('-') }
            5:4..5:5 yaml-syntax YamlSyntax { problem: ReservedStart('?') }
            6:4..6:5 yaml-syntax YamlSyntax { problem: ReservedStart(']') }"#]],
        );
        check(
            "a: \"x\" y\nb: 'x' y\nc: 'it's'\nd: [x] y\ne: {x} y\nf: | y\n",
            &expect![[r#"
                {a@0..1: ?@6..8, b@9..10: ?@15..17, c@18..19: ?@24..27, d@28..29: ?@31..36, e@37..38: ?@40..45, f@46..47: ?@48..52}@0..52
                1:8..1:9 yaml-syntax YamlSyntax { problem: AfterQuote('"') }
                2:8..2:9 yaml-syntax YamlSyntax { problem: AfterQuote('\'') }
                3:8..3:9 yaml-syntax YamlSyntax { problem: AfterQuote('\'') }
                4:8..4:9 yaml-syntax YamlSyntax { problem: ReservedStart('[') }
                5:8..5:9 yaml-syntax YamlSyntax { problem: ReservedStart('{') }
                6:4..6:5 yaml-syntax YamlSyntax { problem: ReservedStart('|') }"#]],
        );
        check(
            "%x: 1\n",
            &expect![[r#"
            nothing
            1:1..1:2 yaml-syntax YamlSyntax { problem: ReservedStart('%') }"#]],
        );
    }

    #[test]
    fn what_is_given_up_ends_with_a_character() {
        check(
            "[]?: å",
            &expect![[r#"
            {}@0..7
            1:1..1:3 wrong-kind WrongKind { expected: Text, found: "[]" }
            1:3..1:4 yaml-syntax YamlSyntax { problem: Parser("while parsing a block mapping, did not find expected key") }"#]],
        );
    }

    #[test]
    fn tabs_are_named() {
        check(
            "a:\n\tb: c\nd: e\n",
            &expect![[r#"
            {a@0..1: ?@3..8, d@9..10: e@12..13}@0..13
            2:2..2:3 yaml-syntax YamlSyntax { problem: Tab }"#]],
        );
    }

    #[test]
    fn other_mistakes_are_told_in_the_parsers_words() {
        check(
            "a: [b\nc: d\n",
            &expect![[r#"
            {a@0..1: ?@3..10}@0..10
            2:2..2:3 yaml-syntax YamlSyntax { problem: Parser("illegal placement of ':' indicator") }"#]],
        );
        check(
            "a: \"b\nc: d\n",
            &expect![[r#"
            {a@0..1: ?@2..5, c@6..7: d@9..10}@0..10
            1:4..1:5 yaml-syntax YamlSyntax { problem: Parser("unclosed quote") }"#]],
        );
        check(
            "a: \"b\\q\"\nc: d\n",
            &expect![[r#"
            {a@0..1: ?@2..8, c@9..10: d@12..13}@0..13
            1:4..1:5 yaml-syntax YamlSyntax { problem: Parser("while parsing a quoted scalar, found unknown escape character") }"#]],
        );
        check(
            "a: 1\nb c\nd: 2\n",
            &expect![[r#"
            {a@0..1: 1@3..4, d@9..10: 2@12..13}@0..13
            2:1..2:2 yaml-syntax YamlSyntax { problem: Parser("simple key expected ':'") }"#]],
        );
        check(
            "a: 1\n---\nb: 2\n",
            &expect![[r#"
            {a@0..1: 1@3..4}@0..4
            2:1..2:4 yaml-syntax YamlSyntax { problem: SecondDocument }"#]],
        );
        check(
            "- a\nb: 1\n",
            &expect![[r#"
            [a@2..3]@0..3
            2:1..2:2 yaml-syntax YamlSyntax { problem: Parser("while parsing a block collection, did not find expected '-' indicator") }"#]],
        );
    }

    fn limit(text: &str) -> String {
        let started = Instant::now();
        let (_, found) = read(&source(text), 0..text.len());
        assert!(started.elapsed() < Duration::from_secs(20), "took {:?}", started.elapsed());
        let codes = found.iter().take(3).map(|found| format!("{:?}", found.kind));
        codes.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn hostile_input_meets_a_limit() {
        let bomb = (0..9).map(|n| format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1));
        let blocks = (0..1000).map(|n| " ".repeat(n) + "a:\n");
        let shown = [
            limit(&"[".repeat(10_000)),
            limit(&"{a: ".repeat(10_000)),
            limit(&"- ".repeat(10_000)),
            limit(&blocks.collect::<String>()),
            limit(&format!("{}: 1\n", "k".repeat(1_000_000))),
            limit(&format!("a: 1\n{}: 1\n", "k".repeat(2_000))),
            limit(&format!("? {}\n: 1\n", "k".repeat(2_000))),
            limit(&bomb.collect::<String>()),
            limit(&"- a\n".repeat(NODES + 1)),
            limit(&"a: \"\n".repeat(20_000)),
            limit(&"a: b: c\n".repeat(20_000)),
        ];
        expect![[r#"
            TooLarge { what: "nesting", limit: 64, unit: "levels" }
            TooLarge { what: "nesting", limit: 64, unit: "levels" }
            TooLarge { what: "nesting", limit: 64, unit: "levels" }
            TooLarge { what: "nesting", limit: 64, unit: "levels" }
            TooLarge { what: "key", limit: 1024, unit: "bytes" }
            TooLarge { what: "key", limit: 1024, unit: "bytes" }
            TooLarge { what: "key", limit: 1024, unit: "bytes" }
            YamlSyntax { problem: Alias }; YamlSyntax { problem: ReservedStart('*') }; YamlSyntax { problem: ReservedStart('*') }
            TooLarge { what: "nodes", limit: 500000, unit: "nodes" }
            DuplicateKey { key: "a" }; DuplicateKey { key: "a" }; DuplicateKey { key: "a" }
            YamlSyntax { problem: UnquotedColon }; DuplicateKey { key: "a" }; YamlSyntax { problem: UnquotedColon }"#]].assert_eq(&shown.join("\n"));
    }

    #[test]
    fn a_large_file_is_read() {
        let text = (0..100_000).map(|n| format!("- {{id: a{n}}}\n")).collect::<String>();
        let (root, found) = read(&source(&text), 0..text.len());
        assert_eq!((root.unwrap().list_items().len(), found.len()), (100_000, 0));
    }

    fn assert_inside(node: &YamlNode, text: &str, within: &Range<usize>) {
        assert!(text.get(node.range.clone()).is_some(), "{node:?}");
        assert!(
            within.start <= node.range.start && node.range.end <= within.end,
            "{node:?} {within:?}"
        );
        let pairs = node.map_entries().iter().flat_map(|(key, value)| [key, value]);
        pairs.chain(node.list_items()).for_each(|inner| assert_inside(inner, text, &node.range));
    }

    proptest::proptest! {
        #[test]
        fn places_lie_in_the_file_and_in_each_other(
            text in "(a|å|: |:|\n|\n  |\n- |- |\\[|\\]|\\{|\\}|, |\"|'|\\*|&|!|\\||>|#| |\t|\\?|---|@|%|~){0,40}"
        ) {
            let (root, found) = read(&source(&text), 0..text.len());
            if let Some(root) = root {
                assert_inside(&root, &text, &(0..text.len()));
            }
            assert!(found.iter().all(|found| text.get(found.span.range()).is_some()));
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,60}") {
            let _ = read(&source(&text), 0..text.len());
        }
    }
}
