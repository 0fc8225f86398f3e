//! Relations: fields that point to entries, and the same relations seen from the target.

use super::entry::{Entry, EntryIndex};
use super::incoming_index::{IncomingIndex, IncomingItem};
use super::site_lookup::SiteLookup;
use super::site_names::NamedChanges;
use super::snapshot::Site;
use crate::diagnostic::{BrokenLinkReason, Diagnostic, RelatedNote, closest_match, rules};
use crate::schema::{BuiltinType, FieldDef, FieldId, FieldKind, FieldValue, Statement};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A relation seen from its target.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IncomingRelation {
    /// The entry that has the relation.
    pub from: EntryIndex,
    /// The field of the relation, or `group.field` for a field in a group.
    pub field: FieldId,
}

/// One value of a relation, with its field.
pub(crate) struct RelationPointer<'a> {
    /// `field`, or `group.field`.
    pub(crate) name: FieldId,
    pub(crate) field: &'a FieldDef,
    pub(crate) statement: &'a Statement,
    /// The item of a group that it is in.
    pub(crate) item: Option<&'a Statement>,
    /// The entry's id as written, without `#FIELD`.
    pub(crate) id: &'a str,
    /// The part after `#`.
    pub(crate) about: Option<&'a str>,
}

/// Returns all relations of an entry in the order of its fields, including those in groups.
pub(crate) fn relation_pointers(entry: &Entry) -> Vec<RelationPointer<'_>> {
    let mut pointers = Vec::new();
    for (id, statements) in &entry.fields {
        let Some(field) = entry.entry_type.find_field(id) else { continue };
        for statement in statements {
            match (&field.kind, &statement.value) {
                (FieldKind::Reference(_), FieldValue::Reference(_)) => {
                    pointers.extend(relation_pointer(id.clone(), field, statement, None));
                }
                (FieldKind::Group(_), value) => {
                    for (field, statements) in field.item_fields(value) {
                        let name = FieldId::from(format!("{id}.{}", field.id));
                        pointers.extend(statements.iter().filter_map(|nested| {
                            relation_pointer(name.clone(), field, nested, Some(statement))
                        }));
                    }
                }
                _ => {}
            }
        }
    }
    pointers
}

fn relation_pointer<'a>(
    name: FieldId,
    field: &'a FieldDef,
    statement: &'a Statement,
    item: Option<&'a Statement>,
) -> Option<RelationPointer<'a>> {
    let FieldValue::Reference(written) = &statement.value else { return None };
    let (id, about) = match written.split_once('#') {
        Some((id, about)) => (id, Some(about)),
        None => (&**written, None),
    };
    Some(RelationPointer { name, field, statement, item, id, about })
}

/// The relations of one entry.
#[derive(Debug, Default)]
pub(super) struct EntryRelations {
    /// The targets in the order of the fields, tags last.
    outgoing: Vec<(RelationTarget, IncomingRelation)>,
    /// Whether it names an entry or a tag that does not exist.
    has_unresolved: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The target of a relation, in a form that stays the same when implicit entries come and go.
#[derive(Clone, Debug)]
enum RelationTarget {
    Declared(EntryIndex),
    Implicit(Arc<Entry>),
}

impl PartialEq for RelationTarget {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Declared(left), Self::Declared(right)) => left == right,
            (Self::Implicit(left), Self::Implicit(right)) => Arc::ptr_eq(left, right),
            (Self::Declared(_), Self::Implicit(_)) | (Self::Implicit(_), Self::Declared(_)) => {
                false
            }
        }
    }
}

/// The indexes of the implicit entries.
struct ImplicitIndexes(HashMap<*const Entry, EntryIndex>);

impl ImplicitIndexes {
    fn new(entries: &[Arc<Entry>], n_declared: usize) -> Self {
        let implicit = entries.iter().enumerate().skip(n_declared);
        Self(implicit.map(|(index, it)| (Arc::as_ptr(it), EntryIndex(index))).collect())
    }

    /// Returns the index of a target. `None` means that there is no such implicit entry.
    fn index_of(&self, target: &RelationTarget) -> Option<EntryIndex> {
        match target {
            RelationTarget::Declared(entry_index) => Some(*entry_index),
            RelationTarget::Implicit(entry) => self.0.get(&Arc::as_ptr(entry)).copied(),
        }
    }

    /// Returns the relations of an entry with the indexes of their targets.
    fn items(&self, relations: &EntryRelations) -> Vec<(EntryIndex, IncomingRelation)> {
        let outgoing = relations.outgoing.iter();
        let items = outgoing.filter_map(|(target, it)| Some((self.index_of(target)?, it.clone())));
        items.collect()
    }
}

