//! The tree while it grows.

use super::node::{Is, Node};
use super::reader::{KEY_BYTES, NESTING_LEVELS, NODES};
use super::resume::{Collection, Level, line_start};
use crate::diagnostic::{Diagnostic, Expected, Fault, Note, Source, Span, YamlProblem};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// How much of a key a finding repeats, in characters.
const SHOWN_CHARS: usize = 60;

/// What is read so far.
pub(super) struct Tree<'a> {
    pub(super) source: &'a Arc<Source>,
    /// The file up to the end of what is read.
    pub(super) text: &'a str,
    /// Collections whose end is not read yet, the innermost last.
    pub(super) open: Vec<Open>,
    pub(super) root: Option<Node>,
    pub(super) n_nodes: usize,
    pub(super) found: Vec<Diagnostic>,
}

/// A collection whose end is not read yet; a map's keys and values alternate.
pub(super) struct Open {
    pub(super) start: usize,
    pub(super) form: Form,
    pub(super) is: Collection,
    pub(super) inside: Vec<Node>,
}

/// How a collection is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// By indentation.
    Block,
    /// In brackets.
    Flow,
}

impl Open {
    pub(super) fn level(&self, text: &str) -> Level {
        Level { column: self.start - line_start(text, self.start), is: self.is }
    }
}

impl Tree<'_> {
    /// A limit that is exceeded: its name, the limit and its unit.
    pub(super) fn exceeded(&self) -> Option<Fault> {
        let (what, limit, unit) = if self.open.len() > NESTING_LEVELS {
            ("nesting", NESTING_LEVELS, "levels")
        } else if self.n_nodes > NODES {
            ("nodes", NODES, "nodes")
        } else {
            return None;
        };
        Some(Fault::TooLarge { what, limit, unit })
    }

    pub(super) fn open(&mut self, start: usize, form: Form, is: Collection) {
        self.n_nodes += 1;
        self.open.push(Open { start, form, is, inside: vec![] });
    }

    pub(super) fn push(&mut self, node: Node) {
        self.n_nodes += 1;
        self.place(node);
    }

    /// Closes the innermost collection. `end` is where the parser saw its end; a block ends with
    /// its last value instead, since the parser sees its end on a later line.
    pub(super) fn close(&mut self, end: usize) {
        let Some(mut open) = self.open.pop() else { return };
        let last = open.inside.last().map_or(open.start, |node| node.at.end);
        let end = if open.form == Form::Flow { end } else { last };
        let is = match open.is {
            Collection::List => Is::List(open.inside),
            Collection::Map => {
                if !open.inside.len().is_multiple_of(2) {
                    let start = self.text.floor_char_boundary(last.saturating_sub(1));
                    open.inside.push(Node::unreadable(start..last));
                }
                Is::Map(self.pairs(open.inside))
            }
        };
        self.place(Node { at: open.start..end.max(last), is });
    }

    /// Closes collections until `n_open` are left.
    pub(super) fn close_to(&mut self, n_open: usize) {
        while self.open.len() > n_open {
            self.close(0);
        }
    }

    /// Gives up what stands on the line `start..end`, where the parser stopped at `at`.
    pub(super) fn give_up(&mut self, line: &Range<usize>, at: usize) {
        while self.open.last().is_some_and(|open| open.form == Form::Flow) {
            let Some(open) = self.open.pop() else { break };
            self.push(Node::unreadable(open.start..line.end.max(open.start + 1)));
        }
        let Some(open) = self.open.last_mut() else { return };
        let is_map = open.is == Collection::Map;
        let is_dangling = is_map && !open.inside.len().is_multiple_of(2);
        if is_dangling {
            let start = self.text.floor_char_boundary(at.saturating_sub(1));
            open.inside.push(Node::unreadable(start..line.end));
        } else if let Some(last) = open.inside.last_mut()
            && last.at.end > line.start
        {
            *last = Node::unreadable(last.at.start..line.end.max(last.at.end));
        }
    }

    pub(super) fn syntax(&mut self, at: Range<usize>, problem: YamlProblem) {
        let span = Span::new(self.source, at);
        self.found.push(Diagnostic::at(span, Fault::YamlSyntax { problem }));
    }

    fn place(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.inside.push(node),
            None => self.root = Some(node),
        }
    }

    /// Keys and values that alternate → pairs. The first of several equal keys wins; merge keys
    /// are a kind of alias.
    fn pairs(&mut self, inside: Vec<Node>) -> Vec<(Node, Node)> {
        let mut first: HashMap<Box<str>, Range<usize>> = HashMap::new();
        let mut pairs = Vec::with_capacity(inside.len() / 2);
        let mut inside = inside.into_iter();
        while let (Some(key), Some(value)) = (inside.next(), inside.next()) {
            let Some(text) = key.as_text() else {
                self.not_a_key(&key);
                continue;
            };
            if text == "<<" {
                if !value.is_unreadable() {
                    self.syntax(key.at, YamlProblem::Alias);
                }
                continue;
            }
            let fault = if text.len() > KEY_BYTES {
                Fault::TooLarge { what: "key", limit: KEY_BYTES, unit: "bytes" }
            } else if first.contains_key(text) {
                Fault::DuplicateKey { key: text.to_owned() }
            } else {
                first.insert(text.into(), key.at.clone());
                pairs.push((key, value));
                continue;
            };
            let mut found = Diagnostic::at(key.span(self.source), fault);
            if let Some(at) = first.get(text) {
                found = found.with(Span::new(self.source, at.clone()), Note::FirstHere);
            }
            self.found.push(found);
        }
        pairs
    }

    /// A list, a map or nothing in a key's place.
    fn not_a_key(&mut self, key: &Node) {
        if !key.is_unreadable() {
            let written = self.text.get(key.at.clone()).unwrap_or_default();
            let found = written.chars().take(SHOWN_CHARS).collect();
            let fault = Fault::WrongKind { expected: Expected::Text, found };
            self.found.push(Diagnostic::at(key.span(self.source), fault));
        }
    }
}
