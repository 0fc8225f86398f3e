//! Compares an entry in two versions: the keys that every entry has, its fields and its texts.

use super::changed_words::{ChangedWords, WordPair};
use super::entry_key::EntryKey;
use super::knowledge_change::{
    ChangeKind, ChangeLabel, ChangedValue, KnowledgeChange, SourceComparison, ValueWords,
};
use super::paired_text::pair_texts;
use super::statement_record::{RecordReader, localized_texts};
use super::text_words::{TextWord, text_words};
use crate::diagnostic::Span;
use crate::schema::{LanguageTag, LocalizedText, UncertainDate};
use crate::site::Entry;
use crate::site::entry::LanguageVersion;
use serde_json::json;
use std::collections::BTreeSet;

/// An entry in both versions, and what differs.
pub(super) struct EntryComparison<'s> {
    pub(super) old: RecordReader<'s>,
    pub(super) new: RecordReader<'s>,
    pub(super) changes: Vec<KnowledgeChange>,
}

/// Returns a change of an entry, without what changed.
pub(super) fn entry_change(kind: ChangeKind, entry: &Entry, span: Span) -> KnowledgeChange {
    KnowledgeChange {
        kind,
        entry: entry.id.clone(),
        entry_type: entry.entry_type.clone(),
        title: entry.title.clone(),
        field: None,
        label: None,
        language: None,
        unchanged_languages: Vec::new(),
        value: None,
        old: None,
        new: None,
        from: None,
        until: None,
        sources: Vec::new(),
        source_comparison: SourceComparison::Other,
        words: None,
        changed_words: ChangedWords::default(),
        span,
    }
}

