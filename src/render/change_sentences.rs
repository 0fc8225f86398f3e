//! What a commit changed in an entry, in sentences: "Chair: Anna → Bo, from 1 January 2019".

use super::page_context::PageContext;
use crate::diagnostic::SourceFile;
use crate::parse::yaml;
use crate::schema::value::read_field;
use crate::schema::{FieldDef, PartialDate, ReadContext, Statement};
use crate::site::EntryIndex;
use crate::site::content_history::{CommittedValue, EntryKnowledge};
use crate::theme::value_text;
use std::sync::Arc;

/// The most characters of a value that a sentence has.
const MAX_VALUE_CHARS: usize = 140;

/// A value of a field before or after a change, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FeedValue {
    value: String,
    /// The period and who says so; empty if there are none.
    notes: String,
    from: Option<PartialDate>,
    until: Option<PartialDate>,
    /// The rest: its sources, its evidence status and its note.
    evidence: String,
}

impl FeedValue {
    fn with_notes(&self) -> String {
        match self.notes.is_empty() {
            true => self.value.clone(),
            false => format!("{}, {}", self.value, self.notes),
        }
    }
}

/// Returns what a change was, for readers of the page's language. Empty if it does not concern
/// them.
pub(super) fn change_sentences(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    knowledge: &EntryKnowledge<'_>,
) -> Vec<String> {
    let strings = ctx.strings();
    let entry = ctx.site.entry_at(entry_index);
    let change = knowledge.change;
    let is_of_language = |language| language == ctx.localized.language_tag;
    let concerns_text = knowledge.body_language.is_none_or(is_of_language);
    if knowledge.is_translation && !concerns_text {
        return Vec::new();
    }
    if change.is_new {
        // A new translation is a new text.
        let key = if knowledge.is_translation { "changed-body" } else { "changed-everything" };
        return vec![strings.get_str(key).to_owned()];
    }
    let mut sentences: Vec<String> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    for value in &change.values {
        match (entry.entry_type.find_field(&value.key), &*value.key) {
            (Some(field), _) => sentences.extend(field_sentences(ctx, field, value)),
            (None, "title") => others.push(strings.get_str("changed-title").to_owned()),
            (None, "description") => others.push(strings.get_str("changed-description").to_owned()),
            (None, _) => others.push(strings.get_str("changed-settings").to_owned()),
        }
    }
    if change.has_other_text && concerns_text {
        others.push(strings.get_str("changed-body").to_owned());
    }
    others.dedup();
    if !others.is_empty() {
        sentences.push(strings.format("changed-parts", &[("parts", &others.join(", "))]));
    }
    sentences
}

/// Returns what changed in the values of a field.
fn field_sentences(ctx: &PageContext<'_>, field: &FieldDef, value: &CommittedValue) -> Vec<String> {
    let strings = ctx.strings();
    let label = ctx.localized_text(&field.label).0;
    let format = |key: &str, words: &[(&str, &str)]| {
        let words: Vec<(&str, &str)> =
            [("field", label.as_str())].into_iter().chain(words.iter().copied()).collect();
        strings.format(key, &words)
    };
    let before = value_words(ctx, field, value.before.as_deref());
    let after = value_words(ctx, field, value.after.as_deref());
    let (Some(mut before), Some(mut after)) = (before, after) else {
        return vec![strings.format("changed-parts", &[("parts", &label)])];
    };
    remove_common(&mut before, &mut after, |left, right| left == right);
    let mut sentences = Vec::new();
    for (_, new) in remove_common(&mut before, &mut after, |left, right| {
        left.value == right.value && left.notes == right.notes
    }) {
        sentences.push(format("changed-evidence", &[("value", &new.value)]));
    }
    for (old, new) in
        remove_common(&mut before, &mut after, |left, right| left.value == right.value)
    {
        let is_successor = |it: &FeedValue| new.until.is_some() && it.from == new.until;
        let has_ended = old.until.is_none() && !after.iter().any(|it| it.value == new.value);
        let successor = after.iter().position(is_successor).filter(|_| has_ended);
        let (old, new) = match successor {
            Some(position) => (old.value, after.remove(position).with_notes()),
            None => (old.with_notes(), new.with_notes()),
        };
        sentences.push(format("changed-value", &[("old", &old), ("new", &new)]));
    }
    let join =
        |list: &[FeedValue]| list.iter().map(FeedValue::with_notes).collect::<Vec<_>>().join("; ");
    let values = |list: &[FeedValue]| {
        list.iter().map(|words| words.value.clone()).collect::<Vec<_>>().join("; ")
    };
    match (before.is_empty(), after.is_empty()) {
        (true, true) => {}
        (true, false) => sentences.push(format("added-value", &[("value", &join(&after))])),
        (false, true) => sentences.push(format("removed-value", &[("value", &join(&before))])),
        (false, false) => {
            let words = [("old", values(&before)), ("new", join(&after))];
            let words = words.each_ref().map(|(name, text)| (*name, text.as_str()));
            sentences.push(format("changed-value", &words));
        }
    }
    sentences
}

