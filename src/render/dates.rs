//! Dates in words, with the form that machines read.

use super::view::DateView;
use crate::schema::{Date, Day};
use crate::theme::Words;

/// A date in words, with what is known of it if it is not.
pub(super) fn date(date: &Date, words: &Words) -> DateView {
    DateView { words: words.date(date), machine: date.value.map(|day| day.to_string()) }
}

/// A day, month or year for a template.
pub(super) fn day_view(day: Day, words: &Words) -> DateView {
    DateView { words: words.day(day), machine: Some(day.to_string()) }
}
