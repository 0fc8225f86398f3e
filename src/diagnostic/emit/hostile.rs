//! What must hold for any content, however hostile, in every format.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::Value;

use super::{ColorMode, TerminalStyle, github, human, json, json_text, sarif};
use crate::diagnostic::fixtures::{HOSTILE, hostile_faults};
use crate::diagnostic::message::ReportLanguage;
use crate::diagnostic::sanitize::{escape_invisible, is_invisible};
use crate::diagnostic::{Diagnostic, DiagnosticKind, RelatedNote, SourceFile, Span};

const BOTH: [ReportLanguage; 2] = [ReportLanguage::English, ReportLanguage::Swedish];

fn source(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile { path: path.into(), text: text.into() })
}

/// A finding of every fault, with hostile names, in a hostile file of a hostile path.
fn hostile_findings() -> Vec<Diagnostic> {
    let source = source(&format!("a{HOSTILE}.md"), &format!("{HOSTILE}\nrad {HOSTILE} två"));
    let span = || Span::new(&source, 0..20);
    hostile_faults()
        .into_iter()
        .map(|fault| {
            Diagnostic::new(span(), fault).with_related(span(), RelatedNote::FirstDefinition)
        })
        .collect()
}

#[test]
fn content_steers_nothing() {
    let found = hostile_findings();
    for language in BOTH {
        let lines = github::emit(&found, language);
        assert_eq!(lines.lines().count(), found.len());
        for line in lines.lines() {
            assert!(!line.chars().any(is_invisible), "{line:?}");
            // The first `::` after the command's own ends its properties.
            let (command, _) = line.trim_start_matches("::").split_once("::").expect("a command");
            let names: Vec<_> = command.split(',').filter_map(|one| one.split_once('=')).collect();
            assert_eq!(names.len(), 6, "{command}");
        }
        let report = human::emit(&found, language, TerminalStyle::default());
        assert!(report.chars().all(|one| one == '\n' || !is_invisible(one)));
        assert!(!report.lines().any(|line| line.trim_start().starts_with("::error")));

        for value in [json::emit(&found, language), sarif::emit(&found, language)] {
            let text = json_text(&value);
            assert!(text.chars().all(|one| one == '\n' || !is_invisible(one)));
            assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), value);
        }
    }
}

#[test]
fn json_keeps_a_path_as_it_is() {
    let path = format!("a{HOSTILE}.md");
    let one = Diagnostic::new(Span::start_of(&source(&path, "")), DiagnosticKind::OrphanPage);
    let text = json_text(&json::emit(&[one], ReportLanguage::English));
    let back: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(back["diagnostics"][0]["file"], Value::String(path));
}

/// One line of a megabyte with ten thousand findings: a scan from the file's start for each would
/// be ten gigabytes, and this test would take minutes.
#[test]
fn many_findings_in_a_large_file_are_quick() {
    let source = source("stor.md", &"å".repeat(500_000));
    let found: Vec<_> = (0..10_000)
        .map(|n| {
            Diagnostic::new(Span::new(&source, n * 100..n * 100 + 10), DiagnosticKind::OrphanPage)
        })
        .collect();
    let report = json::emit(&found, ReportLanguage::English);
    assert_eq!(report["diagnostics"][9_999]["column"], 499_951);
    assert_eq!(github::emit(&found, ReportLanguage::English).lines().count(), 10_000);
    assert_eq!(
        sarif::emit(&found, ReportLanguage::English)["runs"][0]["results"]
            .as_array()
            .unwrap()
            .len(),
        10_000
    );
    assert!(
        human::emit(&found[9_900..], ReportLanguage::English, TerminalStyle::default())
            .contains("stor.md:1:499951")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn no_span_and_no_text_makes_a_renderer_panic(
        text in "([a-zåäö \t\r\n:#]|\\PC|\u{0}|\u{1b}|\u{202e}|\u{301}|👩‍👩‍👧){0,60}",
        path in "\\PC{0,12}",
        name in "(?s).{0,40}",
        ends in prop::array::uniform4(0usize..200),
        width in 0usize..200,
        repeat in prop_oneof![Just(1usize), Just(60)],
    ) {
        let source = source(&path, &text.repeat(repeat));
        let candidates = vec![name.clone(), path.clone()];
        let fault = DiagnosticKind::AmbiguousLink { name, candidates };
        let [a, b, c, d] = ends.map(|end| end * repeat);
        let one = Diagnostic::new(Span::new(&source, a..b), fault)
            .with_related(Span::new(&source, c..d), RelatedNote::Target);
        let found = [one];
        let place = found[0].span.start_position();
        for paint in [ColorMode::Plain, ColorMode::Colored] {
            let style = TerminalStyle { paint, width };
            let report = human::emit(&found, ReportLanguage::Swedish, style);
            prop_assert!(report.contains("ambiguous-link"));
            if paint == ColorMode::Plain && !path.is_empty() {
                let at = format!("{}:{}:{}\n", escape_invisible(&path), place.line, place.column);
                prop_assert!(report.contains(&at), "{report} has no {at}");
            }
        }
        let value = json::emit(&found, ReportLanguage::English);
        prop_assert_eq!(&value["diagnostics"][0]["line"], &Value::from(place.line));
        prop_assert_eq!(&value["diagnostics"][0]["column"], &Value::from(place.column));
        prop_assert_eq!(github::emit(&found, ReportLanguage::English).lines().count(), 1);
        let log = json_text(&sarif::emit(&found, ReportLanguage::English));
        prop_assert!(serde_json::from_str::<Value>(&log).is_ok());
    }
}
