//! The report for GitHub Actions: one workflow command per finding, the gravest first.
//!
//! GitHub shows about ten errors and ten warnings of a step and drops the rest, so the order of the
//! lines matters. A command is one line, `::error file=…,line=…::text`; what could end it early or
//! begin another is percent-encoded as GitHub's toolkit does it.

use crate::diagnostic::message::{self, Language};
use crate::diagnostic::visible::visible;
use crate::diagnostic::{Diagnostic, Severity, Span};

use super::places::Places;

/// The findings as workflow commands, a line each.
#[must_use]
pub fn github(found: &[Diagnostic], language: Language) -> String {
    let mut places = Places::default();
    let mut sorted: Vec<_> = found.iter().collect();
    sorted.sort_by_key(|one| one.severity);
    sorted.into_iter().map(|one| command(one, language, &mut places)).collect()
}

fn command(one: &Diagnostic, language: Language, places: &mut Places) -> String {
    let name = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    // GitHub refuses columns for several lines: mark as far as the first one goes.
    let range = one.span.range();
    let end = range.end.min(places.first_line(&one.span).end);
    let extent = places.extent(&Span::new(one.span.source(), range.start..end));
    let line = extent.begins.line;
    let mut text = message::message(&one.fault, language);
    if let Some(help) = message::help(&one.fault, language) {
        text.push('\n');
        text.push_str(&help);
    }
    format!(
        "::{name} file={},line={line},col={},endLine={line},endColumn={},title={}::{}\n",
        property(&visible(&one.span.source().path)),
        extent.begins.column,
        extent.ends.column,
        property(one.code().name()),
        data(&text),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
