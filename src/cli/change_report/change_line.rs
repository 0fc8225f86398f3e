//! One change in words: what changed, what it was, and what it is.

use super::change_terms::ChangeTerms;
use crate::changes::{
    ChangeKind, ChangeLabel, ChangedValue, ItemPart, KnowledgeChange, SourceReference, ValueWords,
};
use crate::cli::date_words::{date_in_words, is_date_with_bounds};
use crate::data::standing_label;
use crate::diagnostic::ReportLanguage;
use crate::schema::{BuiltinType, PeriodEnd};
use crate::site::LocalizedSite;
use serde_json::Value as Json;

/// The longest text of a value, in characters.
const MAX_VALUE_CHARS: usize = 160;
/// How much of what two texts have in common is shown before the first difference, in characters.
const MAX_CONTEXT_CHARS: usize = 40;

/// A change in words.
#[derive(Debug, Default)]
pub(super) struct ChangeLine {
    /// The name of a field or a paragraph, before the sentence.
    pub(super) name: String,
    /// The same, with the value or the part of it that changed, if it is not before and now.
    pub(super) what: String,
    /// What it was. Empty if it was not there.
    pub(super) before: String,
    /// What it is, with its period and sources. Empty if it is gone.
    pub(super) now: String,
    /// What follows the name in a sentence.
    pub(super) sentence: String,
}

/// Writes changes in the words of a language.
#[derive(Clone, Copy)]
pub(super) struct ChangeWriter<'s> {
    pub(super) localized: LocalizedSite<'s>,
    pub(super) language: ReportLanguage,
}

