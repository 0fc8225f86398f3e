//! Where Tera says that a template is wrong.
//!
//! Tera tells a place as data for syntax and rendering, and as text for a reference that leads
//! nowhere. Both become [`TemplateLocation`]s here, the place of the fault first and then who
//! called it.

use crate::diagnostic::{SourceFile, Span};
use std::sync::Arc;
use tera::{Error, ErrorKind, ReportError};

/// What is wrong with a template, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TemplateLocation {
    /// The template's name: `entry.html`.
    pub(super) template: String,
    /// In Tera's words.
    pub(super) problem: String,
    line: usize,
    column: usize,
    n_chars: usize,
}

impl TemplateLocation {
    /// The place in the template's text.
    pub(super) fn span(&self, source: &Arc<SourceFile>) -> Span {
        let before: usize =
            source.text.split_inclusive('\n').take(self.line.saturating_sub(1)).map(str::len).sum();
        let line = source.text.get(before..).and_then(|rest| rest.lines().next());
        let line = line.unwrap_or_default();
        let offset = |chars: usize| {
            before + line.char_indices().nth(chars).map_or(line.len(), |(offset, _)| offset)
        };
        let first = self.column.saturating_sub(1);
        Span::new(source, offset(first)..offset(first.saturating_add(self.n_chars)))
    }
}

/// All places that an error tells of, in its order; none if it only has words.
pub(super) fn error_locations(error: &Error) -> Vec<TemplateLocation> {
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind() else {
        return locations_in_text(&error.to_string());
    };
    let mut places = vec![location_in_report(report)];
    if matches!(error.kind(), ErrorKind::RenderingError(_)) {
        places.extend(locations_in_text(&error.to_string()).into_iter().skip(1));
    }
    places
}

/// The error in one line, without the place.
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

/// Tera ends some of its messages with a full stop, and ours have none.
fn without_full_stop(words: &str) -> String {
    words.trim_end_matches('.').to_owned()
}

fn location_in_report(report: &ReportError) -> TemplateLocation {
    let span = report.span();
    // A span over several lines is shown to the end of its first.
    let one_line = (span.start_line == span.end_line).then(|| span.end_col - span.start_col);
    TemplateLocation {
        template: report.filename().to_owned(),
        problem: without_full_stop(report.message()),
        line: span.start_line,
        column: span.start_col + 1,
        n_chars: one_line.unwrap_or(usize::MAX),
    }
}

/// Reads `error: WORDS`, ` --> FILE:LINE:COLUMN`, `note: called from FILE:LINE:COLUMN` and the
/// carets under the excerpt.
fn locations_in_text(text: &str) -> Vec<TemplateLocation> {
    let (mut places, mut problem): (Vec<TemplateLocation>, _) = (Vec::new(), String::new());
    for line in text.lines() {
        let line = line.trim_start();
        if let Some(words) = line.strip_prefix("error: ") {
            problem = without_full_stop(words);
        }
        let at = line.strip_prefix("--> ").or_else(|| line.strip_prefix("note: called from "));
        if let Some((template, line, column)) = at.and_then(file_line_column) {
            let (template, problem) = (template.to_owned(), problem.clone());
            places.push(TemplateLocation { template, problem, line, column, n_chars: 1 });
        }
        if let (Some(place), Some(carets)) = (places.last_mut(), line.strip_prefix("| ")) {
            place.n_chars = carets.matches('^').count().max(1);
        }
    }
    places
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
    fn a_report_in_words_is_read_back() {
        let text = "error: Unknown component `b`\n --> a.html:2:6\n  |\n2 | å {{ <b /> }}\n  |      ^^^^^\n\n\
                    note: called from c:d.html:11:2\n   |\n11 | x\n   | ^";
        let places = locations_in_text(text);
        let source =
            Arc::new(SourceFile { path: "a.html".into(), text: "x\nå {{ <b /> }}\n".into() });
        assert_eq!(places[0].span(&source).text(), "<b />");
        assert_eq!(
            (places[0].template.as_str(), places[0].problem.as_str()),
            ("a.html", "Unknown component `b`")
        );
        assert_eq!(
            (places[1].template.as_str(), places[1].line, places[1].column),
            ("c:d.html", 11, 2)
        );
    }
}
