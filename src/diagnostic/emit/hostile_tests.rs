//! What must hold for any content, however hostile, in every format.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::Value;

use super::{
    ColorMode, ReportDetail, TerminalStyle, github, gitlab, human, json, json_text, sarif,
};
use crate::diagnostic::example_kinds::{HOSTILE, hostile_kinds};
use crate::diagnostic::sanitize::{escape_invisible, is_invisible};
use crate::diagnostic::{Diagnostic, RelatedNote, ReportLanguage, SourceFile, Span, rules};

const LANGUAGES: [ReportLanguage; 2] = [ReportLanguage::English, ReportLanguage::Swedish];

fn source(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile { path: path.into(), text: text.into() })
}

/// Returns a diagnostic of every kind with hostile names, in a hostile file with a hostile path.
fn hostile_diagnostics() -> Vec<Diagnostic> {
    let source = source(&format!("a{HOSTILE}.md"), &format!("{HOSTILE}\nrad {HOSTILE} två"));
    let span = || Span::new(&source, 0..20);
    hostile_kinds()
        .into_iter()
        .map(|kind| {
            Diagnostic::new(span(), kind).with_related(span(), RelatedNote::FirstDefinition)
        })
        .collect()
}

#[test]
fn content_controls_no_output() {
    let diagnostics = hostile_diagnostics();
    for language in LANGUAGES {
        let lines = github::emit(&diagnostics, language);
        assert_eq!(lines.lines().count(), diagnostics.len());
        for line in lines.lines() {
            assert!(!line.chars().any(is_invisible), "{line:?}");
            // The first `::` after the command's own ends its properties.
            let (command, _) = line.trim_start_matches("::").split_once("::").expect("a command");
            let names: Vec<_> =
                command.split(',').filter_map(|property| property.split_once('=')).collect();
            assert_eq!(names.len(), 6, "{command}");
        }
        let report = human::emit(&diagnostics, language, TerminalStyle::default());
        assert!(report.chars().all(|char| char == '\n' || !is_invisible(char)));
        assert!(!report.lines().any(|line| line.trim_start().starts_with("::error")));

        for value in [
            json::emit(&diagnostics, language),
            sarif::emit(&diagnostics, language),
            gitlab::emit(&diagnostics, language),
        ] {
            let text = json_text(&value);
            assert!(text.chars().all(|char| char == '\n' || !is_invisible(char)));
            assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), value);
        }
    }
}

#[test]
fn json_keeps_a_path_as_it_is() {
    let path = format!("a{HOSTILE}.md");
    let diagnostic = Diagnostic::new(Span::start_of(&source(&path, "")), rules::OrphanPage);
    let text = json_text(&json::emit(&[diagnostic], ReportLanguage::English));
    let back: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(back["diagnostics"][0]["file"], Value::String(path));
}

/// One line of a megabyte with ten thousand diagnostics: a scan from the file's start for each
/// would be ten gigabytes, and this test would take minutes.
#[test]
fn many_diagnostics_in_a_large_file_are_quick() {
    let source = source("stor.md", &"å".repeat(500_000));
    let diagnostics: Vec<_> = (0..10_000)
        .map(|n| Diagnostic::new(Span::new(&source, n * 100..n * 100 + 10), rules::OrphanPage))
        .collect();
    let report = json::emit(&diagnostics, ReportLanguage::English);
    assert_eq!(report["diagnostics"][9_999]["column"], 499_951);
    assert_eq!(github::emit(&diagnostics, ReportLanguage::English).lines().count(), 10_000);
    assert_eq!(
        sarif::emit(&diagnostics, ReportLanguage::English)["runs"][0]["results"]
            .as_array()
            .unwrap()
            .len(),
        10_000
    );
    let style = TerminalStyle { detail: ReportDetail::Full, ..TerminalStyle::default() };
    let report = human::emit(&diagnostics[9_900..], ReportLanguage::English, style);
    assert!(report.contains("stor.md:1:499951"));
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
        let kind = rules::AmbiguousLink { name, n_candidates: candidates.len(), candidates };
        let [a, b, c, d] = ends.map(|end| end * repeat);
        let diagnostic = Diagnostic::new(Span::new(&source, a..b), kind)
            .with_related(Span::new(&source, c..d), RelatedNote::Target);
        let diagnostics = [diagnostic];
        let start = diagnostics[0].span.start_position();
        for color_mode in [ColorMode::Plain, ColorMode::Colored] {
            let style = TerminalStyle { color_mode, width, ..TerminalStyle::default() };
            let report = human::emit(&diagnostics, ReportLanguage::Swedish, style);
            prop_assert!(report.contains("ambiguous-link"));
            if color_mode == ColorMode::Plain && !path.is_empty() {
                let location = format!("{}:{}:{}\n", escape_invisible(&path), start.line, start.column);
                prop_assert!(report.contains(&location), "{report} has no {location}");
            }
        }
        let value = json::emit(&diagnostics, ReportLanguage::English);
        prop_assert_eq!(&value["diagnostics"][0]["line"], &Value::from(start.line));
        prop_assert_eq!(&value["diagnostics"][0]["column"], &Value::from(start.column));
        prop_assert_eq!(github::emit(&diagnostics, ReportLanguage::English).lines().count(), 1);
        let log = json_text(&sarif::emit(&diagnostics, ReportLanguage::English));
        prop_assert!(serde_json::from_str::<Value>(&log).is_ok());
    }
}
