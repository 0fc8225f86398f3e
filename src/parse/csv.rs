//! Tables of comma-separated values: RFC 4180, and `;` as spreadsheets in Swedish write it.

use crate::diagnostic::{Diagnostic, DiagnosticKind, RelatedNote, SourceFile, Span, YamlProblem};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// How many cells a table may hold, the header's included.
const CELLS: usize = 1_000_000;

/// A table. Each row has at most as many cells as the header; cells that are not there are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsvTable {
    /// The columns' names, all different; an empty one is a column that nothing reads.
    pub header: Vec<CsvCell>,
    /// The rows in the order written, without empty ones.
    pub rows: Vec<Vec<CsvCell>>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvCell {
    /// The words, without quotes and the white space around them.
    pub text: Box<str>,
    /// Bytes in the file, quotes included.
    pub range: Range<usize>,
}

impl CsvTable {
    /// Reads a file. The separator is `;` if the first line has more of those than of `,`.
    #[must_use]
    pub fn read(source: &Arc<SourceFile>) -> (Self, Vec<Diagnostic>) {
        let text = &*source.text;
        let first = text.lines().next().unwrap_or_default();
        let n = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
        let separator = if n(b';') > n(b',') { b';' } else { b',' };
        let mut reader =
            CsvParser { source, text, separator, offset: 0, n_cells: 0, diagnostics: vec![] };
        let mut table = Self::default();
        while let Some(row) = reader.parse_row() {
            let is_empty = row.iter().all(|cell| cell.text.is_empty());
            if !is_empty && table.header.is_empty() {
                table.header = row;
            } else if !is_empty {
                table.rows.push(row);
            }
        }
        let mut diagnostics = reader.diagnostics;
        table.drop_extra_cells(source, &mut diagnostics);
        table.drop_duplicate_columns(source, &mut diagnostics);
        diagnostics.sort_by(|a, b| a.span.cmp(&b.span));
        (table, diagnostics)
    }

    /// A row longer than the header has an unquoted separator in a cell, most often.
    fn drop_extra_cells(&mut self, source: &Arc<SourceFile>, diagnostics: &mut Vec<Diagnostic>) {
        let width = self.header.len();
        let field = self.header.last().map(|cell| cell.text.to_string()).unwrap_or_default();
        for row in &mut self.rows {
            if let Some(surplus) = row.get(width).filter(|_| has_non_empty_cell(row, width)) {
                let n = row.len() - width + 1;
                let kind =
                    DiagnosticKind::TooManyValues { field: field.clone(), at_most: 1, found: n };
                diagnostics.push(Diagnostic::new(Span::new(source, surplus.range.clone()), kind));
            }
            row.truncate(width);
        }
    }

    /// The first of several columns with one name is read.
    fn drop_duplicate_columns(
        &mut self,
        source: &Arc<SourceFile>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut first: HashMap<Box<str>, Range<usize>> = HashMap::new();
        for cell in self.header.iter_mut().filter(|cell| !cell.text.is_empty()) {
            let Some(range) = first.get(&cell.text) else {
                first.insert(cell.text.clone(), cell.range.clone());
                continue;
            };
            let kind = DiagnosticKind::DuplicateKey { key: cell.text.to_string() };
            let here = Diagnostic::new(Span::new(source, cell.range.clone()), kind);
            diagnostics.push(
                here.with_related(Span::new(source, range.clone()), RelatedNote::FirstDefinition),
            );
            cell.text = "".into();
        }
    }
}

fn has_non_empty_cell(row: &[CsvCell], from: usize) -> bool {
    row.iter().skip(from).any(|cell| !cell.text.is_empty())
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
            let end = self.current_byte();
            self.offset += 1;
            if self.n_cells == CELLS {
                let kind = DiagnosticKind::TooLarge { what: "table", limit: CELLS, unit: "cells" };
                let here = Span::new(self.source, self.offset..self.offset);
                self.diagnostics.push(Diagnostic::new(here, kind));
                self.offset = self.text.len();
            }
            if end == Some(self.separator) && self.offset == self.text.len() {
                row.push(CsvCell { text: "".into(), range: self.offset..self.offset });
            }
            if end != Some(self.separator) {
                break;
            }
        }
        (!row.is_empty()).then_some(row)
    }

    fn current_byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    /// Reads up to the next separator or line end outside quotes. Words after a closing quote are
    /// kept, as every spreadsheet does.
    fn parse_cell(&mut self) -> CsvCell {
        while self.current_byte() == Some(b' ') {
            self.offset += 1;
        }
        let start = self.offset;
        let mut text = String::new();
        if self.current_byte() == Some(b'"') {
            self.parse_quoted_cell(&mut text);
        }
        let plain = self.offset;
        while self.current_byte().is_some_and(|byte| byte != self.separator && byte != b'\n') {
            self.offset += 1;
        }
        let rest = self.text.get(plain..self.offset).unwrap_or_default().trim_end();
        text.push_str(rest);
        CsvCell { text: text.trim().into(), range: start..plain + rest.len() }
    }

    fn parse_quoted_cell(&mut self, text: &mut String) {
        let opening = self.offset;
        self.offset += 1;
        loop {
            let rest = self.text.get(self.offset..).unwrap_or_default();
            let Some(quote) = rest.find('"') else {
                let problem = YamlProblem::UnclosedQuote;
                let here = Span::new(self.source, opening..opening + 1);
                self.diagnostics
                    .push(Diagnostic::new(here, DiagnosticKind::YamlSyntax { problem }));
                // It was hardly meant to hold the rest of the table.
                text.clear();
                self.offset = opening + 1;
                return;
            };
            text.push_str(rest.get(..quote).unwrap_or_default());
            self.offset += quote + 1;
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
        let (table, found) = read(text);
        let mut shown = String::new();
        for row in std::iter::once(&table.header).chain(&table.rows) {
            let cells: Vec<_> =
                row.iter().map(|cell| format!("{}={:?}", cell.range.start, cell.text)).collect();
            writeln!(shown, "{}", cells.join(" ")).unwrap();
        }
        for found in found {
            let (begins, ends) = (found.span.start_position(), found.span.end_position());
            let place = format!("{}:{}..{}:{}", begins.line, begins.column, ends.line, ends.column);
            writeln!(shown, "{place} {} {:?}", found.code().code_name(), found.kind).unwrap();
        }
        expected.assert_eq(&shown);
    }

    #[test]
    fn cells_know_their_places() {
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
    fn a_row_is_no_longer_than_the_header() {
        check(
            "id,title\na,b,c,d\na,b,,\n",
            &expect![[r#"
            0="id" 3="title"
            9="a" 11="b"
            17="a" 19="b"
            2:5..2:6 too-many-values TooManyValues { field: "title", at_most: 1, found: 3 }
        "#]],
        );
    }

    #[test]
    fn columns_have_different_names() {
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
    fn an_unclosed_quote_costs_its_cell_alone() {
        check(
            "id,title\na,\"b\nc,d\n",
            &expect![[r#"
            0="id" 3="title"
            9="a" 11="b"
            14="c" 16="d"
            2:3..2:4 yaml-syntax YamlSyntax { problem: UnclosedQuote }
        "#]],
        );
    }

    proptest::proptest! {
        #[test]
        fn places_lie_in_the_file(text in "([,;\"\n å]|a){0,30}") {
            let (table, _) = read(&text);
            for cell in table.header.iter().chain(table.rows.iter().flatten()) {
                assert!(text.get(cell.range.clone()).is_some());
            }
            assert!(table.rows.iter().all(|row| row.len() <= table.header.len()));
        }
    }
}
