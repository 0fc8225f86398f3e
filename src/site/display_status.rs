//! How pages mark the evidence for a statement.

use super::entry::{Entry, EntryIndex};
use super::resolve_citation::QuoteCheck;
use super::snapshot::Site;
use super::statement_state::validity_statements;
use crate::schema::{EvidenceStatus, FieldValue, Statement};

/// How well a statement is supported, as its mark says: the declared evidence status, weighed with
/// attribution and the check of its quotes. Sorted from the strongest to the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DisplayStatus {
    /// At least one quote has been found in the text of its document.
    Sourced,
    /// Somebody says so, or documents are cited, but no quote has been compared and found.
    Attributed,
    /// Unknown: no source gives the value.
    NotEvidenced,
    /// Declared as intended.
    Intended,
    /// Declared as proposed.
    Proposed,
    /// Declared as an interpretation.
    Interpretation,
}

impl DisplayStatus {
    /// Returns the word that marks it in HTML and in the keys of strings.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sourced => "sourced",
            Self::Attributed => "claimed",
            Self::NotEvidenced => "absent",
            Self::Intended => "intended",
            Self::Proposed => "proposed",
            Self::Interpretation => "interpretation",
        }
    }

    /// Returns whether the sources do not say that it is so: it is a plan or a reading of them.
    #[must_use]
    pub fn is_tentative(self) -> bool {
        match self {
            Self::Sourced | Self::Attributed | Self::NotEvidenced => false,
            Self::Intended | Self::Proposed | Self::Interpretation => true,
        }
    }
}

impl Site {
    /// Returns the weakest status among several statements.
    #[must_use]
    pub fn weakest_status(&self, statements: &[Statement]) -> Option<DisplayStatus> {
        statements.iter().filter_map(|statement| self.display_status(statement)).max()
    }

    /// Returns how well it is supported whether an entry is in force on the as-of date: by the
    /// statement that decides it, or if somebody disagrees or the site has no as-of date, by the
    /// weakest of all. `None` means that it has neither a source nor an attribution.
    #[must_use]
    pub fn validity_status(&self, entry_index: EntryIndex) -> Option<DisplayStatus> {
        let statements = validity_statements(self.entry_at(entry_index)).unwrap_or_default();
        if statements.is_empty() {
            return Some(DisplayStatus::NotEvidenced);
        }
        let deciding = self.config.as_of.and_then(|day| self.deciding_statement(entry_index, day));
        match deciding {
            Some(statement) => self.display_status(statement),
            None => self.weakest_status(statements),
        }
    }

    /// Returns how an act is marked in a list by date: a tentative status of its first field
    /// decides, or else the status of its date.
    #[must_use]
    pub fn act_status(&self, act: &Entry, date_field: &str) -> Option<DisplayStatus> {
        let dates = act.field_statements(date_field);
        let main = act.fields.first().filter(|(id, _)| !is_date_field(act, id));
        let main = main.map_or(&[][..], |(_, statements)| statements);
        let tentative = self.weakest_status(main).filter(|status| status.is_tentative());
        let status = tentative.or_else(|| self.weakest_status(dates));
        if dates.is_empty() { status.or(Some(DisplayStatus::NotEvidenced)) } else { status }
    }

    /// Returns how well it is supported that an act is the act of one entry about another, as a
    /// cell of a matrix shows it. A tentative status of its first field, which says what was done,
    /// or of one of the two relations decides: a proposal is not a deed.
    #[must_use]
    pub fn cell_status(
        &self,
        act: EntryIndex,
        relations: [(&str, EntryIndex); 2],
    ) -> Option<DisplayStatus> {
        let entry = self.entry_at(act);
        let main = entry.fields.first();
        let main = self.weakest_status(main.map_or(&[], |(_, statements)| statements));
        let relation_status = |(field_id, target): (&str, EntryIndex)| {
            let statements = self.relation_statements(act);
            let statements = statements.filter(|it| *it.name == *field_id && it.target == target);
            statements.map(|it| it.status).min().flatten()
        };
        let tentative = relations.into_iter().filter_map(relation_status);
        main.into_iter().chain(tentative.filter(|status| status.is_tentative())).max()
    }

    /// Returns how a statement is marked, on pages and in data. `None` means that it has neither a
    /// source nor an attribution.
    #[must_use]
    pub fn display_status(&self, statement: &Statement) -> Option<DisplayStatus> {
        if statement.value == FieldValue::Unknown {
            return Some(DisplayStatus::NotEvidenced);
        }
        match statement.evidence_status() {
            EvidenceStatus::Sourced if statement.attributed_to().is_some() => {
                Some(DisplayStatus::Attributed)
            }
            EvidenceStatus::Sourced => {
                let citations = statement.own_citations();
                let is_verified =
                    |citation| self.lookup().check_quote(citation) == QuoteCheck::Verified;
                if citations.is_empty() {
                    None
                } else if citations.into_iter().any(is_verified) {
                    Some(DisplayStatus::Sourced)
                } else {
                    Some(DisplayStatus::Attributed)
                }
            }
            EvidenceStatus::Intended => Some(DisplayStatus::Intended),
            EvidenceStatus::Proposed => Some(DisplayStatus::Proposed),
            EvidenceStatus::Interpretation => Some(DisplayStatus::Interpretation),
        }
    }
}

/// Returns whether a field of an entry says when something was, not what was done.
fn is_date_field(entry: &Entry, field_id: &str) -> bool {
    let field = entry.entry_type.find_field(field_id);
    field.is_some_and(|field| field.kind.is_time())
}
