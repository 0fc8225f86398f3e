//! Values of the keys in a declaration.

use crate::diagnostic::Expected;
use crate::parse::yaml::{Is, Node};
use crate::schema::findings::Findings;
use crate::schema::model::Text;
use crate::schema::text;
use std::sync::Arc;

/// The key and the value, if the key is there.
pub(super) fn entry<'n>(map: &'n Node, key: &str) -> Option<(&'n Node, &'n Node)> {
    let found = map.entries().iter().find(|(name, _)| name.as_text() == Some(key))?;
    Some((&found.0, &found.1))
}

/// A value that says something.
pub(super) fn value<'n>(map: &'n Node, key: &str) -> Option<&'n Node> {
    map.get(key).filter(|node| node.is != Is::Empty)
}

/// `true` or `false`.
pub(super) fn flag(map: &Node, key: &str, findings: &mut Findings) -> Option<bool> {
    let node = value(map, key)?;
    match node.as_text() {
        Some("true") => Some(true),
        Some("false") => Some(false),
        _ => {
            findings.wrong(node, Expected::Bool);
            None
        }
    }
}

/// A whole number.
pub(super) fn count(map: &Node, key: &str, findings: &mut Findings) -> Option<usize> {
    let node = value(map, key)?;
    let is_number = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
    let count = node.as_text().filter(is_number).and_then(|text| text.parse().ok());
    if count.is_none() {
        findings.wrong(node, Expected::Count);
    }
    count
}

/// Words that may differ by language.
pub(super) fn text(map: &Node, key: &str, findings: &mut Findings) -> Option<Text> {
    text::read(value(map, key)?, findings)
}

/// One string.
pub(super) fn word(map: &Node, key: &str, findings: &mut Findings) -> Option<Arc<str>> {
    let node = value(map, key)?;
    let word = node.as_text().map(|text| Arc::from(text.trim()));
    if word.is_none() {
        findings.wrong(node, Expected::Text);
    }
    word
}

/// One string or a list of them, with their places.
pub(super) fn list<'n>(node: &'n Node, findings: &mut Findings) -> Vec<(&'n str, &'n Node)> {
    let items = match &node.is {
        Is::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let mut words = Vec::new();
    for item in items {
        match item.as_text() {
            Some(word) => words.push((word.trim(), item)),
            None => findings.wrong(item, Expected::Text),
        }
    }
    words
}

/// Whether a word can be a name in addresses and reports: letters, digits, `-` and `_`.
pub(super) fn is_name(word: &str) -> bool {
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
    !word.is_empty() && word.chars().all(is_part)
}

/// Whether a word can be part of an address as it is.
pub(super) fn is_slug(word: &str) -> bool {
    let is_part = |char: char| {
        char.is_ascii_lowercase() || char.is_ascii_digit() || matches!(char, '-' | '_')
    };
    !word.is_empty() && word.chars().all(is_part) && !word.starts_with('_')
}