impl ChangeWriter<'_> {
    pub(super) fn terms(self) -> &'static ChangeTerms {
        ChangeTerms::in_language(self.language)
    }

    /// Returns the title of the entry of a change.
    pub(super) fn title(self, change: &KnowledgeChange) -> String {
        single_line(self.localized.text(&change.title).0)
    }

    /// Returns a change in words.
    pub(super) fn line(self, change: &KnowledgeChange) -> ChangeLine {
        match change.kind {
            ChangeKind::EntryAdded | ChangeKind::EntryRemoved => self.entry_line(change),
            ChangeKind::EntryRenamed => self.changed_line(self.terms().new_id.to_owned(), change),
            ChangeKind::ValueAdded | ChangeKind::ValueRemoved | ChangeKind::ValueChanged => {
                self.changed_line(self.field_name(change), change)
            }
            ChangeKind::PeriodChanged => self.period_line(change),
            ChangeKind::SourceChanged => self.source_line(change),
            ChangeKind::StandingChanged => {
                let label = |value: &ChangedValue| {
                    let word = value.json.as_str().unwrap_or_default();
                    standing_label(word, self.language).to_owned()
                };
                self.aspect_line(change, self.terms().standing, label)
            }
            ChangeKind::AttributionChanged => {
                let text = |value: &ChangedValue| self.value_text(value);
                self.aspect_line(change, self.terms().according_to, text)
            }
            ChangeKind::TextChanged => self.text_line(change),
            ChangeKind::ParagraphAdded
            | ChangeKind::ParagraphRemoved
            | ChangeKind::ParagraphChanged => {
                self.changed_line(self.paragraph_name(change), change)
            }
            ChangeKind::ParagraphRenumbered => self.renumbered_line(change),
        }
    }

    fn entry_line(self, change: &KnowledgeChange) -> ChangeLine {
        let terms = self.terms();
        let is_question = change.entry_type.is(BuiltinType::Question);
        let is_added = change.kind == ChangeKind::EntryAdded;
        let what = match (is_added, is_question) {
            (true, true) => terms.question_opened,
            (true, false) => terms.entry_added,
            (false, true) => terms.question_closed,
            (false, false) => terms.entry_removed,
        };
        // "Question opened" says the type.
        let sentence = match is_question {
            true => String::new(),
            false => single_line(self.localized.text(&change.entry_type.name).0),
        };
        // The type is neither what was there before nor what is there now.
        let row_name = match sentence.as_str() {
            "" => what.to_owned(),
            type_name => format!("{what}: {type_name}"),
        };
        ChangeLine { name: what.to_owned(), what: row_name, sentence, ..ChangeLine::default() }
    }

    /// Returns a change from one value to another, or of a value that is new or gone.
    fn changed_line(self, what: String, change: &KnowledgeChange) -> ChangeLine {
        let terms = self.terms();
        let (before, now) = match (&change.old, &change.new) {
            (Some(old), Some(new)) => shortened_pair(&self.value_text(old), &self.value_text(new)),
            (old, new) => {
                let text = |value: &Option<ChangedValue>| {
                    value.as_ref().map(|value| shortened(&self.value_text(value)))
                };
                (text(old).unwrap_or_default(), text(new).unwrap_or_default())
            }
        };
        let details = self.details(change);
        let sentence = match (&change.old, &change.new) {
            (Some(_), Some(_)) => format!("{before} → {now}{details}"),
            (None, _) => format!("{} {now}{details}", terms.added),
            (_, None) => format!("{} {before}{details}", terms.removed),
        };
        let (before, now) = match change.new {
            Some(_) => (before, format!("{now}{details}")),
            None => (format!("{before}{details}"), now),
        };
        ChangeLine { name: what.clone(), what, before, now, sentence }
    }

    fn period_line(self, change: &KnowledgeChange) -> ChangeLine {
        let terms = self.terms();
        let bound = |value: &Option<ChangedValue>, key: &str| {
            value.as_ref().and_then(|value| value.json.get(key)).cloned().unwrap_or_default()
        };
        let period = |value: &Option<ChangedValue>| {
            let text = self.period_text(&bound(value, "from"), &bound(value, "until"));
            if text.is_empty() { terms.no_period.to_owned() } else { text }
        };
        let (before, now) = (period(&change.old), period(&change.new));
        let value = self.subject(change);
        let sources = self.source_details(&change.sources);
        let end = bound(&change.new, "until");
        let only_ends = bound(&change.old, "from") == bound(&change.new, "from")
            && bound(&change.old, "until").is_null()
            && end.as_str().is_some_and(|it| it.starts_with(|char: char| char.is_ascii_digit()));
        let sentence = if only_ends {
            format!("{value} {} {}{sources}", terms.ends, self.date_text(&end))
        } else {
            format!("{value}: {before} → {now}{sources}")
        };
        let name = self.field_name(change);
        let what = format!("{name}: {value}, {}", terms.period);
        ChangeLine { name, what, before, now: format!("{now}{sources}"), sentence }
    }

    fn source_line(self, change: &KnowledgeChange) -> ChangeLine {
        let terms = self.terms();
        let text = |value: &Option<ChangedValue>| {
            value.as_ref().map(|value| self.value_text(value)).unwrap_or_default()
        };
        let (mut before, mut now) = (text(&change.old), text(&change.new));
        if before == now {
            // The quotes differ.
            let citations = |value: &Option<ChangedValue>| {
                value.as_ref().map(|value| quoted_citations(&value.json)).unwrap_or_default()
            };
            (before, now) = (citations(&change.old), citations(&change.new));
        }
        let value = self.subject(change);
        let sentence = match (&change.old, &change.new) {
            (None, _) => format!("{value} {}: {now}", terms.sourced),
            (_, None) => format!("{value} {} ({before})", terms.unsourced),
            (Some(_), Some(_)) => format!("{value}, {}: {before} → {now}", terms.source),
        };
        let name = self.field_name(change);
        let what = format!("{name}: {value}, {}", terms.source);
        ChangeLine { name, what, before, now, sentence }
    }

    /// Returns a change of the standing or the attribution of a value.
    fn aspect_line(
        self,
        change: &KnowledgeChange,
        aspect: &str,
        text: impl Fn(&ChangedValue) -> String,
    ) -> ChangeLine {
        let words = |value: &Option<ChangedValue>| {
            value.as_ref().map_or_else(|| self.terms().nobody.to_owned(), &text)
        };
        let (before, now, value) = (words(&change.old), words(&change.new), self.subject(change));
        let sources = self.source_details(&change.sources);
        let sentence = format!("{value}, {aspect}: {before} → {now}{sources}");
        let name = self.field_name(change);
        let what = format!("{name}: {value}, {aspect}");
        ChangeLine { name, what, before, now: format!("{now}{sources}"), sentence }
    }

    fn text_line(self, change: &KnowledgeChange) -> ChangeLine {
        let terms = self.terms();
        let language = language_suffix(change);
        let what = match &change.label {
            None => format!("{}{language}", terms.text),
            Some(_) => format!("{}, {}{language}", self.label_text(change), terms.note),
        };
        let count = change.words.map(terms.words).unwrap_or_default();
        let changed = &change.changed_words;
        let (before, now) = (shortened(&changed.removed), shortened(&changed.added));
        let words = match (before.as_str(), now.as_str()) {
            ("", words) | (words, "") => words.to_owned(),
            (before, now) => format!("{before} → {now}"),
        };
        let sentence = if words.is_empty() { count.clone() } else { format!("{count}: {words}") };
        ChangeLine { name: what.clone(), what: format!("{what}, {count}"), before, now, sentence }
    }

    fn renumbered_line(self, change: &KnowledgeChange) -> ChangeLine {
        let terms = self.terms();
        if let (Some(Json::Array(old)), Some(Json::Array(new))) =
            (change.old.as_ref().map(|it| &it.json), change.new.as_ref().map(|it| &it.json))
        {
            let (before, now) = shortened_pair(&joined(old, ", "), &joined(new, ", "));
            let (name, sentence) = (terms.paragraph_order.to_owned(), format!("{before} → {now}"));
            return ChangeLine { name: name.clone(), what: name, before, now, sentence };
        }
        let name = |value: &Option<ChangedValue>| {
            let locator = value.as_ref().map(|value| self.value_text(value));
            locator.unwrap_or_else(|| terms.preamble.to_owned())
        };
        let (before, now) = (name(&change.old), name(&change.new));
        let sentence = format!("{before} {} {now}", terms.is_now);
        ChangeLine {
            what: terms.paragraph.to_owned(),
            before,
            now,
            sentence,
            ..ChangeLine::default()
        }
    }

    fn paragraph_name(self, change: &KnowledgeChange) -> String {
        change.field.clone().unwrap_or_else(|| self.terms().preamble.to_owned())
    }

    /// Returns the name of the field of a change, with the language of its text.
    fn field_name(self, change: &KnowledgeChange) -> String {
        format!("{}{}", self.label_text(change), language_suffix(change))
    }

    fn label_text(self, change: &KnowledgeChange) -> String {
        match &change.label {
            Some(ChangeLabel::Key(key)) => (self.terms().key)(*key).to_owned(),
            Some(ChangeLabel::Field(label)) => single_line(self.localized.text(label).0),
            Some(ChangeLabel::GroupField { group, field }) => {
                let (group, field) = (self.localized.text(group).0, self.localized.text(field).0);
                format!("{}, {}", single_line(group), single_line(field))
            }
            None => change.field.clone().unwrap_or_default(),
        }
    }

    /// Returns the value whose period, sources, standing or attribution changed.
    fn subject(self, change: &KnowledgeChange) -> String {
        change.value.as_ref().map(|value| shortened(&self.value_text(value))).unwrap_or_default()
    }

    /// Returns the period and the sources of a value, to follow it: `, from 2019 (Deed P4)`.
    fn details(self, change: &KnowledgeChange) -> String {
        let bound = |bound: &Option<Json>| bound.clone().unwrap_or_default();
        let period = self.period_text(&bound(&change.from), &bound(&change.until));
        let period = if period.is_empty() { period } else { format!(", {period}") };
        format!("{period}{}", self.source_details(&change.sources))
    }

    fn source_details(self, sources: &[SourceReference]) -> String {
        match sources {
            [] => String::new(),
            sources => format!(" ({})", self.source_names(sources)),
        }
    }

    fn source_names(self, sources: &[SourceReference]) -> String {
        let names = sources.iter().map(|source| {
            let document = single_line(self.localized.text(&source.document).0);
            match &source.locator {
                Some(locator) => format!("{document} {locator}"),
                None => document,
            }
        });
        names.collect::<Vec<_>>().join("; ")
    }

    /// Returns a period in words. Empty if it has no bounds.
    fn period_text(self, from: &Json, until: &Json) -> String {
        let terms = self.terms();
        let from = (!from.is_null()).then(|| format!("{} {}", terms.from, self.date_text(from)));
        let until = match until {
            Json::Null => None,
            end if *end == PeriodEnd::FURTHER_NOTICE => Some(terms.further_notice.to_owned()),
            end => Some(format!("{} {}", terms.until, self.date_text(end))),
        };
        from.into_iter().chain(until).collect::<Vec<_>>().join(" ")
    }

    fn date_text(self, date: &Json) -> String {
        date_in_words(date, self.language)
    }

    fn value_text(self, value: &ChangedValue) -> String {
        let terms = self.terms();
        match (&value.words, &value.json) {
            (ValueWords::Unknown, _) => terms.unknown.to_owned(),
            (ValueWords::Absent, _) => terms.absent.to_owned(),
            (ValueWords::Name(name), _) => single_line(self.localized.text(name).0),
            (ValueWords::Sources(sources), _) => self.source_names(sources),
            (ValueWords::AsWritten, Json::Bool(true)) => terms.yes.to_owned(),
            (ValueWords::AsWritten, Json::Bool(false)) => terms.no.to_owned(),
            (ValueWords::Period, period) => {
                let bound = |key: &str| period.get(key).cloned().unwrap_or_default();
                self.period_text(&bound("from"), &bound("until"))
            }
            (ValueWords::Item(parts), _) => self.item_text(parts),
            (ValueWords::AsWritten, Json::String(text)) => single_line(text),
            (ValueWords::AsWritten, date @ Json::Object(bounds)) if is_date_with_bounds(bounds) => {
                self.date_text(date)
            }
            (ValueWords::AsWritten, other) => other.to_string(),
        }
    }

    /// Returns the fields of an item of a group with their values.
    fn item_text(self, parts: &[ItemPart]) -> String {
        let parts = parts.iter().map(|part| {
            let label = single_line(self.localized.text(&part.label).0);
            // Items are not nested.
            let values = part.values.iter().filter(|it| !matches!(it.words, ValueWords::Item(_)));
            let values: Vec<String> = values.map(|value| self.value_text(value)).collect();
            format!("{label}: {}", values.join("; "))
        });
        parts.collect::<Vec<_>>().join(", ")
    }
}

