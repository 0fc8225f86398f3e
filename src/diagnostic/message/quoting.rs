//! Names from content inside a sentence: in backticks, visible, and not too long.

use crate::diagnostic::sanitize::escape_invisible;

/// Longest name that a message shows, in characters; a whole page may stand where a word should.
const NAME_MAX_CHARS: usize = 80;
/// Longest text of another program (the YAML parser, Tera) that a message shows, in characters.
const WORDS_MAX_CHARS: usize = 300;
/// Most names that one message lists.
const LIST_MAX_NAMES: usize = 6;

/// A name as it stands in the content, in backticks.
pub(super) fn code_span(name: &str) -> String {
    format!("`{}`", truncate_chars(name, NAME_MAX_CHARS))
}

/// A name as part of a longer piece that is itself in backticks, such as `_types/NAME.yaml`.
pub(super) fn shortened_name(name: &str) -> String {
    truncate_chars(name, NAME_MAX_CHARS)
}

/// Another program's words, on one line.
pub(super) fn quoted_words(words: &str) -> String {
    let words: Vec<_> = words.split_whitespace().collect();
    truncate_chars(&words.join(" "), WORDS_MAX_CHARS)
}

/// A passage of a source, on one line.
pub(super) fn quoted_passage(words: &str) -> String {
    truncate_chars(words, WORDS_MAX_CHARS)
}

/// Names in a row: `a`, `b` or `c`; `last` is the word before the last one.
pub(super) fn list_of_names(names: &[String], last: &str) -> String {
    let shown: Vec<_> = names.iter().take(LIST_MAX_NAMES).map(|one| code_span(one)).collect();
    match shown.as_slice() {
        _ if names.len() > LIST_MAX_NAMES => format!("{}, …", shown.join(", ")),
        [before @ .., end] if !before.is_empty() => format!("{} {last} {end}", before.join(", ")),
        _ => shown.concat(),
    }
}

/// The ids on a ring, with arrows; a long ring keeps its ends, since they say that it closes.
pub(super) fn cycle_path(ids: &[String]) -> String {
    let named = |ids: &[String]| ids.iter().map(|id| code_span(id)).collect::<Vec<_>>().join(" → ");
    match ids {
        [first @ .., end] if ids.len() > LIST_MAX_NAMES => {
            let kept = first.get(..LIST_MAX_NAMES - 1).unwrap_or(first);
            format!("{} → … → {}", named(kept), code_span(end))
        }
        _ => named(ids),
    }
}

fn truncate_chars(text: &str, max_chars: usize) -> String {
    match text.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", escape_invisible(text.get(..end).unwrap_or_default())),
        None => escape_invisible(text).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{code_span, cycle_path, list_of_names, quoted_words};

    #[test]
    fn a_name_is_quoted_seen_and_short() {
        assert_eq!(code_span("råd"), "`råd`");
        assert_eq!(code_span("a\nb"), "`a<U+000A>b`");
        assert_eq!(code_span(&"å".repeat(1_000)), format!("`{}…`", "å".repeat(80)));
    }

    #[test]
    fn lists_and_rings_read_as_sentences_and_end() {
        let ids: Vec<_> = ["a", "b", "c"].map(String::from).into();
        assert_eq!(list_of_names(&[], "or"), "");
        assert_eq!(list_of_names(&ids[..1], "or"), "`a`");
        assert_eq!(list_of_names(&ids, "or"), "`a`, `b` or `c`");
        assert_eq!(
            list_of_names(&vec!["x".to_owned(); 9], "or"),
            "`x`, `x`, `x`, `x`, `x`, `x`, …"
        );
        assert_eq!(cycle_path(&ids), "`a` → `b` → `c`");
        let long: Vec<_> = (0..9).map(|n| n.to_string()).collect();
        assert_eq!(cycle_path(&long), "`0` → `1` → `2` → `3` → `4` → … → `8`");
    }

    #[test]
    fn words_of_another_program_come_on_one_line() {
        assert_eq!(quoted_words("unexpected\n  --> [line 3]\r\n"), "unexpected --> [line 3]");
    }
}
