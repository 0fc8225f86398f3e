//! Dates as text, with their machine-readable form.

use super::page_context::PageContext;
use crate::schema::{FieldValue, PartialDate, PeriodBounds, UncertainDate};
use crate::site::{EntryIndex, chronology};
use crate::theme::Strings;
use crate::theme::model::DateModel;

/// Returns the model of a date, with its bounds in the text if it is unknown.
pub(super) fn date_model(date: &UncertainDate, strings: &Strings) -> DateModel {
    DateModel { words: strings.format_date(date), machine: date.value.map(|day| day.to_string()) }
}

/// Returns the model of a day, month or year.
pub(super) fn day_model(day: PartialDate, strings: &Strings) -> DateModel {
    DateModel { words: strings.format_day(day), machine: Some(day.to_string()) }
}

/// Returns when an act happened. `None` means that the entry is not an act, or does not say.
pub(super) fn act_date_model(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Option<DateModel> {
    let strings = ctx.strings();
    let statement = chronology::act_date_statement(ctx.site.entry_at(entry_index))?;
    match &statement.value {
        FieldValue::Date(date) => Some(date_model(date, strings)),
        FieldValue::Period(from, until) => {
            let words = strings.format_period(PeriodBounds::new(from, until));
            Some(DateModel { words, machine: None })
        }
        FieldValue::Unknown => {
            Some(DateModel { words: strings.get_str("date-unknown").to_owned(), machine: None })
        }
        _ => None,
    }
}
