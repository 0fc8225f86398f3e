//! Markdown in YAML whose lines are joined, so that it has no lists, tables and headings.

use super::yaml::{NodeKind, TextStyle, YamlNode};
use std::ops::Range;

/// Returns the first line of a text in YAML that begins a block of Markdown, and that YAML joins to
/// the line before it. Below `|` no lines are joined; below `>` those that are not further in.
pub(crate) fn joined_block(file: &str, node: &YamlNode) -> Option<Range<usize>> {
    let NodeKind::Text { text: value, style } = &node.kind else { return None };
    let is_block = *style == TextStyle::Block;
    if is_block && !is_folded(file.get(..node.range.start)?) {
        return None;
    }
    let text = file.get(node.range.clone())?;
    let first_line = text.split_inclusive('\n').next()?;
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    // The first line of a block may be without its indentation.
    let base = text.lines().skip(1).filter(|line| !line.trim().is_empty()).map(indent).min()?;
    let is_joined_in = |line: &str| {
        let line = line.trim_end_matches(['"', '\'']);
        !value.lines().any(|it| it.trim().starts_with(line))
    };
    let (mut before, mut is_before_folded) = (first_line, true);
    let mut start = node.range.start + first_line.len();
    for line in text.split_inclusive('\n').skip(1) {
        let content = line.trim();
        let is_line_folded = !is_block || indent(line) == base;
        let is_joined = !before.trim().is_empty() && !content.is_empty();
        if is_joined
            && is_line_folded
            && is_before_folded
            && begins_block(content)
            && is_joined_in(content)
        {
            let content_start = start + indent(line);
            return Some(content_start..content_start + content.len());
        }
        (before, is_before_folded) = (line, is_line_folded);
        start += line.len();
    }
    None
}

/// Returns whether the text before a block ends with the sign of one whose lines are joined: `>`,
/// `>-` or `>2`, with a comment or not.
fn is_folded(before: &str) -> bool {
    let line = before.trim_end().rsplit('\n').next().unwrap_or_default();
    let line = line.split(" #").next().unwrap_or(line).trim_end();
    line.trim_end_matches(|char: char| matches!(char, '-' | '+' | '0'..='9')).ends_with('>')
}

/// Returns whether a line begins an item, a row of a table, a heading, a quote or code.
fn begins_block(line: &str) -> bool {
    let after_digits = line.trim_start_matches(|char: char| char.is_ascii_digit());
    let n_digits = line.len() - after_digits.len();
    let is_numbered = (1..=9).contains(&n_digits) && after_digits.starts_with(['.', ')']);
    let after_signs = line.trim_start_matches('#');
    let is_heading = (1..=6).contains(&(line.len() - after_signs.len()));
    ["- ", "* ", "+ ", "|", "> ", "```"].iter().any(|mark| line.starts_with(mark))
        || is_numbered && after_digits.get(1..).is_some_and(|rest| rest.starts_with(' '))
        || is_heading && after_signs.starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;
    use crate::parse::yaml;
    use std::sync::Arc;

    fn joined(text: &str) -> Option<String> {
        let source = Arc::new(SourceFile { path: "a.yaml".into(), text: text.into() });
        let root = yaml::read(&source, 0..text.len()).0.unwrap();
        let range = joined_block(text, root.get("body").unwrap())?;
        Some(text.get(range).unwrap().to_owned())
    }

    #[test]
    fn a_line_that_begins_a_block_is_joined_to_the_one_before() {
        assert_eq!(joined("body: >\n  Words:\n  - one\n  - two\n").as_deref(), Some("- one"));
        assert_eq!(joined("body: >-\n  | a |\n  |---|\n").as_deref(), Some("|---|"));
        assert_eq!(joined("body: \"Words\n  1. one\"\n").as_deref(), Some("1. one\""));
        assert_eq!(joined("body: Words\n  ## Head\n"), None, "a comment");
    }

    #[test]
    fn other_lines_are_text() {
        for text in [
            "body: |\n  Words:\n  - one\n",
            "body: >\n  - one\n\n  - two\n",
            "body: >\n  Words:\n\n    - one\n    - two\n",
            "body: Words\n  and more\n",
        ] {
            assert_eq!(joined(text), None, "{text}");
        }
    }
}
