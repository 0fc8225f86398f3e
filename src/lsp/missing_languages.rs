//! Adds the keys of the languages that a text in YAML lacks.

use super::schema_place::yaml_range;
use super::text_edits::ContentEdit;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::{MissingTranslation, TranslationCure};
use crate::parse::yaml::{self, NodeKind, TextStyle, YamlNode};
use std::ops::Range;

/// Returns the edit that adds a key for each language that a text lacks. Their texts are empty, and
/// stay reported until somebody writes them. `None` means that the text is not one line of YAML, as
/// in a table.
pub(super) fn add_languages(
    diagnostic: &Diagnostic,
    missing: &MissingTranslation,
) -> Option<ContentEdit> {
    let source = diagnostic.span.source();
    let span = diagnostic.span.range();
    let (root, _) = yaml::read(source, yaml_range(&source.path, &source.text, span.start)?);
    let value = find_value(root?, &span)?;
    let range = value.range.clone();
    let written = source.text.get(range.clone())?;
    let new_keys: Vec<String> = missing.languages.iter().map(|tag| format!("{tag}: ''")).collect();
    let mut edit = ContentEdit::default();
    match (&value.kind, &missing.cure) {
        (NodeKind::Map(_), TranslationCure::Value) => {
            let (end, separator) = match written.strip_suffix('}') {
                Some(inner) => (range.start + inner.trim_end().len(), ", ".to_owned()),
                None => {
                    let before = source.text.get(..range.start)?;
                    let indent = before.rsplit('\n').next()?.chars().count();
                    (range.start + written.trim_end().len(), format!("\n{}", " ".repeat(indent)))
                }
            };
            let added: String = new_keys.iter().map(|key| format!("{separator}{key}")).collect();
            edit.replace(source, end..end, &added);
        }
        (NodeKind::Text { style, .. }, TranslationCure::Map(tag))
            if *style != TextStyle::Block && !written.contains('\n') =>
        {
            // Some signs end a plain text within braces.
            let text = match *style == TextStyle::Plain
                && written.contains([',', '{', '}', '[', ']', '#', ':'])
            {
                true => format!("'{}'", written.replace('\'', "''")),
                false => written.to_owned(),
            };
            edit.replace(source, range, &format!("{{{tag}: {text}, {}}}", new_keys.join(", ")));
        }
        _ => return None,
    }
    Some(edit)
}

/// Returns the value whose key has a range, or that has the range itself.
fn find_value(root: YamlNode, span: &Range<usize>) -> Option<YamlNode> {
    if root.range == *span {
        return Some(root);
    }
    let mut nodes = vec![root];
    while let Some(node) = nodes.pop() {
        let (keys, values): (Vec<YamlNode>, Vec<YamlNode>) = match node.kind {
            NodeKind::Map(entries) => entries.into_iter().unzip(),
            NodeKind::List(items) => (Vec::new(), items),
            NodeKind::Text { .. } | NodeKind::Empty => continue,
        };
        let of_key = keys.iter().position(|key| key.range == *span);
        let found = of_key.or_else(|| values.iter().position(|value| value.range == *span));
        if let Some(value) = found.and_then(|index| values.get(index)) {
            return Some(value.clone());
        }
        nodes.extend(values);
    }
    None
}
