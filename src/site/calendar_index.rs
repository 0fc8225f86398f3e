//! The dates of the site that a calendar has: deadlines, ends of validity and reviews, and which
//! entries each of them concerns.
//!
//! Only a date that is exact to the day is one of a calendar. The dates of an entry concern the
//! entry itself and those that it names: the target of a relation that ends, what the same item of
//! a group names, or else the targets of all relations outside of groups. So the calendar of a
//! party has the deadlines of its obligations.

use super::entry::{Entry, EntryIndex};
use super::entry_changes::{ChangedEntry, ContentChanges};
use super::named_statements::{NamedStatement, StatementPosition};
use super::site_lookup::SiteLookup;
use super::snapshot::Site;
use crate::schema::{
    BuiltinType, FieldId, FieldKind, FieldValue, PartialDate, Statement, UncertainDate,
};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A date of a calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarDate {
    /// The day.
    pub day: PartialDate,
    /// The entry that has it.
    pub entry: EntryIndex,
    /// What happens on it.
    pub kind: CalendarDateKind,
    /// What tells the date from all others of the site. It stays the same if a title changes, and
    /// if the date of a value changes that is the only one of its field.
    pub identity: String,
}

/// What happens on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarDateKind {
    /// Something is to be done: a value of a field with `deadline: true`.
    Deadline(StatementPosition),
    /// A statement no longer holds, or its period has ended.
    End(StatementPosition),
    /// The entry is to be reviewed.
    Review,
}

impl CalendarDateKind {
    /// Returns the name of the kind in an identity.
    fn name(self) -> &'static str {
        match self {
            Self::Deadline(_) => "deadline",
            Self::End(_) => "end",
            Self::Review => "review",
        }
    }

    /// Returns the position of the statement that has the date.
    #[must_use]
    pub fn statement(self) -> Option<StatementPosition> {
        match self {
            Self::Deadline(position) | Self::End(position) => Some(position),
            Self::Review => None,
        }
    }
}

/// The dates of calendars.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CalendarIndex {
    /// All dates, by day.
    all: Vec<CalendarDate>,
    /// The dates of each entry with a calendar of its own, as positions in `all`.
    by_entry: BTreeMap<EntryIndex, Vec<usize>>,
}

/// A date, and the entries that it concerns other than the one that has it.
type ConcerningDate = (CalendarDate, Vec<EntryIndex>);

impl CalendarIndex {
    /// Returns the dates of the previous site, if those of each entry that changed are what they
    /// were.
    pub(super) fn unchanged(
        lookup: SiteLookup<'_>,
        changes: Option<&ContentChanges<'_>>,
    ) -> Option<Arc<Self>> {
        let changes = changes.filter(|changes| changes.has_same_implicit)?;
        let is_same = changes.all(lookup.entries, |ChangedEntry { entry_index, old, new }| {
            !lookup.is_published(entry_index)
                || entry_dates(lookup, entry_index, old) == entry_dates(lookup, entry_index, new)
        });
        is_same.then(|| Arc::clone(&changes.entries.previous.calendar))
    }

    /// Collects the dates of all published entries.
    pub(super) fn new(lookup: SiteLookup<'_>, n_declared: usize) -> Self {
        let entries = (0..n_declared).into_par_iter().map(EntryIndex);
        let mut dates: Vec<ConcerningDate> = entries
            .filter(|entry_index| lookup.is_published(*entry_index))
            .flat_map_iter(|entry_index| {
                let entry = lookup.entry(entry_index);
                entry.map_or_else(Vec::new, |entry| entry_dates(lookup, entry_index, entry))
            })
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

/// Returns the dates of an entry, which may be as it was in the previous site.
fn entry_dates(
    lookup: SiteLookup<'_>,
    entry_index: EntryIndex,
    entry: &Entry,
) -> Vec<ConcerningDate> {
    if lookup.has_duplicate_id(entry_index) || entry.meta.removed.is_some() {
        return Vec::new();
    }
    let mut dates = EntryDates { entry_index, entry, n_uses: BTreeMap::new(), dates: Vec::new() };
    if let Some(day) = entry.meta.review_by.as_ref().and_then(exact_day) {
        dates.push(day, CalendarDateKind::Review, None);
    }
    let may_have_date = |statement: &Statement| {
        statement.validity_period().until.is_some()
            || matches!(statement.value, FieldValue::Date(_) | FieldValue::Period(..))
    };
    if entry.statements_deep().any(may_have_date) {
        dates.push_statements(&StatementTargets::new(lookup, entry));
    }
    dates.dates
}

/// Collects the dates of an entry.
struct EntryDates<'e> {
    entry_index: EntryIndex,
    entry: &'e Entry,
    /// How many dates have had the same identity so far.
    n_uses: BTreeMap<String, usize>,
    dates: Vec<ConcerningDate>,
}

impl EntryDates<'_> {
    fn push_statements(&mut self, targets: &StatementTargets<'_>) {
        for named in &targets.statements {
            let deadline = match &named.statement.value {
                FieldValue::Date(value) if named.field.is_deadline => exact_day(value),
                _ => None,
            };
            if let Some(day) = deadline {
                self.push(day, CalendarDateKind::Deadline(named.position), Some((named, targets)));
            }
            let periods =
                [Some(named.statement.validity_period()), named.statement.value.as_period()];
            let until = periods.into_iter().flatten().filter_map(|period| period.until?.date());
            let mut ends: Vec<PartialDate> = until.filter_map(exact_day).collect();
            ends.dedup();
            for day in ends {
                self.push(day, CalendarDateKind::End(named.position), Some((named, targets)));
            }
        }
    }

