//! Who did what, when: two types crossed by the acts between them.

use super::{ViewCell, view_cell, weakest_status};
use crate::render::model::{LinkModel, SafeHtml};
use crate::render::page_context::PageContext;
use crate::render::{field_html, qualifiers, source_list};
use crate::schema::FieldValue;
use crate::site::views::MatrixOptions;
use crate::site::{DisplayStatus, EntryIndex};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// `view.matrix`.
#[derive(Debug, Serialize)]
pub(super) struct MatrixModel {
    /// The name of the first column: the rows' type.
    name: String,
    columns: Vec<LinkModel>,
    rows: Vec<MatrixRow>,
}

#[derive(Debug, Serialize)]
struct MatrixRow {
    link: LinkModel,
    cells: Vec<MatrixCell>,
}

/// Where a row and a column meet.
#[derive(Debug, Serialize)]
struct MatrixCell {
    /// The column's name, for narrow windows.
    label: String,
    /// Empty: nothing is evidenced.
    acts: Vec<MatrixAct>,
    standing: String,
}

#[derive(Debug, Serialize)]
struct MatrixAct {
    link: LinkModel,
    /// What was done, if that is a word: it stands first, and leads to the act.
    word: Option<String>,
    /// The markers of the word.
    markers: SafeHtml,
    /// What else is told: by whom, to whom, when.
    cells: Vec<ViewCell>,
    mark: Option<String>,
    standing: String,
}

pub(super) fn matrix_model(ctx: &PageContext<'_>, matrix: &MatrixOptions) -> MatrixModel {
    let acts = acts_by_cell(ctx, matrix);
    let none = Vec::new();
    let crossing = |row: EntryIndex, column: EntryIndex| {
        let here = acts.get(&(row, column)).unwrap_or(&none).iter();
        let acts: Vec<MatrixAct> =
            here.map(|entry_index| act_model(ctx, matrix, (*entry_index, row))).collect();
        let standing = acts.first().map_or_else(
            || DisplayStatus::NotEvidenced.as_str().to_owned(),
            |act| act.standing.clone(),
        );
        MatrixCell { label: ctx.entry_title(column).0, acts, standing }
    };
    let row = |entry_index: &EntryIndex| MatrixRow {
        link: ctx.entry_link(*entry_index),
        cells: matrix.columns.iter().map(|column| crossing(*entry_index, *column)).collect(),
    };
    let kind = matrix.rows.first().map(|entry_index| &ctx.site.entry_at(*entry_index).kind);
    MatrixModel {
        name: kind.map_or_else(String::new, |kind| ctx.localized_text(&kind.name).0),
        columns: matrix.columns.iter().map(|entry_index| ctx.entry_link(*entry_index)).collect(),
        rows: matrix.rows.iter().map(row).collect(),
    }
}

/// The acts by the row and the column that they lead to.
fn acts_by_cell(
    ctx: &PageContext<'_>,
    matrix: &MatrixOptions,
) -> BTreeMap<(EntryIndex, EntryIndex), Vec<EntryIndex>> {
    let targets = |act: EntryIndex, field: &str| -> BTreeSet<EntryIndex> {
        let entry = ctx.site.entry_at(act);
        let Some(own) = entry.kind.find_field(field) else { return BTreeSet::new() };
        let statements = entry.field_statements(field).iter();
        statements
            .filter_map(|statement| match &statement.value {
                FieldValue::Reference(written) => ctx.site.find_related(own, written),
                _ => None,
            })
            .collect()
    };
    let mut by_place: BTreeMap<_, Vec<EntryIndex>> = BTreeMap::new();
    for act in &matrix.acts {
        let columns = targets(*act, &matrix.column);
        for row in targets(*act, &matrix.row) {
            for column in &columns {
                by_place.entry((row, *column)).or_default().push(*act);
            }
        }
    }
    by_place
}

fn act_model(
    ctx: &PageContext<'_>,
    matrix: &MatrixOptions,
    (entry_index, row): (EntryIndex, EntryIndex),
) -> MatrixAct {
    let entry = ctx.site.entry_at(entry_index);
    // What the act is stands first; what else is told of it may stand otherwise.
    let first = matrix.show.iter().find(|field| !entry.field_statements(field).is_empty());
    let first = first.map_or_else(|| entry.fields.first().map(|(id, _)| id), Some);
    let status = weakest_status(ctx, first.map_or(&[], |id| entry.field_statements(id)));
    let word = first.and_then(|id| match entry.field_statements(id) {
        [one] if matches!(one.value, FieldValue::Choice(_) | FieldValue::Text(_)) => {
            let markers = source_list::citation_markers(ctx, one.citations(), entry);
            Some((id, field_html::plain_text_value(ctx, entry_index, id)?, markers))
        }
        _ => None,
    });
    let told = word.as_ref().map(|(id, ..)| *id);
    let shown = matrix.show.iter().filter(|id| {
        let is_known = entry.kind.find_field(id).is_some() && Some(*id) != told;
        is_known && !repeats_row_entry(ctx, (entry_index, id), row)
    });
    let cells = shown.map(|id| view_cell(ctx, entry_index, id)).collect();
    let (word, markers) =
        word.map_or_else(Default::default, |(_, word, markers)| (Some(word), markers));
    MatrixAct {
        link: ctx.entry_link(entry_index),
        word,
        markers: SafeHtml::new(&markers),
        cells,
        mark: qualifiers::status_label(ctx, status),
        standing: status.unwrap_or(DisplayStatus::Sourced).as_str().to_owned(),
    }
}

/// Whether a field says nothing but the name of the row that it stands in.
fn repeats_row_entry(
    ctx: &PageContext<'_>,
    (entry_index, id): (EntryIndex, &str),
    row: EntryIndex,
) -> bool {
    let entry = ctx.site.entry_at(entry_index);
    let Some(field) = entry.kind.find_field(id) else { return false };
    let statements = entry.field_statements(id);
    let names_row = |one: &crate::schema::Statement| match &one.value {
        FieldValue::Reference(written) => ctx.site.find_related(field, written) == Some(row),
        _ => false,
    };
    !statements.is_empty() && statements.iter().all(names_row)
}
