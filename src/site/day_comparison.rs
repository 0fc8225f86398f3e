//! What differs between two days that a site describes: what happened between them, and what holds
//! on one of them only.

use super::chronology::{act_date_field, act_date_statement};
use super::entry::{Entry, EntryIndex, EntryOrigin};
use super::snapshot::Site;
use super::statement_state::{StatementState, has_state, is_validity_field};
use super::statement_succession::join_successors;
use crate::schema::{BuiltinType, FieldDef, FieldValue, LanguageTag, PartialDate, Statement};

/// Two days, the earlier one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayPair {
    /// The earlier day.
    pub first: PartialDate,
    /// The later day.
    pub second: PartialDate,
}

/// What differs between two days.
#[derive(Clone, Debug, Default)]
pub struct DayComparison<'s> {
    /// The acts after the first day and until the second, in chronological order.
    pub happened: Vec<EntryIndex>,
    /// The acts that may have been then: their date is not known, or they are only intended or
    /// proposed.
    pub may_have_happened: Vec<EntryIndex>,
    /// What holds on one of the days and not, or not known, on the other. By entry, in order.
    pub changes: Vec<StateChange<'s>>,
}

/// A statement, or whether an entry is in force, that differs between two days.
#[derive(Clone, Copy, Debug)]
pub struct StateChange<'s> {
    /// The entry.
    pub entry: EntryIndex,
    /// The field; that which says when the entry is in force, if it is about that.
    pub field: &'s FieldDef,
    /// The statement. `None` means that it is about whether the entry is in force.
    pub statement: Option<&'s Statement>,
    /// Whether it holds on each day.
    pub states: [StatementState; 2],
    /// What took its place between the days.
    pub successor: Option<StatementSuccessor<'s>>,
}

/// The statement of the same field that took the place of another.
#[derive(Clone, Copy, Debug)]
pub struct StatementSuccessor<'s> {
    /// The statement.
    pub statement: &'s Statement,
    /// Whether it holds on the second day. It does not hold on the first one.
    pub state: StatementState,
}

/// Whether something was after the first day and until the second.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Certain,
    Possible,
}

impl Site {
    /// Returns what differs between two days. Acts are sorted in a language.
    #[must_use]
    pub fn day_comparison(&self, days: DayPair, tag: &LanguageTag) -> DayComparison<'_> {
        let mut comparison = DayComparison::default();
        for entry_index in self.compared_entries() {
            match self.act_certainty(self.entry_at(entry_index), days) {
                Some(Certainty::Certain) => comparison.happened.push(entry_index),
                Some(Certainty::Possible) => comparison.may_have_happened.push(entry_index),
                None => {}
            }
            self.push_state_changes(entry_index, days, &mut comparison.changes);
        }
        for acts in [&mut comparison.happened, &mut comparison.may_have_happened] {
            *acts = self.sorted_chronologically(acts, tag);
        }
        comparison
    }

    /// Returns the acts on a day, in chronological order in a language. Those that are only
    /// intended or proposed are among them.
    #[must_use]
    pub fn acts_on(&self, day: PartialDate, tag: &LanguageTag) -> Vec<EntryIndex> {
        let is_on_day = |entry_index: &EntryIndex| {
            let dates = act_dates(self.entry_at(*entry_index));
            dates.is_some_and(|(first_day, last_day)| [first_day, last_day] == [Some(day); 2])
        };
        let acts: Vec<EntryIndex> = self.compared_entries().filter(is_on_day).collect();
        self.sorted_chronologically(&acts, tag)
    }

    /// Returns the entries that readers know.
    fn compared_entries(&self) -> impl Iterator<Item = EntryIndex> {
        (0..self.entries.len()).map(EntryIndex).filter(|entry_index| {
            let entry = self.entry_at(*entry_index);
            self.is_published(*entry_index)
                && !matches!(entry.origin, EntryOrigin::Mentioned)
                && entry.meta.removed.is_none()
        })
    }

    /// Returns whether an act was between two days. `None` means that it was not, that no source
    /// limits when it was, or that the entry is not an act.
    fn act_certainty(&self, entry: &Entry, days: DayPair) -> Option<Certainty> {
        let (first_day, last_day) = act_dates(entry)?;
        if first_day.is_none() && last_day.is_none()
            || first_day.is_some_and(|day| day > days.second)
            || last_day.is_some_and(|day| day <= days.first)
        {
            return None;
        }
        let date_field = act_date_field(&entry.entry_type)?;
        let status = self.act_status(entry, &date_field.id);
        let is_within = first_day.is_some_and(|day| day > days.first)
            && last_day.is_some_and(|day| day <= days.second);
        let is_certain = is_within && !status.is_some_and(|status| status.is_tentative());
        Some(if is_certain { Certainty::Certain } else { Certainty::Possible })
    }

    /// Adds what holds on one of two days only.
    fn push_state_changes<'s>(
        &'s self,
        entry_index: EntryIndex,
        days: DayPair,
        changes: &mut Vec<StateChange<'s>>,
    ) {
        let entry = self.entry_at(entry_index);
        for (id, statements) in &entry.fields {
            let Some(field) = entry.entry_type.find_field(id) else { continue };
            if is_validity_field(entry, id) {
                let states =
                    [days.first, days.second].map(|day| self.entry_state(entry_index, day));
                if let [Some(first), Some(second)] = states
                    && first.as_str() != second.as_str()
                {
                    let states = [first, second];
                    let (statement, successor) = (None, None);
                    let entry = entry_index;
                    changes.push(StateChange { entry, field, statement, states, successor });
                }
                continue;
            }
            changes.extend(self.statement_changes(entry_index, days, field, statements));
            for statement in statements {
                for (inner_field, inner) in field.item_fields(&statement.value) {
                    changes.extend(self.statement_changes(entry_index, days, inner_field, inner));
                }
            }
        }
    }

    /// Returns which statements of a field hold on one of two days only. One that took the place
    /// of another is with it.
    fn statement_changes<'s>(
        &'s self,
        entry_index: EntryIndex,
        days: DayPair,
        field: &'s FieldDef,
        statements: &'s [Statement],
    ) -> Vec<StateChange<'s>> {
        let entry = self.entry_at(entry_index);
        let changes = statements.iter().filter(|it| has_state(entry, &field.id, it));
        let changes = changes.filter_map(|statement| {
            let states = [days.first, days.second]
                .map(|day| self.statement_state(entry, &field.id, statement, day));
            let [first, second] = states.map(StatementState::as_str);
            let (statement, successor) = (Some(statement), None);
            let entry = entry_index;
            let change = StateChange { entry, field, statement, states, successor };
            (first != second).then_some(change)
        });
        join_successors(field, statements, changes.collect())
    }
}

