//! The reports of small sites, line by line.

mod citations;
mod prose;
mod sources;
mod statements;
mod views;

use super::report;
use crate::diagnostic::ReportLanguage;
use crate::files::FileSet;
use crate::site::SiteSnapshot;
use crate::site::settings::RunSettings;
use expect_test::Expect;
use std::fmt::Write as _;

/// The files of a fixture: each begins with a line `==> path <==`.
fn files(fixture: &str) -> FileSet {
    let parts = fixture.split("==> ").skip(1).filter_map(|part| part.split_once(" <==\n"));
    FileSet::from_texts(&parts.collect::<Vec<_>>())
}

/// Compares the report of a site with the expected one: position, text, code, message and help.
fn check(fixture: &str, expected: &Expect) {
    let site = SiteSnapshot::new(&files(fixture), &RunSettings::default()).site;
    let mut lines = String::new();
    for diagnostic in report(&site, &[]).diagnostics {
        let span = &diagnostic.span;
        let (start, end) = (span.start_position(), span.end_position());
        let end = if start.line == end.line {
            end.column.to_string()
        } else {
            format!("{}:{}", end.line, end.column)
        };
        writeln!(
            lines,
            "{}:{}:{}..{end} «{}» {}: {}",
            span.source().path,
            start.line,
            start.column,
            span.text(),
            diagnostic.code().code_name(),
            diagnostic.message(ReportLanguage::English),
        )
        .unwrap();
        if let Some(help) = diagnostic.kind.help(ReportLanguage::English) {
            writeln!(lines, "    {help}").unwrap();
        }
    }
    expected.assert_eq(&lines);
}
