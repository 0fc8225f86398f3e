//! Cells, and where their text is in the file.

use std::ops::Range;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvCell {
    /// The text, without quotes and the white space around it.
    pub text: Box<str>,
    /// The bytes in the file, including quotes.
    pub range: Range<usize>,
    /// Whether the cell is in quotation marks, so that those inside are doubled.
    pub is_quoted: bool,
}

/// Maps offsets in the text of a cell to offsets in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellSourceMap {
    /// Where the text begins in the file.
    file_start: usize,
    /// The offsets in the text of quotation marks that are doubled in the file, in ascending order.
    doubled_marks: Vec<usize>,
}

impl CsvCell {
    /// Returns the empty cell at an offset.
    pub(super) fn empty_at(offset: usize) -> Self {
        Self { text: "".into(), range: offset..offset, is_quoted: false }
    }

    /// Maps the text of the cell to the file. Linear in the length of a cell in quotation marks.
    #[must_use]
    pub fn source_map(&self, file: &str) -> CellSourceMap {
        if !self.is_quoted {
            return CellSourceMap { file_start: self.range.start, doubled_marks: Vec::new() };
        }
        let inside = file.get(self.range.start + 1..self.range.end.saturating_sub(1));
        let inside = inside.unwrap_or_default();
        let text = inside.trim_start();
        let file_start = self.range.start + 1 + (inside.len() - text.len());
        let marks = text.match_indices("\"\"").enumerate();
        let doubled_marks = marks.map(|(n_before, (offset, _))| offset - n_before).collect();
        CellSourceMap { file_start, doubled_marks }
    }
}

impl CellSourceMap {
    /// Returns the range in the file of a range of the text.
    #[must_use]
    pub fn file_range(&self, range: &Range<usize>) -> Range<usize> {
        let file_offset = |offset: usize| {
            let n_doubled = self.doubled_marks.partition_point(|mark| *mark < offset);
            self.file_start + offset + n_doubled
        };
        file_offset(range.start)..file_offset(range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_cell_is_found_in_the_file() {
        let check = |file: &str, cell: CsvCell, part: &str, expected: &str| {
            let start = cell.text.find(part).unwrap();
            let range = cell.source_map(file).file_range(&(start..start + part.len()));
            assert_eq!(file.get(range), Some(expected));
        };
        let file = "a, x|å,\" d 1 \"\"The \"\"mill\"\"|b\"";
        let plain = CsvCell { text: "x|å".into(), range: 3..7, is_quoted: false };
        check(file, plain, "å", "å");
        let text = "d 1 \"The \"mill\"|b".into();
        let quoted = CsvCell { text, range: 8..file.len(), is_quoted: true };
        check(file, quoted.clone(), "d 1", "d 1");
        check(file, quoted.clone(), "\"The", "\"\"The");
        check(file, quoted.clone(), "mill\"", "mill\"\"");
        check(file, quoted, "b", "b");
    }
}
