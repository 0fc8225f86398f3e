//! A matrix of two types of entries, with the acts that relate them in its cells.

use super::{ViewCell, kind_name, view_cell};
use crate::render::page_collector::PageCollector;
use crate::render::page_context::PageContext;
use crate::render::{qualifiers, questions, source_list};
use crate::site::views::MatrixOptions;
use crate::site::{DisplayStatus, EntryIndex};
use crate::theme::model::{LinkModel, SafeHtml};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The maximum number of questions in a cell; a link leads to the others.
const MAX_QUESTIONS: usize = 3;

/// `view.matrix`.
#[derive(Debug, Serialize)]
pub(super) struct MatrixModel {
    /// The name of the first column: that of the rows' type.
    name: String,
    columns: Vec<LinkModel>,
    rows: Vec<MatrixRow>,
    /// The rows, and then the columns, of which nothing is recorded: a line for each list.
    without_acts: Vec<Vec<LinkModel>>,
}

#[derive(Debug, Serialize)]
struct MatrixRow {
    link: LinkModel,
    cells: Vec<MatrixCell>,
}

/// A cell: the acts that relate a row to a column.
#[derive(Debug, Serialize)]
struct MatrixCell {
    /// The column's name, for narrow windows.
    label: String,
    /// In chronological order.
    acts: Vec<MatrixAct>,
    /// If there are no acts: the open questions about the column.
    questions: Vec<LinkModel>,
    more: Option<MoreQuestions>,
}

/// The questions that a cell does not list.
#[derive(Debug, Serialize)]
struct MoreQuestions {
    /// The page that lists them.
    href: String,
    count: usize,
}

#[derive(Debug, Serialize)]
struct MatrixAct {
    link: LinkModel,
    /// The citation markers of what was done, unless it is one of the parts.
    markers: SafeHtml,
    /// The fields that are shown and have values: by whom, to whom, when.
    parts: Vec<ViewCell>,
    standing_label: Option<String>,
    standing: Option<String>,
}

/// An act in a cell.
#[derive(Clone, Copy)]
struct CellAct {
    act: EntryIndex,
    /// How well it is supported that the row did it to the column.
    status: Option<DisplayStatus>,
}

/// The acts of each cell, by row and column.
type ActsByCell = BTreeMap<(EntryIndex, EntryIndex), Vec<EntryIndex>>;

pub(super) fn matrix_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    matrix: &MatrixOptions,
) -> MatrixModel {
    let acts = acts_by_cell(ctx, matrix);
    let lines = ShownLines::new(ctx, matrix, &acts);
    let mut cell = |row: EntryIndex, column: &MatrixColumn| {
        let acts = acts.get(&(row, column.entry)).map_or(&[][..], Vec::as_slice);
        let open = if acts.is_empty() { column.questions.as_slice() } else { &[] };
        let n_more = open.len().saturating_sub(MAX_QUESTIONS);
        let href = ctx.entry_link(column.entry).href;
        MatrixCell {
            label: ctx.entry_title(column.entry).0,
            acts: acts
                .iter()
                .map(|act| {
                    let relations = [(&*matrix.row, row), (&*matrix.column, column.entry)];
                    let status = ctx.site.cell_status(*act, relations);
                    act_model(ctx, collector, matrix, CellAct { act: *act, status })
                })
                .collect(),
            questions: open
                .iter()
                .take(MAX_QUESTIONS)
                .map(|question| questions::unclear_link(ctx, *question))
                .collect(),
            more: (n_more > 0).then_some(MoreQuestions { href, count: n_more }),
        }
    };
    let row = |row: &EntryIndex| MatrixRow {
        link: ctx.entry_link(*row),
        cells: lines.columns.iter().map(|column| cell(*row, column)).collect(),
    };
    let rows = lines.rows.iter().map(row).collect();
    let links = |entries: &Vec<EntryIndex>| -> Vec<LinkModel> {
        entries.iter().map(|entry_index| ctx.entry_link(*entry_index)).collect()
    };
    MatrixModel {
        name: kind_name(ctx, &matrix.rows),
        columns: lines.columns.iter().map(|column| ctx.entry_link(column.entry)).collect(),
        rows,
        without_acts: lines.without_acts.iter().map(links).collect(),
    }
}

/// A column, with the open questions about it.
struct MatrixColumn {
    entry: EntryIndex,
    questions: Vec<EntryIndex>,
}

