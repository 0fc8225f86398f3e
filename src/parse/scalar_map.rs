//! Where the characters of a YAML string stand in its file.

use std::ops::Range;

/// Pairs a string with the raw text that YAML folded and unescaped it from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ScalarSourceMap {
    /// In rising order.
    runs: Vec<MappedRun>,
    scalar_range: Range<usize>,
}

/// Where a run begins that is the same in both, or one character that is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct MappedRun {
    in_text: usize,
    in_file: usize,
    /// How many bytes the escape takes in the file.
    escape: Option<usize>,
}

/// Whether a backslash begins an escape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EscapeStyle {
    /// In double quotes.
    Double,
    /// Anywhere else.
    None,
}

impl ScalarSourceMap {
    /// Finds each character of `text` in `file`, where its scalar stands at `whole`. Linear.
    pub(crate) fn new(text: &str, file: &str, scalar_range: Range<usize>) -> Self {
        let raw = file.get(scalar_range.clone()).unwrap_or_default();
        let mut runs: Vec<MappedRun> = Vec::new();
        let mut at = 0;
        // A block of text may begin with a quotation mark of its own.
        let is_quoted =
            raw.starts_with('"') && (!text.starts_with('"') || raw.starts_with("\"\\\""));
        let escapes = if is_quoted { EscapeStyle::Double } else { EscapeStyle::None };
        for (in_text, char) in text.char_indices() {
            let (found, length) = find_char(raw, (at, escapes), char);
            let in_file = scalar_range.start + found;
            let escape = (length > char.len_utf8()).then_some(length);
            let is_same_run = runs.last().is_some_and(|run| {
                let offset = in_text.checked_sub(run.in_text);
                run.escape.is_none() && offset == in_file.checked_sub(run.in_file)
            });
            if !is_same_run || escape.is_some() {
                runs.push(MappedRun { in_text, in_file, escape });
            }
            at = found + length;
        }
        Self { runs, scalar_range }
    }

    /// Where a range of the string stands in the file.
    pub(crate) fn file_range(&self, range: &Range<usize>) -> Range<usize> {
        let run = |offset: usize| {
            let before = self.runs.partition_point(|run| run.in_text <= offset);
            before.checked_sub(1).and_then(|run| self.runs.get(run))
        };
        let start = run(range.start)
            .map_or(self.scalar_range.start, |run| run.in_file + (range.start - run.in_text));
        // The end belongs to the run of the last character, not to the next line's.
        let last = range.end.saturating_sub(1).max(range.start);
        let end = run(last).map_or(self.scalar_range.start, |run| match run.escape {
            Some(length) if range.end > range.start => run.in_file + length,
            _ => run.in_file + (last - run.in_text) + (range.end - last),
        });
        let limit = self.scalar_range.end;
        start.min(limit)..end.min(limit)
    }
}

/// Where the next character of the string stands in the raw text from `at` on, and how many bytes
/// it takes there. Passes over quotes, indentation and doubled quotes.
fn find_char(raw: &str, (at, escapes): (usize, EscapeStyle), char: char) -> (usize, usize) {
    let rest = raw.get(at..).unwrap_or_default();
    for (offset, own) in rest.char_indices() {
        let place = at + offset;
        if escapes == EscapeStyle::Double && own == '\\' {
            let escape = rest.get(offset..).unwrap_or_default();
            match escape_length(escape) {
                // A line that ends in `\` goes on in the next one.
                0 => continue,
                length => return (place, length),
            }
        }
        if own == char || (own.is_whitespace() && char.is_whitespace()) {
            return (place, own.len_utf8());
        }
        // Only these can stand between two characters of a string.
        let is_passed = own.is_whitespace() || matches!(own, '"' | '\'');
        if !is_passed {
            break;
        }
    }
    (at, 0)
}

/// How many bytes an escape of a double-quoted string takes; 0 for an escaped line end.
fn escape_length(escape: &str) -> usize {
    match escape.chars().nth(1) {
        Some('\n') | None => 0,
        Some('x') => 4,
        Some('u') => 6,
        Some('U') => 10,
        Some(other) => 1 + other.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::ScalarSourceMap;
    use crate::diagnostic::SourceFile;
    use crate::parse::yaml::{self, NodeKind};
    use std::sync::Arc;

    /// Reads `a: …` and shows what stands in the file where `word` stands in the string.
    fn shown(yaml: &str, word: &str) -> String {
        let file = format!("a: {yaml}\n");
        let source = Arc::new(SourceFile { path: "a.yaml".into(), text: file.as_str().into() });
        let (root, _) = yaml::read(&source, 0..file.len());
        let node = root.unwrap().get("a").unwrap().clone();
        let NodeKind::Text { text, .. } = &node.kind else { unreachable!("a string") };
        let aligned = ScalarSourceMap::new(text, &file, node.range.clone());
        let start = text.find(word).unwrap();
        file.get(aligned.file_range(&(start..start + word.len()))).unwrap().to_owned()
    }

    #[test]
    fn each_way_to_write_a_string_is_followed() {
        assert_eq!(shown("doc P1 \"one two\"", "\"one two\""), "\"one two\"");
        assert_eq!(shown("'doc P1 \"it''s here\" x'", "here"), "here");
        assert_eq!(shown(r#""doc P1 \"one\" \u00e5ter two""#, "two"), "two");
        assert_eq!(shown(r#""doc P1 \"one\" two""#, "\"one\""), r#"\"one\""#);
        assert_eq!(shown("doc P1 \"one\n  two three\"", "three"), "three");
        assert_eq!(shown(">-\n  doc P1\n  \"one\n  two\"", "two"), "two");
        assert_eq!(shown("|\n  doc P1\n    \"one\"", "one"), "one");
        assert_eq!(shown("\"one \\\n   two\"", "two"), "two");
    }
}
