//! The report for programs: pakt's own JSON, version 1.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::diagnostic::message::{self, Language};
use crate::diagnostic::visible::is_unseen;
use crate::diagnostic::{Diagnostic, Related, Severity};

use super::places::Places;

/// The version of the shape; a reader may rely on every key that this version has.
const VERSION: u32 = 1;

/// The findings as `check --format json` has them. Every key is always there, `null` where empty.
#[must_use]
pub fn json(found: &[Diagnostic], language: Language) -> Value {
    let mut places = Places::default();
    let diagnostics: Vec<_> =
        found.iter().map(|one| diagnostic(one, language, &mut places)).collect();
    let count = |severity| found.iter().filter(|one| one.severity == severity).count();
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
        if character == '\n' || !is_unseen(character) {
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

fn diagnostic(one: &Diagnostic, language: Language, places: &mut Places) -> Value {
    let rule = crate::diagnostic::catalogue::rule(one.code());
    let extent = places.extent(&one.span);
    let others: Vec<_> = one.related.iter().map(|other| related(other, language, places)).collect();
    json!({
        "code": rule.name,
        "family": rule.family.name(),
        "severity": one.severity.name(),
        "message": message::message(&one.fault, language),
        "help": message::help(&one.fault, language),
        "file": file(&one.span.source().path),
        "line": extent.begins.line,
        "column": extent.begins.column,
        "end_line": extent.ends.line,
        "end_column": extent.ends.column,
        "related": others,
    })
}

fn related(other: &Related, language: Language, places: &mut Places) -> Value {
    let begins = places.extent(&other.span).begins;
    json!({
        "file": file(&other.span.source().path),
        "line": begins.line,
        "column": begins.column,
        "message": message::note(other.note, language),
    })
}

/// A finding about the site as a whole has a source without a path.
fn file(path: &str) -> Option<&str> {
    Some(path).filter(|path| !path.is_empty())
}
