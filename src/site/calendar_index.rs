//! The dates of the site that a calendar has: deadlines, ends of validity and reviews, and which
//! entries each of them concerns.
//!
//! Only a date that is exact to the day is one of a calendar. The dates of an entry concern the
//! entry itself and those that it names: the target of a relation that ends, what the same item of
//! a group names, or else the targets of all relations outside of groups. So the calendar of a
//! party has the deadlines of its obligations.

use super::entry::{Entry, EntryIndex};
use super::named_statements::NamedStatement;
use super::site_lookup::SiteLookup;
use super::snapshot::Site;
use crate::schema::{BuiltinType, FieldKind, FieldValue, PartialDate, Statement, UncertainDate};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A date of a calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarDate {
    /// The day.
    pub day: PartialDate,
    /// The entry that has it.
    pub entry: EntryIndex,
    /// What happens on it.
    pub kind: CalendarDateKind,
}

/// What happens on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarDateKind {
    /// Something is to be done: a value of a field with `deadline: true`. The position among the
    /// statements of the entry.
    Deadline(usize),
    /// A statement no longer holds, or its period has ended.
    End(usize),
    /// The entry is to be reviewed.
    Review,
}

/// The dates of calendars.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CalendarIndex {
    /// All dates, by day.
    all: Vec<CalendarDate>,
    /// The dates of each entry with a calendar of its own, as positions in `all`.
    by_entry: BTreeMap<EntryIndex, Vec<usize>>,
}

/// A date, and the entries that it concerns besides the one that has it.
type ConcerningDate = (CalendarDate, Vec<EntryIndex>);

impl CalendarIndex {
    /// Collects the dates of all published entries.
    pub(super) fn new(lookup: SiteLookup<'_>, n_declared: usize) -> Self {
        let entries = (0..n_declared).into_par_iter().map(EntryIndex);
        let mut dates: Vec<ConcerningDate> = entries
            .filter(|entry_index| lookup.is_published(*entry_index))
            .flat_map_iter(|entry_index| entry_dates(lookup, entry_index))
            .collect();
        dates.sort();
        let mut index = Self::default();
        for (date, concerned) in dates {
            let position = index.all.len();
            // The review of an entry is a matter for its editors.
            let is_review = date.kind == CalendarDateKind::Review;
            for entry_index in concerned.into_iter().chain((!is_review).then_some(date.entry)) {
                let positions = index.by_entry.entry(entry_index).or_default();
                if positions.last() != Some(&position) {
                    positions.push(position);
                }
            }
            index.all.push(date);
        }
        for (position, date) in index.all.iter().enumerate() {
            let is_review = date.kind == CalendarDateKind::Review;
            if let Some(positions) = index.by_entry.get_mut(&date.entry).filter(|_| is_review) {
                positions.push(position);
                positions.sort_unstable();
            }
        }
        index
    }

    /// Returns whether the site has a calendar.
    pub(super) fn has_dates(&self) -> bool {
        !self.all.is_empty()
    }

    /// Returns the entries with a calendar of their own.
    pub(super) fn entries(&self) -> impl Iterator<Item = EntryIndex> {
        self.by_entry.keys().copied()
    }
}

/// Returns a date that is exact to the day.
fn exact_day(date: &UncertainDate) -> Option<PartialDate> {
    let is_exact = date.earliest.is_none() && date.latest.is_none();
    date.value.filter(|day| is_exact && day.day().is_some())
}

