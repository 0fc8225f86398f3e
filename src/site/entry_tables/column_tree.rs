//! The columns of a table as the keys of a map: dots go as deep as maps in YAML.

use crate::parse::CsvTable;
use crate::schema::value::STATEMENT_KEYS;
use crate::schema::{EntryType, FieldDef, FieldKind};
use std::ops::Range;

/// How many keys the name of a column has at most. The last one has the rest of the name.
const MAX_DEPTH: usize = 8;

/// The columns whose names begin with the same keys.
#[derive(Debug)]
pub(super) struct ColumnTree {
    /// In the order of their first columns.
    pub(super) columns: Vec<ColumnNode>,
}

/// A key in the name of a column: `bound` and `source` of `bound.source`.
#[derive(Debug)]
pub(super) struct ColumnNode {
    pub(super) key: Box<str>,
    /// The name in the header of the first column with this key.
    pub(super) header_range: Range<usize>,
    /// The column whose name ends with this key.
    pub(super) column: Option<ColumnCells>,
    /// The keys that follow this one.
    pub(super) children: Vec<ColumnNode>,
    pub(super) value_kind: ColumnValueKind,
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnValueKind {
    /// A period, so that `bound.from` and `bound.source` go together.
    Period,
    /// The value of any other field, so that `size` and `size.source` go together.
    Statement,
    /// A text by language, or a part of a value.
    Other,
}

/// The cells of a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct ColumnCells {
    /// The index of the column.
    pub(super) index: usize,
    pub(super) format: CellFormat,
}

/// How the text of a cell is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellFormat {
    /// Words of a text, which may begin with any sign.
    Words(ValueCount),
    /// A number or a fraction, which spreadsheets write as people do: `1 200,5`.
    Number(ValueCount),
    /// Citations, whose quotes may have any sign.
    Citations,
    /// A value of any other kind.
    Value(ValueCount),
}

/// How many values a cell has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueCount {
    /// One.
    One,
    /// Any number, with `|` between them.
    Several,
}

/// A key, and where its column is.
struct KeyPath<'a> {
    keys: Vec<&'a str>,
    index: usize,
    header_range: &'a Range<usize>,
}

impl ColumnTree {
    /// Builds the tree of the columns that an entry of a type may have.
    pub(super) fn new(table: &CsvTable, kind: &EntryType, is_known: &dyn Fn(&str) -> bool) -> Self {
        let named = table.header.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty());
        let mut paths: Vec<KeyPath<'_>> = named
            .map(|(index, cell)| {
                let keys = column_keys(&cell.text);
                KeyPath { keys, index, header_range: &cell.range }
            })
            .filter(|path| path.keys.first().is_some_and(|key| is_known(key)))
            .collect();
        // Stable, so that columns with the same key keep their order.
        paths.sort_by(|left, right| left.keys.cmp(&right.keys));
        Self { columns: nodes(&paths, 0, kind) }
    }

    /// Returns the column whose name is this key alone.
    pub(super) fn column(&self, key: &str) -> Option<ColumnCells> {
        self.columns.iter().find(|node| *node.key == *key)?.column
    }

    /// Returns whether a column has this name, or one that begins with it and a dot.
    pub(super) fn has_key(&self, key: &str) -> bool {
        self.columns.iter().any(|node| *node.key == *key)
    }
}

/// Returns the keys in the name of a column.
pub(super) fn column_keys(name: &str) -> Vec<&str> {
    name.splitn(MAX_DEPTH, '.').collect()
}

/// Builds the nodes of the columns, whose keys before `depth` are the same. The paths are sorted.
///
/// The recursion is at most [`MAX_DEPTH`] deep.
fn nodes(paths: &[KeyPath<'_>], depth: usize, kind: &EntryType) -> Vec<ColumnNode> {
    let key_at = |path: &KeyPath<'_>| path.keys.get(depth).copied().unwrap_or_default().to_owned();
    let groups = paths.chunk_by(|left, right| key_at(left) == key_at(right));
    let mut nodes: Vec<ColumnNode> = groups
        .filter_map(|group| {
            let first = group.iter().min_by_key(|path| path.index)?;
            let (own_columns, deeper): (Vec<_>, Vec<_>) =
                group.iter().partition(|path| path.keys.len() == depth + 1);
            let keys = first.keys.get(..=depth)?;
            let column = own_columns
                .first()
                .map(|path| ColumnCells { index: path.index, format: cell_format(kind, keys) });
            // The shorter path is the first of its group.
            let children = group.get(group.len() - deeper.len()..).unwrap_or_default();
            Some(ColumnNode {
                key: key_at(first).into(),
                header_range: first.header_range.clone(),
                column,
                children: if children.is_empty() {
                    Vec::new()
                } else {
                    self::nodes(children, depth + 1, kind)
                },
                value_kind: value_kind(kind, keys),
            })
        })
        .collect();
    nodes.sort_by_key(|node| node.header_range.start);
    nodes
}

/// Returns what the value of these keys is.
fn value_kind(kind: &EntryType, keys: &[&str]) -> ColumnValueKind {
    match field_at(kind, keys) {
        Some((field, [])) if field.kind == FieldKind::Period => ColumnValueKind::Period,
        Some((_, [])) => ColumnValueKind::Statement,
        _ => ColumnValueKind::Other,
    }
}

/// Returns the field that the keys lead to, and the keys in its value.
fn field_at<'t, 'k>(
    kind: &'t EntryType,
    keys: &'k [&'k str],
) -> Option<(&'t FieldDef, &'k [&'k str])> {
    let (first, mut rest) = keys.split_first()?;
    let mut field = kind.find_field(first)?;
    while let FieldKind::Group(fields) = &field.kind {
        let inner = rest.strip_prefix(&["value"]).unwrap_or(rest);
        let Some((name, after)) = inner.split_first() else { break };
        let Some(inner_field) = fields.iter().find(|field| *field.id == **name) else { break };
        (field, rest) = (inner_field, after);
    }
    Some((field, rest))
}

/// Returns how the cells of the column with these keys are read.
fn cell_format(kind: &EntryType, keys: &[&str]) -> CellFormat {
    use CellFormat::{Citations, Number, Value, Words};
    use ValueCount::{One, Several};
    let Some((field, rest)) = field_at(kind, keys) else {
        return match keys {
            ["aliases" | "tags" | "allow"] => Words(Several),
            ["order"] => Number(One),
            ["title" | "in_sentence" | "description" | "owner" | "body" | "removed", ..] => {
                Words(One)
            }
            _ => Value(One),
        };
    };
    match rest {
        [] | ["value"] => {
            let count = if field.at_most == Some(1) { One } else { Several };
            match &field.kind {
                FieldKind::Text => Words(count),
                FieldKind::Markdown => Words(One),
                FieldKind::Number | FieldKind::Fraction => Number(count),
                FieldKind::Citation => Citations,
                FieldKind::Date
                | FieldKind::Period
                | FieldKind::Url
                | FieldKind::Choice(_)
                | FieldKind::Bool
                | FieldKind::File
                | FieldKind::Group(_)
                | FieldKind::Reference(_) => Value(count),
            }
        }
        ["source"] => Citations,
        [key, ..] if *key != "note" && STATEMENT_KEYS.contains(key) => Value(One),
        _ => match &field.kind {
            FieldKind::Period | FieldKind::Date => Value(One),
            _ => Words(One),
        },
    }
}
