//! The report for programs: pakt's own JSON, version 1.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::diagnostic::message::{self, ReportLanguage};
use crate::diagnostic::sanitize::is_invisible;
use crate::diagnostic::{Diagnostic, RelatedLocation, Severity};

use super::line_index::LineIndexCache;

/// The version of the shape; a reader may rely on every key that this version has.
const VERSION: u32 = 1;

/// The findings as `check --format json` has them. Every key is always there, `null` where empty.
#[must_use]
pub fn emit(found: &[Diagnostic], language: ReportLanguage) -> Value {
    let mut places = LineIndexCache::default();
    let diagnostics: Vec<_> =
        found.iter().map(|diagnostic| diagnostic_json(diagnostic, language, &mut places)).collect();
    let count =
        |severity| found.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    json!({
        "version": VERSION,
        "summary": {
            "errors": count(Severity::Error),
            "warnings": count(Severity::Warning),
            "notes": count(Severity::Note),
        },
        "diagnostics": diagnostics,
    })
}

/// A JSON value as text: indented, with a line break at the end, and with every control, bidi and
/// invisible character escaped (`\u202e`), so that printing it does nothing to a terminal.
#[must_use]
pub fn json_text(value: &Value) -> String {
    let plain = format!("{value:#}");
    let mut text = String::with_capacity(plain.len() + 1);
    for character in plain.chars() {
        // Line breaks are the layout's own: those of content are escaped already. Other characters
        // of this kind stand in strings only, so an escape means the same.
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
    places: &mut LineIndexCache,
) -> Value {
    let rule = crate::diagnostic::catalog::rule_info(diagnostic.code());
    let extent = places.line_col_range(&diagnostic.span);
    let others: Vec<_> =
        diagnostic.related.iter().map(|other| related_json(other, language, places)).collect();
    json!({
        "code": rule.name,
        "family": rule.family.as_str(),
        "severity": diagnostic.severity.as_str(),
        "message": message::message(&diagnostic.kind, language),
        "help": message::help(&diagnostic.kind, language),
        "file": file_json(&diagnostic.span.source().path),
        "line": extent.begins.line,
        "column": extent.begins.column,
        "end_line": extent.ends.line,
        "end_column": extent.ends.column,
        "related": others,
    })
}

fn related_json(
    other: &RelatedLocation,
    language: ReportLanguage,
    places: &mut LineIndexCache,
) -> Value {
    let begins = places.line_col_range(&other.span).begins;
    json!({
        "file": file_json(&other.span.source().path),
        "line": begins.line,
        "column": begins.column,
        "message": message::related_note(other.note, language),
    })
}

/// A finding about the site as a whole has a source without a path.
fn file_json(path: &str) -> Option<&str> {
    Some(path).filter(|path| !path.is_empty())
}
