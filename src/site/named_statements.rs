//! All statements of an entry with their fields, those in groups too.

use super::entry::Entry;
use crate::schema::{FieldDef, FieldId, Statement};

/// A statement with its field.
#[derive(Clone, Debug)]
pub struct NamedStatement<'e> {
    /// `field`, or `group.field` for a field in a group.
    pub name: FieldId,
    /// The field, or the one in the group.
    pub field: &'e FieldDef,
    /// The statement.
    pub statement: &'e Statement,
    /// The item of a group that it is in.
    pub item: Option<&'e Statement>,
}

impl Entry {
    /// Returns all statements in the order of the fields, those of a group after its item.
    #[must_use]
    pub fn named_statements(&self) -> Vec<NamedStatement<'_>> {
        let mut all = Vec::new();
        for (id, statements) in &self.fields {
            let Some(field) = self.entry_type.find_field(id) else { continue };
            for statement in statements {
                all.push(NamedStatement { name: id.clone(), field, statement, item: None });
                all.extend(field.item_fields(&statement.value).flat_map(|(nested, members)| {
                    let name: FieldId = format!("{id}.{}", nested.id).into();
                    members.iter().map(move |member| NamedStatement {
                        name: name.clone(),
                        field: nested,
                        statement: member,
                        item: Some(statement),
                    })
                }));
            }
        }
        all
    }
}
