//! Decides whether a statement holds on a date: by its own dates, and by how far its sources reach.
//!
//! A source supports a state only up to its own date: what a document of 2015 says is not known to
//! hold in 2026. [`Site::statement_state`] is the only function that decides this. Pages, banners,
//! views, embedded values, search answers and page JSON all ask it, so that they agree.

use super::chronology::act_date_statement;
use super::entry::{Entry, EntryIndex};
use super::resolve_citation::QuoteCheck;
use super::snapshot::Site;
use crate::schema::{
    BuiltinType, EvidenceStatus, FieldValue, PartialDate, PeriodBounds, Statement, UncertainDate,
    Validity, builtin,
};

/// Whether a statement holds on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementState {
    /// Whether it holds.
    pub validity: Validity,
    /// How far its sources reach, if that is why it is not known: it holds by its own dates, but
    /// the date is later. `None` otherwise.
    pub limit: Option<SourceReach>,
}

/// The last date on which the sources of a statement can support it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceReach {
    /// The date, as the document gives it: a year or a month if it is not more precise.
    pub date: PartialDate,
    /// The last day on which the document certainly supports the statement. `None` means that no
    /// day is certain, since the document may be older than any day.
    pub last_day: Option<PartialDate>,
    /// The document that reaches as far.
    pub document: EntryIndex,
    /// Whether the statement holds on that date by its own dates. A document may also be older
    /// than the period that it announces.
    pub is_confirmed: bool,
}

impl StatementState {
    /// Returns the word for it in HTML and JSON: `holds`, `not` or `unknown`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self.validity {
            Validity::InForce => "holds",
            Validity::NotInForce => "not",
            Validity::Unknown => "unknown",
        }
    }

    /// Returns the rank of a state among those of one entry: a statement that holds is enough, and
    /// an unknown one outweighs one that does not hold.
    fn rank(self) -> u8 {
        match self.validity {
            Validity::InForce => 0,
            Validity::Unknown => 1,
            Validity::NotInForce => 2,
        }
    }

    /// Returns whether it held on the last date that its sources reach.
    #[must_use]
    pub fn was_confirmed(self) -> bool {
        self.limit.is_some_and(|reach| reach.is_confirmed)
    }
}

impl Site {
    /// Returns whether a statement holds on the as-of date, if pages, search and data say so.
    /// `None` means that it has no period, or that the site has no as-of date.
    #[must_use]
    pub fn displayed_state(
        &self,
        entry: &Entry,
        field_id: &str,
        statement: &Statement,
    ) -> Option<StatementState> {
        state_period(entry, field_id, statement)?;
        Some(self.statement_state(entry, field_id, statement, self.config.as_of?))
    }

    /// Returns whether a statement in a field of an entry holds on a date.
    ///
    /// What is only intended, proposed or an interpretation is never known to hold.
    #[must_use]
    pub fn statement_state(
        &self,
        entry: &Entry,
        field_id: &str,
        statement: &Statement,
        date: PartialDate,
    ) -> StatementState {
        let is_validity = is_validity_field(entry, field_id);
        let validity = match &statement.value {
            FieldValue::None if is_validity => Validity::NotInForce,
            FieldValue::Unknown if is_validity => Validity::Unknown,
            _ => state_period(entry, field_id, statement).unwrap_or_default().validity_on(date),
        };
        let unlimited = |validity| StatementState { validity, limit: None };
        match (validity, statement.evidence_status()) {
            (Validity::InForce, EvidenceStatus::Sourced) => {}
            (Validity::InForce, _) => return unlimited(Validity::Unknown),
            (validity, _) => return unlimited(validity),
        }
        let limit = self.source_reach(entry, field_id, statement);
        let limit = limit.filter(|_| can_lapse(entry, field_id, statement));
        match limit.filter(|reach| Some(date.last_day()) > reach.last_day) {
            Some(reach) => StatementState { validity: Validity::Unknown, limit: Some(reach) },
            None => unlimited(validity),
        }
    }

    /// Returns whether an entry is in force on a date, by the field that the `validity` of its type
    /// names. `None` means that its type has no validity. Not known if the field has no value.
    #[must_use]
    pub fn entry_state(
        &self,
        entry_index: EntryIndex,
        date: PartialDate,
    ) -> Option<StatementState> {
        let entry = self.entry_at(entry_index);
        let field_id = entry.kind.validity.as_ref()?;
        let statements = entry.field_statements(field_id).iter();
        let states =
            statements.map(|statement| self.statement_state(entry, field_id, statement, date));
        // Of several that are not known, the one that was confirmed last says most.
        let last_confirmed = |state: &StatementState| {
            state.limit.filter(|reach| reach.is_confirmed).map(|reach| reach.last_day)
        };
        let strongest =
            states.min_by_key(|state| (state.rank(), std::cmp::Reverse(last_confirmed(state))));
        Some(strongest.unwrap_or(StatementState { validity: Validity::Unknown, limit: None }))
    }

