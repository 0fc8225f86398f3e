//! Finds the locations of an error in a template.
//!
//! Tera gives the location of syntax and rendering errors as data, and that of unresolved
//! references only in its message. Both become [`TemplateLocation`]s: first where the error is,
//! then the callers.

use crate::diagnostic::{SourceFile, Span};
use std::sync::Arc;
use tera::{Error, ErrorKind, ReportError};

/// An error in a template, and where it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TemplateLocation {
    /// The template's name: `entry.html`.
    pub(super) template: String,
    /// Tera's message.
    pub(super) problem: String,
    line: usize,
    column: usize,
    n_chars: usize,
}

impl TemplateLocation {
    /// Returns the span in the template's text.
    pub(super) fn span(&self, source: &Arc<SourceFile>) -> Span {
        let line_start: usize =
            source.text.split_inclusive('\n').take(self.line.saturating_sub(1)).map(str::len).sum();
        let line = source.text.get(line_start..).and_then(|rest| rest.lines().next());
        let line = line.unwrap_or_default();
        let offset = |char_index: usize| {
            let in_line = line.char_indices().nth(char_index);
            line_start + in_line.map_or(line.len(), |(offset, _)| offset)
        };
        let start = self.column.saturating_sub(1);
        Span::new(source, offset(start)..offset(start.saturating_add(self.n_chars)))
    }
}

/// Returns all locations that an error names, in its order. Empty if it names none.
pub(super) fn error_locations(error: &Error) -> Vec<TemplateLocation> {
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind() else {
        return locations_in_text(&error.to_string());
    };
    let mut locations = vec![location_in_report(report)];
    if matches!(error.kind(), ErrorKind::RenderingError(_)) {
        locations.extend(locations_in_text(&error.to_string()).into_iter().skip(1));
    }
    locations
}

/// Returns the error on one line, without its location.
pub(super) fn error_text(error: &Error) -> String {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            without_full_stop(report.message())
        }
        _ => {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default();
            without_full_stop(line.strip_prefix("error: ").unwrap_or(line))
        }
    }
}

/// Tera ends some of its messages with a full stop; ours have none.
fn without_full_stop(message: &str) -> String {
    message.trim_end_matches('.').to_owned()
}

fn location_in_report(report: &ReportError) -> TemplateLocation {
    let span = report.span();
    // Of a span over several lines, only the part on the first line is shown.
    let n_chars = (span.start_line == span.end_line).then(|| span.end_col - span.start_col);
    TemplateLocation {
        template: report.filename().to_owned(),
        problem: without_full_stop(report.message()),
        line: span.start_line,
        column: span.start_col + 1,
        n_chars: n_chars.unwrap_or(usize::MAX),
    }
}

/// Parses `error: MESSAGE`, ` --> FILE:LINE:COLUMN`, `note: called from FILE:LINE:COLUMN` and the
/// carets under the excerpt.
fn locations_in_text(text: &str) -> Vec<TemplateLocation> {
    let (mut locations, mut problem): (Vec<TemplateLocation>, _) = (Vec::new(), String::new());
    for line in text.lines() {
        let line = line.trim_start();
        if let Some(message) = line.strip_prefix("error: ") {
            problem = without_full_stop(message);
        }
        let position =
            line.strip_prefix("--> ").or_else(|| line.strip_prefix("note: called from "));
        if let Some((template, line, column)) = position.and_then(file_line_column) {
            let (template, problem) = (template.to_owned(), problem.clone());
            locations.push(TemplateLocation { template, problem, line, column, n_chars: 1 });
        }
        if let (Some(location), Some(carets)) = (locations.last_mut(), line.strip_prefix("| ")) {
            location.n_chars = carets.matches('^').count().max(1);
        }
    }
    locations
}

fn file_line_column(text: &str) -> Option<(&str, usize, usize)> {
    let (rest, column) = text.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    Some((file, line.parse().ok()?, column.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_are_read_from_a_message() {
        let text = "error: Unknown component `b`\n --> a.html:2:6\n  |\n2 | å {{ <b /> }}\n  |      ^^^^^\n\n\
                    note: called from c:d.html:11:2\n   |\n11 | x\n   | ^";
        let locations = locations_in_text(text);
        let source =
            Arc::new(SourceFile { path: "a.html".into(), text: "x\nå {{ <b /> }}\n".into() });
        assert_eq!(locations[0].span(&source).text(), "<b />");
        assert_eq!(
            (locations[0].template.as_str(), locations[0].problem.as_str()),
            ("a.html", "Unknown component `b`")
        );
        assert_eq!(
            (locations[1].template.as_str(), locations[1].line, locations[1].column),
            ("c:d.html", 11, 2)
        );
    }
}
