//! Maps offsets in a decoded YAML scalar back to offsets in the file.

use std::ops::Range;

/// Maps a string to the raw text from which YAML folded and unescaped it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ScalarSourceMap {
    /// In ascending order.
    runs: Vec<MappedRun>,
    scalar_range: Range<usize>,
}

/// The start of a run of characters that are the same in both texts, or of one escaped character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct MappedRun {
    text_offset: usize,
    file_offset: usize,
    /// The length of the escape in the file. `None` for a run.
    escape_bytes: Option<usize>,
}

/// Where a backslash begins an escape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EscapeStyle {
    /// The scalar is in double quotes, and a backslash begins an escape.
    Double,
    /// A backslash is itself.
    None,
}

impl ScalarSourceMap {
    /// Maps `text` to the scalar at `scalar_range` of `file`. Linear.
    pub(crate) fn new(text: &str, file: &str, scalar_range: Range<usize>) -> Self {
        let raw = file.get(scalar_range.clone()).unwrap_or_default();
        let mut runs: Vec<MappedRun> = Vec::new();
        let mut raw_offset = 0;
        // A block scalar can begin with a quotation mark too.
        let is_quoted =
            raw.starts_with('"') && (!text.starts_with('"') || raw.starts_with("\"\\\""));
        let escapes = if is_quoted { EscapeStyle::Double } else { EscapeStyle::None };
        for (text_offset, char) in text.char_indices() {
            let raw_char = find_char(raw, raw_offset, char, escapes);
            let file_offset = scalar_range.start + raw_char.start;
            let escape_bytes = (raw_char.len() > char.len_utf8()).then_some(raw_char.len());
            let is_same_run = runs.last().is_some_and(|run| {
                let offset = text_offset.checked_sub(run.text_offset);
                run.escape_bytes.is_none() && offset == file_offset.checked_sub(run.file_offset)
            });
            if !is_same_run || escape_bytes.is_some() {
                runs.push(MappedRun { text_offset, file_offset, escape_bytes });
            }
            raw_offset = raw_char.end;
        }
        Self { runs, scalar_range }
    }

    /// Returns the range in the file of a range of the string.
    pub(crate) fn file_range(&self, range: &Range<usize>) -> Range<usize> {
        let run_at = |offset: usize| {
            let n_before = self.runs.partition_point(|run| run.text_offset <= offset);
            n_before.checked_sub(1).and_then(|index| self.runs.get(index))
        };
        let start = run_at(range.start).map_or(self.scalar_range.start, |run| {
            run.file_offset + (range.start - run.text_offset)
        });
        // The end belongs to the run of the last character, not to that of the next line.
        let last = range.end.saturating_sub(1).max(range.start);
        let end = run_at(last).map_or(self.scalar_range.start, |run| match run.escape_bytes {
            Some(length) if range.end > range.start => run.file_offset + length,
            _ => run.file_offset + (last - run.text_offset) + (range.end - last),
        });
        let limit = self.scalar_range.end;
        start.min(limit)..end.min(limit)
    }
}

/// Returns the range in the raw text of the next character of the string, from `start` on. Skips
/// quotes, indentation and doubled quotes. The range is empty if the character is not found.
fn find_char(raw: &str, start: usize, char: char, escapes: EscapeStyle) -> Range<usize> {
    let rest = raw.get(start..).unwrap_or_default();
    for (offset, raw_char) in rest.char_indices() {
        let raw_offset = start + offset;
        if escapes == EscapeStyle::Double && raw_char == '\\' {
            let escape = rest.get(offset..).unwrap_or_default();
            match escape_length(escape) {
                // A line that ends in `\` continues on the next one.
                0 => continue,
                length => return raw_offset..raw_offset + length,
            }
        }
        if raw_char == char || (raw_char.is_whitespace() && char.is_whitespace()) {
            return raw_offset..raw_offset + raw_char.len_utf8();
        }
        // Only these can be between two characters of a string.
        let is_skipped = raw_char.is_whitespace() || matches!(raw_char, '"' | '\'');
        if !is_skipped {
            break;
        }
    }
    start..start
}

/// Returns the length of an escape of a double-quoted string; 0 for an escaped newline.
fn escape_length(escape: &str) -> usize {
    match escape.chars().nth(1) {
        Some('\n') | None => 0,
        Some('x') => 4,
        Some('u') => 6,
        Some('U') => 10,
        Some(char) => 1 + char.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::ScalarSourceMap;
    use crate::diagnostic::SourceFile;
    use crate::parse::yaml::{self, NodeKind};
    use std::sync::Arc;

    /// Reads `a: …` and returns the text in the file that `word` of the string is mapped to.
    fn mapped_text(yaml: &str, word: &str) -> String {
        let file = format!("a: {yaml}\n");
        let source = Arc::new(SourceFile { path: "a.yaml".into(), text: file.as_str().into() });
        let (root, _) = yaml::read(&source, 0..file.len());
        let node = root.unwrap().get("a").unwrap().clone();
        let NodeKind::Text { text, .. } = &node.kind else { unreachable!("a string") };
        let source_map = ScalarSourceMap::new(text, &file, node.range.clone());
        let start = text.find(word).unwrap();
        file.get(source_map.file_range(&(start..start + word.len()))).unwrap().to_owned()
    }

    #[test]
    fn each_style_of_scalar_is_mapped() {
        assert_eq!(mapped_text("doc P1 \"one two\"", "\"one two\""), "\"one two\"");
        assert_eq!(mapped_text("'doc P1 \"it''s here\" x'", "here"), "here");
        assert_eq!(mapped_text(r#""doc P1 \"one\" \u00e5ter two""#, "two"), "two");
        assert_eq!(mapped_text(r#""doc P1 \"one\" two""#, "\"one\""), r#"\"one\""#);
        assert_eq!(mapped_text("doc P1 \"one\n  two three\"", "three"), "three");
        assert_eq!(mapped_text(">-\n  doc P1\n  \"one\n  two\"", "two"), "two");
        assert_eq!(mapped_text("|\n  doc P1\n    \"one\"", "one"), "one");
        assert_eq!(mapped_text("\"one \\\n   two\"", "two"), "two");
    }
}
