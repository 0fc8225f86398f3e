//! Reads JSON front matter into the tree that YAML is read into, so that all formats have the same
//! keys.
//!
//! `serde_json` decides whether the text is JSON and decodes its strings; it keeps no positions, so
//! the tree is made here, from text that is known to be JSON.

use super::yaml::{NodeKind, TextStyle, YamlNode};
use crate::diagnostic::rules::{KeyPlace, LimitUnit, LimitedPart};
use crate::diagnostic::{Diagnostic, RelatedNote, SourceFile, Span, rules};
use serde::de::IgnoredAny;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Deeper values are not read.
const MAX_NESTING: usize = 64;

/// Returns whether a text begins with a brace and a quoted key.
pub(super) fn begins_with_key(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('{').map(str::trim_start) else { return false };
    let Some(length) = string_length(inner) else { return false };
    let key = inner.get(..length).unwrap_or_default();
    !key.contains('\n') && inner.get(length..).unwrap_or_default().trim_start().starts_with(':')
}

/// Returns the length of the value that a text begins with. `None` means that it is not JSON.
pub(super) fn value_length(text: &str) -> Option<usize> {
    first_value(text).ok()
}

/// Reads the bytes `range` of a file, which begin with a brace, as one JSON object. All ranges are
/// positions in the file.
pub(super) fn read(
    source: &Arc<SourceFile>,
    range: &Range<usize>,
) -> (Option<YamlNode>, Vec<Diagnostic>) {
    let text = source.text.get(range.clone()).unwrap_or_default();
    let report = |place: usize, problem: String| {
        let place = range.start + place;
        Diagnostic::new(Span::new(source, place..place), rules::JsonSyntax { problem })
    };
    let length = match first_value(text) {
        Ok(length) => length,
        Err((place, problem)) => return (None, vec![report(place, problem)]),
    };
    let after = text.get(length..).unwrap_or_default();
    if !after.trim().is_empty() {
        let place = text.len() - after.trim_start().len();
        return (None, vec![report(place, "text after the closing brace".into())]);
    }
    let mut reader = JsonReader { source, text, offset: range.start, diagnostics: Vec::new() };
    let root = reader.read();
    (root, reader.diagnostics)
}

/// Returns the length of the value that a text begins with.
///
/// # Errors
/// Where the parser stops, and why.
fn first_value(text: &str) -> Result<usize, (usize, String)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => Ok(values.byte_offset()),
        Some(Err(error)) => {
            let line_start = text
                .split_inclusive('\n')
                .take(error.line().saturating_sub(1))
                .map(str::len)
                .sum::<usize>();
            let place = (line_start + error.column().saturating_sub(1)).min(text.len());
            let problem = error.to_string();
            let problem = problem.split(" at line ").next().unwrap_or(&problem).to_owned();
            Err((floor_char_boundary(text, place), problem))
        }
        None => Err((0, "expected a value".into())),
    }
}

fn floor_char_boundary(text: &str, place: usize) -> usize {
    (0..=place).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
}

/// Returns the length of the string that a text begins with, quotation marks included. `None` means
/// that there is no string, or that it does not end.
fn string_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('"')?;
    let mut is_escaped = false;
    for (offset, byte) in inner.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(offset + 2),
            _ => {}
        }
    }
    None
}

/// Makes the tree of a text that is JSON.
struct JsonReader<'a> {
    source: &'a Arc<SourceFile>,
    text: &'a str,
    /// Where the text begins in the file.
    offset: usize,
    diagnostics: Vec<Diagnostic>,
}

/// A list or an object that is not closed yet.
struct OpenValue {
    start: usize,
    content: OpenContent,
}

enum OpenContent {
    List(Vec<YamlNode>),
    Object(OpenObject),
}

/// An object that is not closed yet.
#[derive(Default)]
struct OpenObject {
    pairs: Vec<(YamlNode, YamlNode)>,
    /// The range of each key.
    keys: HashMap<Box<str>, Range<usize>>,
    /// The key whose value comes next.
    pending_key: Option<YamlNode>,
}

