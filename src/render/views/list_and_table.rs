//! Lists and tables of entries, and custom views.

use super::{ViewCell, ViewItem, field_label, grouped_entries, kind_name, view_cell, view_item};
use crate::render::page_collector::PageCollector;
use crate::render::page_context::PageContext;
use crate::schema::FieldId;
use crate::site::EntryIndex;
use crate::site::views::ViewRequest;
use crate::theme::model::LinkModel;
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
    /// The name of the first column: that of the type.
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
    /// That another entry has replaced it: "replaced 2019".
    replaced: Option<String>,
    cells: Vec<ViewCell>,
}

/// A custom view, whose component is in the site's theme.
#[derive(Debug, Serialize)]
pub(super) struct CustomViewModel {
    items: Vec<CustomViewItem>,
    options: BTreeMap<String, String>,
}

#[derive(Debug, Serialize)]
struct CustomViewItem {
    #[serde(flatten)]
    item: ViewItem,
    /// The shown fields, by id.
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
    collector: &mut PageCollector,
    view: &ViewRequest,
    columns: &[FieldId],
) -> TableModel {
    let mut row = |entry_index| {
        let cells = columns.iter().map(|column| view_cell(ctx, collector, entry_index, column));
        let cells = cells.collect();
        let (link, replaced) = (ctx.entry_link(entry_index), ctx.replaced_mark(entry_index));
        TableRow { link, replaced, cells }
    };
    let groups = grouped_entries(ctx, view).into_iter().map(|(heading, entries)| RowGroup {
        heading,
        rows: entries.into_iter().map(&mut row).collect(),
    });
    let groups = groups.collect();
    TableModel {
        name: kind_name(ctx, &view.entries),
        head: columns.iter().map(|column| field_label(ctx, view, column)).collect(),
        groups,
    }
}

pub(super) fn custom_view_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    view: &ViewRequest,
    options: &[(String, String)],
) -> CustomViewModel {
    // Only fields that are shown are rendered: a source without a marker is not listed on the page.
    let show = options.iter().find(|(name, _)| name == "show").map_or("", |(_, fields)| fields);
    let is_separator = |char: char| char.is_whitespace() || matches!(char, '[' | ']' | ',' | '-');
    let shown: Vec<&str> = show.split(is_separator).filter(|id| !id.is_empty()).collect();
    let item = |entry_index: &EntryIndex| {
        let fields = ctx.site.entry_at(*entry_index).fields.iter();
        let fields = fields.filter(|(id, _)| shown.contains(&&**id));
        let cells = fields
            .map(|(id, _)| (id.to_string(), view_cell(ctx, collector, *entry_index, id)))
            .collect();
        CustomViewItem { item: view_item(ctx, *entry_index), fields: cells }
    };
    CustomViewModel {
        items: view.entries.iter().map(item).collect(),
        options: options.iter().cloned().collect(),
    }
}
