//! Reads texts that may differ by language.

use super::diagnostic_sink::DiagnosticSink;
use super::model::{LanguageTag, LocalizedText};
use crate::diagnostic::ExpectedKind;
use crate::diagnostic::rules::{self, TranslationCure};
use crate::locale::intended_language_tag;
use crate::parse::find_markup;
use crate::parse::yaml::{NodeKind, YamlNode};

impl LocalizedText {
    /// Returns its strings in all languages.
    pub fn all_strings(&self) -> impl Iterator<Item = &str> {
        let (same, per_language) = match self {
            Self::Same(text) => (Some(&**text), [].as_slice()),
            Self::PerLanguage(list) => (None, list.as_slice()),
        };
        same.into_iter().chain(per_language.iter().map(|(_, text)| &**text))
    }
}

/// A string in one language. A `language` of `None` means all of them.
pub(super) struct LanguageEntry<'n> {
    pub(super) language: Option<LanguageTag>,
    pub(super) text: &'n str,
    pub(super) node: &'n YamlNode,
}

/// Reads `Forum` or `{sv: Forum, en: Forum}`. The result is empty if there is no text, or if it is
/// wrong, which is reported.
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
            // `{svenska: …}` is a text by language, with a wrong name.
            let names_language = |key: &YamlNode| {
                let name = key.as_str().unwrap_or_default();
                sink.language_named(name).is_some()
                    || intended_language_tag(name).is_some()
                    || sink.language_of_country(name).is_some()
            };
            if !entries.iter().any(|(key, _)| names_language(key)) {
                sink.push_wrong_kind(node, expected.clone());
                return vec![];
            }
            let mut strings = Vec::new();
            for (key, value) in entries {
                let name = key.as_str().unwrap_or_default();
                match (sink.language_named(name), value.as_str()) {
                    (None, _) => sink.push_unknown_language(key),
                    (language, Some(text)) if !text.trim().is_empty() => {
                        strings.push(LanguageEntry {
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
            strings
        }
    }
}

/// Reads a text of a site or a declaration, and reports each language of the site that a text by
/// language lacks. The text of an entry is checked with the entry.
pub fn read_complete(
    key: &str,
    node: &YamlNode,
    sink: &mut DiagnosticSink,
) -> Option<LocalizedText> {
    let n_before = sink.diagnostics.len();
    let text = read(node, sink)?;
    if let (LocalizedText::PerLanguage(texts), true) = (&text, sink.diagnostics.len() == n_before) {
        let has_text = |language: &LanguageTag| texts.iter().any(|(tag, _)| tag == language);
        for language in sink.context.languages.iter().filter(|language| !has_text(language)) {
            let (languages, missing) = (vec![language.0.to_string()], key.to_owned());
            let cure = TranslationCure::Value;
            sink.push(&node.range, rules::MissingTranslation { languages, missing, cure });
        }
    }
    Some(text)
}

/// Reads a text. `None` means that there is none, or that it is wrong, which is reported, as is
/// Markdown in it.
pub fn read(node: &YamlNode, sink: &mut DiagnosticSink) -> Option<LocalizedText> {
    let strings = read_localized(node, &ExpectedKind::Text, sink);
    for string in &strings {
        if let Some(markup) = find_markup(string.text) {
            sink.push(&string.node.range, rules::MarkdownInText { markup: markup.to_owned() });
        }
    }
    let first = strings.first()?;
    if first.language.is_none() {
        return Some(LocalizedText::Same(first.text.trim().into()));
    }
    let per_language =
        strings.into_iter().filter_map(|it| Some((it.language?, it.text.trim().into())));
    Some(LocalizedText::PerLanguage(per_language.collect()))
}
