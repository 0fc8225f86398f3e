//! An entry's relations: the entries that it names, and the entries that name it.

use super::dates;
use super::page_context::PageContext;
use crate::schema::FieldKind;
use crate::site::{EntryIndex, chronology};
use crate::theme::model::{RelatedEntry, RelationModel};

/// The entries with one relation to an entry.
pub(super) struct RelationGroup {
    pub(super) label: String,
    /// Whether the relation is declared by these entries.
    pub(super) is_incoming: bool,
    /// Each entry once. Acts are in chronological order.
    pub(super) entries: Vec<EntryIndex>,
}

/// Returns the relations of an entry. All entries are listed: each relation is on two pages, so the
/// output stays linear.
pub(super) fn relation_models(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<RelationModel> {
    let item = |entry_index| RelatedEntry {
        link: ctx.entry_link(entry_index),
        date: dates::act_date_model(ctx, entry_index),
    };
    let model = |RelationGroup { label, is_incoming, entries }| {
        let items = entries.into_iter().map(item).collect();
        RelationModel { label, is_incoming, items, more: None }
    };
    relation_groups(ctx, entry_index).into_iter().map(model).collect()
}

/// Returns the relations of an entry by label: outgoing ones in the type's order, then incoming
/// ones. Outgoing entries that are not acts are in the order in which they are written.
pub(super) fn relation_groups(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<RelationGroup> {
    let is_act = |entry_index: &EntryIndex| {
        chronology::act_date_field(&ctx.site.entry_at(*entry_index).kind).is_some()
    };
    let group = |is_incoming| {
        move |(label, mut entries): (String, Vec<EntryIndex>)| {
            if is_incoming || entries.iter().any(is_act) {
                entries = ctx.site.sorted_chronologically(&entries, ctx.localized.language_tag);
            }
            RelationGroup { label, is_incoming, entries }
        }
    };
    let outgoing = group_by_label(outgoing_relations(ctx, entry_index)).into_iter();
    let incoming = group_by_label(incoming_relations(ctx, entry_index)).into_iter();
    outgoing.map(group(false)).chain(incoming.map(group(true))).collect()
}

/// Groups entries by label, in the order of first occurrence; each entry once per label.
fn group_by_label(relations: Vec<(String, EntryIndex)>) -> Vec<(String, Vec<EntryIndex>)> {
    let mut groups: Vec<(String, Vec<EntryIndex>)> = Vec::new();
    for (label, entry_index) in relations {
        match groups.iter_mut().find(|(group_label, _)| *group_label == label) {
            Some((_, entries)) => entries.push(entry_index),
            None => groups.push((label, vec![entry_index])),
        }
    }
    for (_, entries) in &mut groups {
        let mut seen = std::collections::HashSet::new();
        entries.retain(|entry_index| seen.insert(*entry_index));
    }
    groups
}

/// Returns the entries that an entry names in its fields, each with the field's label.
fn outgoing_relations(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<(String, EntryIndex)> {
    let entry = ctx.site.entry_at(entry_index);
    let mut relations = Vec::new();
    for (id, statements) in &entry.fields {
        let Some(field) = entry.kind.find_field(id) else { continue };
        if !matches!(field.kind, FieldKind::Reference(_)) {
            continue;
        }
        for statement in statements {
            if let Some(target) = ctx.site.related_target(field, &statement.value) {
                relations.push((ctx.localized_text(&field.label).0, target));
            }
        }
    }
    relations.retain(|(_, target)| *target != entry_index && ctx.site.is_published(*target));
    relations
}

/// Returns the entries that name an entry, each with the label of the field's inverse.
fn incoming_relations(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<(String, EntryIndex)> {
    let site = ctx.site;
    let mut relations = Vec::new();
    for relation in site.incoming_relations(entry_index) {
        if &*relation.field == "tags" {
            continue;
        }
        let kind = &site.entry_at(relation.from).kind;
        let Some(field) = kind.find_nested_field(&relation.field) else { continue };
        let label = match &field.inverse {
            Some(inverse) => ctx.localized_text(inverse).0,
            None => format!(
                "{}: {}",
                ctx.localized_text(&kind.name).0,
                ctx.localized_text(&field.label).0
            ),
        };
        relations.push((label, relation.from));
    }
    relations.retain(|(_, source)| *source != entry_index && site.is_published(*source));
    relations
}
