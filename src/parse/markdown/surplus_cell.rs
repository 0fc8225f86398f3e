//! Finds rows of tables that have more cells than the head: Markdown drops the rest.

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
