//! Choosing and sorting entries by what they say.

use crate::schema::{Fraction, Statement, Text, Value};
use crate::site::collate::sort_key;
use crate::site::entry::{Entry, EntryIndex};
use crate::site::language::words;
use crate::site::snapshot::Site;

/// What an entry is sorted by; what says nothing comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Number(Ratio),
    Words(Vec<u32>),
    Nothing,
}

/// An exact number in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ratio(Fraction);

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let left = self.0.numerator.saturating_mul(other.0.denominator);
        left.cmp(&other.0.numerator.saturating_mul(self.0.denominator))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether an entry's type says when it is in force.
pub(super) fn has_validity(entry: &Entry) -> bool {
    entry.kind.validity.is_some()
}

/// Whether one of the values of a field is a word, as YAML would write it.
pub(super) fn has_value(entry: &Entry, field: &str, word: &str) -> bool {
    if field == "tags" {
        return entry.meta.tags.iter().any(|(tag, _)| tag == word);
    }
    entry.statements(field).iter().any(|statement| is_value(statement, word))
}

fn is_value(statement: &Statement, word: &str) -> bool {
    match &statement.value {
        Value::Unknown => word == "unknown",
        Value::None => word == "none",
        Value::Text(text) => text.all().any(|own| own == word),
        Value::Number(_, number) | Value::Fraction(number) => {
            Fraction::read(word).as_ref() == Some(number)
        }
        Value::Date(date) => date.value.is_some_and(|day| day.to_string() == word),
        Value::Bool(yes) => word == if *yes { "true" } else { "false" },
        Value::Url(own) | Value::Choice(own) | Value::File(own) | Value::Entry(own) => {
            &**own == word
        }
        Value::Markdown(_) | Value::Period(..) | Value::Citation(_) | Value::Group(_) => false,
    }
}

/// Sorts entries by a field, in the default language's alphabet; those that are equal keep their
/// order.
pub(super) fn sort(site: &Site, entries: &mut [EntryIndex], field: &str) {
    entries.sort_by_cached_key(|at| key(site, site.entry(*at), field));
}

fn key(site: &Site, entry: &Entry, field: &str) -> Key {
    let default = site.default_language();
    let text = |text: &Text| Key::Words(sort_key(&default.0, words(text, default, default).0));
    match field {
        "title" => return text(&entry.title),
        "order" if entry.kind.field("order").is_none() => {
            return entry.meta.order.map_or(Key::Nothing, |order| Key::Number(Ratio(order)));
        }
        _ => {}
    }
    let Some(statement) = entry.statements(field).first() else { return Key::Nothing };
    match &statement.value {
        Value::Number(_, number) | Value::Fraction(number) => Key::Number(Ratio(*number)),
        Value::Date(date) | Value::Period(Some(date), _) => {
            // What is not known is sorted by the last day that it may be.
            let day = date.latest.or(date.value).or(date.earliest);
            day.map_or(Key::Nothing, |day| {
                Key::Words(day.to_string().chars().map(u32::from).collect())
            })
        }
        Value::Text(words) => text(words),
        Value::Url(word) | Value::Choice(word) | Value::File(word) => {
            Key::Words(sort_key(&default.0, word))
        }
        Value::Entry(written) => {
            let field = entry.kind.field(field);
            let target = field.and_then(|field| site.related(field, written));
            target.map_or(Key::Nothing, |at| text(&site.entry(at).title))
        }
        Value::Bool(yes) => {
            Key::Number(Ratio(Fraction { numerator: i128::from(!*yes), denominator: 1 }))
        }
        _ => Key::Nothing,
    }
}

/// All published entries of a type, in the order of lists: by `order`, then by title.
pub(super) fn of_type(site: &Site, kind: &str) -> Vec<EntryIndex> {
    let all = (0..site.entries.len()).map(EntryIndex);
    let mut entries: Vec<EntryIndex> =
        all.filter(|at| site.is_published(*at) && &*site.entry(*at).kind.id == kind).collect();
    entries.sort_by_cached_key(|at| {
        let entry = site.entry(*at);
        (key(site, entry, "order"), key(site, entry, "title"))
    });
    entries
}
