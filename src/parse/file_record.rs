//! What a version of a file says about each entry, for comparing versions.

use super::csv::CsvTable;
use super::front_matter::read_front_matter;
use super::yaml::{self, NodeKind, TextStyle, YamlNode};
use crate::diagnostic::SourceFile;
use crate::files::{file_extension, is_table};
use crate::locale::is_language_tag;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What a version of a file says about one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRecord {
    /// The id of an item of a list or of a row; `None` for a page.
    pub id: Option<String>,
    /// The values by key.
    pub values: BTreeMap<String, RecordValue>,
    /// The values by key as YAML on one line. Without those of which a table has only a part in a
    /// cell.
    pub written: BTreeMap<String, String>,
    /// The Markdown of the entry.
    pub body: RecordValue,
    /// The lines of the record, from 0. The header of a table is part of each row.
    pub lines: Vec<Range<usize>>,
}

/// What a version of a file says in one place, without layout: two that are equal say the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordValue {
    /// What it says in every language.
    pub shared: String,
    /// What it says in one language, by its tag.
    pub by_language: BTreeMap<String, String>,
}

impl RecordValue {
    /// Returns the languages in which two values differ. A language of `None` means all of them.
    #[must_use]
    pub fn changed_languages(&self, other: &Self) -> Vec<Option<String>> {
        if self.shared != other.shared {
            return vec![None];
        }
        let languages = self.by_language.keys().chain(other.by_language.keys());
        let differs = |language: &&String| {
            self.by_language.get(*language) != other.by_language.get(*language)
        };
        let mut changed: Vec<Option<String>> =
            languages.filter(differs).map(|language| Some(language.clone())).collect();
        changed.sort();
        changed.dedup();
        changed
    }

    /// Returns what it says in one language, or in all of them.
    fn words_in(&mut self, language: Option<&str>) -> &mut String {
        match language {
            Some(language) => self.by_language.entry(language.to_owned()).or_default(),
            None => &mut self.shared,
        }
    }

    /// Appends what a node says, without its layout.
    fn push_node(&mut self, node: &YamlNode, language: Option<&str>) {
        match &node.kind {
            NodeKind::Empty => {}
            NodeKind::Text { text, .. } => push_value(self.words_in(language), text),
            NodeKind::List(items) => {
                self.words_in(language).push('[');
                for item in items {
                    self.push_node(item, language);
                }
                self.words_in(language).push(']');
            }
            NodeKind::Map(pairs) if language.is_none() && is_by_language(pairs) => {
                for (key, value) in pairs {
                    self.push_node(value, key.as_str());
                }
            }
            NodeKind::Map(pairs) => {
                self.words_in(language).push('{');
                for (key, value) in pairs {
                    self.push_node(key, language);
                    self.push_node(value, language);
                }
                self.words_in(language).push('}');
            }
        }
    }
}

/// Returns whether all keys of a map are language tags.
fn is_by_language(pairs: &[(YamlNode, YamlNode)]) -> bool {
    !pairs.is_empty() && pairs.iter().all(|(key, _)| key.as_str().is_some_and(is_language_tag))
}

/// Reads the records of a file: one of a page, and one for each item of a list or row of a table.
#[must_use]
pub fn read_records(path: &str, text: &str) -> Vec<FileRecord> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let source = Arc::new(SourceFile { path: path.into(), text: text.into() });
    match &*file_extension(path) {
        "md" | "markdown" => vec![page_record(&source)],
        "yaml" | "yml" => item_records(&source),
        _ if is_table(path) => row_records(&source),
        _ => Vec::new(),
    }
}

fn page_record(source: &Arc<SourceFile>) -> FileRecord {
    let front_matter = read_front_matter(source);
    let mut record = FileRecord::default();
    record.body.shared = source.text.get(front_matter.body).unwrap_or_default().trim().to_owned();
    record.lines.push(0..source.text.lines().count());
    record.add_pairs(front_matter.root.as_ref());
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
    let header = table.header.first().zip(table.header.last());
    let header_lines =
        header.map(|(first, last)| line_range(source, &(first.range.start..last.range.end)));
    let rows = table.rows.iter().filter_map(|row| {
        let row_lines = line_range(source, &row.range());
        let mut record = FileRecord {
            lines: header_lines.iter().cloned().chain([row_lines]).collect(),
            ..FileRecord::default()
        };
        for (header, cell) in table.header.iter().zip(&row.cells) {
            let (key, rest) = match header.text.split_once('.') {
                Some((key, rest)) => (key, Some(rest)),
                None => (&*header.text, None),
            };
            let language = rest.filter(|rest| is_language_tag(rest));
            let value = match key {
                "id" => {
                    record.id = Some(cell.text.to_string());
                    continue;
                }
                "body" => &mut record.body,
                _ if cell.text.is_empty() => continue,
                _ if rest.is_none() && is_plain_word(&cell.text) => {
                    record.written.insert(key.to_owned(), cell.text.to_string());
                    record.values.entry(key.to_owned()).or_default()
                }
                _ => record.values.entry(key.to_owned()).or_default(),
            };
            push_value(value.words_in(language), &cell.text);
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
                Some("body") => self.body.push_node(value, None),
                Some(name) => {
                    self.values.entry(name.to_owned()).or_default().push_node(value, None);
                    self.written.insert(name.to_owned(), flow_text(value));
                }
            }
        }
    }
}