/// Returns the dates of an entry.
fn entry_dates(lookup: SiteLookup<'_>, entry_index: EntryIndex) -> Vec<ConcerningDate> {
    let Some(entry) = lookup.entry(entry_index) else { return Vec::new() };
    if lookup.has_duplicate_id(entry_index) || entry.meta.removed.is_some() {
        return Vec::new();
    }
    let date = |day, kind| CalendarDate { day, entry: entry_index, kind };
    let review = entry.meta.review_by.as_ref().and_then(exact_day);
    let mut dates: Vec<ConcerningDate> =
        review.map(|day| (date(day, CalendarDateKind::Review), Vec::new())).into_iter().collect();
    let may_have_date = |statement: &Statement| {
        statement.validity_period().until.is_some()
            || matches!(statement.value, FieldValue::Date(_) | FieldValue::Period(..))
    };
    if !entry.statements_deep().any(may_have_date) {
        return dates;
    }
    for (position, named) in entry.named_statements().iter().enumerate() {
        let deadline = match &named.statement.value {
            FieldValue::Date(value) if named.field.is_deadline => exact_day(value),
            _ => None,
        };
        let periods = [Some(named.statement.validity_period()), named.statement.value.as_period()];
        let mut ends: Vec<PartialDate> = periods
            .into_iter()
            .flatten()
            .filter_map(|period| exact_day(period.until?.date()?))
            .collect();
        ends.dedup();
        let kinds = deadline.map(|day| (day, CalendarDateKind::Deadline(position)));
        let ends = ends.into_iter().map(|day| (day, CalendarDateKind::End(position)));
        for (day, kind) in kinds.into_iter().chain(ends) {
            dates.push((date(day, kind), concerned_entries(lookup, entry, named)));
        }
    }
    dates
}

/// Returns the entries that a date of a statement concerns besides the one that has it.
fn concerned_entries(
    lookup: SiteLookup<'_>,
    entry: &Entry,
    named: &NamedStatement<'_>,
) -> Vec<EntryIndex> {
    let is_concerned = |target: &EntryIndex| {
        const OTHERS: [BuiltinType; 5] = [
            BuiltinType::Document,
            BuiltinType::Page,
            BuiltinType::Question,
            BuiltinType::Tag,
            BuiltinType::Term,
        ];
        let target_entry = lookup.entry(*target).filter(|_| lookup.is_published(*target));
        target_entry.is_some_and(|it| !OTHERS.iter().any(|other| it.entry_type.is(*other)))
    };
    let target = |named: &NamedStatement<'_>| match &named.statement.value {
        FieldValue::Reference(written) => lookup.find_related(named.field, written),
        _ => None,
    };
    let all = entry.named_statements();
    let is_same_item = |other: &NamedStatement<'_>| match (named.item, other.item) {
        (Some(item), Some(other)) => std::ptr::eq(item, other),
        // The end of an item of a group.
        (None, Some(other)) => std::ptr::eq(named.statement, other),
        (_, None) => false,
    };
    let mut concerned: Vec<EntryIndex> = match named.field.kind {
        FieldKind::Reference(_) => target(named).into_iter().collect(),
        _ => all.iter().filter(|it| is_same_item(it)).filter_map(target).collect(),
    };
    if concerned.is_empty() {
        concerned = all.iter().filter(|it| it.item.is_none()).filter_map(target).collect();
    }
    concerned.retain(is_concerned);
    concerned.sort_unstable();
    concerned.dedup();
    concerned
}

impl Site {
    /// Returns whether the site has dates for a calendar.
    #[must_use]
    pub fn has_calendar(&self) -> bool {
        self.calendar.has_dates()
    }

    /// Returns whether an entry has a calendar of its own.
    #[must_use]
    pub fn has_own_calendar(&self, entry_index: EntryIndex) -> bool {
        self.calendar.by_entry.contains_key(&entry_index)
    }

    /// Returns the dates of the calendar of the site, by day, or of those that concern an entry.
    #[must_use]
    pub fn calendar_dates(&self, entry_index: Option<EntryIndex>) -> Vec<&CalendarDate> {
        match entry_index {
            None => self.calendar.all.iter().collect(),
            Some(entry_index) => {
                let positions = self.calendar.by_entry.get(&entry_index).into_iter().flatten();
                positions.filter_map(|position| self.calendar.all.get(*position)).collect()
            }
        }
    }
}
