//! Dates that a source gives with less certainty than a day.

use super::PartialDate;
use serde_json::{Value as Json, json};

/// A date as sources give it: exact, within limits, or unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncertainDate {
    /// The date itself. `None` means unknown.
    pub value: Option<PartialDate>,
    /// The date is not before this one.
    pub earliest: Option<PartialDate>,
    /// The date is not after this one.
    pub latest: Option<PartialDate>,
}

impl UncertainDate {
    /// A date of which nothing is known.
    pub const UNKNOWN: Self = Self { value: None, earliest: None, latest: None };

    /// Returns the first day that it can be: of the date itself, or else of its earliest bound.
    /// `None` means that it can be before any day.
    #[must_use]
    pub fn first_day(&self) -> Option<PartialDate> {
        self.value.or(self.earliest).map(PartialDate::first_day)
    }

    /// Returns the last day that it can be: of the date itself, or else of its latest bound.
    /// `None` means that it can be after any day.
    #[must_use]
    pub fn last_day(&self) -> Option<PartialDate> {
        self.value.or(self.latest).map(PartialDate::last_day)
    }

    /// Returns it as a string; with bounds, as an object with the bounds beside it.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let value = self.value.map_or_else(|| "unknown".to_owned(), |day| day.to_string());
        if self.earliest.is_none() && self.latest.is_none() {
            return json!(value);
        }
        let bound = |bound: Option<PartialDate>| bound.map(|day| day.to_string());
        json!({"value": value, "earliest": bound(self.earliest), "latest": bound(self.latest)})
    }
}
