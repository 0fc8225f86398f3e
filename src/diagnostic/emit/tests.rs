//! Goldens of every format.

use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::{expect, expect_file};
use serde_json::Value;

use super::{
    ColorMode, ReportDetail, TerminalStyle, explain_json, explain_text, github, gitlab, human,
    json, json_text, sarif,
};
use crate::diagnostic::example_kinds::example_kinds;
use crate::diagnostic::rules::{self, DateKeywords, RULES};
use crate::diagnostic::{
    Diagnostic, DiagnosticCode, KeyScope, RelatedNote, ReportLanguage, Severity, SourceFile, Span,
};

const LANGUAGES: [ReportLanguage; 2] = [ReportLanguage::English, ReportLanguage::Swedish];

fn source(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile { path: path.into(), text: text.into() })
}

/// A warning at the start of one file, and an error with a related location in another.
fn two_diagnostics() -> Vec<Diagnostic> {
    let council = source("forum/rådet, nytt.md", "---\n\tid: solna\n---\nSe [[Möten]].\n");
    let party = source("party/solna.md", "---\nid: solna\n---\n");
    let duplicate = Diagnostic::new(Span::new(&council, 9..14), rules::DuplicateId::new("solna"))
        .with_related(Span::new(&party, 8..13), RelatedNote::FirstDefinition);
    let orphan = Diagnostic::new(Span::start_of(&council), rules::OrphanPage);
    vec![orphan, duplicate]
}

