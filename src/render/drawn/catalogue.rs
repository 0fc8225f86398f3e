//! Lists and tables of entries, and the views that a site draws itself.

use super::{Cell, Item, cell, groups, item};
use crate::render::scene::Scene;
use crate::render::view::Link;
use crate::site::views::View;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// `view.list`.
#[derive(Debug, Serialize)]
pub(super) struct List {
    groups: Vec<Group>,
}

#[derive(Debug, Serialize)]
struct Group {
    heading: Option<String>,
    items: Vec<Item>,
}

/// `view.table`.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    /// The name of the first column: the type's.
    name: String,
    head: Vec<String>,
    groups: Vec<Rows>,
}

#[derive(Debug, Serialize)]
struct Rows {
    heading: Option<String>,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    link: Link,
    cells: Vec<Cell>,
}

/// A view of the site's own.
#[derive(Debug, Serialize)]
pub(super) struct Own {
    items: Vec<OwnItem>,
    options: BTreeMap<String, String>,
}

#[derive(Debug, Serialize)]
struct OwnItem {
    #[serde(flatten)]
    item: Item,
    /// By the name of the field.
    fields: BTreeMap<String, Cell>,
}

pub(super) fn list(scene: &Scene<'_>, view: &View) -> List {
    let group = |(heading, entries): (Option<String>, Vec<_>)| Group {
        heading,
        items: entries.into_iter().map(|at| item(scene, at)).collect(),
    };
    List { groups: groups(scene, view).into_iter().map(group).collect() }
}

pub(super) fn table(scene: &Scene<'_>, view: &View, columns: &[Arc<str>]) -> Table {
    let label = |column: &Arc<str>| {
        let mut kinds = view.entries.iter().map(|at| &scene.site.entry(*at).kind);
        let field = kinds.find_map(|kind| kind.field(column));
        field.map_or_else(|| column.to_string(), |field| scene.text(&field.label).0)
    };
    let row = |at| Row {
        link: scene.link(at),
        cells: columns.iter().map(|column| cell(scene, at, column)).collect(),
    };
    let rows = |(heading, entries): (Option<String>, Vec<_>)| Rows {
        heading,
        rows: entries.into_iter().map(row).collect(),
    };
    let kind = view.entries.first().map(|at| &scene.site.entry(*at).kind);
    Table {
        name: kind.map_or_else(String::new, |kind| scene.text(&kind.name).0),
        head: columns.iter().map(label).collect(),
        groups: groups(scene, view).into_iter().map(rows).collect(),
    }
}

pub(super) fn own(scene: &Scene<'_>, view: &View, options: &[(String, String)]) -> Own {
    // Only what is shown gets its markers: a source that no marker leads to is none of the page's.
    let show = options.iter().find(|(name, _)| name == "show").map_or("", |(_, fields)| fields);
    let is_between = |char: char| char.is_whitespace() || matches!(char, '[' | ']' | ',' | '-');
    let shown: Vec<&str> = show.split(is_between).filter(|name| !name.is_empty()).collect();
    let entry = |at: &crate::site::EntryIndex| {
        let own = &scene.site.entry(*at).fields;
        let fields = own.iter().filter(|(id, _)| shown.contains(&&**id));
        OwnItem {
            item: item(scene, *at),
            fields: fields.map(|(id, _)| (id.to_string(), cell(scene, *at, id))).collect(),
        }
    };
    Own {
        items: view.entries.iter().map(entry).collect(),
        options: options.iter().cloned().collect(),
    }
}
