//! Chooses which values of a field a text shows: those that hold on the as-of date, unless the text
//! asks for all.
//!
//! Pages, descriptions, excerpts and the search index all ask [`Site::embedded_values`], so that
//! they show the same values on the same date.

use super::chronology::act_date_statement;
use super::entry::Entry;
use super::resolve_link::FieldEmbed;
use super::snapshot::Site;
use crate::parse::outline::EmbedScope;
use crate::schema::{BuiltinType, FieldValue, PartialDate, Statement, Validity};

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
    /// None holds any more. This one held last.
    Ended(&'s Statement),
    /// None holds yet. This one is the first to hold.
    Coming(&'s Statement),
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
    /// It may hold: its bounds are not precise enough.
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
            return nearest_value(statements, day);
        }
        if values.iter().all(is_possible) {
            return EmbeddedValues::Possible(values.iter().map(|it| it.statement).collect());
        }
        // Of a field with one value at a time, no other one can hold beside it.
        let field = entry.kind.find_field(&embed.field);
        if field.is_some_and(|field| field.at_most == Some(1)) {
            values.retain(|value| !is_possible(value));
        }
        EmbeddedValues::Current(values)
    }

    /// Returns whether the date decides what a text shows of the values of a field.
    #[must_use]
    pub fn embed_depends_on_date(&self, embed: &FieldEmbed) -> bool {
        match self.embedded_values(embed) {
            EmbeddedValues::All(_) => false,
            EmbeddedValues::Current(values) => {
                let statements = self.entry_at(embed.entry).field_statements(&embed.field);
                values.iter().any(|value| value.certainty != ValueCertainty::Holds)
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
        match statement.validity_period().validity_on(date) {
            Validity::NotInForce => return None,
            Validity::Unknown => return Some(ValueCertainty::NotKnown),
            Validity::InForce => {}
        }
        let reach = self.source_reach(entry, field_id, statement);
        let can_lapse =
            is_state(statement) && !(is_event(entry) && statement.validity_period().is_unbounded());
        let reach = reach.filter(|reach| can_lapse && date.last_day() > reach.last_day);
        Some(reach.map_or(ValueCertainty::Holds, |reach| ValueCertainty::LastKnown(reach.date)))
    }
}

/// Returns whether a value can cease to hold. A date on which something happened cannot, nor can a
/// period with an end.
fn is_state(statement: &Statement) -> bool {
    match &statement.value {
        FieldValue::Unknown | FieldValue::Date(_) => false,
        value => value.as_period().is_none_or(|period| period.end_date().is_none()),
    }
}

/// Returns whether an entry is something that happened: a document, or an act with a date. Who
/// wrote a document or took part in an act stays so. What a type with a validity is about lasts.
fn is_event(entry: &Entry) -> bool {
    if entry.kind.is(BuiltinType::Document) {
        return true;
    }
    let statement = act_date_statement(entry).filter(|_| entry.kind.validity.is_none());
    statement.is_some_and(|statement| match &statement.value {
        FieldValue::Date(_) | FieldValue::Unknown => true,
        value => value.as_period().is_some_and(|period| period.end_date().is_some()),
    })
}

/// Returns the value that held last, or else the first that is to hold, of values of which none
/// holds.
fn nearest_value(statements: &[Statement], date: PartialDate) -> EmbeddedValues<'_> {
    let is_coming = |statement: &&Statement| statement.validity_period().starts_after(date);
    let ended = statements.iter().filter(|statement| !is_coming(statement));
    let last = ended.max_by_key(|statement| {
        let end = statement.validity_period().end_date();
        end.and_then(|end| end.latest.or(end.value).or(end.earliest)).map(PartialDate::last_day)
    });
    let coming = statements.iter().filter(is_coming);
    let first = coming.min_by_key(|statement| {
        let start = statement.validity_period().from;
        start.and_then(|start| start.earliest.or(start.value)).map(PartialDate::first_day)
    });
    match (last, first) {
        (Some(last), _) => EmbeddedValues::Ended(last),
        (None, Some(first)) => EmbeddedValues::Coming(first),
        (None, None) => EmbeddedValues::All(statements),
    }
}
