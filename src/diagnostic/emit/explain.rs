//! What a code means: for `pakt explain CODE`.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::diagnostic::DiagnosticCode;
use crate::diagnostic::message::{ReportLabel, ReportLanguage, report_label};

/// Widest line of an explanation, in characters.
const WIDTH: usize = 80;

/// A code's explanation for people.
#[must_use]
pub fn explain_text(code: DiagnosticCode, language: ReportLanguage) -> String {
    let rule = crate::diagnostic::catalog::rule_info(code);
    let text = rule.docs_in(language);
    let about = report_label(ReportLabel::AboutCode(rule.family, rule.severity), language);
    let say = |phrase| report_label(phrase, language);
    let mut page = format!("{} ({about})\n\n", rule.name);
    push_wrapped_paragraph(&mut page, text.what);
    // Writing to a `String` cannot fail.
    let _ = write!(page, "\n{}\n\n", say(ReportLabel::Why));
    push_wrapped_paragraph(&mut page, text.why);
    let _ = write!(page, "\n{}\n\n", say(ReportLabel::Before));
    push_indented_lines(&mut page, text.wrong);
    let _ = write!(page, "\n{}\n\n", say(ReportLabel::After));
    push_indented_lines(&mut page, text.right);
    page
}

/// A code's explanation for programs. Write it with [`json_text`](super::json_text).
#[must_use]
pub fn explain_json(code: DiagnosticCode, language: ReportLanguage) -> Value {
    let rule = crate::diagnostic::catalog::rule_info(code);
    let text = rule.docs_in(language);
    json!({
        "version": 1,
        "code": rule.name,
        "family": rule.family.as_str(),
        "severity": rule.severity.as_str(),
        "since": rule.since,
        "language": language.language_tag(),
        "what": text.what,
        "why": text.why,
        "wrong": text.wrong,
        "right": text.right,
    })
}

fn push_wrapped_paragraph(page: &mut String, paragraph: &str) {
    let mut column = 0;
    for part in paragraph.split_whitespace() {
        let n_chars = part.chars().count();
        if column > 0 && column + 1 + n_chars > WIDTH {
            page.push('\n');
            column = 0;
        } else if column > 0 {
            page.push(' ');
            column += 1;
        }
        page.push_str(part);
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
