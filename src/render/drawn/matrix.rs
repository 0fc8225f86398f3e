//! Who did what, when: two types crossed by the acts between them.

use super::{Cell, cell, firmness};
use crate::render::scene::Scene;
use crate::render::view::{Html, Link};
use crate::render::{field, qualified, sources};
use crate::schema::Value;
use crate::site::EntryIndex;
use crate::site::views::Matrix;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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
    /// What was done, if that is a word: it stands first, and leads to the act.
    word: Option<String>,
    /// The markers of the word.
    markers: Html,
    /// What else is told: by whom, to whom, when.
    cells: Vec<Cell>,
    mark: Option<String>,
    standing: String,
}

pub(super) fn matrix(scene: &Scene<'_>, matrix: &Matrix) -> Table {
    let acts = acts(scene, matrix);
    let none = Vec::new();
    let crossing = |row: EntryIndex, column: EntryIndex| {
        let here = acts.get(&(row, column)).unwrap_or(&none).iter();
        let acts: Vec<Act> = here.map(|at| act(scene, matrix, (*at, row))).collect();
        let standing = acts.first().map_or_else(|| "absent".to_owned(), |act| act.standing.clone());
        Crossing { label: scene.title(column).0, acts, standing }
    };
    let row = |at: &EntryIndex| Row {
        link: scene.link(*at),
        cells: matrix.columns.iter().map(|column| crossing(*at, *column)).collect(),
    };
    let kind = matrix.rows.first().map(|at| &scene.site.entry(*at).kind);
    Table {
        name: kind.map_or_else(String::new, |kind| scene.text(&kind.name).0),
        columns: matrix.columns.iter().map(|at| scene.link(*at)).collect(),
        rows: matrix.rows.iter().map(row).collect(),
    }
}

/// The acts by the row and the column that they lead to.
fn acts(scene: &Scene<'_>, matrix: &Matrix) -> BTreeMap<(EntryIndex, EntryIndex), Vec<EntryIndex>> {
    let targets = |act: EntryIndex, field: &str| -> BTreeSet<EntryIndex> {
        let entry = scene.site.entry(act);
        let Some(own) = entry.kind.field(field) else { return BTreeSet::new() };
        let statements = entry.statements(field).iter();
        statements
            .filter_map(|statement| match &statement.value {
                Value::Entry(written) => scene.site.related(own, written),
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

fn act(scene: &Scene<'_>, matrix: &Matrix, (at, row): (EntryIndex, EntryIndex)) -> Act {
    let entry = scene.site.entry(at);
    // What the act is stands first; what else is told of it may stand otherwise.
    let first = matrix.show.iter().find(|field| !entry.statements(field).is_empty());
    let first = first.map_or_else(|| entry.fields.first().map(|(id, _)| id), Some);
    let standing = firmness(scene, first.map_or(&[], |id| entry.statements(id)));
    let word = first.and_then(|id| match entry.statements(id) {
        [one] if matches!(one.value, Value::Choice(_) | Value::Text(_)) => {
            let markers = sources::markers(scene, one.sources(), entry);
            Some((id, field::plain(scene, at, id)?, markers))
        }
        _ => None,
    });
    let told = word.as_ref().map(|(id, ..)| *id);
    let shown = matrix.show.iter().filter(|id| {
        let is_known = entry.kind.field(id).is_some() && Some(*id) != told;
        is_known && !names_only(scene, (at, id), row)
    });
    let cells = shown.map(|id| cell(scene, at, id)).collect();
    let (word, markers) =
        word.map_or_else(Default::default, |(_, word, markers)| (Some(word), markers));
    Act {
        link: scene.link(at),
        word,
        markers: Html::new(&markers),
        cells,
        mark: qualified::mark(scene, standing),
        standing: standing.unwrap_or("sourced").to_owned(),
    }
}

/// Whether a field says nothing but the name of the row that it stands in.
fn names_only(scene: &Scene<'_>, (at, id): (EntryIndex, &str), row: EntryIndex) -> bool {
    let entry = scene.site.entry(at);
    let Some(field) = entry.kind.field(id) else { return false };
    let statements = entry.statements(id);
    let names_row = |one: &crate::schema::Statement| match &one.value {
        Value::Entry(written) => scene.site.related(field, written) == Some(row),
        _ => false,
    };
    !statements.is_empty() && statements.iter().all(names_row)
}
