//! A graph of the entries that an entry is related to, which is also a nested list.

use crate::render::page_context::PageContext;
use crate::render::relations;
use crate::site::EntryIndex;
use crate::theme::model::LinkModel;
use serde::Serialize;
use std::collections::HashSet;

/// The maximum number of entries in a graph besides the root.
const MAX_NODES: usize = 24;

/// `view.graph`.
#[derive(Debug, Serialize)]
pub(super) struct GraphModel {
    root: LinkModel,
    branches: Vec<GraphBranch>,
    /// The number of related entries that are omitted.
    more: usize,
}

/// Entries with the same relation to their parent.
#[derive(Debug, Serialize)]
struct GraphBranch {
    label: String,
    /// Whether the relation is declared by these entries, not by their parent.
    is_incoming: bool,
    nodes: Vec<GraphNode>,
}

#[derive(Debug, Serialize)]
struct GraphNode {
    link: LinkModel,
    branches: Vec<GraphBranch>,
}

pub(super) fn graph_model(ctx: &PageContext<'_>, root: EntryIndex, depth: usize) -> GraphModel {
    let mut walk = GraphWalk { ctx, visited: HashSet::from([root]), n_omitted: 0 };
    let branches = walk.branches(root, depth);
    GraphModel { root: ctx.entry_link(root), branches, more: walk.n_omitted }
}

/// A relation between an entry and another one, with its label.
struct EntryConnection {
    label: String,
    is_incoming: bool,
    target: EntryIndex,
}

/// The state while a graph is built.
struct GraphWalk<'a> {
    ctx: &'a PageContext<'a>,
    visited: HashSet<EntryIndex>,
    n_omitted: usize,
}

impl GraphWalk<'_> {
    /// Returns the unvisited entries that an entry is related to, up to `depth` steps away. The
    /// recursion is at most three levels deep, the maximum of the option `depth`.
    fn branches(&mut self, entry_index: EntryIndex, depth: usize) -> Vec<GraphBranch> {
        let mut groups: Vec<(EntryConnection, Vec<EntryIndex>)> = Vec::new();
        for connection in entry_connections(self.ctx, entry_index) {
            let target = connection.target;
            if self.visited.contains(&target) {
                continue;
            }
            if self.visited.len() > MAX_NODES {
                self.n_omitted += 1;
                continue;
            }
            self.visited.insert(target);
            let group = groups.iter_mut().find(|(first, _)| {
                first.label == connection.label && first.is_incoming == connection.is_incoming
            });
            match group {
                Some((_, targets)) => targets.push(target),
                None => groups.push((connection, vec![target])),
            }
        }
        let mut branches = Vec::new();
        for (EntryConnection { label, is_incoming, .. }, targets) in groups {
            let nodes = targets.into_iter().map(|target| self.node(target, depth)).collect();
            branches.push(GraphBranch { label, is_incoming, nodes });
        }
        branches
    }

    fn node(&mut self, entry_index: EntryIndex, depth: usize) -> GraphNode {
        let branches = if depth > 1 { self.branches(entry_index, depth - 1) } else { Vec::new() };
        GraphNode { link: self.ctx.entry_link(entry_index), branches }
    }
}

/// Returns every relation from and to an entry, outgoing ones first.
fn entry_connections(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<EntryConnection> {
    let connection = |is_incoming| {
        move |(label, target): (String, EntryIndex)| EntryConnection { label, is_incoming, target }
    };
    let outgoing = relations::outgoing_relations(ctx, entry_index).into_iter();
    let incoming = relations::incoming_relations(ctx, entry_index).into_iter();
    outgoing.map(connection(false)).chain(incoming.map(connection(true))).collect()
}
