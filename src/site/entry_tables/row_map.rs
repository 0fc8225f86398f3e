//! Makes of a row the map that an editor would have written in YAML.

use super::cell_value::{CellReader, new_text_node};
use super::column_tree::{ColumnNode, ColumnTree, ColumnValueKind};
use crate::parse::csv::CsvRow;
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::value::{PERIOD_KEYS, VALUE_KEY};

/// Returns the map of a row, without the columns whose cells are empty. The range of a key is that
/// of its column in the header. `None` means that all cells are empty.
pub(super) fn row_map(
    columns: &ColumnTree,
    row: &CsvRow,
    cells: &mut CellReader<'_>,
) -> Option<YamlNode> {
    let pairs = pairs(&columns.columns, row, cells);
    let kind = NodeKind::Map(pairs);
    let map = YamlNode { range: row.range(), kind };
    (!map.map_entries().is_empty()).then_some(map)
}

/// The recursion is as deep as the names of columns may be.
fn pairs(
    columns: &[ColumnNode],
    row: &CsvRow,
    cells: &mut CellReader<'_>,
) -> Vec<(YamlNode, YamlNode)> {
    let values = columns.iter().filter_map(|node| {
        let value = value(node, row, cells)?;
        Some((new_text_node(&node.key, node.header_range.clone()), value))
    });
    values.collect()
}

/// Returns the value of a key. `None` means that its cells are empty.
fn value(node: &ColumnNode, row: &CsvRow, cells: &mut CellReader<'_>) -> Option<YamlNode> {
    let own_part = node.column.and_then(|column| {
        let cell = row.cells.get(column.index).filter(|cell| !cell.text.is_empty())?;
        Some(cells.read(cell, column.format))
    });
    let mut parts = pairs(&node.children, row, cells);
    let Some((_, first)) = parts.first() else { return own_part };
    let range = own_part.as_ref().unwrap_or(first).range.clone();
    match own_part {
        // `size` and `size.source` are `{value: …, source: …}`.
        Some(own_part)
            if node.value_kind != ColumnValueKind::Other && !has_key(&parts, VALUE_KEY) =>
        {
            parts.insert(0, (new_text_node(VALUE_KEY, node.header_range.clone()), own_part));
        }
        // `title` and `title.sv` cannot both have a value.
        Some(own_part) => {
            cells.report_second_value(&node.key, node.header_range.clone(), &node.children);
            return Some(own_part);
        }
        None if node.value_kind == ColumnValueKind::Period && !has_key(&parts, VALUE_KEY) => {
            parts = with_period_as_value(parts);
        }
        None => {}
    }
    Some(YamlNode { range, kind: NodeKind::Map(parts) })
}

/// Returns `{from: …, until: …, source: …}` as `{value: {from: …, until: …}, source: …}`. In a
/// table the bounds of a period have columns beside that of its source.
fn with_period_as_value(parts: Vec<(YamlNode, YamlNode)>) -> Vec<(YamlNode, YamlNode)> {
    let is_bound = |(key, _): &(YamlNode, YamlNode)| {
        key.as_str().is_some_and(|name| PERIOD_KEYS.contains(&name))
    };
    let (bounds, mut others): (Vec<_>, Vec<_>) = parts.into_iter().partition(is_bound);
    if others.is_empty() {
        return bounds;
    }
    if let Some((first_key, first)) = bounds.first() {
        let key = new_text_node(VALUE_KEY, first_key.range.clone());
        let range = first.range.clone();
        others.insert(0, (key, YamlNode { range, kind: NodeKind::Map(bounds) }));
    }
    others
}

fn has_key(pairs: &[(YamlNode, YamlNode)], name: &str) -> bool {
    pairs.iter().any(|(key, _)| key.as_str() == Some(name))
}
