//! The report for GitHub Actions: one workflow command per diagnostic, the most severe first.
//!
//! GitHub shows about ten errors and ten warnings of a step and drops the rest, so the order of the
//! lines matters. A command is one line, `::error file=…,line=…::text`. Characters that could end
//! it early or begin another one are percent-encoded like in GitHub's own toolkit.

use crate::diagnostic::sanitize::escape_invisible;
use crate::diagnostic::{Diagnostic, LineIndexCache, ReportLanguage, Severity, Span};

/// Returns the diagnostics as workflow commands, one per line.
#[must_use]
pub fn emit(diagnostics: &[Diagnostic], language: ReportLanguage) -> String {
    let mut line_indexes = LineIndexCache::default();
    let mut sorted: Vec<_> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity);
    sorted
        .into_iter()
        .map(|diagnostic| workflow_command(diagnostic, language, &mut line_indexes))
        .collect()
}

fn workflow_command(
    diagnostic: &Diagnostic,
    language: ReportLanguage,
    line_indexes: &mut LineIndexCache,
) -> String {
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    // GitHub rejects columns for a range of several lines, so only the first line is marked.
    let bytes = diagnostic.span.range();
    let end = bytes.end.min(line_indexes.first_line_range(&diagnostic.span).end);
    let first_line = Span::new(diagnostic.span.source(), bytes.start..end);
    let range = line_indexes.line_col_range(&first_line);
    let line = range.start.line;
    let mut text = diagnostic.message(language);
    if let Some(help) = diagnostic.kind.help(language) {
        text.push('\n');
        text.push_str(&help);
    }
    format!(
        "::{name} file={},line={line},col={},endLine={line},endColumn={},title={}::{}\n",
        escape_property(&escape_invisible(&diagnostic.span.source().path)),
        range.start.column,
        range.end.column,
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