#[test]
fn people_see_the_line_the_mark_the_related_location_and_the_help() {
    let style = TerminalStyle::default();
    expect![[r#"
        warning[orphan-page]: no page links to this page
         --> forum/rådet, nytt.md:1:1
          |
        1 | ---
          | ^
          |
          = help: link to it from a page, or set `in_menu: true`, or `allow: [orphan-page]`

        error[duplicate-id]: the id `solna` is already used
         --> forum/rådet, nytt.md:2:6
          |
        2 |     id: solna
          |         ^^^^^ the later one
          |
         ::: party/solna.md:2:5
          |
        2 | id: solna
          |     ----- the first one is here
          |
          = help: give one of the two another `id:`

    "#]]
    .assert_eq(&human::emit(&two_diagnostics(), ReportLanguage::English, style));
    expect![[r#"
        fel[duplicate-id]: id:t `solna` används redan
         --> forum/rådet, nytt.md:2:6
          |
        2 |     id: solna
          |         ^^^^^ förekommer igen här
          |
         ::: party/solna.md:2:5
          |
        2 | id: solna
          |     ----- den första finns här
          |
          = hjälp: ge en av de två ett annat `id:`

    "#]]
    .assert_eq(&human::emit(&two_diagnostics()[1..], ReportLanguage::Swedish, style));
}

#[test]
fn colors_are_used_only_when_asked_for() {
    let style = TerminalStyle { color_mode: ColorMode::Colored, ..TerminalStyle::default() };
    let colored = human::emit(&two_diagnostics(), ReportLanguage::English, style);
    let plain = human::emit(&two_diagnostics(), ReportLanguage::English, TerminalStyle::default());
    assert!(colored.contains('\u{1b}') && !plain.contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
}

#[test]
fn a_long_line_is_cut_to_the_width() {
    let text = format!("{} fel {}", "ord ".repeat(1_000), "ord ".repeat(1_000));
    let span = Span::new(&source("a.md", &text), 4_001..4_004);
    let diagnostic =
        Diagnostic::new(span, rules::BadDate { value: "fel".into(), words: DateKeywords::Unknown });
    let report = human::emit(
        &[diagnostic],
        ReportLanguage::English,
        TerminalStyle { width: 60, ..TerminalStyle::default() },
    );
    expect![[r#"
        error[bad-date]: `fel` is not a date
         --> a.md:1:4002
          |
        1 | ...d ord ord ord ord ord  fel ord ord ord ord ord ord...
          |                           ^^^
          |
          = help: write `2014-04-01`, `2014-04`, `2014` or `unknown`, with a day that exists

    "#]]
    .assert_eq(&report);
}

#[test]
fn a_long_cycle_is_not_shown_in_full() {
    let source = source("a.md", "part_of: b\n");
    let kind = rules::Cycle { field: "part_of".into(), ids: vec!["a".into(); 9] };
    let mut diagnostic = Diagnostic::new(Span::new(&source, 9..10), kind);
    for _ in 0..8 {
        diagnostic =
            diagnostic.with_related(Span::new(&source, 9..10), RelatedNote::CycleContinues);
    }
    let report = human::emit(&[diagnostic], ReportLanguage::Swedish, TerminalStyle::default());
    assert_eq!(report.matches("cirkeln fortsätter här").count(), 5);
    assert!(report.contains("och 3 till"), "{report}");
}

/// Returns `n` notes with one cause, each on a line of its own, after an error.
fn many_orphans(n: usize) -> Vec<Diagnostic> {
    let text = "date: soon\n".repeat(n + 1);
    let file = source("a.md", &text);
    let at_line = |line: usize| Span::new(&file, line * 11 + 6..line * 11 + 10);
    let mut diagnostics: Vec<Diagnostic> =
        (1..=n).map(|line| Diagnostic::new(at_line(line), rules::OrphanPage)).collect();
    for diagnostic in &mut diagnostics {
        diagnostic.severity = Severity::Note;
    }
    diagnostics.insert(0, Diagnostic::new(at_line(0), rules::DuplicateId::new("a")));
    diagnostics
}

#[test]
fn findings_with_one_cause_are_one_block_and_errors_come_last() {
    let report = human::emit(&many_orphans(60), ReportLanguage::English, TerminalStyle::default());
    expect![[r#"
        note[orphan-page]: no page links to this page
         --> a.md:2:7
          |
        2 | date: soon
          |       ^^^^
          |
          = help: link to it from a page, or set `in_menu: true`, or `allow: [orphan-page]`
          = note: and 59 more: a.md:3:7, a.md:4:7, a.md:5:7, … (`pakt check --all` lists them)

        error[duplicate-id]: the id `a` is already used
         --> a.md:1:7
          |
        1 | date: soon
          |       ^^^^ the later one
          |
          = help: give one of the two another `id:`

    "#]]
    .assert_eq(&report);
    let style = TerminalStyle { detail: ReportDetail::Full, ..TerminalStyle::default() };
    let full = human::emit(&many_orphans(60), ReportLanguage::English, style);
    assert_eq!(full.matches("note[orphan-page]").count(), 60);
}

#[test]
fn many_causes_of_one_code_are_one_line_each() {
    let text = "colour: red\n".repeat(100);
    let file = source("a.md", &text);
    let unknown_key = |line: usize, key: String| {
        let scope = KeyScope::Entry("page".into());
        let kind = rules::UnknownKey::new(&key, scope, []);
        Diagnostic::new(Span::new(&file, line * 12..line * 12 + 6), kind)
    };
    let few: Vec<_> = (0..12).map(|line| unknown_key(line, format!("key{}", line % 6))).collect();
    let style = TerminalStyle::default();
    expect![[r#"
        error[unknown-key]: unknown key `key0` in an entry of type `page`
         --> a.md:1:1
          |
        1 | colour: red
          | ^^^^^^
          |
          = help: remove the line, or declare the field under `fields:` in `_types/page.yaml`
          = note: and 1 more: a.md:7:1

        error[unknown-key]: 10 more of this kind (`pakt check --all` shows them in full)
          a.md:2:1: unknown key `key1` in an entry of type `page` (× 2)
          a.md:3:1: unknown key `key2` in an entry of type `page` (× 2)
          a.md:4:1: unknown key `key3` in an entry of type `page` (× 2)
          a.md:5:1: unknown key `key4` in an entry of type `page` (× 2)
          a.md:6:1: unknown key `key5` in an entry of type `page` (× 2)

    "#]]
    .assert_eq(&human::emit(&few, ReportLanguage::English, style));
    let many: Vec<_> = (0..100).map(|line| unknown_key(line, format!("key{line}"))).collect();
    let report = human::emit(&many, ReportLanguage::Swedish, style);
    assert!(report.lines().count() < 36, "{report}");
    assert!(report.contains("och 79 andra"), "{report}");
}

#[test]
fn json_has_every_key() {
    let report = json::emit(&two_diagnostics(), ReportLanguage::English);
    expect_file!["../golden/report.json"].assert_eq(&json_text(&report));
    let empty = json::emit(&[], ReportLanguage::English);
    expect![[r#"
        {
          "version": 1,
          "summary": {
            "errors": 0,
            "warnings": 0,
            "notes": 0
          },
          "diagnostics": []
        }
    "#]]
    .assert_eq(&json_text(&empty));
}

#[test]
fn a_diagnostic_about_no_file_has_null_for_its_file() {
    let diagnostic = Diagnostic::new(Span::start_of(&source("", "")), rules::OrphanPage);
    assert_eq!(
        json::emit(&[diagnostic], ReportLanguage::English)["diagnostics"][0]["file"],
        Value::Null
    );
}

#[test]
fn sarif_has_columns_in_characters_and_all_rules() {
    let log = sarif::emit(&two_diagnostics(), ReportLanguage::English);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), RULES.len());
    for result in log["runs"][0]["results"].as_array().expect("results") {
        let index = result["ruleIndex"].as_u64().expect("an index");
        assert_eq!(rules[usize::try_from(index).unwrap()]["id"], result["ruleId"]);
    }
    expect_file!["../golden/report.sarif.json"].assert_eq(&json_text(&log));
}

#[test]
fn github_has_one_line_per_diagnostic_the_most_severe_first() {
    let mut diagnostics = two_diagnostics();
    let lines = source("a.md", "ett tvåtre\nfyra\n");
    let several = Span::new(&lines, 4..14);
    let mut note = Diagnostic::new(several, rules::RawHtml { tag: "<p>".into() });
    note.severity = Severity::Note;
    diagnostics.insert(0, note);
    expect![[r#"
        ::error file=forum/rådet%2C nytt.md,line=2,col=6,endLine=2,endColumn=11,title=duplicate-id::the id `solna` is already used%0Agive one of the two another `id:`
        ::warning file=forum/rådet%2C nytt.md,line=1,col=1,endLine=1,endColumn=1,title=orphan-page::no page links to this page%0Alink to it from a page, or set `in_menu: true`, or `allow: [orphan-page]`
        ::notice file=a.md,line=1,col=5,endLine=1,endColumn=11,title=raw-html::`<<p>>` is shown as text, not used as HTML%0Awrite it in Markdown, or set `raw_html: allow` in `site.yaml`
    "#]].assert_eq(&github::emit(&diagnostics, ReportLanguage::English));
}

#[test]
fn gitlab_knows_a_diagnostic_again_that_has_moved() {
    let [before, after] = ["ett\n", "nytt\nett\n"].map(|text| {
        let lines = source("a.md", text);
        let tag = || rules::RawHtml { tag: "<p>".into() };
        let start = text.len() - 4;
        let diagnostics =
            [start, start + 1].map(|at| Diagnostic::new(Span::new(&lines, at..at + 1), tag()));
        gitlab::emit(&diagnostics, ReportLanguage::Swedish)
    });
    let of_each = |report: &Value, pointer: &str| {
        let issues = report.as_array().expect("a list").iter();
        issues.map(|issue| issue.pointer(pointer).expect("a value").clone()).collect::<Vec<_>>()
    };
    let fingerprints = of_each(&before, "/fingerprint");
    assert_eq!(fingerprints, of_each(&after, "/fingerprint"));
    assert_ne!(fingerprints[0], fingerprints[1]);
    assert_eq!(of_each(&after, "/location/lines/begin"), [2, 2]);
}

#[test]
fn gitlab_gets_a_list_of_code_quality() {
    let report = gitlab::emit(&two_diagnostics(), ReportLanguage::English);
    expect![[r#"
        [
          {
            "description": "no page links to this page. link to it from a page, or set `in_menu: true`, or `allow: [orphan-page]`",
            "check_name": "orphan-page",
            "fingerprint": "1fb83789ba212356744edc356df75a3b",
            "severity": "minor",
            "location": {
              "path": "forum/rådet, nytt.md",
              "lines": {
                "begin": 1
              }
            }
          },
          {
            "description": "the id `solna` is already used. give one of the two another `id:`",
            "check_name": "duplicate-id",
            "fingerprint": "622954273aec8d5ed235d6e033c85e24",
            "severity": "major",
            "location": {
              "path": "forum/rådet, nytt.md",
              "lines": {
                "begin": 2
              }
            }
          }
        ]
    "#]]
    .assert_eq(&json_text(&report));
}

#[test]
fn a_code_is_explained_to_people_and_programs() {
    expect_file!["../golden/explain.en.txt"]
        .assert_eq(&explain_text(DiagnosticCode::YamlSyntax, ReportLanguage::English));
    expect_file!["../golden/explain.sv.txt"]
        .assert_eq(&explain_text(DiagnosticCode::FrontMatterNotClosed, ReportLanguage::Swedish));
    expect![[r#"
        {
          "version": 1,
          "code": "duplicate-key",
          "family": "schema",
          "severity": "error",
          "since": "0.1.0",
          "language": "en",
          "what": "The same key occurs twice in the same place.",
          "why": "Only one of the values could count, and nobody can see which. Several values of one key are written as a list.",
          "wrong": "member: solna\nmember: sundbyberg",
          "right": "member: [solna, sundbyberg]"
        }
    "#]].assert_eq(&json_text(&explain_json(DiagnosticCode::DuplicateKey, ReportLanguage::English)));
}

/// The words of every example, one block each, so that a translator reads them in one place.
#[test]
fn every_example_has_its_words() {
    for language in LANGUAGES {
        let mut page = String::new();
        for kind in example_kinds() {
            let _ = writeln!(page, "{}", kind.code().code_name());
            let _ = writeln!(page, "  {}", kind.message(language));
            if let Some(label) = kind.label(language) {
                let _ = writeln!(page, "  ^ {label}");
            }
            if let Some(help) = kind.help(language) {
                let _ = writeln!(page, "  = {help}");
            }
        }
        expect_file![format!("../golden/words.{}.txt", language.language_tag())].assert_eq(&page);
    }
}

/// One report of each code, as people see it.
#[test]
fn every_code_has_a_report() {
    let text = "---\nid: solna\nchair: 2014-02-30\n---\nSe [[Möten]] och <div>.\n";
    let source = source("forum/solna.md", text);
    for language in LANGUAGES {
        let mut diagnostics: Vec<_> = example_kinds()
            .into_iter()
            .map(|kind| Diagnostic::new(Span::new(&source, 21..31), kind))
            .collect();
        diagnostics.dedup_by_key(|diagnostic| diagnostic.code());
        let report = human::emit(&diagnostics, language, TerminalStyle::default());
        expect_file![format!("../golden/human.{}.txt", language.language_tag())].assert_eq(&report);
    }
}
