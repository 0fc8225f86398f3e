//! Parses tables of comma-separated values: RFC 4180, and `;` as Swedish spreadsheets write it.

use crate::diagnostic::{Diagnostic, RelatedNote, SourceFile, Span, rules};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The maximum number of cells of a table, including the header.
const MAX_CELLS: usize = 1_000_000;

/// A table. A row has at most as many cells as the header; missing cells count as empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsvTable {
    /// The names of the columns, all different. A column with an empty name is not read.
    pub header: Vec<CsvCell>,
    /// The rows in the order written, without empty rows.
    pub rows: Vec<Vec<CsvCell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvCell {
    /// The text, without quotes and the white space around it.
    pub text: Box<str>,
    /// The bytes in the file, including quotes.
    pub range: Range<usize>,
}

impl CsvTable {
    /// Parses a file. The separator is `;` if the first line has more of them than of `,`.
    #[must_use]
    pub fn read(source: &Arc<SourceFile>) -> (Self, Vec<Diagnostic>) {
        let text = &*source.text;
        let first_line = text.lines().next().unwrap_or_default();
        let count = |separator: u8| first_line.bytes().filter(|byte| *byte == separator).count();
        let separator = if count(b';') > count(b',') { b';' } else { b',' };
        let mut parser =
            CsvParser { source, text, separator, offset: 0, n_cells: 0, diagnostics: vec![] };
        let mut table = Self::default();
        while let Some(row) = parser.parse_row() {
            let is_empty = row.iter().all(|cell| cell.text.is_empty());
            if !is_empty && table.header.is_empty() {
                table.header = row;
            } else if !is_empty {
                table.rows.push(row);
            }
        }
        let mut diagnostics = parser.diagnostics;
        table.drop_extra_cells(source, &mut diagnostics);
        table.drop_duplicate_columns(source, &mut diagnostics);
        diagnostics.sort_by(|a, b| a.span.cmp(&b.span));
        (table, diagnostics)
    }

    /// Reports rows that are longer than the header, usually because of an unquoted separator.
    fn drop_extra_cells(&mut self, source: &Arc<SourceFile>, diagnostics: &mut Vec<Diagnostic>) {
        let width = self.header.len();
        let field = self.header.last().map(|cell| cell.text.to_string()).unwrap_or_default();
        for row in &mut self.rows {
            if let Some(surplus_cell) = row.get(width).filter(|_| has_non_empty_cell(row, width)) {
                let n_values = row.len() - width + 1;
                let kind = rules::TooManyValues { field: field.clone(), at_most: 1, n_values };
                diagnostics
                    .push(Diagnostic::new(Span::new(source, surplus_cell.range.clone()), kind));
            }
            row.truncate(width);
        }
    }

    /// Reports columns whose name occurs before, and clears their names.
    fn drop_duplicate_columns(
        &mut self,
        source: &Arc<SourceFile>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut first_ranges: HashMap<Box<str>, Range<usize>> = HashMap::new();
        for cell in self.header.iter_mut().filter(|cell| !cell.text.is_empty()) {
            let Some(first_range) = first_ranges.get(&cell.text) else {
                first_ranges.insert(cell.text.clone(), cell.range.clone());
                continue;
            };
            let kind = rules::DuplicateKey { key: cell.text.to_string() };
            let first_span = Span::new(source, first_range.clone());
            let diagnostic = Diagnostic::new(Span::new(source, cell.range.clone()), kind);
            diagnostics.push(diagnostic.with_related(first_span, RelatedNote::FirstDefinition));
            cell.text = "".into();
        }
    }
}

fn has_non_empty_cell(row: &[CsvCell], first_column: usize) -> bool {
    row.iter().skip(first_column).any(|cell| !cell.text.is_empty())
}

struct CsvParser<'a> {
    source: &'a Arc<SourceFile>,
    text: &'a str,
    separator: u8,
    offset: usize,
    n_cells: usize,
    diagnostics: Vec<Diagnostic>,
}

impl CsvParser<'_> {
    fn parse_row(&mut self) -> Option<Vec<CsvCell>> {
        let mut row = Vec::new();
        while self.offset < self.text.len() {
            row.push(self.parse_cell());
            self.n_cells += 1;
            let end_byte = self.current_byte();
            self.offset += 1;
            if self.n_cells == MAX_CELLS {
                let kind = rules::TooLarge { what: "table", limit: MAX_CELLS, unit: "cells" };
                let span = Span::new(self.source, self.offset..self.offset);
                self.diagnostics.push(Diagnostic::new(span, kind));
                self.offset = self.text.len();
            }
            if end_byte == Some(self.separator) && self.offset == self.text.len() {
                row.push(CsvCell { text: "".into(), range: self.offset..self.offset });
            }
            if end_byte != Some(self.separator) {
                break;
            }
        }
        (!row.is_empty()).then_some(row)
    }

    fn current_byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    /// Parses up to the next separator or newline outside quotes. Text after a closing quote is
    /// kept, as in spreadsheets.
    fn parse_cell(&mut self) -> CsvCell {
        while self.current_byte() == Some(b' ') {
            self.offset += 1;
        }
        let start = self.offset;
        let mut text = String::new();
        if self.current_byte() == Some(b'"') {
            self.parse_quoted_cell(&mut text);
        }
        let unquoted_start = self.offset;
        while self.current_byte().is_some_and(|byte| byte != self.separator && byte != b'\n') {
            self.offset += 1;
        }
        let unquoted = self.text.get(unquoted_start..self.offset).unwrap_or_default().trim_end();
        text.push_str(unquoted);
        CsvCell { text: text.trim().into(), range: start..unquoted_start + unquoted.len() }
    }

    fn parse_quoted_cell(&mut self, text: &mut String) {
        let quote_start = self.offset;
        self.offset += 1;
        loop {
            let rest = self.text.get(self.offset..).unwrap_or_default();
            let Some(length) = rest.find('"') else {
                let span = Span::new(self.source, quote_start..quote_start + 1);
                self.diagnostics.push(Diagnostic::new(span, rules::CsvSyntax));
                // The quote was probably not meant to contain the rest of the table.
                text.clear();
                self.offset = quote_start + 1;
                return;
            };
            text.push_str(rest.get(..length).unwrap_or_default());
            self.offset += length + 1;
            if self.current_byte() != Some(b'"') {
                return;
            }
            text.push('"');
            self.offset += 1;
        }
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
        for row in std::iter::once(&table.header).chain(&table.rows) {
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
        assert_eq!(read(""), (CsvTable::default(), vec![]));
        check(
            "id,title\n\n,\na",
            &expect![[r#"
            0="id" 3="title"
            12="a"
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
                2:5..2:6 too-many-values TooManyValues { field: "title", at_most: 1, n_values: 3 }
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
            1:10..1:12 duplicate-key DuplicateKey { key: "id" }
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
            2:3..2:4 csv-syntax CsvSyntax
        "#]],
        );
    }

    proptest::proptest! {
        #[test]
        fn ranges_are_in_the_file(text in "([,;\"\n å]|a){0,30}") {
            let (table, _) = read(&text);
            for cell in table.header.iter().chain(table.rows.iter().flatten()) {
                assert!(text.get(cell.range.clone()).is_some());
            }
            assert!(table.rows.iter().all(|row| row.len() <= table.header.len()));
        }
    }
}
