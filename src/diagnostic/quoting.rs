//! Names and values from content inside a message: in backticks, visible, and not too long.

use super::ReportLanguage;
use super::sanitize::{escape_invisible, mask_passwords};

/// Longest name in a message, in characters; content may have a whole page where a word belongs.
const NAME_MAX_CHARS: usize = 80;
/// Longest text of another program (the YAML parser, Tera) in a message, in characters.
const WORDS_MAX_CHARS: usize = 300;
/// Longest citation in a message, in characters. A citation that is cut cannot be taken over.
const CITATION_MAX_CHARS: usize = 10_000;
/// The maximum number of names that one message lists.
pub(super) const LIST_MAX_NAMES: usize = 6;

/// Returns a citation to take over, in backticks.
pub(super) fn quoted_citation(citation: &str) -> String {
    format!("`{}`", truncate_chars(citation, CITATION_MAX_CHARS))
}

/// Returns a name as it is in the content, in backticks.
pub(super) fn code_span(name: &str) -> String {
    format!("`{}`", shortened_name(name))
}

/// Returns a name without backticks, for a longer piece that has its own: `_types/NAME.yaml`.
pub(super) fn shortened_name(name: &str) -> String {
    truncate_chars(&mask_passwords(name), NAME_MAX_CHARS)
}

/// Returns a value in backticks, or the words for an empty one.
pub(super) fn quoted_value(value: &str, language: ReportLanguage) -> String {
    if !value.trim().is_empty() {
        return code_span(value);
    }
    match language {
        ReportLanguage::English => "an empty value".into(),
        ReportLanguage::Swedish => "ett tomt värde".into(),
    }
}

/// Returns another program's message on one line.
pub(super) fn quoted_words(message: &str) -> String {
    let words: Vec<_> = message.split_whitespace().collect();
    truncate_chars(&words.join(" "), WORDS_MAX_CHARS)
}

/// Returns words of a source text that are to be taken over, on one line.
pub(super) fn whole_passage(passage: &str) -> String {
    truncate_chars(passage, CITATION_MAX_CHARS)
}

/// Returns a passage of a source text on one line.
pub(super) fn quoted_passage(passage: &str) -> String {
    truncate_chars(passage, WORDS_MAX_CHARS)
}

/// Returns the names as a list: "`a`, `b` or `c`"; `conjunction`, which may be
/// a comma, precedes the last one. A long list is cut.
pub(super) fn list_of_names(names: &[impl AsRef<str>], conjunction: &str) -> String {
    match names.get(..LIST_MAX_NAMES).filter(|_| names.len() > LIST_MAX_NAMES) {
        Some(first) => {
            let shown: Vec<_> = first.iter().map(|name| code_span(name.as_ref())).collect();
            format!("{}, …", shown.join(", "))
        }
        None => full_list_of_names(names, conjunction),
    }
}

/// Returns all names as a list, however many there are.
pub(super) fn full_list_of_names(names: &[impl AsRef<str>], conjunction: &str) -> String {
    let shown: Vec<_> = names.iter().map(|name| code_span(name.as_ref())).collect();
    match shown.as_slice() {
        [before @ .., last] if !before.is_empty() => {
            let space = if conjunction == "," { "" } else { " " };
            format!("{}{space}{conjunction} {last}", before.join(", "))
        }
        _ => shown.concat(),
    }
}

/// Returns the ids of a cycle with arrows; a long one keeps its ends, which show that it closes.
pub(super) fn cycle_path(ids: &[String]) -> String {
    let join = |ids: &[String]| ids.iter().map(|id| code_span(id)).collect::<Vec<_>>().join(" → ");
    match ids {
        [before @ .., last] if ids.len() > LIST_MAX_NAMES => {
            let start = before.get(..LIST_MAX_NAMES - 1).unwrap_or(before);
            format!("{} → … → {}", join(start), code_span(last))
        }
        _ => join(ids),
    }
}

/// Returns the help that offers a near miss.
pub(super) fn did_you_mean(suggestion: &str, language: ReportLanguage) -> String {
    let suggestion = quoted_citation(suggestion);
    match language {
        ReportLanguage::English => format!("did you mean {suggestion}?"),
        ReportLanguage::Swedish => format!("menade du {suggestion}?"),
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
    fn a_name_is_in_backticks_visible_and_short() {
        assert_eq!(code_span("råd"), "`råd`");
        assert_eq!(code_span("a\nb"), "`a<U+000A>b`");
        assert_eq!(code_span(&"å".repeat(1_000)), format!("`{}…`", "å".repeat(80)));
    }

    #[test]
    fn lists_and_cycles_read_as_sentences_and_end() {
        let ids: Vec<_> = ["a", "b", "c"].map(String::from).into();
        assert_eq!(list_of_names(&[""; 0], "or"), "");
        assert_eq!(list_of_names(&ids[..1], "or"), "`a`");
        assert_eq!(list_of_names(&ids, "or"), "`a`, `b` or `c`");
        assert_eq!(list_of_names(&["x"; 9], "or"), "`x`, `x`, `x`, `x`, `x`, `x`, …");
        assert_eq!(cycle_path(&ids), "`a` → `b` → `c`");
        let long: Vec<_> = (0..9).map(|n| n.to_string()).collect();
        assert_eq!(cycle_path(&long), "`0` → `1` → `2` → `3` → `4` → … → `8`");
    }

    #[test]
    fn a_message_of_another_program_is_one_line() {
        assert_eq!(quoted_words("unexpected\n  --> [line 3]\r\n"), "unexpected --> [line 3]");
    }
}
