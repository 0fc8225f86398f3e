//! Dates that a source gives with less certainty than a day.

use super::PartialDate;

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
}
