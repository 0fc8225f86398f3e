//! Selects and sorts entries by their values.

use crate::schema::{FieldValue, Fraction, LocalizedText, PartialDate};
use crate::site::chronology;
use crate::site::collation::collation_key;
use crate::site::entry::{Entry, EntryIndex};
use crate::site::language_choice::choose_language;
use crate::site::snapshot::Site;

/// The key that entries are sorted by. Entries without a value are last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ViewSortKey {
    Number(Fraction),
    Date(PartialDate),
    Text(Vec<u32>),
    Missing,
}

impl ViewSortKey {
    /// Returns whether the order of two entries is unknown: their keys are equal, or one date is in
    /// the other, such as a day in its year.
    pub(super) fn is_same_place(&self, later: &Self) -> bool {
        match (self, later) {
            (Self::Date(date), Self::Date(later)) => date.last_day() >= later.first_day(),
            _ => self == later,
        }
    }
}

/// Returns whether an entry's type has a validity period.
pub(super) fn has_validity(entry: &Entry) -> bool {
    entry.entry_type.validity.is_some()
}

/// Sorts entries by a field, in the alphabet of the default language. The sort is stable.
pub(super) fn sort_entries(site: &Site, entries: &mut [EntryIndex], field: &str) {
    entries.sort_by_cached_key(|entry_index| sort_key(site, *entry_index, field));
}

/// Returns the place of an entry in the order of a field.
pub(super) fn sort_key(site: &Site, entry_index: EntryIndex, field: &str) -> ViewSortKey {
    let entry = site.entry_at(entry_index);
    let default = site.default_language();
    let text = |text: &LocalizedText| {
        ViewSortKey::Text(collation_key(&default.0, choose_language(text, default, default).0))
    };
    match field {
        "title" => return text(&entry.title),
        "order" if entry.entry_type.find_field("order").is_none() => {
            return entry.meta.order.map_or(ViewSortKey::Missing, ViewSortKey::Number);
        }
        _ => {}
    }
    let Some(statement) = entry.field_statements(field).first() else {
        return ViewSortKey::Missing;
    };
    match &statement.value {
        FieldValue::Number(_, number) | FieldValue::Fraction(_, number) => {
            ViewSortKey::Number(*number)
        }
        date @ (FieldValue::Date(_) | FieldValue::Period(..)) => {
            chronology::known_date(date).map_or(ViewSortKey::Missing, ViewSortKey::Date)
        }
        FieldValue::Text(localized) => text(localized),
        FieldValue::Url(string) | FieldValue::Choice(string) | FieldValue::File(string) => {
            ViewSortKey::Text(collation_key(&default.0, string))
        }
        FieldValue::Reference(reference) => {
            let field = entry.entry_type.find_field(field);
            let target = field.and_then(|field| site.find_related(field, reference));
            target
                .map_or(ViewSortKey::Missing, |entry_index| text(&site.entry_at(entry_index).title))
        }
        FieldValue::Bool(value) => ViewSortKey::Number(Fraction::from_integer(i128::from(!*value))),
        FieldValue::Unknown
        | FieldValue::None
        | FieldValue::Markdown(_)
        | FieldValue::Citation(_)
        | FieldValue::Group(_) => ViewSortKey::Missing,
    }
}

/// Returns the place of an entry in the order of a field. A period whose start no source gives has
/// none: it is not known what came before it.
pub(super) fn start_key(site: &Site, entry_index: EntryIndex, field: &str) -> ViewSortKey {
    let first = site.entry_at(entry_index).field_statements(field).first();
    match first.map(|statement| &statement.value) {
        Some(FieldValue::Period(None, _)) => ViewSortKey::Missing,
        _ => sort_key(site, entry_index, field),
    }
}

/// Returns the place of an act in the order of time.
pub(super) fn date_key(site: &Site, entry_index: EntryIndex) -> ViewSortKey {
    let date = chronology::act_date(site.entry_at(entry_index));
    date.map_or(ViewSortKey::Missing, ViewSortKey::Date)
}

/// Returns the published entries of a type: by date if it has one, by `order`, then by title.
pub(super) fn entries_of_type(site: &Site, kind: &str) -> Vec<EntryIndex> {
    let all = (0..site.entries.len()).map(EntryIndex);
    let of_type = all.filter(|entry_index| {
        site.is_published(*entry_index) && &*site.entry_at(*entry_index).entry_type.id == kind
    });
    site.sorted_chronologically(&of_type.collect::<Vec<_>>(), site.default_language())
}
