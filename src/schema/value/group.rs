//! Reads one item of a group, which has fields of its own.

use super::read_field;
use crate::diagnostic::rules::FieldPlace;
use crate::diagnostic::{Diagnostic, ExpectedKind, KeyScope, RelatedNote, rules};
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::diagnostic_sink::DiagnosticSink;
use crate::schema::model::FieldDef;
use crate::schema::statement::{FieldStatements, FieldValue, Statement};

/// Reads one item of the group `name`. `None` means that it is not a map, which is reported.
pub(super) fn read_group(
    name: &str,
    fields: &[FieldDef],
    node: &YamlNode,
    sink: &mut DiagnosticSink,
) -> Option<FieldValue> {
    if !matches!(node.kind, NodeKind::Map(_)) {
        sink.push_wrong_kind(node, ExpectedKind::Group);
        return None;
    }
    Some(FieldValue::Group(read_item(name, fields, node, sink)))
}

/// What was read of one field.
#[derive(Clone, Default)]
struct FieldReading {
    statements: Vec<Statement>,
    /// A field with a wrong value is not reported as missing as well.
    has_diagnostics: bool,
}

/// Reads the statements of each field, in declared order, without fields that have none.
fn read_item(
    name: &str,
    fields: &[FieldDef],
    map: &YamlNode,
    sink: &mut DiagnosticSink,
) -> FieldStatements {
    let mut readings = vec![FieldReading::default(); fields.len()];
    for (key, node) in map.map_entries() {
        let id = key.as_str().unwrap_or_default();
        let mut known = fields.iter().zip(&mut readings);
        let Some((field, reading)) = known.find(|(field, _)| *field.id == *id) else {
            let known = fields.iter().map(|field| &*field.id);
            let scope = KeyScope::Value(name.to_owned());
            let misspelled = match FieldDef::find_labeled(fields, id) {
                Some(field) => {
                    let mut unknown = rules::UnknownKey::new(id, scope, known);
                    unknown.suggestion = Some(field.to_owned());
                    sink.push(&key.range, unknown);
                    Some(field.to_owned())
                }
                None => sink.push_unknown_key(key, scope, known),
            };
            let index = fields.iter().position(|field| misspelled.as_deref() == Some(&*field.id));
            if let Some(reading) = index.and_then(|index| readings.get_mut(index)) {
                reading.has_diagnostics = true;
            }
            continue;
        };
        let (statements, diagnostics) = read_field(field, node, &sink.context);
        let has_diagnostics = !diagnostics.is_empty() || node.is_unreadable();
        reading.statements = statements;
        reading.has_diagnostics |= has_diagnostics;
        sink.diagnostics.extend(diagnostics);
    }
    let item_range = map.map_entries().first().map_or(&map.range, |(key, _)| &key.range);
    for (field, reading) in fields.iter().zip(&readings) {
        if reading.statements.len() < field.at_least && !reading.has_diagnostics {
            let kind = rules::MissingField {
                field: field.id.to_string(),
                required_by: name.to_owned(),
                place: FieldPlace::Line,
            };
            let diagnostic = Diagnostic::new(sink.span(item_range), kind);
            sink.diagnostics.push(match &field.declared {
                Some(declared) => {
                    diagnostic.with_related(declared.clone(), RelatedNote::Declaration)
                }
                None => diagnostic,
            });
        }
    }
    let with_statements =
        fields.iter().zip(readings).filter(|(_, reading)| !reading.statements.is_empty());
    with_statements.map(|(field, reading)| (field.id.clone(), reading.statements)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, DiagnosticSink, FieldStatements};
    use crate::diagnostic::SourceFile;
    use crate::parse::yaml;
    use crate::schema::test_display::show_fields;
    use crate::schema::{EntryType, LanguageTag, ReadContext, Schema, TypeDeclaration};
    use expect_test::{Expect, expect};
    use std::sync::Arc;

    const FIELDS: &str = "
fields:
  t: {label: t, kind: text}
  m: {label: m, kind: markdown}
  n: {label: n, kind: number}
  f: {label: f, kind: fraction}
  d: {label: d, kind: date}
  p: {label: p, kind: period}
  u: {label: u, kind: url}
  c: {label: c, kind: choice, choices: [red, green]}
  b: {label: b, kind: bool}
  q: {label: q, kind: citation}
  file: {label: file, kind: file}
  e: {label: e, to: x}
  one: {label: one, to: x, at_most: 1}
  g: {label: g, kind: group, fields: {text: {label: text, kind: text, required: true, at_most: 1}, when: {label: when, kind: date}}}
";

    fn source(text: &str) -> Arc<SourceFile> {
        Arc::new(SourceFile { path: "x.yaml".into(), text: text.into() })
    }

    fn languages() -> [LanguageTag; 2] {
        ["sv", "en"].map(|tag| LanguageTag(tag.into()))
    }

    fn declared(text: &str) -> Arc<EntryType> {
        let source = source(text);
        let (root, _) = yaml::read(&source, 0..text.len());
        let context = ReadContext { source: &source, languages: &languages() };
        let (declaration, diagnostics) = TypeDeclaration::read("x", root.as_ref(), &context);
        assert_eq!(diagnostics, []);
        Arc::clone(&Schema::from_declarations(&[declaration]).0.types["x"])
    }

    /// Reads a text as if it were an item of a group with the type's fields.
    fn read(entry_type: &EntryType, text: &str) -> (FieldStatements, Vec<Diagnostic>) {
        let (source, languages) = (source(text), languages());
        let context = ReadContext { source: &source, languages: &languages };
        let (root, diagnostics) = yaml::read(&source, 0..text.len());
        let mut sink = DiagnosticSink::new(context);
        sink.diagnostics = diagnostics;
        let fields = super::read_item("x", &entry_type.fields, &root.unwrap(), &mut sink);
        (fields, sink.diagnostics)
    }

    /// Returns the fields, then the diagnostics with their positions, one on each line.
    fn report((fields, diagnostics): &(FieldStatements, Vec<Diagnostic>)) -> String {
        let mut lines = show_fields(fields);
        for diagnostic in diagnostics {
            let (start, end) = (diagnostic.span.start_position(), diagnostic.span.end_position());
            let position = format!("{}:{}..{}:{}", start.line, start.column, end.line, end.column);
            lines.push(format!("{position} {:?}", diagnostic.kind));
        }
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    fn check(text: &str, expected: &Expect) {
        expected.assert_eq(&report(&read(&declared(FIELDS), text)));
    }

    #[test]
    fn a_text_has_one_language_or_several() {
        check(
            "t: Rådet\nm: '*x*'\n",
            &expect![[r#"
                t: "Rådet"
                m: markdown "*x*"
            "#]],
        );
        check(
            "t: [a, {sv: b, en: c}, {sv: d}]\nm: {sv: |\n    x\n}\n",
            &expect![[r#"
                t: "a" | {sv: "b", en: "c"} | {sv: "d"}
                2:9..2:10 YamlSyntax { problem: ReservedStart('|') }
            "#]],
        );
        check(
            "t: {sv: a, de: b}\nm: {a: b}\n",
            &expect![[r#"
                t: {sv: "a"}
                1:12..1:14 WrongKind { expected: Language(None), value: "de" }
                2:4..2:10 WrongKind { expected: Markdown, value: "{a: b}" }
            "#]],
        );
        check(
            "t: [[a]]\nm: {sv: [a]}\n",
            &expect![[r#"
                1:5..1:8 WrongKind { expected: SingleText, value: "[a]" }
                2:9..2:12 WrongKind { expected: SingleText, value: "[a]" }
            "#]],
        );
    }

    #[test]
    fn numbers_are_exact() {
        check(
            "n: [1.10, -3, 0]\nf: [1/2, 0.25, 1]\n",
            &expect![[r#"
                n: 1.10 = 11/10 | -3 = -3 | 0 = 0
                f: 1/2 | 1/4 | 1
            "#]],
        );
        check(
            "n: [1e999999, '1,5', x, {a: b}]\nf: [1/0, 50 %, -1]\n",
            &expect![[r#"
                1:5..1:13 WrongKind { expected: Number, value: "1e999999" }
                1:15..1:20 WrongKind { expected: Number, value: "1,5" }
                1:22..1:23 WrongKind { expected: Number, value: "x" }
                1:25..1:31 WrongKind { expected: Number, value: "{a: b}" }
                2:5..2:8 WrongKind { expected: Fraction, value: "1/0" }
                2:10..2:14 WrongKind { expected: Fraction, value: "50 %" }
                2:16..2:18 WrongKind { expected: Fraction, value: "-1" }
            "#]],
        );
    }

    #[test]
    fn dates_must_exist() {
        check(
            "d: [2011, 2014-04, 2014-04-01, unknown, {value: unknown, latest: 2015-11-11}, {earliest: 2011}]\n",
            &expect![[r#"
                d: 2011 | 2014-04 | 2014-04-01 | unknown | unknown (latest 2015-11-11) | unknown (earliest 2011)
            "#]],
        );
        check(
            "d: [9999-99-99, 1 april, {value: 2011-02-30, latest: x}, {latest: 2011, lastest: 1}, {a: 1}]\n",
            &expect![[r#"
                1:5..1:15 BadDate { value: "9999-99-99", words: Unknown }
                1:17..1:24 BadDate { value: "1 april", words: Unknown }
                1:34..1:44 BadDate { value: "2011-02-30", words: Unknown }
                1:54..1:55 BadDate { value: "x", words: Unknown }
                1:73..1:80 UnknownKey { key: "lastest", scope: Value("d"), suggestion: Some("latest"), known: ["value", "earliest", "latest"], publication: None, intended_type: None }
                1:86..1:92 WrongKind { expected: Date, value: "{a: 1}" }
            "#]],
        );
    }

    #[test]
    fn periods_have_two_bounds() {
        check(
            "p:\n  - {from: 2015-01-01}\n  - {from: {value: unknown, latest: 2015}, until: unknown}\n  - {}\n",
            &expect![[r#"
                p: from 2015-01-01 | from unknown (latest 2015) until unknown | always
            "#]],
        );
        check(
            "p: [2015, {form: 2015}, {from: 2015-13}, {from: [1]}]\n",
            &expect![[r#"
                1:5..1:9 WrongKind { expected: Period, value: "2015" }
                1:12..1:16 UnknownKey { key: "form", scope: Value("p"), suggestion: Some("from"), known: ["from", "until"], publication: None, intended_type: None }
                1:32..1:39 BadDate { value: "2015-13", words: Unknown }
                1:49..1:52 WrongKind { expected: Date, value: "[1]" }
            "#]],
        );
    }

    #[test]
    fn only_safe_addresses_are_read() {
        check(
            "u: ['https://a.se/å?b', mailto:a@b.se, 'tel:+468', HTTP://a]\n",
            &expect![[r#"
                u: <https://a.se/å?b> | <mailto:a@b.se> | <tel:+468> | <HTTP://a>
            "#]],
        );
        check(
            "u: ['javascript:alert(1)', www.a.se, 'https://', 'https:///x', 'http://a b', ftp://a]\n",
            &expect![[r#"
                1:5..1:26 WrongKind { expected: Url, value: "javascript:alert(1)" }
                1:28..1:36 WrongKind { expected: Url, value: "www.a.se" }
                1:38..1:48 WrongKind { expected: Url, value: "https://" }
                1:50..1:62 WrongKind { expected: Url, value: "https:///x" }
                1:64..1:76 WrongKind { expected: Url, value: "http://a b" }
                1:78..1:85 WrongKind { expected: Url, value: "ftp://a" }
            "#]],
        );
    }

    #[test]
    fn a_value_must_be_one_of_the_choices() {
        check(
            "c: red\nb: true\nfile: a/b.pdf\ne: [a, b#c]\n",
            &expect![[r#"
                c: choice red
                b: true
                file: file a/b.pdf
                e: entry a | entry b#c
            "#]],
        );
        check(
            "c: gren\nb: yes\nfile: {a: b}\ne: {id: a}\n",
            &expect![[r#"
                b: true
                1:4..1:8 WrongKind { expected: SomeOf(["red", "green"]), value: "gren" }
                3:7..3:13 WrongKind { expected: File, value: "{a: b}" }
                4:4..4:11 WrongKind { expected: EntryId, value: "{id: a}" }
            "#]],
        );
    }

    #[test]
    fn unknown_and_none_mean_the_same_in_every_field() {
        check(
            "t: unknown\nn: none\nd: none\nc: unknown\ne: [none]\ng: unknown\n",
            &expect![[r#"
                t: unknown
                n: none
                d: none
                c: unknown
                e: none
                g: unknown
            "#]],
        );
        check(
            "t: ['unknown', \"none\"]\n",
            &expect![[r#"
                t: "unknown" | "none"
            "#]],
        );
    }

    #[test]
    fn an_empty_value_is_no_statement() {
        check("t:\nm: ''\nn: ~\ne: []\n", &expect![[""]]);
    }

    #[test]
    fn citations_are_written_on_one_line() {
        check(
            "q:\n  - a P19 \"x y\"\n  - {document: a, locator: P19, quote: x \"y\"}\n  - {document: a}\n",
            &expect![[r#"
                q: a P19 "x y" | a P19 "x \"y\"" | a
            "#]],
        );
        check(
            "q: [{locator: P19}, {a: b}, {document: a, qoute: b}, {document: [a]}]\n",
            &expect![[r#"
                q: a
                1:6..1:13 CitationSyntax { problem: Empty }
                1:21..1:27 WrongKind { expected: Citation, value: "{a: b}" }
                1:43..1:48 UnknownKey { key: "qoute", scope: Value("q"), suggestion: Some("quote"), known: ["document", "locator", "quote"], publication: None, intended_type: None }
                1:65..1:68 WrongKind { expected: SingleText, value: "[a]" }
            "#]],
        );
    }

    #[test]
    fn a_statement_has_a_value_and_qualifiers() {
        check(
            "e:\n  value: a\n  source: x P1\n  from: {value: unknown}\n  until: 2015\n  according_to: b\n  standing: intended\n  note: {sv: x}\n",
            &expect![[r#"
                e: entry a [intended, from unknown until 2015, x P1, according to b, note {sv: "x"}]
                8:9..8:16 MissingTranslation { languages: ["en"], missing: "note", cure: Value }
            "#]],
        );
        check(
            "d: {value: 2011, source: x, latest: 2012}\nt: {value: {sv: a, en: b}}\nn: [{value: x, sourc: y}]\n",
            &expect![[r#"
                t: {sv: "a", en: "b"} [sourced]
                d: 2011 [sourced, x]
                1:29..1:35 UnknownKey { key: "latest", scope: Value("d"), suggestion: None, known: [], publication: None, intended_type: None }
                3:13..3:14 WrongKind { expected: Number, value: "x" }
                3:16..3:21 UnknownKey { key: "sourc", scope: Value("n"), suggestion: Some("source"), known: [], publication: None, intended_type: None }
            "#]],
        );
        check(
            "e: {value: [a, b]}\nd: {value: {value: unknown, latest: 2012}, source: x}\n",
            &expect![[r#"
                d: unknown (latest 2012) [sourced, x]
                e: entry a [sourced] | entry b [sourced]
            "#]],
        );
    }

    #[test]
    fn the_first_surplus_value_is_reported() {
        check(
            "one: [a, b, c]\n",
            &expect![[r#"
                one: entry a | entry b | entry c
                1:10..1:11 TooManyValues { field: "one", at_most: 1, n_values: 3 }
            "#]],
        );
        check(
            "one:\n  - {value: a, according_to: x}\n  - {value: b, according_to: y}\n  - {value: c, according_to: x, standing: sourced}\n  - {value: d, according_to: x, standing: proposed}\n",
            &expect![[r#"
                one: entry a [sourced, according to x] | entry b [sourced, according to y] | entry c [sourced, according to x] | entry d [proposed, according to x]
                4:13..4:14 TooManyValues { field: "one", at_most: 1, n_values: 2 }
            "#]],
        );
    }

    #[test]
    fn an_item_of_a_group_is_checked_against_its_fields() {
        check(
            "g:\n  - {text: a, when: 2011}\n  - when: 2012\n  - {text: a, txet: b}\n  - a\n  - {text: [a, b]}\n  - {value: {text: z}, source: x}\n",
            &expect![[r#"
                g: {text: "a", when: 2011} | {when: 2012} | {text: "a"} | {text: "a" | "b"} | {text: "z"} [sourced, x]
                3:5..3:9 MissingField { field: "text", required_by: "g", place: Line }
                4:15..4:19 UnknownKey { key: "txet", scope: Value("g"), suggestion: Some("text"), known: ["text", "when"], publication: None, intended_type: None }
                5:5..5:6 WrongKind { expected: Group, value: "a" }
                6:16..6:17 TooManyValues { field: "text", at_most: 1, n_values: 2 }
            "#]],
        );
    }

    #[test]
    fn unknown_keys_are_reported() {
        check(
            "fiel: z\n",
            &expect![[r#"
                1:1..1:5 UnknownKey { key: "fiel", scope: Value("x"), suggestion: Some("file"), known: [], publication: None, intended_type: None }
            "#]],
        );
    }

    #[test]
    fn a_missing_required_field_is_reported_once() {
        let entry_type = declared(
            "fields: {a: {label: a, kind: text, required: true}, d: {label: d, kind: date, at_least: 2}}",
        );
        let check = |text, expected: Expect| expected.assert_eq(&report(&read(&entry_type, text)));
        check(
            "a:\n",
            expect![[r#"
                1:1..1:2 MissingField { field: "a", required_by: "x", place: Line }
                1:1..1:2 MissingField { field: "d", required_by: "x", place: Line }
            "#]],
        );
        check(
            "a: x\nd: [2011, 2012]\n",
            expect![[r#"
                a: "x"
                d: 2011 | 2012
            "#]],
        );
        check(
            "a: x: y\nd: [2011, 2013-13]\n",
            expect![[r#"
                d: 2011
                1:5..1:6 YamlSyntax { problem: UnquotedColon }
                2:11..2:18 BadDate { value: "2013-13", words: Unknown }
            "#]],
        );
    }

    #[test]
    fn a_hundred_thousand_values_give_one_diagnostic() {
        let entry_type = declared("fields: {one: {label: one, to: x, at_most: 1}}");
        // Reading is linear. If it were not, this test would not end.
        let text = format!("one:\n{}", "- a\n".repeat(100_000));
        let (_, diagnostics) = read(&entry_type, &text);
        assert_eq!(diagnostics.len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "([tmnfdpucbqeg]|one|text|value|from|a|å|: |\n|\n  |- |\\[|\\]|\\{|\\}|, |1|/|2014-|unknown|sv|\"|'){0,40}") {
            let (_, found) = read(&declared(FIELDS), &format!("x: 1\n{text}"));
            assert!(found.iter().all(|found| found.span.range().end <= text.len() + 5));
        }
    }
}
