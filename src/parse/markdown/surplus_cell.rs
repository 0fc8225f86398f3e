//! Finds rows of tables that have more cells than the head: Markdown drops the rest. And tables
//! that are none, because the line of dashes does not fit the head.

use crate::parse::outline::MarkdownProblem;
use std::ops::Range;

/// Returns the problem of a row with surplus cells that are not empty.
pub(super) fn surplus_cell(
    text: &str,
    row: &Range<usize>,
    n_columns: usize,
) -> Option<(Range<usize>, MarkdownProblem)> {
    let line = text.get(row.clone())?.lines().next()?;
    let cells = cell_ranges(line);
    let is_blank =
        |cell: &&Range<usize>| line.get((*cell).clone()).is_none_or(|it| it.trim().is_empty());
    let surplus = cells.iter().skip(n_columns).find(|cell| !is_blank(cell))?;
    let written = line.get(surplus.clone())?;
    let start = surplus.start + (written.len() - written.trim_start().len());
    let range = row.start + start..row.start + surplus.start + written.trim_end().len();
    let is_cut = cells.iter().any(|cell| is_cut(line.get(cell.clone()).unwrap_or_default()));
    Some((range, MarkdownProblem::SurplusCell { n_cells: cells.len(), n_columns, is_cut }))
}

/// Returns the problem of a paragraph that would be a table if the line of dashes had as many
/// cells as the line above it.
pub(super) fn uneven_delimiter(
    text: &str,
    paragraph: &Range<usize>,
) -> Option<(Range<usize>, MarkdownProblem)> {
    let block = text.get(paragraph.clone()).filter(|block| block.contains('|'))?;
    let mut offset = paragraph.start;
    let mut head = "";
    for line in block.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let start = offset + (line.len() - content.len());
        let content = content.trim_end();
        if is_delimiter_row(content) && head.contains('|') {
            let (n_cells, n_columns) = (cell_ranges(content).len(), cell_ranges(head).len());
            let problem = MarkdownProblem::UnevenDelimiter { n_cells, n_columns };
            return (n_cells != n_columns).then_some((start..start + content.len(), problem));
        }
        head = content;
        offset += line.len();
    }
    None
}

/// Returns whether a line is the one below the head of a table: `|---|:--|`.
pub(super) fn is_delimiter_row(line: &str) -> bool {
    line.contains('|')
        && line.contains("--")
        && line.chars().all(|char| matches!(char, '|' | '-' | ':' | ' ' | '\t'))
}

/// Returns the ranges of the cells of a row.
fn cell_ranges(line: &str) -> Vec<Range<usize>> {
    let trimmed = line.trim_end();
    let start = trimmed.len() - trimmed.trim_start().len();
    let start = start + usize::from(trimmed.trim_start().starts_with('|'));
    let (mut cells, mut cell_start, mut is_escaped) = (Vec::new(), start, false);
    for (offset, byte) in trimmed.bytes().enumerate().skip(start) {
        if byte == b'|' && !is_escaped {
            cells.push(cell_start..offset);
            cell_start = offset + 1;
        }
        // pulldown-cmark looks at the byte before alone: two backslashes escape it too.
        is_escaped = byte == b'\\';
    }
    if cell_start < trimmed.len() {
        cells.push(cell_start..trimmed.len());
    }
    cells
}

/// Returns whether a link or code goes on in the next cell.
fn is_cut(cell: &str) -> bool {
    let n_backticks = cell.bytes().filter(|byte| *byte == b'`').count();
    let opens_link = cell.matches("[[").count() > cell.matches("]]").count();
    n_backticks % 2 == 1 || opens_link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_dashes_has_as_many_cells_as_the_head() {
        let uneven = |text: &str| uneven_delimiter(text, &(0..text.len())).map(|(range, _)| range);
        assert_eq!(uneven("| A | B |\n|---|\n| a | b |\n"), Some(10..15));
        assert_eq!(uneven("> | A |\n> |---|---|\n"), Some(10..19));
        assert_eq!(uneven("A | B\n--|--\n"), None);
        assert_eq!(uneven("a | b\n\nwords -- | more\n"), None);
        assert_eq!(uneven("words\nmore\n"), None);
    }

    #[test]
    fn the_first_cell_that_is_lost_is_found() {
        let surplus = |line: &str| {
            let (range, problem) = surplus_cell(line, &(0..line.len()), 2)?;
            let MarkdownProblem::SurplusCell { n_cells, is_cut, .. } = problem else { return None };
            Some((line.get(range)?.to_owned(), n_cells, is_cut))
        };
        assert_eq!(surplus("| [[a|b]] | 12 000 |"), Some(("12 000".into(), 3, true)));
        assert_eq!(surplus("| `a|b` | 7 |\n"), Some(("7".into(), 3, true)));
        assert_eq!(surplus("one | two | three | four"), Some(("three".into(), 4, false)));
        assert_eq!(surplus("| a\\|b | c |"), None);
        assert_eq!(surplus("| a | b | |"), None);
        assert_eq!(surplus("| a |"), None);
    }
}
