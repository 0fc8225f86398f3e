//! The report for programs: pakt's JSON, version 1.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::diagnostic::sanitize::is_invisible;
use crate::diagnostic::{Diagnostic, LineIndexCache, RelatedLocation, ReportLanguage, Severity};

/// The version of the shape; a program may rely on every key of this version.
const VERSION: u32 = 1;

/// Returns the report of `check --format json`. Every key is always present, with `null` if empty.
#[must_use]
pub fn emit(diagnostics: &[Diagnostic], language: ReportLanguage) -> Value {
    let mut line_indexes = LineIndexCache::default();
    let items: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic_json(diagnostic, language, &mut line_indexes))
        .collect();
    let count = |severity| Diagnostic::count(diagnostics, severity);
    json!({
        "version": VERSION,
        "summary": {
            "errors": count(Severity::Error),
            "warnings": count(Severity::Warning),
            "notes": count(Severity::Note),
        },
        "diagnostics": items,
    })
}

/// Returns a JSON value as indented text with a line break at the end.
///
/// Every control, bidi and invisible character is escaped (`\u202e`), so the text is safe to print.
#[must_use]
pub fn json_text(value: &Value) -> String {
    let unescaped = format!("{value:#}");
    let mut text = String::with_capacity(unescaped.len() + 1);
    for character in unescaped.chars() {
        // Line breaks are those of the layout: `serde_json` has escaped those of content. Other
        // invisible characters occur in strings only, where an escape means the same.
        if character == '\n' || !is_invisible(character) {
            text.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a `String` cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text.push('\n');
    text
}

fn diagnostic_json(
    diagnostic: &Diagnostic,
    language: ReportLanguage,
    line_indexes: &mut LineIndexCache,
) -> Value {
    let rule = diagnostic.code().info();
    let range = line_indexes.line_col_range(&diagnostic.span);
    let related: Vec<_> = diagnostic
        .related
        .iter()
        .map(|location| related_json(location, language, line_indexes))
        .collect();
    json!({
        "code": rule.name,
        "family": rule.family.as_str(),
        "severity": diagnostic.severity.as_str(),
        "message": diagnostic.message(language),
        "help": diagnostic.kind.help(language),
        "file": file_json(&diagnostic.span.source().path),
        "line": range.start.line,
        "column": range.start.column,
        "end_line": range.end.line,
        "end_column": range.end.column,
        "related": related,
    })
}

fn related_json(
    location: &RelatedLocation,
    language: ReportLanguage,
    line_indexes: &mut LineIndexCache,
) -> Value {
    let start = line_indexes.line_col_range(&location.span).start;
    json!({
        "file": file_json(&location.span.source().path),
        "line": start.line,
        "column": start.column,
        "message": location.note.text(language),
    })
}

/// Returns the path. `None` means that the diagnostic is about the site as a whole.
fn file_json(path: &str) -> Option<&str> {
    Some(path).filter(|path| !path.is_empty())
}
