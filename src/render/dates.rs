//! Dates in words, with the form that machines read.

use super::model::DateModel;
use crate::schema::{PartialDate, UncertainDate};
use crate::theme::Strings;

/// A date in words, with what is known of it if it is not.
pub(super) fn date_model(date: &UncertainDate, strings: &Strings) -> DateModel {
    DateModel { words: strings.format_date(date), machine: date.value.map(|day| day.to_string()) }
}

/// A day, month or year for a template.
pub(super) fn day_model(day: PartialDate, strings: &Strings) -> DateModel {
    DateModel { words: strings.format_day(day), machine: Some(day.to_string()) }
}
