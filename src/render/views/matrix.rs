//! A matrix of two types of entries, with the acts that relate them in its cells.

use super::{ViewCell, view_cell, weakest_status};
use crate::render::page_collector::PageCollector;
use crate::render::page_context::PageContext;
use crate::render::{field_models, qualifiers, source_list};
use crate::schema::{FieldValue, Statement};
use crate::site::views::MatrixOptions;
use crate::site::{DisplayStatus, EntryIndex};
use crate::theme::model::{LinkModel, SafeHtml};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// `view.matrix`.
#[derive(Debug, Serialize)]
pub(super) struct MatrixModel {
    /// The name of the first column: that of the rows' type.
    name: String,
    columns: Vec<LinkModel>,
    rows: Vec<MatrixRow>,
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
    /// The acts; empty if nothing is evidenced.
    acts: Vec<MatrixAct>,
    standing: String,
}

#[derive(Debug, Serialize)]
struct MatrixAct {
    link: LinkModel,
    /// What was done, if it is one text value: it is shown first, as a link to the act.
    word: Option<String>,
    /// The citation markers of `word`.
    markers: SafeHtml,
    /// The other fields that are shown: by whom, to whom, when.
    cells: Vec<ViewCell>,
    mark: Option<String>,
    standing: String,
}

pub(super) fn matrix_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    matrix: &MatrixOptions,
) -> MatrixModel {
    let acts = acts_by_cell(ctx, matrix);
    let mut cell = |row: EntryIndex, column: EntryIndex| {
        let acts = acts.get(&(row, column)).map_or(&[][..], Vec::as_slice).iter();
        let acts: Vec<MatrixAct> =
            acts.map(|act| act_model(ctx, collector, matrix, *act, row)).collect();
        let status = acts.first().map_or(DisplayStatus::NotEvidenced.as_str(), |act| &act.standing);
        let status = status.to_owned();
        MatrixCell { label: ctx.entry_title(column).0, acts, standing: status }
    };
    let row = |row: &EntryIndex| MatrixRow {
        link: ctx.entry_link(*row),
        cells: matrix.columns.iter().map(|column| cell(*row, *column)).collect(),
    };
    let kind = matrix.rows.first().map(|entry_index| &ctx.site.entry_at(*entry_index).kind);
    MatrixModel {
        name: kind.map_or_else(String::new, |kind| ctx.localized_text(&kind.name).0),
        columns: matrix.columns.iter().map(|entry_index| ctx.entry_link(*entry_index)).collect(),
        rows: matrix.rows.iter().map(row).collect(),
    }
}

/// Returns the acts by the row and the column that they refer to.
fn acts_by_cell(
    ctx: &PageContext<'_>,
    matrix: &MatrixOptions,
) -> BTreeMap<(EntryIndex, EntryIndex), Vec<EntryIndex>> {
    let targets = |act: EntryIndex, field_id: &str| -> BTreeSet<EntryIndex> {
        let entry = ctx.site.entry_at(act);
        let Some(field) = entry.kind.find_field(field_id) else { return BTreeSet::new() };
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
    acts_by_cell
}

fn act_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    matrix: &MatrixOptions,
    act: EntryIndex,
    row: EntryIndex,
) -> MatrixAct {
    let entry = ctx.site.entry_at(act);
    // The first field that has values says what was done, and its status is that of the act.
    let main_field = matrix.show.iter().find(|field| !entry.field_statements(field).is_empty());
    let main_field = main_field.or_else(|| entry.fields.first().map(|(id, _)| id));
    let status = weakest_status(ctx, main_field.map_or(&[], |id| entry.field_statements(id)));
    let word_field = main_field.filter(|id| {
        let statements = entry.field_statements(id);
        let is_word =
            |value: &FieldValue| matches!(value, FieldValue::Choice(_) | FieldValue::Text(_));
        matches!(statements, [statement] if is_word(&statement.value))
    });
    let word = word_field.and_then(|id| field_models::plain_text_value(ctx, act, id));
    let citations = word_field.and_then(|id| entry.field_statements(id).first());
    let citations = citations.map_or(&[][..], |statement| statement.citations());
    let markers = source_list::citation_markers(ctx, collector, citations, entry);
    let other_fields = matrix.show.iter().filter(|id| {
        entry.kind.find_field(id).is_some()
            && Some(*id) != word_field
            && !repeats_row_entry(ctx, act, id, row)
    });
    let cells = other_fields.map(|id| view_cell(ctx, collector, act, id)).collect();
    MatrixAct {
        link: ctx.entry_link(act),
        word,
        markers: SafeHtml::new(&markers),
        cells,
        mark: qualifiers::status_label(ctx, status),
        standing: status.unwrap_or(DisplayStatus::Sourced).as_str().to_owned(),
    }
}

/// Returns whether the only value of an act's field is the entry of its row.
fn repeats_row_entry(
    ctx: &PageContext<'_>,
    act: EntryIndex,
    field_id: &str,
    row: EntryIndex,
) -> bool {
    let entry = ctx.site.entry_at(act);
    let Some(field) = entry.kind.find_field(field_id) else { return false };
    let statements = entry.field_statements(field_id);
    let is_row =
        |statement: &Statement| ctx.site.related_target(field, &statement.value) == Some(row);
    !statements.is_empty() && statements.iter().all(is_row)
}
