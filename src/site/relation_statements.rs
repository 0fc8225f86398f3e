//! Finds the statements behind a relation, and how well each is supported. Lists of relations,
//! search and page JSON show both ends of a relation alike with it.

use super::display_status::DisplayStatus;
use super::entry::EntryIndex;
use super::relations::{IncomingRelation, RelationPointer, relation_pointers};
use super::snapshot::Site;
use super::statement_state::StatementState;
use crate::parse::CitationPart;
use crate::schema::{FieldDef, FieldId, PeriodBounds, Statement};

/// A relation as one statement gives it.
#[derive(Clone, Debug)]
pub struct RelationStatement<'a> {
    /// The entry that has it.
    pub from: EntryIndex,
    /// The entry that it names.
    pub target: EntryIndex,
    /// The field of the entry, or `group.field`.
    pub name: FieldId,
    /// The field, or the one in the group.
    pub field: &'a FieldDef,
    /// The statement.
    pub statement: &'a Statement,
    /// The item of a group that it is in.
    pub item: Option<&'a Statement>,
    /// How well it is supported. In a group, a relation is as tentative as its item.
    pub status: Option<DisplayStatus>,
    /// Who says so: of the relation, or else of the item that it is in.
    pub speaker: Option<&'a CitationPart>,
}

impl<'a> RelationStatement<'a> {
    /// Returns the statements that qualify the relation: the statement, and the item that it is in.
    pub fn qualified_statements(&self) -> impl Iterator<Item = &'a Statement> + use<'a> {
        std::iter::once(self.statement).chain(self.item)
    }

    /// Returns the period of the relation: unbounded if it has none.
    #[must_use]
    pub fn period(&self) -> PeriodBounds<'a> {
        let mut periods = self.qualified_statements().map(Statement::validity_period);
        periods.find(|period| !period.is_unbounded()).unwrap_or_default()
    }
}

impl Site {
    /// Returns the relations of an entry to others, in the order of its fields, including those in
    /// groups.
    pub fn relation_statements(
        &self,
        from: EntryIndex,
    ) -> impl Iterator<Item = RelationStatement<'_>> {
        let pointers = relation_pointers(self.entry_at(from)).into_iter();
        pointers.filter_map(move |pointer| {
            let target = self.related_target(pointer.field, &pointer.statement.value)?;
            let status = self.pointer_status(&pointer);
            let RelationPointer { name, field, statement, item, .. } = pointer;
            let speaker =
                statement.attributed_to().or_else(|| item.and_then(Statement::attributed_to));
            Some(RelationStatement { from, target, name, field, statement, item, status, speaker })
        })
    }

    /// Returns the statements behind an incoming relation of `target`. Empty for a tag.
    pub fn statements_behind<'a>(
        &'a self,
        relation: &'a IncomingRelation,
        target: EntryIndex,
    ) -> impl Iterator<Item = RelationStatement<'a>> {
        self.relation_statements(relation.from)
            .filter(move |it| it.name == relation.field && it.target == target)
    }

    /// Returns how well an incoming relation of `target` is supported: by the best of its
    /// statements. `None` means that none has a source or an attribution.
    #[must_use]
    pub fn relation_status(
        &self,
        relation: &IncomingRelation,
        target: EntryIndex,
    ) -> Option<DisplayStatus> {
        // A statement without evidence is a plain fact of the editors.
        self.statements_behind(relation, target).map(|it| it.status).min().flatten()
    }

    /// Returns who says that an incoming relation of `target` is so, each once: the speakers of its
    /// statements with the best support. Empty if no speaker is named.
    #[must_use]
    pub fn relation_speakers<'a>(
        &'a self,
        relation: &'a IncomingRelation,
        target: EntryIndex,
    ) -> Vec<&'a str> {
        let best = self.relation_status(relation, target);
        let statements = self.statements_behind(relation, target).filter(|it| it.status == best);
        let mut speakers = Vec::new();
        for speaker in statements.filter_map(|it| it.speaker) {
            if !speakers.contains(&&*speaker.text) {
                speakers.push(&*speaker.text);
            }
        }
        speakers
    }

    /// Returns whether a relation holds on the as-of date. `None` means that it has no period, or
    /// that the site has no as-of date.
    #[must_use]
    pub fn relation_state(&self, relation: &RelationStatement<'_>) -> Option<StatementState> {
        let entry = self.entry_at(relation.from);
        let mut statements = relation.qualified_statements();
        statements.find_map(|statement| self.displayed_state(entry, &relation.name, statement))
    }

    fn pointer_status(&self, pointer: &RelationPointer<'_>) -> Option<DisplayStatus> {
        let status = self.display_status(pointer.statement);
        let item_status = pointer.item.and_then(|item| self.display_status(item));
        match (status, item_status) {
            (None, item_status) => item_status,
            (status, Some(item_status)) if item_status.is_tentative() => {
                status.max(Some(item_status))
            }
            (status, _) => status,
        }
    }
}
