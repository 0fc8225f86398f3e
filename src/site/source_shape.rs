//! The shape of a paragraph of a source text: paragraphs, lists and tables, as its lines have them.
//!
//! The words of a paragraph are one text, so that quotes are found across its lines. A block is a
//! list of ranges of that text.

use std::ops::Range;

/// A line of a paragraph's text that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SourceLine {
    /// The range in the paragraph's text.
    pub range: Range<usize>,
    /// What precedes it.
    pub start: LineStart,
}

/// What precedes a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineStart {
    /// The line above, or the mark of the paragraph.
    AfterLine,
    /// An empty line.
    AfterBlank,
}

/// A part of a paragraph that is shown as a block of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceBlock {
    /// What it is.
    pub kind: SourceBlockKind,
    /// The ranges of its parts in the paragraph's text: one of a text, the items of a list, the
    /// rows of a table.
    pub parts: Vec<Range<usize>>,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceBlockKind {
    /// Words whose line breaks are spaces.
    Text,
    /// Items that begin with their marks, such as `(a)` or `–`.
    List,
    /// Rows that begin and end with `|`.
    Table,
}

/// The least number of rows of a table, unless the row has several cells with words.
const MIN_ROWS: usize = 2;

/// Returns the blocks of a paragraph in order.
#[must_use]
pub(super) fn source_blocks(text: &str, lines: &[SourceLine]) -> Vec<SourceBlock> {
    let line_text = |line: &SourceLine| text.get(line.range.clone()).unwrap_or_default();
    let mut blocks: Vec<SourceBlock> = Vec::new();
    let mut remaining = lines;
    while let Some((line, rest)) = remaining.split_first() {
        let following = rest.iter().take_while(|it| it.start == LineStart::AfterLine);
        let n_rows = [line].into_iter().chain(following).take_while(|it| is_row(line_text(it)));
        let n_rows = n_rows.count();
        let has_cells = || n_rows == 1 && has_several_cells(text, &line.range);
        if n_rows >= MIN_ROWS || has_cells() {
            let rows = remaining.iter().take(n_rows).map(|row| row.range.clone());
            blocks.push(SourceBlock { kind: SourceBlockKind::Table, parts: rows.collect() });
            remaining = remaining.get(n_rows..).unwrap_or_default();
            continue;
        }
        remaining = rest;
        let is_item = is_list_item(line_text(line));
        let kind = if is_item { SourceBlockKind::List } else { SourceBlockKind::Text };
        push_line(&mut blocks, line, kind);
    }
    blocks
}

/// Adds a line that begins an item of a list, or is text. A list goes on after an empty line.
fn push_line(blocks: &mut Vec<SourceBlock>, line: &SourceLine, kind: SourceBlockKind) {
    let range = line.range.clone();
    let is_item = kind == SourceBlockKind::List;
    let previous = blocks.last_mut().filter(|block| block.kind != SourceBlockKind::Table);
    match previous {
        Some(block) if is_item && block.kind == SourceBlockKind::List => block.parts.push(range),
        Some(block) if !is_item && line.start == LineStart::AfterLine => {
            if let Some(part) = block.parts.last_mut() {
                part.end = range.end;
            }
        }
        _ => blocks.push(SourceBlock { kind, parts: vec![range] }),
    }
}

/// Returns whether a line is a row of a table: it begins and ends with `|`.
fn is_row(line: &str) -> bool {
    line.strip_prefix('|').is_some_and(|rest| rest.ends_with('|'))
}

/// Returns whether a row has more than one cell with words, as that of signatures has.
fn has_several_cells(text: &str, row: &Range<usize>) -> bool {
    let has_words = |cell: &Range<usize>| {
        let cell = text.get(cell.clone()).unwrap_or_default();
        cell.chars().any(char::is_alphanumeric)
    };
    table_cells(text, row).iter().filter(|cell| has_words(cell)).count() > 1
}

/// Returns whether a line begins with a list mark: `(a)`, `a)`, `1.`, `iv.`, `–`, `-` or `•`.
#[must_use]
pub fn is_list_item(line: &str) -> bool {
    let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
    if matches!(mark, "–" | "—" | "-" | "•" | "·" | "*") {
        return !rest.is_empty();
    }
    let label = match mark.strip_prefix('(') {
        Some(label) => label.strip_suffix(')'),
        None => mark.strip_suffix([')', '.']),
    };
    label.is_some_and(is_list_label)
}

