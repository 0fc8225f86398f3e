//! A report of changes for people: a paragraph for each entry.

use super::ReportedChanges;
use super::change_line::ChangeWriter;
use crate::changes::KnowledgeChange;
use crate::diagnostic::ReportLanguage;
use crate::diagnostic::sanitize::escape_invisible;
use crate::site::LocalizedSite;

/// Returns the changes in words, grouped by entry, and how many there are.
pub(in crate::cli) fn people_report(
    localized: LocalizedSite<'_>,
    reported: ReportedChanges<'_>,
    language: ReportLanguage,
) -> String {
    let writer = ChangeWriter { localized, language };
    let terms = writer.terms();
    let changes = reported.changes;
    let mut lines: Vec<String> = Vec::new();
    let groups: Vec<&[KnowledgeChange]> = changes.chunk_by(|a, b| a.entry == b.entry).collect();
    for group in &groups {
        if let Some(first) = group.first() {
            lines.push(format!("{} ({})", writer.title(first), first.entry));
        }
        for change in *group {
            let line = writer.line(change);
            lines.push(match (line.name.as_str(), line.sentence.as_str()) {
                (name, "") => format!("  {name}"),
                ("", sentence) => format!("  {sentence}"),
                (name, sentence) => format!("  {name}: {sentence}"),
            });
        }
        lines.push(String::new());
    }
    lines.push(match changes.is_empty() {
        true => terms.no_changes.to_owned(),
        false => (terms.summary)(changes.len(), groups.len()),
    });
    lines.extend(reported.uncompared.iter().map(terms.uncompared));
    let lines = lines.iter().map(|line| format!("{}\n", escape_invisible(line)));
    lines.collect()
}
