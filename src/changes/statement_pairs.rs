//! Finds which statement of a field in one version is which in the other.
//!
//! Each step pairs those that have something in common, the most first; within a step they are
//! paired in order. A step asks for equality, so the pairs are the same read backwards.

use super::statement_record::{FieldRecords, StatementRecord};
use crate::schema::FieldKind;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The statements of a field in both versions, by their indexes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct StatementPairs {
    /// Those that are the same statement, in the order of the newer version.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Those that only the older version has.
    pub(super) removed: Vec<usize>,
    /// Those that only the newer version has.
    pub(super) added: Vec<usize>,
}

/// What two statements must have in common in one step. `None` means that this one has nothing to
/// compare.
type PairKey = fn(&StatementRecord<'_>) -> Option<Json>;

/// The steps that ask for the same value.
const VALUE_STEPS: [PairKey; 4] = [
    |it| Some(json!([it.value, it.from, it.until, it.sources, it.standing.as_str(), it.speaker])),
    |it| Some(json!([it.value, it.from, it.until])),
    |it| Some(json!([it.value, it.sources])),
    |it| Some(it.value.clone()),
];

/// The steps that ask for less.
const OTHER_STEPS: [PairKey; 4] = [
    |it| Some(json!([item_name(it)?, it.from, it.until])),
    |it| item_name(it),
    |it| (it.from.is_some() || it.until.is_some()).then(|| json!([it.from, it.until])),
    |it| (!it.cited_places.is_empty()).then(|| json!(it.cited_places)),
];

/// Pairs the statements of a field.
pub(super) fn pair_statements(
    old: &[StatementRecord<'_>],
    new: &[StatementRecord<'_>],
) -> StatementPairs {
    let mut result = StatementPairs {
        pairs: Vec::new(),
        removed: (0..old.len()).collect(),
        added: (0..new.len()).collect(),
    };
    for key in VALUE_STEPS {
        pair_by_key(&mut result, |index| key(old.get(index)?), |index| key(new.get(index)?));
    }
    // A text of which one language changed is the same text.
    let languages: BTreeSet<String> = old.iter().chain(new).flat_map(text_languages).collect();
    for language in languages {
        let old_key = |index: usize| text_in(old.get(index)?, &language);
        let new_key = |index: usize| text_in(new.get(index)?, &language);
        pair_by_key(&mut result, old_key, new_key);
    }
    for key in OTHER_STEPS {
        pair_by_key(&mut result, |index| key(old.get(index)?), |index| key(new.get(index)?));
    }
    // A field that has one value has another one, and not one less and one more.
    if old.len() == 1 && new.len() == 1 {
        pair_by_key(&mut result, |_| Some(Json::Null), |_| Some(Json::Null));
    }
    result.pairs.sort_by_key(|(_, new_index)| *new_index);
    result
}

/// Pairs what is left and has the same key, in order.
fn pair_by_key(
    result: &mut StatementPairs,
    old_key: impl Fn(usize) -> Option<Json>,
    new_key: impl Fn(usize) -> Option<Json>,
) {
    if result.removed.is_empty() || result.added.is_empty() {
        return;
    }
    let mut by_key: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for old_index in &result.removed {
        if let Some(key) = old_key(*old_index) {
            by_key.entry(key.to_string()).or_default().push_back(*old_index);
        }
    }
    let n_before = result.pairs.len();
    let mut added = Vec::new();
    for new_index in std::mem::take(&mut result.added) {
        let same_key = new_key(new_index).and_then(|key| by_key.get_mut(&key.to_string()));
        match same_key.and_then(VecDeque::pop_front) {
            Some(old_index) => result.pairs.push((old_index, new_index)),
            None => added.push(new_index),
        }
    }
    result.added = added;
    let paired = result.pairs.get(n_before..).unwrap_or_default();
    let paired: BTreeSet<usize> = paired.iter().map(|(old_index, _)| *old_index).collect();
    result.removed.retain(|old_index| !paired.contains(old_index));
}

/// Returns the languages of a value that is a text.
fn text_languages(record: &StatementRecord<'_>) -> Vec<String> {
    let texts = record.value.as_array().into_iter().flatten();
    texts.filter_map(|text| text.get(0)?.as_str().map(str::to_owned)).collect()
}

/// Returns the text of a value in a language. `None` means that it has none.
fn text_in(record: &StatementRecord<'_>, language: &str) -> Option<Json> {
    let mut texts = record.value.as_array()?.iter();
    texts.find(|text| text.get(0).and_then(Json::as_str) == Some(language)).cloned()
}

/// Returns what names an item of a group: the entries that it relates to, or else its first value.
/// `None` means that it is not an item of a group.
fn item_name(record: &StatementRecord<'_>) -> Option<Json> {
    let relations = record.nested.iter();
    let relations = relations.filter(|it| matches!(it.field.kind, FieldKind::Reference(_)));
    let values = |field: &FieldRecords<'_>| {
        let values = field.records.iter().map(|record| record.value.clone());
        json!([&*field.field.id, values.collect::<Json>()])
    };
    let names: Vec<Json> = relations.map(values).collect();
    match names.is_empty() {
        false => Some(Json::Array(names)),
        true => record.nested.first().map(values),
    }
}