    /// Returns how far the sources of a statement reach. `None` means that they do not limit it: it
    /// has a stated end, no source, or only sources without a date.
    #[must_use]
    pub fn source_reach(
        &self,
        entry: &Entry,
        field_id: &str,
        statement: &Statement,
    ) -> Option<SourceReach> {
        let period = state_period(entry, field_id, statement).unwrap_or_default();
        if period.end_date().is_some() {
            return None;
        }
        let citations = statement.all_citations().into_iter();
        let resolutions = citations.map(|citation| self.resolve_citation(citation, entry));
        let documents: Vec<(QuoteCheck, EntryIndex)> = resolutions
            .filter_map(|resolution| Some((resolution.quote_check, resolution.document?)))
            .collect();
        // A quote that is not in its document does not extend what others support.
        let has_found = documents.iter().any(|(check, _)| *check != QuoteCheck::NotFound);
        let documents =
            documents.into_iter().filter(|(check, _)| !has_found || *check != QuoteCheck::NotFound);
        let reaches = documents.filter_map(|(_, document)| {
            let (date, last_day) = self.document_reach(document)?;
            let mut periods = [Some(period), statement.value.as_period()].into_iter().flatten();
            let is_confirmed = last_day.is_some()
                && periods.all(|period| period.validity_on(date.last_day()) == Validity::InForce);
            Some(SourceReach { date, last_day, document, is_confirmed })
        });
        // Of two that reach as far, the one that is cited first.
        reaches.reduce(|best, next| if next.last_day > best.last_day { next } else { best })
    }

    /// Returns until when a document supports what it says, and the last day on which it certainly
    /// does; no day is certain if only the latest date that it can have is known. `None` means that
    /// it has no date.
    ///
    /// `confirmed_until` counts to the end of its year or month. A paper that is dated with a year
    /// or a month may be from the first day of it, and one of unknown date from its `earliest`.
    #[must_use]
    pub fn document_reach(
        &self,
        document: EntryIndex,
    ) -> Option<(PartialDate, Option<PartialDate>)> {
        let entry = self.entry_at(document);
        let confirmed = certain_date(entry, builtin::document::CONFIRMED_UNTIL);
        if let Some(date) = confirmed {
            return Some((date, Some(date.last_day())));
        }
        if let Some(date) = certain_date(entry, builtin::document::DATE) {
            return Some((date, Some(date.first_day())));
        }
        Some((latest_date(entry, builtin::document::DATE)?, None))
    }
}

/// Returns the statements about when an entry is in force. `None` means that its type has no
/// validity.
#[must_use]
pub fn validity_statements(entry: &Entry) -> Option<&[Statement]> {
    entry.kind.validity.as_ref().map(|field| entry.field_statements(field))
}

/// Returns whether a field says when its entry is in force.
#[must_use]
pub fn is_validity_field(entry: &Entry, field_id: &str) -> bool {
    entry.kind.validity.as_ref().is_some_and(|field| **field == *field_id)
}

/// Returns the period for which the state of a statement is shown: its value if that says when the
/// entry is in force, else its `from` and `until`. `None` means that its state is not shown.
fn state_period<'s>(
    entry: &Entry,
    field_id: &str,
    statement: &'s Statement,
) -> Option<PeriodBounds<'s>> {
    if is_validity_field(entry, field_id) {
        return Some(statement.value.as_period().unwrap_or_default());
    }
    Some(statement.validity_period()).filter(|period| !period.is_unbounded())
}

/// Returns whether a statement can cease to hold. A date on which something happened cannot, nor
/// can a period with an end, nor what belongs to something that happened: who wrote a document or
/// took part in an act stays so.
fn can_lapse(entry: &Entry, field_id: &str, statement: &Statement) -> bool {
    let is_state = match &statement.value {
        FieldValue::Unknown | FieldValue::Date(_) => false,
        value => value.as_period().is_none_or(|period| period.end_date().is_none()),
    };
    is_state && (state_period(entry, field_id, statement).is_some() || !is_event(entry))
}

/// Returns whether an entry is something that happened: a document, or an act with a date. What a
/// type with a validity is about lasts.
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

/// Returns the latest of the dates in a field that something is certainly not older than.
fn certain_date(entry: &Entry, field_id: &str) -> Option<PartialDate> {
    let certain = field_dates(entry, field_id).filter_map(|date| date.value.or(date.earliest));
    certain.max_by_key(|date| date.last_day())
}

/// Returns the latest date that something of unknown date can have.
fn latest_date(entry: &Entry, field_id: &str) -> Option<PartialDate> {
    field_dates(entry, field_id).filter_map(|date| date.latest).max_by_key(|date| date.last_day())
}

fn field_dates<'e>(entry: &'e Entry, field_id: &str) -> impl Iterator<Item = &'e UncertainDate> {
    entry.field_statements(field_id).iter().filter_map(|statement| match &statement.value {
        FieldValue::Date(date) => Some(date),
        _ => None,
    })
}
