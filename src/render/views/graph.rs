//! A graph of the entries that an entry is related to, which is also a nested list.

use crate::render::page_collector::PageCollector;
use crate::render::page_context::PageContext;
use crate::render::relations::{self, RelationEnd, RelationGroup};
use crate::site::EntryIndex;
use crate::theme::model::{LinkModel, RelatedEntry};
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
    item: RelatedEntry,
    branches: Vec<GraphBranch>,
}

pub(super) fn graph_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    root: EntryIndex,
    depth: usize,
) -> GraphModel {
    let mut walk = GraphWalk { ctx, collector, visited: HashSet::from([root]), n_omitted: 0 };
    let branches = walk.branches(root, depth);
    GraphModel { root: ctx.entry_link(root), branches, more: walk.n_omitted }
}

/// The state while a graph is built.
struct GraphWalk<'a> {
    ctx: &'a PageContext<'a>,
    collector: &'a mut PageCollector,
    visited: HashSet<EntryIndex>,
    n_omitted: usize,
}

impl GraphWalk<'_> {
    /// Returns the unvisited entries that an entry is related to, up to `depth` steps away. The
    /// recursion is at most three levels deep, the maximum of the option `depth`.
    fn branches(&mut self, entry_index: EntryIndex, depth: usize) -> Vec<GraphBranch> {
        let mut groups = relations::relation_groups(self.ctx, entry_index);
        // What is done counts more than what is proposed about the same entry.
        let all_ends = groups.iter().flat_map(|group| &group.ends);
        let firm_ends = all_ends.filter(|end| !end.is_tentative());
        let firm: HashSet<EntryIndex> = firm_ends.map(|end| end.entry_index).collect();
        for group in &mut groups {
            group.ends.retain(|end| {
                let is_best = !end.is_tentative() || !firm.contains(&end.entry_index);
                is_best && self.visit(end.entry_index)
            });
        }
        groups.retain(|group| !group.ends.is_empty());
        let mut branches = Vec::new();
        for RelationGroup { label, is_incoming, ends } in groups {
            let nodes = ends.iter().map(|end| self.node(end, depth));
            branches.push(GraphBranch { label, is_incoming, nodes: nodes.collect() });
        }
        branches
    }

    /// Returns whether an entry is to be shown: it is not in the graph yet, and there is room.
    fn visit(&mut self, entry_index: EntryIndex) -> bool {
        if self.visited.contains(&entry_index) {
            return false;
        }
        if self.visited.len() > MAX_NODES {
            self.n_omitted += 1;
            return false;
        }
        self.visited.insert(entry_index)
    }

    fn node(&mut self, end: &RelationEnd, depth: usize) -> GraphNode {
        let branches = match depth > 1 {
            true => self.branches(end.entry_index, depth - 1),
            false => Vec::new(),
        };
        GraphNode { item: relations::related_entry(self.ctx, self.collector, end), branches }
    }
}
