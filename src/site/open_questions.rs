//! Finds the open questions about an entry and its fields.

use super::entry::EntryIndex;
use super::snapshot::Site;
use crate::schema::{BuiltinType, FieldValue, builtin};

impl Site {
    /// Returns the questions that name an entry or one of its fields, in the order of the site.
    #[must_use]
    pub fn questions_naming(&self, entry_index: EntryIndex) -> Vec<EntryIndex> {
        let incoming = self.incoming_relations(entry_index).iter();
        let questions = incoming.filter(|relation| {
            *relation.field == *builtin::question::ABOUT
                && self.entry_at(relation.from).entry_type.is(BuiltinType::Question)
        });
        let mut questions: Vec<EntryIndex> = questions.map(|relation| relation.from).collect();
        questions.dedup();
        questions
    }

    /// Returns the questions about a field of an entry: those that name it, `ENTRY#FIELD`. For a
    /// field in a group, they name the group.
    #[must_use]
    pub fn questions_about_field(
        &self,
        entry_index: EntryIndex,
        field_name: &str,
    ) -> Vec<EntryIndex> {
        let field_id = field_name.split_once('.').map_or(field_name, |(group, _)| group);
        let is_about = |question: &EntryIndex| {
            let entry = self.entry_at(*question);
            let field = entry.entry_type.find_field(builtin::question::ABOUT);
            entry.field_statements(builtin::question::ABOUT).iter().any(|statement| {
                let FieldValue::Reference(written) = &statement.value else { return false };
                let named = written.split_once('#').map(|(_, named)| named);
                let target = field.and_then(|field| self.find_related(field, written));
                named == Some(field_id) && target == Some(entry_index)
            })
        };
        self.questions_naming(entry_index).into_iter().filter(is_about).collect()
    }

    /// Returns the questions that are about an entry, about one of its fields, or about a field in
    /// which another entry names it, in the order of the site.
    #[must_use]
    pub fn questions_about(&self, entry_index: EntryIndex) -> Vec<EntryIndex> {
        let mut questions = self.questions_naming(entry_index);
        for relation in self.incoming_relations(entry_index) {
            questions.extend(self.questions_about_field(relation.from, &relation.field));
        }
        questions.sort_unstable();
        questions.dedup();
        questions
    }
}