/// Returns whether a text numbers an item: up to three digits, one letter, or a Roman numeral.
fn is_list_label(label: &str) -> bool {
    let n_chars = label.chars().count();
    let is_roman = |numerals: &str| n_chars <= 5 && label.chars().all(|c| numerals.contains(c));
    (1..=3).contains(&n_chars) && label.bytes().all(|byte| byte.is_ascii_digit())
        || n_chars == 1 && label.chars().all(char::is_alphabetic)
        || n_chars > 0 && (is_roman("ivxl") || is_roman("IVXL"))
}

/// Returns the ranges of the cells of a row, without the white space around their words.
#[must_use]
pub fn table_cells(text: &str, row: &Range<usize>) -> Vec<Range<usize>> {
    let inner = row.start + 1..row.end.saturating_sub(1);
    let mut offset = inner.start;
    let cells = text.get(inner).unwrap_or_default().split('|');
    let cell_range = |cell: &str| {
        let start = offset + (cell.len() - cell.trim_start().len());
        offset += cell.len() + 1;
        start..start + cell.trim().len()
    };
    cells.map(cell_range).collect()
}

/// Returns whether a row separates the header from the rows below, as `|---|---|` does.
#[must_use]
pub fn is_separator_row(row: &str) -> bool {
    row.contains('-') && row.chars().all(|char| matches!(char, '|' | '-' | ':' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use std::fmt::Write as _;

    fn check(lines: &str, expected: &Expect) {
        let (mut text, mut source_lines) = (String::new(), Vec::new());
        let mut line_start = LineStart::AfterLine;
        for line in lines.lines() {
            if !line.is_empty() {
                let start = text.len() + usize::from(!text.is_empty());
                if start > 0 {
                    text.push(' ');
                }
                text.push_str(line);
                source_lines.push(SourceLine { range: start..text.len(), start: line_start });
            }
            line_start = if line.is_empty() { LineStart::AfterBlank } else { LineStart::AfterLine };
        }
        let mut actual = String::new();
        for block in source_blocks(&text, &source_lines) {
            let parts: Vec<&str> =
                block.parts.iter().map(|it| text.get(it.clone()).unwrap()).collect();
            writeln!(actual, "{:?} {parts:?}", block.kind).unwrap();
        }
        expected.assert_eq(&actual);
    }

    #[test]
    fn lines_become_paragraphs_lists_and_tables() {
        check(
            "Ash pays\nthe rent:\n(a) in corn,\nor rye,\n(b) in coin.\n\nA table:\n| Town | Share |\n\
             | Elm | 3 |\nIt ends.\n\n| alone |",
            &expect![[r#"
                Text ["Ash pays the rent:"]
                List ["(a) in corn, or rye,", "(b) in coin."]
                Text ["A table:"]
                Table ["| Town | Share |", "| Elm | 3 |"]
                Text ["It ends."]
                Text ["| alone |"]
            "#]],
        );
    }

    #[test]
    fn a_list_goes_on_after_an_empty_line_and_a_table_does_not() {
        check(
            "1. ett\n\n2. två\n\ntext\n\n| a | b |\n\n| c | d |",
            &expect![[r#"
                List ["1. ett", "2. två"]
                Text ["text"]
                Table ["| a | b |"]
                Table ["| c | d |"]
            "#]],
        );
    }

    #[test]
    fn a_list_mark_is_a_sign_or_a_short_number_before_a_space() {
        for item in
            ["(a) x", "a) x", "1. x", "i. x", "– x", "- x", "• x", "(iii) x", "XII. x", "§) x"]
        {
            let is_item = item != "§) x";
            assert_eq!(is_list_item(item), is_item, "{item}");
        }
        for text in ["2015. x", "-x", "–", "1.2 x", "a x", "(see) x", "K.W. x", ". x", "() x"] {
            assert!(!is_list_item(text), "{text}");
        }
    }

    #[test]
    fn a_row_has_cells() {
        let text = "| a b |c||";
        let cells = table_cells(text, &(0..text.len()));
        let cells: Vec<&str> = cells.into_iter().map(|cell| text.get(cell).unwrap()).collect();
        assert_eq!(cells, ["a b", "c", ""]);
        assert!(is_separator_row("|---|:-: |") && !is_separator_row("| | |"));
    }
}
