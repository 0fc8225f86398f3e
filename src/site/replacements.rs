//! Finds the entries that replace another one.

use super::entry::EntryIndex;
use super::snapshot::Site;
use crate::schema::EvidenceStatus;

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
