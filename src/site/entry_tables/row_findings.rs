//! Puts what is wrong in a row where the cure is, and omits what follows from a row that
//! cannot be read as intended.

use super::TypedTable;
use super::column_tree::ColumnTree;
use super::header_check::header_range;
use crate::diagnostic::rules::FieldPlace;
use crate::diagnostic::{Diagnostic, DiagnosticCode, DiagnosticKind, KeyScope, Span};
use crate::parse::csv::{CsvCell, CsvRow};
use crate::schema::value::VALUE_KEY;
use std::collections::HashSet;

/// The findings about a table, and what its rows add to them.
pub(super) struct RowFindings<'a> {
    typed: TypedTable<'a>,
    columns: &'a ColumnTree,
    /// Those about the table itself, in the order of spans.
    of_table: Vec<Diagnostic>,
    header_end: usize,
    /// Places in the header of which a code has been reported.
    reported_in_header: HashSet<(usize, DiagnosticCode)>,
}

impl<'a> RowFindings<'a> {
    pub(super) fn new(
        typed: TypedTable<'a>,
        columns: &'a ColumnTree,
        of_table: &[Diagnostic],
    ) -> Self {
        Self {
            typed,
            columns,
            of_table: of_table.to_vec(),
            header_end: header_range(&typed.table.header).end,
            reported_in_header: HashSet::new(),
        }
    }

    /// Returns the findings about the table itself, with the number of those that follow from them.
    pub(super) fn into_table_diagnostics(self) -> Vec<Diagnostic> {
        self.of_table
    }

    /// Returns whether a row whose cells may be in other columns may say that it is not published.
    pub(super) fn may_hide_publication(&mut self, row: &CsvRow) -> bool {
        self.finding_about(row).is_some_and(|finding| finding.keeps_page_back)
    }

    /// Keeps what is to be reported of a row, each at its place.
    pub(super) fn keep_those_of_row(&mut self, row: &CsvRow, diagnostics: &mut Vec<Diagnostic>) {
        if !row.is_whole {
            let n_effects = diagnostics.len();
            diagnostics.clear();
            if let Some(finding) = self.finding_about(row) {
                finding.n_effects += n_effects;
            }
            return;
        }
        diagnostics.retain_mut(|diagnostic| self.place(row, diagnostic));
    }

    /// Returns the first finding inside a row.
    fn finding_about(&mut self, row: &CsvRow) -> Option<&mut Diagnostic> {
        let range = row.range();
        let index = self.of_table.partition_point(|it| it.span.range().start < range.start);
        self.of_table.get_mut(index).filter(|it| it.span.range().start <= range.end)
    }

    /// Moves a finding to the place of its cure. Returns false if it has been reported.
    fn place(&mut self, row: &CsvRow, diagnostic: &mut Diagnostic) -> bool {
        if diagnostic.span.range().start < self.header_end {
            return self.place_in_header(row, diagnostic);
        }
        let DiagnosticKind::MissingField(missing) = &mut diagnostic.kind else { return true };
        let is_of_row = *missing.required_by == *self.typed.kind.id;
        if !is_of_row || missing.place != FieldPlace::Line {
            return true;
        }
        // The header has the finding about a column that is not there.
        if !self.columns.has_key(&missing.field) {
            return false;
        }
        if let Some((name, cell)) = self.first_cell(row, &missing.field) {
            missing.place = FieldPlace::Cell(name);
            diagnostic.span = Span::new(self.typed.source, cell.range.clone());
        }
        true
    }

    /// Places a finding about a key. What is wrong with the column is reported once; what the row
    /// lacks is reported in the row.
    fn place_in_header(&mut self, row: &CsvRow, diagnostic: &mut Diagnostic) -> bool {
        let start = diagnostic.span.range().start;
        let header = &self.typed.table.header;
        let column = header.partition_point(|cell| cell.range.start < start);
        let cell_span =
            row.cells.get(column).map(|cell| Span::new(self.typed.source, cell.range.clone()));
        match &mut diagnostic.kind {
            DiagnosticKind::MissingField(missing) => {
                let name = header.get(column).map_or("", |cell| &cell.text);
                let parent = name.rsplit_once('.').map_or("", |(parent, _)| parent);
                let own_column = header.iter().any(|cell| *cell.text == *parent);
                let name = match own_column && missing.field == VALUE_KEY {
                    true => parent.to_owned(),
                    false => format!("{parent}.{}", missing.field),
                };
                diagnostic.span = cell_span.unwrap_or_else(|| diagnostic.span.clone());
                missing.place = match self.first_cell(row, &name) {
                    Some((name, cell)) => {
                        diagnostic.span = Span::new(self.typed.source, cell.range.clone());
                        FieldPlace::Cell(name)
                    }
                    None => FieldPlace::Column(name),
                };
                return true;
            }
            DiagnosticKind::CitationSyntax(_) => {
                diagnostic.span = cell_span.unwrap_or_else(|| diagnostic.span.clone());
                return true;
            }
            DiagnosticKind::UnknownKey(unknown) => match &unknown.scope {
                KeyScope::Entry(name) => unknown.scope = KeyScope::Column(name.clone()),
                KeyScope::Value(name) => unknown.scope = KeyScope::ColumnValue(name.clone()),
                _ => {}
            },
            _ => {}
        }
        self.reported_in_header.insert((start, diagnostic.code()))
    }

    /// Returns the first column of a key and its cell in a row.
    fn first_cell<'r>(&self, row: &'r CsvRow, key: &str) -> Option<(String, &'r CsvCell)> {
        let below = format!("{key}.");
        let columns = self.typed.table.header.iter().zip(&row.cells);
        let mut of_key =
            columns.filter(|(header, _)| *header.text == *key || header.text.starts_with(&below));
        of_key.next().map(|(header, cell)| (header.text.to_string(), cell))
    }
}
