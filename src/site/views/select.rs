//! Choosing and sorting entries by what they say.

use crate::schema::{FieldValue, Fraction, LocalizedText, Statement};
use crate::site::collation::collation_key;
use crate::site::entry::{Entry, EntryIndex};
use crate::site::language_choice::choose_language;
use crate::site::snapshot::Site;

/// What an entry is sorted by; what says nothing comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ViewSortKey {
    Number(Fraction),
    Words(Vec<u32>),
    Nothing,
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
    entry.field_statements(field).iter().any(|statement| matches_value(statement, word))
}

fn matches_value(statement: &Statement, word: &str) -> bool {
    match &statement.value {
        FieldValue::Unknown => word == "unknown",
        FieldValue::None => word == "none",
        FieldValue::Text(text) => text.all_strings().any(|own| own == word),
        FieldValue::Number(_, number) | FieldValue::Fraction(number) => {
            Fraction::parse(word).as_ref() == Some(number)
        }
        FieldValue::Date(date) => date.value.is_some_and(|day| day.to_string() == word),
        FieldValue::Bool(yes) => word == if *yes { "true" } else { "false" },
        FieldValue::Url(own)
        | FieldValue::Choice(own)
        | FieldValue::File(own)
        | FieldValue::Reference(own) => &**own == word,
        FieldValue::Markdown(_)
        | FieldValue::Period(..)
        | FieldValue::Citation(_)
        | FieldValue::Group(_) => false,
    }
}

/// Sorts entries by a field, in the default language's alphabet; those that are equal keep their
/// order.
pub(super) fn sort_entries(site: &Site, entries: &mut [EntryIndex], field: &str) {
    entries.sort_by_cached_key(|entry_index| sort_key(site, site.entry_at(*entry_index), field));
}

fn sort_key(site: &Site, entry: &Entry, field: &str) -> ViewSortKey {
    let default = site.default_language();
    let text = |text: &LocalizedText| {
        ViewSortKey::Words(collation_key(&default.0, choose_language(text, default, default).0))
    };
    match field {
        "title" => return text(&entry.title),
        "order" if entry.kind.find_field("order").is_none() => {
            return entry.meta.order.map_or(ViewSortKey::Nothing, ViewSortKey::Number);
        }
        _ => {}
    }
    let Some(statement) = entry.field_statements(field).first() else {
        return ViewSortKey::Nothing;
    };
    match &statement.value {
        FieldValue::Number(_, number) | FieldValue::Fraction(number) => {
            ViewSortKey::Number(*number)
        }
        FieldValue::Date(date) | FieldValue::Period(Some(date), _) => {
            // What is not known is sorted by the last day that it may be.
            let day = date.latest.or(date.value).or(date.earliest);
            day.map_or(ViewSortKey::Nothing, |day| {
                ViewSortKey::Words(day.to_string().chars().map(u32::from).collect())
            })
        }
        FieldValue::Text(words) => text(words),
        FieldValue::Url(word) | FieldValue::Choice(word) | FieldValue::File(word) => {
            ViewSortKey::Words(collation_key(&default.0, word))
        }
        FieldValue::Reference(written) => {
            let field = entry.kind.find_field(field);
            let target = field.and_then(|field| site.find_related(field, written));
            target
                .map_or(ViewSortKey::Nothing, |entry_index| text(&site.entry_at(entry_index).title))
        }
        FieldValue::Bool(yes) => ViewSortKey::Number(Fraction::from_integer(i128::from(!*yes))),
        _ => ViewSortKey::Nothing,
    }
}

/// All published entries of a type, in the order of lists: by `order`, then by title.
pub(super) fn entries_of_type(site: &Site, kind: &str) -> Vec<EntryIndex> {
    let all = (0..site.entries.len()).map(EntryIndex);
    let mut entries: Vec<EntryIndex> = all
        .filter(|entry_index| {
            site.is_published(*entry_index) && &*site.entry_at(*entry_index).kind.id == kind
        })
        .collect();
    entries.sort_by_cached_key(|entry_index| {
        let entry = site.entry_at(*entry_index);
        (sort_key(site, entry, "order"), sort_key(site, entry, "title"))
    });
    entries
}
