//! Decides whether a statement holds on a date: by its own dates, and by how far its sources reach.
//!
//! A source supports a state only up to its own date: what a document of 2015 says is not known to
//! hold in 2026. [`Site::statement_state`] is the only function that decides this. Pages, banners,
//! views, embedded values, search answers and page JSON all ask it, so that they agree.

pub use super::replacements::{DoneReplacement, ReplacementStage, ReplacementState};

use super::chronology::act_date_statement;
use super::entry::{Entry, EntryIndex};
use super::resolve_citation::QuoteCheck;
use super::snapshot::Site;
use crate::parse::Citation;
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
    #[must_use]
    pub fn rank(self) -> u8 {
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
        let day = self.config.as_of.filter(|_| has_state(entry, field_id, statement))?;
        Some(self.statement_state(entry, field_id, statement, day))
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
            _ => {
                let periods = state_periods(entry, field_id, statement);
                PeriodBounds::validity_of_all(periods, date)
            }
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
    /// names. `None` means that its type has no validity. Not known if the field has no value, or
    /// if somebody says that it is in force and somebody else that it is not.
    #[must_use]
    pub fn entry_state(
        &self,
        entry_index: EntryIndex,
        date: PartialDate,
    ) -> Option<StatementState> {
        let not_known = StatementState { validity: Validity::Unknown, limit: None };
        let deciding = self.deciding_statement(entry_index, date);
        let entry = self.entry_at(entry_index);
        let field_id = entry.entry_type.validity.as_ref()?;
        Some(deciding.map_or(not_known, |it| self.statement_state(entry, field_id, it, date)))
    }

    /// Returns the statement that decides whether an entry is in force on a date. `None` means that
    /// there is none, or that somebody disagrees with it.
    #[must_use]
    pub fn deciding_statement(
        &self,
        entry_index: EntryIndex,
        date: PartialDate,
    ) -> Option<&Statement> {
        let entry = self.entry_at(entry_index);
        let field_id = entry.entry_type.validity.as_ref()?;
        let statements = entry.field_statements(field_id);
        let state = |statement: &Statement| self.statement_state(entry, field_id, statement, date);
        // Of several that are not known, the one that was confirmed last says most.
        let last_confirmed = |state: &StatementState| {
            state.limit.filter(|reach| reach.is_confirmed).map(|reach| reach.last_day)
        };
        let strongest = statements.iter().min_by_key(|statement| {
            let state = state(statement);
            (state.rank(), std::cmp::Reverse(last_confirmed(&state)))
        })?;
        let denies = |statement: &Statement| {
            state(statement).validity == Validity::NotInForce && contradicts(statement, strongest)
        };
        let is_disputed = state(strongest).validity != Validity::NotInForce
            && strongest.evidence_status() == EvidenceStatus::Sourced
            && statements.iter().any(denies);
        (!is_disputed).then_some(strongest)
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
        let periods = state_periods(entry, field_id, statement);
        if periods.iter().any(|period| period.end_date().is_some()) {
            return None;
        }
        let citations = statement.all_citations();
        let sources: Vec<(QuoteCheck, EntryIndex, &Citation)> = citations
            .into_iter()
            .filter_map(|citation| {
                let resolution = self.resolve_citation(citation, entry);
                Some((resolution.quote_check(), resolution.document?, citation))
            })
            .collect();
        // A quote that is not in its document does not extend what others support.
        let has_found = sources.iter().any(|(check, ..)| *check != QuoteCheck::NotFound);
        let sources =
            sources.into_iter().filter(|(check, ..)| !has_found || *check != QuoteCheck::NotFound);
        let reaches = sources.filter_map(|(_, document, citation)| {
            let reach = self.document_reach(document)?;
            let (date, last_day) = self.reach_of_words(reach, citation, entry);
            // What a period is about was confirmed if the period had begun.
            let periods = periods.iter().copied().chain(statement.value.as_period());
            let validity = PeriodBounds::validity_of_all(periods, date.last_day());
            let is_confirmed = last_day.is_some() && validity == Validity::InForce;
            Some(SourceReach { date, last_day, document, is_confirmed })
        });
        // Of two that reach as far, the one that is cited first.
        reaches.reduce(|best, next| if next.last_day > best.last_day { next } else { best })
    }

    /// Returns how far a document reaches for the words of a citation: not beyond the day before a
    /// later version of the paper that does not have them, whatever has been confirmed since.
    fn reach_of_words(
        &self,
        reach: (PartialDate, Option<PartialDate>),
        citation: &Citation,
        entry: &Entry,
    ) -> (PartialDate, Option<PartialDate>) {
        if !self.has_document_versions() {
            return reach;
        }
        let fate = self.citation_fate(citation, entry);
        let end = fate.and_then(|fate| self.last_wording_day(&fate));
        match end.filter(|end| reach.1.is_some_and(|last_day| *end < last_day)) {
            Some(end) => (end, Some(end)),
            None => reach,
        }
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
    entry.entry_type.validity.as_ref().map(|field| entry.field_statements(field))
}

/// Returns whether a field says when its entry is in force.
#[must_use]
pub fn is_validity_field(entry: &Entry, field_id: &str) -> bool {
    entry.entry_type.validity.as_ref().is_some_and(|field| **field == *field_id)
}

/// Returns whether the state of a statement is shown: it says when the entry is in force, or has a
/// `from` or an `until`.
pub(in crate::site) fn has_state(entry: &Entry, field_id: &str, statement: &Statement) -> bool {
    is_validity_field(entry, field_id) || !statement.validity_period().is_unbounded()
}

/// Returns the periods in which a statement holds by its own dates: its `from` and `until`, and its
/// value if that says when the entry is in force.
fn state_periods<'s>(
    entry: &Entry,
    field_id: &str,
    statement: &'s Statement,
) -> Vec<PeriodBounds<'s>> {
    let value = statement.value.as_period().filter(|_| is_validity_field(entry, field_id));
    value.into_iter().chain([statement.validity_period()]).collect()
}

/// Returns whether two statements about when an entry is in force are of different speakers, who
/// speak of the same time.
fn contradicts(statement: &Statement, other: &Statement) -> bool {
    let speaker = |it: &Statement| it.attributed_to().map(|speaker| speaker.text.to_string());
    let is_same_time = match (statement.value.as_period(), other.value.as_period()) {
        (Some(period), Some(other)) => period.overlaps(other),
        _ => true,
    };
    is_same_time
        && statement.evidence_status() == EvidenceStatus::Sourced
        && speaker(statement) != speaker(other)
}

/// Returns whether a statement can cease to hold. A date on which something happened cannot, nor
/// can a period with an end, nor what belongs to something that happened: who wrote a document or
/// took part in an act stays so.
fn can_lapse(entry: &Entry, field_id: &str, statement: &Statement) -> bool {
    let is_state = match &statement.value {
        FieldValue::Unknown | FieldValue::Date(_) => false,
        value => value.as_period().is_none_or(|period| period.end_date().is_none()),
    };
    is_state && (has_state(entry, field_id, statement) || !is_event(entry))
}

/// Returns whether an entry is something that happened: a document, or an act with a date. An entry
/// whose type has a validity lasts, so it is not an event.
fn is_event(entry: &Entry) -> bool {
    if entry.entry_type.is(BuiltinType::Document) {
        return true;
    }
    let statement = act_date_statement(entry).filter(|_| entry.entry_type.validity.is_none());
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