    fn push(
        &mut self,
        day: PartialDate,
        kind: CalendarDateKind,
        statement: Option<(&NamedStatement<'_>, &StatementTargets<'_>)>,
    ) {
        let mut identity = format!("{}\n{}", self.entry.id, kind.name());
        if let Some((named, targets)) = statement {
            identity.push_str(&format!("\n{}", named.name));
            if targets.n_by_name.get(&*named.name).is_some_and(|n_statements| *n_statements > 1) {
                identity.push_str(&format!("\n{}", statement_key(named)));
            }
        }
        let n_uses = self.n_uses.entry(identity.clone()).or_default();
        *n_uses += 1;
        if *n_uses > 1 {
            identity.push_str(&format!("\n{n_uses}"));
        }
        let concerned = statement.map(|(named, targets)| targets.concerned_by(named));
        let date = CalendarDate { day, entry: self.entry_index, kind, identity };
        self.dates.push((date, concerned.unwrap_or_default()));
    }
}

/// Returns what tells a statement from the others of its field: its value as written, or nothing if
/// it is an item of a group, and its start.
fn statement_key(named: &NamedStatement<'_>) -> String {
    let start = named.statement.validity_period().from.and_then(|from| from.value);
    let start = start.map(|day| day.to_string()).unwrap_or_default();
    let value = match &named.statement.value {
        FieldValue::Group(_) => "",
        _ => named.statement.span.text(),
    };
    format!("{value}\n{start}")
}

/// The entries that the statements of an entry name.
struct StatementTargets<'e> {
    lookup: SiteLookup<'e>,
    statements: Vec<NamedStatement<'e>>,
    /// How many statements have each name.
    n_by_name: BTreeMap<FieldId, usize>,
    by_position: BTreeMap<StatementPosition, EntryIndex>,
    /// What the relations outside of groups name. Sorted.
    outside_groups: Vec<EntryIndex>,
}

impl<'e> StatementTargets<'e> {
    fn new(lookup: SiteLookup<'e>, entry: &'e Entry) -> Self {
        let statements = entry.named_statements();
        let mut n_by_name: BTreeMap<FieldId, usize> = BTreeMap::new();
        let mut by_position = BTreeMap::new();
        let mut outside_groups = Vec::new();
        for named in &statements {
            *n_by_name.entry(named.name.clone()).or_default() += 1;
            let FieldValue::Reference(written) = &named.statement.value else { continue };
            let Some(target) = lookup.find_related(named.field, written) else { continue };
            by_position.insert(named.position, target);
            if named.item.is_none() {
                outside_groups.push(target);
            }
        }
        outside_groups.sort_unstable();
        outside_groups.dedup();
        Self { lookup, statements, n_by_name, by_position, outside_groups }
    }

    /// Returns the entries that a date of a statement concerns, other than the one that has it.
    fn concerned_by(&self, named: &NamedStatement<'_>) -> Vec<EntryIndex> {
        let item = named.position.outer();
        let mut concerned: Vec<EntryIndex> = match named.field.kind {
            FieldKind::Reference(_) => {
                self.by_position.get(&named.position).copied().into_iter().collect()
            }
            // Of the same item of a group: its members follow it.
            _ => self
                .by_position
                .range(item..)
                .take_while(|(position, _)| position.outer() == item)
                .map(|(_, target)| *target)
                .collect(),
        };
        if concerned.is_empty() {
            concerned.clone_from(&self.outside_groups);
        }
        concerned.retain(|target| is_concerned(self.lookup, *target));
        concerned.sort_unstable();
        concerned.dedup();
        concerned
    }
}

/// Returns whether the dates of entries that name an entry concern it: not if it is a text or a
/// word, such as a document.
fn is_concerned(lookup: SiteLookup<'_>, entry_index: EntryIndex) -> bool {
    const TEXTS_AND_WORDS: [BuiltinType; 5] = [
        BuiltinType::Document,
        BuiltinType::Page,
        BuiltinType::Question,
        BuiltinType::Tag,
        BuiltinType::Term,
    ];
    let entry = lookup.entry(entry_index).filter(|_| lookup.is_published(entry_index));
    entry.is_some_and(|entry| !TEXTS_AND_WORDS.iter().any(|text| entry.entry_type.is(*text)))
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