impl<'s> EntryComparison<'s> {
    pub(super) fn old_entry(&self) -> &'s Entry {
        self.old.site.entry_at(self.old.entry_index)
    }

    pub(super) fn new_entry(&self) -> &'s Entry {
        self.new.site.entry_at(self.new.entry_index)
    }

    /// Returns a change of the entry, without what changed.
    pub(super) fn change(&self, kind: ChangeKind, span: Span) -> KnowledgeChange {
        entry_change(kind, self.new_entry(), span)
    }

    /// Compares the keys that every entry has.
    pub(super) fn compare_keys(&mut self) {
        let (old, new) = (self.old_entry(), self.new_entry());
        if old.entry_type.id != new.entry_type.id {
            self.push_key(EntryKey::Type, (Some(shown_type(old)), Some(shown_type(new))));
        }
        self.compare_key_texts(EntryKey::Title, Some(&old.title), Some(&new.title));
        let (old_meta, new_meta) = (&old.meta, &new.meta);
        self.compare_key_texts(
            EntryKey::InSentence,
            old_meta.in_sentence.as_ref(),
            new_meta.in_sentence.as_ref(),
        );
        self.compare_key_texts(
            EntryKey::Description,
            old.description.as_ref(),
            new.description.as_ref(),
        );
        self.compare_key_texts(EntryKey::Owner, old_meta.owner.as_ref(), new_meta.owner.as_ref());
        self.compare_tags();
        let draft = |entry: &Entry| Some(ChangedValue::as_written(entry.meta.publication.is_draft));
        if draft(old) != draft(new) {
            self.push_key(EntryKey::Draft, (draft(old), draft(new)));
        }
        let dates = [
            (EntryKey::Published, &old_meta.published, &new_meta.published),
            (EntryKey::Reviewed, &old_meta.reviewed, &new_meta.reviewed),
            (EntryKey::ReviewBy, &old_meta.review_by, &new_meta.review_by),
        ];
        for (key, old, new) in dates {
            let shown = |date: &Option<UncertainDate>| {
                date.as_ref().map(|date| ChangedValue::as_written(date.to_json()))
            };
            if old != new {
                self.push_key(key, (shown(old), shown(new)));
            }
        }
    }

    fn compare_key_texts(
        &mut self,
        key: EntryKey,
        old: Option<&LocalizedText>,
        new: Option<&LocalizedText>,
    ) {
        let texts = |text: Option<&LocalizedText>| text.map(localized_texts).unwrap_or_default();
        for text in pair_texts(&texts(old), &texts(new)) {
            let mut change = self.key_change(key, text.kind());
            text.fill(&mut change);
            self.changes.push(change);
        }
    }

    fn compare_tags(&mut self) {
        let tags = |entry: &Entry| -> BTreeSet<String> {
            entry.meta.tags.iter().map(|(tag, _)| tag.clone()).collect()
        };
        let (old, new) = (tags(self.old_entry()), tags(self.new_entry()));
        let shown = |tag: &String| Some(ChangedValue::as_written(tag.as_str()));
        for tag in old.difference(&new) {
            self.push_key(EntryKey::Tags, (shown(tag), None));
        }
        for tag in new.difference(&old) {
            self.push_key(EntryKey::Tags, (None, shown(tag)));
        }
    }

    /// Adds a change of a key. The pair is the older value and the newer one.
    fn push_key(&mut self, key: EntryKey, values: (Option<ChangedValue>, Option<ChangedValue>)) {
        let (old, new) = values;
        let kind = match (&old, &new) {
            (None, _) => ChangeKind::ValueAdded,
            (_, None) => ChangeKind::ValueRemoved,
            (Some(_), Some(_)) => ChangeKind::ValueChanged,
        };
        let change = self.key_change(key, kind);
        self.changes.push(KnowledgeChange { old, new, ..change });
    }

    fn key_change(&self, key: EntryKey, kind: ChangeKind) -> KnowledgeChange {
        let is_gone = kind == ChangeKind::ValueRemoved;
        let entry = if is_gone { self.old_entry() } else { self.new_entry() };
        KnowledgeChange {
            field: Some(key.as_str().to_owned()),
            label: Some(ChangeLabel::Key(key)),
            ..self.change(kind, entry.span.clone())
        }
    }

    /// Compares the texts of the entry by language.
    pub(super) fn compare_texts(&mut self) {
        let (old_entry, new_entry) = (self.old_entry(), self.new_entry());
        let languages = |entry: &Entry| -> Vec<LanguageTag> {
            entry.versions.iter().map(|version| version.language.clone()).collect()
        };
        let mut all = languages(new_entry);
        all.extend(languages(old_entry));
        let mut compared: BTreeSet<LanguageTag> = BTreeSet::new();
        for language in all {
            if !compared.insert(language.clone()) {
                continue;
            }
            let version_in = |entry: &'s Entry| {
                entry.versions.iter().find(|version| version.language == language)
            };
            self.compare_versions(&language, version_in(old_entry), version_in(new_entry));
        }
    }

    fn compare_versions(
        &mut self,
        language: &LanguageTag,
        old: Option<&LanguageVersion>,
        new: Option<&LanguageVersion>,
    ) {
        let (old_words, new_words) = (version_words(self.old, old), version_words(self.new, new));
        let pair = WordPair { old: as_strs(&old_words), new: as_strs(&new_words) };
        if pair.old == pair.new {
            return;
        }
        let n_same = pair.old.iter().zip(&pair.new).take_while(|(old, new)| old == new).count();
        let place = |version: Option<&LanguageVersion>, words: &[TextWord]| {
            let word = words.get(n_same).or(words.last());
            let range = word.map_or(0..0, |word| word.range.clone());
            version.map(|version| version.body.span(&range))
        };
        let span = place(new, &new_words).or_else(|| place(old, &old_words));
        let span = span.unwrap_or_else(|| self.new_entry().span.clone());
        let change = KnowledgeChange {
            language: Some(language.clone()),
            words: Some(pair.count()),
            changed_words: pair.changed_words(),
            ..self.change(ChangeKind::TextChanged, span)
        };
        self.changes.push(change);
    }
}

fn as_strs(words: &[TextWord]) -> Vec<&str> {
    words.iter().map(|word| word.text.as_str()).collect()
}

fn shown_type(entry: &Entry) -> ChangedValue {
    let words = ValueWords::Name(entry.entry_type.name.clone());
    ChangedValue { json: json!(&*entry.entry_type.id), words }
}

/// Returns the words of the text of an entry in one language. Empty if there is none.
pub(super) fn version_words(
    reader: RecordReader<'_>,
    version: Option<&LanguageVersion>,
) -> Vec<TextWord> {
    let Some(version) = version else { return Vec::new() };
    let text = reader.site.version_text(reader.entry_index, version);
    text_words(reader.site, text, version.title_heading, reader.renamed)
}
