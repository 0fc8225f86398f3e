//! Words that may differ by language.

use super::findings::Findings;
use super::model::{LanguageTag, Text};
use crate::diagnostic::{Expected, Fault};
use crate::parse::yaml::{Is, Node};

impl Text {
    /// The words in every language.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let (everywhere, list) = match self {
            Self::Everywhere(words) => (Some(&**words), [].as_slice()),
            Self::ByLanguage(list) => (None, list.as_slice()),
        };
        everywhere.into_iter().chain(list.iter().map(|(_, words)| &**words))
    }
}

/// Words in one language, or in all.
pub(super) struct Words<'n> {
    pub(super) language: Option<LanguageTag>,
    pub(super) text: &'n str,
    pub(super) node: &'n Node,
}

/// Reads `Forum` or `{sv: Forum, en: Forum}`; an empty list if nothing is said or it is wrong.
pub(super) fn words<'n>(
    node: &'n Node,
    expected: &Expected,
    findings: &mut Findings,
) -> Vec<Words<'n>> {
    match &node.is {
        Is::Empty => vec![],
        Is::Text { text, .. } => vec![Words { language: None, text, node }],
        Is::List(_) => {
            findings.wrong(node, expected.clone());
            vec![]
        }
        Is::Map(entries) => {
            let known = |key: &Node| findings.language(key.as_text().unwrap_or_default());
            if !entries.iter().any(|(key, _)| known(key).is_some()) {
                findings.wrong(node, expected.clone());
                return vec![];
            }
            let mut words = Vec::new();
            for (key, value) in entries {
                let name = key.as_text().unwrap_or_default();
                match (findings.language(name), value.as_text()) {
                    (None, _) => {
                        let (expected, found) = (Expected::Language, findings.shown(key));
                        findings.at(&key.at, Fault::WrongKind { expected, found });
                    }
                    (language, Some(text)) if !text.trim().is_empty() => {
                        words.push(Words { language: language.cloned(), text, node: value });
                    }
                    (_, Some(_)) => {}
                    (_, None) if value.is == Is::Empty => {}
                    (_, None) => findings.wrong(value, expected.clone()),
                }
            }
            words
        }
    }
}

/// Reads words as a text; none if there are none.
pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Text> {
    let words = words(node, &Expected::Text, findings);
    let first = words.first()?;
    if first.language.is_none() {
        return Some(Text::Everywhere(first.text.trim().into()));
    }
    let by_language = words.into_iter().filter_map(|words| Some((words.language?, words.text)));
    Some(Text::ByLanguage(by_language.map(|(tag, text)| (tag, text.trim().into())).collect()))
}
