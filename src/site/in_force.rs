//! Whether an entry is in force on a day: what the `period` field that its type's `validity` names
//! says.

use super::entry::{Entry, EntryIndex};
use super::snapshot::Site;
use crate::schema::{EvidenceStatus, FieldValue, PartialDate, Statement, Validity};

impl Site {
    /// Whether an entry is in force on a day; none if its type does not say when entries are.
    ///
    /// What is only intended or proposed is not known to hold, and so is what nothing is stated of.
    #[must_use]
    pub fn validity_on(&self, entry_index: EntryIndex, day: PartialDate) -> Option<Validity> {
        let statements = validity_statements(self.entry_at(entry_index))?;
        let states = statements.iter().map(|statement| validity_on(statement, day));
        // One source that says so is enough; else what is left open stays open.
        Some(
            states
                .min_by_key(|state| match state {
                    Validity::InForce => 0,
                    Validity::Unknown => 1,
                    Validity::NotInForce => 2,
                })
                .unwrap_or(Validity::Unknown),
        )
    }
}

impl Site {
    /// What stands in the place of an entry, by the relation that its type's `replaces` names, and
    /// how firmly that is said.
    pub fn replaced_by(
        &self,
        entry_index: EntryIndex,
    ) -> impl Iterator<Item = (EntryIndex, EvidenceStatus)> {
        self.incoming_relations(entry_index).iter().filter_map(move |relation| {
            let from = self.entry_at(relation.from);
            let field = from.kind.replaces.as_ref().filter(|field| **field == relation.field)?;
            let declared = from.kind.find_field(field)?;
            let said = from.field_statements(field).iter().find(|statement| {
                let FieldValue::Reference(name) = &statement.value else { return false };
                self.find_related(declared, name) == Some(entry_index)
            })?;
            self.is_published(relation.from).then(|| (relation.from, said.evidence_status()))
        })
    }
}

/// The statements that say when an entry is in force; none if its type has no such field.
#[must_use]
pub fn validity_statements(entry: &Entry) -> Option<&[Statement]> {
    entry.kind.validity.as_ref().map(|field| entry.field_statements(field))
}

fn validity_on(statement: &Statement, day: PartialDate) -> Validity {
    let state = match &statement.value {
        FieldValue::Period(from, until) => {
            Validity::validity_on(day, (from.as_ref(), until.as_ref()))
        }
        FieldValue::None => Validity::NotInForce,
        _ => Validity::Unknown,
    };
    match (state, statement.evidence_status()) {
        (Validity::InForce, EvidenceStatus::Sourced) => Validity::InForce,
        (Validity::InForce, _) => Validity::Unknown,
        (other, _) => other,
    }
}
