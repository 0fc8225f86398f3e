//! Reads a cell as a value: a text, several of them, or YAML in braces or brackets.

use super::column_tree::{CellFormat, ColumnNode, ValueCount};
use crate::diagnostic::rules::KeyPlace;
use crate::diagnostic::{Diagnostic, RelatedNote, SourceFile, Span, rules};
use crate::parse::csv::{CellSourceMap, CsvCell};
use crate::parse::yaml::{self, NodeKind, TextStyle, YamlNode};
use crate::schema::LanguageTag;
use crate::schema::value::{CITATION_KEYS, STATEMENT_KEYS};
use std::ops::Range;
use std::sync::Arc;

/// What separates the values in a cell.
const VALUE_SEPARATOR: char = '|';
/// Spaces between groups of three digits.
const DIGIT_SPACES: [char; 4] = [' ', '\u{a0}', '\u{2009}', '\u{202f}'];

/// Reads the cells of a table.
pub(super) struct CellReader<'a> {
    source: &'a Arc<SourceFile>,
    languages: &'a [LanguageTag],
    decimal_mark: DecimalMark,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The mark before the decimals of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DecimalMark {
    /// Only a point, because a comma separates the cells.
    Point,
    /// A comma or a point.
    CommaOrPoint,
}

/// A part of a cell.
struct CellPart<'a> {
    text: &'a str,
    /// Its range in the text of the cell.
    range: Range<usize>,
    map: &'a CellSourceMap,
}

/// A part of a cell, read as YAML.
enum CellYaml {
    /// A map or a list.
    Value(YamlNode),
    /// What is wrong with its YAML.
    Broken(Vec<Diagnostic>),
    /// It is not meant as YAML.
    NotYaml,
}

impl<'a> CellReader<'a> {
    pub(super) fn new(
        source: &'a Arc<SourceFile>,
        languages: &'a [LanguageTag],
        separator: u8,
    ) -> Self {
        let decimal_mark = match separator {
            b';' | b'\t' => DecimalMark::CommaOrPoint,
            _ => DecimalMark::Point,
        };
        Self { source, languages, decimal_mark, diagnostics: Vec::new() }
    }

    /// Reads a cell that is not empty.
    pub(super) fn read(&mut self, cell: &CsvCell, format: CellFormat) -> YamlNode {
        let text = &*cell.text;
        let is_split = text.contains(VALUE_SEPARATOR) && format.has_several();
        let may_be_yaml = text.starts_with(['{', '[']);
        if !is_split && !may_be_yaml {
            return self.text_node(text, cell.range.clone(), format);
        }
        let map = cell.source_map(&self.source.text);
        let full_cell = CellPart { text, range: 0..text.len(), map: &map };
        let cell_yaml = self.read_yaml(&full_cell, format);
        // A map or a list may have a separator of its own.
        if !is_split || matches!(cell_yaml, CellYaml::Value(_)) {
            let node = self.value_node(&full_cell, format, cell_yaml);
            return node
                .unwrap_or_else(|| YamlNode { range: cell.range.clone(), kind: NodeKind::Empty });
        }
        let items = split_values(text, format).into_iter().filter_map(|range| {
            let text = text.get(range.clone())?;
            let start = range.start + (text.len() - text.trim_start().len());
            let text = text.trim();
            let part = CellPart { text, range: start..start + text.len(), map: &map };
            let part_yaml = self.read_yaml(&part, format);
            (!text.is_empty()).then(|| self.value_node(&part, format, part_yaml)).flatten()
        });
        let items: Vec<YamlNode> = items.collect();
        YamlNode { range: cell.range.clone(), kind: NodeKind::List(items) }
    }

    /// Reports a column such as `title.sv` beside a column `title`, if a row has a value in both.
    pub(super) fn report_second_value(
        &mut self,
        key: &str,
        first_range: Range<usize>,
        children: &[ColumnNode],
    ) {
        let second = children.iter().max_by_key(|child| child.header_range.start);
        let second_range = second.map_or(first_range.clone(), |it| it.header_range.clone());
        let kind = rules::DuplicateKey { key: key.to_owned(), place: KeyPlace::Column };
        let diagnostic = Diagnostic::new(Span::new(self.source, second_range), kind);
        let first_span = Span::new(self.source, first_range);
        self.diagnostics.push(diagnostic.with_related(first_span, RelatedNote::FirstDefinition));
    }