/// Returns what a node says as YAML on one line, which is read as the node is.
fn flow_text(node: &YamlNode) -> String {
    match &node.kind {
        NodeKind::Empty => "~".to_owned(),
        NodeKind::Text { text, style: TextStyle::Plain } if is_plain_word(text) => text.to_string(),
        NodeKind::Text { text, .. } => serde_json::Value::from(&**text).to_string(),
        NodeKind::List(items) => {
            format!("[{}]", items.iter().map(flow_text).collect::<Vec<_>>().join(", "))
        }
        NodeKind::Map(pairs) => {
            let pairs = pairs.iter();
            let pairs =
                pairs.map(|(key, value)| format!("{}: {}", flow_text(key), flow_text(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Returns whether a text has no character that means something in YAML.
fn is_plain_word(text: &str) -> bool {
    let is_plain =
        |char: char| char.is_alphanumeric() || matches!(char, '-' | '.' | '_' | '/' | ' ');
    text.starts_with(char::is_alphanumeric) && !text.ends_with(' ') && text.chars().all(is_plain)
}

/// Appends a text that ends where the next one begins.
fn push_value(words: &mut String, text: &str) {
    words.push_str(text.trim());
    words.push('\n');
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
            format!(
                "{:?} {} {:?} {:?}",
                record.id,
                keys.join(","),
                record.body.shared,
                record.lines
            )
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
    fn a_value_differs_in_the_languages_whose_words_changed() {
        let changed = |before: &str, after: &str| {
            let value = |text: &str| {
                let text = format!("party: [{{id: a, at: {text}}}]\n");
                read_records("a.yaml", &text).remove(0).values.remove("at").unwrap_or_default()
            };
            let languages = value(before).changed_languages(&value(after));
            let names = languages.iter().map(|it| it.as_deref().unwrap_or("all"));
            names.collect::<Vec<_>>().join(",")
        };
        assert_eq!(changed("{sv: a, en: b}", "{sv: a, en: b}"), "");
        assert_eq!(changed("{sv: a, en: b}", "{sv: a, en: c}"), "en");
        assert_eq!(changed("{sv: a}", "{sv: a, en: c}"), "en");
        assert_eq!(changed("{sv: a, en: b}", "{sv: c, en: d}"), "en,sv");
        assert_eq!(changed("{sv: a, en: b}", "a"), "all");
        assert_eq!(changed("[{x: 1, t: {sv: a, en: b}}]", "[{x: 1, t: {sv: c, en: b}}]"), "sv");
        assert_eq!(changed("[{x: 1, t: {sv: a}}]", "[{x: 2, t: {sv: a}}]"), "all");
        assert_eq!(changed("{from: 1, until: 2}", "{from: 1, until: 3}"), "all");
        let row = |title: &str| format!("id,title.sv,title.en\na,{title},A\n");
        let title = |text: &str| read_records("a.csv", text).remove(0).values["title"].clone();
        let changed = title(&row("Å")).changed_languages(&title(&row("Ä")));
        assert_eq!(changed, [Some("sv".to_owned())]);
    }

    #[test]
    fn a_value_on_one_line_is_read_as_the_value() {
        for text in [
            "a",
            "\"a\"",
            "unknown",
            "'unknown'",
            "2019-01-01",
            "1/3",
            "'a: b'",
            "a \\ \"q\"",
            "{value: x, from: 2019, source: 'd P1 \"q, r\"'}",
            "[a, {b: [c, ~]}]",
            "'åé {x}'",
        ] {
            let read = |text: &str| {
                let text = format!("party: [{{id: a, at: {text}}}]\n");
                let record = read_records("a.yaml", &text).remove(0);
                (record.values["at"].clone(), record.written["at"].clone())
            };
            let (value, written) = read(text);
            assert_eq!(read(&written), (value, written.clone()), "{text}: {written}");
        }
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
