//! The tree while it grows.

use super::node::{NodeKind, YamlNode};
use super::parser::{KEY_BYTES, NESTING_LEVELS, NODES};
use super::recovery::{BlockLevel, CollectionKind, line_start};
use crate::diagnostic::{
    Diagnostic, DiagnosticKind, ExpectedKind, RelatedNote, SourceFile, Span, YamlProblem,
};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// How much of a key a finding repeats, in characters.
const SHOWN_CHARS: usize = 60;

/// What is read so far.
pub(super) struct TreeBuilder<'a> {
    pub(super) source: &'a Arc<SourceFile>,
    /// The file up to the end of what is read.
    pub(super) text: &'a str,
    /// Collections whose end is not read yet, the innermost last.
    pub(super) open: Vec<OpenCollection>,
    pub(super) root: Option<YamlNode>,
    pub(super) n_nodes: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A collection whose end is not read yet; a map's keys and values alternate.
pub(super) struct OpenCollection {
    pub(super) start: usize,
    pub(super) form: CollectionForm,
    pub(super) kind: CollectionKind,
    pub(super) inside: Vec<YamlNode>,
}

/// How a collection is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CollectionForm {
    /// By indentation.
    Block,
    /// In brackets.
    Flow,
}

impl OpenCollection {
    pub(super) fn block_level(&self, text: &str) -> BlockLevel {
        BlockLevel { column: self.start - line_start(text, self.start), kind: self.kind }
    }
}

impl TreeBuilder<'_> {
    /// A limit that is exceeded: its name, the limit and its unit.
    pub(super) fn limit_exceeded(&self) -> Option<DiagnosticKind> {
        let (what, limit, unit) = if self.open.len() > NESTING_LEVELS {
            ("nesting", NESTING_LEVELS, "levels")
        } else if self.n_nodes > NODES {
            ("nodes", NODES, "nodes")
        } else {
            return None;
        };
        Some(DiagnosticKind::TooLarge { what, limit, unit })
    }

    pub(super) fn open_collection(
        &mut self,
        start: usize,
        form: CollectionForm,
        kind: CollectionKind,
    ) {
        self.n_nodes += 1;
        self.open.push(OpenCollection { start, form, kind, inside: vec![] });
    }

    pub(super) fn push_node(&mut self, node: YamlNode) {
        self.n_nodes += 1;
        self.attach_node(node);
    }

    /// Closes the innermost collection. `end` is where the parser saw its end; a block ends with
    /// its last value instead, since the parser sees its end on a later line.
    pub(super) fn close_collection(&mut self, end: usize) {
        let Some(mut open) = self.open.pop() else { return };
        let last = open.inside.last().map_or(open.start, |node| node.range.end);
        let end = if open.form == CollectionForm::Flow { end } else { last };
        let is = match open.kind {
            CollectionKind::List => NodeKind::List(open.inside),
            CollectionKind::Map => {
                if !open.inside.len().is_multiple_of(2) {
                    let start = self.text.floor_char_boundary(last.saturating_sub(1));
                    open.inside.push(YamlNode::unreadable_at(start..last));
                }
                NodeKind::Map(self.map_pairs(open.inside))
            }
        };
        self.attach_node(YamlNode { range: open.start..end.max(last), kind: is });
    }

    /// Closes collections until `n_open` are left.
    pub(super) fn close_down_to(&mut self, n_open: usize) {
        while self.open.len() > n_open {
            self.close_collection(0);
        }
    }

    /// Gives up what stands on the line `start..end`, where the parser stopped at `at`.
    pub(super) fn mark_unreadable(&mut self, line: &Range<usize>, offset: usize) {
        while self.open.last().is_some_and(|open| open.form == CollectionForm::Flow) {
            let Some(open) = self.open.pop() else { break };
            self.push_node(YamlNode::unreadable_at(open.start..line.end.max(open.start + 1)));
        }
        let Some(open) = self.open.last_mut() else { return };
        let is_map = open.kind == CollectionKind::Map;
        let is_dangling = is_map && !open.inside.len().is_multiple_of(2);
        if is_dangling {
            let start = self.text.floor_char_boundary(offset.saturating_sub(1));
            open.inside.push(YamlNode::unreadable_at(start..line.end));
        } else if let Some(last) = open.inside.last_mut()
            && last.range.end > line.start
        {
            *last = YamlNode::unreadable_at(last.range.start..line.end.max(last.range.end));
        }
    }

    pub(super) fn report_syntax(&mut self, range: Range<usize>, problem: YamlProblem) {
        let span = Span::new(self.source, range);
        self.diagnostics.push(Diagnostic::new(span, DiagnosticKind::YamlSyntax { problem }));
    }

    fn attach_node(&mut self, node: YamlNode) {
        match self.open.last_mut() {
            Some(open) => open.inside.push(node),
            None => self.root = Some(node),
        }
    }

    /// Keys and values that alternate → pairs. The first of several equal keys wins; merge keys
    /// are a kind of alias.
    fn map_pairs(&mut self, inside: Vec<YamlNode>) -> Vec<(YamlNode, YamlNode)> {
        let mut first: HashMap<Box<str>, Range<usize>> = HashMap::new();
        let mut pairs = Vec::with_capacity(inside.len() / 2);
        let mut inside = inside.into_iter();
        while let (Some(key), Some(value)) = (inside.next(), inside.next()) {
            let Some(text) = key.as_str() else {
                self.report_invalid_key(&key);
                continue;
            };
            if text == "<<" {
                if !value.is_unreadable() {
                    self.report_syntax(key.range, YamlProblem::Alias);
                }
                continue;
            }
            let kind = if text.len() > KEY_BYTES {
                DiagnosticKind::TooLarge { what: "key", limit: KEY_BYTES, unit: "bytes" }
            } else if first.contains_key(text) {
                DiagnosticKind::DuplicateKey { key: text.to_owned() }
            } else {
                first.insert(text.into(), key.range.clone());
                pairs.push((key, value));
                continue;
            };
            let mut diagnostic = Diagnostic::new(key.span(self.source), kind);
            if let Some(range) = first.get(text) {
                diagnostic = diagnostic.with_related(
                    Span::new(self.source, range.clone()),
                    RelatedNote::FirstDefinition,
                );
            }
            self.diagnostics.push(diagnostic);
        }
        pairs
    }

    /// A list, a map or nothing in a key's place.
    fn report_invalid_key(&mut self, key: &YamlNode) {
        if !key.is_unreadable() {
            let written = self.text.get(key.range.clone()).unwrap_or_default();
            let found = written.chars().take(SHOWN_CHARS).collect();
            let kind = DiagnosticKind::WrongKind { expected: ExpectedKind::Text, found };
            self.diagnostics.push(Diagnostic::new(key.span(self.source), kind));
        }
    }
}
