//! Lists and tables of entries, and the views that a site draws itself.

use super::{ViewCell, ViewItem, grouped_entries, view_cell, view_item};
use crate::render::model::LinkModel;
use crate::render::page_context::PageContext;
use crate::schema::FieldId;
use crate::site::views::ViewRequest;
use serde::Serialize;
use std::collections::BTreeMap;

/// `view.list`.
#[derive(Debug, Serialize)]
pub(super) struct ListModel {
    groups: Vec<EntryGroup>,
}

#[derive(Debug, Serialize)]
struct EntryGroup {
    heading: Option<String>,
    items: Vec<ViewItem>,
}

/// `view.table`.
#[derive(Debug, Serialize)]
pub(super) struct TableModel {
    /// The name of the first column: the type's.
    name: String,
    head: Vec<String>,
    groups: Vec<RowGroup>,
}

#[derive(Debug, Serialize)]
struct RowGroup {
    heading: Option<String>,
    rows: Vec<TableRow>,
}

#[derive(Debug, Serialize)]
struct TableRow {
    link: LinkModel,
    cells: Vec<ViewCell>,
}

/// A view of the site's own.
#[derive(Debug, Serialize)]
pub(super) struct CustomViewModel {
    items: Vec<CustomViewItem>,
    options: BTreeMap<String, String>,
}

#[derive(Debug, Serialize)]
struct CustomViewItem {
    #[serde(flatten)]
    item: ViewItem,
    /// By the name of the field.
    fields: BTreeMap<String, ViewCell>,
}

pub(super) fn list_model(ctx: &PageContext<'_>, view: &ViewRequest) -> ListModel {
    let group = |(heading, entries): (Option<String>, Vec<_>)| EntryGroup {
        heading,
        items: entries.into_iter().map(|entry_index| view_item(ctx, entry_index)).collect(),
    };
    ListModel { groups: grouped_entries(ctx, view).into_iter().map(group).collect() }
}

pub(super) fn table_model(
    ctx: &PageContext<'_>,
    view: &ViewRequest,
    columns: &[FieldId],
) -> TableModel {
    let label = |column: &FieldId| {
        let mut kinds =
            view.entries.iter().map(|entry_index| &ctx.site.entry_at(*entry_index).kind);
        let field = kinds.find_map(|kind| kind.find_field(column));
        field.map_or_else(|| column.to_string(), |field| ctx.localized_text(&field.label).0)
    };
    let row = |entry_index| TableRow {
        link: ctx.entry_link(entry_index),
        cells: columns.iter().map(|column| view_cell(ctx, entry_index, column)).collect(),
    };
    let rows = |(heading, entries): (Option<String>, Vec<_>)| RowGroup {
        heading,
        rows: entries.into_iter().map(row).collect(),
    };
    let kind = view.entries.first().map(|entry_index| &ctx.site.entry_at(*entry_index).kind);
    TableModel {
        name: kind.map_or_else(String::new, |kind| ctx.localized_text(&kind.name).0),
        head: columns.iter().map(label).collect(),
        groups: grouped_entries(ctx, view).into_iter().map(rows).collect(),
    }
}

pub(super) fn custom_view_model(
    ctx: &PageContext<'_>,
    view: &ViewRequest,
    options: &[(String, String)],
) -> CustomViewModel {
    // Only what is shown gets its markers: a source that no marker leads to is none of the page's.
    let show = options.iter().find(|(name, _)| name == "show").map_or("", |(_, fields)| fields);
    let is_between = |char: char| char.is_whitespace() || matches!(char, '[' | ']' | ',' | '-');
    let shown: Vec<&str> = show.split(is_between).filter(|name| !name.is_empty()).collect();
    let entry = |entry_index: &crate::site::EntryIndex| {
        let own = &ctx.site.entry_at(*entry_index).fields;
        let fields = own.iter().filter(|(id, _)| shown.contains(&&**id));
        CustomViewItem {
            item: view_item(ctx, *entry_index),
            fields: fields
                .map(|(id, _)| (id.to_string(), view_cell(ctx, *entry_index, id)))
                .collect(),
        }
    };
    CustomViewModel {
        items: view.entries.iter().map(entry).collect(),
        options: options.iter().cloned().collect(),
    }
}
