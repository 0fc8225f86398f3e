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
    /// Where it is in its entry.
    pub position: StatementPosition,
}

/// Where a statement is in its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatementPosition {
    /// The index of the field among those of the entry.
    pub field: usize,
    /// The index among the statements of the field.
    pub statement: usize,
    /// The index among the statements of all fields of the item. `None` means the statement itself.
    pub member: Option<usize>,
}

impl StatementPosition {
    /// Returns the position of the item of a group that it is in, or of the statement itself.
    #[must_use]
    pub fn outer(self) -> Self {
        Self { member: None, ..self }
    }
}

impl Entry {
    /// Returns all statements in the order of the fields, those of a group after its item.
    #[must_use]
    pub fn named_statements(&self) -> Vec<NamedStatement<'_>> {
        let mut all = Vec::new();
        for (field, (_, statements)) in self.fields.iter().enumerate() {
            for statement in 0..statements.len() {
                let position = StatementPosition { field, statement, member: None };
                all.extend(self.outer_statement(position));
                all.extend(self.member_statements(position));
            }
        }
        all
    }

    /// Returns the statement at a position.
    #[must_use]
    pub fn named_statement_at(&self, position: StatementPosition) -> Option<NamedStatement<'_>> {
        match position.member {
            None => self.outer_statement(position),
            Some(member) => self.member_statements(position.outer()).nth(member),
        }
    }

    /// Returns the statement that is not in a group, or the item of one.
    fn outer_statement(&self, position: StatementPosition) -> Option<NamedStatement<'_>> {
        let (id, statements) = self.fields.get(position.field)?;
        let field = self.entry_type.find_field(id)?;
        let statement = statements.get(position.statement)?;
        Some(NamedStatement { name: id.clone(), field, statement, item: None, position })
    }

    /// Returns the statements in an item of a group.
    fn member_statements(
        &self,
        position: StatementPosition,
    ) -> impl Iterator<Item = NamedStatement<'_>> {
        let outer = self.outer_statement(position).into_iter();
        let members = outer.flat_map(|item| {
            item.field.item_fields(&item.statement.value).flat_map(move |(field, members)| {
                let name: FieldId = format!("{}.{}", item.name, field.id).into();
                let item = Some(item.statement);
                members.iter().map(move |member| (name.clone(), field, member, item))
            })
        });
        members.enumerate().map(move |(index, (name, field, statement, item))| {
            let position = StatementPosition { member: Some(index), ..position };
            NamedStatement { name, field, statement, item, position }
        })
    }
}