    /// Returns one value. What is wrong with its YAML is reported. `None` means that nothing of it
    /// could be read.
    fn value_node(
        &mut self,
        part: &CellPart<'_>,
        format: CellFormat,
        part_yaml: CellYaml,
    ) -> Option<YamlNode> {
        match part_yaml {
            CellYaml::Value(node) => Some(node),
            CellYaml::Broken(diagnostics) if !format.may_be_any_text() => {
                self.diagnostics.extend(diagnostics);
                None
            }
            CellYaml::Broken(_) | CellYaml::NotYaml => {
                let range = part.map.file_range(&part.range);
                Some(self.text_node(part.text, range, format))
            }
        }
    }

    fn text_node(&self, text: &str, range: Range<usize>, format: CellFormat) -> YamlNode {
        let number = match format {
            CellFormat::Number(_) => plain_number(text, self.decimal_mark),
            CellFormat::Words(_) | CellFormat::Citations | CellFormat::Value(_) => None,
        };
        let bar = format!("\\{VALUE_SEPARATOR}");
        let text = match number {
            Some(number) => number,
            None if format.has_several() => text.replace(&bar, &VALUE_SEPARATOR.to_string()),
            None => text.to_owned(),
        };
        new_text_node(&text, range)
    }

    /// Reads a map or list in braces or brackets.
    fn read_yaml(&self, part: &CellPart<'_>, format: CellFormat) -> CellYaml {
        let is_closed = part.text.ends_with(['}', ']']);
        if !part.text.starts_with(['{', '[']) || !is_closed && format.may_be_any_text() {
            return CellYaml::NotYaml;
        }
        let path = self.source.path.clone();
        let value_source = Arc::new(SourceFile { path, text: part.text.into() });
        let (root, mut diagnostics) = yaml::read(&value_source, 0..part.text.len());
        let Some(mut root) = root.filter(|_| diagnostics.is_empty()) else {
            for diagnostic in &mut diagnostics {
                diagnostic.span = self.span_in_file(part, &diagnostic.span);
                for related in &mut diagnostic.related {
                    related.span = self.span_in_file(part, &related.span);
                }
            }
            return CellYaml::Broken(diagnostics);
        };
        if format.may_be_any_text() && !self.has_only_known_keys(&root) {
            return CellYaml::NotYaml;
        }
        move_to_file(&mut root, part);
        CellYaml::Value(root)
    }

    fn span_in_file(&self, part: &CellPart<'_>, span: &Span) -> Span {
        Span::new(self.source, part.file_range(&span.range()))
    }

    /// Returns whether a value is a map, or a list of maps, with the keys of a statement, a
    /// citation or the site's languages. Another text in braces is words.
    fn has_only_known_keys(&self, root: &YamlNode) -> bool {
        let is_known = |name: &str| {
            STATEMENT_KEYS.contains(&name)
                || CITATION_KEYS.contains(&name)
                || self.languages.iter().any(|language| *language.0 == *name)
        };
        root.items_or_self().iter().all(|item| {
            let mut keys = item.map_entries().iter().map(|(key, _)| key.as_str());
            matches!(item.kind, NodeKind::Map(_)) && keys.all(|key| key.is_some_and(is_known))
        })
    }
}

impl CellPart<'_> {
    /// Returns the range in the file of a range of the part.
    fn file_range(&self, range: &Range<usize>) -> Range<usize> {
        self.map.file_range(&(self.range.start + range.start..self.range.start + range.end))
    }
}

impl CellFormat {
    fn has_several(self) -> bool {
        match self {
            Self::Words(count) | Self::Number(count) | Self::Value(count) => {
                count == ValueCount::Several
            }
            Self::Citations => true,
        }
    }

    /// Returns whether a text that is not YAML may begin with a brace or a bracket.
    fn may_be_any_text(self) -> bool {
        match self {
            Self::Words(_) | Self::Citations => true,
            Self::Number(_) | Self::Value(_) => false,
        }
    }
}

/// Returns a scalar without quotes.
pub(super) fn new_text_node(text: &str, range: Range<usize>) -> YamlNode {
    let kind = NodeKind::Text { text: text.into(), style: TextStyle::Plain };
    YamlNode { range, kind }
}

/// Moves the ranges of a value from its text to the file. A value is at most as deep as YAML may
/// be.
fn move_to_file(root: &mut YamlNode, part: &CellPart<'_>) {
    let mut nodes = vec![root];
    while let Some(node) = nodes.pop() {
        node.range = part.file_range(&node.range);
        match &mut node.kind {
            NodeKind::List(items) => nodes.extend(items),
            NodeKind::Map(pairs) => {
                nodes.extend(pairs.iter_mut().flat_map(|(key, value)| [key, value]));
            }
            NodeKind::Text { .. } | NodeKind::Empty => {}
        }
    }
}

