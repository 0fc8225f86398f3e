//! What an entry is connected with: whom it names itself, and who names it.

use super::scene::Scene;
use super::view::{Link, Relation};
use crate::schema::{Kind, Value};
use crate::site::{EntryIndex, sort_key};

/// The relations of an entry by their words: its own in the type's order, then those that lead
/// here, each with its entries. All of them: each stands on one page from each end, so it stays
/// linear.
pub(super) fn views(scene: &Scene<'_>, at: EntryIndex) -> Vec<Relation> {
    let mut own = by_label(outgoing(scene, at));
    let mut others = by_label(incoming(scene, at));
    for (_, from) in &mut others {
        from.sort_by_cached_key(|at| sort_key(&scene.tag.0, &scene.title(*at).0));
    }
    let view = |is_incoming| {
        move |(label, entries): (String, Vec<EntryIndex>)| {
            let items: Vec<Link> = entries.into_iter().map(|at| scene.link(at)).collect();
            Relation { label, is_incoming, items, more: None }
        }
    };
    let own: Vec<Relation> = own.drain(..).map(view(false)).collect();
    own.into_iter().chain(others.into_iter().map(view(true))).collect()
}

/// Each label with its entries, in the order in which they first come.
fn by_label(found: Vec<(String, EntryIndex)>) -> Vec<(String, Vec<EntryIndex>)> {
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
pub(super) fn outgoing(scene: &Scene<'_>, at: EntryIndex) -> Vec<(String, EntryIndex)> {
    let entry = scene.site.entry(at);
    let mut found = Vec::new();
    for (id, statements) in &entry.fields {
        let Some(field) = entry.kind.field(id) else { continue };
        if !matches!(field.kind, Kind::Entry(_)) {
            continue;
        }
        for statement in statements {
            let Value::Entry(written) = &statement.value else { continue };
            if let Some(target) = scene.site.related(field, written) {
                found.push((scene.text(&field.label).0, target));
            }
        }
    }
    found.retain(|(_, target)| *target != at && scene.site.is_published(*target));
    found
}

/// The entries that name an entry, by the words that the field has from this end.
pub(super) fn incoming(scene: &Scene<'_>, at: EntryIndex) -> Vec<(String, EntryIndex)> {
    let site = scene.site;
    let mut found = Vec::new();
    for relation in site.incoming(at) {
        if &*relation.field == "tags" {
            continue;
        }
        let kind = &site.entry(relation.from).kind;
        let Some(field) = kind.field_at(&relation.field) else { continue };
        let label = match &field.inverse {
            Some(inverse) => scene.text(inverse).0,
            None => format!("{}: {}", scene.text(&kind.name).0, scene.text(&field.label).0),
        };
        found.push((label, relation.from));
    }
    found.retain(|(_, from)| *from != at && site.is_published(*from));
    found
}
