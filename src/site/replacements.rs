//! Finds the entries that replace another one.

use super::entry::EntryIndex;
use super::relation_statements::RelationStatement;
use super::snapshot::Site;
use crate::schema::{BuiltinType, EntryType, builtin};

/// Returns whether a field of a type names what its entries replace: the one that the type sets as
/// `replaces:`, and of documents always `replaces`.
pub(super) fn is_replacement_field(entry_type: &EntryType, field: &str) -> bool {
    entry_type.replaces.as_deref() == Some(field)
        || entry_type.is(BuiltinType::Document) && field == builtin::document::REPLACES
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
}
