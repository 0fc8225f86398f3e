//! What an entry is connected with: whom it names itself, and who names it.

use super::model::{LinkModel, RelationModel};
use super::page_context::PageContext;
use crate::schema::{FieldKind, FieldValue};
use crate::site::{EntryIndex, collation_key};

/// The relations of an entry by their words: its own in the type's order, then those that lead
/// here, each with its entries. All of them: each stands on one page from each end, so it stays
/// linear.
pub(super) fn relation_models(scene: &PageContext<'_>, at: EntryIndex) -> Vec<RelationModel> {
    let mut own = group_by_label(outgoing_relations(scene, at));
    let mut others = group_by_label(incoming_relations(scene, at));
    for (_, from) in &mut others {
        from.sort_by_cached_key(|at| {
            collation_key(&scene.language_tag.0, &scene.entry_title(*at).0)
        });
    }
    let view = |is_incoming| {
        move |(label, entries): (String, Vec<EntryIndex>)| {
            let items: Vec<LinkModel> =
                entries.into_iter().map(|at| scene.entry_link(at)).collect();
            RelationModel { label, is_incoming, items, more: None }
        }
    };
    let own: Vec<RelationModel> = own.drain(..).map(view(false)).collect();
    own.into_iter().chain(others.into_iter().map(view(true))).collect()
}

/// Each label with its entries, in the order in which they first come.
fn group_by_label(found: Vec<(String, EntryIndex)>) -> Vec<(String, Vec<EntryIndex>)> {
    let mut groups: Vec<(String, Vec<EntryIndex>)> = Vec::new();
    for (label, at) in found {
        match groups.iter_mut().find(|(own, _)| *own == label) {
            Some((_, entries)) => entries.push(at),
            None => groups.push((label, vec![at])),
        }
    }
    for (_, entries) in &mut groups {
        let mut seen = std::collections::HashSet::new();
        entries.retain(|at| seen.insert(*at));
    }
    groups
}

/// The entries that an entry names in its fields, by the field's label.
pub(super) fn outgoing_relations(
    scene: &PageContext<'_>,
    at: EntryIndex,
) -> Vec<(String, EntryIndex)> {
    let entry = scene.site.entry_at(at);
    let mut found = Vec::new();
    for (id, statements) in &entry.fields {
        let Some(field) = entry.kind.find_field(id) else { continue };
        if !matches!(field.kind, FieldKind::Reference(_)) {
            continue;
        }
        for statement in statements {
            let FieldValue::Reference(written) = &statement.value else { continue };
            if let Some(target) = scene.site.find_related(field, written) {
                found.push((scene.localized_text(&field.label).0, target));
            }
        }
    }
    found.retain(|(_, target)| *target != at && scene.site.is_published(*target));
    found
}

/// The entries that name an entry, by the words that the field has from this end.
pub(super) fn incoming_relations(
    scene: &PageContext<'_>,
    at: EntryIndex,
) -> Vec<(String, EntryIndex)> {
    let site = scene.site;
    let mut found = Vec::new();
    for relation in site.incoming_relations(at) {
        if &*relation.field == "tags" {
            continue;
        }
        let kind = &site.entry_at(relation.from).kind;
        let Some(field) = kind.find_nested_field(&relation.field) else { continue };
        let label = match &field.inverse {
            Some(inverse) => scene.localized_text(inverse).0,
            None => format!(
                "{}: {}",
                scene.localized_text(&kind.name).0,
                scene.localized_text(&field.label).0
            ),
        };
        found.push((label, relation.from));
    }
    found.retain(|(_, from)| *from != at && site.is_published(*from));
    found
}
