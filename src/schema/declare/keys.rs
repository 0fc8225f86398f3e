//! Reads the values of a declaration's keys.

use crate::diagnostic::ExpectedKind;
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::diagnostic_sink::DiagnosticSink;
use crate::schema::localized_text;
use crate::schema::model::LocalizedText;
use crate::schema::value::{read_bool, read_string};
use std::sync::Arc;

/// Returns a key and its value.
pub(super) fn find_key<'n>(map: &'n YamlNode, key: &str) -> Option<(&'n YamlNode, &'n YamlNode)> {
    let (key, value) = map.map_entries().iter().find(|(name, _)| name.as_str() == Some(key))?;
    Some((key, value))
}

/// Returns the value of a key, unless it is empty.
pub(super) fn find_value<'n>(map: &'n YamlNode, key: &str) -> Option<&'n YamlNode> {
    map.get(key).filter(|node| node.kind != NodeKind::Empty)
}

/// Reads `true` or `false`.
pub(super) fn read_flag(map: &YamlNode, key: &str, sink: &mut DiagnosticSink) -> Option<bool> {
    read_bool(find_value(map, key)?, sink)
}

/// Reads a whole number.
pub(super) fn read_count(map: &YamlNode, key: &str, sink: &mut DiagnosticSink) -> Option<usize> {
    let node = find_value(map, key)?;
    let is_number = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
    let count = node.as_str().filter(is_number).and_then(|text| text.parse().ok());
    if count.is_none() {
        sink.push_wrong_kind(node, ExpectedKind::Count);
    }
    count
}

/// Reads a text that may differ by language.
pub(super) fn read_text(
    map: &YamlNode,
    key: &str,
    sink: &mut DiagnosticSink,
) -> Option<LocalizedText> {
    localized_text::read_complete(key, find_value(map, key)?, sink)
}

/// Reads one string.
pub(super) fn read_word(map: &YamlNode, key: &str, sink: &mut DiagnosticSink) -> Option<Arc<str>> {
    read_string(find_value(map, key)?, sink).map(|text| Arc::from(text.trim()))
}

/// Reads one string or a list of strings, with their nodes.
pub(super) fn read_list<'n>(
    node: &'n YamlNode,
    sink: &mut DiagnosticSink,
) -> Vec<(&'n str, &'n YamlNode)> {
    let mut words = Vec::new();
    for item in node.items_or_self() {
        match item.as_str() {
            Some(word) => words.push((word.trim(), item)),
            None => sink.push_wrong_kind(item, ExpectedKind::Text),
        }
    }
    words
}

/// Returns whether a word may be a field id: letters, digits, `-` and `_`.
pub(super) fn is_identifier(word: &str) -> bool {
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
    !word.is_empty() && word.chars().all(is_part)
}

/// Returns whether a word can be a segment of an address without being encoded.
pub(super) fn is_slug(word: &str) -> bool {
    let is_part = |char: char| {
        char.is_ascii_lowercase() || char.is_ascii_digit() || matches!(char, '-' | '_')
    };
    !word.is_empty() && word.chars().all(is_part) && !word.starts_with('_')
}