/// Removes the pairs of items that match from both lists, and returns them.
fn remove_common(
    before: &mut Vec<FeedValue>,
    after: &mut Vec<FeedValue>,
    is_match: fn(&FeedValue, &FeedValue) -> bool,
) -> Vec<(FeedValue, FeedValue)> {
    let mut pairs = Vec::new();
    let mut index = 0;
    while let Some(old) = before.get(index) {
        match after.iter().position(|new| is_match(old, new)) {
            Some(position) => pairs.push((before.remove(index), after.remove(position))),
            None => index += 1,
        }
    }
    pairs
}

/// Returns the values of a field as they were written in a commit, in words. `None` means that they
/// are not known, or have texts and fields of their own.
fn value_words(
    ctx: &PageContext<'_>,
    field: &FieldDef,
    written: Option<&str>,
) -> Option<Vec<FeedValue>> {
    let Some(written) = written else { return Some(Vec::new()) };
    let source = Arc::new(SourceFile { path: "".into(), text: written.into() });
    let (root, _) = yaml::read(&source, 0..source.text.len());
    let languages = &ctx.site.config.languages;
    let context = ReadContext { source: &source, languages };
    let statements = root.map(|node| read_field(field, &node, &context).0).unwrap_or_default();
    statements.iter().map(|statement| statement_words(ctx, field, statement)).collect()
}

fn statement_words(
    ctx: &PageContext<'_>,
    field: &FieldDef,
    statement: &Statement,
) -> Option<FeedValue> {
    let strings = ctx.strings();
    let value = value_text(ctx.localized, strings, field, statement)?;
    let bounds = statement.validity_period();
    let period = (!bounds.is_unbounded()).then(|| strings.format_period(bounds));
    let speaker = statement.attributed_to().map(|name| {
        let speaker = ctx.site.attributed_entry(name);
        let title = speaker.map(|speaker| ctx.entry_title(speaker).0);
        strings.format("according-to", &[("speaker", title.as_deref().unwrap_or(&name.text))])
    });
    let notes: Vec<String> = period.into_iter().chain(speaker).collect();
    let sources = statement.citations().iter().map(|citation| citation.to_yaml_text());
    let sources: Vec<String> = sources.collect();
    let note = statement.qualifiers.as_ref().and_then(|qualifiers| qualifiers.note.as_ref());
    let note = note.map(|note| ctx.localized_text(note).0).unwrap_or_default();
    Some(FeedValue {
        value: shorten(&value),
        notes: notes.join(", "),
        from: bounds.from.and_then(|from| from.value),
        until: bounds.until.and_then(|end| end.date()?.value),
        evidence: format!(
            "{}\n{}\n{note}",
            sources.join("\n"),
            statement.evidence_status().as_str()
        ),
    })
}

/// Returns the start of a value in one line.
fn shorten(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_VALUE_CHARS) {
        Some((end, _)) => format!("{} …", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}
