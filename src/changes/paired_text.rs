//! Texts by language in two versions.

use super::changed_words::WordPair;
use super::knowledge_change::{ChangeKind, ChangedValue, KnowledgeChange};
use super::statement_record::ValueText;
use crate::schema::LanguageTag;
use std::collections::BTreeSet;

/// A text that differs between both versions, in one language.
pub(super) struct PairedText {
    /// `None` means all languages.
    pub(super) language: Option<LanguageTag>,
    pub(super) old: Option<ValueText>,
    pub(super) new: Option<ValueText>,
    /// The other languages, whose texts are as they were.
    pub(super) unchanged_languages: Vec<LanguageTag>,
}

/// Pairs texts by language, and returns those that differ. A text for all languages is compared
/// with that of each.
pub(super) fn pair_texts(old: &[ValueText], new: &[ValueText]) -> Vec<PairedText> {
    let all = old.iter().chain(new).map(|text| text.language.clone());
    let all: BTreeSet<Option<LanguageTag>> = all.collect();
    let has_languages = all.iter().any(Option::is_some);
    let languages = all.into_iter().filter(|language| language.is_some() || !has_languages);
    let text_in = |texts: &[ValueText], language: &Option<LanguageTag>| {
        let in_language = texts.iter().find(|text| text.language == *language);
        in_language.or(texts.iter().find(|text| text.language.is_none())).cloned()
    };
    let pairs = languages.map(|language| PairedText {
        old: text_in(old, &language),
        new: text_in(new, &language),
        language,
        unchanged_languages: Vec::new(),
    });
    let (mut differing, same): (Vec<PairedText>, Vec<PairedText>) =
        pairs.partition(PairedText::differs);
    // A text for all languages that gets a translation is not behind it.
    let is_translated = old.iter().all(|text| text.language.is_some());
    let unchanged: Vec<LanguageTag> =
        same.into_iter().filter(|_| is_translated).filter_map(|text| text.language).collect();
    for text in &mut differing {
        text.unchanged_languages.clone_from(&unchanged);
    }
    differing
}

impl PairedText {
    fn differs(&self) -> bool {
        let key = |text: &Option<ValueText>| text.as_ref().map(|text| text.key.clone());
        key(&self.old) != key(&self.new)
    }

    /// Returns whether the value was added, removed or changed in this language.
    pub(super) fn kind(&self) -> ChangeKind {
        match (&self.old, &self.new) {
            (None, _) => ChangeKind::ValueAdded,
            (_, None) => ChangeKind::ValueRemoved,
            (Some(_), Some(_)) => ChangeKind::ValueChanged,
        }
    }

    /// Fills in which words of a text differ.
    pub(super) fn fill_words(self, change: &mut KnowledgeChange) {
        let words = |text: &'_ Option<ValueText>| -> Vec<String> {
            let key = text.as_ref().map(|text| text.key.as_str()).unwrap_or_default();
            key.split_whitespace().map(str::to_owned).collect()
        };
        let (old, new) = (words(&self.old), words(&self.new));
        let pair = WordPair {
            old: old.iter().map(String::as_str).collect(),
            new: new.iter().map(String::as_str).collect(),
        };
        change.words = Some(pair.count());
        change.changed_words = pair.changed_words();
        change.language = self.language;
        change.unchanged_languages = self.unchanged_languages;
    }

    /// Fills in what a change says of the text.
    pub(super) fn fill(self, change: &mut KnowledgeChange) {
        change.language = self.language;
        change.unchanged_languages = self.unchanged_languages;
        change.old = self.old.map(|text| ChangedValue::as_written(text.shown));
        change.new = self.new.map(|text| ChangedValue::as_written(text.shown));
    }
}