impl JsonReader<'_> {
    /// Returns the value. `None` means that it is too deep, or has a string that is not text, which
    /// is reported.
    fn read(&mut self) -> Option<YamlNode> {
        let mut open: Vec<OpenValue> = Vec::new();
        let mut place = 0;
        loop {
            let rest = self.text.get(place..)?;
            let start = place;
            let complete = match *rest.as_bytes().first()? {
                b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => {
                    place += 1;
                    continue;
                }
                b'{' | b'[' if open.len() >= MAX_NESTING => {
                    let kind = rules::TooLarge {
                        what: LimitedPart::Nesting,
                        limit: MAX_NESTING,
                        unit: LimitUnit::Levels,
                    };
                    self.diagnostics.push(Diagnostic::new(self.span(start..start + 1), kind));
                    return None;
                }
                byte @ (b'{' | b'[') => {
                    let content = match byte {
                        b'{' => OpenContent::Object(OpenObject::default()),
                        _ => OpenContent::List(Vec::new()),
                    };
                    open.push(OpenValue { start, content });
                    place += 1;
                    continue;
                }
                b'}' | b']' => {
                    place += 1;
                    self.close(open.pop()?, place)
                }
                b'"' => {
                    place += string_length(rest)?;
                    self.string_node(start..place)?
                }
                _ => {
                    let end = rest.find([',', ']', '}', ' ', '\t', '\r', '\n']);
                    place += end.unwrap_or(rest.len());
                    self.literal_node(start..place)
                }
            };
            let Some(parent) = open.last_mut() else { return Some(complete) };
            self.add(parent, complete);
        }
    }

    fn close(&self, value: OpenValue, end: usize) -> YamlNode {
        let kind = match value.content {
            OpenContent::List(items) => NodeKind::List(items),
            OpenContent::Object(object) => NodeKind::Map(object.pairs),
        };
        YamlNode { range: self.offset + value.start..self.offset + end, kind }
    }

    fn add(&mut self, parent: &mut OpenValue, node: YamlNode) {
        match &mut parent.content {
            OpenContent::List(items) => items.push(node),
            OpenContent::Object(object) => match object.pending_key.take() {
                None => object.pending_key = Some(node),
                Some(key) => {
                    let name = key.as_str().unwrap_or_default();
                    let Some(first) = object.keys.get(name) else {
                        object.keys.insert(name.into(), key.range.clone());
                        return object.pairs.push((key, node));
                    };
                    let first_span = Span::new(self.source, first.clone());
                    let (key_name, place) = (name.to_owned(), KeyPlace::Line);
                    let kind = rules::DuplicateKey { key: key_name, place };
                    self.diagnostics.push(
                        Diagnostic::new(Span::new(self.source, key.range.clone()), kind)
                            .with_related(first_span, RelatedNote::FirstDefinition),
                    );
                }
            },
        }
    }

    fn string_node(&mut self, range: Range<usize>) -> Option<YamlNode> {
        let written = self.text.get(range.clone()).unwrap_or_default();
        match serde_json::from_str::<Box<str>>(written) {
            Ok(text) => {
                let kind = NodeKind::Text { text, style: TextStyle::Quoted };
                Some(YamlNode { range: self.offset + range.start..self.offset + range.end, kind })
            }
            Err(error) => {
                let problem = error.to_string();
                let problem = problem.split(" at line ").next().unwrap_or(&problem).to_owned();
                let kind = rules::JsonSyntax { problem };
                self.diagnostics.push(Diagnostic::new(self.span(range), kind));
                None
            }
        }
    }

    fn literal_node(&self, range: Range<usize>) -> YamlNode {
        let start = self.offset + range.start;
        match self.text.get(range.clone()).unwrap_or_default() {
            "null" => YamlNode { range: start..start, kind: NodeKind::Empty },
            written => YamlNode {
                range: start..self.offset + range.end,
                kind: NodeKind::Text { text: written.into(), style: TextStyle::Plain },
            },
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, self.offset + range.start..self.offset + range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Option<YamlNode>, Vec<String>) {
        let source = Arc::new(SourceFile { path: "a.md".into(), text: text.into() });
        let (root, diagnostics) = read(&source, &(0..text.len()));
        let describe = |diagnostic: Diagnostic| {
            let position = diagnostic.span.start_position();
            format!("{}:{} {:?}", position.line, position.column, diagnostic.kind)
        };
        (root, diagnostics.into_iter().map(describe).collect())
    }

    #[test]
    fn values_have_their_text_and_their_place() {
        let text =
            "{\n\t\"title\": \"Caf\\u00e9 \\ud83d\\ude00\", \"a\": [1, null, {\"b\": true}]}";
        let (root, diagnostics) = read_text(text);
        let root = root.unwrap();
        assert_eq!(diagnostics, <[String; 0]>::default());
        let title = root.get("title").unwrap();
        assert_eq!(title.as_str(), Some("Café 😀"));
        assert_eq!(text.get(title.range.clone()), Some("\"Caf\\u00e9 \\ud83d\\ude00\""));
        let items = root.get("a").unwrap().list_items();
        assert_eq!(items.len(), 3);
        assert_eq!(items.last().unwrap().get("b").unwrap().as_str(), Some("true"));
    }

    #[test]
    fn the_place_where_the_parser_stops_is_reported() {
        assert!(read_text("{\n  \"a\": 1\n  \"b\": 2\n}").1.concat().starts_with("3:3"));
        assert!(read_text("{\"a\": 1").1.concat().contains("JsonSyntax"));
        assert!(read_text("{\"a\": 1,}").1.concat().contains("JsonSyntax"));
        assert!(read_text("{\"a\": \"\\ud83d\"}").1.concat().contains("JsonSyntax"));
        assert!(read_text("{\"a\": 1} words").1.concat().starts_with("1:10"));
        assert!(read_text("{\"a\": 1, \"a\": 2}").1.concat().contains("DuplicateKey"));
        assert!(read_text("{\"å\": å}").1.concat().contains("JsonSyntax"));
    }

    #[test]
    fn deep_values_are_refused() {
        let deep = format!("{{\"a\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(!read_text(&deep).1.is_empty());
    }

    #[test]
    fn only_a_quoted_key_makes_front_matter() {
        assert!(begins_with_key("{\n  \"title\" : 1"));
        for text in ["{", "{}", "{ title: 1 }", "{{ page }}", "{\"words\"} and", "{% if %}", ""] {
            assert!(!begins_with_key(text), "{text}");
        }
    }
}
