//! What an entry is connected with: whom it names itself, and who names it.

use super::model::{LinkModel, RelationModel};
use super::page_context::PageContext;
use crate::schema::{FieldKind, FieldValue};
use crate::site::{EntryIndex, collation_key};

/// The relations of an entry by their words: its own in the type's order, then those that lead
/// here, each with its entries. All of them: each stands on one page from each end, so it stays
/// linear.
pub(super) fn relation_models(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<RelationModel> {
    let mut own = group_by_label(outgoing_relations(ctx, entry_index));
    let mut others = group_by_label(incoming_relations(ctx, entry_index));
    for (_, from) in &mut others {
        from.sort_by_cached_key(|entry_index| {
            collation_key(&ctx.language_tag.0, &ctx.entry_title(*entry_index).0)
        });
    }
    let view = |is_incoming| {
        move |(label, entries): (String, Vec<EntryIndex>)| {
            let items: Vec<LinkModel> =
                entries.into_iter().map(|entry_index| ctx.entry_link(entry_index)).collect();
            RelationModel { label, is_incoming, items, more: None }
        }
    };
    let own: Vec<RelationModel> = own.drain(..).map(view(false)).collect();
    own.into_iter().chain(others.into_iter().map(view(true))).collect()
}

/// Each label with its entries, in the order in which they first come.
fn group_by_label(found: Vec<(String, EntryIndex)>) -> Vec<(String, Vec<EntryIndex>)> {
    let mut groups: Vec<(String, Vec<EntryIndex>)> = Vec::new();
    for (label, entry_index) in found {
        match groups.iter_mut().find(|(own, _)| *own == label) {
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

/// The entries that an entry names in its fields, by the field's label.
pub(super) fn outgoing_relations(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<(String, EntryIndex)> {
    let entry = ctx.site.entry_at(entry_index);
    let mut found = Vec::new();
    for (id, statements) in &entry.fields {
        let Some(field) = entry.kind.find_field(id) else { continue };
        if !matches!(field.kind, FieldKind::Reference(_)) {
            continue;
        }
        for statement in statements {
            let FieldValue::Reference(written) = &statement.value else { continue };
            if let Some(target) = ctx.site.find_related(field, written) {
                found.push((ctx.localized_text(&field.label).0, target));
            }
        }
    }
    found.retain(|(_, target)| *target != entry_index && ctx.site.is_published(*target));
    found
}

/// The entries that name an entry, by the words that the field has from this end.
pub(super) fn incoming_relations(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<(String, EntryIndex)> {
    let site = ctx.site;
    let mut found = Vec::new();
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
        found.push((label, relation.from));
    }
    found.retain(|(_, from)| *from != entry_index && site.is_published(*from));
    found
}
