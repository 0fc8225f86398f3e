//! Who did what, when: two types crossed by the acts between them.

use super::{Cell, cell, firmness};
use crate::render::qualified;
use crate::render::scene::Scene;
use crate::render::view::Link;
use crate::schema::Value;
use crate::site::EntryIndex;
use crate::site::views::Matrix;
use serde::Serialize;

/// `view.matrix`.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    /// The name of the first column: the rows' type.
    name: String,
    columns: Vec<Link>,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    link: Link,
    cells: Vec<Crossing>,
}

/// Where a row and a column meet.
#[derive(Debug, Serialize)]
struct Crossing {
    /// The column's name, for narrow windows.
    label: String,
    /// Empty: nothing is evidenced.
    acts: Vec<Act>,
    standing: String,
}

#[derive(Debug, Serialize)]
struct Act {
    link: Link,
    cells: Vec<Cell>,
    mark: Option<String>,
    standing: String,
}

pub(super) fn matrix(scene: &Scene<'_>, matrix: &Matrix) -> Table {
    let row = |at: &EntryIndex| Row {
        link: scene.link(*at),
        cells: matrix
            .columns
            .iter()
            .map(|column| crossing(scene, matrix, (*at, *column)))
            .collect(),
    };
    let kind = matrix.rows.first().map(|at| &scene.site.entry(*at).kind);
    Table {
        name: kind.map_or_else(String::new, |kind| scene.text(&kind.name).0),
        columns: matrix.columns.iter().map(|at| scene.link(*at)).collect(),
        rows: matrix.rows.iter().map(row).collect(),
    }
}

fn crossing(
    scene: &Scene<'_>,
    matrix: &Matrix,
    (row, column): (EntryIndex, EntryIndex),
) -> Crossing {
    let leads = |act: EntryIndex, field: &str, target: EntryIndex| {
        let entry = scene.site.entry(act);
        let Some(own) = entry.kind.field(field) else { return false };
        entry.statements(field).iter().any(|statement| match &statement.value {
            Value::Entry(written) => scene.site.related(own, written) == Some(target),
            _ => false,
        })
    };
    let acts = matrix.acts.iter().copied();
    let here =
        acts.filter(|act| leads(*act, &matrix.row, row) && leads(*act, &matrix.column, column));
    let acts: Vec<Act> = here.map(|at| act(scene, matrix, at)).collect();
    let standing = acts.first().map_or_else(|| "absent".to_owned(), |act| act.standing.clone());
    Crossing { label: scene.title(column).0, acts, standing }
}

fn act(scene: &Scene<'_>, matrix: &Matrix, at: EntryIndex) -> Act {
    let entry = scene.site.entry(at);
    // What the act is stands first; what else is told of it may stand otherwise.
    let first = matrix.show.iter().find(|field| !entry.statements(field).is_empty());
    let first = first.map_or_else(|| entry.fields.first().map(|(id, _)| id), Some);
    let standing = firmness(scene, first.map_or(&[], |id| entry.statements(id)));
    Act {
        link: scene.link(at),
        cells: matrix
            .show
            .iter()
            .filter(|field| entry.kind.field(field).is_some())
            .map(|field| cell(scene, at, field))
            .collect(),
        mark: qualified::mark(scene, standing),
        standing: standing.unwrap_or("sourced").to_owned(),
    }
}
