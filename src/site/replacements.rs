//! Finds the entries that replace another one, and decides how far each replacement has come on the
//! as-of date. Banners, lists and search ask it, so that they agree.

use super::entry::EntryIndex;
use super::relation_statements::RelationStatement;
use super::snapshot::Site;
use super::statement_state::{StatementState, validity_statements};
use crate::schema::{
    BuiltinType, EntryType, EvidenceStatus, FieldValue, PartialDate, UncertainDate, Validity,
    builtin,
};
use std::collections::BTreeSet;

/// How many replacements are followed from one entry.
const MAX_REPLACEMENTS: usize = 500;

/// How far a replacement has come on the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplacementStage {
    /// It has happened.
    Done,
    /// It will happen on a later day.
    Later,
    /// Somebody intends it.
    Intended,
    /// Somebody proposes it.
    Proposed,
    /// It is an interpretation that it has happened.
    Interpreted,
}

/// What is known of one replacement on the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplacementState {
    /// How far it has come. `None` means that it does not count: the entry that replaces is not in
    /// force, or is by its date an older version of the same paper.
    pub stage: Option<ReplacementStage>,
    /// Whether this can be different on another day.
    pub depends_on_day: bool,
}

/// The entry that has replaced another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoneReplacement {
    /// The entry that replaces.
    pub newer: EntryIndex,
    /// When it did, as precisely as it is known. `None` means that nothing says so.
    pub date: Option<PartialDate>,
}

/// Returns whether a field of a type names what its entries replace: the one that the type sets as
/// `replaces:`, and of documents always `replaces`.
pub(super) fn is_replacement_field(entry_type: &EntryType, field: &str) -> bool {
    entry_type.replaces.as_deref() == Some(field)
        || entry_type.is(BuiltinType::Document) && field == builtin::document::REPLACES
}

/// Returns whether a replacement makes a document a later version of the one that it replaces.
pub(super) fn is_version_evidence(status: EvidenceStatus) -> bool {
    match status {
        EvidenceStatus::Sourced | EvidenceStatus::Interpretation => true,
        EvidenceStatus::Intended | EvidenceStatus::Proposed => false,
    }
}

impl Site {
    /// Returns the relations by which other entries replace an entry.
    pub fn replaced_by(
        &self,
        entry_index: EntryIndex,
    ) -> impl Iterator<Item = RelationStatement<'_>> {
        self.incoming_relations(entry_index).iter().filter_map(move |relation| {
            let from = self.entry_at(relation.from);
            if !is_replacement_field(&from.entry_type, &relation.field) {
                return None;
            }
            let statement = self.statements_behind(relation, entry_index).next()?;
            self.is_published(relation.from).then_some(statement)
        })
    }

    /// Returns how far a replacement of an entry has come, for a relation of
    /// [`replaced_by`](Self::replaced_by).
    #[must_use]
    pub fn replacement_state(
        &self,
        older: EntryIndex,
        relation: &RelationStatement<'_>,
    ) -> ReplacementState {
        let day = self.config.as_of;
        let state = day.and_then(|day| self.entry_state(relation.from, day));
        let relation_state = self.relation_state(relation);
        let document_day = self.document_date(relation.from).and_then(UncertainDate::first_day);
        let document_day = document_day.filter(|_| self.are_documents(older, relation.from));
        let depends_on_day =
            state.is_some() || relation_state.is_some() || day.is_some() && document_day.is_some();
        let is_not_in_force = |state: StatementState| state.validity == Validity::NotInForce;
        let is_later = day.is_some_and(|day| relation.period().starts_after(day));
        if self.is_undone_replacement(older, relation)
            || state.is_some_and(is_not_in_force)
            || relation_state.is_some_and(is_not_in_force) && !is_later
        {
            return ReplacementState { stage: None, depends_on_day };
        }
        // What has been replaced stays so, also if it is not known whether the replacement is still
        // in force.
        let has_begun = |state: Option<StatementState>| {
            state.is_none_or(|it| it.validity == Validity::InForce || it.was_confirmed())
        };
        let is_future = document_day.zip(day).is_some_and(|(written, day)| written > day);
        let stage = match relation.statement.evidence_status() {
            EvidenceStatus::Sourced if is_future => ReplacementStage::Later,
            EvidenceStatus::Sourced if has_begun(state) && has_begun(relation_state) => {
                ReplacementStage::Done
            }
            EvidenceStatus::Sourced | EvidenceStatus::Intended => ReplacementStage::Intended,
            EvidenceStatus::Proposed => ReplacementStage::Proposed,
            EvidenceStatus::Interpretation => ReplacementStage::Interpreted,
        };
        ReplacementState { stage: Some(stage), depends_on_day }
    }

    /// Returns what has replaced an entry on the as-of date: of several the first by date, or else
    /// in entry order. `None` means that nothing has.
    #[must_use]
    pub fn done_replacement(&self, older: EntryIndex) -> Option<DoneReplacement> {
        let is_done = |relation: &RelationStatement<'_>| {
            self.replacement_state(older, relation).stage == Some(ReplacementStage::Done)
        };
        let done = self.replaced_by(older).filter(is_done).map(|relation| DoneReplacement {
            newer: relation.from,
            date: self.replacement_date(&relation),
        });
        done.min_by_key(|it| (it.date.is_none(), it.date, it.newer))
    }

    /// Returns what is in the place of an entry on the as-of date, after all replacements. `None`
    /// means that the entry has not been replaced, or that entries replace each other in a circle.
    #[must_use]
    pub fn newest_replacement(&self, older: EntryIndex) -> Option<EntryIndex> {
        let mut seen = BTreeSet::from([older]);
        let mut newest = older;
        while let Some(replacement) = self.done_replacement(newest) {
            newest = replacement.newer;
            if !seen.insert(newest) || seen.len() > MAX_REPLACEMENTS {
                return None;
            }
        }
        (newest != older).then_some(newest)
    }

    /// Returns when a replacement happened: the start of the relation's period, the date of the
    /// newer document, or the start of the period in which the newer entry is in force.
    fn replacement_date(&self, relation: &RelationStatement<'_>) -> Option<PartialDate> {
        let of_relation = relation.period().from.and_then(|date| date.value);
        let of_document = || self.document_date(relation.from)?.value;
        let of_period = || {
            let mut statements = validity_statements(self.entry_at(relation.from))?.iter();
            statements.find_map(|statement| match &statement.value {
                FieldValue::Period(from, _) => from.as_ref()?.value,
                _ => None,
            })
        };
        of_relation.or_else(of_document).or_else(of_period)
    }

    /// Returns whether two entries are versions of a paper, in which case their dates count.
    #[must_use]
    pub fn are_documents(&self, older: EntryIndex, newer: EntryIndex) -> bool {
        [older, newer].iter().all(|it| self.entry_at(*it).entry_type.is(BuiltinType::Document))
    }

    /// Returns whether a document is said to be replaced by one that is not a later version of it:
    /// by the dates it is older, or the two replace each other in a circle.
    fn is_undone_replacement(&self, older: EntryIndex, relation: &RelationStatement<'_>) -> bool {
        is_version_evidence(relation.statement.evidence_status())
            && self.are_documents(older, relation.from)
            && !self.later_versions(older).contains(&relation.from)
    }
}