impl IncomingItem for IncomingRelation {
    fn source(&self) -> EntryIndex {
        self.from
    }
}

/// The relations of all entries, and the same relations by target.
#[derive(Clone, Debug, Default)]
pub(super) struct RelationGraph {
    /// For each declared entry.
    pub(super) by_entry: Vec<Arc<EntryRelations>>,
    pub(super) incoming: IncomingIndex<IncomingRelation>,
}

impl RelationGraph {
    /// Resolves the relations of all entries. After an edit only those of the changed entries, and
    /// of entries that point to one, are resolved again.
    pub(super) fn new(
        lookup: SiteLookup<'_>,
        n_declared: usize,
        changes: Option<&NamedChanges<'_>>,
    ) -> Self {
        let Some(changes) = changes.map(|changes| &changes.content) else {
            let all = (0..n_declared)
                .into_par_iter()
                .map(|index| Arc::new(EntryRelations::resolve(lookup, EntryIndex(index))));
            let by_entry: Vec<Arc<EntryRelations>> = all.collect();
            let incoming = incoming_relations(lookup, &by_entry);
            return Self { by_entry, incoming };
        };
        let previous = changes.entries.previous;
        let mut graph = previous.relations.clone();
        let indexes = ImplicitIndexes::new(lookup.entries, n_declared);
        if !changes.has_same_implicit {
            let old_indexes = ImplicitIndexes::new(&previous.entries, n_declared);
            let implicit = lookup.entries.iter().skip(n_declared);
            let old = implicit.map(|entry| old_indexes.0.get(&Arc::as_ptr(entry)).copied());
            graph.incoming = graph.incoming.with_implicit(n_declared, old);
        }
        let changed: HashSet<EntryIndex> = changes.entries.changed.iter().copied().collect();
        let is_affected = |relations: &EntryRelations| {
            !changes.has_same_implicit && relations.has_unresolved
                || relations.outgoing.iter().any(|(target, _)| match target {
                    RelationTarget::Declared(entry_index) => changed.contains(entry_index),
                    RelationTarget::Implicit(_) => {
                        !changes.has_same_implicit && indexes.index_of(target).is_none()
                    }
                })
        };
        if changed.is_empty() && changes.has_same_implicit {
            return graph;
        }
        let entries = graph.by_entry.iter().enumerate();
        let affected = entries.filter(|(index, relations)| {
            changed.contains(&EntryIndex(*index)) || is_affected(relations)
        });
        let affected: Vec<EntryIndex> = affected.map(|(index, _)| EntryIndex(index)).collect();
        let resolved: Vec<Arc<EntryRelations>> = affected
            .par_iter()
            .map(|entry_index| Arc::new(EntryRelations::resolve(lookup, *entry_index)))
            .collect();
        for (entry_index, relations) in affected.into_iter().zip(resolved) {
            let Some(slot) = graph.by_entry.get_mut(entry_index.0) else { continue };
            let old = std::mem::replace(slot, relations);
            if lookup.is_published(entry_index) && old.outgoing != slot.outgoing {
                let (old_items, new_items) = (indexes.items(&old), indexes.items(slot));
                graph.incoming.replace(entry_index, &old_items, &new_items);
            }
        }
        graph
    }
}

/// Returns the relations of published entries by target.
fn incoming_relations(
    lookup: SiteLookup<'_>,
    by_entry: &[Arc<EntryRelations>],
) -> IncomingIndex<IncomingRelation> {
    let indexes = ImplicitIndexes::new(lookup.entries, by_entry.len());
    let published =
        by_entry.iter().enumerate().filter(|(index, _)| lookup.is_published(EntryIndex(*index)));
    let items: Vec<(EntryIndex, IncomingRelation)> =
        published.flat_map(|(_, relations)| indexes.items(relations)).collect();
    IncomingIndex::new(lookup.entries.len(), items.iter())
}

impl EntryRelations {
    /// Resolves all relations of an entry.
    fn resolve(lookup: SiteLookup<'_>, from: EntryIndex) -> Self {
        let mut relations = Self::default();
        let Some(entry) = lookup.entry(from) else { return relations };
        for pointer in relation_pointers(entry) {
            let FieldValue::Reference(written) = &pointer.statement.value else { continue };
            match lookup.find_related(pointer.field, written) {
                None => {
                    relations.has_unresolved = true;
                    relations.diagnostics.push(SiteLookup::unknown_entry(&pointer));
                }
                Some(target) => {
                    let target_entry = lookup.entry(target);
                    relations.diagnostics.extend(
                        target_entry.and_then(|it| lookup.wrong_entry_type(entry, &pointer, it)),
                    );
                    let item = IncomingRelation { from, field: pointer.name.clone() };
                    relations.outgoing.extend(lookup.relation_target(target).map(|it| (it, item)));
                }
            }
        }
        let tag_field: FieldId = "tags".into();
        for (tag, _) in &entry.meta.tags {
            let target = lookup.names.ids.find_implicit(&BuiltinType::Tag.id().into(), tag);
            let item = IncomingRelation { from, field: tag_field.clone() };
            relations.has_unresolved |= target.is_none();
            let target = target.and_then(|target| lookup.relation_target(target));
            relations.outgoing.extend(target.map(|target| (target, item)));
        }
        relations
    }
}

