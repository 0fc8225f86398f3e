//! Finds lines of a source text that look like its marks but have no brackets: `§ 6` where others
//! are `[§ 5]`.

use crate::diagnostic::Span;
use crate::diagnostic::rules::{MarkProblem, NotAMark};
use std::collections::{HashMap, HashSet};

/// The maximum length of such a line, in characters.
const MAX_CHARS: usize = 20;

/// Returns the lines that have the form of the marks of a text and are not the number of a
/// paragraph that has a mark, as a printed number below its mark is.
pub(super) fn unbracketed_marks<'a>(
    marks: impl Iterator<Item = &'a str>,
    lines: Vec<(Span, &str)>,
) -> Vec<(Span, NotAMark)> {
    if lines.is_empty() {
        return Vec::new();
    }
    let mut forms: HashMap<String, &str> = HashMap::new();
    let mut known: HashSet<Vec<String>> = HashSet::new();
    for mark in marks.filter(|mark| may_be_unbracketed(mark)) {
        let parts = mark_parts(mark);
        forms.entry(mark_form(&parts)).or_insert(mark);
        known.insert(parts);
    }
    let not_a_mark = |(span, line): (Span, &str)| {
        let parts = mark_parts(line);
        let example = forms.get(&mark_form(&parts)).filter(|_| !known.contains(&parts))?;
        let number = parts.iter().find(|part| is_number(part))?;
        let problem = MarkProblem::NoBrackets(with_number(example, number));
        Some((span, NotAMark { line: line.to_owned(), problem, n_more: 0 }))
    };
    lines.into_iter().filter_map(not_a_mark).collect()
}

/// Returns whether a line can be a mark with a word or a sign and one number, as in `§ 6`, `6 §`,
/// `(§ 6)` or `P6`.
pub(super) fn may_be_unbracketed(line: &str) -> bool {
    line.len() <= MAX_CHARS * 2 && line.chars().count() <= MAX_CHARS && {
        let parts = mark_parts(line);
        parts.len() == 2 && parts.iter().filter(|part| is_number(part)).count() == 1
    }
}

/// Returns the words, signs and numbers of a mark in an order that does not depend on how they are
/// written, in lower case: those of `§ 6` and `(6 §)` are equal.
fn mark_parts(mark: &str) -> Vec<String> {
    let mark = mark.trim_start_matches(['(', '*']).trim_end_matches([')', '.', ':', '*']);
    let mut parts: Vec<String> = Vec::new();
    let mut last_kind = None;
    for char in mark.chars() {
        let kind = (!char.is_whitespace()).then(|| char.is_ascii_digit());
        match (kind, parts.last_mut()) {
            (Some(_), Some(part)) if kind == last_kind => part.extend(char.to_lowercase()),
            (Some(_), _) => parts.push(char.to_lowercase().collect()),
            (None, _) => {}
        }
        last_kind = kind;
    }
    parts.sort_unstable();
    parts
}

/// Returns the parts of a mark with `0` for its number.
fn mark_form(parts: &[String]) -> String {
    let part = |part: &String| if is_number(part) { "0".to_owned() } else { part.clone() };
    parts.iter().map(part).collect::<Vec<_>>().join(" ")
}

fn is_number(part: &str) -> bool {
    part.starts_with(|char: char| char.is_ascii_digit())
}

/// Returns a mark with another number: `§ 3` with `6` is `§ 6`.
fn with_number(mark: &str, number: &str) -> String {
    let digit = |char: char| char.is_ascii_digit();
    let (Some(start), Some(end)) = (mark.find(digit), mark.rfind(digit)) else {
        return mark.to_owned();
    };
    let (before, after) = (mark.get(..start), mark.get(end + 1..));
    format!("{}{number}{}", before.unwrap_or_default(), after.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;
    use std::sync::Arc;

    fn proposal(marks: &[&str], line: &str) -> Option<String> {
        assert!(may_be_unbracketed(line), "{line}");
        let source = Arc::new(SourceFile { path: "deed.txt".into(), text: line.into() });
        let lines = vec![(Span::new(&source, 0..line.len()), line)];
        let found = unbracketed_marks(marks.iter().copied(), lines);
        found.into_iter().find_map(|(_, it)| match it.problem {
            MarkProblem::NoBrackets(mark) => Some(mark),
            _ => None,
        })
    }

    #[test]
    fn a_line_has_the_form_of_the_marks() {
        for line in ["§ 6", "6 §", "§6", "(§ 6)", "§ 6."] {
            assert_eq!(proposal(&["§ 4", "§ 5"], line).as_deref(), Some("§ 6"), "{line}");
        }
        assert_eq!(proposal(&["P01"], "P19").as_deref(), Some("P19"));
        assert_eq!(proposal(&["Article 1"], "ARTICLE 2").as_deref(), Some("Article 2"));
    }

    #[test]
    fn other_lines_are_text() {
        // The printed number below its mark.
        assert_eq!(proposal(&["§ 5", "§ 6"], "6 §"), None);
        assert_eq!(proposal(&["P01"], "§ 6"), None);
        assert_eq!(proposal(&["1", "2"], "den 3"), None);
        for line in ["2015", "§ 6 andra stycket", "Avgiften", "3.1"] {
            assert!(!may_be_unbracketed(line), "{line}");
        }
    }
}
