//! Collects the cells of a table in rows. A cell that spans several columns or rows has its text in
//! the first of them, and the others are empty.

use super::paper::{Paper, TableHeader};

/// The most columns and rows that a cell spans: more is a mistake.
const MAX_SPAN: usize = 64;

/// The most columns of a table.
const MAX_COLUMNS: usize = 256;

/// The rows of a table that is being read.
#[derive(Debug, Default)]
pub(super) struct TableGrid {
    rows: Vec<Vec<String>>,
    /// For each column, how many rows below the current one its last cell spans.
    row_spans: Vec<usize>,
    /// The column of the current cell.
    column: usize,
    has_header: bool,
    /// Whether the first row may name the columns, if its cells look so.
    may_have_header: bool,
}

/// The columns and rows of a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellSpan {
    pub n_columns: usize,
    pub n_rows: usize,
}

impl Default for CellSpan {
    fn default() -> Self {
        Self { n_columns: 1, n_rows: 1 }
    }
}

impl TableGrid {
    pub(super) fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Declares that the first row names the columns.
    pub(super) fn mark_header(&mut self) {
        self.has_header |= self.rows.len() <= 1;
    }

    /// Declares that the first row names the columns if it looks so.
    pub(super) fn suggest_header(&mut self) {
        self.may_have_header = true;
    }

    /// Returns whether the first row has words in all cells, without numbers, above a number.
    fn looks_like_header(&self) -> bool {
        let Some((first, others)) = self.rows.split_first() else { return false };
        let has_digit = |cell: &String| cell.contains(|char: char| char.is_numeric());
        let names_columns = first.iter().all(|cell| !cell.trim().is_empty() && !has_digit(cell));
        names_columns && first.len() > 1 && others.iter().flatten().any(has_digit)
    }

    pub(super) fn start_cell(&mut self, span: CellSpan) {
        if self.rows.is_empty() {
            self.start_row();
        }
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(rows_left) = self.row_spans.get_mut(row.len()).filter(|it| **it > 0) {
            *rows_left -= 1;
            row.push(String::new());
        }
        self.column = row.len();
        let n_columns =
            span.n_columns.clamp(1, MAX_SPAN).min(MAX_COLUMNS.saturating_sub(row.len()));
        row.extend(std::iter::repeat_n(String::new(), n_columns.max(1)));
        self.row_spans.resize(self.row_spans.len().max(row.len()), 0);
        let n_rows_below = span.n_rows.clamp(1, MAX_SPAN) - 1;
        for rows_left in self.row_spans.iter_mut().take(row.len()).skip(self.column) {
            *rows_left = n_rows_below;
        }
    }

    /// Appends words to the current cell; those before the first cell are lost.
    pub(super) fn push_str(&mut self, text: &str) {
        let cell = self.rows.last_mut().and_then(|row| row.get_mut(self.column));
        if let Some(cell) = cell {
            cell.push_str(text);
        }
    }

    /// Returns the text of the current cell.
    pub(super) fn cell_text(&self) -> Option<&str> {
        self.rows.last()?.get(self.column).map(String::as_str)
    }

    /// Appends the table to a paper.
    pub(super) fn finish(self, paper: &mut Paper) {
        let has_header = self.has_header || self.may_have_header && self.looks_like_header();
        let header = if has_header { TableHeader::FirstRow } else { TableHeader::Absent };
        paper.push_table(&self.rows, header);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::paper::PaperBlock;

    #[test]
    fn a_first_row_of_words_above_numbers_names_the_columns() {
        let header = |rows: &[[&str; 2]]| {
            let mut grid = TableGrid::default();
            grid.suggest_header();
            for row in rows {
                grid.start_row();
                for cell in row {
                    grid.start_cell(CellSpan::default());
                    grid.push_str(cell);
                }
            }
            let mut paper = Paper::default();
            grid.finish(&mut paper);
            matches!(
                paper.blocks.as_slice(),
                [PaperBlock::Table { header: TableHeader::FirstRow, .. }]
            )
        };
        assert!(header(&[["Town", "People"], ["Elm", "31 200"]]));
        assert!(!header(&[["Oak", "5 600"], ["Elm", "31 200"]]));
        assert!(!header(&[["", "People"], ["Elm", "31 200"]]));
        assert!(!header(&[["Anna", "chair"], ["Bo", "clerk"]]));
        assert!(!header(&[["Anna", "chair"]]));
    }

    #[test]
    fn a_cell_that_spans_others_leaves_them_empty() {
        let mut grid = TableGrid::default();
        let span = |n_columns, n_rows| CellSpan { n_columns, n_rows };
        for row in
            [vec![("a", span(1, 2)), ("b", span(2, 1))], vec![("c", span(1, 1)), ("d", span(1, 1))]]
        {
            grid.start_row();
            for (text, span) in row {
                grid.start_cell(span);
                grid.push_str(text);
            }
        }
        let mut paper = Paper::default();
        grid.finish(&mut paper);
        let [PaperBlock::Table { rows, .. }] = paper.blocks.as_slice() else { panic!("a table") };
        assert_eq!(rows, &[["a", "b", ""], ["", "c", "d"]]);
    }
}
