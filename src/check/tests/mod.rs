//! What a check says about small sites, line by line.

mod citations;
mod prose;
mod sources;
mod statements;
mod views;

use super::report;
use crate::diagnostic::message::{Language, help, message};
use crate::files::Files;
use crate::site::Snapshot;
use crate::site::settings::Settings;
use expect_test::Expect;
use std::fmt::Write as _;

/// The files of a fixture: each begins with a line `==> path <==`.
fn files(fixture: &str) -> Files {
    let parts = fixture.split("==> ").skip(1).filter_map(|part| part.split_once(" <==\n"));
    Files::of_texts(&parts.collect::<Vec<_>>())
}

/// Compares the findings of a site with what is expected: place, what stands there, and words.
fn check(fixture: &str, expected: &Expect) {
    let site = Snapshot::new(&files(fixture), &Settings::default()).site;
    let mut told = String::new();
    for found in report(&site, &[]).diagnostics {
        let (begins, ends) = (found.span.begins(), found.span.ends());
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
            found.code().name(),
            message(&found.fault, Language::English),
        )
        .unwrap();
        if let Some(help) = help(&found.fault, Language::English) {
            writeln!(told, "    {help}").unwrap();
        }
    }
    expected.assert_eq(&told);
}
