//! The documentation of a code: the output of `pakt explain CODE`.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::diagnostic::report_labels::{ReportLabel, report_label};
use crate::diagnostic::{DiagnosticCode, ReportLanguage};

/// Widest line of a paragraph, in characters.
const LINE_MAX_CHARS: usize = 80;

/// Returns the documentation of a code for people.
#[must_use]
pub fn explain_text(code: DiagnosticCode, language: ReportLanguage) -> String {
    let rule = code.info();
    let docs = rule.docs_in(language);
    let label = |label| report_label(label, language);
    let about = label(ReportLabel::FamilyAndSeverity(rule.family, rule.severity));
    let mut page = format!("{} ({about})\n\n", rule.name);
    push_wrapped_paragraph(&mut page, docs.what);
    // Writing to a `String` cannot fail.
    let _ = write!(page, "\n{}\n\n", label(ReportLabel::Why));
    push_wrapped_paragraph(&mut page, docs.why);
    let _ = write!(page, "\n{}\n\n", label(ReportLabel::Before));
    push_indented_lines(&mut page, docs.before);
    let _ = write!(page, "\n{}\n\n", label(ReportLabel::After));
    push_indented_lines(&mut page, docs.after);
    page
}

/// Returns the documentation of a code for programs. Write it with [`json_text`](super::json_text).
#[must_use]
pub fn explain_json(code: DiagnosticCode, language: ReportLanguage) -> Value {
    let rule = code.info();
    let docs = rule.docs_in(language);
    json!({
        "version": 1,
        "code": rule.name,
        "family": rule.family.as_str(),
        "severity": rule.severity.as_str(),
        "since": rule.since,
        "language": language.language_tag(),
        "what": docs.what,
        "why": docs.why,
        "wrong": docs.before,
        "right": docs.after,
    })
}

fn push_wrapped_paragraph(page: &mut String, paragraph: &str) {
    let mut column = 0;
    for word in paragraph.split_whitespace() {
        let n_chars = word.chars().count();
        if column > 0 && column + 1 + n_chars > LINE_MAX_CHARS {
            page.push('\n');
            column = 0;
        } else if column > 0 {
            page.push(' ');
            column += 1;
        }
        page.push_str(word);
        column += n_chars;
    }
    page.push('\n');
}

fn push_indented_lines(page: &mut String, lines: &str) {
    for line in lines.lines() {
        page.push_str(if line.is_empty() { "" } else { "    " });
        page.push_str(line);
        page.push('\n');
    }
}
