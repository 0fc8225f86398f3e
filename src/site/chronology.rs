//! The order in which acts are listed: entries whose type has a date field.
//!
//! Input: entries, each with a value of the caller. Output: these values, in order. One rule orders
//! the acts in a cell, a list, a section and a timeline: by date, then by `order`, then by title.
//! An act whose date no source gives is after the dated ones. Among the undated ones, the relation
//! `follows` decides before `order` does.

use super::collation::{NoneLast, collation_key};
use super::entry::{Entry, EntryIndex};
use super::language_choice::choose_language;
use super::snapshot::Site;
use crate::schema::{
    EntryType, FieldDef, FieldId, FieldKind, FieldValue, Fraction, LanguageTag, PartialDate,
    PeriodBounds, Statement,
};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

/// The relation from an act to the acts before it.
const PREDECESSOR_RELATION: &str = "follows";

/// Entries to be sorted, each with its date and a value of the caller.
pub(super) struct ChronologicalList<'a, T> {
    /// The language by which titles are sorted.
    pub(super) tag: &'a LanguageTag,
    /// The language of titles without one.
    pub(super) default: &'a LanguageTag,
    /// `None` means that no source gives the date.
    pub(super) acts: Vec<(T, &'a Entry, Option<PartialDate>)>,
}

/// The sort key of an act: its date, `order` and title.
type ChronologicalKey = (NoneLast<PartialDate>, NoneLast<Fraction>, Vec<u32>);

impl<T> ChronologicalList<'_, T> {
    /// Returns what belongs to the entries, in chronological order.
    pub(super) fn into_sorted(self) -> Vec<T> {
        let Self { tag, default, mut acts } = self;
        acts.sort_by_cached_key(|(_, entry, date)| -> ChronologicalKey {
            let title = choose_language(&entry.title, tag, default).0;
            (NoneLast(*date), NoneLast(entry_order(entry)), collation_key(&tag.0, title))
        });
        let n_dated = acts.iter().filter(|(_, _, date)| date.is_some()).count();
        let entries: Vec<&Entry> = acts.iter().map(|(_, entry, _)| *entry).collect();
        let mut rank = vec![0; acts.len()];
        for (nth, position) in order_by_follows(&entries).into_iter().enumerate() {
            if let Some(slot) = rank.get_mut(position).filter(|_| position >= n_dated) {
                *slot = nth + 1;
            }
        }
        let mut ranked: Vec<(usize, T)> =
            rank.into_iter().zip(acts.into_iter().map(|(item, _, _)| item)).collect();
        // The sort is stable, and dated acts have the same rank.
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, item)| item).collect()
    }
}

/// Returns the number by which an editor orders an entry: the field `order` of its type, or else
/// the key of that name.
fn entry_order(entry: &Entry) -> Option<Fraction> {
    if entry.entry_type.find_field("order").is_none() {
        return entry.meta.order;
    }
    entry.field_statements("order").iter().find_map(|statement| match &statement.value {
        FieldValue::Number(_, number) | FieldValue::Fraction(_, number) => Some(*number),
        _ => None,
    })
}

/// Returns the positions of entries such that each is after those that it follows, directly or by
/// way of others. Among those that may be next, the first one is. Entries of a cycle are last.
fn order_by_follows(entries: &[&Entry]) -> Vec<usize> {
    let positions: HashMap<&str, usize> =
        entries.iter().enumerate().map(|(position, entry)| (&*entry.id, position)).collect();
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
    let mut n_awaited = vec![0_usize; entries.len()];
    for (position, entry) in entries.iter().enumerate() {
        for statement in entry.field_statements(PREDECESSOR_RELATION) {
            let FieldValue::Reference(id) = &statement.value else { continue };
            let Some(earlier) = positions.get(&**id).filter(|it| **it != position) else {
                continue;
            };
            if let (Some(list), Some(n)) =
                (followers.get_mut(*earlier), n_awaited.get_mut(position))
            {
                list.push(position);
                *n += 1;
            }
        }
    }
    let is_free = |(position, n): (usize, &usize)| (*n == 0).then_some(Reverse(position));
    let mut next: BinaryHeap<Reverse<usize>> =
        n_awaited.iter().enumerate().filter_map(is_free).collect();
    let mut ordered = Vec::with_capacity(entries.len());
    while let Some(Reverse(position)) = next.pop() {
        ordered.push(position);
        for follower in followers.get(position).into_iter().flatten() {
            let Some(n) = n_awaited.get_mut(*follower) else { continue };
            *n -= 1;
            if *n == 0 {
                next.push(Reverse(*follower));
            }
        }
    }
    let in_cycle = n_awaited.iter().enumerate().filter(|(_, n)| **n > 0);
    ordered.extend(in_cycle.map(|(position, _)| position));
    ordered
}

