//! Evaluates whether an entry is in force on a date, by the `period` field that the `validity` of
//! its type names.

use super::entry::{Entry, EntryIndex};
use super::snapshot::Site;
use crate::schema::{EvidenceStatus, FieldValue, PartialDate, Statement, Validity};

impl Site {
    /// Returns whether an entry is in force on a date. `None` means that its type has no validity.
    ///
    /// A period that is only intended or proposed gives `Unknown`, and so does a missing one.
    #[must_use]
    pub fn validity_on(&self, entry_index: EntryIndex, date: PartialDate) -> Option<Validity> {
        let statements = validity_statements(self.entry_at(entry_index))?;
        let validities = statements.iter().map(|statement| validity_on(statement, date));
        // One statement in force is enough, and an unknown one outweighs one not in force.
        Some(
            validities
                .min_by_key(|validity| match validity {
                    Validity::InForce => 0,
                    Validity::Unknown => 1,
                    Validity::NotInForce => 2,
                })
                .unwrap_or(Validity::Unknown),
        )
    }
}

impl Site {
    /// Returns the entries that replace an entry, by the relation that the `replaces` of their type
    /// names, each with its evidence status.
    pub fn replaced_by(
        &self,
        entry_index: EntryIndex,
    ) -> impl Iterator<Item = (EntryIndex, EvidenceStatus)> {
        self.incoming_relations(entry_index).iter().filter_map(move |relation| {
            let from = self.entry_at(relation.from);
            let field = from.kind.replaces.as_ref().filter(|field| **field == relation.field)?;
            let declared = from.kind.find_field(field)?;
            let statement = from.field_statements(field).iter().find(|statement| {
                self.related_target(declared, &statement.value) == Some(entry_index)
            })?;
            self.is_published(relation.from).then(|| (relation.from, statement.evidence_status()))
        })
    }
}

/// Returns the statements about when an entry is in force. `None` means that its type has no
/// validity.
#[must_use]
pub fn validity_statements(entry: &Entry) -> Option<&[Statement]> {
    entry.kind.validity.as_ref().map(|field| entry.field_statements(field))
}

fn validity_on(statement: &Statement, date: PartialDate) -> Validity {
    let validity = match &statement.value {
        FieldValue::None => Validity::NotInForce,
        value => value.as_period().map_or(Validity::Unknown, |period| period.validity_on(date)),
    };
    match (validity, statement.evidence_status()) {
        (Validity::InForce, EvidenceStatus::Sourced) => Validity::InForce,
        (Validity::InForce, _) => Validity::Unknown,
        (validity, _) => validity,
    }
}
