//! What a check says about small sites, line by line.

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

/// Compares the findings of a site with what is expected: place, what stands there, and words.
fn check(fixture: &str, expected: &Expect) {
    let site = SiteSnapshot::new(&files(fixture), &RunSettings::default()).site;
    let mut told = String::new();
    for found in report(&site, &[]).diagnostics {
        let (begins, ends) = (found.span.start_position(), found.span.end_position());
        let end = if begins.line == ends.line {
            ends.column.to_string()
        } else {
            format!("{}:{}", ends.line, ends.column)
        };
        writeln!(
            told,
            "{}:{}:{}..{end} «{}» {}: {}",
            found.span.source().path,
            begins.line,
            begins.column,
            found.span.text(),
            found.code().code_name(),
            found.kind.message(ReportLanguage::English),
        )
        .unwrap();
        if let Some(help) = found.kind.help(ReportLanguage::English) {
            writeln!(told, "    {help}").unwrap();
        }
    }
    expected.assert_eq(&told);
}