/// The rows and columns that the table shows, and those that are only named below it.
struct ShownLines {
    rows: Vec<EntryIndex>,
    columns: Vec<MatrixColumn>,
    without_acts: Vec<Vec<EntryIndex>>,
}

impl ShownLines {
    /// Shows the rows with acts, and the columns with acts or questions. If no row has acts, all of
    /// them are shown for the sake of the questions.
    fn new(ctx: &PageContext<'_>, matrix: &MatrixOptions, acts: &ActsByCell) -> Self {
        let row_set: BTreeSet<EntryIndex> = matrix.rows.iter().copied().collect();
        let column_set: BTreeSet<EntryIndex> = matrix.columns.iter().copied().collect();
        let is_cell = |(row, column): &&(EntryIndex, EntryIndex)| {
            row_set.contains(row) && column_set.contains(column)
        };
        let (rows_with_acts, columns_with_acts): (BTreeSet<EntryIndex>, BTreeSet<EntryIndex>) =
            acts.keys().filter(is_cell).copied().unzip();
        let mut columns: Vec<MatrixColumn> = matrix
            .columns
            .iter()
            .map(|entry| MatrixColumn {
                entry: *entry,
                questions: ctx.site.questions_about(*entry),
            })
            .collect();
        let is_column_shown = |column: &MatrixColumn| {
            columns_with_acts.contains(&column.entry) || !column.questions.is_empty()
        };
        let empty_columns = columns.iter().filter(|it| !is_column_shown(it)).map(|it| it.entry);
        let empty_columns: Vec<EntryIndex> = empty_columns.collect();
        columns.retain(is_column_shown);
        let needs_all_rows = rows_with_acts.is_empty() && !columns.is_empty();
        let (rows, empty_rows): (Vec<EntryIndex>, Vec<EntryIndex>) =
            matrix.rows.iter().partition(|row| needs_all_rows || rows_with_acts.contains(row));
        let mut without_acts = vec![empty_rows];
        // Without a table, the names of the rows say it all.
        if !rows.is_empty() {
            without_acts.push(empty_columns);
        }
        without_acts.retain(|entries| !entries.is_empty());
        Self { rows, columns, without_acts }
    }
}

/// Returns the acts by the row and the column that they refer to, in chronological order.
fn acts_by_cell(ctx: &PageContext<'_>, matrix: &MatrixOptions) -> ActsByCell {
    let targets = |act: EntryIndex, field_id: &str| -> BTreeSet<EntryIndex> {
        let entry = ctx.site.entry_at(act);
        let Some(field) = entry.entry_type.find_field(field_id) else { return BTreeSet::new() };
        let statements = entry.field_statements(field_id).iter();
        statements
            .filter_map(|statement| ctx.site.related_target(field, &statement.value))
            .collect()
    };
    let mut acts_by_cell: BTreeMap<_, Vec<EntryIndex>> = BTreeMap::new();
    for act in &matrix.acts {
        let columns = targets(*act, &matrix.column);
        for row in targets(*act, &matrix.row) {
            for column in &columns {
                acts_by_cell.entry((row, *column)).or_default().push(*act);
            }
        }
    }
    for acts in acts_by_cell.values_mut() {
        *acts = ctx.site.sorted_chronologically(acts, ctx.localized.language_tag);
    }
    acts_by_cell
}

fn act_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    matrix: &MatrixOptions,
    CellAct { act, status }: CellAct,
) -> MatrixAct {
    let entry = ctx.site.entry_at(act);
    // The first field says what was done.
    let main = entry.fields.first();
    let is_part = main.is_some_and(|(id, _)| matrix.show.contains(id));
    let statement = main.filter(|_| !is_part).and_then(|(_, statements)| statements.first());
    let citations = statement.map_or(&[][..], |statement| statement.citations());
    collector.numbering.begin_block();
    let markers = source_list::citation_markers(ctx, collector, citations, entry)
        + &qualifiers::attribution_html(ctx, statement);
    let fields = matrix.show.iter().filter(|id| !entry.field_statements(id).is_empty());
    let parts = fields.map(|id| view_cell(ctx, collector, act, id)).collect();
    collector.numbering.end_block();
    MatrixAct {
        link: ctx.entry_link(act),
        markers: SafeHtml::new(&markers),
        parts,
        standing_label: qualifiers::line_label(ctx, status),
        standing: status.map(|status| status.as_str().to_owned()),
    }
}
