//! Reads one item of a group, which has fields of its own.

use super::read_field;
use crate::diagnostic::{Diagnostic, DiagnosticKind, ExpectedKind, KeyScope, RelatedNote};
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::diagnostic_sink::DiagnosticSink;
use crate::schema::model::{FieldDef, FieldStatements, FieldValue, Statement};

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
            let known: Vec<&str> = fields.iter().map(|field| &*field.id).collect();
            sink.push_unknown_key(key, KeyScope::Value(name.to_owned()), &known);
            continue;
        };
        let (statements, diagnostics) = read_field(field, node, sink.context);
        let has_diagnostics = !diagnostics.is_empty() || node.is_unreadable();
        *reading = FieldReading { statements, has_diagnostics };
        sink.diagnostics.extend(diagnostics);
    }
    let item_range = map.map_entries().first().map_or(&map.range, |(key, _)| &key.range);
    for (field, reading) in fields.iter().zip(&readings) {
        if reading.statements.len() < field.at_least && !reading.has_diagnostics {
            let kind =
                DiagnosticKind::MissingField { field: field.id.to_string(), of: name.to_owned() };
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
    use super::{Diagnostic, DiagnosticSink, FieldStatements, FieldValue};
    use crate::diagnostic::SourceFile;
    use crate::parse::yaml;
    use crate::schema::{EntryType, LanguageTag, ReadContext, Schema, TypeDeclaration};
    use expect_test::{Expect, expect};
    use std::fmt::Write;
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    const FIELDS: &str = "
fields:
  t: {kind: text}
  m: {kind: markdown}
  n: {kind: number}
  f: {kind: fraction}
  d: {kind: date}
  p: {kind: period}
  u: {kind: url}
  c: {kind: choice, choices: [red, green]}
  b: {kind: bool}
  q: {kind: citation}
  file: {kind: file}
  e: {to: x}
  one: {to: x, at_most: 1}
  g: {kind: group, fields: {text: {kind: text, required: true, at_most: 1}, when: {kind: date}}}
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
        let (declaration, found) = TypeDeclaration::read("x", root.as_ref(), &context);
        assert_eq!(found, []);
        Arc::clone(&Schema::from_declarations(&[declaration]).0.types["x"])
    }

    /// Reads a text as if it were an item of a group with the type's fields.
    fn read(of: &EntryType, text: &str) -> (FieldStatements, Vec<Diagnostic>) {
        let (source, languages) = (source(text), languages());
        let context = ReadContext { source: &source, languages: &languages };
        let (root, found) = yaml::read(&source, 0..text.len());
        let mut findings = DiagnosticSink { context: &context, diagnostics: found };
        let fields = super::read_item("x", &of.fields, &root.unwrap(), &mut findings);
        (fields, findings.diagnostics)
    }

    fn show(value: &FieldValue) -> String {
        match value {
            FieldValue::Text(text) => format!("{text:?}"),
            FieldValue::Markdown(bodies) => {
                let bodies = bodies.iter().map(|(tag, body)| format!("{tag:?} {:?}", body.text()));
                bodies.collect::<Vec<_>>().join(", ")
            }
            FieldValue::Number(written, number) => format!("{written} = {number}"),
            FieldValue::Fraction(fraction) => fraction.to_string(),
            FieldValue::Group(fields) => show_fields(fields).trim_end().replace('\n', "; "),
            FieldValue::Citation(citation) => citation.citation_source(),
            other => format!("{other:?}"),
        }
    }

    fn show_fields(fields: &FieldStatements) -> String {
        let mut shown = String::new();
        for (id, said) in fields {
            let said: Vec<_> = said.iter().map(|said| show(&said.value)).collect();
            writeln!(shown, "{id} = {}", said.join(" | ")).unwrap();
        }
        shown
    }

    fn report((fields, found): &(FieldStatements, Vec<Diagnostic>)) -> String {
        let mut shown = show_fields(fields);
        for found in found {
            let (begins, ends) = (found.span.start_position(), found.span.end_position());
            let place = format!("{}:{}..{}:{}", begins.line, begins.column, ends.line, ends.column);
            writeln!(shown, "{place} {:?}", found.kind).unwrap();
        }
        shown
    }

    fn check(text: &str, expected: &Expect) {
        expected.assert_eq(&report(&read(&declared(FIELDS), text)));
    }

    #[test]
    fn texts_stand_in_one_language_or_several() {
        check(
            "t: Rådet\nm: '*x*'\n",
            &expect![[r#"
                t = Same("Rådet")
                m = None "*x*"
            "#]],
        );
        check(
            "t: [a, {sv: b, en: c}, {sv: d}]\nm: {sv: |\n    x\n}\n",
            &expect![[r#"
                t = Same("a") | PerLanguage([(LanguageTag("sv"), "b"), (LanguageTag("en"), "c")]) | PerLanguage([(LanguageTag("sv"), "d")])
                2:9..2:10 YamlSyntax { problem: ReservedStart('|') }
            "#]],
        );
        check(
            "t: {sv: a, de: b}\nm: {a: b}\n",
            &expect![[r#"
                t = PerLanguage([(LanguageTag("sv"), "a")])
                1:12..1:14 WrongKind { expected: Language, found: "de" }
                2:4..2:10 WrongKind { expected: Markdown, found: "{a: b}" }
            "#]],
        );
        check(
            "t: [[a]]\nm: {sv: [a]}\n",
            &expect![[r#"
            1:5..1:8 WrongKind { expected: Text, found: "[a]" }
            2:9..2:12 WrongKind { expected: Markdown, found: "[a]" }
        "#]],
        );
    }

    #[test]
    fn numbers_are_exact() {
        check(
            "n: [1.10, -3, 0]\nf: [1/2, 0.25, 1]\n",
            &expect![[r#"
            n = 1.10 = 11/10 | -3 = -3 | 0 = 0
            f = 1/2 | 1/4 | 1
        "#]],
        );
        check(
            "n: [1e999999, '1,5', x, {a: b}]\nf: [1/0, 50 %, -1]\n",
            &expect![[r#"
            1:5..1:13 WrongKind { expected: Number, found: "1e999999" }
            1:15..1:20 WrongKind { expected: Number, found: "1,5" }
            1:22..1:23 WrongKind { expected: Number, found: "x" }
            1:25..1:31 WrongKind { expected: Number, found: "{a: b}" }
            2:5..2:8 WrongKind { expected: Fraction, found: "1/0" }
            2:10..2:14 WrongKind { expected: Fraction, found: "50 %" }
            2:16..2:18 WrongKind { expected: Fraction, found: "-1" }
        "#]],
        );
    }

    #[test]
    fn dates_exist() {
        check(
            "d: [2011, 2014-04, 2014-04-01, unknown, {value: unknown, latest: 2015-11-11}, {earliest: 2011}]\n",
            &expect![[r#"
                d = Date(UncertainDate { value: Some(PartialDate { year: 2011, month: None, day: None }), earliest: None, latest: None }) | Date(UncertainDate { value: Some(PartialDate { year: 2014, month: Some(4), day: None }), earliest: None, latest: None }) | Date(UncertainDate { value: Some(PartialDate { year: 2014, month: Some(4), day: Some(1) }), earliest: None, latest: None }) | Unknown | Date(UncertainDate { value: None, earliest: None, latest: Some(PartialDate { year: 2015, month: Some(11), day: Some(11) }) }) | Date(UncertainDate { value: None, earliest: Some(PartialDate { year: 2011, month: None, day: None }), latest: None })
            "#]],
        );
        check(
            "d: [9999-99-99, 1 april, {value: 2011-02-30, latest: x}, {latest: 2011, lastest: 1}, {a: 1}]\n",
            &expect![[r#"
                1:5..1:15 BadDate { found: "9999-99-99" }
                1:17..1:24 BadDate { found: "1 april" }
                1:34..1:44 BadDate { found: "2011-02-30" }
                1:54..1:55 BadDate { found: "x" }
                1:73..1:80 UnknownKey { key: "lastest", home: Value("d"), near: Some("latest") }
                1:86..1:92 WrongKind { expected: Date, found: "{a: 1}" }
            "#]],
        );
    }

    #[test]
    fn periods_have_two_bounds() {
        check(
            "p:\n  - {from: 2015-01-01}\n  - {from: {value: unknown, latest: 2015}, until: unknown}\n  - {}\n",
            &expect![[r#"
                p = Period(Some(UncertainDate { value: Some(PartialDate { year: 2015, month: Some(1), day: Some(1) }), earliest: None, latest: None }), None) | Period(Some(UncertainDate { value: None, earliest: None, latest: Some(PartialDate { year: 2015, month: None, day: None }) }), Some(UncertainDate { value: None, earliest: None, latest: None })) | Period(None, None)
            "#]],
        );
        check(
            "p: [2015, {form: 2015}, {from: 2015-13}, {from: [1]}]\n",
            &expect![[r#"
                1:5..1:9 WrongKind { expected: Period, found: "2015" }
                1:12..1:16 UnknownKey { key: "form", home: Value("p"), near: Some("from") }
                1:32..1:39 BadDate { found: "2015-13" }
                1:49..1:52 WrongKind { expected: Date, found: "[1]" }
            "#]],
        );
    }

    #[test]
    fn addresses_are_safe() {
        check(
            "u: ['https://a.se/å?b', mailto:a@b.se, 'tel:+468', HTTP://a]\n",
            &expect![[r#"
            u = Url("https://a.se/å?b") | Url("mailto:a@b.se") | Url("tel:+468") | Url("HTTP://a")
        "#]],
        );
        check(
            "u: ['javascript:alert(1)', www.a.se, 'https://', 'https:///x', 'http://a b', ftp://a]\n",
            &expect![[r#"
                1:5..1:26 WrongKind { expected: Url, found: "javascript:alert(1)" }
                1:28..1:36 WrongKind { expected: Url, found: "www.a.se" }
                1:38..1:48 WrongKind { expected: Url, found: "https://" }
                1:50..1:62 WrongKind { expected: Url, found: "https:///x" }
                1:64..1:76 WrongKind { expected: Url, found: "http://a b" }
                1:78..1:85 WrongKind { expected: Url, found: "ftp://a" }
            "#]],
        );
    }

    #[test]
    fn words_are_among_the_choices() {
        check(
            "c: red\nb: true\nfile: a/b.pdf\ne: [a, b#c]\n",
            &expect![[r#"
                c = Choice("red")
                b = Bool(true)
                file = File("a/b.pdf")
                e = Reference("a") | Reference("b#c")
            "#]],
        );
        check(
            "c: gren\nb: yes\nfile: {a: b}\ne: {id: a}\n",
            &expect![[r#"
            1:4..1:8 WrongKind { expected: OneOf(["red", "green"]), found: "gren" }
            2:4..2:7 WrongKind { expected: Bool, found: "yes" }
            3:7..3:13 WrongKind { expected: File, found: "{a: b}" }
            4:4..4:11 WrongKind { expected: EntryId, found: "{id: a}" }
        "#]],
        );
    }

    #[test]
    fn reserved_words_are_the_same_everywhere() {
        check(
            "t: unknown\nn: none\nd: none\nc: unknown\ne: [none]\ng: unknown\n",
            &expect![[r#"
            t = Unknown
            n = None
            d = None
            c = Unknown
            e = None
            g = Unknown
        "#]],
        );
        check(
            "t: ['unknown', \"none\"]\n",
            &expect![[r#"
                t = Same("unknown") | Same("none")
            "#]],
        );
    }

    #[test]
    fn nothing_is_no_value() {
        check("t:\nm: ''\nn: ~\ne: []\n", &expect![[""]]);
    }

    #[test]
    fn citations_are_written_on_one_line() {
        check(
            "q:\n  - a P19 \"x y\"\n  - {document: a, locator: P19, quote: x \"y\"}\n  - {document: a}\n",
            &expect![[r#"
                q = a P19 "x y" | a P19 "x \"y\"" | a
            "#]],
        );
        check(
            "q: [{locator: P19}, {a: b}, {document: a, qoute: b}, {document: [a]}]\n",
            &expect![[r#"
                q = a
                1:6..1:13 CitationSyntax { problem: Empty }
                1:21..1:27 WrongKind { expected: Citation, found: "{a: b}" }
                1:43..1:48 UnknownKey { key: "qoute", home: Value("q"), near: Some("quote") }
                1:65..1:68 WrongKind { expected: Text, found: "[a]" }
            "#]],
        );
    }

    #[test]
    fn a_statement_has_a_value_and_qualifiers() {
        check(
            "e:\n  value: a\n  source: x P1\n  from: {value: unknown}\n  until: 2015\n  according_to: b\n  standing: intended\n  note: {sv: x}\n",
            &expect![[r#"
                e = Reference("a")
            "#]],
        );
        check(
            "d: {value: 2011, source: x, latest: 2012}\nt: {value: {sv: a, en: b}}\nn: [{value: x, sourc: y}]\n",
            &expect![[r#"
                t = PerLanguage([(LanguageTag("sv"), "a"), (LanguageTag("en"), "b")])
                d = Date(UncertainDate { value: Some(PartialDate { year: 2011, month: None, day: None }), earliest: None, latest: None })
                1:29..1:35 UnknownKey { key: "latest", home: Value("d"), near: None }
                3:13..3:14 WrongKind { expected: Number, found: "x" }
                3:16..3:21 UnknownKey { key: "sourc", home: Value("n"), near: Some("source") }
            "#]],
        );
        check(
            "e: {value: [a, b]}\nd: {value: {value: unknown, latest: 2012}, source: x}\n",
            &expect![[r#"
                d = Date(UncertainDate { value: None, earliest: None, latest: Some(PartialDate { year: 2012, month: None, day: None }) })
                e = Reference("a") | Reference("b")
            "#]],
        );
    }

    #[test]
    fn the_first_surplus_value_is_told() {
        check(
            "one: [a, b, c]\n",
            &expect![[r#"
                one = Reference("a") | Reference("b") | Reference("c")
                1:10..1:11 TooManyValues { field: "one", at_most: 1, found: 3 }
            "#]],
        );
        check(
            "one:\n  - {value: a, according_to: x}\n  - {value: b, according_to: y}\n  - {value: c, according_to: x, standing: sourced}\n  - {value: d, according_to: x, standing: proposed}\n",
            &expect![[r#"
                one = Reference("a") | Reference("b") | Reference("c") | Reference("d")
                4:13..4:14 TooManyValues { field: "one", at_most: 1, found: 2 }
            "#]],
        );
    }

    #[test]
    fn groups_have_fields_of_their_own() {
        check(
            "g:\n  - {text: a, when: 2011}\n  - when: 2012\n  - {text: a, txet: b}\n  - a\n  - {text: [a, b]}\n  - {value: {text: z}, source: x}\n",
            &expect![[r#"
                g = text = Same("a"); when = Date(UncertainDate { value: Some(PartialDate { year: 2011, month: None, day: None }), earliest: None, latest: None }) | when = Date(UncertainDate { value: Some(PartialDate { year: 2012, month: None, day: None }), earliest: None, latest: None }) | text = Same("a") | text = Same("a") | Same("b") | text = Same("z")
                3:5..3:9 MissingField { field: "text", of: "g" }
                4:15..4:19 UnknownKey { key: "txet", home: Value("g"), near: Some("text") }
                5:5..5:6 WrongKind { expected: Group, found: "a" }
                6:16..6:17 TooManyValues { field: "text", at_most: 1, found: 2 }
            "#]],
        );
    }

    #[test]
    fn keys_are_known() {
        check(
            "fiel: z\n",
            &expect![[r#"
                1:1..1:5 UnknownKey { key: "fiel", home: Value("x"), near: Some("file") }
            "#]],
        );
    }

    #[test]
    fn a_required_field_is_missed_once() {
        let of =
            declared("fields: {a: {kind: text, required: true}, d: {kind: date, at_least: 2}}");
        let check = |text, expected: Expect| expected.assert_eq(&report(&read(&of, text)));
        check(
            "a:\n",
            expect![[r#"
                1:1..1:2 MissingField { field: "a", of: "x" }
                1:1..1:2 MissingField { field: "d", of: "x" }
            "#]],
        );
        check(
            "a: x\nd: [2011, 2012]\n",
            expect![[r#"
                a = Same("x")
                d = Date(UncertainDate { value: Some(PartialDate { year: 2011, month: None, day: None }), earliest: None, latest: None }) | Date(UncertainDate { value: Some(PartialDate { year: 2012, month: None, day: None }), earliest: None, latest: None })
            "#]],
        );
        check(
            "a: x: y\nd: [2011, 2013-13]\n",
            expect![[r#"
                d = Date(UncertainDate { value: Some(PartialDate { year: 2011, month: None, day: None }), earliest: None, latest: None })
                1:5..1:6 YamlSyntax { problem: UnquotedColon }
                2:11..2:18 BadDate { found: "2013-13" }
            "#]],
        );
    }

    #[test]
    fn many_values_are_read_in_time() {
        let of = declared("fields: {one: {to: x, at_most: 1}}");
        let text = format!("one:\n{}", "- a\n".repeat(100_000));
        let started = Instant::now();
        let (_, found) = read(&of, &text);
        assert_eq!(found.len(), 1);
        assert!(started.elapsed() < Duration::from_secs(20));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "([tmnfdpucbqeg]|one|text|value|from|a|å|: |\n|\n  |- |\\[|\\]|\\{|\\}|, |1|/|2014-|unknown|sv|\"|'){0,40}") {
            let (_, found) = read(&declared(FIELDS), &format!("x: 1\n{text}"));
            assert!(found.iter().all(|found| found.span.range().end <= text.len() + 5));
        }
    }
}
