//! Reads TOML front matter into the tree that YAML is read into, so that all formats have the same
//! keys.

use super::yaml::{NodeKind, TextStyle, YamlNode};
use crate::diagnostic::rules::{LimitUnit, LimitedPart};
use crate::diagnostic::{Diagnostic, SourceFile, Span, rules};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Deeper values are dropped, and reported.
const MAX_NESTING: usize = 64;

/// Reads the bytes `range` of a file as TOML. All ranges are positions in the file. After an error
/// the root holds what could be read.
pub(super) fn read(
    source: &Arc<SourceFile>,
    range: &Range<usize>,
) -> (Option<YamlNode>, Vec<Diagnostic>) {
    let text = source.text.get(range.clone()).unwrap_or_default();
    if let Some(line) = deeply_nested_line(text) {
        let span = Span::new(source, range.start + line.start..range.start + line.end);
        let kind = rules::TooLarge {
            what: LimitedPart::Nesting,
            limit: MAX_NESTING,
            unit: LimitUnit::Levels,
        };
        return (None, vec![Diagnostic::new(span, kind)]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let tree = TomlTree { text, offset: range.start };
    let root = tree.table_node(0..text.len(), table.get_ref());
    // What follows the first error is often caused by it.
    let diagnostic = errors.first().map(|error| {
        let place = error.span().unwrap_or(text.len()..text.len());
        let place = tree.file_range(place_on_its_line(text, place));
        let kind = rules::TomlSyntax { problem: error.message().to_owned() };
        Diagnostic::new(Span::new(source, place), kind)
    });
    (Some(root), diagnostic.into_iter().collect())
}

/// Returns the first line with more dots than a key can have parts. The parser makes a table of
/// each part, and freeing them recurses.
fn deeply_nested_line(text: &str) -> Option<Range<usize>> {
    let mut offset = 0;
    text.split_inclusive('\n').find_map(|line| {
        let start = offset;
        offset += line.len();
        let key = line.split('=').next().unwrap_or(line);
        let n_parts = key.matches('.').count();
        (n_parts > MAX_NESTING).then_some(start..start + line.trim_end().len())
    })
}

/// Moves a place at or after the end of a line into that line, where the missing part belongs.
fn place_on_its_line(text: &str, place: Range<usize>) -> Range<usize> {
    let before = text.get(..place.start).unwrap_or(text);
    let start = before.trim_end_matches(['\n', '\r']).len();
    if start < place.start && place.start >= text.trim_end().len() { start..start } else { place }
}

/// Converts the values of one TOML text.
struct TomlTree<'a> {
    text: &'a str,
    /// Where the text begins in the file.
    offset: usize,
}

impl TomlTree<'_> {
    fn file_range(&self, range: Range<usize>) -> Range<usize> {
        self.offset + range.start..self.offset + range.end
    }

    fn table_node(&self, range: Range<usize>, table: &DeTable<'_>) -> YamlNode {
        let mut entries: Vec<(YamlNode, YamlNode)> = table
            .iter()
            .map(|(key, value)| {
                let kind = text_kind(key.get_ref(), TextStyle::Plain);
                let key = YamlNode { range: self.file_range(key.span()), kind };
                (key, self.value_node(value))
            })
            .collect();
        // The parser sorts them by name.
        entries.sort_by_key(|(key, _)| key.range.start);
        YamlNode { range: self.file_range(range), kind: NodeKind::Map(entries) }
    }

    fn value_node(&self, value: &Spanned<DeValue<'_>>) -> YamlNode {
        let range = value.span();
        let kind = match value.get_ref() {
            DeValue::String(text) => text_kind(text, TextStyle::Quoted),
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => {
                let written = self.text.get(range.clone()).unwrap_or_default();
                text_kind(written, TextStyle::Plain)
            }
            DeValue::Array(items) => {
                NodeKind::List(items.iter().map(|item| self.value_node(item)).collect())
            }
            DeValue::Table(table) => return self.table_node(range, table),
        };
        YamlNode { range: self.file_range(range), kind }
    }
}

fn text_kind(text: &str, style: TextStyle) -> NodeKind {
    NodeKind::Text { text: text.into(), style }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    fn outline(text: &str) -> String {
        let source = Arc::new(SourceFile { path: "a.md".into(), text: text.into() });
        let (root, diagnostics) = read(&source, &(0..text.len()));
        let mut lines = String::new();
        for (key, value) in root.as_ref().map(YamlNode::map_entries).unwrap_or_default() {
            let value_text = source.text.get(value.range.clone()).unwrap();
            let key_text = source.text.get(key.range.clone()).unwrap();
            writeln!(lines, "{key_text}: {:?} «{value_text}»", value.as_str()).unwrap();
        }
        for diagnostic in diagnostics {
            let position = diagnostic.span.start_position();
            writeln!(lines, "{}:{} {:?}", position.line, position.column, diagnostic.kind).unwrap();
        }
        lines
    }

    #[test]
    fn values_have_their_text_and_their_place() {
        let text = "title = \"Caf\\u00e9\" # x\nb = true\n\"a\" = 2024-05-01\nlist = ['x', 'y']\n";
        assert_eq!(
            outline(text),
            "title: Some(\"Café\") «\"Caf\\u00e9\"»\nb: Some(\"true\") «true»\n\
             \"a\": Some(\"2024-05-01\") «2024-05-01»\nlist: None «['x', 'y']»\n"
        );
        assert!(outline("[extra]\ndraft = true\n").starts_with("extra: None"));
    }

    #[test]
    fn the_first_error_is_reported_on_its_line() {
        assert!(outline("title = \"Plan\ndraft = true\n").contains("1:"));
        assert!(outline("title = \"Plan").contains("1:"));
        assert!(outline("a = 1\na = 2\n").contains("2:1"));
        assert!(outline("title = \"\"\"Plan\n").contains("TomlSyntax"));
    }

    #[test]
    fn deep_values_do_not_overflow() {
        assert!(outline(&format!("{} = 1\n", ["a"; 100_000].join("."))).contains("TooLarge"));
        let deep = format!("a = {}1{}\n", "[".repeat(100_000), "]".repeat(100_000));
        assert!(outline(&deep).contains("TomlSyntax"));
        let table = format!("[{}]\nb = 1\n", ["a"; 100_000].join("."));
        assert!(outline(&table).contains("TooLarge"));
        let inline = format!("a = {}1{}\n", "{b = ".repeat(100_000), "}".repeat(100_000));
        assert!(outline(&inline).contains("TomlSyntax"));
    }
}
