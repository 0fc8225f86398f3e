//! The report for GitHub Actions: one workflow command per finding, the gravest first.
//!
//! GitHub shows about ten errors and ten warnings of a step and drops the rest, so the order of the
//! lines matters. A command is one line, `::error file=…,line=…::text`; what could end it early or
//! begin another is percent-encoded as GitHub's toolkit does it.

use crate::diagnostic::message::{self, ReportLanguage};
use crate::diagnostic::sanitize::escape_invisible;
use crate::diagnostic::{Diagnostic, Severity, Span};

use super::line_index::LineIndexCache;

/// The findings as workflow commands, a line each.
#[must_use]
pub fn emit(diagnostics: &[Diagnostic], language: ReportLanguage) -> String {
    let mut places = LineIndexCache::default();
    let mut sorted: Vec<_> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity);
    sorted
        .into_iter()
        .map(|diagnostic| workflow_command(diagnostic, language, &mut places))
        .collect()
}

fn workflow_command(
    diagnostic: &Diagnostic,
    language: ReportLanguage,
    places: &mut LineIndexCache,
) -> String {
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    // GitHub refuses columns for several lines: mark as far as the first one goes.
    let range = diagnostic.span.range();
    let end = range.end.min(places.first_line_range(&diagnostic.span).end);
    let extent = places.line_col_range(&Span::new(diagnostic.span.source(), range.start..end));
    let line = extent.begins.line;
    let mut text = message::message(&diagnostic.kind, language);
    if let Some(help) = message::help(&diagnostic.kind, language) {
        text.push('\n');
        text.push_str(&help);
    }
    format!(
        "::{name} file={},line={line},col={},endLine={line},endColumn={},title={}::{}\n",
        escape_property(&escape_invisible(&diagnostic.span.source().path)),
        extent.begins.column,
        extent.ends.column,
        escape_property(diagnostic.code().code_name()),
        escape_data(&text),
    )
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
