//! Reports documents whose text is in their body, where no quote is compared with it.

use crate::diagnostic::rules::MarkProblem;
use crate::diagnostic::{Diagnostic, rules};
use crate::schema::{BuiltinType, builtin};
use crate::site::source_text::mark_of_line;
use crate::site::{Entry, Site};

/// Returns diagnostics for the first mark of a paragraph in the body of each document without
/// `text:`.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    site.entries.iter().filter_map(|entry| body_with_marks(entry)).collect()
}

fn body_with_marks(entry: &Entry) -> Option<Diagnostic> {
    let is_document = entry.entry_type.is(BuiltinType::Document);
    if !is_document || !entry.field_statements(builtin::document::TEXT).is_empty() {
        return None;
    }
    entry.versions.iter().find_map(|version| {
        let body = &version.body;
        let mut offset = 0;
        let mut marks = Vec::new();
        for line in body.text().split_inclusive('\n') {
            let trimmed = line.trim();
            if mark_of_line(trimmed).is_some() {
                let start = offset + (line.len() - line.trim_start().len());
                marks.push((trimmed, start..start + trimmed.len()));
            }
            offset += line.len();
        }
        let (line, range) = marks.first()?;
        let n_more = marks.len() - 1;
        let kind =
            rules::NotAMark { line: (*line).to_owned(), problem: MarkProblem::InBody, n_more };
        Some(Diagnostic::new(body.span(range), kind))
    })
}
