//! Which statements claim to hold longer than the words that support them. A statement that ends on
//! the date of the newest version, or before, is right as it is.

use super::entry::Entry;
use super::resolve_citation::CitationFate;
use super::snapshot::Site;
use crate::schema::{FieldValue, PartialDate, PeriodBounds, Statement, UncertainDate};

/// A statement of an entry, and the group that it is in.
#[derive(Clone, Copy)]
pub struct CitedStatement<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// The statement.
    pub statement: &'a Statement,
    /// The statement whose value is the group. `None` means that it is not in a group.
    pub group: Option<&'a Statement>,
}

/// Returns the period in which a statement holds: that of its value, or of its qualifiers.
#[must_use]
pub fn own_period(statement: &Statement) -> PeriodBounds<'_> {
    match &statement.value {
        FieldValue::Period(..) => statement.period_value().unwrap_or_default(),
        _ => statement.validity_period(),
    }
}

/// Returns whether one of the periods of a statement ended with the newest version of its paper, or
/// before. The end of a month or a year is its last day.
#[must_use]
pub fn ends_with_wording(site: &Site, fate: &CitationFate, periods: &[PeriodBounds<'_>]) -> bool {
    let newest_date = site.document_date(fate.newest);
    let Some(day) = newest_date.and_then(UncertainDate::last_day) else { return false };
    let ends = periods.iter().filter_map(|period| period.end_date());
    let mut last_days = ends.filter_map(UncertainDate::last_day);
    last_days.any(|last_day| last_day <= day)
}

impl Site {
    /// Returns whether each source of a statement has a later version with other words, although
    /// the statement does not end with them.
    #[must_use]
    pub fn is_outdated(&self, cited: CitedStatement<'_>) -> bool {
        let CitedStatement { entry, statement, group } = cited;
        let citations = statement.citations();
        if citations.is_empty() || !self.has_document_versions() {
            return false;
        }
        let periods: Vec<PeriodBounds<'_>> =
            group.into_iter().chain([statement]).map(own_period).collect();
        citations.iter().all(|citation| {
            let fate = self.citation_fate(citation, entry);
            fate.is_some_and(|fate| {
                // What a paper says of itself is about that version.
                let is_own_text = std::ptr::eq(self.entry_at(fate.document), entry);
                let has_ended = fate.wording.end().is_some();
                has_ended && !is_own_text && !ends_with_wording(self, &fate, &periods)
            })
        })
    }

    /// Returns the last day on which words of a paper can support anything. `None` means that no
    /// later version with a date has ended them.
    pub(super) fn last_wording_day(&self, fate: &CitationFate) -> Option<PartialDate> {
        self.document_date(fate.wording.end()?.version)?.first_day()?.day_before()
    }
}