/// Returns whether two versions of an entry have the same place in every list of acts.
pub(super) fn has_same_act_order(old: &Entry, new: &Entry) -> bool {
    let predecessors = |entry: &Entry| -> Vec<Arc<str>> {
        let statements = entry.field_statements(PREDECESSOR_RELATION).iter();
        let ids = statements.filter_map(|statement| match &statement.value {
            FieldValue::Reference(id) => Some(Arc::clone(id)),
            _ => None,
        });
        ids.collect()
    };
    let key = |entry: &Entry| (act_date(entry), entry_order(entry));
    old.title == new.title && key(old) == key(new) && predecessors(old) == predecessors(new)
}

/// Returns the field that says when an entry of a type happened: the first date or period. The
/// period in which an entry is in force is not one. `None` means that its entries are not acts.
#[must_use]
pub fn act_date_field(kind: &EntryType) -> Option<&FieldDef> {
    kind.fields.iter().find(|field| match field.kind {
        FieldKind::Date => true,
        FieldKind::Period => kind.validity.as_ref() != Some(&field.id),
        _ => false,
    })
}

/// Returns the field with the date that a step of a process shows: that by which the steps are in
/// order, if it is a date or a period, or else the first date.
#[must_use]
pub fn step_date_field<'k>(kind: &'k EntryType, order: Option<&FieldId>) -> Option<&'k FieldDef> {
    let order = order.and_then(|id| kind.find_field(id)).filter(|field| field.kind.is_time());
    order.or_else(|| kind.fields.iter().find(|field| field.kind == FieldKind::Date))
}

/// Returns the statement that says when an act happened.
#[must_use]
pub fn act_date_statement(act: &Entry) -> Option<&Statement> {
    act.field_statements(&act_date_field(&act.entry_type)?.id).first()
}

/// Returns when an act happened. `None` means that no source says when.
#[must_use]
pub fn act_date(act: &Entry) -> Option<PartialDate> {
    act_date_statement(act).and_then(|statement| known_date(&statement.value))
}

/// Returns the day, month or year of a date, or of the start of a period. `None` means that it is
/// unknown.
#[must_use]
pub fn known_date(value: &FieldValue) -> Option<PartialDate> {
    let date = match value {
        FieldValue::Date(date) => Some(date),
        FieldValue::Period(from, until) => {
            from.as_ref().or(PeriodBounds::new(from, until).end_date())
        }
        _ => None,
    };
    date.and_then(|date| date.value)
}

impl Site {
    /// Returns entries by date, then by `order`, then by title. Undated ones are last.
    #[must_use]
    pub fn sorted_chronologically(
        &self,
        entries: &[EntryIndex],
        tag: &LanguageTag,
    ) -> Vec<EntryIndex> {
        self.sorted_by_date(entries, tag, act_date)
    }

    /// Returns entries in the same order, by another date than that of their type.
    #[must_use]
    pub fn sorted_by_date(
        &self,
        entries: &[EntryIndex],
        tag: &LanguageTag,
        date_of: impl Fn(&Entry) -> Option<PartialDate>,
    ) -> Vec<EntryIndex> {
        let acts = entries.iter().map(|entry_index| {
            let entry = self.entry_at(*entry_index);
            (*entry_index, entry, date_of(entry))
        });
        let default = self.default_language();
        ChronologicalList { tag, default, acts: acts.collect() }.into_sorted()
    }
}
