//! Tables: a header and rows.

use super::cell::CsvCell;
use super::parser::CsvParser;
use super::separator::TableFormat;
use super::shape::ShapeCheck;
use crate::diagnostic::{Diagnostic, SourceFile};
use std::ops::Range;
use std::sync::Arc;

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsvTable {
    /// The names of the columns, all different. A column with an empty name is not read.
    pub header: Vec<CsvCell>,
    /// Whether all names of columns could be read.
    pub is_header_whole: bool,
    /// The rows in the order written, without empty rows.
    pub rows: Vec<CsvRow>,
    /// What is between two cells.
    pub separator: u8,
}

/// A row of a table. It has at most as many cells as the header; missing cells count as empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvRow {
    /// The cells, from the first column.
    pub cells: Vec<CsvCell>,
    /// Whether each cell is certainly in its column. If not, that has been reported.
    pub is_whole: bool,
}

impl CsvTable {
    /// Parses a file. Its first line may name the separator, as in `sep=;`; otherwise it is the one
    /// that fits the header.
    #[must_use]
    pub fn read(source: &Arc<SourceFile>) -> (Self, Vec<Diagnostic>) {
        let format = TableFormat::detect(&source.text);
        let mut parser = CsvParser::new(source, &format);
        let mut table =
            Self { separator: format.separator, is_header_whole: true, ..Self::default() };
        while let Some(row) = parser.parse_row() {
            let is_empty = row.cells.iter().all(|cell| cell.text.is_empty());
            if !is_empty && table.header.is_empty() {
                table.is_header_whole = row.is_whole;
                table.header = row.cells;
            } else if !is_empty {
                table.rows.push(row);
            }
        }
        for cell in table.header.iter_mut().filter(|cell| cell.text.contains('.')) {
            let keys: Vec<&str> = cell.text.split('.').map(str::trim).collect();
            cell.text = keys.join(".").into();
        }
        let last_named = table.header.iter().rposition(|cell| !cell.text.is_empty());
        table.header.truncate(last_named.map_or(0, |index| index + 1));
        let mut check = ShapeCheck { source, diagnostics: parser.diagnostics };
        check.normalize_shape(&mut table);
        let mut diagnostics = check.diagnostics;
        diagnostics.sort_by(|a, b| a.span.cmp(&b.span));
        (table, diagnostics)
    }
}

impl CsvRow {
    /// Returns the bytes in the file from the first cell to the last.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        let start = self.cells.first().map_or(0, |cell| cell.range.start);
        start..self.cells.last().map_or(start, |cell| cell.range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use std::fmt::Write;

    fn read(text: &str) -> (CsvTable, Vec<Diagnostic>) {
        CsvTable::read(&Arc::new(SourceFile { path: "a.csv".into(), text: text.into() }))
    }

    fn check(text: &str, expected: &Expect) {
        let (table, diagnostics) = read(text);
        let mut actual = String::new();
        for row in std::iter::once(&table.header).chain(table.rows.iter().map(|row| &row.cells)) {
            let cells: Vec<_> =
                row.iter().map(|cell| format!("{}={:?}", cell.range.start, cell.text)).collect();
            writeln!(actual, "{}", cells.join(" ")).unwrap();
        }
        for diagnostic in diagnostics {
            let span = &diagnostic.span;
            let (start, end) = (span.start_position(), span.end_position());
            let position = format!("{}:{}..{}:{}", start.line, start.column, end.line, end.column);
            writeln!(actual, "{position} {} {:?}", diagnostic.code().code_name(), diagnostic.kind)
                .unwrap();
        }
        expected.assert_eq(&actual);
    }

    #[test]
    fn cells_have_ranges() {
        check(
            "id,title\nsolna, Solna stad \n\"a\",\"en \"\"b\"\", c\nd\"\n",
            &expect![[r#"
            0="id" 3="title"
            9="solna" 16="Solna stad"
            28="a" 32="en \"b\", c\nd"
        "#]],
        );
        check(
            "id;title\nsolna;Solna, stad\nx;\n",
            &expect![[r#"
            0="id" 3="title"
            9="solna" 15="Solna, stad"
            27="x" 29=""
        "#]],
        );
        check(
            "id,title\n\n,\na",
            &expect![[r#"
                0="id" 3="title"
                12="a"
                4:2..4:2 missing-cell MissingCell { n_cells: 1, n_columns: 2 }
            "#]],
        );
    }

    #[test]
    fn a_row_is_cut_to_the_length_of_the_header() {
        check(
            "id,title\na,b,c,d\na,b,,\n",
            &expect![[r#"
                0="id" 3="title"
                9="a" 11="b"
                17="a" 19="b"
                2:5..2:6 surplus-cell SurplusCell { n_cells: 4, n_columns: 2, cause: Separator(',') }
            "#]],
        );
    }

    #[test]
    fn a_duplicate_column_is_reported_and_not_read() {
        check(
            "id,title,id\na,b,c\n",
            &expect![[r#"
                0="id" 3="title" 9=""
                12="a" 14="b" 16="c"
                1:10..1:12 duplicate-key DuplicateKey { key: "id", place: Column }
            "#]],
        );
    }

    #[test]
    fn an_unclosed_quote_affects_only_its_cell() {
        check(
            "id,title\na,\"b\nc,d\n",
            &expect![[r#"
                0="id" 3="title"
                9="a" 11="b"
                14="c" 16="d"
                2:3..2:4 csv-syntax CsvSyntax { problem: NeverClosed }
            "#]],
        );
    }

    proptest::proptest! {
        #[test]
        fn ranges_are_in_the_file(text in "([,;\"\n å]|a){0,30}") {
            let (table, _) = read(&text);
            for cell in table.header.iter().chain(table.rows.iter().flat_map(|row| &row.cells)) {
                assert!(text.get(cell.range.clone()).is_some());
            }
            assert!(table.rows.iter().all(|row| row.cells.len() <= table.header.len()));
        }
    }
}
