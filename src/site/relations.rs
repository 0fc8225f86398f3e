//! Relations: fields that point at entries, and the same relations seen from the other end.

use super::entry::{Entry, EntryIndex, EntryOrigin};
use super::snapshot::Site;
use crate::diagnostic::{BrokenLinkReason, Diagnostic, RelatedNote, rules};
use crate::schema::{
    self, BuiltinType, EntryId, EntryTypeId, FieldDef, FieldId, FieldKind, FieldValue, Statement,
};
use std::collections::HashMap;
use std::sync::Arc;

/// A relation seen from the entry that it leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IncomingRelation {
    /// The entry that says it.
    pub from: EntryIndex,
    /// The field that says it; of a field in a group, `group.field`.
    pub field: FieldId,
}

/// One value of a relation, with the field that it stands in.
pub(crate) struct RelationPointer<'a> {
    /// `field`, or `group.field`.
    pub(crate) name: FieldId,
    pub(crate) field: &'a FieldDef,
    pub(crate) statement: &'a Statement,
    /// The entry's id as written, without `#FIELD`.
    pub(crate) id: &'a str,
    /// What stands after `#`.
    pub(crate) about: Option<&'a str>,
}

/// All relations of an entry, in the order of its fields, groups included.
pub(crate) fn relation_pointers(entry: &Entry) -> Vec<RelationPointer<'_>> {
    let mut found = Vec::new();
    for (id, statements) in &entry.fields {
        let Some(field) = entry.kind.find_field(id) else { continue };
        for statement in statements {
            match (&field.kind, &statement.value) {
                (FieldKind::Reference(_), FieldValue::Reference(_)) => {
                    found.extend(relation_pointer(id.clone(), field, statement));
                }
                (FieldKind::Group(_), item) => {
                    for (field, statements) in field.item_fields(item) {
                        let name = FieldId::from(format!("{id}.{}", field.id));
                        found.extend(
                            statements
                                .iter()
                                .filter_map(|s| relation_pointer(name.clone(), field, s)),
                        );
                    }
                }
                _ => {}
            }
        }
    }
    found
}

fn relation_pointer<'a>(
    name: FieldId,
    field: &'a FieldDef,
    statement: &'a Statement,
) -> Option<RelationPointer<'a>> {
    let FieldValue::Reference(written) = &statement.value else { return None };
    let (id, about) = match written.split_once('#') {
        Some((id, about)) => (id, Some(about)),
        None => (&**written, None),
    };
    Some(RelationPointer { name, field, statement, id, about })
}

/// Ids of declared entries and pages, and names of entries that are made by being mentioned.
#[derive(Debug, Default)]
pub(super) struct IdIndex {
    by_id: HashMap<EntryId, EntryIndex>,
    /// By type and folded name.
    open: HashMap<(EntryTypeId, String), EntryIndex>,
}

impl IdIndex {
    /// Of two entries with one id the first in path order counts; a declared one before a page.
    pub(super) fn new(entries: &[Arc<Entry>]) -> Self {
        let mut ids = Self::default();
        for pages in [false, true] {
            for (index, entry) in entries.iter().enumerate() {
                if matches!(entry.origin, EntryOrigin::Mentioned) {
                    if let schema::LocalizedText::Same(name) = &entry.title {
                        let key = (entry.kind.id.clone(), super::address::fold_name(name));
                        ids.open.insert(key, EntryIndex(index));
                    }
                } else if entry.is_page() == pages {
                    ids.by_id.entry(entry.id.clone()).or_insert(EntryIndex(index));
                }
            }
        }
        ids
    }

    pub(super) fn find_entry(&self, id: &str) -> Option<EntryIndex> {
        self.by_id.get(id).copied()
    }

    pub(super) fn find_implicit(&self, kind: &EntryTypeId, name: &str) -> Option<EntryIndex> {
        let key = (kind.clone(), super::address::fold_name(name.trim()));
        self.open.get(&key).copied()
    }
}

impl Site {
    /// The entry that a relation's value names, if it is there.
    #[must_use]
    pub fn find_related(&self, field: &FieldDef, written: &str) -> Option<EntryIndex> {
        let FieldKind::Reference(types) = &field.kind else { return None };
        let id = written.split_once('#').map_or(written, |(id, _)| id);
        self.ids
            .find_entry(id)
            .or_else(|| types.iter().find_map(|kind| self.ids.find_implicit(kind, written)))
    }

