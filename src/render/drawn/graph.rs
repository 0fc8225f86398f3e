//! An entry and what it is connected with: a picture that is also a list.

use crate::render::entry::inverse_label;
use crate::render::scene::Scene;
use crate::render::view::Link;
use crate::schema::{Kind, Value};
use crate::site::EntryIndex;
use serde::Serialize;
use std::collections::HashSet;

/// The most entries that a picture shows besides the one in the middle.
const MAX_NODES: usize = 24;

/// `view.graph`.
#[derive(Debug, Serialize)]
pub(super) struct Graph {
    root: Link,
    branches: Vec<Branch>,
    /// How many more there are.
    more: usize,
}

/// Entries that are connected in the same way.
#[derive(Debug, Serialize)]
struct Branch {
    label: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Serialize)]
struct Node {
    link: Link,
    branches: Vec<Branch>,
}

pub(super) fn graph(scene: &Scene<'_>, at: EntryIndex, depth: usize) -> Graph {
    let mut seen = HashSet::from([at]);
    let mut more = 0;
    let branches = branches(scene, at, (depth, &mut seen, &mut more));
    Graph { root: scene.link(at), branches, more }
}

/// What an entry is connected with; at most three steps far, which the option's reader sees to.
fn branches(
    scene: &Scene<'_>,
    at: EntryIndex,
    (depth, seen, more): (usize, &mut HashSet<EntryIndex>, &mut usize),
) -> Vec<Branch> {
    let mut found: Vec<(String, Vec<EntryIndex>)> = Vec::new();
    for (label, target) in connections(scene, at) {
        if seen.contains(&target) {
            continue;
        }
        if seen.len() > MAX_NODES {
            *more += 1;
            continue;
        }
        seen.insert(target);
        match found.iter_mut().find(|(own, _)| *own == label) {
            Some((_, list)) => list.push(target),
            None => found.push((label, vec![target])),
        }
    }
    found
        .into_iter()
        .map(|(label, list)| Branch {
            label,
            nodes: list
                .into_iter()
                .map(|target| Node {
                    link: scene.link(target),
                    branches: match depth {
                        0 | 1 => Vec::new(),
                        _ => branches(scene, target, (depth - 1, &mut *seen, &mut *more)),
                    },
                })
                .collect(),
        })
        .collect()
}

/// Every relation from and to an entry, in words.
fn connections(scene: &Scene<'_>, at: EntryIndex) -> Vec<(String, EntryIndex)> {
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
    for one in scene.site.incoming(at) {
        if let Some(label) = inverse_label(scene, one) {
            found.push((label, one.from));
        }
    }
    found.retain(|(_, target)| scene.site.is_published(*target));
    found
}
