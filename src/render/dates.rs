//! Dates in words, with the form that machines read.

use super::model::DateModel;
use crate::schema::{PartialDate, UncertainDate};
use crate::theme::Strings;

/// A date in words, with what is known of it if it is not.
pub(super) fn date_model(date: &UncertainDate, words: &Strings) -> DateModel {
    DateModel { words: words.format_date(date), machine: date.value.map(|day| day.to_string()) }
}

/// A day, month or year for a template.
pub(super) fn day_model(day: PartialDate, words: &Strings) -> DateModel {
    DateModel { words: words.format_day(day), machine: Some(day.to_string()) }
}
