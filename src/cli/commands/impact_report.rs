//! Formats what depends on a paragraph or on an entry for people.

use crate::data::{dependent_text, dependents_count};
use crate::diagnostic::sanitize::escape_invisible;
use crate::diagnostic::{LineIndexCache, ReportLanguage, Span};
use crate::site::LocalizedSite;
use crate::site::dependents::Dependent;

/// What the report is about.
pub(super) struct ImpactSubject<'a> {
    /// As the command line names it: `deed#P19`.
    pub(super) name: String,
    /// The title of the entry.
    pub(super) title: &'a str,
    /// The words of a paragraph.
    pub(super) words: Option<&'a str>,
    /// Where it is in the content.
    pub(super) span: Option<Span>,
}

/// Formats what depends on something as lines of text.
pub(super) fn impact_report(
    localized: LocalizedSite<'_>,
    subject: &ImpactSubject<'_>,
    dependents: &[Dependent],
    language: ReportLanguage,
) -> String {
    let mut line_indexes = LineIndexCache::default();
    let mut lines = vec![format!("{}  {}", subject.name, subject.title)];
    let place = subject.span.as_ref().map(|span| format_span(span, &mut line_indexes));
    lines.extend(place.map(|place| format!("  {place}")));
    lines.extend(subject.words.map(|words| format!("  {words}")));
    lines.extend([String::new(), dependents_count(localized, dependents, language)]);
    for dependent in dependents {
        lines.push(format!("  {}", dependent_text(localized, dependent, language)));
        lines.push(format!("    {}", format_span(&dependent.span, &mut line_indexes)));
    }
    lines.push(String::new());
    let lines: Vec<_> = lines.iter().map(|line| escape_invisible(line)).collect();
    lines.join("\n")
}

fn format_span(span: &Span, line_indexes: &mut LineIndexCache) -> String {
    let start = line_indexes.start_position(span);
    format!("{}:{}:{}", span.source().path, start.line, start.column)
}
