//! What a code means: for `pakt explain CODE`.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::diagnostic::Code;
use crate::diagnostic::message::{Language, Word, word};

/// Widest line of an explanation, in characters.
const WIDTH: usize = 80;

/// A code's explanation for people.
#[must_use]
pub fn explain(code: Code, language: Language) -> String {
    let rule = crate::diagnostic::catalogue::rule(code);
    let text = rule.explanation(language);
    let about = word(Word::AboutCode(rule.family, rule.severity), language);
    let say = |phrase| word(phrase, language);
    let mut page = format!("{} ({about})\n\n", rule.name);
    push_wrapped(&mut page, text.what);
    // Writing to a `String` cannot fail.
    let _ = write!(page, "\n{}\n\n", say(Word::Why));
    push_wrapped(&mut page, text.why);
    let _ = write!(page, "\n{}\n\n", say(Word::Before));
    push_indented(&mut page, text.wrong);
    let _ = write!(page, "\n{}\n\n", say(Word::After));
    push_indented(&mut page, text.right);
    page
}

/// A code's explanation for programs. Write it with [`json_text`](super::json_text).
#[must_use]
pub fn explain_json(code: Code, language: Language) -> Value {
    let rule = crate::diagnostic::catalogue::rule(code);
    let text = rule.explanation(language);
    json!({
        "version": 1,
        "code": rule.name,
        "family": rule.family.name(),
        "severity": rule.severity.name(),
        "since": rule.since,
        "language": language.tag(),
        "what": text.what,
        "why": text.why,
        "wrong": text.wrong,
        "right": text.right,
    })
}

fn push_wrapped(page: &mut String, paragraph: &str) {
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

fn push_indented(page: &mut String, lines: &str) {
    for line in lines.lines() {
        page.push_str(if line.is_empty() { "" } else { "    " });
        page.push_str(line);
        page.push('\n');
    }
}
