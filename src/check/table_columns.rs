//! Omits what is wrong in the same way with most cells of a column: it is one mistake.
//!
//! A date written as `01/02/2015` in five hundred rows, or a comma in each of them, is one setting
//! of a spreadsheet program. The first finding counts the others.

use crate::diagnostic::{Diagnostic, DiagnosticCode, RuleFamily, Severity};
use crate::files::is_table;
use crate::parse::CsvTable;
use crate::site::Site;
use std::collections::{BTreeMap, HashMap};

/// Fewer findings in a column are listed, however many cells it has.
const MIN_IN_COLUMN: usize = 5;

/// Omits all but the first finding of a code in a column of a table, if it is about more than
/// half of the cells. The diagnostics are in the order of their spans.
pub(super) fn omit_columns(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_path: BTreeMap<Box<str>, Vec<usize>> = BTreeMap::new();
    for (index, diagnostic) in diagnostics.iter().enumerate().filter(|(_, it)| is_of_cell(it)) {
        let path = &diagnostic.span.source().path;
        by_path.entry(path.clone()).or_default().push(index);
    }
    by_path.retain(|_, indexes| indexes.len() >= MIN_IN_COLUMN);
    if by_path.is_empty() {
        return;
    }
    let tables: HashMap<&str, &CsvTable> =
        site.tables().map(|(source, table)| (&*source.path, table)).collect();
    let mut is_omitted = vec![false; diagnostics.len()];
    for (path, indexes) in by_path {
        let Some(table) = tables.get(&*path) else { continue };
        // By code and column. A column of `None` means whole rows.
        let mut by_column: BTreeMap<(&str, Option<usize>), Vec<usize>> = BTreeMap::new();
        for index in indexes {
            let Some(diagnostic) = diagnostics.get(index) else { continue };
            let key = (diagnostic.code().code_name(), column_of(table, diagnostic));
            by_column.entry(key).or_default().push(index);
        }
        for ((code_name, column), indexes) in by_column {
            let is_most = indexes.len() * 2 > n_cells(table, code_name, column);
            if let ([first, others @ ..], true) =
                (&*indexes, is_most && indexes.len() >= MIN_IN_COLUMN)
            {
                count_others(diagnostics, *first, others);
                for index in others {
                    if let Some(is_omitted) = is_omitted.get_mut(*index) {
                        *is_omitted = true;
                    }
                }
            }
        }
    }
    let mut is_omitted = is_omitted.into_iter();
    diagnostics.retain(|_| !is_omitted.next().unwrap_or_default());
}

/// Returns whether a finding may be one of many with the same cause: an error in a cell of a table.
fn is_of_cell(diagnostic: &Diagnostic) -> bool {
    let code = diagnostic.code();
    let is_of_value = matches!(code.info().family, RuleFamily::Syntax | RuleFamily::Schema)
        && code != DiagnosticCode::CsvSyntax
        || matches!(
            code,
            DiagnosticCode::MissingSource
                | DiagnosticCode::UnknownDocument
                | DiagnosticCode::DuplicateId
        );
    is_of_value
        && diagnostic.severity == Severity::Error
        && is_table(&diagnostic.span.source().path)
}

/// Returns the column that a finding is about. `None` means that it is about a row, or the header.
fn column_of(table: &CsvTable, diagnostic: &Diagnostic) -> Option<usize> {
    if matches!(diagnostic.code(), DiagnosticCode::SurplusCell | DiagnosticCode::MissingCell) {
        return None;
    }
    let start = diagnostic.span.range().start;
    let row = table.rows.partition_point(|row| row.range().end < start);
    let row = table.rows.get(row).filter(|row| row.range().start <= start)?;
    let column = row.cells.partition_point(|cell| cell.range.end < start);
    (column < row.cells.len()).then_some(column)
}

/// Returns how many cells of a column a code may be about: those that are not empty, or one for
/// each row.
fn n_cells(table: &CsvTable, code_name: &str, column: Option<usize>) -> usize {
    let is_about_empty_cell = code_name == DiagnosticCode::MissingField.code_name();
    let Some(column) = column.filter(|_| !is_about_empty_cell) else { return table.rows.len() };
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    cells.filter(|cell| !cell.text.is_empty()).count()
}

/// Adds the findings that are omitted to the first one.
fn count_others(diagnostics: &mut [Diagnostic], first: usize, others: &[usize]) {
    let others = others.iter().filter_map(|index| diagnostics.get(*index));
    let (n_omitted, n_effects) = others.fold((0, 0), |(n_omitted, n_effects), other| {
        (n_omitted + 1 + other.n_omitted, n_effects + other.n_effects)
    });
    if let Some(first) = diagnostics.get_mut(first) {
        first.n_omitted += n_omitted;
        first.n_effects += n_effects;
    }
}
