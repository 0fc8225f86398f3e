//! Completion of the values of a view's options, by what the option's definition says.

use super::view_block::ViewBlock;
use super::yaml_keys::KnownKey;
use super::yaml_values::words;
use super::{Candidate, CompletionContext};
use crate::lsp::yaml_cursor::{YamlCursor, YamlPlace};
use crate::schema::{EntryType, FieldDef, FieldKind};
use crate::site::EntryIndex;
use crate::site::views::{
    BuiltinView, FILTER_WORDS, OptionFields, TAGS, ViewOptionValue, can_filter_by,
};
use lsp_types::CompletionItemKind;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

impl CompletionContext<'_> {
    /// Returns what can be written as the value of an option that has no options of its own.
    pub(super) fn plain_option_values(
        &self,
        value: ViewOptionValue,
        path: &[&str],
        view: &ViewBlock<'_>,
        cursor: &YamlCursor,
    ) -> Vec<Candidate> {
        let range = self.range_from(cursor.word.start);
        let mut candidates = match (value, path) {
            (ViewOptionValue::Text, []) if cursor.place == YamlPlace::Key => {
                return self.new_keys(self.languages(), cursor);
            }
            (ViewOptionValue::Filter, []) => return self.filter_keys(view, cursor),
            (ViewOptionValue::Filter, [field]) => self.filter_values(field, view, &range),
            (ViewOptionValue::Entries(is_wanted), []) => self.entries_or_types(is_wanted, &range),
            (ViewOptionValue::Entry, []) => self.entry_ids(&[], &range),
            (ViewOptionValue::Document, []) => self.documents_with_text(&range),
            (ViewOptionValue::Fields(fields), []) => self.option_fields(fields, view, &range),
            (ViewOptionValue::EntryField(has_kind), []) => self.entry_fields(has_kind, &range),
            (ViewOptionValue::OneOf(choices), []) => words(choices, &range),
            (
                ViewOptionValue::Filter
                | ViewOptionValue::Entries(_)
                | ViewOptionValue::Entry
                | ViewOptionValue::Document
                | ViewOptionValue::Fields(_)
                | ViewOptionValue::EntryField(_)
                | ViewOptionValue::OneOf(_)
                | ViewOptionValue::Text
                | ViewOptionValue::Amount
                | ViewOptionValue::Items(_),
                _,
            ) => Vec::new(),
        };
        for candidate in &mut candidates {
            candidate.range.end = cursor.word.end.max(candidate.range.end);
        }
        candidates
    }

    /// Returns types and ids of entries, of the types that are wanted.
    fn entries_or_types(
        &self,
        is_wanted: fn(&EntryType) -> bool,
        range: &Range<usize>,
    ) -> Vec<Candidate> {
        let wanted = self.site.schema.types.values().filter(|kind| is_wanted(kind));
        let wanted: BTreeSet<&str> = wanted.map(|kind| &*kind.id).collect();
        let types = self.type_names(range).into_iter();
        let mut candidates: Vec<Candidate> =
            types.filter(|candidate| wanted.contains(&*candidate.label)).collect();
        candidates.extend(self.entry_ids_of(range, |entry| is_wanted(&entry.entry_type)));
        candidates
    }

    fn documents_with_text(&self, range: &Range<usize>) -> Vec<Candidate> {
        self.entry_ids_of(range, |entry| self.site.source_texts.contains_key(&entry.id))
    }

    /// Returns fields of the entries that an option names, and the words that are like fields.
    fn option_fields(
        &self,
        fields: OptionFields,
        view: &ViewBlock<'_>,
        range: &Range<usize>,
    ) -> Vec<Candidate> {
        let kinds = self.selected_types(fields.entries, view);
        let known = distinct_fields(&kinds, fields.has_kind);
        let mut candidates: Vec<Candidate> =
            known.into_iter().map(|field| self.field_name(field, range)).collect();
        let is_new = |word: &&&str| !candidates.iter().any(|it| it.label == ***word);
        let new_words: Vec<&str> = fields.words.iter().filter(is_new).copied().collect();
        candidates.extend(words(&new_words, range));
        candidates
    }

    fn field_name(&self, field: &FieldDef, range: &Range<usize>) -> Candidate {
        Candidate::word(&field.id, range.clone(), CompletionItemKind::FIELD)
            .with_detail(self.localized.text(&field.label).0)
    }

    /// Returns the fields that `where` can compare, which are not there yet.
    fn filter_keys(&self, view: &ViewBlock<'_>, cursor: &YamlCursor) -> Vec<Candidate> {
        let kinds = self.selected_types("of", view);
        let known = distinct_fields(&kinds, can_filter_by).into_iter();
        let mut keys: Vec<KnownKey<'_>> = known
            .map(|field| KnownKey::new(&field.id, self.localized.text(&field.label).0))
            .collect();
        keys.push(KnownKey::new(TAGS, ""));
        self.new_keys(keys, cursor)
    }

    /// Returns the values that a field of the entries can have, if there are only some.
    fn filter_values(
        &self,
        name: &str,
        view: &ViewBlock<'_>,
        range: &Range<usize>,
    ) -> Vec<Candidate> {
        if name == TAGS {
            return self.tag_names(range);
        }
        let kinds = self.selected_types("of", view);
        let fields: Vec<&FieldDef> =
            kinds.iter().filter_map(|kind| kind.find_field(name)).collect();
        let mut candidates: Vec<Candidate> = Vec::new();
        for candidate in fields.iter().flat_map(|field| self.field_values(field, range)) {
            if !candidates.iter().any(|it| it.label == candidate.label) {
                candidates.push(candidate);
            }
        }
        if fields.iter().any(|field| can_filter_by(&field.kind)) {
            candidates.extend(words(&FILTER_WORDS, range));
        }
        candidates
    }

    /// Returns the entries that have a value of a kind, or after `ENTRY#` their fields of it.
    fn entry_fields(
        &self,
        has_kind: fn(&FieldKind) -> bool,
        range: &Range<usize>,
    ) -> Vec<Candidate> {
        let written = self.text().get(range.clone()).unwrap_or_default();
        let Some((id, _)) = written.split_once('#') else {
            let entries = self.entry_ids_of(range, |entry| {
                let mut fields = entry.entry_type.fields.iter();
                fields.any(|field| {
                    has_kind(&field.kind) && !entry.field_statements(&field.id).is_empty()
                })
            });
            let with_hash = |candidate: Candidate| {
                let new_text = format!("{}#", candidate.new_text);
                Candidate { new_text, ..candidate }
            };
            return entries.into_iter().map(with_hash).collect();
        };
        let Some(entry_index) = self.site.find_id(id) else { return Vec::new() };
        let entry = self.site.entry_at(entry_index);
        let range = range.start + id.len() + 1..range.end;
        let fields =
            entry.entry_type.fields.iter().filter(|field| {
                has_kind(&field.kind) && !entry.field_statements(&field.id).is_empty()
            });
        fields.map(|field| self.field_name(field, &range)).collect()
    }

    /// Returns the types of the entries that an option of the view names; without it, those that
    /// the view has by default, or else all types.
    fn selected_types(&self, option: &str, view: &ViewBlock<'_>) -> Vec<&Arc<EntryType>> {
        let types = &self.site.schema.types;
        let of_entry =
            |entry_index: EntryIndex| types.get(&*self.site.entry_at(entry_index).entry_type.id);
        let named = view
            .option_words(option)
            .into_iter()
            .filter_map(|name| types.get(name).or_else(|| of_entry(self.site.find_id(name)?)));
        let mut selected: Vec<&Arc<EntryType>> = named.collect();
        if let (true, Some(builtin)) = (selected.is_empty(), BuiltinView::from_name(view.name)) {
            selected.extend(types.values().filter(|kind| builtin.has_by_default(kind)));
        }
        if selected.is_empty() {
            selected.extend(types.values());
        }
        selected
    }
}

/// Returns the fields of some types, of the wanted kinds, the first one of each name.
fn distinct_fields<'k>(
    kinds: &[&'k Arc<EntryType>],
    has_kind: fn(&FieldKind) -> bool,
) -> Vec<&'k FieldDef> {
    let mut seen = BTreeSet::new();
    let fields = kinds.iter().flat_map(|kind| &kind.fields);
    fields.filter(|field| has_kind(&field.kind) && seen.insert(&field.id)).collect()
}