/// Returns the ranges of the values in a cell. A bar after `\`, or inside a quote of a citation,
/// separates nothing.
fn split_values(text: &str, format: CellFormat) -> Vec<Range<usize>> {
    let (mut ranges, mut start) = (Vec::new(), 0);
    let (mut is_escaped, mut is_in_quote) = (false, false);
    for (offset, char) in text.char_indices() {
        match char {
            '"' if !is_escaped && format == CellFormat::Citations => is_in_quote = !is_in_quote,
            VALUE_SEPARATOR if !is_escaped && !is_in_quote => {
                ranges.push(start..offset);
                start = offset + VALUE_SEPARATOR.len_utf8();
            }
            _ => {}
        }
        is_escaped = char == '\\' && !is_escaped;
    }
    ranges.push(start..text.len());
    ranges
}

/// Returns a number as YAML has it: `1200.5` for `1 200,5`. `None` means that it is written so
/// already, or that it can be read in two ways: `1,200` is 1,200 or 1.2.
fn plain_number(text: &str, decimal_mark: DecimalMark) -> Option<String> {
    let unsigned = text.strip_prefix(['-', '\u{2212}', '+']).unwrap_or(text);
    let (integer, decimals) = match unsigned.split_once(',') {
        Some((integer, decimals)) if decimal_mark == DecimalMark::CommaOrPoint => {
            (integer, Some((',', decimals)))
        }
        Some(_) => return None,
        None => match unsigned.split_once('.') {
            Some((integer, decimals)) => (integer, Some(('.', decimals))),
            None => (unsigned, None),
        },
    };
    let mut groups = integer.split(DIGIT_SPACES);
    let first = groups.next().unwrap_or_default();
    let others: Vec<&str> = groups.collect();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let is_grouped = !others.is_empty();
    let may_be_thousands = decimals.is_some_and(|(mark, digits)| {
        mark == ',' && digits.len() == 3 && !is_grouped && first.len() <= 3 && first != "0"
    });
    if !is_number(first)
        || is_grouped && first.len() > 3
        || others.iter().any(|group| !is_number(group) || group.len() != 3)
        || decimals.is_some_and(|(_, digits)| !is_number(digits))
        || may_be_thousands
    {
        return None;
    }
    let sign = if text.starts_with(['-', '\u{2212}']) { "-" } else { "" };
    let decimals = decimals.map_or_else(String::new, |(_, digits)| format!(".{digits}"));
    let number = format!("{sign}{first}{}{decimals}", others.concat());
    (number != text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_a_spreadsheet_writes_it() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                plain_number(text, DecimalMark::CommaOrPoint).as_deref(),
                expected,
                "{text}"
            );
        };
        check("1,5", Some("1.5"));
        check("-0,125", Some("-0.125"));
        check("\u{2212}7", Some("-7"));
        check("+7", Some("7"));
        check("1 200", Some("1200"));
        check("1\u{a0}234\u{a0}567,5", Some("1234567.5"));
        check("1 234.5", Some("1234.5"));
        check("1200,250", Some("1200.250"));
        check("1,200", None);
        for text in
            ["7", "1.5", "1,", ",5", "12 34", "1234 567", "1 200 kr", "1,2,3", "1.200,5", "--5", ""]
        {
            check(text, None);
        }
        assert_eq!(plain_number("1,5", DecimalMark::Point), None);
        assert_eq!(plain_number("1 200", DecimalMark::Point).as_deref(), Some("1200"));
    }

    #[test]
    fn a_bar_separates_values() {
        let check = |text: &str, format: CellFormat, expected: &[&str]| {
            let parts: Vec<&str> =
                split_values(text, format).into_iter().filter_map(|it| text.get(it)).collect();
            assert_eq!(parts, expected);
        };
        check("a|b", CellFormat::Words(ValueCount::Several), &["a", "b"]);
        check("a\\|b|\"c|d\"", CellFormat::Words(ValueCount::Several), &["a\\|b", "\"c", "d\""]);
        check("d 1 \"a|b\"|e", CellFormat::Citations, &["d 1 \"a|b\"", "e"]);
        check("å|", CellFormat::Value(ValueCount::Several), &["å", ""]);
    }
}
