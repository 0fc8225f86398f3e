//! Checks that the rows of a table have the columns of its header.

use super::cell::CsvCell;
use super::table::{CsvRow, CsvTable};
use crate::diagnostic::rules::{CsvProblem, KeyPlace, SurplusCause};
use crate::diagnostic::{
    Diagnostic, DiagnosticKind, RelatedNote, Severity, SourceFile, Span, rules,
};
use crate::parse::PublicationKey;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// The key of the name of an entry, which is one line.
const TITLE_KEY: &str = "title";
/// The key that hides the text of an entry.
const REMOVED_KEY: &str = "removed";

/// Checks a table that has just been split into cells.
pub(super) struct ShapeCheck<'a> {
    pub(super) source: &'a Arc<SourceFile>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl ShapeCheck<'_> {
    /// Reports rows that are longer or shorter than the header, and columns that cannot be told
    /// apart. Cuts the rows to the header.
    pub(super) fn normalize_shape(&mut self, table: &mut CsvTable) {
        let header_end = table.header.last().map_or(0, |cell| cell.range.end);
        self.clear_broken_names(table);
        let title_columns: Vec<usize> = (0..table.header.len())
            .filter(|index| table.header.get(*index).is_some_and(is_title))
            .collect();
        for row in &mut table.rows {
            self.check_titles(row, &title_columns, table.separator);
            self.check_row(row, table.header.len(), table.separator);
        }
        if table.is_header_whole {
            self.report_unnamed_columns(table);
        }
        self.drop_duplicate_columns(table);
        if hides_publication(table) {
            let rows = self.diagnostics.iter_mut();
            for diagnostic in rows.filter(|it| it.span.range().start > header_end) {
                diagnostic.keeps_page_back |= is_about_row(&diagnostic.kind);
            }
        }
        if table.rows.is_empty() && self.diagnostics.is_empty() {
            let start = Span::start_of(self.source);
            self.diagnostics.push(Diagnostic::new(start, rules::NoRows));
        }
    }

    fn push(&mut self, range: Range<usize>, kind: impl Into<DiagnosticKind>) {
        let mut diagnostic = Diagnostic::new(Span::new(self.source, range), kind);
        diagnostic.severity = Severity::Error;
        self.diagnostics.push(diagnostic);
    }

    /// Clears the names of columns that could not be read.
    fn clear_broken_names(&self, table: &mut CsvTable) {
        if table.is_header_whole {
            return;
        }
        let broken_starts: HashSet<usize> =
            self.diagnostics.iter().map(|it| it.span.range().start).collect();
        for cell in table.header.iter_mut().filter(|it| broken_starts.contains(&it.range.start)) {
            cell.text = "".into();
        }
    }

    /// Reports columns whose name occurs before, and clears their names.
    fn drop_duplicate_columns(&mut self, table: &mut CsvTable) {
        // The place of the first column with a name, and the index of the finding about the second.
        let mut first_columns: HashMap<Box<str>, (Range<usize>, Option<usize>)> = HashMap::new();
        for cell in table.header.iter_mut().filter(|cell| !cell.text.is_empty()) {
            let Some((first_range, finding)) = first_columns.get_mut(&cell.text) else {
                first_columns.insert(cell.text.clone(), (cell.range.clone(), None));
                continue;
            };
            let name = std::mem::take(&mut cell.text);
            match finding.and_then(|index| self.diagnostics.get_mut(index)) {
                Some(finding) => finding.n_omitted += 1,
                None => {
                    let kind = rules::DuplicateKey { key: name.into(), place: KeyPlace::Column };
                    let span = Span::new(self.source, cell.range.clone());
                    let first_span = Span::new(self.source, first_range.clone());
                    *finding = Some(self.diagnostics.len());
                    self.diagnostics.push(
                        Diagnostic::new(span, kind)
                            .with_related(first_span, RelatedNote::FirstDefinition),
                    );
                }
            }
        }
    }

    /// Reports a title that goes on to a line with a separator. Other texts may have such lines.
    fn check_titles(&mut self, row: &mut CsvRow, title_columns: &[usize], separator: u8) {
        for cell in title_columns.iter().filter_map(|index| row.cells.get(*index)) {
            let other_lines = cell.text.split_once('\n').map_or("", |(_, others)| others);
            if row.is_whole && cell.is_quoted && other_lines.contains(char::from(separator)) {
                let range = cell.range.start..cell.range.start + 1;
                let problem = CsvProblem::ClosedInOtherRow;
                self.push(range, rules::CsvSyntax { problem });
                row.is_whole = false;
            }
        }
    }

    fn check_row(&mut self, row: &mut CsvRow, n_columns: usize, separator: u8) {
        let n_cells = row.cells.len();
        let surplus = row.cells.iter().skip(n_columns).find(|cell| !cell.text.is_empty());
        if row.is_whole {
            if let Some(surplus) = surplus {
                let cause = SurplusCause::Separator(char::from(separator));
                self.push(surplus.range.clone(), rules::SurplusCell { n_cells, n_columns, cause });
                row.is_whole = false;
            } else if n_cells < n_columns {
                let end = row.cells.last().map_or(0, |cell| cell.range.end);
                self.push(end..end, rules::MissingCell { n_cells, n_columns });
                row.is_whole = false;
            }
        }
        row.cells.truncate(n_columns);
    }

    /// Reports the first cell that is not empty in a column without a name, and counts the other
    /// columns.
    fn report_unnamed_columns(&mut self, table: &CsvTable) {
        let columns = table.header.iter().enumerate();
        let mut unnamed: Vec<(usize, bool)> = columns
            .filter(|(_, cell)| cell.text.is_empty())
            .map(|(index, _)| (index, false))
            .collect();
        let mut first: Option<(Range<usize>, usize)> = None;
        for row in table.rows.iter().filter(|row| row.is_whole) {
            for (index, is_counted) in &mut unnamed {
                let Some(cell) = row.cells.get(*index).filter(|it| !it.text.is_empty()) else {
                    continue;
                };
                let (_, n_counted) = first.get_or_insert((cell.range.clone(), 0));
                *n_counted += usize::from(!*is_counted);
                *is_counted = true;
            }
        }
        if let Some((range, n_unnamed)) = first {
            let (n_cells, n_columns) = (table.header.len(), table.header.len() - unnamed.len());
            let cause = SurplusCause::UnnamedColumn;
            self.push(range, rules::SurplusCell { n_cells, n_columns, cause });
            if let Some(diagnostic) = self.diagnostics.last_mut() {
                diagnostic.n_omitted = n_unnamed - 1;
            }
        }
    }
}

/// Returns whether a column has titles, or titles in one language.
fn is_title(header: &CsvCell) -> bool {
    header.text.split('.').next() == Some(TITLE_KEY)
}

/// Returns whether a column says whether an entry is published, which a row whose cells are in
/// other columns cannot say.
fn hides_publication(table: &CsvTable) -> bool {
    table.header.iter().any(|cell| {
        let key = cell.text.split('.').next().unwrap_or_default().trim();
        key == REMOVED_KEY || PublicationKey::from_name(key).is_some()
    })
}

/// Returns whether a diagnostic is about one row.
fn is_about_row(kind: &DiagnosticKind) -> bool {
    match kind {
        DiagnosticKind::CsvSyntax(_) | DiagnosticKind::MissingCell(_) => true,
        DiagnosticKind::SurplusCell(surplus) => surplus.cause != SurplusCause::UnnamedColumn,
        _ => false,
    }
}
