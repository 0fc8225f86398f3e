//! An entry's relations: the entries that it names, and the entries that name it.

use super::page_context::PageContext;
use crate::schema::FieldKind;
use crate::site::{EntryIndex, collation_key};
use crate::theme::model::{LinkModel, RelationModel};

/// Returns the relations of an entry by label: outgoing ones in the type's order, then incoming
/// ones. All entries are listed: each relation is on two pages, so the output stays linear.
pub(super) fn relation_models(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<RelationModel> {
    let outgoing = group_by_label(outgoing_relations(ctx, entry_index));
    let mut incoming = group_by_label(incoming_relations(ctx, entry_index));
    for (_, sources) in &mut incoming {
        sources.sort_by_cached_key(|entry_index| {
            collation_key(&ctx.localized.language_tag.0, &ctx.entry_title(*entry_index).0)
        });
    }
    let model = |is_incoming| {
        move |(label, entries): (String, Vec<EntryIndex>)| {
            let items: Vec<LinkModel> =
                entries.into_iter().map(|entry_index| ctx.entry_link(entry_index)).collect();
            RelationModel { label, is_incoming, items, more: None }
        }
    };
    let outgoing = outgoing.into_iter().map(model(false));
    outgoing.chain(incoming.into_iter().map(model(true))).collect()
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
pub(super) fn outgoing_relations(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<(String, EntryIndex)> {
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
pub(super) fn incoming_relations(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<(String, EntryIndex)> {
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
