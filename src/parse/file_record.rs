//! What a version of a file says about each entry, for comparing versions.

use super::csv::{CsvCell, CsvTable};
use super::front_matter;
use super::yaml::{self, NodeKind, YamlNode};
use crate::diagnostic::SourceFile;
use crate::files::file_extension;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What a version of a file says about one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRecord {
    /// The id of an item of a list or of a row; `None` for a page.
    pub id: Option<String>,
    /// The values by key, without layout: two that are equal say the same.
    pub values: BTreeMap<String, String>,
    /// The Markdown of the entry.
    pub body: String,
    /// The lines of the record, from 0. The header of a table is part of each row.
    pub lines: Vec<Range<usize>>,
}

/// Reads the records of a file: one of a page, and one for each item of a list or row of a table.
#[must_use]
pub fn read_records(path: &str, text: &str) -> Vec<FileRecord> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let source = Arc::new(SourceFile { path: path.into(), text: text.into() });
    match &*file_extension(path) {
        "md" | "markdown" => vec![page_record(&source)],
        "yaml" => item_records(&source),
        "csv" => row_records(&source),
        _ => Vec::new(),
    }
}

fn page_record(source: &Arc<SourceFile>) -> FileRecord {
    let split = front_matter::split_front_matter(&source.text);
    let root = yaml::read(source, split.front_matter).0;
    let body = source.text.get(split.body).unwrap_or_default().trim().to_owned();
    let mut record = FileRecord { body, ..FileRecord::default() };
    record.lines.push(0..source.text.lines().count());
    record.add_pairs(root.as_ref());
    record
}

fn item_records(source: &Arc<SourceFile>) -> Vec<FileRecord> {
    let root = yaml::read(source, 0..source.text.len()).0;
    let lists = root.as_ref().map(YamlNode::map_entries).unwrap_or_default();
    let items = lists.iter().flat_map(|(_, list)| list.list_items());
    items
        .filter_map(|item| {
            let id = item.get("id").and_then(YamlNode::as_str)?.to_owned();
            let mut record = FileRecord { id: Some(id), ..FileRecord::default() };
            record.lines.push(line_range(source, &item.range));
            record.add_pairs(Some(item));
            Some(record)
        })
        .collect()
}

fn row_records(source: &Arc<SourceFile>) -> Vec<FileRecord> {
    let table = CsvTable::read(source).0;
    let header_lines = cell_lines(source, &table.header);
    let rows = table.rows.iter().filter_map(|row| {
        let mut record = FileRecord {
            lines: header_lines.iter().cloned().chain(cell_lines(source, row)).collect(),
            ..FileRecord::default()
        };
        for (header, cell) in table.header.iter().zip(row) {
            let key = header.text.split('.').next().unwrap_or_default();
            match key {
                "id" => record.id = Some(cell.text.to_string()),
                "body" => push_value(&mut record.body, &cell.text),
                _ if cell.text.is_empty() => {}
                _ => push_value(record.values.entry(key.to_owned()).or_default(), &cell.text),
            }
        }
        record.id.is_some().then_some(record)
    });
    rows.collect()
}

impl FileRecord {
    fn add_pairs(&mut self, map: Option<&YamlNode>) {
        for (key, value) in map.map(YamlNode::map_entries).unwrap_or_default() {
            match key.as_str() {
                Some("id") | None => {}
                Some("body") => push_node(&mut self.body, value),
                Some(name) => push_node(self.values.entry(name.to_owned()).or_default(), value),
            }
        }
    }
}

/// Appends what a node says, without its layout.
fn push_node(words: &mut String, node: &YamlNode) {
    match &node.kind {
        NodeKind::Empty => {}
        NodeKind::Text { text, .. } => push_value(words, text),
        NodeKind::List(items) => {
            words.push('[');
            for item in items {
                push_node(words, item);
            }
            words.push(']');
        }
        NodeKind::Map(pairs) => {
            words.push('{');
            for (key, value) in pairs {
                push_node(words, key);
                push_node(words, value);
            }
            words.push('}');
        }
    }
}

/// Appends a text that ends where the next one begins.
fn push_value(words: &mut String, text: &str) {
    words.push_str(text.trim());
    words.push('\n');
}

fn cell_lines(source: &SourceFile, row: &[CsvCell]) -> Option<Range<usize>> {
    let (first, last) = (row.first()?, row.last()?);
    Some(line_range(source, &(first.range.start..last.range.end)))
}

/// Returns the lines, from 0, that a range of bytes touches.
fn line_range(source: &SourceFile, range: &Range<usize>) -> Range<usize> {
    let count_lines = |end: usize| source.text.get(..end).unwrap_or_default().matches('\n').count();
    let text = source.text.get(range.clone()).unwrap_or_default();
    let end = range.start + text.trim_end().len();
    count_lines(range.start)..count_lines(end) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(path: &str, text: &str) -> Vec<String> {
        let records = read_records(path, text).into_iter();
        let describe = |record: FileRecord| {
            let keys: Vec<&str> = record.values.keys().map(|key| &**key).collect();
            format!("{:?} {} {:?} {:?}", record.id, keys.join(","), record.body, record.lines)
        };
        records.map(describe).collect()
    }

    #[test]
    fn a_page_is_one_record() {
        let text = "---\ntitle: Rådet\nchair: solna\n---\n\nText.\n";
        assert_eq!(summary("a.md", text), ["None chair,title \"Text.\" [0..6]"]);
        assert_eq!(summary("a.md", ""), ["None  \"\" [0..0]"]);
        assert_eq!(summary("a.txt", text), <[&str; 0]>::default());
    }

    #[test]
    fn an_item_has_its_own_lines() {
        let text = "party:\n  - id: a\n    title: A\n\n  - {id: b, title: B}\n  - title: C\n";
        let expected = ["Some(\"a\") title \"\" [1..3]", "Some(\"b\") title \"\" [4..5]"];
        assert_eq!(summary("a.yaml", text), expected);
    }

    #[test]
    fn a_row_has_its_own_line_and_the_header() {
        let text = "id,title.sv,title.en\na,Å,A\nb,\"B\nb\",B\n";
        let expected =
            ["Some(\"a\") title \"\" [0..1, 1..2]", "Some(\"b\") title \"\" [0..1, 2..4]"];
        assert_eq!(summary("a.csv", text), expected);
    }

    #[test]
    fn layout_is_no_difference() {
        let block = read_records("a.yaml", "party:\n  - id: a\n    at: {x: 1, y: [b, 'c']}\n");
        let flow = read_records("a.yaml", "party: [{id: a, at: {x: \"1\", y: [b, c]}}]\r\n");
        assert_eq!(block[0].values, flow[0].values);
        let other = read_records("a.yaml", "party: [{id: a, at: {x: 1, y: [bc]}}]\n");
        assert_ne!(block[0].values, other[0].values);
    }
}
