//! Finds the entries that replace another one.

use super::entry::EntryIndex;
use super::relation_statements::RelationStatement;
use super::snapshot::Site;

impl Site {
    /// Returns the relations by which other entries replace an entry: those that the `replaces` of
    /// their type names.
    pub fn replaced_by(
        &self,
        entry_index: EntryIndex,
    ) -> impl Iterator<Item = RelationStatement<'_>> {
        self.incoming_relations(entry_index).iter().filter_map(move |relation| {
            let from = self.entry_at(relation.from);
            from.entry_type.replaces.as_ref().filter(|field| **field == relation.field)?;
            let statement = self.statements_behind(relation, entry_index).next()?;
            self.is_published(relation.from).then_some(statement)
        })
    }
}