impl Site {
    /// Returns the entry that the value of a relation names.
    #[must_use]
    pub fn find_related(&self, field: &FieldDef, written: &str) -> Option<EntryIndex> {
        self.lookup().find_related(field, written)
    }

    /// Returns the entry that a value names. `None` also means that it is not a relation.
    #[must_use]
    pub fn related_target(&self, field: &FieldDef, value: &FieldValue) -> Option<EntryIndex> {
        let FieldValue::Reference(written) = value else { return None };
        self.find_related(field, written)
    }

    /// Returns the entry with an id. A declared entry takes precedence over a page.
    #[must_use]
    pub fn find_id(&self, id: &str) -> Option<EntryIndex> {
        self.names.ids.find_entry(id)
    }

    /// Returns the targets of the relations of an entry, including those in groups.
    pub fn related_entries(&self, entry_index: EntryIndex) -> impl Iterator<Item = EntryIndex> {
        let pointers = relation_pointers(self.entry_at(entry_index)).into_iter();
        let targets = pointers
            .filter_map(|pointer| self.related_target(pointer.field, &pointer.statement.value));
        targets.collect::<Vec<_>>().into_iter()
    }
}

impl SiteLookup<'_> {
    /// Returns the entry that the value of a relation names.
    pub(super) fn find_related(self, field: &FieldDef, written: &str) -> Option<EntryIndex> {
        let FieldKind::Reference(types) = &field.kind else { return None };
        let id = written.split_once('#').map_or(written, |(id, _)| id);
        let ids = &self.names.ids;
        let implicit = || types.iter().find_map(|kind| ids.find_implicit(kind, written));
        ids.find_entry(id).or_else(implicit)
    }

    fn relation_target(self, entry_index: EntryIndex) -> Option<RelationTarget> {
        let entry = self.entries.get(entry_index.0)?;
        Some(match entry.is_implicit() {
            true => RelationTarget::Implicit(Arc::clone(entry)),
            false => RelationTarget::Declared(entry_index),
        })
    }

    /// Reports a relation to an entry that does not exist.
    fn unknown_entry(pointer: &RelationPointer<'_>) -> Diagnostic {
        let FieldKind::Reference(types) = &pointer.field.kind else {
            unreachable!("a pointer is a relation")
        };
        let types = types.iter().map(ToString::to_string).collect();
        // The report looks for a similar id, because each search looks at all entries.
        let kind = rules::UnknownEntry { id: pointer.id.into(), suggestion: None, types };
        Diagnostic::new(pointer.statement.span.clone(), kind)
    }

    /// Reports a relation to an entry of the wrong type, to a field that the entry does not have,
    /// or to a draft.
    fn wrong_entry_type(
        self,
        from: &Entry,
        pointer: &RelationPointer<'_>,
        entry: &Entry,
    ) -> Option<Diagnostic> {
        let FieldKind::Reference(types) = &pointer.field.kind else { return None };
        let span = pointer.statement.span.clone();
        if !types.is_empty() && !types.contains(&entry.entry_type.id) {
            let kind = rules::WrongEntryType {
                id: pointer.id.into(),
                entry_type: entry.entry_type.id.to_string(),
                expected_types: types.iter().map(ToString::to_string).collect(),
            };
            return Some(
                Diagnostic::new(span, kind).with_related(entry.span.clone(), RelatedNote::Target),
            );
        }
        if let Some(about) = pointer.about
            && entry.entry_type.find_field(about).is_none()
        {
            let known = entry.entry_type.fields.iter().map(|field| &*field.id);
            let near = closest_match(about, known);
            let target = format!("{}#{about}", pointer.id);
            return Some(Diagnostic::new(
                span,
                rules::BrokenLink {
                    target,
                    reason: BrokenLinkReason::Field,
                    suggestion: near,
                    place: None,
                },
            ));
        }
        let reason = BrokenLinkReason::KeptBack(self.unpublished_target(from, entry)?);
        let kind =
            rules::BrokenLink { target: pointer.id.into(), reason, suggestion: None, place: None };
        Some(Diagnostic::new(span, kind))
    }
}
