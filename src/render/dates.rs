//! Dates as text, with their machine-readable form.

use crate::schema::{PartialDate, UncertainDate};
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
