//! An entry and what it is connected with: a picture that is also a list.

use crate::render::model::LinkModel;
use crate::render::page_context::PageContext;
use crate::render::relations;
use crate::site::EntryIndex;
use serde::Serialize;
use std::collections::HashSet;

/// The most entries that a picture shows besides the one in the middle.
const MAX_NODES: usize = 24;

/// `view.graph`.
#[derive(Debug, Serialize)]
pub(super) struct GraphModel {
    root: LinkModel,
    branches: Vec<GraphBranch>,
    /// How many more there are.
    more: usize,
}

/// Entries that are connected in the same way.
#[derive(Debug, Serialize)]
struct GraphBranch {
    label: String,
    /// Whether the others say so, not this entry.
    is_incoming: bool,
    nodes: Vec<GraphNode>,
}

#[derive(Debug, Serialize)]
struct GraphNode {
    link: LinkModel,
    branches: Vec<GraphBranch>,
}

pub(super) fn graph_model(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    depth: usize,
) -> GraphModel {
    let mut seen = HashSet::from([entry_index]);
    let mut more = 0;
    let branches = graph_branches(ctx, entry_index, (depth, &mut seen, &mut more));
    GraphModel { root: ctx.entry_link(entry_index), branches, more }
}

/// What an entry is connected with; at most three steps far, which the option's reader sees to.
fn graph_branches(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    (depth, seen, more): (usize, &mut HashSet<EntryIndex>, &mut usize),
) -> Vec<GraphBranch> {
    let mut found: Vec<(String, bool, Vec<EntryIndex>)> = Vec::new();
    for (label, is_incoming, target) in entry_connections(ctx, entry_index) {
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
        .map(|(label, is_incoming, list)| GraphBranch {
            label,
            is_incoming,
            nodes: list
                .into_iter()
                .map(|target| GraphNode {
                    link: ctx.entry_link(target),
                    branches: match depth {
                        0 | 1 => Vec::new(),
                        _ => graph_branches(ctx, target, (depth - 1, &mut *seen, &mut *more)),
                    },
                })
                .collect(),
        })
        .collect()
}

/// Every relation from and to an entry, in words; true: the other says so.
fn entry_connections(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<(String, bool, EntryIndex)> {
    let own = relations::outgoing_relations(ctx, entry_index).into_iter();
    let others = relations::incoming_relations(ctx, entry_index).into_iter();
    let own = own.map(|(label, target)| (label, false, target));
    own.chain(others.map(|(label, from)| (label, true, from))).collect()
}
