//! Chooses which values of a field a text shows: those that hold on the as-of date, unless the text
//! asks for all.
//!
//! Pages, descriptions, excerpts and the search index all ask [`Site::embedded_values`], so that
//! they show the same values on the same date.

use super::entry::Entry;
use super::resolve_link::FieldEmbed;
use super::snapshot::Site;
use super::statement_state::is_validity_field;
use crate::parse::outline::EmbedScope;
use crate::schema::{EvidenceStatus, PartialDate, Statement, Validity};

/// What a text shows of the values of a field.
#[derive(Clone, Debug)]
pub enum EmbeddedValues<'s> {
    /// All values: the text asks for them, or the site has no as-of date.
    All(&'s [Statement]),
    /// The values that hold on the as-of date, and those of which it is not known beside them. At
    /// least one holds.
    Current(Vec<CurrentValue<'s>>),
    /// It is not known which of these holds. Not empty.
    Possible(Vec<&'s Statement>),
    /// None holds any more. These held last, with the same end. Not empty.
    Ended(Vec<&'s Statement>),
    /// None holds yet. These are the first to hold, with the same start. Not empty.
    Coming(Vec<&'s Statement>),
}

/// A value that may hold on the as-of date.
#[derive(Clone, Copy, Debug)]
pub struct CurrentValue<'s> {
    /// The value.
    pub statement: &'s Statement,
    /// How certain it is.
    pub certainty: ValueCertainty,
}

/// How certain it is that a value holds on the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueCertainty {
    /// It holds.
    Holds,
    /// It holds by its own dates, but its sources only reach this date.
    LastKnown(PartialDate),
    /// It is only intended, proposed or an interpretation, as its mark says.
    Tentative,
    /// It may hold: its bounds are not precise enough, or its sources are older than its start.
    NotKnown,
}

impl Site {
    /// Returns what a text shows of the values of a field.
    #[must_use]
    pub fn embedded_values(&self, embed: &FieldEmbed) -> EmbeddedValues<'_> {
        let entry = self.entry_at(embed.entry);
        let statements = entry.field_statements(&embed.field);
        let as_of = self.config.as_of.filter(|_| embed.scope == EmbedScope::Current);
        let Some(day) = as_of else { return EmbeddedValues::All(statements) };
        let mut values: Vec<CurrentValue<'_>> = statements
            .iter()
            .filter_map(|statement| {
                let certainty = self.value_certainty(entry, &embed.field, statement, day)?;
                Some(CurrentValue { statement, certainty })
            })
            .collect();
        let is_possible = |value: &CurrentValue<'_>| value.certainty == ValueCertainty::NotKnown;
        if values.is_empty() {
            return nearest_values(statements, day);
        }
        if values.iter().all(is_possible) {
            return EmbeddedValues::Possible(values.iter().map(|it| it.statement).collect());
        }
        // Of a field with one value at a time, no other one can hold beside it.
        let field = entry.entry_type.find_field(&embed.field);
        if field.is_some_and(|field| field.at_most == Some(1)) {
            values.retain(|value| !is_possible(value));
        }
        EmbeddedValues::Current(values)
    }

    /// Returns the values of a field as they are on the entry's own page, which says only of a
    /// value with a period how far its sources reach.
    #[must_use]
    pub fn page_values(&self, embed: &FieldEmbed) -> EmbeddedValues<'_> {
        let entry = self.entry_at(embed.entry);
        let has_no_state = |it: &Statement| self.displayed_state(entry, &embed.field, it).is_none();
        match self.embedded_values(embed) {
            EmbeddedValues::Current(values) => {
                let on_page = values.into_iter().map(|value| match value.certainty {
                    ValueCertainty::LastKnown(_) | ValueCertainty::NotKnown
                        if has_no_state(value.statement) =>
                    {
                        CurrentValue { certainty: ValueCertainty::Holds, ..value }
                    }
                    ValueCertainty::LastKnown(_)
                    | ValueCertainty::NotKnown
                    | ValueCertainty::Holds
                    | ValueCertainty::Tentative => value,
                });
                EmbeddedValues::Current(on_page.collect())
            }
            EmbeddedValues::Possible(statements)
                if statements.iter().all(|statement| has_no_state(statement)) =>
            {
                let certainty = ValueCertainty::Holds;
                let values = statements.into_iter();
                let values = values.map(|statement| CurrentValue { statement, certainty });
                EmbeddedValues::Current(values.collect())
            }
            values => values,
        }
    }

    /// Returns whether the date decides what a text shows of the values of a field.
    #[must_use]
    pub fn embed_depends_on_date(&self, embed: &FieldEmbed) -> bool {
        match self.embedded_values(embed) {
            EmbeddedValues::All(_) => false,
            EmbeddedValues::Current(values) => {
                let statements = self.entry_at(embed.entry).field_statements(&embed.field);
                let depends_on_date = |certainty| match certainty {
                    ValueCertainty::Holds | ValueCertainty::Tentative => false,
                    ValueCertainty::LastKnown(_) | ValueCertainty::NotKnown => true,
                };
                values.iter().any(|value| depends_on_date(value.certainty))
                    || statements.iter().any(|it| !it.validity_period().is_unbounded())
            }
            EmbeddedValues::Possible(_) | EmbeddedValues::Ended(_) | EmbeddedValues::Coming(_) => {
                true
            }
        }
    }

    /// Returns how certain it is that a value holds on a date. `None` means that it does not.
    fn value_certainty(
        &self,
        entry: &Entry,
        field_id: &str,
        statement: &Statement,
        date: PartialDate,
    ) -> Option<ValueCertainty> {
        let state = self.statement_state(entry, field_id, statement, date);
        let own_validity = statement.validity_period().validity_on(date);
        // When an entry is in force is a value as others are: the text shows it before and after.
        let validity = match is_validity_field(entry, field_id) {
            true => own_validity,
            false => state.validity,
        };
        let is_tentative = statement.evidence_status() != EvidenceStatus::Sourced;
        Some(match (validity, state.limit) {
            (Validity::NotInForce, _) => return None,
            (_, Some(reach)) if reach.is_confirmed => ValueCertainty::LastKnown(reach.date),
            (_, Some(_)) => ValueCertainty::NotKnown,
            (_, None) if is_tentative && own_validity == Validity::InForce => {
                ValueCertainty::Tentative
            }
            (Validity::InForce, None) => ValueCertainty::Holds,
            (Validity::Unknown, None) => ValueCertainty::NotKnown,
        })
    }
}

/// Returns the values that held last, or else the first that are to hold, of values of which none
/// holds.
fn nearest_values(statements: &[Statement], date: PartialDate) -> EmbeddedValues<'_> {
    let (coming, ended): (Vec<&Statement>, Vec<&Statement>) =
        statements.iter().partition(|statement| statement.validity_period().starts_after(date));
    let end = |statement: &&Statement| {
        let end = statement.validity_period().end_date();
        end.and_then(|end| end.latest.or(end.value).or(end.earliest)).map(PartialDate::last_day)
    };
    let start = |statement: &&Statement| {
        let start = statement.validity_period().from;
        start.and_then(|start| start.earliest.or(start.value)).map(PartialDate::first_day)
    };
    if let Some(last) = ended.iter().map(end).max() {
        return EmbeddedValues::Ended(ended.into_iter().filter(|it| end(it) == last).collect());
    }
    if let Some(first) = coming.iter().map(start).min() {
        let first_ones = coming.into_iter().filter(|it| start(it) == first);
        return EmbeddedValues::Coming(first_ones.collect());
    }
    EmbeddedValues::All(statements)
}
