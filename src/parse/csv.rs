//! Tables of comma-separated values: RFC 4180, and `;` as spreadsheets in Swedish write it.

use crate::diagnostic::{Diagnostic, Fault, Note, Source, Span, YamlProblem};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// How many cells a table may hold, the header's included.
const CELLS: usize = 1_000_000;

/// A table. Each row has at most as many cells as the header; cells that are not there are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns' names, all different; an empty one is a column that nothing reads.
    pub header: Vec<Cell>,
    /// The rows in the order written, without empty ones.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The words, without quotes and the white space around them.
    pub text: Box<str>,
    /// Bytes in the file, quotes included.
    pub at: Range<usize>,
}

impl Table {
    /// Reads a file. The separator is `;` if the first line has more of those than of `,`.
    #[must_use]
    pub fn read(source: &Arc<Source>) -> (Self, Vec<Diagnostic>) {
        let text = &*source.text;
        let first = text.lines().next().unwrap_or_default();
        let n = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
        let separator = if n(b';') > n(b',') { b';' } else { b',' };
        let mut reader = Reader { source, text, separator, at: 0, n_cells: 0, found: vec![] };
        let mut table = Self::default();
        while let Some(row) = reader.row() {
            let is_empty = row.iter().all(|cell| cell.text.is_empty());
            if !is_empty && table.header.is_empty() {
                table.header = row;
            } else if !is_empty {
                table.rows.push(row);
            }
        }
        let mut found = reader.found;
        table.drop_surplus(source, &mut found);
        table.drop_duplicates(source, &mut found);
        found.sort_by(|a, b| a.span.cmp(&b.span));
        (table, found)
    }

    /// A row longer than the header has an unquoted separator in a cell, most often.
    fn drop_surplus(&mut self, source: &Arc<Source>, found: &mut Vec<Diagnostic>) {
        let width = self.header.len();
        let field = self.header.last().map(|cell| cell.text.to_string()).unwrap_or_default();
        for row in &mut self.rows {
            if let Some(surplus) = row.get(width).filter(|_| has_words(row, width)) {
                let n = row.len() - width + 1;
                let fault = Fault::TooManyValues { field: field.clone(), at_most: 1, found: n };
                found.push(Diagnostic::at(Span::new(source, surplus.at.clone()), fault));
            }
            row.truncate(width);
        }
    }

    /// The first of several columns with one name is read.
    fn drop_duplicates(&mut self, source: &Arc<Source>, found: &mut Vec<Diagnostic>) {
        let mut first: HashMap<Box<str>, Range<usize>> = HashMap::new();
        for cell in self.header.iter_mut().filter(|cell| !cell.text.is_empty()) {
            let Some(at) = first.get(&cell.text) else {
                first.insert(cell.text.clone(), cell.at.clone());
                continue;
            };
            let fault = Fault::DuplicateKey { key: cell.text.to_string() };
            let here = Diagnostic::at(Span::new(source, cell.at.clone()), fault);
            found.push(here.with(Span::new(source, at.clone()), Note::FirstHere));
            cell.text = "".into();
        }
    }
}

fn has_words(row: &[Cell], from: usize) -> bool {
    row.iter().skip(from).any(|cell| !cell.text.is_empty())
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    text: &'a str,
    separator: u8,
    at: usize,
    n_cells: usize,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn row(&mut self) -> Option<Vec<Cell>> {
        let mut row = Vec::new();
        while self.at < self.text.len() {
            row.push(self.cell());
            self.n_cells += 1;
            let end = self.byte();
            self.at += 1;
            if self.n_cells == CELLS {
                let fault = Fault::TooLarge { what: "table", limit: CELLS, unit: "cells" };
                let here = Span::new(self.source, self.at..self.at);
                self.found.push(Diagnostic::at(here, fault));
                self.at = self.text.len();
            }
            if end == Some(self.separator) && self.at == self.text.len() {
                row.push(Cell { text: "".into(), at: self.at..self.at });
            }
            if end != Some(self.separator) {
                break;
            }
        }
        (!row.is_empty()).then_some(row)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Reads up to the next separator or line end outside quotes. Words after a closing quote are
    /// kept, as every spreadsheet does.
    fn cell(&mut self) -> Cell {
        while self.byte() == Some(b' ') {
            self.at += 1;
        }
        let start = self.at;
        let mut text = String::new();
        if self.byte() == Some(b'"') {
            self.quoted(&mut text);
        }
        let plain = self.at;
        while self.byte().is_some_and(|byte| byte != self.separator && byte != b'\n') {
            self.at += 1;
        }
        let rest = self.text.get(plain..self.at).unwrap_or_default().trim_end();
        text.push_str(rest);
        Cell { text: text.trim().into(), at: start..plain + rest.len() }
    }

    fn quoted(&mut self, text: &mut String) {
        let opening = self.at;
        self.at += 1;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(quote) = rest.find('"') else {
                let problem = YamlProblem::UnclosedQuote;
                let here = Span::new(self.source, opening..opening + 1);
                self.found.push(Diagnostic::at(here, Fault::YamlSyntax { problem }));
                // It was hardly meant to hold the rest of the table.
                text.clear();
                self.at = opening + 1;
                return;
            };
            text.push_str(rest.get(..quote).unwrap_or_default());
            self.at += quote + 1;
            if self.byte() != Some(b'"') {
                return;
            }
            text.push('"');
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use std::fmt::Write;

    fn read(text: &str) -> (Table, Vec<Diagnostic>) {
        Table::read(&Arc::new(Source { path: "a.csv".into(), text: text.into() }))
    }

    fn check(text: &str, expected: &Expect) {
        let (table, found) = read(text);
        let mut shown = String::new();
        for row in std::iter::once(&table.header).chain(&table.rows) {
            let cells: Vec<_> =
                row.iter().map(|cell| format!("{}={:?}", cell.at.start, cell.text)).collect();
            writeln!(shown, "{}", cells.join(" ")).unwrap();
        }
        for found in found {
            let (begins, ends) = (found.span.begins(), found.span.ends());
            let place = format!("{}:{}..{}:{}", begins.line, begins.column, ends.line, ends.column);
            writeln!(shown, "{place} {} {:?}", found.code().name(), found.fault).unwrap();
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
        assert_eq!(read(""), (Table::default(), vec![]));
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
                assert!(text.get(cell.at.clone()).is_some());
            }
            assert!(table.rows.iter().all(|row| row.len() <= table.header.len()));
        }
    }
}
