//! Splits a table into rows and cells.

use super::cell::CsvCell;
use super::separator::TableFormat;
use super::table::CsvRow;
use crate::diagnostic::rules::{CsvProblem, LimitUnit, LimitedPart};
use crate::diagnostic::{Diagnostic, SourceFile, Span, rules};
use std::ops::Range;
use std::sync::Arc;

/// The maximum number of cells of a table, including the header.
const MAX_CELLS: usize = 1_000_000;

pub(super) struct CsvParser<'a> {
    source: &'a Arc<SourceFile>,
    text: &'a str,
    separator: u8,
    offset: usize,
    n_cells: usize,
    /// The last offset whose line was counted, and the number of newlines before it.
    counted: (usize, usize),
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> CsvParser<'a> {
    pub(super) fn new(source: &'a Arc<SourceFile>, format: &TableFormat) -> Self {
        let mut parser = Self {
            source,
            text: &source.text,
            separator: format.separator,
            offset: format.start,
            n_cells: 0,
            counted: (0, 0),
            diagnostics: Vec::new(),
        };
        if let Some(range) = format.wrong_line.clone() {
            let line = source.text.get(range.clone()).unwrap_or_default().to_owned();
            parser.report(range, CsvProblem::Separator(line));
        }
        if let Some(range) = format.title_lines.clone() {
            let line_at = |offset: usize| Span::new(source, offset..offset).start_position().line;
            let (first, last) = (line_at(range.start), line_at(range.end) - 1);
            let title = source.text.get(range.clone()).unwrap_or_default().trim_end();
            let range = range.start..range.start + title.len();
            parser.report(range, CsvProblem::TitleLines { first, last });
        }
        parser
    }

    /// Parses the next row. A row that the limit of cells ends is left out. `None` means the end.
    pub(super) fn parse_row(&mut self) -> Option<CsvRow> {
        let mut cells = Vec::new();
        let n_before = self.diagnostics.len();
        while self.offset < self.text.len() {
            cells.push(self.parse_cell());
            self.n_cells += 1;
            let end_byte = self.current_byte();
            self.offset += 1;
            if self.n_cells == MAX_CELLS {
                let kind = rules::TooLarge {
                    what: LimitedPart::Table,
                    limit: MAX_CELLS,
                    unit: LimitUnit::Cells,
                };
                let span = Span::new(self.source, self.offset..self.offset);
                self.diagnostics.push(Diagnostic::new(span, kind));
                self.offset = self.text.len();
                return None;
            }
            if end_byte == Some(self.separator) && self.offset == self.text.len() {
                cells.push(CsvCell::empty_at(self.offset));
            }
            if end_byte != Some(self.separator) {
                break;
            }
        }
        let is_whole = self.diagnostics.len() == n_before;
        (!cells.is_empty()).then_some(CsvRow { cells, is_whole })
    }

    fn current_byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    /// Returns the number of newlines before an offset, which is not before the last one. Linear in
    /// all, so that a table of mistakes is.
    fn count_newlines(&mut self, offset: usize) -> usize {
        let (counted_offset, n_before) = self.counted;
        self.counted = (offset, n_before + n_newlines(self.text, counted_offset..offset));
        self.counted.1
    }

    fn report(&mut self, range: Range<usize>, problem: CsvProblem) {
        let span = Span::new(self.source, range);
        self.diagnostics.push(Diagnostic::new(span, rules::CsvSyntax { problem }));
    }

    /// Parses up to the next separator or newline outside quotes.
    fn parse_cell(&mut self) -> CsvCell {
        self.skip_spaces();
        if self.current_byte() != Some(b'"') {
            return self.parse_plain_cell();
        }
        let start = self.offset;
        match self.parse_quoted_cell() {
            Ok(cell) => cell,
            Err(problem) => {
                self.report(start..start + 1, problem);
                // The quote was probably not meant to contain the rest of the table.
                self.offset = start;
                let mut cell = self.parse_plain_cell();
                if !cell.text.get(1..).is_some_and(|rest| rest.contains('"')) {
                    cell.text = cell.text.trim_start_matches('"').trim_start().into();
                }
                cell
            }
        }
    }

    fn skip_spaces(&mut self) {
        while self.current_byte() == Some(b' ') {
            self.offset += 1;
        }
    }

    fn parse_plain_cell(&mut self) -> CsvCell {
        let rest = self.text.get(self.offset..).unwrap_or_default();
        let is_end = |byte: u8| byte == self.separator || byte == b'\n';
        let written = rest.bytes().position(is_end).and_then(|end| rest.get(..end)).unwrap_or(rest);
        let text = written.trim();
        let start = self.offset + (written.len() - written.trim_start().len());
        self.offset += written.len();
        CsvCell { text: text.into(), range: start..start + text.len(), is_quoted: false }
    }

    /// Parses a cell in quotation marks.
    ///
    /// # Errors
    /// The quotation mark is never closed, or text follows the one that closes it.
    fn parse_quoted_cell(&mut self) -> Result<CsvCell, CsvProblem> {
        let start = self.offset;
        let mut text = String::new();
        self.offset += 1;
        loop {
            let rest = self.text.get(self.offset..).unwrap_or_default();
            let length = rest.find('"').ok_or(CsvProblem::NeverClosed)?;
            text.push_str(rest.get(..length).unwrap_or_default());
            self.offset += length + 1;
            if self.current_byte() != Some(b'"') {
                break;
            }
            text.push('"');
            self.offset += 1;
        }
        let end = self.offset;
        self.skip_spaces();
        if self.current_byte().is_some_and(|byte| byte != self.separator && byte != b'\n') {
            let line = self.count_newlines(start) + n_newlines(self.text, start..end) + 1;
            return Err(CsvProblem::ClosedBeforeText { line });
        }
        Ok(CsvCell { text: text.trim().into(), range: start..end, is_quoted: true })
    }
}

fn n_newlines(text: &str, range: Range<usize>) -> usize {
    text.get(range).unwrap_or_default().bytes().filter(|byte| *byte == b'\n').count()
}