    /// The entry with an id: a declared one before a page.
    #[must_use]
    pub fn find_id(&self, id: &str) -> Option<EntryIndex> {
        self.ids.find_entry(id)
    }

    /// The entries that an entry's relations lead to, groups included.
    pub fn related_entries(&self, entry_index: EntryIndex) -> impl Iterator<Item = EntryIndex> {
        let pointers = relation_pointers(self.entry_at(entry_index)).into_iter();
        let targets = pointers.filter_map(|pointer| match &pointer.statement.value {
            FieldValue::Reference(written) => self.find_related(pointer.field, written),
            _ => None,
        });
        targets.collect::<Vec<_>>().into_iter()
    }

    /// Follows every relation of every entry: what leads where, and what leads nowhere.
    pub(super) fn resolve_relations(&self) -> (Vec<Vec<IncomingRelation>>, Vec<Diagnostic>) {
        let mut incoming: Vec<Vec<IncomingRelation>> = vec![Vec::new(); self.entries.len()];
        let mut diagnostics = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let from = EntryIndex(index);
            for pointer in relation_pointers(entry) {
                let FieldValue::Reference(written) = &pointer.statement.value else { continue };
                match self.find_related(pointer.field, written) {
                    None => diagnostics.push(self.unknown_entry(&pointer)),
                    Some(target) => {
                        diagnostics.extend(self.wrong_entry_type(entry, &pointer, target));
                        if self.is_published(from)
                            && let Some(list) = incoming.get_mut(target.0)
                        {
                            list.push(IncomingRelation { from, field: pointer.name.clone() });
                        }
                    }
                }
            }
            for (tag, _) in &entry.meta.tags {
                let target = self.ids.find_implicit(&BuiltinType::Tag.id().into(), tag);
                let list = target.and_then(|target| incoming.get_mut(target.0));
                if let (true, Some(list)) = (self.is_published(from), list) {
                    list.push(IncomingRelation { from, field: "tags".into() });
                }
            }
        }
        for list in &mut incoming {
            list.dedup();
        }
        (incoming, diagnostics)
    }

    fn unknown_entry(&self, pointer: &RelationPointer<'_>) -> Diagnostic {
        let FieldKind::Reference(types) = &pointer.field.kind else {
            unreachable!("a pointer is a relation")
        };
        let fits = |entry: &&Arc<Entry>| types.is_empty() || types.contains(&entry.kind.id);
        let known = self.entries.iter().filter(fits).map(|entry| &*entry.id);
        let near = schema::closest_match(pointer.id, known);
        let kind = rules::UnknownEntry { id: pointer.id.into(), suggestion: near };
        Diagnostic::new(pointer.statement.span.clone(), kind)
    }

    fn wrong_entry_type(
        &self,
        from: &Entry,
        pointer: &RelationPointer<'_>,
        target: EntryIndex,
    ) -> Option<Diagnostic> {
        let FieldKind::Reference(types) = &pointer.field.kind else { return None };
        let entry = self.entries.get(target.0)?;
        let span = pointer.statement.span.clone();
        if !types.is_empty() && !types.contains(&entry.kind.id) {
            let kind = rules::WrongEntryType {
                id: pointer.id.into(),
                entry_type: entry.kind.id.to_string(),
                expected_types: types.iter().map(ToString::to_string).collect(),
            };
            return Some(
                Diagnostic::new(span, kind).with_related(entry.span.clone(), RelatedNote::Target),
            );
        }
        if let Some(about) = pointer.about
            && entry.kind.find_field(about).is_none()
        {
            let known = entry.kind.fields.iter().map(|field| &*field.id);
            let near = schema::closest_match(about, known);
            let target = format!("{}#{about}", pointer.id);
            return Some(Diagnostic::new(
                span,
                rules::BrokenLink { target, reason: BrokenLinkReason::Field, suggestion: near },
            ));
        }
        if entry.meta.is_draft && !from.meta.is_draft && !self.is_published(target) {
            let kind = rules::BrokenLink {
                target: pointer.id.into(),
                reason: BrokenLinkReason::Draft,
                suggestion: None,
            };
            return Some(Diagnostic::new(span, kind));
        }
        None
    }
}