fn language_suffix(change: &KnowledgeChange) -> String {
    change.language.as_ref().map(|tag| format!(" ({})", tag.0)).unwrap_or_default()
}

fn quoted_citations(citations: &Json) -> String {
    single_line(&joined(citations.as_array().map_or(&[], Vec::as_slice), "; "))
}

fn joined(texts: &[Json], between: &str) -> String {
    texts.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(between)
}

fn single_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a text without its end if it is long.
fn shortened(text: &str) -> String {
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(MAX_VALUE_CHARS).collect();
    if chars.next().is_none() { start } else { format!("{start}…") }
}

/// Returns two texts, from a few words before their first difference if they are long.
fn shortened_pair(old: &str, new: &str) -> (String, String) {
    if old.chars().count().max(new.chars().count()) <= MAX_VALUE_CHARS {
        return (old.to_owned(), new.to_owned());
    }
    let n_same = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
    let n_skipped = n_same.saturating_sub(MAX_CONTEXT_CHARS);
    let from = |text: &str| {
        let rest: String = text.chars().skip(n_skipped).collect();
        if n_skipped == 0 {
            return shortened(&rest);
        }
        // The first word may be cut.
        let rest = rest.split_once(' ').map_or(rest.as_str(), |(_, rest)| rest);
        format!("… {}", shortened(rest))
    };
    (from(old), from(new))
}
