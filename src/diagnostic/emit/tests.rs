//! Goldens of every format.

use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::{expect, expect_file};
use serde_json::Value;

use super::{
    ColorMode, TerminalStyle, explain_json, explain_text, github, human, json, json_text, sarif,
};
use crate::diagnostic::catalog::RULES;
use crate::diagnostic::fixtures::sample_faults;
use crate::diagnostic::message::{self, ReportLanguage};
use crate::diagnostic::{
    Diagnostic, DiagnosticCode, DiagnosticKind, RelatedNote, Severity, SourceFile, Span,
};

const BOTH: [ReportLanguage; 2] = [ReportLanguage::English, ReportLanguage::Swedish];

fn source(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile { path: path.into(), text: text.into() })
}

/// Two findings: a warning at the start of one file, an error with a place in another.
fn two_findings() -> Vec<Diagnostic> {
    let council = source("forum/rådet, nytt.md", "---\n\tid: solna\n---\nSe [[Möten]].\n");
    let party = source("party/solna.md", "---\nid: solna\n---\n");
    let taken = Diagnostic::new(
        Span::new(&council, 9..14),
        DiagnosticKind::DuplicateId { id: "solna".into() },
    )
    .with_related(Span::new(&party, 8..13), RelatedNote::FirstDefinition);
    let lonely = Diagnostic::new(Span::start_of(&council), DiagnosticKind::OrphanPage);
    vec![lonely, taken]
}

#[test]
fn people_see_the_line_the_mark_the_other_place_and_what_to_do() {
    let look = TerminalStyle::default();
    expect![[r#"
        warning[orphan-page]: nothing on the site leads to this page
         --> forum/rådet, nytt.md:1:1
          |
        1 | ---
          | ^
          |
          = help: link to it from a page, or set `in_menu: true`, or `allow: [orphan-page]`

        error[duplicate-id]: the id `solna` is already taken
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
    .assert_eq(&human::emit(&two_findings(), ReportLanguage::English, look));
    expect![[r#"
        fel[duplicate-id]: id:t `solna` är redan upptaget
         --> forum/rådet, nytt.md:2:6
          |
        2 |     id: solna
          |         ^^^^^ den senare
          |
         ::: party/solna.md:2:5
          |
        2 | id: solna
          |     ----- den första står här
          |
          = råd: ge en av de två ett annat `id:`

    "#]]
    .assert_eq(&human::emit(&two_findings()[1..], ReportLanguage::Swedish, look));
}

#[test]
fn colours_are_there_only_when_asked_for() {
    let look = TerminalStyle { paint: ColorMode::Colored, ..TerminalStyle::default() };
    let colored = human::emit(&two_findings(), ReportLanguage::English, look);
    let plain = human::emit(&two_findings(), ReportLanguage::English, TerminalStyle::default());
    assert!(colored.contains('\u{1b}') && !plain.contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
}

#[test]
fn a_long_line_is_cut_to_the_width() {
    let text = format!("{} fel {}", "ord ".repeat(1_000), "ord ".repeat(1_000));
    let span = Span::new(&source("a.md", &text), 4_001..4_004);
    let one = Diagnostic::new(span, DiagnosticKind::BadDate { found: "fel".into() });
    let report = human::emit(
        &[one],
        ReportLanguage::English,
        TerminalStyle { width: 60, paint: ColorMode::Plain },
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
fn a_long_ring_is_not_told_in_full() {
    let ring = source("a.md", "part_of: b\n");
    let fault = DiagnosticKind::Cycle { field: "part_of".into(), ring: vec!["a".into(); 9] };
    let mut one = Diagnostic::new(Span::new(&ring, 9..10), fault);
    for _ in 0..8 {
        one = one.with_related(Span::new(&ring, 9..10), RelatedNote::CycleContinues);
    }
    let report = human::emit(&[one], ReportLanguage::Swedish, TerminalStyle::default());
    assert_eq!(report.matches("ringen går vidare här").count(), 5);
    assert!(report.contains("och 3 till"), "{report}");
}

#[test]
fn json_has_every_key() {
    let report = json::emit(&two_findings(), ReportLanguage::English);
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
fn a_finding_about_no_file_has_null_for_its_file() {
    let one = Diagnostic::new(Span::start_of(&source("", "")), DiagnosticKind::OrphanPage);
    assert_eq!(json::emit(&[one], ReportLanguage::English)["diagnostics"][0]["file"], Value::Null);
}

#[test]
fn sarif_has_places_in_characters_and_the_catalogue_as_rules() {
    let log = sarif::emit(&two_findings(), ReportLanguage::English);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), RULES.len());
    for result in log["runs"][0]["results"].as_array().expect("results") {
        let index = result["ruleIndex"].as_u64().expect("an index");
        assert_eq!(rules[usize::try_from(index).unwrap()]["id"], result["ruleId"]);
    }
    expect_file!["../golden/report.sarif.json"].assert_eq(&json_text(&log));
}

#[test]
fn github_has_one_line_for_each_finding_the_gravest_first() {
    let mut found = two_findings();
    let lines = source("a.md", "ett tvåtre\nfyra\n");
    let several = Span::new(&lines, 4..14);
    let mut note = Diagnostic::new(several, DiagnosticKind::RawHtml { tag: "<p>".into() });
    note.severity = Severity::Note;
    found.insert(0, note);
    expect![[r#"
        ::error file=forum/rådet%2C nytt.md,line=2,col=6,endLine=2,endColumn=11,title=duplicate-id::the id `solna` is already taken%0Agive one of the two another `id:`
        ::warning file=forum/rådet%2C nytt.md,line=1,col=1,endLine=1,endColumn=1,title=orphan-page::nothing on the site leads to this page%0Alink to it from a page, or set `in_menu: true`, or `allow: [orphan-page]`
        ::notice file=a.md,line=1,col=5,endLine=1,endColumn=11,title=raw-html::`<<p>>` is shown as text, not used as HTML%0Awrite it in Markdown, or set `raw_html: allow` in `site.yaml`
    "#]].assert_eq(&github::emit(&found, ReportLanguage::English));
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
          "what": "The same key stands twice in the same place.",
          "why": "Only one of the values could count, and nobody can see which. Several values of one key are written as a list.",
          "wrong": "member: solna\nmember: sundbyberg",
          "right": "member: [solna, sundbyberg]"
        }
    "#]].assert_eq(&json_text(&explain_json(DiagnosticCode::DuplicateKey, ReportLanguage::English)));
}

/// The words of every fault, one block each, so that a translator reads them in one place.
#[test]
fn every_fault_has_its_words() {
    for language in BOTH {
        let mut page = String::new();
        for fault in sample_faults() {
            let _ = writeln!(page, "{}", fault.code().code_name());
            let _ = writeln!(page, "  {}", message::message(&fault, language));
            if let Some(label) = message::label(&fault, language) {
                let _ = writeln!(page, "  ^ {label}");
            }
            if let Some(help) = message::help(&fault, language) {
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
    for language in BOTH {
        let mut found: Vec<_> = sample_faults()
            .into_iter()
            .map(|fault| Diagnostic::new(Span::new(&source, 21..31), fault))
            .collect();
        found.dedup_by_key(|one| one.code());
        let report = human::emit(&found, language, TerminalStyle::default());
        expect_file![format!("../golden/human.{}.txt", language.language_tag())].assert_eq(&report);
    }
}