/// Returns the first and the last day on which an act can have been. `None` means that the entry
/// is not an act, or that it is a document, which is a paper about what happened.
fn act_dates(entry: &Entry) -> Option<(Option<PartialDate>, Option<PartialDate>)> {
    let statement =
        act_date_statement(entry).filter(|_| !entry.entry_type.is(BuiltinType::Document))?;
    let date = match &statement.value {
        FieldValue::Date(date) => date,
        FieldValue::Period(from, _) => from.as_ref()?,
        _ => return None,
    };
    Some((date.first_day(), date.last_day()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FileSet;
    use crate::site::SiteSnapshot;
    use crate::site::settings::RunSettings;

    fn site() -> std::sync::Arc<Site> {
        let files = FileSet::from_texts(&[
            ("site.yaml", "title: Test\nlanguages: [en]\nas_of: 2020-01-01\n"),
            (
                "_types/rule.yaml",
                "name: Rule\nvalidity: period\nfields:\n  period: {label: Period, kind: period}\n  fee: {label: Fee, kind: text}\n",
            ),
            ("_types/act.yaml", "name: Act\nfields:\n  on: {label: Date, kind: date}\n"),
            ("deed.md", "---\ntype: document\ntext: deed.txt\ndate: 2019-01-01\n---\n"),
            ("deed.txt", "[P1]\nAll.\n"),
            (
                "rule.md",
                "---\ntype: rule\nperiod: {value: {from: 2014-01-01}, source: deed P1 \"All.\"}\nfee:\n  - {value: ten, until: 2015-01-01, source: deed P1 \"All.\"}\n  - {value: two, from: 2015-01-01, source: deed P1 \"All.\"}\n---\n",
            ),
            ("signed.md", "---\ntype: act\non: 2014-06-01\n---\n"),
            ("year.md", "---\ntype: act\non: 2015\n---\n"),
            ("lost.md", "---\ntype: act\non: {value: unknown, latest: 2014-12-31}\n---\n"),
            ("never.md", "---\ntype: act\non: unknown\n---\n"),
        ]);
        SiteSnapshot::new(&files, &RunSettings::default()).site
    }

    fn day(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    /// Returns what differs between two days, in words.
    fn differences(first: &str, second: &str) -> String {
        let site = site();
        let days = DayPair { first: day(first), second: day(second) };
        let tag = site.default_language().clone();
        let comparison = site.day_comparison(days, &tag);
        let ids = |entries: &[EntryIndex]| {
            let ids: Vec<_> = entries.iter().map(|it| site.entry_at(*it).id.to_string()).collect();
            ids.join(" ")
        };
        let changes: Vec<String> = comparison
            .changes
            .iter()
            .map(|change| {
                let [first, second] = change.states.map(StatementState::as_str);
                let successor = change.successor.map(|it| format!(" ({})", it.state.as_str()));
                let successor = successor.unwrap_or_default();
                let field = &change.field.id;
                format!("{}.{field}: {first} → {second}{successor}", ids(&[change.entry]))
            })
            .collect();
        format!(
            "{} | {} | {}",
            ids(&comparison.happened),
            ids(&comparison.may_have_happened),
            changes.join(", ")
        )
    }

    #[test]
    fn acts_are_between_the_days_as_far_as_is_known() {
        assert_eq!(differences("2014-05-31", "2014-06-01"), "signed | lost | ");
        assert_eq!(differences("2014-06-01", "2014-12-31"), " | lost | ");
        assert!(differences("2014-12-31", "2015-12-31").starts_with("year |  | "));
        assert!(differences("2015-06-01", "2015-12-31").starts_with(" | year | "));
    }

    #[test]
    fn an_act_is_on_a_day_if_its_date_is_that_day() {
        let site = site();
        let tag = site.default_language().clone();
        let ids = |text| {
            let acts = site.acts_on(day(text), &tag);
            acts.iter().map(|it| site.entry_at(*it).id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(ids("2014-06-01"), ["signed"]);
        assert!(ids("2015-01-01").is_empty() && ids("2014-12-31").is_empty());
        // A document is not an act.
        assert!(ids("2019-01-01").is_empty());
    }

    #[test]
    fn what_holds_on_one_day_only_is_a_difference() {
        assert_eq!(differences("2013-06-01", "2014-05-01"), " | lost | rule.period: not → holds");
        assert_eq!(
            differences("2014-12-31", "2015-01-01"),
            " | year | rule.fee: holds → not (holds)"
        );
        let later = differences("2018-12-31", "2019-06-01");
        assert!(later.contains("rule.period: holds → unknown"), "{later}");
    }
}
