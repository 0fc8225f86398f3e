//! An entry and what it is connected with: a picture that is also a list.

use crate::render::relations;
use crate::render::scene::Scene;
use crate::render::view::Link;
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
    /// Whether the others say so, not this entry.
    is_incoming: bool,
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
    let mut found: Vec<(String, bool, Vec<EntryIndex>)> = Vec::new();
    for (label, is_incoming, target) in connections(scene, at) {
        if seen.contains(&target) {
            continue;
        }
        if seen.len() > MAX_NODES {
            *more += 1;
            continue;
        }
        seen.insert(target);
        let is_same = |own: &str, way: bool| own == label && way == is_incoming;
        match found.iter_mut().find(|(own, way, _)| is_same(own, *way)) {
            Some((_, _, list)) => list.push(target),
            None => found.push((label, is_incoming, vec![target])),
        }
    }
    found
        .into_iter()
        .map(|(label, is_incoming, list)| Branch {
            label,
            is_incoming,
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

/// Every relation from and to an entry, in words; true: the other says so.
fn connections(scene: &Scene<'_>, at: EntryIndex) -> Vec<(String, bool, EntryIndex)> {
    let own = relations::outgoing(scene, at).into_iter();
    let others = relations::incoming(scene, at).into_iter();
    let own = own.map(|(label, target)| (label, false, target));
    own.chain(others.map(|(label, from)| (label, true, from))).collect()
}
