//! Words that may differ by language.

use super::diagnostic_sink::DiagnosticSink;
use super::model::{LanguageTag, LocalizedText};
use crate::diagnostic::{DiagnosticKind, ExpectedKind};
use crate::parse::yaml::{NodeKind, YamlNode};

impl LocalizedText {
    /// The words in every language.
    pub fn all_strings(&self) -> impl Iterator<Item = &str> {
        let (everywhere, list) = match self {
            Self::Same(words) => (Some(&**words), [].as_slice()),
            Self::PerLanguage(list) => (None, list.as_slice()),
        };
        everywhere.into_iter().chain(list.iter().map(|(_, words)| &**words))
    }
}

/// Words in one language, or in all.
pub(super) struct LanguageEntry<'n> {
    pub(super) language: Option<LanguageTag>,
    pub(super) text: &'n str,
    pub(super) node: &'n YamlNode,
}

/// Reads `Forum` or `{sv: Forum, en: Forum}`; an empty list if nothing is said or it is wrong.
pub(super) fn read_localized<'n>(
    node: &'n YamlNode,
    expected: &ExpectedKind,
    sink: &mut DiagnosticSink,
) -> Vec<LanguageEntry<'n>> {
    match &node.kind {
        NodeKind::Empty => vec![],
        NodeKind::Text { text, .. } => vec![LanguageEntry { language: None, text, node }],
        NodeKind::List(_) => {
            sink.push_wrong_kind(node, expected.clone());
            vec![]
        }
        NodeKind::Map(entries) => {
            let known = |key: &YamlNode| sink.language_named(key.as_str().unwrap_or_default());
            if !entries.iter().any(|(key, _)| known(key).is_some()) {
                sink.push_wrong_kind(node, expected.clone());
                return vec![];
            }
            let mut words = Vec::new();
            for (key, value) in entries {
                let name = key.as_str().unwrap_or_default();
                match (sink.language_named(name), value.as_str()) {
                    (None, _) => {
                        let (expected, found) = (ExpectedKind::Language, sink.shorten_node(key));
                        sink.push(&key.range, DiagnosticKind::WrongKind { expected, found });
                    }
                    (language, Some(text)) if !text.trim().is_empty() => {
                        words.push(LanguageEntry {
                            language: language.cloned(),
                            text,
                            node: value,
                        });
                    }
                    (_, Some(_)) => {}
                    (_, None) if value.kind == NodeKind::Empty => {}
                    (_, None) => sink.push_wrong_kind(value, expected.clone()),
                }
            }
            words
        }
    }
}

/// Reads words as a text; none if there are none.
pub(super) fn read(node: &YamlNode, sink: &mut DiagnosticSink) -> Option<LocalizedText> {
    let words = read_localized(node, &ExpectedKind::Text, sink);
    let first = words.first()?;
    if first.language.is_none() {
        return Some(LocalizedText::Same(first.text.trim().into()));
    }
    let by_language = words.into_iter().filter_map(|words| Some((words.language?, words.text)));
    Some(LocalizedText::PerLanguage(
        by_language.map(|(tag, text)| (tag, text.trim().into())).collect(),
    ))
}
